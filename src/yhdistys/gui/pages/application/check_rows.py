"""What the check found as rows of a table: in groups by how much it matters, and where it belongs.

A note leads to its place by a wish of the page: a question, a line of the budget, an attachment.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from yhdistys.grants.rules.application import Application, Note
from yhdistys.grants.rules.template import QuestionKind
from yhdistys.gui.context import Wish
from yhdistys.gui.style import Tone
from yhdistys.gui.tables.column import Column, RowKind, RowStyle
from yhdistys.i18n import LazyText, _, lazy
from yhdistys.values.findings import Severity

_GROUPS: Final[Mapping[Severity, tuple[LazyText, LazyText]]] = {
    Severity.ERROR: (lazy("To mend"), lazy("The funder would refuse the application with these.")),
    Severity.WARNING: (lazy("To look at"), lazy("Look at these before the application is sent.")),
    Severity.INFO: (lazy("To know"), lazy("These need nothing done; it is good to know them.")),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteRow:
    """A row of the check: a group's title, or a note.

    Attributes:
        id: What the row is known by when the check is made anew.
        message: The sentence; of a group its title with the number of its notes.
        hint: What to do; of a group what its notes mean. May be empty.
        where: Where it belongs, in words; empty in a group.
        wish: What the page shows to mend it; empty where there is no place.
        is_group: Whether it is a title.
    """

    id: object
    message: str
    hint: str
    where: str
    wish: Wish
    is_group: bool = False


def note_rows(application: Application, notes: Sequence[Note]) -> list[NoteRow]:
    """Return the notes in groups; inside a group their order stays."""
    places = _Places(application)
    rows: list[NoteRow] = []
    seen: Counter[object] = Counter()
    for severity, (title, meaning) in _GROUPS.items():
        members = [note for note in notes if note.severity is severity]
        if not members:
            continue
        rows.append(_group(severity, str(title), str(meaning), len(members)))
        for note in members:
            key = (note.kind, note.question, note.line, note.attachment, note.year)
            seen[key] += 1
            rows.append(
                NoteRow(
                    id=(*key, seen[key]),
                    message=note.message,
                    hint=note.hint,
                    where=places.words(note),
                    wish=places.wish(note),
                )
            )
    return rows


def _group(severity: Severity, title: str, meaning: str, count: int) -> NoteRow:
    message = _("{group} ({n})").format(group=title, n=count)
    return NoteRow(id=severity, message=message, hint=meaning, where="", wish={}, is_group=True)


class _Places:
    """Where notes belong in an application."""

    def __init__(self, application: Application) -> None:
        template = application.template
        self._questions = {
            question.id: (str(section.label), question)
            for section in template.sections
            for question in section.questions
        }
        self._lines = {line.id: str(line.label) for line in template.scheme.lines}
        self._attachments = {demand.id: str(demand.label) for demand in template.attachments}

    def words(self, note: Note) -> str:
        """Say where a note belongs."""
        if note.attachment:
            parts = [_("Attachments"), self._attachments.get(note.attachment, "")]
        elif note.line or self._is_on_budget(note):
            year = "" if note.year is None else str(note.year)
            parts = [_("Budget"), self._lines.get(note.line, ""), year]
        elif note.question in self._questions:
            section, question = self._questions[note.question]
            parts = [section, str(question.label)]
        else:
            parts = [_("The whole application")]
        return " · ".join(part for part in parts if part)

    def wish(self, note: Note) -> Wish:
        """Return what to ask the page for; nothing for what has no place of its own."""
        if note.attachment:
            return {"tab": "attachments", "attachment": note.attachment}
        if note.line:
            return {"tab": "budget", "line": note.line}
        if self._is_on_budget(note):
            return {"tab": "budget"}
        return {"question": note.question} if note.question in self._questions else {}

    def _is_on_budget(self, note: Note) -> bool:
        found = self._questions.get(note.question)
        return found is not None and found[1].kind is QuestionKind.BUDGET


def note_columns() -> tuple[Column, ...]:
    """Return the columns of the check."""
    return (
        Column(id="message", title=_("What was found"), text=_message, width=56, stretch=True),
        Column(id="hint", title=_("What to do"), text=_hint, width=30),
        Column(id="where", title=_("Where"), text=_where, tone=_where_tone, width=30),
    )


WHERE: Final = 2
"""The column that leads to the place of a note."""


def row_id(row: NoteRow) -> object:
    """Return what a row is known by."""
    return row.id


def row_style(row: NoteRow) -> RowStyle:
    """Return how a row looks."""
    return RowStyle(RowKind.GROUP) if row.is_group else RowStyle()


def _message(row: NoteRow) -> str:
    return row.message


def _hint(row: NoteRow) -> str:
    return "" if row.is_group else row.hint


def _where(row: NoteRow) -> str:
    return row.where


def _where_tone(row: NoteRow) -> Tone:
    return Tone.ACCENT if row.wish else Tone.QUIET
