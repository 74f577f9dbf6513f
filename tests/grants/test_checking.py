from __future__ import annotations

from dataclasses import replace
from datetime import date, time
from decimal import Decimal
from typing import Any

import pytest

from helpers.forms import (
    DATES,
    ONE_YEAR,
    THREE_YEARS,
    application,
    choices,
    column,
    demand,
    form,
    line,
    question,
    rule,
    section,
    with_answers,
)
from yhdistys.grants.rules.application import (
    Amount,
    Application,
    ApplicationState,
    AttachmentState,
    Note,
    OwnLimit,
    Planned,
)
from yhdistys.grants.rules.checking import check
from yhdistys.grants.rules.form_state import form_state
from yhdistys.grants.rules.readiness import Readiness, readiness
from yhdistys.grants.rules.template import Status, YearsOfActivity
from yhdistys.values.counting import CountedUnit, CountingRule
from yhdistys.values.findings import Severity

D = Decimal
TODAY = date(2026, 5, 1)
WHOLE = ({"name": "Young", "people/2027": "5"},)
GROUPS = question(
    "groups",
    "table",
    is_required=True,
    min_rows=1,
    max_rows=2,
    columns=(
        column("name", is_required=True),
        column("people", "whole_number", is_yearly=True, is_required=True),
        column("price", "money"),
    ),
)
FORM = form(
    DATES,
    section(
        "plan",
        question("intro", "note"),
        question("need", "long_text", is_required=True, max_chars=10),
        question("wealthy", "yes_no"),
        question("why", required_if="wealthy", visible_if="wealthy <> false"),
        GROUPS,
        question("kind", "choice", choices=choices("new", "old")),
    ),
    section("money", question("budget", "budget", is_required=True)),
    lines=(
        line("staff", first_year_from=("groups", "price")),
        line("rent", is_note_required=True, categories=("premises",)),
        line("overhead", "overhead"),
        line("fees", "activity"),
        line("applied", "grant", formula="costs - other_income"),
    ),
    attachments=(demand("rules", is_required=True), demand("letter"), demand("plan")),
    rules=(
        rule("overhead_cap", rate=D("0.15")),
        rule("max_grant_share", only_if="wealthy", share=D("0.9"), counts=("grant",)),
    ),
)
READY = {**ONE_YEAR, "need": "Need", "groups": WHOLE}


def case(**options: Any) -> Application:
    given = {
        "answers": READY,
        "amounts": {("overhead", 2027): 15, ("staff", 2027): 85},
        "attachments": {"rules": (AttachmentState.ATTACHED, "")},
        **options,
    }
    return application(given.pop("template", FORM), **given)


def notes_of(this: Application, today: date = TODAY) -> list[tuple[str, str]]:
    return [(note.kind, note.message) for note in check(this, today=today)]


def kinds_of(this: Application, today: date = TODAY) -> list[str]:
    return [note.kind for note in check(this, today=today)]


def test_an_application_that_is_whole_has_no_notes() -> None:
    assert notes_of(case()) == []
    assert readiness(case()) == Readiness(100, 4, 4)


def test_an_empty_application_is_told_all_it_lacks_in_the_order_of_the_form() -> None:
    empty = case(answers={}, amounts={}, attachments={})
    assert notes_of(empty) == [
        ("missing-answer", "“Need” is not answered."),
        ("missing-answer", "“Groups” is not answered."),
        ("missing-budget", "The budget of the application is empty."),
        ("missing-attachment", "The document “Rules” is missing."),
    ]
    assert readiness(empty) == Readiness(0, 0, 4)


def test_a_condition_makes_an_answer_demanded_and_a_rule_apply() -> None:
    notes = check(with_answers(case(), wealthy="true"), today=TODAY)
    assert [(note.kind, note.question) for note in notes] == [
        ("missing-answer", "why"),
        ("max_grant_share", "budget"),
    ]
    assert readiness(with_answers(case(), wealthy="true")) == Readiness(80, 4, 5)
    hidden = with_answers(case(), wealthy="false", why="x" * 999)
    assert kinds_of(hidden) == []


def test_broken_rules_are_told_with_their_numbers_at_the_budget() -> None:
    (note,) = check(
        case(amounts={("staff", 2027): "100028.00", ("overhead", 2027): "17653.00"}), today=TODAY
    )
    assert (note.kind, note.question, note.line, note.year) == (
        "overhead_cap",
        "budget",
        "overhead",
        2027,
    )
    assert note.numbers["cap"] == D("17652.00")


