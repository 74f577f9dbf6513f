from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yhdistys import i18n
from yhdistys.values.expression import ExpressionError, Value, evaluate_amount, parse
from yhdistys.values.money import AmountError

NAMES: Mapping[str, Value] = {
    "costs": Decimal(1200),
    "members": 42,
    "kind": "C",
    "renewed": True,
    "closes_on": date(2025, 9, 30),
    "today": date(2025, 9, 1),
    "missing": None,
    "määrä": Decimal("0.5"),
    "broken": Decimal("NaN"),
}


@pytest.mark.parametrize(
    ("text", "value"),
    [
        # numbers
        ("1", Decimal(1)),
        ("1,5", Decimal("1.5")),
        ("1.5", Decimal("1.5")),
        ("0.125", Decimal("0.125")),
        ("1 200,50", Decimal("1200.50")),
        ("1\u00a0200\u202f300", Decimal(1200300)),
        ("  = 2 ", Decimal(2)),
        ("3 %", Decimal("0.03")),
        ("50% * 12", Decimal(6)),
        # arithmetic
        ("1+2*3", Decimal(7)),
        ("(1+2)*3", Decimal(9)),
        ("10-2-3", Decimal(5)),
        ("24/4/2", Decimal(3)),
        ("-2*-3", Decimal(6)),
        ("+5", Decimal(5)),
        ("2 \u00d7 3 \u2212 6 \u00f7 2", Decimal(3)),
        ("costs/members*määrä", Decimal(1200) / 42 * Decimal("0.5")),
        # functions
        ("min(3; 1; 2)", Decimal(1)),
        ("max(3, 1, 2)", Decimal(3)),
        ("SUM(1; 2; missing; 3)", Decimal(6)),
        ("sum(missing)", Decimal(0)),
        ("max(missing)", None),
        ("round(2.5)", Decimal(3)),
        ("round(-2.3450; 2)", Decimal("-2.35")),
        ("round(1250; -2)", Decimal(1300)),
        ("if(members > 40; 'many'; 'few')", "many"),
        ("if(members > 50; 'many'; 'few')", "few"),
        ("if(false; 1)", None),
        ("if(members = 0; 0; costs / members) > 28", True),
        ("if(missing = 0; 1; 2)", Decimal(2)),
        # comparisons
        ("costs >= 1000 and not (kind == 'B')", True),
        ('kind = "C"', True),
        ("kind <> 'C'", False),
        ("kind != 'C'", False),
        ("kind < 'D'", True),
        ("members <= 41", False),
        ("today < closes_on", True),
        ("renewed == true", True),
        ("renewed == 1", False),
        ("missing == 0", False),
        ("missing < 1", False),
        ("1 > missing", False),
        # logic
        ("true or unknown", True),
        ("false and unknown", False),
        ("false or false", False),
        ("true and true", True),
        ("not not true", True),
        ("not missing", True),
        ("True AND NOT False", True),
    ],
)
def test_an_expression_has_a_value(text: str, value: Value) -> None:
    result = parse(text).evaluate(NAMES)
    assert (type(result), result) == (type(value), value)


def test_an_expression_knows_the_names_it_needs() -> None:
    expression = parse("if(costs > 10; costs; min(own; Own)) and true")
    assert expression.names == {"costs", "own", "Own"}
    assert expression.text == "if(costs > 10; costs; min(own; Own)) and true"


@pytest.mark.parametrize(
    ("text", "position", "message"),
    [
        ("", 1, "The formula ends too early: something is missing after it."),
        ("=", 2, "The formula ends too early: something is missing after it."),
        ("1 +", 4, "The formula ends too early: something is missing after it."),
        ("(1", 3, "The formula ends too early: something is missing after it."),
        ("min(1", 6, "The formula ends too early: something is missing after it."),
        ("1 2", 3, "“2” at character 3 is not expected here."),
        ("1 2000", 3, "“2000” at character 3 is not expected here."),
        ("1 < 2 < 3", 7, "“<” at character 7 is not expected here."),
        ("(1 2)", 4, "“2” at character 4 is not expected here."),
        ("1e5", 2, "“e5” at character 2 is not expected here."),
        ("eval(1)", 1, "“eval” at character 1 is not expected here."),
        ("5 + and", 5, "“and” at character 5 is not expected here."),
        ("min + 1", 1, "“min” at character 1 is not expected here."),
        ("50 % 3", 6, "“3” at character 6 is not expected here."),
        ("a.b", 2, "“.” at character 2 does not belong in a formula."),
        ("1 + $", 5, "“$” at character 5 does not belong in a formula."),
        ("x ** 2", 4, "“*” at character 4 is not expected here."),
        ("'open", 1, "“'” at character 1 does not belong in a formula."),
        ("[1]", 1, "“[” at character 1 does not belong in a formula."),
        ("lambda: 0", 7, "“:” at character 7 does not belong in a formula."),
        ("if(true)", 1, "The function “if” at character 1 takes other values."),
        ("1+max()", 3, "The function “max” at character 3 takes other values."),
        ("round(1; 2; 3)", 1, "The function “round” at character 1 takes other values."),
    ],
)
def test_what_is_no_expression_is_told_with_its_place(
    text: str, position: int, message: str
) -> None:
    with i18n.using("en"), pytest.raises(ExpressionError) as raised:
        parse(text)
    assert (raised.value.position, raised.value.message) == (position, message)


