from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.forms import DATES, THREE_YEARS, application, column, form, line, question, section
from yhdistys.grants.rules.application import Note
from yhdistys.grants.rules.budget import BudgetRow, SchemeBudget, Totals, scheme_budget
from yhdistys.grants.rules.template import LineKind
from yhdistys.values.findings import Severity

D = Decimal
STAFF = question(
    "staff",
    "table",
    columns=(
        column("pay", "money"),
        column("months", "whole_number", is_yearly=True),
        column("cost", "computed", formula="round(pay * months; 2)"),
    ),
    visible_if="is_staffed <> false",
)
QUESTIONS = section("work", question("is_staffed", "yes_no"), STAFF, question("share", "percent"))
LINES = (
    line("staff_costs", first_year_from=("staff", "cost")),
    line("rent"),
    line("overhead", "overhead"),
    line("passed_on", "delegated"),
    line("fees", "activity"),
    line("applied", "grant", formula="costs - other_income", label="Grant"),
)


def budget_of(lines: Any = LINES, rounding: str = "cent", **options: Any) -> SchemeBudget:
    return scheme_budget(application(form(DATES, QUESTIONS, lines=lines, rounding=rounding),
                                     **options))  # fmt: skip


def amounts(budget: SchemeBudget, line_id: str) -> tuple[Decimal | None, ...]:
    row = budget.row(line_id)
    assert row is not None
    return row.amounts


def test_a_budget_has_its_lines_year_by_year_and_all_sums() -> None:
    budget = budget_of(
        answers=THREE_YEARS,
        amounts={
            ("staff_costs", 2027): 100,
            ("staff_costs", 2028): 200,
            ("overhead", 2028): 20,
            ("passed_on", 2027): 5,
            ("fees", 2028): "7.5",
            ("rent", 2031): 999,
        },
    )
    assert budget.rows[0] == BudgetRow(LINES[0], (D(100), D(200), None), D(300), False, True)  # noqa: FBT003 - the fields of a row
    assert budget.rows[1] == BudgetRow(LINES[1], (None, None, None), None, False, False)  # noqa: FBT003 - the fields of a row
    assert budget.rows[5] == BudgetRow(
        LINES[5], (D(105), D("212.5"), D(0)), D("317.50"), True, False  # noqa: FBT003 - the fields of a row
    )  # fmt: skip
    assert budget.costs == Totals((D(105), D(220), D(0)), D(325))
    assert budget.direct == Totals((D(100), D(200), D(0)), D(300))
    assert budget.overhead == Totals((D(0), D(20), D(0)), D(20))
    assert budget.delegated == Totals((D(5), D(0), D(0)), D(5))
    assert budget.other_income == Totals((D(0), D("7.5"), D(0)), D("7.5"))
    assert budget.grant == Totals((D(105), D("212.5"), D(0)), D("317.5"))
    assert budget.income == Totals((D(105), D(220), D(0)), D(325))
    assert budget.balance == Totals((D(0), D(0), D(0)), D(0))
    assert budget.of_kinds(LineKind.DIRECT, LineKind.ACTIVITY).total == D("307.5")
    assert budget.years == (2027, 2028, 2029)
    assert budget.notes == ()
    assert not budget.is_empty
    assert budget.row("gone") is None


def test_a_budget_without_amounts_is_empty_and_its_sums_are_zero() -> None:
    budget = budget_of()
    assert budget.is_empty
    assert budget.costs == Totals((D("0.00"),), D("0.00"))
    assert str(budget.costs.total) == "0.00"


def test_lines_are_computed_in_the_order_in_which_they_need_each_other() -> None:
    lines = (
        line("third", formula="second + 1"),
        line("second", formula="first * 2 + third_party"),
        line("first"),
        line("third_party", "other_private"),
    )
    budget = budget_of(lines, amounts={("first", 2027): 10})
    assert [row.total for row in budget.rows] == [D(21), D(20), D(10), None]


