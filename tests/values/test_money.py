from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from yhdistys import i18n
from yhdistys.values.money import (
    AmountError,
    cents_from_number,
    from_cents,
    parse_amount,
    parse_cents,
    percent,
    round_half_up,
    split_cents,
    to_cents,
)

NBSP, NARROW, THIN, FIGURE = "\u00a0", "\u202f", "\u2009", "\u2007"
MINUS, EN_DASH = "\u2212", "\u2013"

READ = {
    # plain
    "0": 0,
    "0,00": 0,
    "-0,00": 0,
    "5": 500,
    "-5": -500,
    "1234": 123400,
    "1234,5": 123450,
    "1234,50": 123450,
    "1234.50": 123450,
    "-1234,50": -123450,
    "98,0": 9800,
    "-1,4": -140,
    ",50": 50,
    "-,50": -50,
    ".5": 50,
    "007,10": 710,
    "100000000000000,00": 10**16,
    # spaces
    "1 234,56": 123456,
    f"1{NBSP}234,56": 123456,
    f"1{NARROW}234,56": 123456,
    f"1{THIN}234,56": 123456,
    f"1{FIGURE}234,56": 123456,
    "1 234 567": 123456700,
    "1 234 567.8": 123456780,
    "  12,00\t": 1200,
    f"{NBSP}12,00{NBSP}": 1200,
    "\ufeff12,00": 1200,
    "\u200e-12,00": -1200,
    # points and commas as thousands
    "1.234,56": 123456,
    "1,234.56": 123456,
    "1,452.52": 145252,
    "1.234.567,89": 123456789,
    "1,234,567.89": 123456789,
    "1.234.567": 123456700,
    "1,234,567": 123456700,
    "12.345,6": 1234560,
    # one separator and three digits
    "1.234": 123400,
    "12.345": 1234500,
    "123.456": 12345600,
    "-1.234": -123400,
    # signs
    "+5,00": 500,
    "70+": 7000,
    "- 5": -500,
    "5-": -500,
    "0,02-": -2,
    "1,234.56-": -123456,
    "1.234,56-": -123456,
    "1234,56 -": -123456,
    f"{MINUS}5,00": -500,
    f"{MINUS} 1{NBSP}234,50": -123450,
    f"{EN_DASH}5,00": -500,
    "\u20145,00": -500,
    "\u20115,00": -500,
    f"5,00{MINUS}": -500,
    "(5)": -500,
    "(1 234,50)": -123450,
    "( 1.234,50 )": -123450,
    # euros
    "5 €": 500,
    "5€": 500,
    "€5": 500,
    "€ 1,234.50": 123450,
    "-€5": -500,
    "€-5": -500,
    f"{MINUS}1{NBSP}234,50{NBSP}€": -123450,
    "5 €-": -500,
    "5- €": -500,
    "(5,00 €)": -500,
    "(5,00) €": -500,
    "12,50 EUR": 1250,
    "EUR 12,50": 1250,
    "12,50 Eur": 1250,
    "12 euroa": 1200,
    "12 euro": 1200,
    "12,5 e": 1250,
    # more than two decimals, zeros only
    "1234.5000": 123450,
    "1234,56000000": 123456,
    "-0,0100": -1,
}

REFUSED = [
    "",
    " ",
    NBSP,
    "-",
    "€",
    "()",
    ",",
    "abc",
    "1O0,00",
    "l00",
    "1 23,00",
    "12 34",
    "1234 567",
    "1  234",
    "0 123",
    "1 234 56",
    "1 234.567",
    "1 234.567,89",
    "1.234 567,89",
    "1,2,3",
    "1,234,56",
    "1.234.56",
    "12.345.67",
    "12,345.67.8",
    "1.23,45",
    "1234.567",
    "1234,567",
    "1.2345",
    "1,23456",
    "0.123",
    "0,123",
    "012.345",
    "1234.",
    "5,",
    "5,-",
    "--5",
    "-5-",
    "+-5",
    "+5-",
    "(-5)",
    "(5)-",
    "(5",
    "5)",
    ")5(",
    "1e5",
    "e5",
    "5e5",
    "nan",
    "inf",
    "1_000",
    "0x10",
    "5 %",
    "$5",
    "5 SEK",
    "€ 5 €",
    "5 € EUR",
    "5 €€",
    "5 e u r",
    "\u0665",
    "\u0661\u0662\u0663,\u0664\u0665",
    "²,00",
    "12:50",
    "1.1.2025",
    "2025-09-03",
    "1" * 30,
    "1" * 30 + ",00",
    "1 " + "000 " * 8 + "000",
]

AMBIGUOUS = ["1,234", "12,345", "123,456", "-1,234", "1,234-", "(1,234)", "1,234 €"]


