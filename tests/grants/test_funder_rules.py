from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.forms import DATES, ONE_YEAR, THREE_YEARS, application, form, line, rule
from yhdistys.grants.rules.application import Application, Note, Planned
from yhdistys.grants.rules.budget import scheme_budget
from yhdistys.grants.rules.funder_rules import RULES, ParameterKind
from yhdistys.grants.rules.funder_rules.times import last_day
from yhdistys.grants.rules.template import RuleUse
from yhdistys.values.dated import DatedValues
from yhdistys.values.findings import Severity

D = Decimal
LINES = (
    line("direct", label="Direct costs"),
    line("purchases"),
    line("overhead", "overhead"),
    line("passed_on", "delegated"),
    line("fees", "activity"),
    line("town", "other_public"),
    line("own", "own"),
    line("applied", "grant"),
)
CAP = rule("overhead_cap", rate=D("0.15"))
SHARE = rule("max_grant_share", share=D("0.90"), counts=("grant", "other_public", "activity"))
TODAY = date(2026, 5, 1)


def case_of(lines: Any = LINES, answers: Any = ONE_YEAR, **amounts: object) -> Application:
    given = {(name, 2027): amount for name, amount in amounts.items()}
    return application(form(DATES, lines=lines), answers=answers, amounts=given)


def check(use: RuleUse, case: Application) -> tuple[Note, ...]:
    return RULES[use.rule].check(case, scheme_budget(case), use, TODAY)


def test_the_rules_and_their_parameters_are_declared() -> None:
    assert {one.name: dict(one.parameters) for one in RULES.values()} == {
        "overhead_cap": {"rate": ParameterKind.SHARE},
        "max_grant_share": {"share": ParameterKind.SHARE, "counts": ParameterKind.LINE_KINDS},
        "sums_balance": {},
        "max_years": {"years": ParameterKind.WHOLE_NUMBER},
        "use_time": {"years": ParameterKind.WHOLE_NUMBER},
        "purchases": {"line": ParameterKind.LINE, "limit": ParameterKind.MONEY},
        "ineligible_kinds": {"categories": ParameterKind.CATEGORIES},
    }


@pytest.mark.parametrize(
    ("direct", "overhead", "passes"),
    [
        ("100028.00", "17652.00", True),
        ("100028.00", "17652.01", False),
        ("100028.00", "17653.00", False),
        ("198400.00", "35011.76", True),
        ("198400.00", "35011.77", False),
        ("100028.00", "0.00", True),
        ("0.00", "0.00", True),
        ("0.00", "0.01", False),
    ],
)
def test_general_costs_are_at_most_their_share_to_the_cent(
    direct: str, overhead: str, passes: bool  # noqa: FBT001 - a parameter of pytest
) -> None:  # fmt: skip
    assert (check(CAP, case_of(direct=direct, overhead=overhead)) == ()) is passes


@given(st.integers(0, 10**10), st.integers(0, 99))
def test_the_cap_is_the_greatest_amount_that_keeps_the_share(cents: int, percent: int) -> None:
    direct, rate = D(cents) / 100, D(percent) / 100
    use = rule("overhead_cap", rate=rate)
    (note,) = check(use, case_of(direct=direct, overhead=10**13))
    cap = note.numbers["cap"]
    assert cap <= rate * (direct + cap)
    assert cap + D("0.01") > rate * (direct + cap + D("0.01"))
    assert check(use, case_of(direct=direct, overhead=cap)) == ()


def test_too_high_general_costs_are_told_with_all_numbers() -> None:
    assert check(CAP, case_of(direct="100028.00", overhead="17653.00")) == (
        Note(
            severity=Severity.ERROR,
            kind="overhead_cap",
            message="General costs of 2027 are 17,653.00 € and may be at most 17,652.00 €: 15% of"
            " all costs when direct costs are 100,028.00 €.",
            hint="Take 1.00 € off the general costs.",
            line="overhead",
            year=2027,
            numbers={
                "direct": D("100028.00"),
                "overhead": D("17653.00"),
                "cap": D("17652.00"),
                "share": D("15.00"),
            },
        ),
    )


def test_grants_passed_on_do_not_raise_the_cap_of_general_costs() -> None:
    case = case_of(direct="100028.00", passed_on="50000.00", overhead="17652.01")
    assert len(check(CAP, case)) == 1


