"""The totals of a budget workbook against its rows: sums to the right and sums below."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from yhdistys.budget.rules.plan_rows import PlanRow
from yhdistys.exchange.imports import ProofCheck
from yhdistys.i18n import _
from yhdistys.ledger.rules.classes import RowClass
from yhdistys.values.money import from_cents

_Amounts = tuple[int | None, ...]


def prove_row_totals(rows: Sequence[PlanRow]) -> Iterator[ProofCheck]:
    """Compare the year's column with the sum of the months, where a row has both.

    A difference of a cent for each month is rounding and is let pass.
    """
    both = [row for row in rows if row.has_months and row.amount is not None]
    kept = [row for row in both if row.kind is RowClass.ENTRY]
    wrong = [row for row in kept if abs(row.total - (row.amount or 0)) > _tolerance(row)]
    if kept:
        yield ProofCheck(
            name="row-totals",
            place=_("totals of {count} rows").format(count=len(kept)),
            expected=from_cents(sum(row.amount or 0 for row in kept)),
            found=from_cents(sum(row.total for row in kept)),
            ok=not wrong,
        )
    for row in wrong:
        yield ProofCheck(
            name="row-total",
            place=_("total of row {row}").format(row=row.number),
            expected=from_cents(row.amount or 0),
            found=from_cents(row.total),
            ok=False,
            row=row.number,
        )


def _tolerance(row: PlanRow) -> int:
    return len(row.months) if row.rounded else 0


def prove_column_totals(
    rows: Sequence[PlanRow], factors: Mapping[int, int], sides: Mapping[int, str | None]
) -> Iterator[ProofCheck]:
    """Compare every total row with the rows above it.

    A total may sum up its section, the whole sheet, or the income or expenses of the whole sheet,
    as the amounts stand in the file or as income minus expenses.

    Args:
        rows: All rows in their order.
        factors: Row number of each entry to what turns its amounts into the result's sign.
        sides: Row number of each entry to its side.
    """
    all_rows: list[PlanRow] = []
    section: list[PlanRow] = []
    is_closed = False
    for row in rows:
        if row.kind is RowClass.ENTRY:
            if is_closed:
                section, is_closed = [], False
            all_rows.append(row)
            section.append(row)
        elif row.kind is RowClass.TOTAL and _amounts(row, width=None) and all_rows:
            stretches = (section, all_rows, *_by_side(all_rows, sides))
            yield _column_total(row, stretches, factors, tolerance=_rounded(all_rows))
            is_closed = True


def _column_total(
    total: PlanRow,
    stretches: Sequence[Sequence[PlanRow]],
    factors: Mapping[int, int],
    tolerance: int,
) -> ProofCheck:
    expected = _amounts(total, width=len(total.months))
    plain = dict.fromkeys(factors, 1)
    sums = [_sums(chosen, signs) for chosen in stretches if chosen for signs in (plain, factors)]
    candidates = [one for found in sums for one in (found, tuple(-cents for cents in found))]
    best = min(candidates, key=lambda found: len(_differences(expected, found, tolerance)))
    wrong = _differences(expected, best, tolerance)
    index = wrong[0] if wrong else next(i for i, cents in enumerate(expected) if cents is not None)
    figure = expected[index] or 0
    return ProofCheck(
        name="column-total",
        place=_("totals in row {row}").format(row=total.number),
        expected=from_cents(figure),
        found=from_cents(best[index] if wrong else figure),
        ok=not wrong,
        row=total.number,
    )


def _by_side(
    rows: Sequence[PlanRow], sides: Mapping[int, str | None]
) -> tuple[list[PlanRow], list[PlanRow]]:
    income = [row for row in rows if sides[row.number] == "income"]
    expense = [row for row in rows if sides[row.number] == "expense"]
    return income, expense


def _rounded(rows: Sequence[PlanRow]) -> int:
    """Return how many cents the sums may differ: one for each row that was rounded."""
    return sum(row.rounded for row in rows)


def _amounts(row: PlanRow, width: int | None) -> _Amounts:
    """Return the amounts of a row, the whole year's last; nothing when it has none."""
    cents = (*row.months, row.amount)
    return cents if width is not None or any(one is not None for one in cents) else ()


def _sums(rows: Sequence[PlanRow], signs: Mapping[int, int]) -> tuple[int, ...]:
    width = len(rows[0].months) + 1 if rows else 0
    sums = [0] * width
    for row in rows:
        year = row.amount if row.amount is not None else row.total
        for index, cents in enumerate((*row.months, year)):
            sums[index] += (cents or 0) * signs[row.number]
    return tuple(sums)


def _differences(expected: _Amounts, found: tuple[int, ...], tolerance: int) -> list[int]:
    return [
        index
        for index, (cents, own) in enumerate(zip(expected, found, strict=True))
        if cents is not None and abs(cents - own) > tolerance
    ]