def test_each_year_is_rounded_then_summed() -> None:
    lines = (line("pay"), line("share", "overhead", formula="pay / 3"), line("g", "grant"))
    answers = THREE_YEARS
    given = {("pay", year): 100 for year in (2027, 2028, 2029)}
    cents = budget_of(lines, answers=answers, amounts=given)
    assert (amounts(cents, "share")[0], cents.overhead.total) == (D("33.33"), D("99.99"))
    euros = budget_of(lines, "euro", answers=answers, amounts={**given, ("pay", 2027): "100.5"})
    assert amounts(euros, "pay") == (D("101.00"), D("100.00"), D("100.00"))
    assert (amounts(euros, "share")[0], euros.overhead.total) == (D("34.00"), D("100.00"))


def test_the_table_of_staff_is_the_first_year_until_an_amount_is_given() -> None:
    rows = ({"pay": "1000.00", "months/2027": "6", "months/2028": "12"},)
    case: dict[str, Any] = {"answers": {**THREE_YEARS, "staff": rows}}
    lines = (line("staff_costs", first_year_from=("staff", "cost")),)
    computed = budget_of(lines, **case)
    assert amounts(computed, "staff_costs") == (D("18000.00"), None, None)
    assert computed.from_tables == {"staff_costs": D("18000.00")}
    given = budget_of(lines, **case, amounts={("staff_costs", 2027): 5})
    assert amounts(given, "staff_costs") == (D("5.00"), None, None)
    assert given.from_tables == {"staff_costs": D("18000.00")}
    hidden = {**THREE_YEARS, "staff": rows, "is_staffed": "false"}
    assert amounts(budget_of(lines, answers=hidden), "staff_costs") == (None, None, None)


def test_a_yearly_column_means_the_same_year_in_a_line() -> None:
    rows = ({"pay": "1000.00", "months/2027": "6", "months/2028": "12"},)
    lines = (line("months", formula="staff_months * 10"),)
    budget = budget_of(lines, answers={**THREE_YEARS, "staff": rows})
    assert amounts(budget, "months") == (D(60), D(120), None)
    first = (line("months", first_year_from=("staff", "months")),)
    assert amounts(budget_of(first, answers={**THREE_YEARS, "staff": rows}), "months")[0] == D(6)


@pytest.mark.parametrize(
    ("formula", "problem"),
    [
        ("rent / 0", "The formula divides by zero at character 6."),
        ("nobody + 1", "At character 1 a value is missing."),
        ("share * rent", "At character 1 a value is missing."),
        ("true", "The formula gives no amount."),
        ("broken + 1", "It is computed from itself."),
        ("costs * 0.15", "It is computed from itself."),
        ("rent * 1000000000000000000000000000", "The number 1.000"),
    ],
)
def test_a_line_that_cannot_be_computed_has_no_amount_and_a_note(
    formula: str, problem: str
) -> None:
    lines = (line("rent"), line("broken", formula=formula))
    budget = budget_of(lines, amounts={("rent", 2027): 100})
    assert amounts(budget, "broken") == (None,)
    assert budget.costs.total == D(100)
    (note,) = budget.notes
    assert note.message.startswith(f"Broken 2027 cannot be computed: {problem}")
    assert note == Note(
        severity=Severity.WARNING,
        kind="not-computed",
        message=note.message,
        hint="Fill in what it is computed from.",
        line="broken",
        year=2027,
    )


@given(
    st.dictionaries(
        st.tuples(
            st.sampled_from(["staff_costs", "rent", "overhead", "passed_on", "fees"]),
            st.sampled_from([2027, 2028, 2029]),
        ),
        st.integers(0, 10**9).map(lambda cents: Decimal(cents) / 100),
        max_size=6,
    ),
    st.sampled_from(["cent", "euro"]),
)
def test_what_is_printed_adds_up(given_amounts: dict[Any, Decimal], rounding: str) -> None:
    budget = budget_of(rounding=rounding, answers=THREE_YEARS, amounts=given_amounts)
    for totals, is_chosen in (
        (budget.costs, lambda row: row.line.is_cost),
        (budget.income, lambda row: not row.line.is_cost),
    ):
        rows = [row for row in budget.rows if is_chosen(row)]
        assert totals.total == sum(row.total or 0 for row in rows) == sum(totals.by_year)
    assert budget.balance.total == 0
