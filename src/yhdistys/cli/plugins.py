"""The plugins, what they contribute, their problems, and switching them on and off."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from yhdistys.cli.failures import DATA_PROBLEMS, DONE
from yhdistys.cli.frame import argument, command, group
from yhdistys.cli.invocation import Invocation
from yhdistys.cli.plugin_commands import wrong_in
from yhdistys.cli.tables import Column, text_table
from yhdistys.errors import UsageError
from yhdistys.i18n import LazyText, _, lazy
from yhdistys.registry import PluginProblem, PluginRow, Plugins
from yhdistys.settings import switch_plugin, user_settings

_KINDS: Mapping[str, LazyText] = {
    "importers": lazy("readers"),
    "reports": lazy("reports"),
    "commands": lazy("commands"),
    "pages": lazy("pages"),
    "forms": lazy("forms"),
}
_NAME_HELP = lazy("The plugin; “plugins list” shows which there are.")


@command("list", help=lazy("List the plugins and what they contribute."))
def list_plugins(invocation: Invocation) -> None:
    """Show the plugins."""
    rows = invocation.plugins().rows()
    invocation.answer(lambda: _json(rows), lambda: _text(rows))


@command("enable", help=lazy("Load a plugin from now on."))
@argument("name", metavar="NAME", help=_NAME_HELP)
def enable_plugin(invocation: Invocation, *, name: str) -> None:
    """Switch a plugin on."""
    _switch(invocation, name, on=True)


@command("disable", help=lazy("Load a plugin no more."))
@argument("name", metavar="NAME", help=_NAME_HELP)
def disable_plugin(invocation: Invocation, *, name: str) -> None:
    """Switch a plugin off."""
    _switch(invocation, name, on=False)


def _switch(invocation: Invocation, name: str, *, on: bool) -> None:
    known = [row.id for row in invocation.plugins().rows()]
    if name not in known:
        raise UsageError(
            _("There is no plugin “{name}”.").format(name=name),
            hint=_("The plugins are: {names}.").format(names=", ".join(known)),
            kind="unknown-plugin",
        )
    before = user_settings().disabled_plugins
    is_changed = switch_plugin(name, on=on).disabled_plugins != before
    text = _("{plugin} is in use.") if on else _("{plugin} is not in use.")
    message = text.format(plugin=name)
    invocation.answer(
        lambda: {
            "changed": is_changed,
            "entity": f"plugin/{name}",
            "change_set": None,
            "message": message,
        },
        lambda: message,
    )


@command("check", help=lazy("Tell the problems of plugins; ends with 1 when there are any."))
def check_plugins(invocation: Invocation) -> int:
    """Show the problems."""
    plugins = invocation.plugins()
    found = (*problems_of(plugins), *plugins.form_problems())
    rows = plugins.rows()
    told = [plugin_sentence(problem) for problem in found]
    invocation.answer(
        lambda: {"ok": not found, **_json(rows, found)},
        lambda: "\n".join(told) if told else _("All plugins are in order."),
    )
    return DATA_PROBLEMS if found else DONE


def problems_of(plugins: Plugins) -> tuple[PluginProblem, ...]:
    """Return what cannot be used of plugins, also commands whose name is ours; reads no form."""
    return (*plugins.problems, *_wrong_commands(plugins))


def plugin_sentence(problem: PluginProblem) -> str:
    """Tell a problem with the name of its plugin."""
    return f"{problem.plugin}: {problem.message}"


def _wrong_commands(plugins: Plugins) -> Iterator[PluginProblem]:
    from yhdistys.cli.main import COMMANDS as OURS  # noqa: PLC0415 - slow: main loads us

    owners = {
        id_: row.id for row in plugins.rows() for id_ in row.contributions.get("commands", ())
    }
    for one in plugins.commands():
        wrong = wrong_in(one)
        if one.id in OURS:
            text = _("The command “{name}” is not used: the program has one of that name.")
        elif wrong:
            text = _("The command “{name}” is not used: {error}")
        else:
            continue
        yield PluginProblem(plugin=owners[one.id], message=text.format(name=one.id, error=wrong))


def _json(
    rows: tuple[PluginRow, ...], problems: tuple[PluginProblem, ...] = ()
) -> dict[str, object]:
    told = {row.id: list(row.problems) for row in rows}
    for problem in problems:
        if problem.message not in told[problem.plugin]:
            told[problem.plugin].append(problem.message)
    return {
        "items": [
            {
                "id": row.id,
                "version": row.version,
                "enabled": row.enabled,
                "contributions": row.contributions,
                "problems": told[row.id],
            }
            for row in rows
        ]
    }


def _text(rows: tuple[PluginRow, ...]) -> str:
    columns = (
        Column(_("Plugin")),
        Column(_("Version")),
        Column(_("In use")),
        Column(_("Contributes"), shrinks=True),
    )
    cells = [line for row in rows for line in _lines(row)]
    problems = [f"- {row.id}: {problem}" for row in rows for problem in row.problems]
    return "\n".join([text_table(columns, cells), *problems])


def _lines(row: PluginRow) -> Iterator[list[str]]:
    """Yield a line for each kind of thing a plugin contributes, the first with its name."""
    told = [f"{_KINDS[kind]}: {', '.join(ids)}" for kind, ids in row.contributions.items()]
    yield [row.id, row.version, _("yes") if row.enabled else _("no"), *(told or [""])[:1]]
    yield from (["", "", "", more] for more in told[1:])


COMMANDS = {
    "plugins": group(
        "plugins", help=lazy("The plugins in use and their problems."),
        commands=(list_plugins, enable_plugin, disable_plugin, check_plugins),
    )
}  # fmt: skip
