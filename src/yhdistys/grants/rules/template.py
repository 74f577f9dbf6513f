"""A funder's form as data: what it asks, how it counts, its budget lines, dates and rules.

The values here are what ``template_reading`` makes of a ``form.toml``; the format is described in
``docs/plugins.md`` and by its JSON Schema.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, time
from decimal import Decimal
from enum import StrEnum
from typing import TypeAlias

from yhdistys.i18n import DataText
from yhdistys.values.counting import CountingRule
from yhdistys.values.dated import DatedValues
from yhdistys.values.expression import Expression
from yhdistys.values.findings import Severity

NO_TEXT = DataText({})


class Status(StrEnum):
    """How well a part of a form is known.

    ``VERIFIED`` was read in the source itself; ``LEGACY`` holds for an older form; ``UNVERIFIED``
    is an assumption that the user should compare with the funder's form.
    """

    VERIFIED = "verified"
    LEGACY = "legacy"
    UNVERIFIED = "unverified"


class QuestionKind(StrEnum):
    """What an answer is.

    ``choices`` is any number of choices; ``table`` is rows under columns; ``budget`` is the place
    of the budget in the form; ``computed`` is a figure that a formula gives; ``note`` is a text
    that is shown and asks nothing.
    """

    TEXT = "text"
    LONG_TEXT = "long_text"
    WHOLE_NUMBER = "whole_number"
    MONEY = "money"
    PERCENT = "percent"
    DATE = "date"
    YES_NO = "yes_no"
    CHOICE = "choice"
    CHOICES = "choices"
    TABLE = "table"
    BUDGET = "budget"
    COMPUTED = "computed"
    NOTE = "note"


class LineKind(StrEnum):
    """What a line of an application's budget holds.

    Costs are ``direct``, ``overhead`` (a share of the association's general costs) or
    ``delegated`` (passed on). Income is the ``grant`` that is applied for, income of the
    ``activity``, ``other_public`` or ``other_private`` funding, or ``own`` money.
    """

    DIRECT = "direct"
    OVERHEAD = "overhead"
    DELEGATED = "delegated"
    GRANT = "grant"
    ACTIVITY = "activity"
    OTHER_PUBLIC = "other_public"
    OTHER_PRIVATE = "other_private"
    OWN = "own"


COST_KINDS = frozenset({LineKind.DIRECT, LineKind.OVERHEAD, LineKind.DELEGATED})


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Where something about the form was read.

    Attributes:
        id: Its name inside the form.
        title: The page or guide.
        publisher: Who published it.
        address: Its address; may be empty.
        read_on: The day it was read.
    """

    id: str
    title: str
    publisher: str = ""
    address: str = ""
    read_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """What all parts of a form share.

    Attributes:
        id: Unique among the parts of its kind; lower-case letters, digits and underscores.
        label: What people see.
        help: What the funder says about it; may be empty.
        status: How well it is known; taken from the part around it unless it says so itself.
        source: The id of its source, likewise.
    """

    id: str
    label: DataText
    help: DataText = NO_TEXT
    status: Status = Status.UNVERIFIED
    source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One choice of a question or of a column."""

    id: str
    label: DataText


@dataclass(frozen=True, slots=True, kw_only=True)
class TableColumn:
    """One column of a table question.

    Attributes:
        id: Unique in the table.
        label: Its heading.
        kind: What stands in it; never a table or a budget.
        is_yearly: Whether it is repeated for each year of the activity.
        is_required: Whether each row needs it.
        choices: For the kind ``CHOICE``.
        formula: For the kind ``COMPUTED``, over the other columns of its row.
        is_summed: Whether the table shows its sum below.
    """

    id: str
    label: DataText
    kind: QuestionKind
    is_yearly: bool = False
    is_required: bool = False
    choices: tuple[Choice, ...] = ()
    formula: Expression | None = None
    is_summed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Question(Part):
    """One question of the form.

    Attributes:
        kind: What the answer is.
        is_required: Whether the funder demands an answer.
        required_if: When it is demanded, if not always.
        visible_if: When it is asked; always when None.
        max_chars: The funder's limit; None when it is not known or there is none.
        counting: How the funder counts.
        choices: For the kinds ``CHOICE`` and ``CHOICES``.
        columns: For the kind ``TABLE``.
        min_rows: How many rows a table needs.
        max_rows: How many rows a table may have; None for any number.
        formula: For the kind ``COMPUTED``.
        prefill: What the first answer is taken from, such as ``association.business_id``.
        topic: The same word in forms of other funders means the same question.
    """

    kind: QuestionKind
    is_required: bool = False
    required_if: Expression | None = None
    visible_if: Expression | None = None
    max_chars: int | None = None
    counting: CountingRule = field(default_factory=CountingRule)
    choices: tuple[Choice, ...] = ()
    columns: tuple[TableColumn, ...] = ()
    min_rows: int = 0
    max_rows: int | None = None
    formula: Expression | None = None
    prefill: str = ""
    topic: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Section(Part):
    """Questions under one heading."""

    questions: tuple[Question, ...]
    visible_if: Expression | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SchemeLine(Part):
    """One line of the budget as the funder wants it.

    Attributes:
        kind: What it holds; decides whether it is a cost or an income.
        categories: The neutral cost categories whose planned money goes here.
        group: The id of the heading it stands under; may be empty.
        formula: What it is computed from: names of other lines, ``costs``, ``direct_costs``,
            ``overhead_costs``, ``income``, ``other_income`` (all income but the grant's lines), and
            answers that are figures. None for a line that is filled in.
        first_year_from: ``question.column``: the sum of that column is the first year's amount.
        is_note_required: Whether the funder wants a note to the amount.
    """

    kind: LineKind
    categories: tuple[str, ...] = ()
    group: str = ""
    formula: Expression | None = None
    first_year_from: tuple[str, str] | None = None
    is_note_required: bool = False

    @property
    def is_cost(self) -> bool:
        """Whether it stands among the costs."""
        return self.kind in COST_KINDS


@dataclass(frozen=True, slots=True, kw_only=True)
class LineGroup:
    """A heading over lines of the budget."""

    id: str
    label: DataText


@dataclass(frozen=True, slots=True, kw_only=True)
class BudgetScheme:
    """The budget of the form: its lines in the funder's order.

    Attributes:
        rounding: ``cent`` or ``euro``: how exact the funder wants amounts.
        lines: Costs and income in the order of the form.
        groups: Headings over lines.
    """

    rounding: str = "cent"
    lines: tuple[SchemeLine, ...] = ()
    groups: tuple[LineGroup, ...] = ()

    def line(self, line_id: str) -> SchemeLine | None:
        """Return a line by its id, or None."""
        return next((line for line in self.lines if line.id == line_id), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class YearsOfActivity:
    """Which questions tell when the activity begins and ends, and how many years are allowed.

    Attributes:
        begins: The id of a date question.
        ends: The id of a date question.
        most: The most calendar years the form has room for.
    """

    begins: str
    ends: str
    most: int = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class AttachmentDemand(Part):
    """A document that goes with the application.

    Attributes:
        is_required: Whether the funder demands it.
        required_if: When it is demanded, if not always.
    """

    is_required: bool = False
    required_if: Expression | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FormDate(Part):
    """A day that the funder sets.

    Attributes:
        event: ``call_opens``, ``call_closes``, ``proposal``, ``decision``, ``report`` or ``other``.
        day: The day, when it is known for one year only.
        month_and_day: ``(month, day)`` of every year, when it returns yearly.
        at: The time of the day; None when the whole day counts.
        moves_to_working_day: Whether a weekend or holiday moves it to the next working day.
    """

    event: str
    day: date | None = None
    month_and_day: tuple[int, int] | None = None
    at: time | None = None
    moves_to_working_day: bool = False


ParameterValue: TypeAlias = Decimal | str | bool | tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleUse(Part):
    """A rule of the funder: the name of a pure function and its dated parameters.

    Attributes:
        rule: The name of the function in ``funder_rules``.
        severity: How much breaking it matters.
        only_if: When it applies; always when None.
        parameters: By name; each value holds for a time and has a source.
    """

    rule: str
    severity: Severity
    only_if: Expression | None = None
    parameters: Mapping[str, DatedValues[ParameterValue]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportForm(Part):
    """A form in which the use of the grant is reported: ``results``, ``annual`` or ``payment``."""

    kind: str
    sections: tuple[Section, ...] = ()
    attachments: tuple[AttachmentDemand, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class GrantType:
    """The funder's own kind of grant, such as ``C`` hankeavustus."""

    code: str
    label: DataText


@dataclass(frozen=True, slots=True, kw_only=True)
class FunderTemplate:
    """A whole form.

    Attributes:
        id: The name of its folder.
        version: Such as ``2026.1``.
        title: What people call it.
        funder_id: The funder's short name.
        funder: The funder's name.
        grant_type: The funder's kind of grant; None when it has none.
        kind: ``application``, ``continuation`` or ``change``.
        status: How well the form as a whole is known.
        valid_from: The first day it is used; None when not known.
        valid_to: The last day it is used; None when no end is known.
        sources: What it was made from.
        years: Where the years of the activity come from; None for a form of one year.
        sections: Questions in the order of the form.
        scheme: The budget; without lines when the form has none.
        attachments: What goes with it.
        dates: Days that the funder sets.
        rules: What the funder demands of figures.
        reports: How the use of the grant is reported.
    """

    id: str
    version: str
    title: DataText
    funder_id: str
    funder: DataText
    grant_type: GrantType | None = None
    kind: str = "application"
    status: Status = Status.UNVERIFIED
    valid_from: date | None = None
    valid_to: date | None = None
    sources: tuple[Source, ...] = ()
    years: YearsOfActivity | None = None
    sections: tuple[Section, ...] = ()
    scheme: BudgetScheme = field(default_factory=BudgetScheme)
    attachments: tuple[AttachmentDemand, ...] = ()
    dates: tuple[FormDate, ...] = ()
    rules: tuple[RuleUse, ...] = ()
    reports: tuple[ReportForm, ...] = ()

    @property
    def questions(self) -> Iterator[Question]:
        """The questions of the application in the order of the form."""
        return (question for section in self.sections for question in section.questions)

    def question(self, question_id: str) -> Question | None:
        """Return a question by its id, or None."""
        return next((one for one in self.questions if one.id == question_id), None)

    def source(self, source_id: str) -> Source | None:
        """Return a source by its id, or None."""
        return next((one for one in self.sources if one.id == source_id), None)
