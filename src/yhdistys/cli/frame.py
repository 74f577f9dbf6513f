"""Commands, groups and options in the reader's language.

Texts of declarations are translated when they are shown, because the language is known only when
the command line has been read. Every command takes the options that all commands share.
"""

from __future__ import annotations

import difflib
from collections.abc import Callable, Sequence
from typing import Any, TypeVar

import click

from yhdistys.cli.invocation import Invocation
from yhdistys.cli.parameters import DayType
from yhdistys.errors import UsageError
from yhdistys.i18n import LANGUAGES, LazyText, _, lazy, ngettext

_SHARED = frozenset({"file", "language", "wants_json", "as_of"})
_Function = TypeVar("_Function", bound=Callable[..., Any])


def _translated(text: str | None) -> str:
    return _(text) if text else ""


class Option(click.Option):
    """An option whose help is translated when it is shown."""

    def get_help_record(self, ctx: click.Context) -> tuple[str, str] | None:
        """Return the names and the help in the language in force."""
        record = super().get_help_record(ctx)
        if record is None:
            return None
        default = self.get_help_extra(ctx).get("default")
        notes = [
            *([_("default: {value}").format(value=default)] if default else ()),
            *([_("required")] if self.required else ()),
        ]
        noted = f"  [{'; '.join(notes)}]" if notes else ""
        return record[0], f"{_translated(self.help)}{noted}"


def option(*names: str, help: LazyText, **settings: Any) -> Callable[[_Function], _Function]:  # noqa: A002 - click's own word
    """Declare an option of a command."""
    return click.option(*names, cls=Option, help=help.message, **settings)


class Argument(click.Argument):
    """An argument that is explained, in the language in force."""

    def __init__(self, *args: Any, explained: str = "", **settings: Any) -> None:
        super().__init__(*args, **settings)
        self.explained = explained

    def get_help_record(self, ctx: click.Context) -> tuple[str, str]:
        """Return what stands on the line and what it means."""
        return self.make_metavar(ctx), _(self.explained)


def argument(name: str, *, help: LazyText, **settings: Any) -> Callable[[_Function], _Function]:  # noqa: A002 - click's own word
    """Declare an argument of a command."""
    return click.argument(name, cls=Argument, explained=help.message, **settings)


