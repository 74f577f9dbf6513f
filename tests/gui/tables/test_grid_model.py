"""Typing, pasting and filling amounts; sums follow, and each act is told once."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QObject
from PySide6.QtTest import QSignalSpy
from pytestqt.modeltest import ModelTester

from gui.tables.grid_lines_of_tests import (
    EXPENSES,
    FEB,
    FEES,
    GRANTS,
    INCOME,
    JAN,
    LINES,
    MAR,
    RENT,
    TOTAL,
    WAGES,
    YEAR,
    grid,
    months,
    texts,
    told,
)
from yhdistys.gui.tables.grid_lines import (
    GridGroup,
    GridLine,
    amount_text,
    changed_by,
    spread,
    typed_cents,
)
from yhdistys.gui.tables.grid_model import GridModel
from yhdistys.gui.tables.grid_rows import GridColumns
from yhdistys.values.money import from_cents


def test_a_grid_is_a_sound_model(owner: QObject, qtmodeltester: ModelTester) -> None:
    model = grid(owner)
    qtmodeltester.check(model)

    inside = model.index(0, 0)
    assert (model.rowCount(inside), model.columnCount(inside)) == (0, 0)


def test_lines_stand_in_groups_with_sums_and_a_total(owner: QObject) -> None:
    model = grid(owner)

    assert [texts(model, row) for row in range(model.rowCount())] == [
        ["Income", "", "", "", "", ""],
        ["3000 Fees", "90", "150", "100", "0", "50"],
        ["3800 Grants", "", "0", "0", "0", "0"],
        ["Income together", "90", "150", "100", "0", "50"],
        ["Expenses", "", "", "", "", ""],
        ["5000 Wages", "−70", "−90", "−30", "−30", "−30"],  # noqa: RUF001 - as it is shown
        ["4400 Rent", "−10", "0", "0", "0", "0"],  # noqa: RUF001 - as it is shown
        ["Expenses together", "−80", "−90", "−30", "−30", "−30"],  # noqa: RUF001 - as it is shown
        ["Result", "10", "60", "70", "−30", "20"],  # noqa: RUF001 - as it is shown
    ]


def test_an_amount_without_a_sign_is_spent_on_a_line_of_expenses() -> None:
    typed = {
        "1 234,5": (123450, -123450),
        "1234.50": (123450, -123450),
        "=120*12": (144000, -144000),
        "+100": (10000, 10000),
        "-100": (-10000, -10000),
        "\u2212100": (-10000, -10000),
        "(100)": (-10000, -10000),
        "-": (0, 0),
        "\u2013": (0, 0),
        "  ": (0, 0),
    }

    assert typed == {
        text: (typed_cents(text, "income"), typed_cents(text, "expense")) for text in typed
    }


@given(st.integers(-(10**12), 10**12), st.sampled_from(["income", "expense", None]))
def test_the_text_of_a_cell_is_read_back_as_the_same_amount(cents: int, side: str | None) -> None:
    assert typed_cents(amount_text(cents, side), side) == cents


@given(st.integers(-(10**9), 10**9), st.lists(st.integers(-(10**6), 10**6), min_size=1))
def test_a_year_is_spread_to_the_cent(total: int, profile: list[int]) -> None:
    parts = spread(total, profile)

    assert (sum(parts), len(parts)) == (total, len(profile))


@given(
    st.lists(st.integers(0, 10**6), min_size=1, max_size=12),
    st.decimals(-100, 300, places=1),
    st.sampled_from([1, -1]),
)
def test_a_change_by_per_cent_is_right_to_the_cent_for_the_line(
    cents: list[int], percent: Decimal, sign: int
) -> None:
    before = [sign * part for part in cents]
    after = changed_by(before, range(len(before)), percent)

    assert abs(sum(after) - sum(before) * (100 + percent) / 100) <= Decimal("0.5")
    assert all(
        abs(new - old * (100 + percent) / 100) <= 1 for new, old in zip(after, before, strict=True)
    )


def test_typing_a_month_moves_the_sums_and_is_told_once(owner: QObject) -> None:
    model = grid(owner)
    edited = QSignalSpy(model.edited)

    assert model.setData(model.index(WAGES, FEB), "45,50")
    assert told(edited) == [((3, (-3000, -4550, -3000)),)]
    sums = [str(model.value(row, FEB)) for row in (WAGES, INCOME, EXPENSES, TOTAL)]
    assert sums == ["-45.50", "0.00", "-45.50", "-45.50"]
    assert model.value(TOTAL, YEAR) == Decimal("44.50")


def test_only_the_touched_cells_are_told_to_the_view(owner: QObject) -> None:
    model = grid(owner)
    changed = QSignalSpy(model.dataChanged)
    model.setData(model.index(FEES, MAR), "60")

    blocks = [changed.at(place)[:2] for place in range(changed.count())]
    cells = {
        (row, column)
        for first, last in blocks
        for row in range(first.row(), last.row() + 1)
        for column in range(first.column(), last.column() + 1)
    }
    assert cells == {(row, column) for row in (FEES, INCOME, TOTAL) for column in (YEAR, MAR)}


def test_a_year_typed_keeps_the_profile_of_the_line(owner: QObject) -> None:
    model = grid(owner)
    model.setData(model.index(FEES, YEAR), "300,01")
    model.setData(model.index(RENT, YEAR), "100")

    assert months(model, 1) == (200_01, 0, 100_00)
    assert months(model, 4) == (-33_34, -33_33, -33_33)


def test_a_wrong_text_changes_nothing_and_what_is_there_already_is_no_act(owner: QObject) -> None:
    model = grid(owner)
    edited, refused = QSignalSpy(model.edited), QSignalSpy(model.refused)

    assert not model.setData(model.index(WAGES, JAN), "abc")
    assert not model.setData(model.index(GRANTS, JAN), "5")
    assert not model.setData(model.index(EXPENSES, JAN), "5")
    assert told(refused) == [
        "5000 Wages, Jan: “abc” is not an amount in euros and cents, such as 1 234,50."
    ]
    assert (edited.count(), model.lines()) == (0, LINES)

    model = grid(owner)
    edited = QSignalSpy(model.edited)

    assert model.setData(model.index(WAGES, JAN), "30")
    assert edited.count() == 0


def test_a_block_of_a_spreadsheet_is_pasted_over_titles_and_sums(owner: QObject) -> None:
    model = grid(owner)
    edited = QSignalSpy(model.edited)
    model.replace_lines([replace(LINES[1], is_editable=True)])

    assert model.paste("1 000,50\t2\r\n3\t\r\n4\t-\r\n", [(FEES, JAN), (FEES, FEB)])
    assert [line.cents for line in model.lines()] == [
        (1000_50, 2_00, 50_00),
        (3_00, 0, 0),
        (-4_00, 0, -30_00),
        (0, 0, 0),
    ]
    assert edited.count() == 1
    assert model.value(TOTAL, JAN) == Decimal("999.50")


def test_one_amount_goes_to_all_cells_and_months_count_more_than_the_year(owner: QObject) -> None:
    model = grid(owner)
    model.paste("5", [(row, column) for row in (WAGES, RENT) for column in (JAN, FEB)])

    assert (months(model, 3), months(model, 4)) == ((-5_00, -5_00, -30_00), (-5_00, -5_00, 0))

    model = grid(owner)
    model.paste("2025\tJan\tFeb\tMar\n999\t1\t2\t3\n", [(FEES, YEAR)])

    assert months(model, 1) == (1_00, 2_00, 3_00)


REFUSED = (
    (
        "1\t2\nx\t4",
        (WAGES, JAN),
        (
            "4400 Rent, Jan: “x” is not an amount in euros and cents, such as 1 234,50."
            " Nothing was pasted."
        ),
    ),
    (
        "1\t2\t3",
        (WAGES, FEB),
        "The copied cells are wider than the grid: “3” would stand beside it. Nothing was pasted.",
    ),
    (
        "1\n2\n3",
        (WAGES, JAN),
        "3 rows were copied, but from here on there are only 2 lines. Nothing was pasted.",
    ),
    ("1\n2", (FEES, JAN), "3800 Grants, Jan: this cell cannot be changed. Nothing was pasted."),
    ("1", (FEES, 0), "3000 Fees, Account: this cell cannot be changed. Nothing was pasted."),
    ("\r\n", (FEES, JAN), "Nothing to paste was copied: copy cells of a table first."),
)


def test_a_block_that_does_not_fit_is_refused_as_a_whole(owner: QObject) -> None:
    model = grid(owner)
    refused = QSignalSpy(model.refused)

    assert [model.paste(text, [at]) for text, at, _sentence in REFUSED] == [False] * len(REFUSED)
    assert told(refused) == [sentence for _text, _at, sentence in REFUSED]
    assert model.lines() == LINES


def test_filling_right_takes_the_first_month_or_the_one_before(owner: QObject) -> None:
    model = grid(owner)
    model.fill_right([(FEES, JAN), (FEES, FEB), (FEES, MAR), (WAGES, MAR)])
    assert months(model, 1) == (100_00, 100_00, 100_00)

    model.setData(model.index(RENT, JAN), "7")
    model.fill_right([(RENT, FEB)])
    assert months(model, 4) == (-7_00, -7_00, 0)


def test_filling_down_turns_the_sign_between_income_and_expenses(owner: QObject) -> None:
    model = grid(owner)
    model.fill_down([(row, JAN) for row in range(FEES, RENT + 1)])

    assert [line.cents[0] for line in model.lines()] == [100_00, 0, -100_00, -100_00]


def test_changing_by_per_cent_and_zeroing_are_single_acts(owner: QObject) -> None:
    model = grid(owner)
    edited = QSignalSpy(model.edited)
    model.change_by_percent([(WAGES, YEAR), (FEES, JAN)], Decimal("2.5"))
    model.zero([(WAGES, JAN), (FEES, YEAR)])

    assert told(edited) == [
        ((1, (102_50, 0, 50_00)), (3, (-30_75, -30_75, -30_75))),
        ((1, (0, 0, 0)), (3, (0, -30_75, -30_75))),
    ]


def test_an_act_where_nothing_can_be_changed_says_so(owner: QObject) -> None:
    model = grid(owner)
    refused = QSignalSpy(model.refused)
    cells = [(INCOME, JAN), (GRANTS, JAN), (FEES, 1)]
    acts = (model.zero, model.fill_right, model.fill_down)

    assert [act(cells) for act in acts] == [False, False, False]
    assert set(told(refused)) == {"No amount that can be changed is selected."}


def test_fresh_lines_are_taken_without_a_reset(owner: QObject) -> None:
    model = grid(owner)
    resets = QSignalSpy(model.modelReset)
    fresh = replace(LINES[3], cents=(-1_00, 0, 0), version=5)
    model.replace_lines([fresh, replace(fresh, id=99)])

    assert (resets.count(), model.lines()) == (0, (*LINES[:3], fresh))
    assert model.value(TOTAL, YEAR) == Decimal("59.00")


def test_an_edit_among_three_thousand_lines_moves_its_totals_only(
    owner: QObject,
) -> None:
    columns = GridColumns(("Account",), ("2024",), "2025", tuple(map(str, range(1, 13))))
    model = GridModel(columns, owner)
    lines = [GridLine(n, (str(n),), (n,), (n,) * 12, "income", str(n % 20)) for n in range(3000)]
    model.set_lines(lines, [GridGroup(str(n), str(n), f"Sum {n}") for n in range(20)])
    changes = QSignalSpy(model.dataChanged)
    model.setData(model.index(1500, 7), "20")

    told = [changes.at(n)[:2] for n in range(changes.count())]
    rows = {(first.row(), last.row()) for first, last in told}
    assert rows == {(1500, 1500), (1519, 1519), (3040, 3040)}  # line, group, total
    year = sum(line.year for line in model.lines())
    assert model.value(model.rowCount() - 1, model.year_column) == from_cents(year)
