"""An application as a document to print, to sign or to send along: the form with its answers.

Questions that are not asked with the answers as they are stand nowhere in it. What a person wrote
is printed as it was written; figures, days and choices are shown in the language of the document.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

from yhdistys.documents.context import AssociationIdentity
from yhdistys.documents.document import (
    Column,
    Document,
    Fact,
    FactList,
    Heading,
    Paragraph,
    ParagraphKind,
    Part,
    Row,
    Table,
)
from yhdistys.grants.rules.application import (
    Application,
    ApplicationState,
    AttachmentState,
    Note,
)
from yhdistys.grants.rules.cells import show_cell, show_number
from yhdistys.grants.rules.checking import check_with
from yhdistys.grants.rules.conditions import Names
from yhdistys.grants.rules.paper_budget import budget_parts
from yhdistys.grants.rules.paper_tables import answer_table
from yhdistys.grants.rules.template import LineKind, Question, QuestionKind, Section
from yhdistys.i18n import LazyText, _, lazy, using
from yhdistys.values.findings import Severity
from yhdistys.values.formats import date_text, moment_text, money

NBSP: Final = "\N{NO-BREAK SPACE}"
_SHORT: Final = 90
"""Characters of the longest answer that stands beside its question; longer ones stand below."""
_NEVER_SHORT: Final = frozenset({QuestionKind.LONG_TEXT, QuestionKind.TABLE, QuestionKind.BUDGET})

_STATES: Final[dict[ApplicationState, LazyText]] = {
    ApplicationState.DRAFT: lazy("Draft"),
    ApplicationState.SUBMITTED: lazy("Submitted"),
    ApplicationState.WITHDRAWN: lazy("Withdrawn"),
}
_ATTACHMENT_STATES: Final[dict[AttachmentState, LazyText]] = {
    AttachmentState.MISSING: lazy("missing"),
    AttachmentState.ATTACHED: lazy("attached"),
    AttachmentState.LATER: lazy("sent later"),
    AttachmentState.IN_OTHER_FILE: lazy("in another file"),
    AttachmentState.NOT_NEEDED: lazy("not needed"),
}
_SEVERITIES: Final[dict[Severity, LazyText]] = {
    Severity.ERROR: lazy("To be mended"),
    Severity.WARNING: lazy("To be looked at"),
    Severity.INFO: lazy("To be known"),
}


def application_document(
    application: Application,
    *,
    identity: AssociationIdentity,
    language: str,
    today: date,
    with_notes: bool = False,
) -> Document:
    """Return an application as a document.

    Args:
        application: The application.
        identity: How the association names itself in that language.
        language: The language of the document: ``fi``, ``sv`` or ``en``.
        today: The day it is made.
        with_notes: Whether what the checks find stands at its end.
    """
    with using(language):
        names = Names(application)
        paper = _Paper(application, names)
        parts = [*paper.sections(), *paper.budget_of_its_own(), *paper.attachments()]
        if with_notes:
            parts += _note_parts(check_with(names, today=today))
        state = str(_STATES[application.state])
        is_draft = application.state is ApplicationState.DRAFT
        day = today if is_draft else application.submitted_on
        return Document(
            title=application.name,
            subtitle=str(application.template.title),
            language=language,
            parts=tuple(parts),
            facts=tuple(paper.facts(f"{state} {date_text(day)}".rstrip())),
            letterhead=identity.letterhead(_("Business ID")),
            footer=f"{application.name} \N{MIDDLE DOT} {state}" if is_draft else "",
            made_on=today,
        )


def years_text(years: Sequence[int]) -> str:
    """Return the years of an activity: ``2027`` or ``2027–2029``."""
    first, last = years[0], years[-1]
    return str(first) if first == last else f"{first}\N{EN DASH}{last}"


def euros(amount: Decimal) -> str:
    """Return an amount with its sign, held together: ``17 652,00 €``."""
    return f"{money(amount)}{NBSP}€"


def _note_parts(notes: Sequence[Note]) -> Iterator[Part]:
    yield Heading(text=_("Remarks of the check"))
    if not notes:
        yield Paragraph(text=_("The check found nothing."), kind=ParagraphKind.NOTE)
    for severity, title in _SEVERITIES.items():
        found = [note for note in notes if note.severity is severity]
        if found:
            yield Heading(text=str(title), level=2)
            texts = (" ".join(filter(None, (note.message, note.hint))) for note in found)
            yield Paragraph(text="\n".join(f"\N{BULLET} {text}" for text in texts))


def _unanswered() -> Paragraph:
    return Paragraph(text=_("Not answered"), kind=ParagraphKind.NOTE)


@dataclass(frozen=True, slots=True)
class _Paper:
    """One application being printed."""

    application: Application
    names: Names

    def facts(self, state: str) -> Iterator[Fact]:
        """Yield what stands under the title."""
        template, budget = self.application.template, self.names.budget
        yield Fact(label=_("Funder"), text=str(template.funder))
        if template.grant_type is not None:
            grant = f"{template.grant_type.label} ({template.grant_type.code})"
            yield Fact(label=_("Kind of grant"), text=grant)
        yield Fact(label=_("Years"), text=years_text(self.names.years))
        if any(line.kind is LineKind.GRANT for line in template.scheme.lines):
            yield Fact(label=_("Applied for"), text=euros(budget.grant.total))
        closes = moment_text(self.application.closes_on, self.application.closes_at)
        if closes:
            yield Fact(label=_("Call closes"), text=closes)
        yield Fact(label=_("State"), text=state)

    def sections(self) -> Iterator[Part]:
        """Yield the sections that are asked, each with its questions."""
        for section in self.application.template.sections:
            questions = self._asked(section)
            if questions:
                yield Heading(text=str(section.label))
                yield from self._questions(questions)

    def _asked(self, section: Section) -> list[Question]:
        return [
            question
            for question in section.questions
            if question.kind is not QuestionKind.NOTE and self.names.is_visible(question)
        ]

    def _questions(self, questions: Sequence[Question]) -> Iterator[Part]:
        """Yield answers: short ones in a list beside their questions, others under a heading."""
        short: list[Fact] = []
        for question in questions:
            fact = self._short_answer(question)
            if fact is not None:
                short.append(fact)
                continue
            if short:
                yield FactList(facts=tuple(short))
                short = []
            yield Heading(text=str(question.label), level=2)
            yield from self._long_answer(question)
        if short:
            yield FactList(facts=tuple(short))

    def _short_answer(self, question: Question) -> Fact | None:
        if question.kind in _NEVER_SHORT:
            return None
        text = self._text(question)
        if len(text) > _SHORT or "\n" in text:
            return None
        if question.kind is QuestionKind.YES_NO:
            text = text[:1].upper() + text[1:]
        return Fact(label=str(question.label), text=text or _("Not answered"))

    def _text(self, question: Question) -> str:
        if question.kind is QuestionKind.COMPUTED:
            value = self.names.value(question.id)
            return show_number(question.kind, value) if isinstance(value, Decimal) else ""
        text = show_cell(question, self.application.answer(question.id).text)
        is_money = question.kind is QuestionKind.MONEY and text
        return f"{text}{NBSP}€" if is_money and "€" not in str(question.label) else text

    def _long_answer(self, question: Question) -> Iterator[Part]:
        if question.kind is QuestionKind.BUDGET:
            yield from self._budget()
        elif question.kind is QuestionKind.TABLE:
            answer = self.application.answer(question.id)
            table = answer_table(question, answer, self.names.years)
            yield table if answer.rows else _unanswered()
        else:
            text = self._text(question)
            yield Paragraph(text=text) if text.strip() else _unanswered()

    def _budget(self) -> Iterator[Part]:
        if self.names.budget.is_empty:
            yield _unanswered()
        else:
            yield from budget_parts(self.application, self.names.budget)

    def budget_of_its_own(self) -> Iterator[Part]:
        """Yield the budget as a chapter where no question of the form is its place."""
        template = self.application.template
        has_place = any(one.kind is QuestionKind.BUDGET for one in template.questions)
        if template.scheme.lines and not has_place:
            yield Heading(text=_("Budget"))
            yield from self._budget()

    def attachments(self) -> Iterator[Part]:
        """Yield the documents that go with the application."""
        demands = self.application.template.attachments
        if not demands:
            return
        columns = [
            Column(key="document", title=_("Document")),
            Column(key="state", title=_("State")),
        ]
        rows = []
        for demand in demands:
            state, note = self.application.attachments.get(demand.id, (AttachmentState.MISSING, ""))
            is_missing = state is AttachmentState.MISSING
            is_left_out = is_missing and not self.names.is_required(demand)
            word = _("not demanded") if is_left_out else str(_ATTACHMENT_STATES[state])
            rows.append(Row(cells=(str(demand.label), word, note)))
        if any(row.cells[2] for row in rows):
            columns.append(Column(key="note", title=_("Note")))
        else:
            rows = [Row(cells=row.cells[:2]) for row in rows]
        yield Heading(text=_("Attachments"))
        yield Table(columns=tuple(columns), rows=tuple(rows), name=_("Attachments"))
