"""The columns of the grid: how each figure is shown, toned, copied and said."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Final

from yhdistys.gui.pages.follow.rows import PREVIOUS, ShownRow
from yhdistys.gui.style import Tone
from yhdistys.gui.tables.column import (
    BarShare,
    CellKind,
    CellValue,
    Column,
    RowKind,
    RowStyle,
)
from yhdistys.i18n import _
from yhdistys.values.formats import decimal_text, money, month_text, percent_text, whole_number

EXPLANATION: Final = "explanation"
"""The column of the explanations."""

_MISSING: Final = "\N{EN DASH}"
_NOTHING: Final = Decimal(0)
_HUNDRED: Final = Decimal(100)
_FIGURE_WIDTH: Final = 8
_STYLES: Final = {
    "section": RowKind.HEADING,
    "group": RowKind.GROUP,
    "line": RowKind.PLAIN,
    "sum": RowKind.SUM,
    "total": RowKind.TOTAL,
}


def follow_columns() -> tuple[Column, ...]:
    """Return the columns in the language in force."""
    return (
        Column(id="label", title=_("Account"), text=_label, width=32, stretch=True),
        _figure("budget_year", _("Whole year"), _year_text, _budget_year, tone=_year_tone),
        _figure("budget", _("Budget"), _budget_text, _budget),
        _figure("actual", _("Actual"), _actual_text, _actual),
        _figure(
            "difference",
            _("Difference"),
            _difference_text,
            _difference,
            tone=_difference_tone,
            told=_("The actual less the budget; below zero is worse for the association."),
        ),
        *_used_columns(),
        _figure(PREVIOUS, _("Previous year"), _previous_text, _previous),
        Column(
            id=EXPLANATION,
            title=_("Explanation"),
            text=_explanation,
            value=_note,
            accessible=_note_told,
            kind=CellKind.TAG,
            tone=_explanation_tone,
            width=20,
            stretch=True,
        ),
    )


def _used_columns() -> tuple[Column, ...]:
    """Return how much of the budget is used: as a figure of the months, as a bar of the year."""
    return (
        Column(
            id="used_percent",
            title=_("Used %"),
            text=_used_text,
            value=_used,
            accessible=_used_told,
            kind=CellKind.FIGURE,
            width=6,
        ),
        Column(
            id="bar",
            title="",
            text=_no_text,
            kind=CellKind.BAR,
            bar=_bar,
            width=10,
            help=_("How much of the year's budget is used, and how much was planned by now."),
        ),
    )


def row_id(shown: ShownRow) -> object:
    """Return what a row is known by."""
    return shown.id


def row_style(shown: ShownRow) -> RowStyle:
    """Return how a row looks; a month with its figures is a sum of its lines.

    Headings stand at the edge, bold, so that the names of accounts have room.
    """
    kind = _STYLES[shown.row.kind]
    if kind is RowKind.GROUP and shown.has_figures:
        kind = RowKind.SUM
    return RowStyle(kind, int(shown.is_line))


def _figure(
    id_: str,
    title: str,
    text: Callable[[ShownRow], str],
    value: Callable[[ShownRow], CellValue],
    *,
    tone: Callable[[ShownRow], Tone] | None = None,
    told: str = "",
) -> Column:
    return Column(
        id=id_,
        title=title,
        text=text,
        value=value,
        tone=tone,
        accessible=_Said(value, text),
        kind=CellKind.FIGURE,
        width=_FIGURE_WIDTH,
        help=told,
    )


class _Said:
    """Says a figure with its cents; what is no figure as it stands."""

    def __init__(
        self, value: Callable[[ShownRow], CellValue], text: Callable[[ShownRow], str]
    ) -> None:
        self._value = value
        self._text = text

    def __call__(self, shown: ShownRow) -> str:
        amount = self._value(shown)
        text = self._text(shown)
        if text == _MISSING:
            return _("nothing")
        if not isinstance(amount, Decimal) or not text:
            return text
        said = _("{euros} euros").format(euros=money(amount))
        is_marked = shown.is_deviation and self._value is _difference
        return _("{amount}, needs an explanation").format(amount=said) if is_marked else said


def amount_text(amount: Decimal | None, *, has_cents: bool) -> str:
    """Show an amount; what is missing differs from zero."""
    if amount is None:
        return _MISSING
    return money(amount) if has_cents else whole_number(amount)


def _label(shown: ShownRow) -> str:
    return shown.label


def _no_text(_shown: ShownRow) -> str:
    return ""


def _budget_year(shown: ShownRow) -> CellValue:
    return shown.row.budget_year if shown.has_figures and shown.has_budget else None


def _budget(shown: ShownRow) -> CellValue:
    return shown.row.budget if shown.has_figures and shown.has_budget else None


def _actual(shown: ShownRow) -> CellValue:
    return shown.row.actual if shown.has_figures else None


def _difference(shown: ShownRow) -> CellValue:
    return shown.row.difference if shown.has_figures and shown.has_budget else None


def _previous(shown: ShownRow) -> CellValue:
    return shown.row.previous_year if shown.has_figures else None


def _used(shown: ShownRow) -> CellValue:
    is_shown = shown.is_line and shown.has_budget
    return shown.row.used_percent if is_shown else None


def is_unplanned(shown: ShownRow) -> bool:
    """Tell whether a row holds what the budget does not plan."""
    return shown.has_budget and shown.is_line and shown.row.budget is None


def _year_text(shown: ShownRow) -> str:
    if is_unplanned(shown) and shown.row.month is None:
        return _("not budgeted")
    return _planned_text(shown, shown.row.budget_year)


def _year_tone(shown: ShownRow) -> Tone:
    return Tone.QUIET if is_unplanned(shown) else Tone.PLAIN


def _budget_text(shown: ShownRow) -> str:
    return "" if is_unplanned(shown) else _planned_text(shown, shown.row.budget)


def _planned_text(shown: ShownRow, amount: Decimal | None) -> str:
    """Show a planned amount; where a budget says nothing of the year, the place stays empty."""
    if not shown.has_figures or not shown.has_budget or amount is None:
        return ""
    return amount_text(amount, has_cents=shown.has_cents)


def _actual_text(shown: ShownRow) -> str:
    return amount_text(shown.row.actual, has_cents=shown.has_cents) if shown.has_figures else ""


def _difference_text(shown: ShownRow) -> str:
    if not shown.has_figures or not shown.has_budget:
        return ""
    return amount_text(shown.row.difference, has_cents=shown.has_cents)


def _previous_text(shown: ShownRow) -> str:
    if not shown.has_figures:
        return ""
    return amount_text(shown.row.previous_year, has_cents=shown.has_cents)


def _difference_tone(shown: ShownRow) -> Tone:
    """Mark what needs an explanation; what is better than planned only wants attention."""
    if not shown.is_deviation:
        return Tone.PLAIN
    return Tone.OVER if (shown.row.difference or _NOTHING) < 0 else Tone.LATE


def _used_text(shown: ShownRow) -> str:
    if not shown.is_line or not shown.has_budget:
        return ""
    used = shown.row.used_percent
    return _MISSING if used is None else decimal_text(used, 1)


def _used_told(shown: ShownRow) -> str:
    text = _used_text(shown)
    return percent_text(shown.row.used_percent) if text and text != _MISSING else ""


def _bar(shown: ShownRow) -> BarShare | None:
    """Return how much of the year's budget is used; red where an expense needs an explanation."""
    row = shown.row
    if not shown.is_line or not shown.has_budget or not row.budget_year:
        return None
    used = (row.actual or _NOTHING) / row.budget_year
    is_expense = row.budget_year < 0
    is_past = row.used_percent is None or row.used_percent > _HUNDRED
    return BarShare(used, row.expected_share, is_over=shown.is_deviation and is_expense and is_past)


def _explanation(shown: ShownRow) -> str:
    if shown.is_unexplained:
        return _("explanation missing")
    return _note_text(shown)


def _note_text(shown: ShownRow) -> str:
    """Return the explanation in one line, with who wrote it and of which month it was."""
    row = shown.row
    if not row.note:
        return ""
    text = " ".join(row.note.split())
    if row.note_month is None or row.note_month == shown.through:
        return _("{text} ({person})").format(text=text, person=row.note_by)
    return _("{text} ({person}, {month})").format(
        text=text, person=row.note_by, month=month_text(row.note_month)
    )


def _explanation_tone(shown: ShownRow) -> Tone:
    return Tone.LATE if shown.is_unexplained else Tone.QUIET


def _note(shown: ShownRow) -> CellValue:
    return shown.row.note


def _note_told(shown: ShownRow) -> str:
    row = shown.row
    return f"{row.note}\n{row.note_by}" if row.note else _explanation(shown)
