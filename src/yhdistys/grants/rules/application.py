"""An application as a value: the form, the answers, the amounts; all that pure rules look at."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, time
from decimal import Decimal
from enum import StrEnum
from typing import TypeAlias

from yhdistys.grants.rules.template import FunderTemplate
from yhdistys.values.counting import CountingRule
from yhdistys.values.findings import Severity

AnswerRow: TypeAlias = Mapping[str, str]
"""A row of a table: canonical texts by column id, of a yearly column by ``people/2027``."""


class ApplicationState(StrEnum):
    """How far an application is."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    WITHDRAWN = "withdrawn"


class AttachmentState(StrEnum):
    """Where a demanded document is."""

    MISSING = "missing"
    ATTACHED = "attached"
    LATER = "later"
    IN_OTHER_FILE = "in_other_file"
    NOT_NEEDED = "not_needed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What was answered to a question.

    Attributes:
        text: In canonical form: ``1234.50``, ``2027-01-31``, ``true``, the id of a choice, ids
            divided by commas; a text as it was written.
        rows: Of a table question.
    """

    text: str = ""
    rows: tuple[AnswerRow, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Amount:
    """An amount of a line of the budget in one year, in euros; always positive or zero.

    Attributes:
        amount: The amount.
        basis: Where it comes from, such as ``Talousarvio 2025, kp 30, +2,0 %``; may be empty.
        note: What the funder is told about it; may be empty.
        is_planned: Whether it was taken from a plan and not changed by hand since.
    """

    amount: Decimal
    basis: str = ""
    note: str = ""
    is_planned: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnLimit:
    """A limit of characters that the user read in the funder's web form; None means no limit."""

    max_chars: int | None
    counting: CountingRule


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    """Planned money of one account that an application is made from, in euros.

    Attributes:
        year: The year of the application.
        account: The account's number.
        name: The account's name.
        category: Its neutral cost category; empty when it has none.
        amount: Costs and income alike positive.
        is_cost: Whether it is a cost.
        is_general: Whether it stands on a cost centre of general costs.
    """

    year: int
    account: str
    name: str
    category: str
    amount: Decimal
    is_cost: bool
    is_general: bool = False


AmountKey: TypeAlias = tuple[str, int]
"""The id of a line and a year."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Application:
    """One application and the form it was begun with.

    Attributes:
        id: Its id in the file.
        name: What it is called here.
        template: The form as it was when the application was begun.
        state: How far it is.
        answers: By the ids of questions.
        amounts: By line and year; computed lines are not in it.
        attachments: The states by the ids of attachments, with a note.
        limits: The user's own limits by the ids of questions.
        planned: What the plan holds now for what the budget was taken from; empty when it was
            typed in.
        first_year: The first year of the activity as long as no date tells it.
        closes_on: The last day to send it; None when not known.
        closes_at: The time of that day; None when the whole day counts.
        submitted_on: The day it was sent.
        version: Of its row, for edits.
    """

    id: int
    name: str
    template: FunderTemplate
    state: ApplicationState = ApplicationState.DRAFT
    answers: Mapping[str, Answer] = field(default_factory=dict)
    amounts: Mapping[AmountKey, Amount] = field(default_factory=dict)
    attachments: Mapping[str, tuple[AttachmentState, str]] = field(default_factory=dict)
    limits: Mapping[str, OwnLimit] = field(default_factory=dict)
    planned: tuple[Planned, ...] = ()
    first_year: int
    closes_on: date | None = None
    closes_at: time | None = None
    submitted_on: date | None = None
    version: int = 1

    def answer(self, question_id: str) -> Answer:
        """Return the answer to a question; an empty one when there is none."""
        return self.answers.get(question_id, Answer())


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """One thing the writer should know about an application (a finding).

    Attributes:
        severity: An error is what the funder would refuse.
        kind: A stable word, such as ``missing-answer`` or ``overhead_cap``.
        message: One translated sentence with its numbers.
        hint: What to do; may be empty.
        question: The id of the question it concerns; may be empty.
        line: The id of the budget's line; may be empty.
        attachment: The id of the attachment; may be empty.
        year: The year; None when it concerns all.
        numbers: The figures of the sentence by name, in euros, characters or percent.
    """

    severity: Severity
    kind: str
    message: str
    hint: str = ""
    question: str = ""
    line: str = ""
    attachment: str = ""
    year: int | None = None
    numbers: Mapping[str, Decimal] = field(default_factory=dict)
