"""Large invented ledgers and budgets for measuring: balanced vouchers of three years."""

from __future__ import annotations

import csv
import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import xlsxwriter

HEADER = (
    "Tositenumero", "Päivämäärä", "Tili", "Tilin nimi", "Kustannuspaikka", "Projekti", "Selite",
    "Debet", "Kredit",
)  # fmt: skip
YEARS = (2023, 2024, 2025)
_GROUPS = (
    (3000, "Osallistumismaksut", 1), (3700, "Lahjoitukset", 1), (3800, "Avustukset", 1),
    (3900, "Muut tuotot", 1), (4000, "Ostot", -1), (4400, "Toimitilat", -1),
    (4500, "Koulutus", -1), (4600, "Laitteet", -1), (4700, "Matkat", -1), (4900, "Hallinto", -1),
    (5000, "Palkat", -1), (5100, "Sivukulut", -1), (7310, "Jäsenmaksut", 1),
    (7400, "Varainhankinta", -1), (8800, "Yleisavustukset", 1), (9100, "Rahoituskulut", -1),
)  # fmt: skip
_ACCOUNTS = tuple(
    (str(first + step * 10), f"{name} {step + 1}", side)
    for first, name, side in _GROUPS
    for step in range(7)
)
_CENTRES = ("10", "20", "21", "22", "30", "31", "40", "41", "50", "60", "70", "99")
_PROJECTS = ("", "", "", "Avoin ovi", "Naapuriapu", "Oma polku")
_TEXTS = ("Ostolasku, Esimerkki Oy", "Kuitti, Lähikauppa", "Vuokra", "Kahvitarjoilu", "Maksuerä")


@dataclass(frozen=True, slots=True)
class Posting:
    """One entry; cents with debit positive."""

    voucher: str
    day: date
    account: str
    name: str
    centre: str
    project: str
    text: str
    cents: int


def postings(rows: int, seed: int = 1) -> Iterator[Posting]:
    """Yield about so many entries in balanced vouchers over three years."""
    chance = random.Random(seed)  # noqa: S311 - invented data
    first = date(YEARS[0], 1, 1)
    days = (date(YEARS[-1], 12, 31) - first).days
    made = number = 0
    while made < rows:
        number += 1
        day = first + timedelta(days=min(days, made * days // rows))
        voucher, text = f"OL-{number}", chance.choice(_TEXTS)
        lines = chance.choice((1, 1, 2, 3))
        total = 0
        for account, name, side in chance.choices(_ACCOUNTS, k=lines):
            cents = -side * (1 + int(chance.lognormvariate(8.3, 1.2)))
            total += cents
            centre, project = chance.choice(_CENTRES), chance.choice(_PROJECTS)
            yield Posting(voucher, day, account, name, centre, project, text, cents)
        yield Posting(voucher, day, "1910", "Pankkitili", "", "", text, -total)
        made += lines + 1


def write_ledger(folder: Path, rows: int) -> tuple[Path, Path]:
    """Write the same ledger as xlsx and csv and return their paths."""
    table, text = folder / f"ledger_{rows}.xlsx", folder / f"ledger_{rows}.csv"
    book = xlsxwriter.Workbook(table, {"constant_memory": True})
    sheet = book.add_worksheet("Pääkirja")
    day_format = book.add_format({"num_format": "d.m.yyyy"})
    sheet.write_row(0, 0, HEADER)
    with text.open("w", encoding="cp1252", newline="") as file:
        writer = csv.writer(file, delimiter=";")
        writer.writerow(HEADER)
        for index, posting in enumerate(postings(rows), 1):
            debit, credit = max(posting.cents, 0), max(-posting.cents, 0)
            words = (posting.account, posting.name, posting.centre, posting.project, posting.text)
            day = f"{posting.day.day}.{posting.day.month}.{posting.day.year}"
            writer.writerow((posting.voucher, day, *words, _euros(debit), _euros(credit)))
            sheet.write_string(index, 0, posting.voucher)
            sheet.write_datetime(index, 1, posting.day, day_format)
            sheet.write_number(index, 2, int(posting.account))
            sheet.write_row(index, 3, words[1:])
            sheet.write_number(index, 7 if debit else 8, (debit or credit) / 100)
    book.close()
    return table, text


def _euros(cents: int) -> str:
    return f"{cents // 100},{cents % 100:02d}" if cents else ""


def write_budget(folder: Path) -> Path:
    """Write a budget of the last year by account, cost centre and month."""
    chance = random.Random("budget")  # noqa: S311 - invented data
    path = folder / "budget.xlsx"
    book = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet("Talousarvio")
    months = [f"{month}/{YEARS[-1]}" for month in range(1, 13)]
    sheet.write_row(0, 0, ["Tili", "Tilin nimi", "Kustannuspaikka", *months])
    row = 0
    for account, name, side in _ACCOUNTS:
        for centre in _CENTRES:
            if chance.random() < 1 / 3:
                row += 1
                amounts = [side * chance.randrange(1_000, 200_000) / 100 for _ in range(12)]
                sheet.write_row(row, 0, [int(account), name, centre, *amounts])
    book.close()
    return path
