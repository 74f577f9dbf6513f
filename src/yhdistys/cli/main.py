"""The command line's one border: runs a command, tells errors, returns the exit code."""

from __future__ import annotations

import importlib
import io
import os
import sys
from collections.abc import Sequence

import click

from yhdistys import __version__
from yhdistys.cli import failures
from yhdistys.cli.frame import Group, Option
from yhdistys.cli.invocation import Invocation
from yhdistys.errors import JobCancelled, UserError
from yhdistys.i18n import lazy

PROGRAM = "yhdistys"
# Each command is loaded when it is called, so that the program starts quickly.
COMMANDS: dict[str, str] = {
    "desktop": "desktop",
    "new": "association",
    "demo": "demo",
    "inspect": "importing",
    "import": "importing",
    "export": "exporting",
    "budget": "budget",
    "statement": "statement",
    "grant": "grant",
    "funder": "funder",
    "report": "reports",
    "plugins": "plugins",
    "backup": "association",
    "restore": "association",
    "check": "association",
    "todo": "todo",
    "history": "history",
    "undo": "history",
    "redo": "history",
    "doctor": "doctor",
}


class Program(Group):
    """All commands: our own and those of plugins."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of our commands in the order of the year, then those of plugins."""
        return [*COMMANDS, *(name for name in _plugin_commands(ctx) if name not in COMMANDS)]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Load a command; plugins are asked only for names that are not ours."""
        module = COMMANDS.get(cmd_name)
        if module is None:
            return _plugin_commands(ctx).get(cmd_name)
        commands = importlib.import_module(f"yhdistys.cli.{module}").COMMANDS
        found: click.Command = commands[cmd_name]
        return found


def _plugin_commands(ctx: click.Context) -> dict[str, click.Command]:
    from yhdistys.cli.plugin_commands import (  # noqa: PLC0415 - slow: finds the plugins
        plugin_commands,
    )

    invocation = ctx.find_object(Invocation) or Invocation()
    known: dict[str, click.Command] = ctx.meta.setdefault(
        f"{PROGRAM}.plugin-commands", plugin_commands(invocation.plugins())
    )
    return known


def _tell_version(ctx: click.Context, _param: click.Parameter, value: object) -> None:
    if value and not ctx.resilient_parsing:
        sys.stdout.write(f"{PROGRAM} {__version__}\n")
        ctx.exit()


@click.pass_context
def _open_desktop(ctx: click.Context) -> object:
    """Open the window when no command was told."""
    if ctx.invoked_subcommand is not None:
        return None
    invocation = ctx.find_object(Invocation)
    if invocation is not None and invocation.wants_json:
        raise click.exceptions.NoArgsIsHelpError(ctx)
    from yhdistys.cli.desktop import desktop  # noqa: PLC0415 - slow: only for the window

    return ctx.invoke(desktop)


PROGRAM_GROUP = Program(
    PROGRAM,
    callback=_open_desktop,
    help=lazy("Plan, follow and prove the money of a small association.").message,
    params=[
        Option(
            ["--version"],
            is_flag=True,
            is_eager=True,
            expose_value=False,
            callback=_tell_version,
            help=lazy("Show the version and end.").message,
        )
    ],
)


def run(argv: Sequence[str]) -> int:
    """Run one command line and return its exit code.

    Args:
        argv: The words after the program's name.
    """
    _speak_utf8()
    invocation = Invocation.of(argv)
    with invocation.speaking():
        return _guarded(argv, invocation)


def _guarded(argv: Sequence[str], invocation: Invocation) -> int:
    try:
        code = _run(argv, invocation)
        sys.stdout.flush()
    except BrokenPipeError:
        _forget_output()
        return failures.DONE
    except OSError:
        _forget_output()
        return failures.FILE_PROBLEM
    return code


def _run(argv: Sequence[str], invocation: Invocation) -> int:
    try:
        with PROGRAM_GROUP.make_context(PROGRAM, list(argv), obj=invocation) as context:
            told = PROGRAM_GROUP.invoke(context)
    except click.exceptions.Exit as end:
        return end.exit_code
    except (click.Abort, EOFError, KeyboardInterrupt, JobCancelled):
        invocation.end_progress()
        return failures.INTERRUPTED
    except click.ClickException as error:
        return failures.tell_click_error(invocation, error)
    except UserError as error:
        invocation.end_progress()
        return failures.tell_user_error(invocation, error)
    except BrokenPipeError:
        raise
    except Exception as error:  # noqa: BLE001 - border: a bug becomes a report, not a traceback
        return failures.tell_bug(invocation, error)
    return told if isinstance(told, int) else failures.DONE


def _speak_utf8() -> None:
    """Write UTF-8 wherever the output goes, also on Windows."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")


def _forget_output() -> None:
    """Let the rest of the output go nowhere: nobody reads it any more."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    try:
        os.dup2(nowhere, sys.stdout.fileno())
    except (OSError, ValueError, io.UnsupportedOperation):
        sys.stdout = io.StringIO()
    finally:
        os.close(nowhere)
