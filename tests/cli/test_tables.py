"""Tables of plain text."""

from __future__ import annotations

import pytest

from yhdistys.cli.tables import WIDTH, Column, shown_width, text_table


def test_texts_stand_left_and_figures_right_under_a_rule() -> None:
    columns = (Column("Tili"), Column("Summa", right=True))
    assert text_table(columns, [["3000", "1,00"], [], ["", "12 345,00"]]) == (
        "Tili      Summa\n────  ─────────\n3000       1,00\n────  ─────────\n      12 345,00"
    )


def test_a_long_text_is_cut_so_that_the_table_fits() -> None:
    columns = (Column("A", shrinks=True), Column("B", right=True))
    lines = text_table(columns, [["x" * 200, "1"]]).splitlines()
    assert [len(line) for line in lines] == [WIDTH, WIDTH, WIDTH]
    assert lines[2] == "x" * (WIDTH - 4) + "…" + "  1"


def test_a_table_is_no_wider_than_a_narrow_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdout.isatty", lambda: True, raising=False)
    monkeypatch.setenv("COLUMNS", "60")
    columns = (Column("A", shrinks=True), Column("B", right=True))
    assert max(map(len, text_table(columns, [["x" * 200, "1"]]).splitlines())) == 60


def test_what_may_not_shrink_stays_whole() -> None:
    assert "y" * 150 in text_table((Column("A"),), [["y" * 150]])


def test_a_cell_is_one_line() -> None:
    assert text_table((Column("A"),), [["x\ny\tz"]]).splitlines()[2] == "x y z"


def test_wide_and_combining_letters_are_counted_as_terminals_do() -> None:
    assert [shown_width(text) for text in ("aä", "a\u0308", "漢", "\N{MINUS SIGN}1")] == [
        2,
        1,
        2,
        2,
    ]
    columns = (Column("A", shrinks=True), Column("B"))
    lines = text_table(columns, [["漢" * 100, "1"]]).splitlines()
    assert shown_width(lines[2]) == WIDTH
