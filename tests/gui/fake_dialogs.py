"""Dialogs that answer from a list and note what was asked."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from yhdistys.gui.forms import Form

CANCEL = object()
"""The answer of a person who presses Esc."""


class FakeDialogs:
    """Answers at once; put it to use with ``dialogs.use(FakeDialogs([...]))``.

    Attributes:
        answers: What is answered, one after the other: True or False to ``ask``, a Path to
            choosers, a text to ``ask_text``, a mapping of texts to ``show_form``, or ``CANCEL``.
        asked: What was asked or told: ("ask", question), ("tell", message), ("open", title),
            ("folder", title), ("save", name), ("text", label), ("form", title), ("bug", report).
    """

    def __init__(self, answers: Iterable[object] = ()) -> None:
        self.answers = list(answers)
        self.asked: list[tuple[str, str]] = []

    def _answer(self, kind: str, what: str) -> Any:
        self.asked.append((kind, what))
        if not self.answers:
            raise AssertionError(f"nobody said what to answer to {kind}: {what}")
        return self.answers.pop(0)

    def tell(self, parent: QWidget | None, message: str, hint: str) -> None:  # noqa: ARG002 - as in Dialogs
        self.asked.append(("tell", message))

    def ask(
        self,
        parent: QWidget | None,  # noqa: ARG002 - as in Dialogs
        question: str,
        *,
        hint: str,  # noqa: ARG002 - as in Dialogs
        yes: str,  # noqa: ARG002 - as in Dialogs
        no: str,  # noqa: ARG002 - as in Dialogs
        answered: Callable[[bool], None],
    ) -> None:
        answered(self._answer("ask", question) is True)

    def choose_open(
        self,
        parent: QWidget | None,  # noqa: ARG002 - as in Dialogs
        title: str,
        patterns: Sequence[str],  # noqa: ARG002 - as in Dialogs
        chosen: Callable[[Path], None],
    ) -> None:
        answer = self._answer("open", title)
        if answer is not CANCEL:
            chosen(answer)

    def choose_save(
        self,
        parent: QWidget | None,  # noqa: ARG002 - as in Dialogs
        title: str,  # noqa: ARG002 - as in Dialogs
        *,
        suggested: Path,
        patterns: Sequence[str],  # noqa: ARG002 - as in Dialogs
        chosen: Callable[[Path], None],
    ) -> None:
        answer = self._answer("save", suggested.name)
        if answer is not CANCEL:
            chosen(answer)

    def choose_folder(
        self,
        parent: QWidget | None,  # noqa: ARG002 - as in Dialogs
        title: str,
        *,
        chosen: Callable[[Path], None],
    ) -> None:
        answer = self._answer("folder", title)
        if answer is not CANCEL:
            chosen(answer)

    def ask_text(
        self,
        parent: QWidget | None,  # noqa: ARG002 - as in Dialogs
        title: str,  # noqa: ARG002 - as in Dialogs
        label: str,
        *,
        secret: bool,  # noqa: ARG002 - as in Dialogs
        initial: str,  # noqa: ARG002 - as in Dialogs
        answered: Callable[[str], None],
    ) -> None:
        answer = self._answer("text", label)
        if answer is not CANCEL:
            answered(answer)

    def show_form(
        self,
        parent: QWidget | None,  # noqa: ARG002 - as in Dialogs
        title: str,
        form: Form,
        *,
        ok: str,  # noqa: ARG002 - as in Dialogs
        accepted: Callable[[dict[str, Any]], None],
    ) -> None:
        answer = self._answer("form", title)
        if answer is not CANCEL:
            form.set_texts(answer)
            accepted(form.values())
        form.deleteLater()

    def show_bug(self, parent: QWidget | None, report: str) -> None:  # noqa: ARG002 - as in Dialogs
        self.asked.append(("bug", report))
