"""A made-up ledger and budget of one year, with the comparison that must come of them."""

from __future__ import annotations

import csv
import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path

import xlsxwriter

YEAR = 2025
BANK = "1910"
HEADINGS = (
    "Tositenumero", "Päivämäärä", "Tili", "Tilin nimi", "Kustannuspaikka", "Projekti", "Selite",
    "Debet", "Kredit",
)  # fmt: skip
# Number, name, side.
ACCOUNTS = (
    ("3000", "Osallistumismaksut", 1), ("3800", "Kohdennetut avustukset", 1),
    ("4400", "Toimitilakulut", -1), ("4700", "Matkakulut", -1), ("5000", "Palkat ja palkkiot", -1),
    ("7310", "Jäsenmaksut", 1),
)  # fmt: skip
CENTRES = ("10", "20", "")
PROJECTS = ("", "Avoin ovi", "Naapuriapu")

Cells = dict[tuple[str, str], tuple[str | None, str | None]]
"""Budget and actual by account and month, as the command line tells them."""


@dataclass(frozen=True)
class Booked:
    """One invented entry; cents with debit positive."""

    voucher: str
    day: date
    account: str
    name: str
    centre: str
    project: str
    text: str
    cents: int


def booked(vouchers: int = 120) -> Iterator[Booked]:
    """Yield balanced vouchers over the year, most of them beside a bank account."""
    chance = random.Random(vouchers)  # noqa: S311 - invented data
    for number in range(1, vouchers + 1):
        day = date(YEAR, 1 + number % 12, 1 + number % 28)
        voucher = f"{1 + number % 4}-{number}-{YEAR}"
        total = 0
        for account, name, side in chance.choices(ACCOUNTS, k=1 + number % 3):
            cents = -side * chance.randrange(1, 300_000)
            total += cents
            centre, project = chance.choice(CENTRES), chance.choice(PROJECTS)
            yield Booked(voucher, day, account, name, centre, project, f"Lasku åäö {number}", cents)
        yield Booked(voucher, day, BANK, "Pankkitili", "", "", f"Maksu {number}", -total)


def planned() -> Iterator[tuple[str, str, str, list[int]]]:
    """Yield account, name, cost centre and the cents of each month; expenses are negative."""
    chance = random.Random(7)  # noqa: S311 - invented data
    for account, name, side in ACCOUNTS[1:]:
        for centre in CENTRES[:2]:
            months = [side * chance.randrange(0, 90_000) for _month in range(12)]
            yield account, name, centre, months


def write_ledger_xlsx(path: Path) -> Path:
    """Write the ledger as a workbook: account numbers as numbers, days as days."""
    with xlsxwriter.Workbook(path, {"default_date_format": "d.m.yyyy"}) as book:
        sheet = book.add_worksheet("Pääkirja")
        sheet.write_row(0, 0, HEADINGS)
        for index, one in enumerate(booked(), start=1):
            debit = one.cents / 100 if one.cents > 0 else None
            credit = -one.cents / 100 if one.cents <= 0 else None
            cells = (
                one.voucher, one.day, int(one.account), one.name, one.centre, one.project, one.text,
                debit, credit,
            )  # fmt: skip
            sheet.write_row(index, 0, cells)
    return path


def write_ledger_csv(path: Path) -> Path:
    """Write the same ledger as Finnish programs do: semicolons, decimal commas, cp1252."""
    with path.open("w", encoding="cp1252", newline="") as file:
        writer = csv.writer(file, delimiter=";")
        writer.writerow(HEADINGS)
        for one in booked():
            day = f"{one.day.day}.{one.day.month}.{one.day.year}"
            debit = _comma(one.cents) if one.cents > 0 else ""
            credit = _comma(-one.cents) if one.cents <= 0 else ""
            writer.writerow(
                (one.voucher, day, one.account, one.name, one.centre, one.project, one.text, debit,
                 credit)
            )  # fmt: skip
    return path


def _comma(cents: int) -> str:
    return euros(cents).replace(".", ",")


def euros(cents: int) -> str:
    """Return cents as an amount with a point."""
    return f"{Decimal(cents) / 100:.2f}"


def write_budget_xlsx(path: Path) -> Path:
    """Write the budget: account and cost centre by month."""
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("Talousarvio")
        months = [f"{month}/{YEAR}" for month in range(1, 13)]
        sheet.write_row(0, 0, ["Tili", "Tilin nimi", "Kustannuspaikka", *months])
        for index, (account, name, centre, cents) in enumerate(planned(), start=1):
            amounts = [amount / 100 for amount in cents]
            sheet.write_row(index, 0, [int(account), name, centre, *amounts])
    return path


def expected_comparison() -> Cells:
    """Return the comparison of the whole year by account and month."""
    actual: Counter[tuple[str, str]] = Counter()
    for one in booked():
        if one.account != BANK:
            actual[one.account, f"{YEAR}-{one.day.month:02d}"] -= one.cents
    plan: Counter[tuple[str, str]] = Counter()
    for account, _name, _centre, months in planned():
        for month, cents in enumerate(months, start=1):
            plan[account, f"{YEAR}-{month:02d}"] += cents
    return {
        key: (
            euros(plan[key]) if key in plan else None,
            euros(actual[key]) if key in actual else None,
        )
        for key in {*actual, *plan}
    }


def debit_sum() -> str:
    """Return the sum of the debit column."""
    return euros(sum(one.cents for one in booked() if one.cents > 0))