def test_general_costs_are_looked_at_year_by_year_with_the_rate_of_the_year() -> None:
    rates: DatedValues[Any] = DatedValues.from_rows(
        [
            {"value": D("0.15"), "valid_from": "2027-01-01", "valid_to": "2027-12-31",
             "source": "Guide 2027"},
            {"value": D("0.20"), "valid_from": "2028-01-01", "valid_to": "2028-12-31",
             "source": "Guide 2028"},
        ],
        name="rate",
    )  # fmt: skip
    amounts = {(name, year): amount for year in (2027, 2028, 2029)
               for name, amount in (("direct", 8500), ("overhead", 2000))}  # fmt: skip
    case = application(form(DATES, lines=LINES), answers=THREE_YEARS, amounts=amounts)
    notes = check(rule("overhead_cap", rate=rates), case)
    assert [(note.kind, note.year, note.severity) for note in notes] == [
        ("overhead_cap", 2027, Severity.ERROR),
        ("rule-not-known", 2029, Severity.INFO),
    ]
    assert notes[1].message == (
        "“overhead_cap” was not checked for 2029: rate: no value is known for 1 Jan 2029."
    )


def test_a_share_of_all_has_no_cap_and_two_lines_have_no_place() -> None:
    two = (line("direct"), line("a", "overhead"), line("b", "overhead"))
    case = case_of(two, direct=1, a=1, b=1)
    assert check(rule("overhead_cap", rate=D(1)), case) == ()
    assert [note.line for note in check(CAP, case)] == [""]


def test_the_grant_and_what_counts_with_it_are_at_most_their_share() -> None:
    case = case_of(direct=100028, overhead=12000, fees=600, own=1428, applied=110000)
    assert check(SHARE, case) == (
        Note(
            severity=Severity.ERROR,
            kind="max_grant_share",
            message="The grant and the income that counts with it are 110,600.00 € and may be at"
            " most 100,825.20 €: 90% of the costs of 112,028.00 €. The grant may be at most"
            " 100,225.20 €, the own share must be at least 11,202.80 €.",
            hint="Fill in an own share, or apply for less.",
            line="applied",
            numbers={
                "costs": D("112028.00"),
                "grant": D("110000.00"),
                "counted": D("110600.00"),
                "cap": D("100825.20"),
                "most_grant": D("100225.20"),
                "least_own_share": D("11202.80"),
            },
        ),
    )


@pytest.mark.parametrize(
    ("applied", "town", "passes"),
    [
        ("100225.20", 0, True),
        ("100225.21", 0, False),
        ("99225.20", 1000, True),
        ("99225.21", 1000, False),
        (0, 200000, False),
    ],
)
def test_the_share_of_the_grant_is_kept_to_the_cent(
    applied: object, town: object, passes: bool  # noqa: FBT001 - a parameter of pytest
) -> None:  # fmt: skip
    case = case_of(direct=100028, overhead=12000, fees=600, town=town, applied=applied)
    notes = check(SHARE, case)
    assert (notes == ()) is passes
    assert all(note.numbers["most_grant"] >= 0 for note in notes)


def test_costs_and_income_are_equal_in_each_year() -> None:
    use = rule("sums_balance", Severity.WARNING)
    assert check(use, case_of(direct=100, applied="100.00")) == ()
    (missing,) = check(use, case_of(direct=100, applied="99.99"))
    assert missing.message == "Costs of 2027 are 100.00 €, income is 99.99 €: 0.01 € are missing."
    assert missing.numbers == {"costs": D(100), "income": D("99.99"), "difference": D("0.01")}
    (much,) = check(use, case_of(direct=100, applied="100.01"))
    assert much.message == "Costs of 2027 are 100.00 €, income is 100.01 €: 0.01 € too much."
    assert (much.severity, much.year) == (Severity.WARNING, 2027)


@pytest.mark.parametrize(
    ("begins", "ends", "passes"),
    [
        ("2027-01-01", "2029-12-31", True),
        ("2027-01-01", "2030-01-01", False),
        ("2027-03-15", "2030-03-14", True),
        ("2027-03-15", "2030-03-15", False),
        ("2028-02-29", "2031-02-28", True),
        ("2028-02-29", "2031-03-01", False),
        ("2027-01-01", "2026-12-31", True),
        ("2027-01-01", "", True),
        ("", "2030-01-01", True),
    ],
)
def test_the_activity_lasts_at_most_three_years_to_the_day(
    begins: str, ends: str, passes: bool  # noqa: FBT001 - a parameter of pytest
) -> None:  # fmt: skip
    case = case_of(answers={"begins": begins, "ends": ends})
    assert (check(rule("max_years", years=3), case) == ()) is passes


