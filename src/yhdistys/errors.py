"""The errors of the program, one class for each different reaction of the caller.

A ``UserError`` is expected and the user can act on it: it is shown as one sentence and never as a
traceback. Everything that is no ``YhdistysError`` is a bug of ours. Problems inside *data* are no
errors but values: see ``yhdistys.values.findings``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from yhdistys.values.findings import Finding


class YhdistysError(Exception):
    """The base of all errors the program raises on purpose."""


class UserError(YhdistysError):
    """Something the user can act on.

    Attributes:
        message: One translated sentence: what happened, where, with the value.
        hint: What to do next, translated; may be empty.
        kind: A stable word for scripts, such as ``unknown-account``.
    """

    default_kind = "error"

    def __init__(self, message: str, *, hint: str = "", kind: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
        self.kind = kind or self.default_kind


class ValidationError(UserError):
    """The data have problems that stopped the act; nothing was stored.

    Attributes:
        problems: What is wrong, each with its place.
    """

    default_kind = "invalid-data"

    def __init__(
        self, message: str, *, hint: str = "", kind: str = "", problems: tuple[Finding, ...] = ()
    ) -> None:
        super().__init__(message, hint=hint, kind=kind)
        self.problems = problems


class UsageError(UserError):
    """The command or the call names something that does not exist or does not fit."""

    default_kind = "wrong-usage"


class NotAllowed(UserError):  # noqa: N818 - reads as a sentence where it is raised
    """A rule forbids it: an approved version, a closed month, a read-only file."""

    default_kind = "not-allowed"


class Conflict(UserError):  # noqa: N818 - reads as a sentence where it is raised
    """Somebody changed the same thing meanwhile, or a step cannot be undone any more."""

    default_kind = "conflict"


class FileProblem(UserError):  # noqa: N818 - reads as a sentence where it is raised
    """A file is missing, locked, damaged, newer than the program, or of an unknown form."""

    default_kind = "file-problem"


class LockedFile(FileProblem):
    """Another program holds the association's file."""

    default_kind = "file-locked"


class NewerFile(FileProblem):
    """The file was saved by a newer version of the program."""

    default_kind = "newer-file"


class DamagedFile(FileProblem):
    """The file cannot be read: damaged, not ours, or the password is wrong."""

    default_kind = "damaged-file"


class UnknownFormat(FileProblem):
    """A table file is of no form the program reads."""

    default_kind = "unknown-format"


class PluginError(YhdistysError):
    """A plugin failed; names the plugin."""

    def __init__(self, plugin: str, message: str) -> None:
        super().__init__(f"{plugin}: {message}")
        self.plugin = plugin


class JobCancelled(YhdistysError):  # noqa: N818 - a job that was cancelled did not fail
    """The user cancelled long work; nothing was stored."""
