"""Every key of a funder's form: where it stands, what it holds, which words it allows.

This one table makes both the reader of ``form.toml`` and its JSON Schema.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from yhdistys.grants.rules.template import LineKind, QuestionKind, Status
from yhdistys.i18n import LazyText, lazy
from yhdistys.ledger.rules.categories import CATEGORIES
from yhdistys.values.counting import CountedUnit
from yhdistys.values.findings import Severity

FORMAT: Final = 1
"""The number of the format; a form with a higher one needs a newer program."""
ID_PATTERN: Final = "[a-z][a-z0-9_]*"


class ValueKind(StrEnum):
    """What stands behind a key."""

    FORMAT = "format"
    TEXT = "text"
    ID = "id"
    TEXTS = "texts"
    WORD = "word"
    WORDS = "words"
    WHOLE = "whole"
    YES_NO = "yes_no"
    DAY = "day"
    YEARLY = "yearly"
    TIME = "time"
    EXPRESSION = "expression"
    COLUMN = "column"
    VALUE = "value"
    TABLE = "table"
    TABLES = "tables"
    PARAMETERS = "parameters"


@dataclass(frozen=True, slots=True, kw_only=True)
class Key:
    """One key.

    Attributes:
        name: As it is written.
        kind: What stands behind it.
        about: What it means, in English, for editors.
        is_required: Whether it must be there.
        words: The only words it allows; empty for any.
        table: The name of the table that stands behind it.
        least: The smallest whole number.
        most: The largest whole number; None for any.
    """

    name: str
    kind: ValueKind
    about: str
    is_required: bool = False
    words: tuple[str, ...] = ()
    table: str = ""
    least: int = 0
    most: int | None = None


@dataclass(frozen=True, slots=True)
class KindKey:
    """A key of a question or of a column that only some kinds have.

    Attributes:
        name: The key.
        kinds: The kinds that may have it.
        is_needed: Whether they must have it.
    """

    name: str
    kinds: frozenset[QuestionKind]
    is_needed: bool = False


FIGURES: Final = frozenset(
    {
        QuestionKind.WHOLE_NUMBER,
        QuestionKind.MONEY,
        QuestionKind.PERCENT,
        QuestionKind.COMPUTED,
    }
)
"""The kinds whose values are numbers."""

SILENT: Final = frozenset({QuestionKind.NOTE, QuestionKind.BUDGET, QuestionKind.TABLE})
"""The kinds of questions without one value of their own."""

_TEXTUAL = frozenset({QuestionKind.TEXT, QuestionKind.LONG_TEXT})
_COLUMN_KINDS = frozenset(QuestionKind) - SILENT - {QuestionKind.CHOICES}

QUESTION_KIND_KEYS: Final = (
    KindKey("choices", frozenset({QuestionKind.CHOICE, QuestionKind.CHOICES}), is_needed=True),
    KindKey("columns", frozenset({QuestionKind.TABLE}), is_needed=True),
    KindKey("min_rows", frozenset({QuestionKind.TABLE})),
    KindKey("max_rows", frozenset({QuestionKind.TABLE})),
    KindKey("formula", frozenset({QuestionKind.COMPUTED}), is_needed=True),
    KindKey("max_chars", _TEXTUAL),
    KindKey("counting", _TEXTUAL),
    KindKey("prefill", _TEXTUAL),
)
COLUMN_KIND_KEYS: Final = (
    KindKey("choices", frozenset({QuestionKind.CHOICE}), is_needed=True),
    KindKey("formula", frozenset({QuestionKind.COMPUTED}), is_needed=True),
    KindKey("summed", FIGURES),
)

YEARS: Final = "years"
"""The name in formulas that stands for the number of years."""

PREFILLS: Final = (
    "association.name",
    "association.business_id",
    "association.address",
    "association.contact",
    "application.name",
)
LANGUAGE_KEYS: Final = ("fi", "sv", "en")


def _id(about: str) -> Key:
    return Key(name="id", kind=ValueKind.ID, about=about, is_required=True)


def _required(name: str, kind: ValueKind, about: str, *words: str) -> Key:
    return Key(name=name, kind=kind, about=about, is_required=True, words=words)


def _words(name: str, about: str, *words: str) -> Key:
    return Key(name=name, kind=ValueKind.WORD, about=about, words=words)


def _key(name: str, kind: ValueKind, about: str) -> Key:
    return Key(name=name, kind=kind, about=about)


def _whole(name: str, about: str, *, least: int = 0, most: int | None = None) -> Key:
    return Key(name=name, kind=ValueKind.WHOLE, about=about, least=least, most=most)


def _table(name: str, table: str, about: str) -> Key:
    return Key(name=name, kind=ValueKind.TABLE, about=about, table=table)


def _tables(name: str, table: str, about: str) -> Key:
    return Key(name=name, kind=ValueKind.TABLES, about=about, table=table)


_TEXT, _TEXTS, _YES_NO = ValueKind.TEXT, ValueKind.TEXTS, ValueKind.YES_NO
_CONDITION, _WORD, _DAY = ValueKind.EXPRESSION, ValueKind.WORD, ValueKind.DAY

_LABEL = _required("label", _TEXTS, "What people read.")
_KNOWN = (
    _words("status", "How well this is known.", *Status),
    _key("source", _TEXT, "The id of the source it was read in."),
)
_PART = (
    _id("Unique among the parts of its kind."),
    _LABEL,
    _key("help", _TEXTS, "What the funder says about it."),
    *_KNOWN,
)
_VISIBLE = _key("visible_if", _CONDITION, "When it is asked; always when left out.")
_REQUIRED = _key("required", _YES_NO, "Whether the funder demands it.")
_REQUIRED_IF = _key("required_if", _CONDITION, "When the funder demands it, if not always.")

TABLES: Final[Mapping[str, tuple[Key, ...]]] = {
    "form": (
        _required("format", ValueKind.FORMAT, "The number of this format: 1."),
        _id("The name of the form's folder."),
        _required("version", _TEXT, "The version of this description, such as 2026.1."),
        _required("title", _TEXTS, "What people call the form."),
        _words("kind", "What the form is for.", "application", "continuation", "change"),
        *_KNOWN,
        _key("valid_from", _DAY, "The first day the form is used."),
        _key("valid_to", _DAY, "The last day the form is used."),
        Key(
            name="funder", kind=ValueKind.TABLE, about="Who gives the money.", table="funder",
            is_required=True,
        ),
        _table("grant_type", "grant_type", "The funder's own kind of grant."),
        _tables("sources", "source", "What the form was made from."),
        _table("counting", "counting", "How the funder counts characters."),
        _table("years", "years", "Which questions tell the years of the activity."),
        Key(
            name="sections", kind=ValueKind.TABLES, about="Questions under one heading.",
            table="section", is_required=True,
        ),
        _table("budget", "budget", "The budget as the funder wants it."),
        _tables("attachments", "attachment", "Documents that go with the application."),
        _tables("dates", "date", "Days that the funder sets."),
        _tables("rules", "rule", "What the funder demands of figures."),
        _tables("reports", "report", "How the use of the grant is reported."),
    ),
    "funder": (
        _id("The funder's short name."),
        _required("name", _TEXTS, "The funder's name."),
    ),
    "grant_type": (
        _required("code", _TEXT, "The funder's code for it, such as C."),
        _LABEL,
    ),
    "source": (
        _id("The name by which parts of the form point at it."),
        _required("title", _TEXT, "The page or guide."),
        _key("publisher", _TEXT, "Who published it."),
        _key("address", _TEXT, "Its address."),
        _key("read_on", _DAY, "The day it was read."),
    ),
    "counting": (
        _words("unit", "What is counted as one.", *CountedUnit),
        _whole("line_break", "How much a line break counts.", least=1, most=2),
        _key("trims_end", _YES_NO, "Whether blanks at the end are cut off first."),
        _key("counts_spaces", _YES_NO, "Whether blanks count."),
    ),
    "years": (
        _required("begins", _TEXT, "The question of the first day."),
        _required("ends", _TEXT, "The question of the last day."),
        _whole("most", "The most calendar years the form has room for.", least=1),
    ),
    "section": (
        *_PART,
        _VISIBLE,
        Key(
            name="questions", kind=ValueKind.TABLES, about="The questions in their order.",
            table="question", is_required=True,
        ),
    ),
    "question": (
        *_PART,
        _required("kind", _WORD, "What the answer is.", *QuestionKind),
        _REQUIRED,
        _REQUIRED_IF,
        _VISIBLE,
        _whole("max_chars", "The most characters; left out when not known.", least=1),
        _table("counting", "counting", "How characters are counted, if not as by default."),
        _tables("choices", "choice", "What can be chosen."),
        _tables("columns", "column", "The columns of a table."),
        _whole("min_rows", "The fewest rows of a table."),
        _whole("max_rows", "The most rows of a table.", least=1),
        _key("formula", _CONDITION, "What a computed question is computed from."),
        _words("prefill", "What the first answer is taken from.", *PREFILLS),
        _key("topic", ValueKind.ID, "The same word in other forms means the same question."),
    ),
    "choice": (_id("Unique in the question."), _LABEL),
    "column": (
        _id("Unique in the table."),
        _LABEL,
        _required(
            "kind", _WORD, "What stands in it.",
            *(kind for kind in QuestionKind if kind in _COLUMN_KINDS),
        ),
        _key("yearly", _YES_NO, "Whether it is repeated for each year."),
        _REQUIRED,
        _tables("choices", "choice", "What can be chosen."),
        _key("formula", _CONDITION, "What it is computed from: other columns of its row."),
        _key("summed", _YES_NO, "Whether the table shows its sum."),
    ),
    "budget": (
        _words("rounding", "How exact the funder wants amounts.", "cent", "euro"),
        *_KNOWN,
        _tables("groups", "group", "Headings over lines."),
        _tables("lines", "line", "Costs and income in the funder's order."),
    ),
    "group": (_id("Unique among the headings."), _LABEL),
    "line": (
        *_PART,
        _required("kind", _WORD, "What the line holds.", *LineKind),
        Key(
            name="categories", kind=ValueKind.WORDS, words=tuple(CATEGORIES),
            about="The neutral categories whose planned money goes here.",
        ),
        _key("group", _TEXT, "The id of the heading it stands under."),
        _key("formula", _CONDITION, "What it is computed from; left out when it is filled in."),
        _key("first_year_from", ValueKind.COLUMN, "question.column: its sum is the first year."),
        _key("note_required", _YES_NO, "Whether the funder wants a note to the amount."),
    ),
    "attachment": (*_PART, _REQUIRED, _REQUIRED_IF),
    "date": (
        *_PART,
        _required(
            "event", _WORD, "What happens on the day.",
            "call_opens", "call_closes", "proposal", "decision", "report", "other",
        ),
        _key("day", _DAY, "The day, when it is known for one year."),
        _key("yearly", ValueKind.YEARLY, "Month and day, such as 05-31, when it returns."),
        _key("at", ValueKind.TIME, "The time of the day, such as 16:15."),
        _key("moves_to_working_day", _YES_NO, "Whether a holiday moves it to the next day."),
    ),
    "rule": (
        *_PART,
        _required("rule", _TEXT, "The name of the rule in the program."),
        _required("severity", _WORD, "How much breaking it matters.", *Severity),
        _key("only_if", _CONDITION, "When it applies; always when left out."),
        Key(
            name="parameters", kind=ValueKind.PARAMETERS, table="value",
            about="Lists of dated values by name.",
        ),
    ),
    "value": (
        _required("value", ValueKind.VALUE, "A number, a text, yes or no, or a list of texts."),
        _required("source", _TEXT, "The page and the day it was read."),
        _key("valid_from", _DAY, "The first day it holds."),
        _key("valid_to", _DAY, "The last day it holds."),
    ),
    "report": (
        *_PART,
        _required("kind", _WORD, "What it reports.", "results", "annual", "payment"),
        _tables("sections", "section", "Questions under one heading."),
        _tables("attachments", "attachment", "Documents that go with the report."),
    ),
}  # fmt: skip
"""The keys of each table, in the order in which they are best written."""

NAMES: Final[Mapping[str, LazyText]] = {
    "form": lazy("The form"),
    "funder": lazy("The funder"),
    "grant_type": lazy("The grant type"),
    "source": lazy("Source"),
    "counting": lazy("Counting"),
    "years": lazy("The years"),
    "section": lazy("Section"),
    "question": lazy("Question"),
    "choice": lazy("Choice"),
    "column": lazy("Column"),
    "budget": lazy("The budget"),
    "group": lazy("Budget heading"),
    "line": lazy("Budget line"),
    "attachment": lazy("Attachment"),
    "date": lazy("Date"),
    "rule": lazy("Rule"),
    "value": lazy("Value"),
    "report": lazy("Report"),
}
"""What people call each table."""
