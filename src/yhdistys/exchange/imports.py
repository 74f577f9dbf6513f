"""What importers give: the lines of a file and everything a person must see before storing them.

The shapes live here, below the areas, so that every importer, preview and service shares them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from yhdistys.exchange.tables import Progress
from yhdistys.values.findings import Finding

if TYPE_CHECKING:
    from yhdistys.values.period import FiscalYear, Month


class LedgerLine(NamedTuple):
    """One entry as the file tells it; an empty text means that the file says nothing.

    Normal entries are positive on their side; a reversal keeps its side with a negative amount.
    """

    row: int
    voucher: str
    day: date
    account: str
    account_name: str
    cost_centre: str
    cost_centre_name: str
    project: str
    text: str
    debit_cents: int
    credit_cents: int


class BudgetLine(NamedTuple):
    """One planned amount of an account: income positive, expense negative.

    ``months`` holds the cents of each month when ``profile`` is ``months`` and is ``None`` when
    the file gives one amount for the year (``even``).
    """

    row: int
    account: str
    account_name: str
    cost_centre: str
    cost_centre_name: str
    project: str
    months: tuple[tuple[Month, int], ...] | None
    amount_cents: int
    profile: str
    note: str


class ChartLine(NamedTuple):
    """One account of a chart: its number, its names by language, its statement line or ``""``."""

    row: int
    account: str
    names: dict[str, str]
    line: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnGuess:
    """What a column seems to hold.

    Attributes:
        index: Counted from 0.
        header: Its heading as it stands in the file.
        field: The id of the field it holds, or ``None``.
        confidence: From 0 to 1; 1 when the user said so.
        reason: Why, translated.
    """

    index: int
    header: str
    field: str | None
    confidence: Decimal
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ProofCheck:
    """One figure of the file compared with the sum of its entries.

    Attributes:
        name: The kind of check: ``subtotal``, ``running-balance``, ``account-total``,
            ``file-total``, ``entry-count``, ``row-total``, ``column-total`` or ``voucher``.
        place: What was checked and where, translated.
        expected: The figure of the file.
        found: The sum of the entries.
        ok: Whether they agree to the cent.
        row: The row of the file that tells the figure, or None when it is of many rows.
    """

    name: str
    place: str
    expected: Decimal
    found: Decimal
    ok: bool
    row: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetView:
    """What a sheet looks like to an importer; nothing is stored.

    Attributes:
        name: The sheet's name.
        rows: How many rows it has.
        columns: How many columns its widest row has.
        header_row: The row of the headings counted from 1, or ``None``.
        kind: ``ledger``, ``budget``, ``chart`` or ``unknown``.
        guesses: One for each column.
        sign: The sign convention, or ``None``.
        row_classes: How many rows of each class.
        problems: What would be reported by an import.
    """

    name: str
    rows: int
    columns: int
    header_row: int | None
    kind: str
    guesses: tuple[ColumnGuess, ...]
    sign: str | None
    row_classes: Mapping[str, int]
    problems: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportOptions:
    """What the user or the workspace says beforehand about a file.

    Attributes:
        sheet: The sheet to read; ``None`` takes the one that fits best.
        sign: The sign convention; ``None`` recognises it.
        columns: Field id to column: a letter, a number counted from 1, or a heading.
        sides: Gives ``income``, ``expense`` or ``balance`` of an account, if it is known.
        year: The fiscal year of a budget without years in its headings.
        progress: Told about the rows; raises JobCancelled to cancel.
    """

    sheet: str | None = None
    sign: str | None = None
    columns: Mapping[str, str] = field(default_factory=dict)
    sides: Callable[[str], str | None] | None = None
    year: FiscalYear | None = None
    progress: Progress | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportResult:
    """What an importer read: lines of one or several kinds, the proof and the problems.

    Attributes:
        file_name: The file's name without its folder.
        sha256: The digest of its bytes.
        sheet: The sheet that was read.
        rows_read: How many rows of it hold anything below the headings.
        sign: The sign convention that was used, or ``None``.
        columns: What each column was taken for.
        row_classes: How many rows of each class.
        ledger: The entries.
        budget: The planned amounts.
        chart: The accounts.
        proof: Every figure of the file that was compared with its entries.
        problems: Findings; errors among them forbid storing.
        sign_reason: Why this sign convention, translated.
        header_row: The row of the headings counted from 1, or None.
        first_row: The row of the first of ``classes``.
        classes: What each row below the headings is: ``entry``, ``opening``, ``subtotal`` …
    """

    file_name: str
    sha256: str
    sheet: str
    rows_read: int
    sign: str | None
    columns: tuple[ColumnGuess, ...]
    row_classes: Mapping[str, int]
    ledger: tuple[LedgerLine, ...] = ()
    budget: tuple[BudgetLine, ...] = ()
    chart: tuple[ChartLine, ...] = ()
    proof: tuple[ProofCheck, ...] = ()
    problems: tuple[Finding, ...] = ()
    sign_reason: str = ""
    header_row: int | None = None
    first_row: int = 1
    classes: tuple[str, ...] = ()