@pytest.mark.parametrize(("text", "cents"), READ.items(), ids=ascii)
def test_an_amount_is_read_as_people_write_it(text: str, cents: int) -> None:
    assert parse_cents(text) == cents
    assert str(parse_amount(text)) == str(from_cents(cents))


@pytest.mark.parametrize("text", [*REFUSED, *AMBIGUOUS], ids=ascii)
def test_what_is_no_amount_is_refused(text: str) -> None:
    with pytest.raises(AmountError):
        parse_cents(text)
    with pytest.raises(AmountError):
        parse_amount(text)


@pytest.mark.parametrize("text", AMBIGUOUS)
def test_a_single_comma_before_three_digits_is_told_to_be_ambiguous(text: str) -> None:
    with i18n.using("en"), pytest.raises(AmountError) as raised:
        parse_cents(text)
    assert str(raised.value) == (
        f"“{text}” can be read in two ways: write the thousands with a space (1 234) "
        "or the cents with two digits (1,23)."
    )


def test_the_refusal_names_the_text_and_shows_what_is_right() -> None:
    with i18n.using("en"), pytest.raises(AmountError) as raised:
        parse_cents(" 1O0,00 ")
    assert str(raised.value) == "“1O0,00” is not an amount in euros and cents, such as 1 234,50."


def test_an_empty_text_is_told_to_be_missing() -> None:
    with i18n.using("en"), pytest.raises(AmountError) as raised:
        parse_cents("  ")
    assert str(raised.value) == "An amount is missing here: write a number such as 1 234,50."


def _grouped(whole: int, sign: str) -> str:
    return f"{whole:,}".replace(",", sign)


@given(
    cents=st.integers(min_value=-(10**17), max_value=10**17),
    group=st.sampled_from(["", " ", NBSP, NARROW, THIN, "."]),
    minus=st.sampled_from(["-{}", "{}-", MINUS + "{}", "- {}", "({})", EN_DASH + " {}"]),
    currency=st.sampled_from(["{}", "{} €", "€ {}", "{} EUR"]),
)
def test_what_is_written_is_read_back(cents: int, group: str, minus: str, currency: str) -> None:
    whole, part = divmod(abs(cents), 100)
    text = f"{_grouped(whole, group)},{part:02d}"
    text = currency.format(minus.format(text) if cents < 0 else text)
    assert parse_cents(text) == cents


@given(st.integers(min_value=-(10**17), max_value=10**17))
def test_english_grouping_is_read_back(cents: int) -> None:
    assert parse_cents(f"{from_cents(cents):,}") == cents


@given(st.text(alphabet="0123456789 .,-+()€eEur_x%²\n\0\u00a0\u2212\u0660\uff11", max_size=14))
def test_any_text_gives_cents_or_one_error(text: str) -> None:
    try:
        cents = parse_cents(text)
    except AmountError:
        return
    assert parse_cents(str(from_cents(cents))) == cents


@pytest.mark.parametrize(
    ("value", "cents"),
    [
        (0.0, 0),
        (-0.0, 0),
        (1234.5, 123450),
        (-3910.01, -391001),
        (0.1 + 0.2, 30),
        (1.1 * 3, 330),
        (12, 1200),
        (-12, -1200),
        (279712.02, 27971202),
        (123456789012.35, 12345678901235),
        (Decimal("12.30"), 1230),
        (Decimal("-0.01"), -1),
    ],
)
def test_a_number_of_a_spreadsheet_becomes_cents(value: float | Decimal, cents: int) -> None:
    assert cents_from_number(value) == cents


@pytest.mark.parametrize(
    "value",
    [
        12.345,
        83.33333333,
        0.001,
        1e-5,
        float("nan"),
        float("inf"),
        float("-inf"),
        1e300,
        10**16,
        -(10**16),
        True,
        False,
        Decimal("0.001"),
        Decimal("nan"),
    ],
)
def test_a_number_that_is_no_amount_is_refused(value: float | Decimal) -> None:
    with pytest.raises(AmountError):
        cents_from_number(value)


@given(st.integers(min_value=-(10**15), max_value=10**15))
def test_every_amount_survives_a_float(cents: int) -> None:
    assert cents_from_number(cents / 100) == cents


@given(st.integers(min_value=-(10**17), max_value=10**17))
def test_cents_survive_a_decimal(cents: int) -> None:
    amount = from_cents(cents)
    assert to_cents(amount) == cents
    assert amount.as_tuple().exponent == -2


@pytest.mark.parametrize(
    "value",
    ["0.001", "-12.345", "1.0000000000000000000000000000001", "NaN", "sNaN", "Infinity", "1E+30"],
)
def test_an_amount_with_parts_of_a_cent_is_refused(value: str) -> None:
    with i18n.using("en"), pytest.raises(AmountError) as raised:
        to_cents(Decimal(value))
    assert str(raised.value) == f"The number {value} is not an amount in euros and whole cents."