class _Translated(click.Command):
    """What commands and groups share: the common options, and help in the reader's language."""

    def __init__(self, *args: Any, **settings: Any) -> None:
        super().__init__(*args, **settings)
        self.params = [*self.params, *_shared_options()]

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """Return the option ``--help``."""
        found = super().get_help_option(ctx)
        if found is not None:
            found.help = _("Show this help and end.")
        return found

    def get_short_help_str(self, limit: int = 45) -> str:  # noqa: ARG002 - lists are wrapped instead
        """Return the first sentence for lists of commands."""
        return _translated(self.help).rstrip(".")

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write how the command is called."""
        pieces = " ".join(
            _("[OPTIONS]") if piece == self.options_metavar else piece
            for piece in self.collect_usage_pieces(ctx)
        )
        formatter.write_usage(ctx.command_path, pieces, prefix=_("Usage: "))

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002 - click's own form
        """Write what the command does."""
        formatter.write_paragraph()
        with formatter.indentation():
            formatter.write_text(_translated(self.help))

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the options, the shared ones last."""
        params = self.get_params(ctx)
        sections: tuple[tuple[str, Sequence[click.Parameter]], ...] = (
            (_("What to name"), [p for p in params if isinstance(p, click.Argument)]),
            (_("Options"), [p for p in params if self._is_own_option(p)]),
            (_("Options of all commands"), [p for p in params if p.name in _SHARED]),
        )
        for title, listed in sections:
            records = [record for p in listed if (record := p.get_help_record(ctx)) is not None]
            if records:
                with formatter.section(title):
                    formatter.write_dl(records)

    @staticmethod
    def _is_own_option(param: click.Parameter) -> bool:
        return isinstance(param, click.Option) and param.name not in _SHARED

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Read the arguments and refuse those that are too many."""
        rest = super().parse_args(ctx, args)
        if rest and not isinstance(self, click.Group) and not ctx.resilient_parsing:
            raise UsageError(
                ngettext(
                    "“{words}” is one word too many.",
                    "“{words}” are words too many.",
                    len(rest),
                ).format(words=" ".join(map(str, rest))),
                hint=help_hint(ctx),
                kind="too-many-arguments",
            )
        return rest


class Command(_Translated):
    """A command."""

    def __init__(self, *args: Any, **settings: Any) -> None:
        context = {"allow_extra_args": True, **settings.pop("context_settings", {})}
        super().__init__(*args, context_settings=context, **settings)


class Group(_Translated, click.Group):
    """A group of commands; asks for one of them."""

    def __init__(self, *args: Any, **settings: Any) -> None:
        settings.setdefault("callback", _ask_for_command)
        super().__init__(
            *args, invoke_without_command=True, no_args_is_help=False, add_help_option=True,
            subcommand_metavar=settings.pop("subcommand_metavar", "COMMAND …"), **settings,
        )  # fmt: skip

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command, or say which ones there are."""
        name = str(args[0])
        found = self.get_command(ctx, name)
        if found is not None:
            return name, found, args[1:]
        names = self.list_commands(ctx)
        close = ", ".join(difflib.get_close_matches(name, names))
        raise UsageError(
            _("There is no command “{name}”.").format(name=name),
            hint=_("Did you mean {names}?").format(names=close)
            if close
            else _("The commands are: {names}.").format(names=", ".join(names)),
            kind="unknown-command",
        )

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the commands, then the options."""
        found = ((name, self.get_command(ctx, name)) for name in self.list_commands(ctx))
        rows = [(name, one.get_short_help_str()) for name, one in found if one is not None]
        with formatter.section(_("Commands")):
            formatter.write_dl(rows)
        super().format_options(ctx, formatter)


@click.pass_context
def _ask_for_command(ctx: click.Context) -> None:
    if ctx.invoked_subcommand is None:
        raise click.exceptions.NoArgsIsHelpError(ctx)


def help_hint(ctx: click.Context) -> str:
    """Say where the help of a command is."""
    return _("“{command} --help” shows how it is called.").format(command=ctx.command_path)


def command(
    name: str,
    *,
    help: LazyText,  # noqa: A002 - click's own word
    takes_dashes: bool = False,
) -> Callable[[_Function], Command]:
    """Declare a command; its function gets the ``Invocation`` first.

    Args:
        name: What it is called.
        help: What it does.
        takes_dashes: Whether a word that begins with a dash and is no option is a text.
    """
    context = {"ignore_unknown_options": takes_dashes}

    def declare(function: _Function) -> Command:
        return click.command(name, cls=Command, help=help.message, context_settings=context)(
            click.pass_obj(function)
        )

    return declare


def group(name: str, *, help: LazyText, commands: tuple[click.Command, ...]) -> Group:  # noqa: A002 - click's own word
    """Declare a group of commands."""
    return Group(name, help=help.message, commands=list(commands))


def _shared_options() -> list[click.Parameter]:
    return [
        Option(
            ["--file"],
            metavar="PATH|URL",
            help=lazy("The association's file, or the address of its database.").message,
            expose_value=False,
            callback=_keep,
        ),
        Option(
            ["--language"],
            type=click.Choice(LANGUAGES),
            help=lazy("The language of the texts.").message,
            expose_value=False,
            callback=_keep,
        ),
        Option(
            ["--json", "wants_json"],
            is_flag=True,
            default=None,
            help=lazy("Print one JSON document instead of texts.").message,
            expose_value=False,
            callback=_keep,
        ),
        Option(
            ["--as-of", "as_of"],
            type=DayType(),
            metavar="DATE",
            help=lazy("The day that counts as today.").message,
            expose_value=False,
            callback=_keep,
        ),
    ]


def _keep(ctx: click.Context, param: click.Parameter, value: Any) -> None:
    """Keep a shared option wherever on the line it stands."""
    if value is not None and param.name is not None and not ctx.resilient_parsing:
        invocation = ctx.find_object(Invocation)
        if invocation is not None:
            setattr(invocation, param.name, value)
