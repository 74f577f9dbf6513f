"""Whatever stands below the headings, the readers answer with findings and not with exceptions."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.table_files import table_of
from yhdistys.budget.rules.reading import inspect_budget, read_budget
from yhdistys.exchange.imports import ImportResult
from yhdistys.exchange.tables import Cell, TableFile
from yhdistys.ledger.rules.chart_reading import inspect_chart, read_chart
from yhdistys.ledger.rules.reading import inspect_ledger, read_ledger

LEDGER = ("Tosite", "Pvm", "Tili", "Tilin nimi", "Selite", "Debet", "Kredit", "Saldo")
JOURNAL = ("Tosite", "Pvm", "Tili", "Tilin nimi", "Selite", "Summa", "Alkusaldo", "KK-muutos")
BUDGET = ("Tili", "Nimi", "1/2025", "2/2025", "Yhteensä", "Huom")
CHART = ("Tili", "Nimi", "Namn", "Name", "Rivi")
WORDS = (
    "", " ", "-", "3000", "3000 Maksut", "Yhteensä", "Tammikuu yhteensä", "Alkusaldo", "31.1.2025",
    "1-2025", "12,50", "Tulos", "Yhteensä 3 vientiä", "x",
)  # fmt: skip

CELLS: st.SearchStrategy[Cell] = st.one_of(
    st.sampled_from(WORDS),
    st.none(),
    st.floats(),
    st.integers(),
    st.booleans(),
    st.dates(),
    st.text(max_size=8),
    st.just(time(12, 0)),
    st.just(date(2025, 1, 31)),
)
TABLES = st.lists(st.lists(CELLS, max_size=10), max_size=12)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("read", "inspect", "header"),
    [
        (read_ledger, inspect_ledger, LEDGER),
        (read_ledger, inspect_ledger, JOURNAL),
        (read_budget, inspect_budget, BUDGET),
        (read_chart, inspect_chart, CHART),
    ],
)
@given(rows=TABLES)
def test_garbage_below_headings_gives_findings(
    read: Callable[[TableFile], ImportResult],
    inspect: Callable[[TableFile], Sequence[object]],
    header: tuple[str, ...],
    rows: list[list[Cell]],
) -> None:
    result = read(table_of(header, *rows))
    assert sum(result.row_classes.values()) in {0, len(rows)}
    assert result.problems or result.ledger or result.budget or result.chart
    assert len(inspect(table_of(header, *rows))) == 1


@given(rows=TABLES)
def test_garbage_without_headings_gives_findings(rows: list[list[Cell]]) -> None:
    for read in (read_ledger, read_budget, read_chart):
        result = read(table_of(*rows))
        assert result.problems or result.ledger or result.budget or result.chart
