from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from yhdistys import i18n
from yhdistys.errors import ValidationError
from yhdistys.i18n import lazy
from yhdistys.values.fields import Field, FieldKind, read_values
from yhdistys.values.findings import Finding, Severity, has_errors
from yhdistys.values.period import Month

CHOICES = (("xlsx", lazy("Excel workbook")), ("pdf", "PDF"))


def field(kind: FieldKind, *, required: bool = False, default: object = None) -> Field:
    return Field(
        id="thing",
        label=lazy("Thing"),
        kind=kind,
        required=required,
        default=default,
        choices=CHOICES if kind is FieldKind.CHOICE else (),
    )


@pytest.mark.parametrize(
    ("kind", "text", "value"),
    [
        (FieldKind.TEXT, "  two \t words\n", "two words"),
        (FieldKind.LONG_TEXT, " first \r\n\r\nlast \n", "first\n\nlast"),
        (FieldKind.WHOLE_NUMBER, "1\u00a0234", 1234),
        (FieldKind.WHOLE_NUMBER, "\u22125", -5),
        (FieldKind.MONEY, "1 234,5 €", Decimal("1234.50")),
        (FieldKind.MONEY, "=120*12", Decimal("1440.00")),
        (FieldKind.PERCENT, "3,125 %", Decimal("3.125")),
        (FieldKind.PERCENT, "\u22123", Decimal(-3)),
        (FieldKind.DATE, "3.9.2025", date(2025, 9, 3)),
        (FieldKind.MONTH, "9/2025", Month(2025, 9)),
        (FieldKind.CHOICE, "PDF", "pdf"),
        (FieldKind.CHOICE, "excel WORKBOOK", "xlsx"),
        (FieldKind.SWITCH, "Kyllä", True),
        (FieldKind.SWITCH, "off", False),
        (FieldKind.FILE, " kirjanpito/paa kirja.xlsx ", "kirjanpito/paa kirja.xlsx"),
    ],
)
def test_a_text_is_read_by_the_kind_of_its_field(kind: FieldKind, text: str, value: object) -> None:
    with i18n.using("en"):
        result = field(kind).parse(text)
    assert (type(result), result) == (type(value), value)


@pytest.mark.parametrize(
    ("kind", "text", "message"),
    [
        (FieldKind.WHOLE_NUMBER, "1,5", "Thing: “1,5” is not a whole number."),
        (FieldKind.WHOLE_NUMBER, "9" * 50, f"Thing: “{'9' * 40}” is not a whole number."),
        (
            FieldKind.MONEY,
            "abc",
            "Thing: “abc” is not an amount in euros and cents, such as 1 234,50.",
        ),
        (FieldKind.MONEY, "=1/0", "Thing: The formula divides by zero at character 3."),
        (FieldKind.PERCENT, "many", "Thing: “many” is not a percentage such as 3,5 %."),
        (FieldKind.DATE, "31.2.", "Thing: “31.2.” is not a day: write 31.12.2025 or 2025-12-31."),
        (FieldKind.MONTH, "13/2025", "Thing: “13/2025” is not a month: write 2025-03 or 3/2025."),
        (FieldKind.CHOICE, "odt", "Thing: “odt” is none of the choices: xlsx, pdf."),
        (FieldKind.SWITCH, "maybe", "Thing: “maybe” is neither yes nor no."),
    ],
)
def test_a_text_of_another_kind_is_refused_with_its_field(
    kind: FieldKind, text: str, message: str
) -> None:
    with i18n.using("en"), pytest.raises(ValidationError) as raised:
        field(kind).parse(text)
    assert raised.value.message == message
    assert raised.value.problems == (
        Finding(
            severity=Severity.ERROR,
            kind=f"bad-{kind}",
            message=message,
            column="thing",
            value=text,
        ),
    )
    assert has_errors(raised.value.problems)


def test_an_empty_text_gives_the_default() -> None:
    assert field(FieldKind.MONEY).parse(" ") is None
    assert field(FieldKind.WHOLE_NUMBER, default=3, required=True).parse("") == 3


