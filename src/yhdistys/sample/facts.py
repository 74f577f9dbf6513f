"""What is known of the sample association: the stored data, read once.

Amounts are cents in the income statement's sign: income positive, expenses negative.
"""

from __future__ import annotations

import csv
import functools
import random
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from importlib import resources
from typing import Any, Final

from yhdistys.values.money import to_cents

YEARS: Final = (2023, 2024, 2025)
"""The fiscal years; each is a calendar year."""
MONTHS: Final = range(1, 13)
SEED: Final = "Aamusilta 1991"
BUDGET: Final = "budget"
ACTUAL: Final = "actual"


@dataclass(frozen=True, slots=True)
class MonthlyLine:
    """One line of a year, month by month.

    Attributes:
        kind: ``budget`` or ``actual``.
        year: The fiscal year.
        account: The account's number.
        cost_centre: The cost centre's code.
        months: Twelve amounts in cents.
    """

    kind: str
    year: int
    account: str
    cost_centre: str
    months: tuple[int, ...]


def cents(text: str) -> int:
    """Turn an amount of the stored data into cents: ``"12.30"`` gives ``1230``."""
    return to_cents(Decimal(text or "0"))


def is_income(account: str) -> bool:
    """Say whether an account of the association's chart carries income."""
    return account.startswith(("3", "73")) or account == "9000"


def is_balance(account: str) -> bool:
    """Say whether an account of the association's chart belongs to the balance sheet."""
    return account.startswith(("1", "2"))


@functools.cache
def monthly_lines() -> tuple[MonthlyLine, ...]:
    """Return the lines of all years, budget and actual; budgeted grants are not among them."""
    text = _text("monthly_lines.csv")
    rows = list(csv.reader(text.splitlines(), delimiter=";"))[1:]
    return tuple(
        MonthlyLine(kind, int(year), account, cost_centre, tuple(map(cents, months)))
        for kind, year, account, cost_centre, *months in rows
    )


def actual_month(year: int, month: int) -> dict[tuple[str, str], int]:
    """Return the month's actual values by account and cost centre, the zero ones left out."""
    return {
        (line.account, line.cost_centre): line.months[month - 1]
        for line in monthly_lines()
        if line.kind == ACTUAL and line.year == year and line.months[month - 1]
    }


@functools.cache
def association() -> Mapping[str, Any]:
    """Return who the association is: identity, cost centres, grants, balances, decisions."""
    return tomllib.loads(_text("association.toml"))


@functools.cache
def voucher_texts() -> Mapping[str, Any]:
    """Return how values become vouchers: suppliers, texts, the vouchers told one by one."""
    return tomllib.loads(_text("vouchers.toml"))


def account_name(account: str) -> str:
    """Return the Finnish name of an account."""
    return str(association()["account_names"][account])


@functools.cache
def cost_centre_names() -> Mapping[str, str]:
    """Return the names of the cost centres by code."""
    return {row["code"]: row["name"] for row in association()["cost_centres"]}


def drawing(*topic: object) -> random.Random:
    """Return the draws of a topic: the same in every run, independent of other topics."""
    seed = "/".join(map(str, (SEED, *topic)))
    return random.Random(seed)  # noqa: S311 - invented books, nothing secret


def _text(name: str) -> str:
    place = resources.files("yhdistys_resources") / "samples" / name
    return place.read_text(encoding="utf-8")