def test_a_text_over_its_limit_is_told_and_is_not_ready() -> None:
    too_long = with_answers(case(), need="x" * 12)
    assert check(too_long, today=TODAY) == (
        Note(
            severity=Severity.ERROR,
            kind="over-limit",
            message="“Need” has 12 characters, 2 over the limit of 10.",
            hint="Shorten the answer.",
            question="need",
            numbers={"length": D(12), "limit": D(10), "over": D(2)},
        ),
    )
    assert readiness(too_long) == Readiness(75, 3, 4)


def test_the_users_own_limit_goes_before_the_forms() -> None:
    bytes_of = CountingRule(unit=CountedUnit.UTF_8_BYTES)
    own = OwnLimit(max_chars=3, counting=bytes_of)
    tighter = case(answers={**READY, "need": "ää"}, limits={"need": own})
    assert [note.numbers for note in check(tighter, today=TODAY)] == [
        {"length": D(4), "limit": D(3), "over": D(1)}
    ]
    without = OwnLimit(max_chars=None, counting=bytes_of)
    assert kinds_of(case(answers={**READY, "need": "x" * 99}, limits={"need": without})) == []


def test_limits_that_nobody_knows_are_told_once() -> None:
    texts = section(
        "texts",
        question("a", "long_text"),
        question("b", "long_text"),
        question("c", "long_text", visible_if="false"),
        question("d"),
    )
    template = form(texts, years=None)
    assert notes_of(application(template)) == [
        ("limit-not-known", "How long an answer may be is not known for 2 questions.")
    ]
    own = {"a": OwnLimit(max_chars=None, counting=CountingRule())}
    assert notes_of(application(template, limits=own)) == [
        ("limit-not-known", "How long an answer may be is not known for 1 question.")
    ]


def test_wrong_and_missing_cells_are_told_with_row_and_column() -> None:
    rows = (
        {"name": "Young", "people/2027": "many", "price": "x"},
        {"people/2031": "5"},
        {"name": "Old", "people/2027": "5", "gone": "x"},
    )
    assert notes_of(with_answers(case(), groups=rows)) == [
        ("wrong-cell", "Groups, row 1, People 2027: “many” is no value of this kind."),
        ("wrong-cell", "Groups, row 1, Price: “x” is no value of this kind."),
        ("missing-cell", "Groups, row 2: still missing: Name, People 2027."),
        ("too-many-rows", "“Groups” has 3 rows; the form has room for 2."),
        ("year-outside", "Groups, row 2: 2031 is outside the activity; its figures do not count."),
    ]


def test_a_table_with_too_few_rows_is_told() -> None:
    table = question("groups", "table", min_rows=2, columns=(column("name"),))
    template = form(section("s", table), years=None)
    assert notes_of(application(template, answers={"groups": ({"name": "Young"},)})) == [
        ("too-few-rows", "“Groups” has 1 row; the funder wants at least 2.")
    ]
    assert notes_of(application(template, answers={})) == []


def test_a_kept_text_that_is_no_answer_is_told() -> None:
    assert notes_of(with_answers(case(), kind="gone")) == [
        ("wrong-answer", "“Kind”: “gone” is no answer of this kind.")
    ]


@pytest.mark.parametrize(
    ("today", "note"),
    [
        (date(2026, 5, 23), []),
        (
            date(2026, 5, 24),
            [("deadline-near", "The call closes on 31 May 2026 at\u00a016:15, in 7 days.")],
        ),
        (
            date(2026, 5, 30),
            [("deadline-near", "The call closes on 31 May 2026 at\u00a016:15, in 1 day.")],
        ),
        (
            date(2026, 5, 31),
            [("deadline-near", "The call closes today, on 31 May 2026 at\u00a016:15.")],
        ),
        (date(2026, 6, 1), [("deadline-past", "The call closed on 31 May 2026, 1 day ago.")]),
        (date(2026, 6, 2), [("deadline-past", "The call closed on 31 May 2026, 2 days ago.")]),
    ],
)
def test_the_deadline_is_told_when_it_is_near_or_past(
    today: date, note: list[tuple[str, str]]
) -> None:
    closing = case(closes_on=date(2026, 5, 31), closes_at=time(16, 15))
    assert notes_of(closing, today) == note
    sent = replace(closing, state=ApplicationState.SUBMITTED)
    assert notes_of(sent, today) == []