def test_a_required_field_must_be_filled_in() -> None:
    asked = Field(id="name", label="Name", kind=FieldKind.TEXT, required=True, help="Who it is.")
    with i18n.using("en"), pytest.raises(ValidationError) as raised:
        asked.parse("  ")
    assert (raised.value.message, raised.value.hint, raised.value.kind) == (
        "Name: Please fill this in.",
        "Who it is.",
        "missing-value",
    )


@pytest.mark.parametrize(
    ("kind", "value", "text"),
    [
        (FieldKind.TEXT, "abc", "abc"),
        (FieldKind.WHOLE_NUMBER, -2025, "\u22122025"),
        (FieldKind.MONEY, Decimal("1234.5"), "1\u00a0234,50"),
        (FieldKind.PERCENT, Decimal("3.125"), "3,125\u00a0%"),
        (FieldKind.PERCENT, Decimal("1E+3"), "1000\u00a0%"),
        (FieldKind.DATE, date(2025, 9, 3), "3.9.2025"),
        (FieldKind.MONTH, Month(2025, 9), "9/2025"),
        (FieldKind.CHOICE, "pdf", "PDF"),
        (FieldKind.CHOICE, "gone", "gone"),
        (FieldKind.FILE, "a.xlsx", "a.xlsx"),
        (FieldKind.MONEY, None, ""),
    ],
)
def test_a_value_is_shown_by_the_kind_of_its_field(
    kind: FieldKind, value: object, text: str
) -> None:
    with i18n.using("fi"):
        assert field(kind).show(value) == text


_VALUES = st.one_of(
    st.tuples(st.just(FieldKind.WHOLE_NUMBER), st.integers(-(10**14), 10**14)),
    st.tuples(st.just(FieldKind.MONEY), st.decimals(-(10**9), 10**9, places=2)),
    st.tuples(st.just(FieldKind.PERCENT), st.decimals(-(10**5), 10**5, places=3)),
    st.tuples(st.just(FieldKind.DATE), st.dates(date(1900, 1, 1), date(2199, 12, 31))),
    st.tuples(
        st.just(FieldKind.MONTH),
        st.dates(date(1900, 1, 1), date(2199, 12, 31)).map(Month.of),
    ),
    st.tuples(st.just(FieldKind.CHOICE), st.sampled_from(["xlsx", "pdf"])),
    st.tuples(st.just(FieldKind.SWITCH), st.booleans()),
)


@settings(max_examples=60)
@given(pair=_VALUES, language=st.sampled_from(i18n.LANGUAGES))
def test_a_shown_value_is_read_back_in_every_language(
    pair: tuple[FieldKind, object], language: str
) -> None:
    kind, value = pair
    with i18n.using(language):
        assert field(kind).parse(field(kind).show(value)) == value


FIELDS = (
    Field(id="year", label="Year", kind=FieldKind.WHOLE_NUMBER, required=True),
    Field(id="through", label="Through", kind=FieldKind.MONTH),
    Field(id="bare", label="Bare", kind=FieldKind.SWITCH, default=False),
)


def test_all_fields_are_read_at_once() -> None:
    assert read_values(FIELDS, {"year": "2025", "through": "9/2025"}) == {
        "year": 2025,
        "through": Month(2025, 9),
        "bare": False,
    }


def test_all_problems_are_told_at_once() -> None:
    with i18n.using("en"), pytest.raises(ValidationError) as raised:
        read_values(FIELDS, {"through": "soon", "colour": "red"})
    assert raised.value.message == (
        "3 values are wrong or missing. “colour” is not asked for here."
    )
    assert [problem.column for problem in raised.value.problems] == ["colour", "year", "through"]
    assert raised.value.problems[0].hint == "Known are: year, through, bare."


def test_one_problem_is_told_as_one() -> None:
    with i18n.using("en"), pytest.raises(ValidationError) as raised:
        read_values(FIELDS, {})
    assert raised.value.message == "1 value is wrong or missing. Year: Please fill this in."


def test_a_text_where_nothing_is_asked_for_is_refused() -> None:
    with i18n.using("en"), pytest.raises(ValidationError) as raised:
        read_values((), {"colour": "red"})
    assert raised.value.hint == ""
