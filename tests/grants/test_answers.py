from __future__ import annotations

from decimal import Decimal

import pytest

from helpers.forms import choices, column, question
from yhdistys.errors import ValidationError
from yhdistys.grants.rules.answers import (
    LONGEST,
    ReadAnswer,
    complete_rows,
    is_answered,
    is_wrong,
    missing_cells,
    read_answer,
    show_answer,
    typed,
)
from yhdistys.grants.rules.application import Answer
from yhdistys.grants.rules.cells import canonical, show_number
from yhdistys.grants.rules.tables import cell_value
from yhdistys.grants.rules.template import Question, QuestionKind
from yhdistys.i18n import using
from yhdistys.values.expression import parse

YEARS = (2027, 2028)
GROUPS = question(
    "groups",
    "table",
    label="Target groups",
    columns=(
        column("name", is_required=True, label="Group"),
        column("people", "whole_number", is_yearly=True, is_required=True, is_summed=True),
        column("price", "money"),
        column("all", "computed", formula="people * price"),
    ),
    min_rows=2,
    max_rows=3,
)


def read(kind: str, text: str, **options: object) -> str:
    return read_answer(question("q", kind, **options), text, None, YEARS).answer.text


@pytest.mark.parametrize(
    ("kind", "written", "kept"),
    [
        ("text", "  Meeting\tplace\u00a0A ", "Meeting place\u00a0A"),
        ("long_text", "\n  One \r\nTwo\t2\u00a0\n\n", "  One\nTwo\t2"),
        ("whole_number", "1 234", "1234"),
        ("money", "1 234,5", "1234.50"),
        ("money", "=120*12", "1440.00"),
        ("money", "-0,5", "-0.50"),
        ("percent", "26,44 %", "26.44"),
        ("percent", "100", "100"),
        ("date", "31.1.2027", "2027-01-31"),
        ("yes_no", "Kyllä", "true"),
        ("yes_no", "nej", "false"),
        ("yes_no", "yes", "true"),
        ("text", "   ", ""),
        ("money", " \n", ""),
    ],
)
def test_an_answer_is_kept_in_canonical_form(kind: str, written: str, kept: str) -> None:
    assert read(kind, written) == kept


@pytest.mark.parametrize(
    ("kind", "written", "sentence"),
    [
        ("whole_number", "12,5", "Q: “12,5” is not a whole number."),
        ("money", "1,234", "Q: “1,234” can be read in two ways: write the thousands with a space"),
        ("percent", "half", "Q: “half” is not a percentage such as 3,5 %."),
        ("date", "31.2.2027", "Q: “31.2.2027” is not a day: write 31.12.2025 or 2025-12-31."),
        ("yes_no", "perhaps", "Q: “perhaps” is neither yes nor no."),
        ("choice", "c", "Q: “c” is none of the choices: here, there."),
        ("choices", "here, c", "Q: “c” is none of the choices: here, there."),
    ],
)
def test_a_text_that_is_no_answer_is_refused_with_the_question(
    kind: str, written: str, sentence: str
) -> None:
    with pytest.raises(ValidationError) as refused:
        read(kind, written, choices=choices("here", "there"))
    assert refused.value.message.startswith(sentence)


@pytest.mark.parametrize(
    ("kind", "written", "kept"),
    [
        ("choice", "Espoo, Finland", "espoo"),
        ("choice", "ESPOO", "espoo"),
        ("choices", "away, Espoo, Finland,,away", "espoo,away"),
        ("choices", "Away\nespoo", "espoo,away"),
        ("choices", "away; Espoo, Finland", "espoo,away"),
        ("choices", " , ", ""),
    ],
)
def test_choices_are_found_by_id_or_label_in_the_order_of_the_form(
    kind: str, written: str, kept: str
) -> None:
    places = question("p", "choice", choices=choices("espoo, finland", "away")).choices
    labelled = (type(places[0])(id="espoo", label=places[0].label), places[1])
    assert read(kind, written, choices=labelled) == kept


def test_what_was_cleaned_is_told_in_sentences() -> None:
    told = read_answer(question("q", "long_text"), "a\x00\x01\x02b\u00adc", None, YEARS)
    assert told == ReadAnswer(
        Answer(text="abc"),
        ("3 control characters were removed.", "1 soft hyphen was removed."),
    )


