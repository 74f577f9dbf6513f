from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from helpers.forms import (
    DATES,
    THREE_YEARS,
    application,
    choices,
    column,
    demand,
    form,
    line,
    question,
    section,
    with_answers,
)
from yhdistys.grants.rules.application import Application
from yhdistys.grants.rules.conditions import Names, is_required, is_visible, names_of
from yhdistys.grants.rules.template import FunderTemplate

STAFF = question(
    "staff",
    "table",
    columns=(
        column("task"),
        column("pay", "money"),
        column("months", "whole_number", is_yearly=True),
        column("cost", "computed", formula="pay * months"),
        column("costlier", "computed", formula="cost * 2"),
        column("broken", "computed", formula="pay / 0"),
        column("early", "computed", formula="late + 1"),
        column("late", "computed", formula="pay"),
        column("empty", "computed"),
    ),
)
FORM = form(
    DATES,
    section(
        "first",
        question("shared", "yes_no"),
        question("partners", "long_text", visible_if="shared"),
        question("contract", visible_if="partners = 'Many'", required_if="costs > 100"),
        question("kind", "choice", choices=choices("new", "old")),
        question("people", "whole_number"),
        question("each", "computed", formula="costs / people"),
        STAFF,
        question("budget", "budget"),
        question("some", "choices", choices=choices("a", "b")),
    ),
    section("later", question("hidden"), visible_if="kind = 'old'"),
    lines=(line("pay"), line("rent"), line("grant_line", "grant", formula="costs")),
    attachments=(demand("rules", is_required=True), demand("letter", required_if="shared")),
)


def case_with(**answers: object) -> Application:
    return with_answers(
        application(FORM, answers=THREE_YEARS, amounts={("pay", 2027): 60, ("pay", 2028): 90}),
        **answers,
    )


def asked(question_id: str, template: FunderTemplate = FORM) -> object:
    return template.question(question_id)


def test_the_names_are_answers_sums_of_tables_lines_and_totals() -> None:
    rows = ({"pay": "100.00", "months/2027": "2", "months/2028": "3"}, {"pay": "50.00"})
    case = case_with(shared="true", people="4", kind="new", staff=rows, some="a,b")
    assert names_of(case) == {
        "begins": date(2027, 1, 1),
        "ends": date(2029, 12, 31),
        "shared": True,
        "partners": None,
        "contract": None,
        "kind": "new",
        "people": Decimal(4),
        "each": Decimal("37.5"),
        "budget": None,
        "some": "a,b",
        "hidden": None,
        "staff_pay": Decimal("150.00"),
        "staff_months": Decimal(5),
        "staff_cost": Decimal("500.00"),
        "staff_costlier": Decimal("1000.00"),
        "staff_broken": None,
        "staff_early": None,
        "staff_late": Decimal("150.00"),
        "staff_empty": None,
        "pay": Decimal("150.00"),
        "rent": None,
        "grant_line": Decimal("150.00"),
        "costs": Decimal("150.00"),
        "direct_costs": Decimal("150.00"),
        "overhead_costs": Decimal("0.00"),
        "income": Decimal("150.00"),
        "other_income": Decimal("0.00"),
        "grant": Decimal("150.00"),
        "years": Decimal(3),
    }


def test_an_answer_of_a_question_that_is_not_asked_counts_as_unanswered() -> None:
    case = case_with(shared="false", partners="Many", contract="Signed", hidden="x")
    names = names_of(case)
    assert (names["partners"], names["contract"], names["hidden"]) == (None, None, None)


def test_conditions_stand_in_chains() -> None:
    shown = {
        answer: [is_visible(case_with(shared=answer, partners="Many"), FORM.question(one))  # type: ignore[arg-type] # it is there
                 for one in ("shared", "partners", "contract")]
        for answer in ("true", "false", "")
    }  # fmt: skip
    assert shown == {
        "true": [True, True, True],
        "false": [True, False, False],
        "": [True, False, False],
    }
    assert names_of(case_with(shared="false", partners="Many"))["partners"] is None


def test_a_section_hides_its_questions() -> None:
    new, old = case_with(kind="new"), case_with(kind="old", hidden="x")
    later = FORM.sections[2]
    assert [is_visible(new, later), is_visible(new, later.questions[0])] == [False, False]
    assert [is_visible(old, later), is_visible(old, later.questions[0])] == [True, True]
    assert names_of(old)["hidden"] == "x"


def test_what_is_demanded_depends_on_conditions_and_on_being_asked() -> None:
    case = case_with(shared="true", partners="Many")
    contract = FORM.question("contract")
    assert contract is not None
    assert is_required(case, contract)
    assert not is_required(case_with(shared="true", partners=""), STAFF)
    assert [is_required(case, one) for one in FORM.attachments] == [True, True]
    assert [is_required(case_with(), one) for one in FORM.attachments] == [True, False]
    hidden = question("partners", is_required=True, visible_if="shared")
    assert not is_required(application(form(section("s", question("shared", "yes_no"), hidden))),
                           hidden)  # fmt: skip


def test_a_condition_that_fails_hides_nothing_and_demands_nothing() -> None:
    wrong = question("wrong", visible_if="people > 'many'", required_if="people > 'many'")
    case = application(form(section("s", question("people", "whole_number"), wrong)),
                       answers={"people": "5"})  # fmt: skip
    assert is_visible(case, wrong)
    assert not is_required(case, wrong)


@pytest.mark.parametrize("asks_first", [True, False])
def test_conditions_in_a_circle_come_to_an_end(asks_first: bool) -> None:  # noqa: FBT001 - a parameter of pytest
    circle = form(
        section(
            "s",
            question("a", visible_if="b = 'x'"),
            question("b", visible_if="a = 'x'"),
            question("c", "computed", formula="c + 1"),
            question("d", "money", visible_if="grant > 0"),
        ),
        lines=(line("grant_line", "grant", formula="d"),),
    )
    case = application(circle, answers={"a": "x", "b": "x", "d": "5.00"})
    if asks_first:
        assert names_of(case)["c"] is None
    assert Names(case).budget.grant.total == Decimal("0.00")
    assert is_visible(case, circle.sections[0]) is True


def test_a_text_column_takes_no_name_from_a_question() -> None:
    table = question("place", "table", columns=(column("name"), column("rent", "money")))
    own = question("place_name", "yes_no")
    more = question("more", required_if="place_name")
    case = application(form(section("s", table, own, more)), answers={"place_name": "true"})
    assert is_required(case, more)


def test_a_question_may_be_called_budget() -> None:
    called = question("budget", "computed", formula="costs + 1")
    case = application(form(section("s", called), lines=(line("pay"),)),
                       amounts={("pay", 2027): 5})  # fmt: skip
    assert names_of(case)["budget"] == Decimal("6.00")


def test_many_conditions_that_need_each_other_are_told_at_once() -> None:
    ids = [f"q{number}" for number in range(28)]
    asked = [
        question(one, "yes_no", **({"visible_if": " and ".join(ids[:place])} if place else {}))
        for place, one in enumerate(ids)
    ]
    case = application(form(section("s", *asked)), answers=dict.fromkeys(ids, "true"))
    assert is_visible(case, asked[-1])
