"""The budget workbook as the association's office keeps it: sections, sums, a result."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final

from yhdistys.sample.days import written
from yhdistys.sample.facts import (
    BUDGET,
    MONTHS,
    MonthlyLine,
    account_name,
    association,
    cost_centre_names,
    is_income,
    monthly_lines,
)
from yhdistys.sample.sheets import Cell, Formula, SampleSheet, SheetRow
from yhdistys.values.money import from_cents

_MONTH_NAMES: Final = (
    *("Tammi", "Helmi", "Maalis", "Huhti", "Touko", "Kesä"),
    *("Heinä", "Elo", "Syys", "Loka", "Marras", "Joulu"),
)
_FIRST_MONTH: Final = 4
_AMOUNTS: Final = 13
_COLUMNS: Final = "ABCDEFGHIJKLMNOPQ"


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the budget: the accounts that begin with the prefixes, under a heading."""

    heading: str
    total: str
    prefixes: tuple[str, ...]
    group: str = ""


_SECTIONS: Final = (
    Section("Tuotot", "Varsinaisen toiminnan tuotot yhteensä", ("3",), "VARSINAINEN TOIMINTA"),
    Section("Henkilöstökulut", "Henkilöstökulut yhteensä", ("5",)),
    Section("Muut kulut", "Muut kulut yhteensä", ("4",)),
    Section("Tuotot", "Varainhankinnan tuotot yhteensä", ("73",), "VARAINHANKINTA"),
    Section("Kulut", "Varainhankinnan kulut yhteensä", ("74",)),
    Section("Tuotot", "Rahoituksen tuotot yhteensä", ("90",), "SIJOITUS- JA RAHOITUSTOIMINTA"),
    Section("Kulut", "Rahoituksen kulut yhteensä", ("91",)),
)


def budget_lines(year: int) -> tuple[MonthlyLine, ...]:
    """Return a year's budget with the grants, in the income statement's sign."""
    lines = [line for line in monthly_lines() if line.kind == BUDGET and line.year == year]
    for row in association()["budgeted_grants"]:
        if row["year"] == year:
            months = tuple(int(row["months"].get(str(month), 0)) * 100 for month in MONTHS)
            lines.append(MonthlyLine(BUDGET, year, row["account"], row["cost_centre"], months))
    return tuple(sorted(lines, key=lambda line: (line.account, line.cost_centre)))


def approval(year: int) -> dict[str, Any]:
    """Return meeting, day and section of the minutes that approved a year's budget."""
    return next(dict(row) for row in association()["budgets"] if row["year"] == year)


def budget_sheet(year: int) -> SampleSheet:
    """Lay out the budget of a year: both sides plain, the section tells the side."""
    meeting = approval(year)
    decided = written(meeting["decided_on"])
    rows = [
        SheetRow("title", (association()["identity"]["name_fi"],)),
        SheetRow("title", (f"TALOUSARVIO {year}",)),
        SheetRow("note", (f"Hyväksytty syyskokouksessa {decided} {meeting['section']}. Euroa.",)),
        SheetRow("note", ()),
        SheetRow("header", ("Tili", "Tilin nimi", "Kp", "Kustannuspaikan nimi", *_heads(year))),
    ]
    lines = budget_lines(year)
    totals: dict[bool, list[int]] = {True: [], False: []}
    for section in _SECTIONS:
        chosen = [line for line in lines if line.account.startswith(section.prefixes)]
        rows += _section(section, chosen, len(rows))
        totals[is_income(chosen[0].account)].append(len(rows))
    rows += _grand_totals(rows, totals)
    return SampleSheet(
        name=f"Talousarvio {year}",
        rows=tuple(rows),
        widths=(7, 36, 5, 24, *([9] * 12), 11),
        title=f"Talousarvio {year}",
        author=association()["identity"]["short_name"],
        made_on=meeting["decided_on"],
        money="#,##0",
        frozen_columns=4,
    )


def _heads(year: int) -> tuple[str, ...]:
    return (*(f"{name} {year}" for name in _MONTH_NAMES), "Yhteensä")


def _section(section: Section, lines: Sequence[MonthlyLine], above: int) -> list[SheetRow]:
    rows = [SheetRow("heading", (section.group,))] if section.group else []
    rows.append(SheetRow("heading", (None, section.heading)))
    first = above + len(rows) + 1
    rows += [_line(line, first + number) for number, line in enumerate(lines)]
    amounts = [_side(line) for line in lines]
    last = first + len(lines) - 1
    cells = [
        Formula(f"=SUM({column}{first}:{column}{last})", sum(values, Decimal(0)))
        for column, values in zip(_COLUMNS[_FIRST_MONTH:], zip(*amounts, strict=True), strict=True)
    ]
    rows.append(SheetRow("total", (None, section.total, None, None, *cells)))
    return rows


def _side(line: MonthlyLine) -> tuple[Decimal, ...]:
    """Return the amounts as the sheet shows them: plain on both sides, and their sum."""
    sign = 1 if is_income(line.account) else -1
    months = tuple(from_cents(sign * cents) for cents in line.months)
    return (*months, sum(months, Decimal(0)))


def _line(line: MonthlyLine, row: int) -> SheetRow:
    *months, total = _side(line)
    head: tuple[Cell, ...] = (
        int(line.account),
        account_name(line.account),
        int(line.cost_centre),
        cost_centre_names()[line.cost_centre],
    )
    amounts: Iterable[Cell] = (amount or None for amount in months)
    return SheetRow("body", (*head, *amounts, Formula(f"=SUM(E{row}:P{row})", total)))


def _grand_totals(rows: Sequence[SheetRow], totals: dict[bool, list[int]]) -> list[SheetRow]:
    """Return the sums of both sides and the result; ``totals`` holds rows counted from 1."""
    first = len(rows) + 2
    income, expense = (_sum_of(rows, totals[side]) for side in (True, False))
    result = [
        Formula(f"={column}{first}-{column}{first + 1}", one.value - other.value)
        for column, one, other in zip(_COLUMNS[_FIRST_MONTH:], income, expense, strict=True)
    ]
    return [
        SheetRow("note", ()),
        SheetRow("total", (None, "TUOTOT YHTEENSÄ", None, None, *income)),
        SheetRow("total", (None, "KULUT YHTEENSÄ", None, None, *expense)),
        SheetRow("total", (None, "TILIKAUDEN TULOS", None, None, *result)),
    ]


def _sum_of(rows: Sequence[SheetRow], numbers: Sequence[int]) -> list[Formula]:
    result = []
    for offset in range(_AMOUNTS):
        column = _COLUMNS[_FIRST_MONTH + offset]
        cells = [rows[number - 1].cells[_FIRST_MONTH + offset] for number in numbers]
        value = sum((cell.value for cell in cells if isinstance(cell, Formula)), Decimal(0))
        result.append(Formula("=" + "+".join(f"{column}{number}" for number in numbers), value))
    return result