def test_an_activity_that_lasts_too_long_is_told_with_its_last_day() -> None:
    case = case_of(answers={"begins": "2027-01-01", "ends": "2030-01-02"})
    (note,) = check(rule("max_years", years=3), case)
    assert note.message == (
        "The activity goes from 1 Jan 2027 to 2 Jan 2030; it may last at most 3 years,"
        " until 31 Dec 2029."
    )
    assert (note.question, note.numbers) == ("ends", {"years": D(3), "days_over": D(2)})
    assert last_day(date(2027, 3, 1), 3) == date(2030, 2, 28)


def test_the_time_of_use_is_told() -> None:
    use = rule("use_time", Severity.INFO, years=1)
    assert [note.message for note in check(use, case_of())] == [
        "The grant of 2027 may be used until 31 Dec 2028."
    ]
    (note,) = check(use, case_of(answers=THREE_YEARS))
    assert note.message == (
        "The grant of 2027 may be used until 31 Dec 2028, that of 2029 until 31 Dec 2030."
    )
    assert (note.severity, note.numbers) == (Severity.INFO, {"years": D(1)})


@pytest.mark.parametrize(("amount", "reminds"), [("19999.99", False), ("20000.00", True)])
def test_large_purchases_remind_of_comparing_offers(
    amount: str, reminds: bool  # noqa: FBT001 - a parameter of pytest
) -> None:  # fmt: skip
    use = rule("purchases", Severity.WARNING, line="purchases", limit=D("20000.00"))
    notes = check(use, case_of(purchases=amount))
    message = (
        "“Purchases” has 20,000.00 € in 2027: for a purchase of 20,000.00 € or more without"
        " value added tax, offers of several suppliers are compared."
    )
    numbers = {"amount": D(20000), "limit": D(20000)}
    told = [(note.message, note.line, note.year, dict(note.numbers)) for note in notes]
    assert told == [(message, "purchases", 2027, numbers)] * reminds


def test_purchases_on_several_lines_or_on_none_are_looked_at() -> None:
    use = rule("purchases", line=("purchases", "direct", "gone"), limit=D(10))
    assert [note.line for note in check(use, case_of(direct=10))] == ["direct"]


def test_planned_costs_of_kinds_that_are_not_accepted_are_told_by_account() -> None:
    def planned(year: int, account: str, category: str, amount: int, **more: Any) -> Planned:
        cost = {"is_cost": True, **more}
        return Planned(year=year, account=account, name="Name", category=category,
                       amount=D(amount), **cost)  # fmt: skip

    use = rule("ineligible_kinds", Severity.WARNING, categories=("depreciation", "fundraising"))
    machines = line("machines", categories=("depreciation",))
    case = application(
        form(DATES, lines=(*LINES, machines)),
        answers=THREE_YEARS,
        planned=(
            planned(2027, "6800", "depreciation", 100),
            planned(2028, "6800", "depreciation", 50),
            planned(2027, "4000", "fundraising", 80),
            planned(2027, "3000", "fundraising", 70, is_cost=False),
            planned(2027, "5000", "salaries", 9),
        ),
    )
    assert check(use, case) == (
        Note(
            severity=Severity.WARNING,
            kind="ineligible_kinds",
            message="The funder does not accept the costs of account 6800 Name: 150.00 €.",
            hint="Leave them out of the budget of the application.",
            numbers={"amount": D(150)},
        ),
    )


@pytest.mark.parametrize("name", sorted(set(RULES) - {"sums_balance"}))
def test_a_rule_without_its_parameter_is_told_as_not_checked(name: str) -> None:
    (note,) = check(rule(name), case_of())
    assert (note.kind, note.severity) == ("rule-not-known", Severity.INFO)
    assert note.message.startswith(f"“{name}” was not checked for 2027: The form does not tell “")


def test_a_parameter_that_is_no_number_is_told() -> None:
    (note,) = check(rule("use_time", years="one"), case_of())
    assert note.message == (
        "“use_time” was not checked for 2027: “years” of the rule “use_time” is no number."
    )


def test_costs_below_zero_leave_no_room_for_general_costs() -> None:
    lines = (line("direct", formula="0 - town"), line("overhead", "overhead"),
             line("town", "other_public"))  # fmt: skip
    (note,) = check(CAP, case_of(lines, town="100.00", overhead="100.00"))
    assert note.numbers == {
        "direct": D("-100.00"),
        "overhead": D("100.00"),
        "cap": D("0.00"),
        "share": D("100.00"),
    }
    assert check(CAP, case_of(lines, town="100.00")) == ()


def test_years_beyond_the_calendar_end_with_it() -> None:
    assert last_day(date(2027, 3, 1), 99_999) == date.max
    (note,) = check(rule("use_time", Severity.INFO, years=99_999), case_of())
    assert note.message == "The grant of 2027 may be used until 31 Dec 9999."