@pytest.mark.parametrize(("value", "cents"), [("12", 1200), ("12.3000", 1230), ("1E+3", 100000)])
def test_an_amount_in_any_form_becomes_cents(value: str, cents: int) -> None:
    assert to_cents(Decimal(value)) == cents


@pytest.mark.parametrize(
    ("value", "places", "expected"),
    [
        ("2.345", 2, "2.35"),
        ("-2.345", 2, "-2.35"),
        ("2.3449", 2, "2.34"),
        ("0.5", 0, "1"),
        ("-0.5", 0, "-1"),
        ("103.45", 1, "103.5"),
        ("-0.004", 2, "0.00"),
        ("5", 2, "5.00"),
        ("1250", -2, "1300"),
    ],
)
def test_halves_are_rounded_away_from_zero(value: str, places: int, expected: str) -> None:
    assert str(round_half_up(Decimal(value), places)) == expected


@pytest.mark.parametrize("value", ["NaN", "sNaN", "Infinity", "1E+40"])
def test_what_cannot_be_rounded_is_refused(value: str) -> None:
    with pytest.raises(AmountError):
        round_half_up(Decimal(value))


@pytest.mark.parametrize(
    ("total", "weights", "parts"),
    [
        (100, (1, 1, 1), (34, 33, 33)),
        (-100, (1, 1, 1), (-34, -33, -33)),
        (100, (1, 2, 4), (14, 29, 57)),
        (1, (1, 1), (1, 0)),
        (0, (1, 1), (0, 0)),
        (10, (0, 3, 0), (0, 10, 0)),
        (10001, (Decimal("0.5"), Decimal("0.25"), Decimal("0.25")), (5001, 2500, 2500)),
        (101, (Decimal("0.1"), 1), (9, 92)),
        (12000000, (1,) * 12, (1000000,) * 12),
        (7, (1,), (7,)),
    ],
)
def test_an_amount_is_split_by_the_largest_remainders(
    total: int, weights: tuple[int | Decimal, ...], parts: tuple[int, ...]
) -> None:
    assert split_cents(total, weights) == parts


@pytest.mark.parametrize("weights", [(), (0, 0), (-1, 2), (Decimal("NaN"), 1), (Decimal("Inf"),)])
def test_an_amount_is_not_split_by_senseless_weights(weights: tuple[int | Decimal, ...]) -> None:
    with pytest.raises(AmountError):
        split_cents(100, weights)


_weights = st.lists(
    st.integers(min_value=0, max_value=10**9)
    | st.decimals(min_value=0, max_value=10**6, places=4, allow_nan=False),
    min_size=1,
    max_size=24,
).filter(any)


@settings(max_examples=50)
@given(total=st.integers(min_value=-(10**15), max_value=10**15), weights=_weights)
def test_the_parts_sum_to_the_total_and_are_less_than_a_cent_off(
    total: int, weights: list[int | Decimal]
) -> None:
    parts = split_cents(total, weights)
    whole = sum(map(Decimal, weights))
    assert sum(parts) == total
    for part, weight in zip(parts, weights, strict=True):
        assert abs(part * whole - total * Decimal(weight)) < whole


@settings(max_examples=50)
@given(total=st.integers(min_value=0, max_value=10**12), weights=_weights)
def test_a_negative_total_is_split_like_the_positive(
    total: int, weights: list[int | Decimal]
) -> None:
    positive = split_cents(total, weights)
    assert split_cents(-total, weights) == tuple(-part for part in positive)


@given(total=st.integers(min_value=0, max_value=10**12), count=st.integers(1, 24))
def test_equal_weights_give_the_left_over_cents_to_the_earlier_parts(
    total: int, count: int
) -> None:
    parts = split_cents(total, [1] * count)
    assert list(parts) == sorted(parts, reverse=True)
    assert parts[0] - parts[-1] <= 1


@pytest.mark.parametrize(
    ("part", "whole", "expected"),
    [
        (9312055, 9000000, "103.5"),
        (0, 100, "0.0"),
        (1, 3, "33.3"),
        (2, 3, "66.7"),
        (1, 2000, "0.1"),
        (-1, 2000, "-0.1"),
        (-50, -200, "25.0"),
        (50, -200, "-25.0"),
        (0, -200, "0.0"),
    ],
)
def test_per_cents_have_one_decimal(part: int, whole: int, expected: str) -> None:
    assert str(percent(part, whole)) == expected


def test_per_cents_of_nothing_are_nothing() -> None:
    assert percent(100, 0) is None


def test_whole_euros_are_cents_and_floating_point_numbers_are_refused() -> None:
    assert to_cents(-10) == -1000
    with pytest.raises(AmountError):
        to_cents(1.5)  # type: ignore[arg-type] # what a careless script gives
