"""The plugins in use and their problems."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from yhdistys.cli.failures import DATA_PROBLEMS, DONE
from yhdistys.cli.frame import command, group
from yhdistys.cli.invocation import Invocation
from yhdistys.cli.tables import Column, text_table
from yhdistys.i18n import LazyText, _, lazy

if TYPE_CHECKING:
    from yhdistys.registry import PluginRow, Plugins

_KINDS: Mapping[str, LazyText] = {
    "importers": lazy("readers"),
    "reports": lazy("reports"),
    "commands": lazy("commands"),
}


@command("list", help=lazy("List the plugins and what they contribute."))
def list_plugins(invocation: Invocation) -> None:
    """Show the plugins."""
    rows = invocation.plugins().rows()
    invocation.answer(lambda: _json(rows), lambda: _text(rows))


@command("check", help=lazy("Tell the problems of plugins; ends with 1 when there are any."))
def check_plugins(invocation: Invocation) -> int:
    """Show the problems."""
    plugins = invocation.plugins()
    found = problems_of(plugins)
    rows = plugins.rows()
    invocation.answer(
        lambda: {"ok": not found, **_json(rows)},
        lambda: "\n".join(found) if found else _("All plugins are in order."),
    )
    return DATA_PROBLEMS if found else DONE


def problems_of(plugins: Plugins) -> tuple[str, ...]:
    """Return what cannot be used of plugins, also commands whose name is ours."""
    from yhdistys.cli.main import COMMANDS as OURS  # noqa: PLC0415 - slow: main loads us

    text = _("The command “{name}” of a plugin is not used: the program has one of that name.")
    return (
        *(f"{problem.plugin}: {problem.message}" for problem in plugins.problems),
        *(text.format(name=one.id) for one in plugins.commands() if one.id in OURS),
    )


def _json(rows: tuple[PluginRow, ...]) -> dict[str, object]:
    return {
        "items": [
            {
                "id": row.id,
                "version": row.version,
                "enabled": row.enabled,
                "contributions": row.contributions,
                "problems": row.problems,
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
    cells = [
        [row.id, row.version, _("yes") if row.enabled else _("no"), _contributed(row)]
        for row in rows
    ]
    problems = [f"- {row.id}: {problem}" for row in rows for problem in row.problems]
    return "\n".join([text_table(columns, cells), *problems])


def _contributed(row: PluginRow) -> str:
    kinds = row.contributions.items()
    return "; ".join(f"{_KINDS.get(kind, kind)}: {', '.join(ids)}" for kind, ids in kinds)


COMMANDS = {
    "plugins": group(
        "plugins", help=lazy("The plugins in use and their problems."),
        commands=(list_plugins, check_plugins),
    )
}  # fmt: skip
