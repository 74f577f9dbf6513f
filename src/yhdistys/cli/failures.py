"""What went wrong: one sentence with what to do, the exit code, and a report file for our bugs."""

from __future__ import annotations

import platform
import sys
import traceback
from collections.abc import Iterator
from pathlib import Path

import click

from yhdistys import __version__, settings
from yhdistys.cli.frame import help_hint
from yhdistys.cli.invocation import Invocation
from yhdistys.cli.json_values import as_json, problems
from yhdistys.errors import (
    Conflict,
    FileProblem,
    NotAllowed,
    PluginError,
    UsageError,
    UserError,
    ValidationError,
)
from yhdistys.i18n import _, ngettext
from yhdistys.values.findings import Finding, Severity

DONE = 0
DATA_PROBLEMS = 1
WRONG_USAGE = 2
FILE_PROBLEM = 3
NOT_ALLOWED = 4
BUG = 70
INTERRUPTED = 130
_SHOWN_PROBLEMS = 10
_CODES: tuple[tuple[type[UserError], int], ...] = (
    (ValidationError, DATA_PROBLEMS),
    (UsageError, WRONG_USAGE),
    (FileProblem, FILE_PROBLEM),
    (NotAllowed, NOT_ALLOWED),
    (Conflict, NOT_ALLOWED),
)


def tell_user_error(invocation: Invocation, error: UserError) -> int:
    """Say what the user can mend and return the exit code."""
    findings = error.problems if isinstance(error, ValidationError) else ()
    if invocation.wants_json:
        _print_error(error.kind, error.message, error.hint, findings)
    else:
        _complain("\n".join(_error_lines(error, findings)))
    return next((code for cls, code in _CODES if isinstance(error, cls)), DATA_PROBLEMS)


def tell_click_error(invocation: Invocation, error: click.ClickException) -> int:
    """Say in the reader's language what is wrong with the command line."""
    if isinstance(error, click.exceptions.NoArgsIsHelpError) and not invocation.wants_json:
        _complain(error.message)
        return WRONG_USAGE
    return tell_user_error(invocation, usage_error(error))


def usage_error(error: click.ClickException) -> UsageError:
    """Turn an error of the command line's parser into one of ours."""
    ctx = getattr(error, "ctx", None)
    hint = "" if ctx is None else help_hint(ctx)
    if isinstance(error, click.exceptions.NoArgsIsHelpError):
        return UsageError(_("No command was named."), hint=hint, kind="no-command")
    if isinstance(error, click.NoSuchOption):
        close = ", ".join(error.possibilities or ())
        return UsageError(
            _("There is no option “{name}”.").format(name=error.option_name),
            hint=_("Did you mean {names}?").format(names=close) if close else hint,
            kind="unknown-option",
        )
    if isinstance(error, click.MissingParameter):
        missing = _("{name} is missing.").format(name=_name(error.param))
        return UsageError(missing, hint=hint, kind="missing-value")
    if isinstance(error, click.BadParameter):
        text = _("{name}: {problem}")
        told = text.format(name=_name(error.param), problem=_bad_value(error))
        return UsageError(told, hint=hint, kind="bad-value")
    if isinstance(error, click.BadOptionUsage):
        text = _("The option “{name}” was given without a value, or with one it does not take.")
        told = text.format(name=error.option_name)
        return UsageError(told, hint=hint, kind="bad-option")
    return UsageError(error.format_message(), hint=hint)


def _name(param: click.Parameter | None) -> str:
    if param is None:
        return "?"
    if isinstance(param, click.Option):
        return param.opts[0]
    return param.human_readable_name


def _bad_value(error: click.BadParameter) -> str:
    kind = error.param.type if error.param is not None else None
    if isinstance(kind, click.Choice):
        return _("choose one of {names}.").format(names=", ".join(map(str, kind.choices)))
    return error.message


def _error_lines(error: UserError, findings: tuple[Finding, ...]) -> Iterator[str]:
    yield error.message
    if error.hint:
        yield f"  {error.hint}"
    more = [f for f in findings if f.severity is Severity.ERROR and f.message != error.message]
    for finding in more[:_SHOWN_PROBLEMS]:
        yield f"  - {finding.message}"
    left = len(more) - _SHOWN_PROBLEMS
    if left > 0:
        yield "  " + ngettext("… and {n} more.", "… and {n} more.", left).format(n=left)


def _print_error(kind: str, message: str, hint: str, findings: tuple[Finding, ...] = ()) -> None:
    told = {"kind": kind, "message": message, "hint": hint, "problems": problems(findings)}
    sys.stdout.write(as_json({"error": told}) + "\n")


def _complain(text: str) -> None:
    Invocation(wants_json=True).say(text)


def tell_bug(invocation: Invocation, error: BaseException) -> int:
    """Write a report of our own bug into a file and tell where it is."""
    if isinstance(error, PluginError):
        text = _("“{plugin}” of a plugin failed because of a mistake in it.")
        message = text.format(plugin=error.plugin)
    else:
        message = _("The program failed because of a mistake of its own.")
    try:
        path = _write_report(error)
    except OSError as failure:
        hint = _("A report could not be written: {reason}.").format(reason=failure)
    else:
        hint = _("Please send this report to the makers: {path}").format(path=path)
    if invocation.wants_json:
        _print_error("bug", message, hint)
    else:
        _complain(f"{message}\n  {hint}")
    return BUG


def _write_report(error: BaseException) -> Path:
    from yhdistys.store.clock import utc_now  # noqa: PLC0415 - slow: only for a bug

    folder = settings.data_folder() / "reports"
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"report-{utc_now():%Y%m%d-%H%M%S-%f}.txt"
    told = (
        f"yhdistys {__version__}\nPython {platform.python_version()}\n{platform.platform()}\n\n"
        + "".join(traceback.format_exception(error))
    )
    path.write_text(told, encoding="utf-8")
    return path
