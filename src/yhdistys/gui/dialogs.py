"""The only modal code: nothing waits for an answer, every answer comes as a call back.

Pages call the functions of this module; ``use`` puts another answerer behind them, as tests do.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Protocol

from PySide6.QtWidgets import QWidget

from yhdistys.errors import UserError, ValidationError

if TYPE_CHECKING:
    from yhdistys.gui.forms import Form

_MOST_PROBLEMS: Final = 8


class Dialogs(Protocol):
    """What answers the questions of the program: real dialogs, or a list of answers in tests."""

    def tell(self, parent: QWidget | None, message: str, hint: str) -> None:
        """See ``tell``."""

    def ask(
        self,
        parent: QWidget | None,
        question: str,
        *,
        hint: str,
        yes: str,
        no: str,
        answered: Callable[[bool], None],
    ) -> None:
        """See ``ask``."""

    def choose_open(
        self,
        parent: QWidget | None,
        title: str,
        patterns: Sequence[str],
        chosen: Callable[[Path], None],
    ) -> None:
        """See ``choose_open``."""

    def choose_save(
        self,
        parent: QWidget | None,
        title: str,
        *,
        suggested: Path,
        patterns: Sequence[str],
        chosen: Callable[[Path], None],
    ) -> None:
        """See ``choose_save``."""

    def choose_folder(
        self, parent: QWidget | None, title: str, *, chosen: Callable[[Path], None]
    ) -> None:
        """See ``choose_folder``."""

    def ask_text(
        self,
        parent: QWidget | None,
        title: str,
        label: str,
        *,
        secret: bool,
        initial: str,
        answered: Callable[[str], None],
    ) -> None:
        """See ``ask_text``."""

    def show_form(
        self,
        parent: QWidget | None,
        title: str,
        form: Form,
        *,
        ok: str,
        accepted: Callable[[dict[str, Any]], None],
    ) -> None:
        """See ``show_form``."""

    def show_bug(self, parent: QWidget | None, report: str) -> None:
        """See ``show_bug``."""


_in_use: list[Dialogs] = []


def use(dialogs: Dialogs | None) -> Dialogs | None:
    """Let this answer from now on, or real dialogs when None; returns what answered before."""
    before = _in_use[0] if _in_use else None
    _in_use[:] = [dialogs] if dialogs is not None else []
    return before


def _dialogs() -> Dialogs:
    if not _in_use:
        from yhdistys.gui.dialog_windows import DialogWindows  # noqa: PLC0415 - slow: when asked

        _in_use.append(DialogWindows())
    return _in_use[0]


def tell(parent: QWidget | None, message: str, hint: str = "") -> None:
    """Tell something that must be read; what can stand in a page's strip belongs there."""
    _dialogs().tell(parent, message, hint)


def ask(
    parent: QWidget | None,
    question: str,
    *,
    yes: str,
    no: str,
    answered: Callable[[bool], None],
    hint: str = "",
) -> None:
    """Ask before an act that cannot be undone.

    Args:
        parent: The window the question belongs to.
        question: What is about to happen, as a question.
        yes: The verb of the act: "Restore the backup".
        no: The verb of leaving it: "Keep the file as it is".
        answered: Gets True or False; Esc is False.
        hint: What follows from the act; may be empty.
    """
    _dialogs().ask(parent, question, hint=hint, yes=yes, no=no, answered=answered)


def choose_open(
    parent: QWidget | None,
    title: str,
    patterns: Sequence[str],
    chosen: Callable[[Path], None],
) -> None:
    """Let a person choose a file to read; ``patterns`` are like ``"Tables (*.xlsx *.csv)"``."""
    _dialogs().choose_open(parent, title, patterns, chosen)


def choose_save(
    parent: QWidget | None,
    title: str,
    suggested: Path | str,
    patterns: Sequence[str],
    chosen: Callable[[Path], None],
) -> None:
    """Let a person choose where to write; the ending of ``suggested`` is added where none is."""
    _dialogs().choose_save(
        parent, title, suggested=Path(suggested), patterns=patterns, chosen=chosen
    )


def choose_folder(parent: QWidget | None, title: str, *, chosen: Callable[[Path], None]) -> None:
    """Let a person choose a folder to write into."""
    _dialogs().choose_folder(parent, title, chosen=chosen)


def ask_text(
    parent: QWidget | None,
    title: str,
    label: str,
    *,
    answered: Callable[[str], None],
    secret: bool = False,
    initial: str = "",
) -> None:
    """Ask for one line of text, hidden while it is typed when it is a secret."""
    _dialogs().ask_text(parent, title, label, secret=secret, initial=initial, answered=answered)


def show_form(
    parent: QWidget | None,
    title: str,
    form: Form,
    *,
    ok: str,
    accepted: Callable[[dict[str, Any]], None],
) -> None:
    """Show a form until its values are right.

    Args:
        parent: The window the form belongs to.
        title: What is being filled in.
        form: The form; the dialog owns it from now on.
        ok: The verb of the main button: "Add the account".
        accepted: Gets the values. When it raises a ``UserError``, the dialog stays open and shows
            it; problems that name a field are shown at the field.
    """
    _dialogs().show_form(parent, title, form, ok=ok, accepted=accepted)


def show_error(parent: QWidget | None, error: UserError) -> None:
    """Tell what stopped an act; of several problems the first ones."""
    problems = error.problems if isinstance(error, ValidationError) else ()
    lines = [problem.message for problem in problems[:_MOST_PROBLEMS]] if problems[1:] else []
    tell(parent, error.message, "\n".join((*lines, error.hint)).strip())


def show_bug(parent: QWidget | None, report: str) -> None:
    """Show the report of a fault of the program, to be copied and sent to its makers."""
    _dialogs().show_bug(parent, report)
