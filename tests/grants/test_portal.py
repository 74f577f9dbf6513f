from __future__ import annotations

from dataclasses import replace

import pytest

from grants.paper_form import ANSWERS, MONEY, TEMPLATE, application
from helpers.forms import question, section
from yhdistys.grants.rules.application import Answer, Application, OwnLimit
from yhdistys.grants.rules.portal import PortalField, portal_fields
from yhdistys.i18n import using
from yhdistys.values.counting import CountedUnit, CountingRule


def texts(case: Application) -> dict[str, str]:
    return {field.id: field.text for field in portal_fields(case)}


@pytest.fixture(autouse=True)
def _english() -> object:
    with using("en"):
        yield


def test_every_field_stands_in_the_order_of_the_form() -> None:
    assert texts(application()) == {
        "name": "Morning café",
        "begins": "1.3.2027",
        "ends": "31.12.2028",
        "renewed": "no",
        "area": "Town",
        "ways": "Groups, Walks",
        "need": "Many are alone.\n\n- at home",
        "plan": "",
        "people/1/group": "Young",
        "people/1/count/2027": "1030",
        "people/1/count/2028": "40",
        "people/2/group": "Old",
        "people/2/count/2027": "5",
        "people/2/count/2028": "",
        "staff/1": "Guide\t33,33\t3000,00\t999,90",
        "budget/pay/2027": "1000,00",
        "budget/pay/2028": "1200,00",
        "budget/travel/2027": "10,50",
        "budget/travel/2028": "",
        "budget/rooms/2027": "",
        "budget/rooms/2028": "300,00",
        "budget/office/2027": "90,00",
        "budget/office/2028": "",
        "budget/grant_line/2027": "1050,50",
        "budget/grant_line/2028": "1500,00",
        "budget/fees/2027": "50,00",
        "budget/fees/2028": "",
        "asked_for": "2550,50",
    }


def test_fields_say_where_they_belong_and_how_long_they_are() -> None:
    fields = {field.id: field for field in portal_fields(application())}
    assert fields["need"] == PortalField(
        id="need",
        section="Content",
        label="Why?",
        text="Many are alone.\n\n- at home",
        length=26,
        limit=20,
        over=6,
    )
    assert fields["people/1/count/2027"].label == "People, row 1: Persons 2027"
    assert fields["staff/1"].label == "Staff, row 1"
    assert fields["budget/pay/2027"].label == "Staff 2027"
    assert fields["asked_for"].length is None


def test_the_users_own_limit_goes_before_the_form() -> None:
    own = OwnLimit(max_chars=5, counting=CountingRule(unit=CountedUnit.UTF_16_UNITS))
    case = application(answers={**ANSWERS, "plan": Answer(text="ääni 😀")})
    case = replace(case, limits={"plan": own})
    field = next(one for one in portal_fields(case) if one.id == "plan")
    assert (field.length, field.limit, field.over) == (7, 5, 2)


def test_a_line_break_in_a_row_does_not_part_the_row() -> None:
    answers = {**ANSWERS, "staff": Answer(rows=({"title": "Guide\nand cook", "pay": "1.00"},))}
    assert texts(application(answers=answers))["staff/1"] == "Guide and cook\t\t1,00\t"


def test_an_unanswered_table_is_one_empty_field() -> None:
    answers = {key: answer for key, answer in ANSWERS.items() if key not in {"people", "staff"}}
    found = texts(application(answers=answers))
    assert (found["people"], found["staff"]) == ("", "")


def test_what_is_not_asked_is_not_pasted() -> None:
    asked = {field.id for field in portal_fields(application())}
    assert asked.isdisjoint({"former", "results", "rules", "budget"})
    answers = {**ANSWERS, "renewed": Answer(text="true"), "former": Answer(text="12.00")}
    assert texts(application(answers=answers))["former"] == "12,00"


def test_a_budget_without_a_place_in_the_form_comes_last() -> None:
    others = replace(MONEY, questions=MONEY.questions[1:])
    template = replace(TEMPLATE, sections=(others,))
    fields = portal_fields(application(template=template))
    assert fields[0].id == "asked_for"
    assert (fields[-1].id, fields[-1].section) == ("budget/fees/2027", "Budget")


def test_no_two_fields_have_one_id() -> None:
    ids = [field.id for field in portal_fields(application())]
    assert len(ids) == len(set(ids))


def test_a_computed_figure_has_no_endless_decimals() -> None:
    third = question("third", "computed", formula="asked_for / 3")
    template = replace(TEMPLATE, sections=(*TEMPLATE.sections, section("s", third)))
    case = application(template=template)
    assert texts(case)["third"] == "850,17"
