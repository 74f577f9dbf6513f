"""What table files hold, in the words of the reader: kinds, fields, rows, signs."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from yhdistys.i18n import LazyText, _, lazy, ngettext
from yhdistys.values.formats import month_text, whole_number
from yhdistys.values.period import Month

_MONTH = re.compile(r"[0-9]{4}-[0-9]{2}")
KINDS: Mapping[str, LazyText] = {
    "ledger": lazy("a ledger"),
    "budget": lazy("a budget"),
    "chart": lazy("a chart of accounts"),
    "unknown": lazy("nothing the program can take in"),
}
FIELDS: Mapping[str, LazyText] = {
    "account": lazy("account"),
    "account_name": lazy("name of the account"),
    "amount": lazy("amount"),
    "balance": lazy("balance"),
    "change": lazy("change of the month"),
    "cost_centre": lazy("cost centre"),
    "cost_centre_name": lazy("name of the cost centre"),
    "credit": lazy("credit"),
    "currency": lazy("currency"),
    "date": lazy("date"),
    "debit": lazy("debit"),
    "en": lazy("name in English"),
    "fi": lazy("name in Finnish"),
    "kind": lazy("kind of account"),
    "line": lazy("statement line"),
    "note": lazy("note"),
    "opening": lazy("opening balance"),
    "project": lazy("project"),
    "sv": lazy("name in Swedish"),
    "text": lazy("description"),
    "vat": lazy("value added tax"),
    "voucher": lazy("voucher"),
    "voucher_series": lazy("series of vouchers"),
}
SIGNS: Mapping[str, LazyText] = {
    "debit-credit": lazy("debit and credit, both positive"),
    "credit-negative": lazy("debit positive, credit negative"),
    "debit-positive": lazy("one column, debit positive and credit negative"),
    "result": lazy("income positive, expenses negative"),
    "income-negative": lazy("income negative, expenses positive"),
    "unsigned": lazy("income and expenses both positive"),
}
_ROWS: Mapping[str, Callable[[int], str]] = {
    "entry": lambda n: ngettext("{n} entry", "{n} entries", n),
    "heading": lambda n: ngettext("{n} heading", "{n} headings", n),
    "opening": lambda n: ngettext("{n} opening balance", "{n} opening balances", n),
    "subtotal": lambda n: ngettext("{n} subtotal", "{n} subtotals", n),
    "total": lambda n: ngettext("{n} total", "{n} totals", n),
    "blank": lambda n: ngettext("{n} blank", "{n} blank", n),
    "unknown": lambda n: ngettext("{n} not understood", "{n} not understood", n),
}


def kind_text(kind: str) -> str:
    """Name the kind of a sheet; a plugin's own kind keeps its word."""
    return str(KINDS.get(kind, kind))


def field_text(field: str) -> str:
    """Name a field, with the word of the option ``--map`` where it differs."""
    if _MONTH.fullmatch(field):
        return month_text(Month.parse(field))
    words = str(FIELDS.get(field, field))
    return words if words == field else f"{words} ({field})"


def rows_text(counted: Mapping[str, int]) -> str:
    """Tell how many rows of each class there are."""
    return ", ".join(_rows(name, n) for name, n in counted.items() if n)


def _rows(name: str, n: int) -> str:
    text = _ROWS[name](n) if name in _ROWS else f"{{n}} {name}"
    return text.format(n=whole_number(n))


def sign_text(sign: str, reason: str = "") -> str:
    """Tell a sign convention with the word of the option ``--sign``, and why it was taken."""
    words = str(SIGNS.get(sign, sign))
    told = words if words == sign else f"{words} ({sign})"
    text = _("Sign convention: {sign}").format(sign=told)
    return f"{text}. {reason[:1].upper()}{reason[1:]}." if reason else text