@pytest.mark.parametrize("text", ["1.200*12", "12,345", "min(10,20)", "sum(1; (2,5))"])
def test_a_number_that_could_be_read_in_two_ways_is_refused(text: str) -> None:
    with i18n.using("en"), pytest.raises(ExpressionError, match="can be read in two ways"):
        parse(text)


@pytest.mark.parametrize(
    ("text", "position", "message"),
    [
        ("1 + unknown", 5, "“unknown” at character 5 is not known here."),
        ("1 + missing", 5, "At character 5 a value is missing."),
        ("1 + kind", 5, "At character 5 stands no number."),
        ("-renewed", 2, "At character 2 stands no number."),
        ("broken + 1", 1, "At character 1 stands no number."),
        ("sum(1; kind)", 8, "At character 8 stands no number."),
        ("1 + (kind = 'C')", 11, "At character 11 stands no number."),
        ("1 + (renewed and renewed)", 6, "At character 6 stands no number."),
        ("1 + (not renewed)", 10, "At character 10 stands no number."),
        ("not (1 + 2)", 6, "At character 6 stands neither true nor false."),
        ("not max(1; 2)", 5, "At character 5 stands neither true nor false."),
        ("members and true", 1, "At character 1 stands neither true nor false."),
        ("costs / (members - 42)", 7, "The formula divides by zero at character 7."),
        ("kind < 5", 6, "The values at character 6 cannot be put in an order."),
        ("true < false", 6, "The values at character 6 cannot be put in an order."),
        ("round(1; 7)", 1, "A number is rounded to 0 to 6 decimals."),
        ("round(1; 0.5)", 1, "A number is rounded to 0 to 6 decimals."),
        (f"round({'9' * 40}; 2)", 1, "The number at character 1 is too great."),
    ],
)
def test_an_expression_without_a_value_is_told_with_its_place(
    text: str, position: int, message: str
) -> None:
    expression = parse(text)
    with i18n.using("en"), pytest.raises(ExpressionError) as raised:
        expression.evaluate(NAMES)
    assert (raised.value.position, raised.value.message) == (position, message)


def test_a_number_beyond_all_numbers_is_refused() -> None:
    expression = parse("*".join(["big"] * 400))
    with pytest.raises(ExpressionError):
        expression.evaluate({"big": Decimal("1E+9999")})


@pytest.mark.parametrize("opening", ["(", "-", "not ", "min("])
def test_an_expression_is_not_too_deep(opening: str) -> None:
    with i18n.using("en"), pytest.raises(ExpressionError, match="more than 30 levels"):
        parse(opening * 31 + "1")


def test_a_deep_expression_is_evaluated_at_once() -> None:
    assert parse("sum(1; " * 30 + "1" + ")" * 30).evaluate({}) == 31


def test_an_expression_is_not_too_long() -> None:
    assert parse("1+" * 999 + "1").evaluate({}) == 1000
    with i18n.using("en"), pytest.raises(ExpressionError, match="longer than 2000 characters"):
        parse("1+" * 1000 + "1")


@given(st.text(alphabet="0123456789 .,;+-*/%()<>=!'\"abif_minotrue", max_size=25))
def test_any_text_gives_an_expression_or_one_error(text: str) -> None:
    try:
        parse(text).evaluate({"a": Decimal(2), "b": "b", "n": None, "t": True})
    except ExpressionError as error:
        place = error.position
        assert 1 <= place <= len(text) + 1


@given(st.integers(-(10**9), 10**9), st.integers(-(10**9), 10**9), st.sampled_from(["+", "-", "*"]))
def test_whole_numbers_are_calculated_as_in_python(left: int, right: int, sign: str) -> None:
    python = {"+": left + right, "-": left - right, "*": left * right}[sign]
    assert parse(f"{left}{sign}{right}").evaluate({}) == python
    assert parse("left" + sign + "right").evaluate({"left": left, "right": right}) == python


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("1 234,50", "1234.50"),
        ("1.234", "1234.00"),
        ("=120*12", "1440.00"),
        (" = 12,50*12", "150.00"),
        ("=1 200,50-0,50", "1200.00"),
        ("=1000/3", "333.33"),
        ("=-0,125*1", "-0.13"),
        ("=round(100/3; 0)", "33.00"),
        ("=if(1<2; 5; 6)", "5.00"),
    ],
)
def test_the_cell_of_an_amount_takes_an_amount_or_a_formula(text: str, amount: str) -> None:
    assert str(evaluate_amount(text)) == amount


@pytest.mark.parametrize("text", ["='abc'", "=1<2", "=costs*2", "=if(false; 1)", "=1/0"])
def test_a_formula_that_gives_no_amount_is_refused(text: str) -> None:
    with pytest.raises(ExpressionError):
        evaluate_amount(text)


@pytest.mark.parametrize("text", ["120*12", "", "=" + "9" * 17, "=" + "9" * 40])
def test_a_cell_that_is_no_amount_is_refused(text: str) -> None:
    with pytest.raises(AmountError):
        evaluate_amount(text)