def test_a_text_of_a_megabyte_is_refused_with_its_length_and_the_limit() -> None:
    assert read("long_text", "a" * LONGEST) == "a" * LONGEST
    with pytest.raises(ValidationError) as refused:
        read("long_text", "a" * 1_000_000, label="Need")
    assert refused.value.message.replace("\u00a0", " ") == (
        "“Need”: the text has 1,000,000 characters; at most 100,000 are kept."
    )
    assert refused.value.kind == "text-too-long"


def test_a_text_over_the_funders_limit_is_kept_for_a_draft_may_be_too_long() -> None:
    assert read("text", "too long", max_chars=3) == "too long"


@pytest.mark.parametrize(
    ("asked", "rows", "sentence"),
    [
        (GROUPS, None, "“Target groups” is a table: it is answered by rows."),
        (question("need"), [], "“Need” is no table: it is answered by a text."),
        (question("sum", "computed"), None, "“Sum” is not answered: the program fills it in."),
    ],
)
def test_an_answer_of_another_form_than_the_question_is_refused(
    asked: Question, rows: list[dict[str, str]] | None, sentence: str
) -> None:
    with pytest.raises(ValidationError) as refused:
        read_answer(asked, "", rows, YEARS)
    assert refused.value.message == sentence


def test_the_rows_of_a_table_are_read_cell_by_cell() -> None:
    rows = [
        {"name": " Young\x07 ", "people/2027": "1 030", "people/2028": "", "price": "2,5"},
        {"name": "", "people/2027": " "},
        {"name": "Old", "people/2031": "7", "all": "999"},
    ]
    assert read_answer(GROUPS, "", rows, YEARS) == ReadAnswer(
        Answer(
            rows=(
                {"name": "Young", "people/2027": "1030", "price": "2.50"},
                {"name": "Old", "people/2031": "7"},
            )
        ),
        ("1 control character was removed.",),
    )


def test_a_yearly_column_needs_no_year_when_the_activity_has_one() -> None:
    read_rows = read_answer(GROUPS, "", [{"people": "5"}], (2027,)).answer.rows
    assert read_rows == ({"people/2027": "5"},)


def test_wrong_cells_are_told_with_row_and_column() -> None:
    rows = [{"people/2027": "x"}, {"colour": "red", "price": "1,234", "people": "5"}]
    with pytest.raises(ValidationError) as refused:
        read_answer(GROUPS, "", rows, YEARS)
    assert [(one.row, one.column, one.message[:52]) for one in refused.value.problems] == [
        (1, "people", "Target groups, row 1, People 2027: “x” is not a whol"),
        (2, "colour", "Target groups, row 2: there is no column “colour”."),
        (2, "price", "Target groups, row 2, Price: “1,234” can be read in "),
        (2, "people", "Target groups, row 2: there is no column “people”."),
    ]
    assert refused.value.message.startswith("4 cells are wrong. Target groups, row 1")
    assert refused.value.problems[1].hint == "Known are: name, people/2027, price, all."


@pytest.mark.parametrize(
    "key",
    [
        "name/2027",
        "people/0027",
        "people/2027x",
        "people/",
        "people/" + "9" * 5000,
        "people/" + "\uff12\uff10\uff12\uff17",
    ],
)
def test_a_key_that_is_no_column_of_a_year_is_refused(key: str) -> None:
    with pytest.raises(ValidationError) as refused:
        read_answer(GROUPS, "", [{key: "5"}], YEARS)
    assert refused.value.kind == "unknown-column"


def test_more_rows_than_the_form_has_room_for_are_refused() -> None:
    rows = [{"name": str(number)} for number in range(4)]
    with pytest.raises(ValidationError) as refused:
        read_answer(GROUPS, "", rows, YEARS)
    assert refused.value.message == ("Target groups: 4 rows are too many; the form has room for 3.")
    assert len(read_answer(GROUPS, "", rows[:3], YEARS).answer.rows) == 3


def test_a_table_of_too_many_characters_is_refused() -> None:
    with pytest.raises(ValidationError) as refused:
        read_answer(GROUPS, "", [{"name": "a" * 60_000}, {"name": "b" * 60_000}], YEARS)
    assert refused.value.kind == "text-too-long"


