from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from documents.sample_documents import comparison_table
from yhdistys.documents.document import (
    Column,
    ColumnKind,
    Difference,
    Row,
    RowKind,
    Share,
    Table,
    Together,
    computed_table,
)

AMOUNTS = st.decimals(min_value=-(10**9), max_value=10**9, places=2)
MONEY = (Column(key="amount", title="€", kind=ColumnKind.MONEY),)


def cells(table: Table, key: str) -> list[object]:
    return [row.cells[table.position(key)] for row in table.rows]


def test_sums_and_sums_of_sums_follow_from_their_parts() -> None:
    assert cells(comparison_table(), "actual") == [
        None,
        Decimal("1606.50"),
        Decimal("4200.00"),
        Decimal("5806.50"),
        None,
        Decimal("-209122.33"),
        None,
        Decimal("-4114.52"),
        Decimal("-213236.85"),
        Decimal("-207430.35"),
    ]


def test_a_missing_figure_counts_as_zero_in_a_difference() -> None:
    table = comparison_table()
    assert cells(table, "difference")[1:3] == [Decimal("-823.50"), Decimal("4200.00")]


def test_a_share_has_one_decimal_and_none_of_nothing() -> None:
    assert cells(comparison_table(), "used") == [
        None,
        Decimal("66.1"),
        None,
        Decimal("239.0"),
        None,
        Decimal("106.0"),
        None,
        Decimal("101.6"),
        Decimal("105.9"),
        Decimal("104.2"),
    ]


def test_a_share_of_exactly_a_half_is_rounded_away_from_zero() -> None:
    columns = (
        Column(key="part", title="", kind=ColumnKind.MONEY),
        Column(key="whole", title="", kind=ColumnKind.MONEY),
        Column(key="share", title="", kind=ColumnKind.PERCENT, formula=Share("part", "whole")),
    )
    rows = (Row(cells=(Decimal("66.05"), Decimal(100), None)),)
    assert computed_table(Table(columns=columns, rows=rows)).rows[0].cells[2] == Decimal("66.1")


@settings(max_examples=40)
@given(st.lists(AMOUNTS, min_size=1, max_size=30))
def test_a_sum_is_exact_wherever_its_parts_stand(amounts: list[Decimal]) -> None:
    parts = tuple(range(1, len(amounts) + 1))
    rows = (
        Row(cells=(None,), kind=RowKind.TOTAL, sums=parts),
        *(Row(cells=(amount,)) for amount in amounts),
    )
    table = computed_table(Table(columns=MONEY, rows=rows))
    assert table.rows[0].cells[0] == sum(amounts)


def test_a_sum_of_missing_figures_only_is_missing() -> None:
    rows = (Row(cells=(None,)), Row(cells=(None,), kind=RowKind.TOTAL, sums=(0,)))
    assert computed_table(Table(columns=MONEY, rows=rows)).rows[1].cells == (None,)


def test_a_given_figure_of_a_sum_stays() -> None:
    rows = (
        Row(cells=(Decimal(1),)),
        Row(cells=(Decimal(5),), sums=(0,), given=frozenset({"amount"})),
    )
    assert computed_table(Table(columns=MONEY, rows=rows)).rows[1].cells == (Decimal(5),)


def test_a_figure_that_makes_no_sense_is_in_no_sum() -> None:
    rows = (Row(cells=("",)), Row(cells=(Decimal(2),)), Row(cells=(None,), sums=(0, 1)))
    assert computed_table(Table(columns=MONEY, rows=rows)).rows[2].cells == (Decimal(2),)


def test_columns_of_a_row_add_up() -> None:
    columns = (
        Column(key="may", title="5", kind=ColumnKind.MONEY),
        Column(key="june", title="6", kind=ColumnKind.MONEY),
        Column(key="both", title="", kind=ColumnKind.MONEY, formula=Together(("may", "june"))),
    )
    rows = (Row(cells=(Decimal("1.10"), Decimal("2.20"), None)),)
    table = computed_table(Table(columns=columns, rows=rows))
    assert table.rows[0].cells[2] == Decimal("3.30")


def test_a_difference_of_two_missing_figures_is_missing() -> None:
    columns = (
        Column(key="a", title="", kind=ColumnKind.MONEY),
        Column(key="b", title="", kind=ColumnKind.MONEY),
        Column(key="d", title="", kind=ColumnKind.MONEY, formula=Difference("a", "b")),
    )
    table = computed_table(Table(columns=columns, rows=(Row(cells=(None, None, None)),)))
    assert table.rows[0].cells == (None, None, None)


def test_a_row_that_adds_up_to_itself_is_refused() -> None:
    rows = (Row(cells=(None,), sums=(1,)), Row(cells=(None,), sums=(0,)))
    with pytest.raises(ValueError, match="adds up to itself"):
        computed_table(Table(columns=MONEY, rows=rows))


def test_a_row_with_too_few_cells_is_refused() -> None:
    with pytest.raises(ValueError, match="row 0: 0 cells, 1 columns"):
        Table(columns=MONEY, rows=(Row(cells=()),))


def test_an_unknown_column_is_a_mistake_of_the_report() -> None:
    with pytest.raises(KeyError, match="actual"):
        Table(columns=MONEY, rows=()).position("actual")


def test_only_headings_and_sums_may_run_on_over_the_next_column() -> None:
    table = comparison_table()
    spilling = [table.may_spill(row, 0) for row in table.rows]
    assert spilling == [row.kind is not RowKind.BODY for row in table.rows]


def test_the_last_total_closes_the_table() -> None:
    assert comparison_table().last_total == 9
    assert Table(columns=MONEY, rows=()).last_total == -1
