"""The headings of budget workbooks: months, whole years and the words of the other columns."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Final

from yhdistys.exchange.cells import UNREADABLE, cents_of
from yhdistys.exchange.columns import ColumnWords
from yhdistys.exchange.headers import plain_words
from yhdistys.exchange.tables import Cell
from yhdistys.ledger.rules.headings import LEDGER_COLUMNS

MONTH_FIELD: Final = "month"

_SHARED = ("account", "account_name", "cost_centre", "cost_centre_name", "project")
_AMOUNT_WORDS: Final = (
    "talousarvio", "ta", "budjetti", "budj", "talousarvio yhteensä", "budjetti yhteensä",
    "vuosi", "koko vuosi", "vuosi yhteensä", "yhteensä", "summa", "euroa", "määrä", "budget",
    "helår", "hela året", "totalt", "belopp", "year", "whole year", "total", "amount",
)  # fmt: skip
_NOTE_WORDS: Final = (
    "huomautus", "huom", "perustelu", "selite", "selitys", "lisätieto", "kommentti", "anmärkning",
    "motivering", "note", "comment",
)  # fmt: skip
_MONTH_NAMES: Final = (
    ("tammi", "jan", "januari", "january"),
    ("helmi", "feb", "februari", "february"),
    ("maalis", "mar", "mars", "march"),
    ("huhti", "apr", "april"),
    ("touko", "maj", "may"),
    ("kesä", "jun", "juni", "june"),
    ("heinä", "jul", "juli", "july"),
    ("elo", "aug", "augusti", "august"),
    ("syys", "sep", "sept", "september"),
    ("loka", "okt", "oktober", "oct", "october"),
    ("marras", "nov", "november"),
    ("joulu", "dec", "december"),
)
_MONTH_BY_NAME: Final = {
    name: number for number, names in enumerate(_MONTH_NAMES, 1) for name in names
}
_PLAN = r"(?:(?:ta|talousarvio|budjetti|budj\.?|budget)[\s:]+)?"
_YEAR = r"(?:(?P<year>(?:19|20)[0-9]{2})|(?P<short>[0-9]{2}))"
_MONTH_NUMBER = r"(?P<number>0?[1-9]|1[0-2])"
_NUMBER_FIRST = re.compile(rf"{_PLAN}{_MONTH_NUMBER}\s?[/.]\s?{_YEAR}", re.IGNORECASE)
_YEAR_FIRST = re.compile(rf"{_PLAN}{_YEAR}[-/]{_MONTH_NUMBER}", re.IGNORECASE)
_NAMED = re.compile(
    rf"{_PLAN}(?P<name>[a-zäö]+?)(?:kuu|kuun)?\.?(?:[\s\-/.']*{_YEAR})?", re.IGNORECASE
)
_COUNTED = re.compile(rf"(?:kk\s?{_MONTH_NUMBER}|(?P<other>0?[1-9]|1[0-2])\.?\s?kk)", re.IGNORECASE)
_YEARLY = re.compile(
    r"(?:ta|talousarvio|budjetti|budj|budget)(?: vuodelle)? (?P<after>20[0-9]{2})"
    r"|(?P<before>20[0-9]{2}) (?:ta|talousarvio|budjetti|budj|budget)"
)


@dataclass(frozen=True, slots=True)
class MonthHeading:
    """A month as a heading names it; the year may be missing."""

    number: int
    year: int | None


def month_heading(cell: Cell) -> MonthHeading | None:
    """Read a heading such as ``1/2025``, ``2025-01``, ``tammi``, ``Tammikuu 2025`` or a day."""
    if isinstance(cell, date):
        return MonthHeading(cell.month, cell.year)
    if not isinstance(cell, str):
        return None
    text = cell.strip()
    for pattern in (_NUMBER_FIRST, _YEAR_FIRST):
        if found := pattern.fullmatch(text):
            return MonthHeading(int(found["number"]), _year(found))
    if found := _COUNTED.fullmatch(text):
        return MonthHeading(int(found["number"] or found["other"]), None)
    if (found := _NAMED.fullmatch(text)) and found["name"].casefold() in _MONTH_BY_NAME:
        return MonthHeading(_MONTH_BY_NAME[found["name"].casefold()], _year(found))
    return None


def _year(found: re.Match[str]) -> int | None:
    if found["year"]:
        return int(found["year"])
    return 2000 + int(found["short"]) if found["short"] else None


def year_heading(cell: Cell) -> int | None:
    """Read the year of a heading such as ``TA 2025`` or ``Budjetti 2025``."""
    found = _YEARLY.fullmatch(plain_words(cell)) if isinstance(cell, str) else None
    return int(found["after"] or found["before"]) if found else None


def budget_field(cell: Cell) -> str | None:
    """Name the field of a heading that is a month or a year's budget."""
    if month_heading(cell) is not None:
        return MONTH_FIELD
    return "amount" if year_heading(cell) is not None else None


def is_budget_header(fields: Collection[str]) -> bool:
    """Say whether these fields can be the headings of a budget: of what, and how much."""
    return "account" in fields and not {MONTH_FIELD, "amount"}.isdisjoint(fields)


def _is_money(cell: Cell) -> bool:
    return isinstance(cell, int | float) or cents_of(cell) is not UNREADABLE


BUDGET_COLUMNS: Final = ColumnWords(
    words={
        **{field: LEDGER_COLUMNS.words[field] for field in _SHARED},
        "amount": _AMOUNT_WORDS,
        "note": _NOTE_WORDS,
    },
    fits={
        "account": LEDGER_COLUMNS.fits["account"],
        "account_name": LEDGER_COLUMNS.fits["account_name"],
        "amount": _is_money,
    },
)