def test_the_time_of_the_deadline_may_be_unknown() -> None:
    assert notes_of(case(closes_on=TODAY)) == [
        ("deadline-near", "The call closes today, on 1 May 2026.")
    ]


def test_days_in_the_wrong_order_are_told() -> None:
    days = {**READY, "begins": "2027-02-01", "ends": "2027-01-31"}
    assert notes_of(case(answers=days)) == [
        (
            "dates-in-wrong-order",
            "The activity ends on 31 Jan 2027, before it begins on 1 Feb 2027.",
        )
    ]


def test_more_years_than_the_form_has_room_for_are_told() -> None:
    short = replace(FORM, years=YearsOfActivity(begins="begins", ends="ends", most=1))
    assert notes_of(case(template=short, answers={**READY, "ends": "2028-01-01"})) == [
        ("too-many-years", "The activity goes over 2 years; the form has room for 1.")
    ]


def test_amounts_outside_the_form_or_the_activity_are_told() -> None:
    amounts = {("overhead", 2027): 15, ("staff", 2027): 85, ("staff", 2031): 5, ("gone", 2027): 7}
    assert notes_of(case(amounts=amounts)) == [
        ("amounts-outside", "2031 is outside the activity: 5.00 € of that year do not count."),
        ("unknown-line", "The form has no line “gone”: 7.00 € there do not count."),
    ]


def test_a_computed_amount_below_zero_is_told() -> None:
    negative = case(amounts={("staff", 2027): 10, ("fees", 2027): 30})
    assert notes_of(negative) == [
        ("negative-amount", "“Applied” is \N{MINUS SIGN}20.00 € in 2027: an amount cannot be below zero.")  # noqa: E501 - the sentence as a whole
    ]  # fmt: skip


def test_an_amount_that_needs_a_note_is_told_without_one() -> None:
    three = {**READY, **THREE_YEARS, "groups": ()}
    rent = {
        ("rent", 2027): Amount(amount=D(5), note=" "),
        ("rent", 2028): Amount(amount=D(5), note="Flat"),
        ("rent", 2029): Amount(amount=D(0)),
    }
    assert ("missing-note", "“Rent” needs a note in 2027.") in notes_of(
        case(answers=three, amounts=rent)
    )


def test_an_amount_that_differs_from_the_table_behind_it_is_told() -> None:
    priced = ({"name": "Young", "people/2027": "5", "price": "80.00"},)
    notes = check(with_answers(case(), groups=priced), today=TODAY)
    assert [(note.kind, note.message, dict(note.numbers)) for note in notes] == [
        (
            "differs-from-table",
            "“Staff” is 85.00 € in 2027; the table behind it holds 80.00 €.",
            {"amount": D(85), "table": D(80), "difference": D(5)},
        )
    ]
    same = ({"name": "Young", "people/2027": "5", "price": "85.00"},)
    assert kinds_of(with_answers(case(), groups=same)) == []


def planned(account: str, category: str, amount: int, **more: Any) -> Planned:
    values: dict[str, Any] = {"is_cost": True, "year": 2027, **more}
    return Planned(account=account, name="Name", category=category, amount=D(amount), **values)


def test_a_plan_that_moved_is_told_line_by_line() -> None:
    amounts = {
        ("staff", 2027): 85,
        ("overhead", 2027): 15,
        ("rent", 2027): Amount(amount=D(100), note="Flat", is_planned=True),
    }
    moved = case(amounts=amounts, planned=(planned("4000", "premises", 120),))
    notes = check(moved, today=TODAY)
    assert [(note.kind, note.line, note.year, dict(note.numbers)) for note in notes] == [
        (
            "plan-moved",
            "rent",
            2027,
            {"application": D(100), "plan": D(120), "difference": D(20)},
        )
    ]
    assert notes[0].message == (
        "“Rent” of 2027 is 100.00 € in the application and 120.00 € in the plan:"
        " they differ by 20.00 €."
    )
    assert kinds_of(replace(moved, planned=(planned("4000", "premises", 100),))) == []
    by_hand = {**moved.amounts, ("rent", 2027): Amount(amount=D(7), note="Flat")}
    assert kinds_of(replace(moved, amounts=by_hand)) == []
    gone = {key: amount for key, amount in moved.amounts.items() if key[0] != "rent"}
    assert kinds_of(replace(moved, amounts=gone)) == ["plan-moved"]


