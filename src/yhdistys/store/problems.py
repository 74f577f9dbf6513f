"""What the databases' own errors mean for a person; the rest are bugs and stay as they are."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator

from sqlalchemy.exc import DBAPIError, IntegrityError, OperationalError

from yhdistys.errors import Conflict, DamagedFile, FileProblem, LockedFile, UserError
from yhdistys.i18n import _

_DAMAGED = ("malformed", "not a database", "file is encrypted")
_BUSY = ("locked", "busy")


@contextlib.contextmanager
def in_plain_words() -> Iterator[None]:
    """Say what a person can act on in one sentence, whichever database it comes from.

    Raises:
        Conflict: Something else refers to what would go, or is there already.
        FileProblem: The disk is full, the file damaged or in use, or the server gone.
    """
    try:
        yield
    except DBAPIError as error:
        problem = _problem(error)
        if problem is None:
            raise
        raise problem from error


def _problem(error: DBAPIError) -> UserError | None:
    words = str(error.orig).lower()
    if isinstance(error, IntegrityError):
        return _broken_rule(words)
    if any(word in words for word in _DAMAGED):
        return DamagedFile(
            _("The association's file is damaged: {reason}.").format(reason=error.orig),
            hint=_("Restore the newest backup with “yhdistys restore”."),
        )
    if not isinstance(error, OperationalError):
        return None
    if any(word in words for word in _BUSY):
        return LockedFile(
            _("Another program is writing to the association's data right now."),
            hint=_("Nothing was stored. Try again in a moment."),
        )
    return FileProblem(
        _("The data could not be read or stored: {reason}.").format(reason=error.orig),
        hint=_(
            "Nothing was stored. Check that the disk is not full and that the file or the server"
            " can be reached."
        ),
        kind="cannot-write",
    )


def _broken_rule(words: str) -> Conflict | None:
    if "foreign key" in words:
        return Conflict(
            _("Something else still uses it, so it cannot go."),
            hint=_("Remove or change first what uses it."),
            kind="in-use",
        )
    if "unique" in words:
        return Conflict(
            _("The same thing is there already: somebody stored it meanwhile."),
            hint=_("Look at what is there, then make your change again."),
            kind="there-already",
        )
    return None
