"""The rows and columns of the chart of accounts, and what can be asked of an account."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from yhdistys.errors import ValidationError
from yhdistys.gui.pages.settings.names import other_names
from yhdistys.gui.style import Tone
from yhdistys.gui.tables.column import CellKind, Column
from yhdistys.i18n import _
from yhdistys.ledger.queries import AccountRow
from yhdistys.ledger.rules.categories import CATEGORIES
from yhdistys.ledger.rules.chart import LINES
from yhdistys.ledger.rules.prefixes import prefix_of
from yhdistys.values.fields import Field, FieldKind
from yhdistys.values.findings import Finding, Severity

_BALANCE = "balance"
_CATEGORY_SIDES: Mapping[str, str] = {"income": "income", "expense": "cost"}


@dataclass(frozen=True, slots=True)
class ChartRow:
    """An account of the chart, and whether it has entries."""

    account: AccountRow
    is_used: bool

    @property
    def has_line(self) -> bool:
        """Whether it stands on a line of the statement."""
        return bool(self.account.line)

    @property
    def wants_category(self) -> bool:
        """Whether it could be in a cost category and is in none; the balance sheet has none."""
        return not self.account.category and self.account.side != _BALANCE


def line_text(line: str | None) -> str:
    """Name a line of the statement; nothing where there is none."""
    if not line:
        return ""
    return str(LINES[line].label) if line in LINES else line


def category_text(category: str | None) -> str:
    """Name a cost category; nothing where there is none."""
    if not category:
        return ""
    return str(CATEGORIES[category].title) if category in CATEGORIES else category


def line_told(number: str, rules: Mapping[str, str]) -> str:
    """Say by which rule an account stands on its line."""
    prefix = prefix_of(number, rules)
    if prefix is None:
        return _("It is on no line now, so it is missing from the income statement.")
    if prefix == number:
        return _("It has a line of its own now.")
    return _("It stands where all accounts do that begin with {prefix}.").format(prefix=prefix)


def category_told(number: str, rules: Mapping[str, str]) -> str:
    """Say by which rule an account is in its cost category."""
    prefix = prefix_of(number, rules)
    if prefix is None:
        return _("It is in no category now, so its money finds no line of a funder's budget.")
    if prefix == number:
        return _("It has a category of its own now.")
    return _("It is where all accounts are that begin with {prefix}.").format(prefix=prefix)


def number_field() -> Field:
    """Return the field for the number of a new account."""
    return Field(
        id="number", label=_("Number"), kind=FieldKind.TEXT, required=True,
        help=_("Such as 4010. Its beginning decides on which line it stands."),
    )  # fmt: skip


def line_fields() -> tuple[Field, ...]:
    """Return the fields for a line of the statement and the accounts that stand on it."""
    lines = tuple((line, declared.label) for line, declared in LINES.items())
    line = Field(
        id="line", label=_("Line of the statement"), kind=FieldKind.CHOICE, default="",
        choices=(("", _("No line of its own")), *lines),
    )  # fmt: skip
    return (line, _prefix_field())


def category_fields(side: str | None) -> tuple[Field, ...]:
    """Return the fields for a cost category and the accounts that are in it.

    Args:
        side: The side of the account; None offers the categories of both.
    """
    wanted = _CATEGORY_SIDES.get(side or "")
    categories = tuple(
        (name, category.title)
        for name, category in CATEGORIES.items()
        if wanted in {None, category.side}
    )
    category = Field(
        id="category", label=_("Cost category"), kind=FieldKind.CHOICE, default="",
        choices=(("", _("No category of its own")), *categories),
    )  # fmt: skip
    return (category, _prefix_field())


def _prefix_field() -> Field:
    return Field(
        id="prefix", label=_("For accounts that begin with"), kind=FieldKind.TEXT, required=True,
        help=_("The whole number means this account alone; 44 all those that begin with 44."),
    )  # fmt: skip


def refuse_number(field: str, text: str) -> None:
    """Refuse what is no number of an account.

    Raises:
        ValidationError: It holds anything but digits.
    """
    if text.isascii() and text.isdigit():
        return
    message = _("“{text}” is no number of an account: only digits.").format(text=text[:20])
    problem = Finding(severity=Severity.ERROR, kind="bad-number", message=message, column=field)
    raise ValidationError(message, problems=(problem,))


def columns() -> tuple[Column, ...]:
    """Return the columns."""
    return (
        Column(id="number", title=_("Account"), text=account_number, width=8, keeps_width=True),
        Column(id="name", title=_("Name"), text=_name, width=22, stretch=True),
        Column(
            id="line", title=_("Line of the statement"), text=_line, width=28,
            kind=CellKind.TAG, tone=_line_tone,
        ),
        Column(
            id="category", title=_("Cost category"), text=_category, width=20,
            kind=CellKind.TAG, tone=_category_tone,
        ),
        Column(id="side", title=_("Side"), text=_side, width=11),
        Column(id="used", title=_("In use"), text=_used, width=8),
        Column(id="others", title=_("Other languages"), text=_others, width=22),
    )  # fmt: skip


def account_number(row: ChartRow) -> str:
    """Return what a row is known by."""
    return row.account.number


def _name(row: ChartRow) -> str:
    return row.account.name


def _others(row: ChartRow) -> str:
    return other_names(row.account.names, row.account.name)


def _line(row: ChartRow) -> str:
    return line_text(row.account.line) if row.has_line else _("no line")


def _line_tone(row: ChartRow) -> Tone:
    return _tone(row, is_missing=not row.has_line)


def _category(row: ChartRow) -> str:
    return _("no category") if row.wants_category else category_text(row.account.category)


def _category_tone(row: ChartRow) -> Tone:
    return _tone(row, is_missing=row.wants_category)


def _tone(row: ChartRow, *, is_missing: bool) -> Tone:
    if not is_missing:
        return Tone.QUIET
    return Tone.LATE if row.is_used else Tone.PLAIN


def _side(row: ChartRow) -> str:
    words = {"income": _("income"), "expense": _("expenses"), _BALANCE: _("balance sheet")}
    return words.get(row.account.side or "", "")


def _used(row: ChartRow) -> str:
    return _("yes") if row.is_used else ""