def test_planned_money_that_found_no_line_or_was_left_out_is_told() -> None:
    leftover = case(planned=(planned("5", "", 30), planned("6", "depreciation", 40)))
    notes = check(leftover, today=TODAY)
    assert [(note.kind, note.severity, dict(note.numbers)) for note in notes] == [
        ("planned-not-mapped", Severity.WARNING, {"amount": D(30)}),
        ("planned-left-out", Severity.INFO, {"amount": D(40)}),
    ]


def test_documents_that_come_later_are_told_and_those_not_demanded_are_not() -> None:
    later = case(attachments={"rules": (AttachmentState.LATER, "")})
    assert notes_of(later) == [
        ("attachment-later", "The document “Rules” is to be delivered later.")
    ]


@pytest.mark.parametrize(
    ("status", "message"),
    [
        (Status.LEGACY, "The form Small grant 2026.1 was made from an older form of the funder."),
        (
            Status.UNVERIFIED,
            "The form Small grant 2026.1 was not compared with the funder's own form.",
        ),
    ],
)
def test_a_form_that_is_not_verified_says_so(status: Status, message: str) -> None:
    assert notes_of(case(template=replace(FORM, status=status))) == [(f"form-{status}", message)]


def test_a_form_that_is_not_valid_any_more_is_told() -> None:
    old = case(template=replace(FORM, valid_to=date(2026, 4, 30)))
    assert notes_of(old) == [
        ("form-not-valid", "The form Small grant 2026.1 was valid until 30 Apr 2026.")
    ]
    assert notes_of(old, date(2026, 4, 30)) == []


def test_a_rule_of_a_newer_program_is_told_as_not_checked() -> None:
    assert notes_of(application(form(years=None, rules=(rule("new_rule"),)))) == [
        (
            "unknown-rule",
            "“new_rule” was not checked: this program does not know the rule “new_rule”.",
        )
    ]


def test_errors_come_first_then_warnings_then_the_rest_each_in_the_order_of_the_form() -> None:
    mixed = replace(
        case(
            template=replace(FORM, status=Status.LEGACY),
            answers={**READY, "need": "", "groups": ({"name": "Young", "people/2031": "1"},)},
            amounts={("overhead", 2027): 15},
            attachments={},
            closes_on=TODAY,
        )
    )
    notes = check(mixed, today=TODAY)
    assert [(note.severity, note.kind) for note in notes] == [
        (Severity.ERROR, "missing-answer"),
        (Severity.ERROR, "missing-cell"),
        (Severity.ERROR, "overhead_cap"),
        (Severity.ERROR, "missing-attachment"),
        (Severity.WARNING, "deadline-near"),
        (Severity.WARNING, "year-outside"),
        (Severity.INFO, "form-legacy"),
    ]


def test_a_form_without_a_question_of_the_budget_has_its_notes_after_the_questions() -> None:
    lines = (line("staff", formula="gone"), line("fees", "activity", formula="0-1"))
    template = form(section("s", question("a", is_required=True)), lines=lines, years=None)
    notes = check(application(template, answers={}), today=TODAY)
    assert [(note.kind, note.question, note.line) for note in notes] == [
        ("missing-answer", "a", ""),
        ("negative-amount", "", "fees"),
        ("not-computed", "", "staff"),
    ]


def test_the_state_of_the_form_tells_each_question() -> None:
    state = form_state(
        with_answers(case(attachments={}), wealthy="false", need="x" * 12), today=TODAY
    )
    plan, money = state.sections[1], state.sections[2]
    assert [
        (one.question.id, one.is_visible, one.is_required, one.is_answered)
        for one in plan.questions
    ] == [
        ("intro", True, False, False),
        ("need", True, True, True),
        ("wealthy", True, False, True),
        ("why", False, False, False),
        ("groups", True, True, True),
        ("kind", True, False, False),
    ]
    need, wealthy = plan.questions[1], plan.questions[2]
    assert (need.length, need.limit, need.over, need.is_limit_known) == (12, 10, 2, True)
    assert (wealthy.length, wealthy.limit, wealthy.over) == (None, None, 0)
    assert need.counting == CountingRule()
    assert (plan.is_visible, plan.answered, plan.asked) == (True, 3, 4)
    assert (money.answered, money.asked, money.notes) == (1, 1, ())
    assert [note.kind for note in plan.notes] == ["over-limit"]
    assert [note.kind for note in state.notes] == ["over-limit", "missing-attachment"]


def test_an_application_that_asks_nothing_is_ready() -> None:
    assert readiness(application(form(years=None))) == Readiness(100, 0, 0)
