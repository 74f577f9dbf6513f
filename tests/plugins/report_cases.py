"""A year of a small association, as the queries would answer it."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from decimal import Decimal

from helpers.comparisons import Cents, compare
from yhdistys.budget.queries import ComparisonView, VersionRow
from yhdistys.budget.rules.comparison import AccountName, Key
from yhdistys.documents.context import AssociationIdentity, ReportContext
from yhdistys.documents.document import Cell, Row, Table
from yhdistys.values.period import FiscalYear, Month

YEAR = FiscalYear.starting(date(2025, 1, 1))
YEAR_BEFORE = FiscalYear.starting(date(2024, 1, 1))
ACCOUNTS = {
    "3000": AccountName("Osallistumismaksut", "activity_income"),
    "3900": AccountName("Palkkatuki", "activity_income"),
    "4000": AccountName("Ostetut palvelut", "activity_other"),
    "4400": AccountName("Toimitilavuokrat", "activity_other"),
    "4995": AccountName("Muut kulut (uusi tili)", None),
    "5000": AccountName("Palkat", "activity_personnel"),
    "7310": AccountName("Jäsenmaksut", "fundraising_income"),
}
CENTRES = {"20": "Kohtaamispaikka", "50": "Ryhmät ja retket"}
Entry = tuple[str, str | None, int, int]
"""Account, cost centre, month, cents."""

PLAN: tuple[Entry, ...] = (
    ("3000", "50", 5, 810_00),
    ("3000", "50", 9, 675_00),
    ("4000", "20", 10, -900_00),
    ("4400", "20", 1, -1_000_00),
    ("4400", "50", 1, -500_00),
    ("4400", "20", 9, -1_000_00),
    ("5000", "20", 1, -9_000_00),
    ("5000", "20", 9, -9_000_00),
    ("7310", None, 3, 4_940_00),
)
ACTUAL: tuple[Entry, ...] = (
    ("3000", "50", 9, 718_20),
    ("3900", "20", 9, 4_200_00),
    ("4400", "20", 1, -1_000_00),
    ("4400", "50", 1, -500_00),
    ("4400", "20", 9, -1_027_80),
    ("4995", "20", 9, -318_00),
    ("5000", "20", 1, -9_100_00),
    ("5000", "20", 9, -9_312_55),
    ("7310", None, 3, 4_840_00),
)
PREVIOUS: tuple[Entry, ...] = (
    ("3000", "50", 9, 686_25),
    ("4400", "20", 1, -950_00),
    ("5000", "20", 9, -8_700_00),
    ("7320", None, 6, 2_236_50),
)
VERSION = VersionRow(
    id=1,
    year=2025,
    name="Talousarvio 2025",
    state="approved",
    approved_on=date(2024, 11, 19),
    meeting="syyskokous",
    section="8",
    income=Decimal("6425.00"),
    expense=Decimal("-21400.00"),
    version=1,
)


def _sums(entries: tuple[Entry, ...], fields: tuple[str, ...], last: int = 12) -> Cents:
    sums: defaultdict[Key, int] = defaultdict(int)
    for account, centre, month, cents in entries:
        told = {"account": account, "cost_centre": centre, "project": None}
        told["month"] = f"2025-{month:02d}"
        if month <= last:
            sums[tuple(told[one] for one in fields)] += cents
    return dict(sums)


def comparison_view(*by: str) -> ComparisonView:
    """Compare January to September by some dimensions."""
    fields = ("account", *(one for one in by if one != "account"))
    yearly = tuple(one for one in fields if one != "month")
    accounts = {**ACCOUNTS, "7320": AccountName("Lahjoitukset", "fundraising_income")}
    return ComparisonView(
        year=YEAR,
        through=Month(2025, 9),
        version=VERSION,
        accounts=accounts,
        comparison=compare(
            by,
            plan_year=_sums(PLAN, yearly),
            plan=_sums(PLAN, fields, 9),
            actual=_sums(ACTUAL, fields, 9),
            previous=_sums(PREVIOUS, fields, 9),
            accounts=accounts,
        ),
    )


def context(language: str = "en") -> ReportContext:
    """Return what a report gets, without a file to read."""

    def read(query: object, /, **parameters: object) -> object:
        raise AssertionError((query, parameters))

    return ReportContext(
        read=read,
        today=date(2025, 10, 14),
        language=language,
        association=AssociationIdentity(
            name="Lehmusrannan mielenterveysyhdistys Aamusilta ry",
            business_id="1234567-1",
            address="Aamukuja 3, 98765 Lehmusranta",
        ),
    )


def text_rows(table: Table) -> list[str]:
    """Return a table as lines that a person can compare: weight, cells, nothing as a dot."""
    return [f"{row.kind[:1]} " + " | ".join(map(_text, _shown(row))) for row in table.rows]


def _shown(row: Row) -> tuple[Cell, ...]:
    return row.cells


def _text(cell: Cell) -> str:
    return "." if cell is None else str(cell)
