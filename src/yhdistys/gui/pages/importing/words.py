"""The words of the import page: kinds, fields, signs, and what a row is."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Final

from yhdistys.app.reviewing import RowState
from yhdistys.gui.style import Tone
from yhdistys.i18n import LazyText, _, lazy, ngettext
from yhdistys.values.formats import month_text, whole_number
from yhdistys.values.period import Month

_MONTH = re.compile(r"[0-9]{4}-[0-9]{2}")

KINDS: Final[Mapping[str, LazyText]] = {
    "ledger": lazy("Ledger"),
    "budget": lazy("Budget"),
    "chart": lazy("Chart of accounts"),
}
FIELDS: Final[Mapping[str, LazyText]] = {
    "account": lazy("Account"),
    "account_name": lazy("Account name"),
    "amount": lazy("Amount"),
    "balance": lazy("Balance"),
    "change": lazy("Change of the month"),
    "cost_centre": lazy("Cost centre"),
    "cost_centre_name": lazy("Cost centre name"),
    "credit": lazy("Credit"),
    "currency": lazy("Currency"),
    "date": lazy("Date"),
    "day": lazy("Date"),
    "debit": lazy("Debit"),
    "en": lazy("Name in English"),
    "entry": lazy("Entry"),
    "fi": lazy("Name in Finnish"),
    "kind": lazy("Kind of account"),
    "line": lazy("Statement line"),
    "note": lazy("Note"),
    "opening": lazy("Opening balance"),
    "project": lazy("Project"),
    "sv": lazy("Name in Swedish"),
    "text": lazy("Description"),
    "vat": lazy("VAT"),
    "voucher": lazy("Voucher"),
    "voucher_series": lazy("Series of vouchers"),
}
MONEY: Final = frozenset({"debit", "credit", "amount", "balance", "opening", "change"})
SIGNS: Final[Mapping[str, LazyText]] = {
    "debit-credit": lazy("debit and credit both positive"),
    "credit-negative": lazy("credit negative"),
    "debit-positive": lazy("debit positive, credit negative"),
    "result": lazy("income positive, expenses negative"),
    "income-negative": lazy("income negative, expenses positive"),
    "unsigned": lazy("income and expenses both positive"),
}
SEPARATORS: Final[Mapping[str, LazyText]] = {
    ";": lazy("semicolons"),
    ",": lazy("commas"),
    "\t": lazy("tabs"),
    "|": lazy("upright lines"),
}
STATES: Final[Mapping[RowState, tuple[LazyText, Tone]]] = {
    RowState.ENTRY: (lazy("entry"), Tone.QUIET),
    RowState.NEW: (lazy("is added"), Tone.GOOD),
    RowState.SAME: (lazy("as stored"), Tone.QUIET),
    RowState.CHANGED: (lazy("is changed"), Tone.LATE),
    RowState.OPENING: (lazy("opening"), Tone.QUIET),
    RowState.SUBTOTAL: (lazy("subtotal"), Tone.QUIET),
    RowState.TOTAL: (lazy("total"), Tone.QUIET),
    RowState.HEADING: (lazy("heading"), Tone.QUIET),
    RowState.BLANK: (lazy("empty"), Tone.QUIET),
    RowState.LEFT_OUT: (lazy("left out"), Tone.LATE),
    RowState.PROBLEM: (lazy("error"), Tone.OVER),
}
_COUNTED: Final[Mapping[str, Callable[[int], str]]] = {
    "opening": lambda n: ngettext("{n} opening balance", "{n} opening balances", n),
    "subtotal": lambda n: ngettext("{n} subtotal", "{n} subtotals", n),
    "total": lambda n: ngettext("{n} total", "{n} totals", n),
    "heading": lambda n: ngettext("{n} heading", "{n} headings", n),
    "unknown": lambda n: ngettext("{n} row left out", "{n} rows left out", n),
}


def kind_text(kind: str) -> str:
    """Name a kind of file; a plugin's own kind keeps its word."""
    return str(KINDS.get(kind, kind))


def field_text(field: str | None) -> str:
    """Name what a column holds, or say that it is not used."""
    if field is None:
        return _("Not used")
    if _MONTH.fullmatch(field):
        return month_text(Month.parse(field))
    return str(FIELDS.get(field, field))


def is_month(field: str | None) -> bool:
    """Say whether a column holds the amounts of a month."""
    return field is not None and _MONTH.fullmatch(field) is not None


def is_money(field: str | None) -> bool:
    """Say whether a column holds amounts."""
    return field in MONEY or is_month(field)


def sign_text(sign: str) -> str:
    """Name a sign convention."""
    return str(SIGNS.get(sign, sign))


def counted_text(row_classes: Mapping[str, int]) -> str:
    """Tell the rows that are no entries: ``32 opening balances, 129 subtotals``."""
    told = ((name, row_classes.get(name, 0)) for name in _COUNTED)
    return ", ".join(_COUNTED[name](n).format(n=whole_number(n)) for name, n in told if n)