def test_a_table_is_answered_when_enough_rows_have_all_demanded_cells() -> None:
    whole = {"name": "Young", "people/2027": "5", "people/2028": "6"}
    one_year = {"name": "Old", "people/2027": "5"}
    answer = Answer(rows=(whole, one_year, {"name": "Families"}))
    assert complete_rows(GROUPS, answer) == 2
    assert complete_rows(GROUPS, answer, YEARS) == 1
    assert is_answered(GROUPS, answer)
    assert not is_answered(GROUPS, answer, YEARS)
    assert [(one.id, year) for one, year in missing_cells(GROUPS, one_year, YEARS)] == [
        ("people", 2028)
    ]
    assert [(one.id, year) for one, year in missing_cells(GROUPS, {})] == [
        ("name", None),
        ("people", None),
    ]


def test_a_text_is_answered_when_anything_is_written() -> None:
    assert is_answered(question("need"), Answer(text="x"))
    assert not is_answered(question("need"), Answer(text=" \n"))


@pytest.mark.parametrize(
    ("kind", "kept", "in_finnish", "in_english"),
    [
        ("money", "1234.50", "1 234,50", "1,234.50"),
        ("whole_number", "1234", "1 234", "1,234"),
        ("percent", "26.44", "26,44 %", "26.44%"),
        ("date", "2027-01-31", "31.1.2027", "31 Jan 2027"),
        ("yes_no", "true", "kyllä", "yes"),
        ("yes_no", "false", "ei", "no"),
        ("choice", "here", "Here", "Here"),
        ("choices", "here,there,gone", "Here, There, gone", "Here, There, gone"),
        ("long_text", "a\nb", "a\nb", "a\nb"),
        ("date", "soon", "soon", "soon"),
        ("choice", "gone", "gone", "gone"),
        ("money", "", "", ""),
    ],
)
def test_an_answer_is_shown_in_the_readers_language(
    kind: str, kept: str, in_finnish: str, in_english: str
) -> None:
    asked = question("q", kind, choices=choices("here", "there"))
    with using("fi"):
        assert show_answer(asked, Answer(text=kept)).replace("\u00a0", " ") == in_finnish
    assert show_answer(asked, Answer(text=kept)) == in_english


def test_a_table_is_shown_row_by_row() -> None:
    rows = ({"price": "2.50", "people/2028": "6", "people/2027": "5", "name": "Young"}, {"x": "1"})
    assert show_answer(GROUPS, Answer(rows=rows)) == (
        "Group: Young; People 2027: 5; People 2028: 6; Price: 2.50\n"
    )


@pytest.mark.parametrize(
    ("kind", "kept"), [("money", "x"), ("date", "soon"), ("yes_no", "x"), ("choice", "gone")]
)
def test_a_kept_text_that_is_no_value_of_its_kind_has_no_value(kind: str, kept: str) -> None:
    asked = question("q", kind, choices=choices("here"))
    assert typed(asked, kept) is None
    assert is_wrong(asked, kept)
    assert not is_wrong(asked, "")


def test_figures_of_other_kinds_are_shown_with_cents_when_they_have_any() -> None:
    assert canonical(5) == "5"
    assert show_number(QuestionKind.COMPUTED, Decimal("1234.00")) == "1,234"
    assert show_number(QuestionKind.COMPUTED, Decimal("0.5")) == "0.50"
    assert parse("1").evaluate({}) == Decimal(1)


def test_a_paste_of_only_commas_is_read_at_once() -> None:
    labelled = choices("a, b, c", "d")
    assert read("choices", "d," * 49_000, choices=labelled) == "d"
    with pytest.raises(ValidationError):
        read("choices", "x," * 49_000, choices=labelled)


def test_many_computed_columns_that_need_each_other_are_computed_at_once() -> None:
    columns = [column("first", "money")]
    for number in range(28):
        formula = " + ".join(one.id for one in columns)
        columns.append(column(f"c{number}", "computed", formula=formula))
    table = question("t", "table", columns=tuple(columns))
    assert cell_value(table, columns[-1], {"first": "0.01"}, (2027,)) == Decimal("1342177.28")
