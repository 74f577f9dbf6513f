"""The follow-up read from a file, against sums made by hand, and its explanations."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from helpers.ledgers_built import (
    BANK,
    FEES,
    RENT,
    YEAR,
    budget_of,
    entry,
    ledger_of,
    paid,
    plan,
)
from yhdistys.app import Workspace
from yhdistys.budget import queries, services
from yhdistys.budget.queries import FollowUpRow, FollowUpView
from yhdistys.errors import UsageError, ValidationError
from yhdistys.ledger import services as ledger_services
from yhdistys.store.history import history
from yhdistys.store.workspace_settings import change_settings
from yhdistys.values.chosen import ALL
from yhdistys.values.period import FiscalYear, Month

MARCH = Month(YEAR, 3)
ENTRIES = (
    paid("1", "2024-02-01", RENT, 70_000, cost_centre="10"),
    paid("2", "2024-12-01", RENT, 75_000),
    paid("1", "2025-01-15", FEES, -30_000, cost_centre="10"),
    paid("2", "2025-02-15", RENT, 90_000, cost_centre="10", project="P1"),
    paid("3", "2025-03-15", RENT, 100_000, cost_centre="20"),
    paid("4", "2025-03-16", RENT, 5_000),
    paid("5", "2025-03-20", "4700", 60_001, cost_centre="20"),
    paid("6", "2025-11-20", RENT, 1_000, cost_centre="20"),
)
PLAN = (
    plan(FEES, 120_000, cost_centre="10"),
    plan(RENT, -120_000, cost_centre="10", project="P1"),
    plan(RENT, dict.fromkeys((2, 3, 4), -40000), cost_centre="20"),
)


@pytest.fixture
def books(either_workspace: Workspace) -> Workspace:
    """Fill an association with two years of entries and a budget."""
    do = either_workspace.do
    do(ledger_services.store_ledger, result=ledger_of(*ENTRIES))
    do(services.store_budget, result=budget_of(*PLAN), year=YEAR)
    return either_workspace


def _view(workspace: Workspace, **asked: Any) -> FollowUpView:
    return workspace.read(queries.follow_up, **{"year": YEAR, "through": MARCH, **asked})


def _lines(workspace: Workspace, **asked: Any) -> dict[str | None, FollowUpRow]:
    return {row.account: row for row in _view(workspace, **asked).rows if row.kind == "line"}


def _cents(row: FollowUpRow) -> tuple[int | None, ...]:
    amounts = (row.budget_year, row.budget, row.actual, row.previous_year)
    return tuple(None if amount is None else int(amount * 100) for amount in amounts)


def test_accounts_stand_with_budget_actuals_and_the_year_before(books: Workspace) -> None:
    view = _view(books)
    assert (view.year.label, view.through) == (YEAR, MARCH)
    assert view.version is not None
    assert [(row.kind, row.account, _cents(row)) for row in view.rows if row.kind != "section"] == [
        ("group", None, (120_000, 30_000, 30_000, None)),
        ("line", FEES, (120_000, 30_000, 30_000, None)),
        ("group", None, (-240_000, -110_000, -255_001, -70_000)),
        ("line", RENT, (-240_000, -110_000, -195_000, -70_000)),
        ("line", "4700", (None, None, -60_001, None)),
        ("sum", None, (-120_000, -80_000, -225_001, -70_000)),
        ("total", None, (-120_000, -80_000, -225_001, -70_000)),
    ]
    assert [row.label for row in view.rows[3:5]] == ["Expenses", f"{RENT} Rent of premises"]


@pytest.mark.parametrize(
    ("chosen", "expected"),
    [
        ({"cost_centre": "10"}, (-120_000, -30_000, -90_000, -70_000)),
        ({"cost_centre": "20"}, (-120_000, -80_000, -100_000, None)),
        ({"cost_centre": None}, (None, None, -5_000, None)),
        ({"project": "P1"}, (-120_000, -30_000, -90_000, None)),
        ({"project": None}, (-120_000, -80_000, -105_000, -70_000)),
        ({"cost_centre": "10", "project": None}, (None, None, None, -70_000)),
        ({"cost_centre": ALL, "cumulative": False}, (-240_000, -50_000, -105_000, None)),
        ({"through": Month(YEAR, 12)}, (-240_000, -240_000, -196_000, -145_000)),
    ],
)
def test_only_what_was_chosen_is_summed_up(
    books: Workspace, chosen: dict[str, Any], expected: tuple[int | None, ...]
) -> None:
    assert _cents(_lines(books, **chosen)[RENT]) == expected


def test_a_choice_that_nothing_belongs_to_has_no_rows(books: Workspace) -> None:
    assert _view(books, cost_centre="99").rows == ()
    assert _view(books, project="P1", cost_centre=None, cumulative=False).rows == ()


def test_the_expected_share_follows_the_profile(books: Workspace) -> None:
    shares = [_lines(books, cost_centre=code)[RENT].expected_share for code in ("10", "20")]
    assert shares == [Decimal("0.2500"), Decimal("0.6667")]


@pytest.mark.parametrize("by", ["cost_centre", "project"])
def test_each_part_has_its_section_and_the_same_total(books: Workspace, by: Any) -> None:
    whole, parts = _view(books).rows[-1], _view(books, by=by).rows
    assert (parts[-1].kind, _cents(parts[-1])) == ("total", _cents(whole))
    sections = [row.label for row in parts if row.kind == "section"]
    assert (
        sections
        == {
            "cost_centre": ["10 10", "20 20", "Without a cost centre"],
            "project": ["P1 P1", "Without a project"],
        }[by]
    )


def test_months_stand_below_one_another(books: Workspace) -> None:
    rows = _view(books, by="month").rows
    told = [(row.label, row.month, row.budget, row.actual) for row in rows if row.kind == "group"]
    assert told == [
        ("Jan 2025", Month(YEAR, 1), Decimal("0.00"), Decimal("300.00")),
        ("Feb 2025", Month(YEAR, 2), Decimal("-400.00"), Decimal("-900.00")),
        ("Mar 2025", Month(YEAR, 3), Decimal("-400.00"), Decimal("-1650.01")),
    ]
    assert _cents(rows[-1]) == _cents(_view(books).rows[-1])
    alone = _view(books, by="month", cumulative=False).rows
    assert [row.month for row in alone if row.kind == "group"] == [MARCH]


def test_a_short_year_before_has_nothing_for_later_months(workspace: Workspace) -> None:
    short = FiscalYear.starting(date(2024, 11, 1), months=2)
    workspace.do(ledger_services.add_fiscal_year, year=short)
    lines = (paid("1", "2024-12-01", RENT, 7), paid("1", "2025-03-01", RENT, 9))
    workspace.do(ledger_services.store_ledger, result=ledger_of(*lines))
    assert _lines(workspace)[RENT].previous_year == Decimal("-0.07")
    assert _lines(workspace, cumulative=False)[RENT].previous_year is None
    by_month = _view(workspace, by="month").rows
    assert [row.previous_year for row in by_month if row.kind == "group"] == [
        None, Decimal("-0.07"), None,
    ]  # fmt: skip


def test_a_year_without_a_budget_and_one_without_anything(workspace: Workspace) -> None:
    assert _view(workspace).rows == ()
    assert _view(workspace, by="month").rows == ()
    assert _view(workspace, by="project").rows == ()
    workspace.do(ledger_services.store_ledger, result=ledger_of(
        paid("1", "2025-01-01", RENT, 60_000), [entry("2", "2025-01-02", "9999", 70_000)],
    ))  # fmt: skip
    view = _view(workspace, through=None)
    assert (view.version, view.through, view.unexplained) == (None, Month(YEAR, 1), 2)
    assert [row.account for row in view.rows if row.kind == "line"] == [RENT, "9999"]
    assert [row.account for row in view.rows if row.is_outside] == [None, "9999"]
    assert BANK not in _lines(workspace)


@pytest.mark.parametrize(
    "asked",
    [{"year": 2031}, {"through": Month(2026, 1)}, {"version": "Olematon"}, {"by": "colour"}],
)
def test_what_cannot_be_followed_is_refused(workspace: Workspace, asked: dict[str, Any]) -> None:
    with pytest.raises(UsageError) as refused:
        _view(workspace, **asked)
    assert refused.value.hint


def _explain(workspace: Workspace, text: str, **told: Any) -> None:
    values: dict[str, Any] = {"year": YEAR, "account": RENT, "through": MARCH, **told}
    workspace.do(services.explain_deviation, text=text, **values)


def test_an_explained_deviation_is_no_longer_missing_one(books: Workspace) -> None:
    assert _view(books).unexplained == 2
    _explain(books, " Vuokra nousi ")
    _explain(books, "Toinen syy", cost_centre="20")
    view = _view(books)
    row = _lines(books)[RENT]
    assert (row.note, row.note_by, row.note_month) == ("Vuokra nousi", books.actor, MARCH)
    assert (row.is_deviation, view.unexplained) == (True, 1)
    assert _lines(books, cost_centre="20")[RENT].note == "Toinen syy"
    assert _lines(books, cost_centre="10")[RENT].note is None
    by_centre = _view(books, by="cost_centre").rows
    notes = [(row.cost_centre, row.note) for row in by_centre if row.account == RENT]
    assert notes == [("10", None), ("20", "Toinen syy"), (None, "Vuokra nousi")]
    assert books.undo_text == f"Explain {RENT}"


def test_a_later_explanation_takes_the_place_and_an_empty_one_removes(books: Workspace) -> None:
    steps = len(books.read(history))
    _explain(books, "")
    _explain(books, "Vanha")
    _explain(books, "Uusi", through=Month(YEAR, 4))
    _explain(books, "Uusi", through=Month(YEAR, 4))
    assert len(books.read(history)) == steps + 2
    told = books.read(queries.explanations, year=YEAR)
    assert told == {
        (RENT, None, None): queries.Explained("Uusi", books.actor, Month(YEAR, 4)),
    }
    _explain(books, " \n")
    assert books.read(queries.explanations, year=YEAR) == {}
    books.undo()
    assert books.read(queries.explanations, year=YEAR) == told


def test_a_comparison_by_account_tells_the_explanations(books: Workspace) -> None:
    _explain(books, "Vuokra nousi")
    _explain(books, "Toinen syy", cost_centre="20")
    _explain(books, "Kolmas syy", cost_centre="10", project="P1")

    def notes(*by: str) -> list[str]:
        view = books.read(queries.comparison, year=YEAR, through=MARCH, by=by)
        return [row.note for row in view.comparison.rows if row.note is not None]

    assert notes("account") == ["Vuokra nousi"]
    assert notes("account", "cost_centre") == ["Toinen syy", "Vuokra nousi"]
    assert notes("project", "account", "cost_centre") == [
        "Kolmas syy",
        "Toinen syy",
        "Vuokra nousi",
    ]
    assert notes("account", "month") == notes("cost_centre") == []


@pytest.mark.parametrize(
    ("told", "error"),
    [
        ({"year": 2031}, UsageError),
        ({"through": Month(2026, 1)}, UsageError),
        ({"text": "a" * 2001}, ValidationError),
        ({"text": "a\0"}, ValidationError),
    ],
)
def test_an_explanation_that_does_not_fit_is_refused(
    workspace: Workspace, told: dict[str, Any], error: type[Exception]
) -> None:
    with pytest.raises(error):
        _explain(workspace, **{"text": "Syy", **told})


def test_the_limits_are_settings_of_the_file(books: Workspace) -> None:
    limits = {queries.LIMIT_EUROS: 1000, queries.LIMIT_PERCENT: "5.5"}
    books.do(change_settings, values=limits)
    view = _view(books)
    assert view.limits == queries.Limits(Decimal(1000), Decimal("5.5"))
    assert view.limits == books.read(queries.explanation_limits)
    assert view.unexplained == 0
    assert not any(row.is_deviation for row in view.rows)
