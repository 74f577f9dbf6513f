"""A form is read into its values; what is wrong is told together."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, time
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yhdistys.grants.queries.form_files import LARGEST, read_form
from yhdistys.grants.rules.funder_rules import ParameterKind
from yhdistys.grants.rules.template import (
    BudgetScheme,
    FunderTemplate,
    LineKind,
    QuestionKind,
    Source,
    Status,
    YearsOfActivity,
)
from yhdistys.grants.rules.template_figures import FITS
from yhdistys.grants.rules.template_names import circles
from yhdistys.grants.rules.template_reading import MOST_PROBLEMS, read_template
from yhdistys.grants.rules.template_values import nearest, written
from yhdistys.i18n import DataText, using
from yhdistys.values.counting import CountedUnit, CountingRule
from yhdistys.values.dated import DatedValue

FOLDER = Path(__file__).parents[1] / "data" / "forms" / "small"
FORM = (FOLDER / "form.toml").read_text("utf-8")
LEAST = """format = 1
id = "least"
version = "1"
title = { fi = "A", sv = "A", en = "A" }
funder = { id = "f", name = { fi = "F", sv = "F", en = "F" } }
[[sections]]
id = "s"
label = { fi = "S", sv = "S", en = "S" }
[[sections.questions]]
id = "q"
label = { fi = "Q", sv = "Q", en = "Q" }
kind = "text"
"""
LABEL = 'label = { fi = "L", sv = "L", en = "L" }'


def _read(text: str = FORM) -> FunderTemplate:
    read = read_template(text)
    assert read.problems == ()
    assert read.template is not None
    return read.template


def _told(text: str) -> list[tuple[int | None, str, str]]:
    return [(one.row, one.kind, one.message) for one in read_template(text).problems]


def test_a_form_with_the_least_is_read() -> None:
    form = _read(LEAST)
    assert (form.kind, form.status, form.years, form.grant_type) == (
        "application",
        Status.UNVERIFIED,
        None,
        None,
    )
    assert form.scheme == BudgetScheme()
    question = form.question("q")
    assert question is not None
    assert (question.counting, question.max_chars, question.source) == (CountingRule(), None, "")


def test_the_outermost_values_are_read() -> None:
    form = _read()
    assert (form.id, form.version, form.funder_id) == ("small", "2026.1", "testila_fund")
    assert (form.valid_from, form.valid_to) == (date(2026, 1, 1), date(2026, 12, 31))
    assert form.title == DataText({"fi": "Pieni avustus", "sv": "Litet understöd",
                                   "en": "Small grant"})  # fmt: skip
    assert form.years == YearsOfActivity(begins="begins", ends="ends", most=3)
    assert form.source("old_guide") == Source(id="old_guide", title="Vanha hakuohje")


def test_parts_take_status_and_source_from_around_unless_they_say_so() -> None:
    form = _read()
    known = {one.id: (one.status, one.source) for one in form.questions}
    assert known["applicant"] == (Status.VERIFIED, "guide")
    assert known["need"] == (Status.UNVERIFIED, "old_guide")
    assert {one.status for one in form.scheme.lines} == {Status.VERIFIED}
    assert form.reports[0].sections[0].questions[0].source == "guide"


def test_a_way_of_counting_lies_over_the_one_of_the_form() -> None:
    form = _read()
    default, own = form.question("applicant"), form.question("need")
    assert default is not None
    assert own is not None
    assert default.counting == CountingRule(line_break=2, trims_end=True)
    assert own.counting == CountingRule(unit=CountedUnit.UTF_16_UNITS, line_break=2, trims_end=True)


def test_tables_budgets_dates_and_rules_are_read() -> None:
    form = _read()
    table = form.question("salaries_table")
    assert table is not None
    assert [(one.id, one.kind, one.is_yearly, one.is_summed) for one in table.columns] == [
        ("task", QuestionKind.TEXT, False, False),
        ("months", QuestionKind.WHOLE_NUMBER, True, True),
        ("pay", QuestionKind.MONEY, False, False),
        ("total", QuestionKind.COMPUTED, False, True),
    ]
    line = form.scheme.line("salaries")
    assert line is not None
    assert (line.kind, line.categories, line.first_year_from) == (
        LineKind.DIRECT,
        ("salaries", "side_costs"),
        ("salaries_table", "total"),
    )
    assert form.scheme.rounding == "euro"
    assert [(one.day, one.month_and_day, one.at) for one in form.dates] == [
        (date(2026, 5, 29), None, time(16, 15)),
        (None, (5, 31), None),
    ]
    assert form.rules[0].parameters["rate"].on(date(2026, 1, 1)) == DatedValue(
        Decimal("0.2"), date(2026, 1, 1), None, "Hakuohje, luettu 15.1.2026"
    )


def test_a_time_of_toml_is_a_time_too() -> None:
    assert _read(FORM.replace('at = "16:15"', "at = 16:15:00")).dates[0].at == time(16, 15)


def _value(text: str, kinds: str) -> list[str]:
    """Return the kinds of problems of a parameter with this value."""
    form = FORM.replace("value = 0.2,", f"value = {text},").replace(
        "value = 0.15,", f"value = {text},"
    )
    rules = {"overhead_cap": {"rate": kinds}}
    return [one.kind for one in read_template(form, rules=rules).problems]


@pytest.mark.parametrize(
    ("kind", "good", "bad"),
    [
        ("share", ["0", "1", "0.155"], ["1.01", "-0.1", '"0.1"', "0.1234567"]),
        ("money", ["10000", "0.05"], ["0.005", "-1", "true"]),
        ("whole_number", ["3", "3.0"], ["2.5", "-1", '"3"']),
        ("line", ['"own"', '["own", "applied"]'], ['"owner"', "3", '["own", "x"]']),
        ("line_kinds", ['["direct", "grant"]', '"own"'], ['["costs"]', "1"]),
        ("categories", ['["sales"]', '"sales"'], ['["salary"]', "true"]),
    ],
)
def test_parameters_fit_their_kind(kind: str, good: list[str], bad: list[str]) -> None:
    assert {text: _value(text, kind) for text in good} == {text: [] for text in good}
    assert {text: _value(text, kind) for text in bad} == {
        text: ["unfit-parameter", "unfit-parameter"] for text in bad
    }


def test_every_kind_of_parameter_is_checked() -> None:
    assert set(FITS) == set(ParameterKind)


@pytest.mark.parametrize("text", ["[]", "[1]", "nan", "1e20", "{ a = 1 }", "2026-01-01"])
def test_a_value_of_another_shape_is_refused(text: str) -> None:
    assert _value(text, "share") == ["wrong-type", "wrong-type"]


def test_yes_no_parameters_are_read() -> None:
    text = FORM.replace("value = 0.2,", "value = true,")
    read = read_template(text, rules={"overhead_cap": {"rate": "share"}})
    assert [one.value for one in read.problems] == ["true"]


@pytest.mark.parametrize(
    ("text", "row", "message"),
    [
        ("a = ", 1, "The form: there is no value, or a text without quotation marks."),
        ('a = "x', 1, "The form: a text has no quotation mark at its end."),
        ("\na = [1", 2, "The form: “]” is missing, or a comma between two items."),
        ("a = 1\na = 2", 2, None),
        ("a = 2026-02-30", 1, "Line 1, character 5: there is no such day or time."),
        ("a 1", 1, "Line 1, character 3: “=” is missing after a key."),
        ("a = 1 b", 1, None),
        ("a = " + "1" * 5000, 1, "The form: this is no TOML."),
        ("a = 1e99999999999999999999", 1, "The form: this is no TOML."),
        ("a = " + "[" * 9000, 1, "The form: brackets stand too deep inside each other."),
    ],
)
def test_a_text_that_is_no_toml_is_told_with_its_line(
    text: str, row: int, message: str | None
) -> None:
    read = read_template(text)
    assert read.template is None
    (found,) = read.problems
    assert (found.kind, found.row) == ("no-toml", row)
    assert message in {None, found.message}
    assert "(at" not in found.message


@pytest.mark.parametrize(
    ("text", "row", "hint"),
    [
        ("[a]\n[[a]]", 2, "Write each in its own part: [[a]] or a = [{ … }]."),
        ("[a]\r\n  [[ a ]]\r\n", 2, "Write each in its own part: [[a]] or a = [{ … }]."),
        ("[[a]] b", 1, "Correct this place; quotation marks and brackets must come in pairs."),
    ],
)
def test_a_part_of_which_there_may_be_many_is_told_with_its_brackets(
    text: str, row: int, hint: str
) -> None:
    (found,) = read_template(text).problems
    assert (found.row, found.hint) == (row, hint)


def test_names_are_quoted_as_the_readers_language_does() -> None:
    with using("fi"):
        (found,) = read_template(FORM.replace("max_chars = 1500", "max_chars = 0", 1)).problems
    assert found.message.startswith("Kysymys ”")


@given(st.text(max_size=200))
def test_no_text_breaks_the_reading(text: str) -> None:
    assert read_template(text).template is None


@given(st.integers(0, len(FORM)), st.integers(0, 60))
def test_a_form_with_a_piece_cut_out_is_read_or_told(start: int, length: int) -> None:
    read = read_template(FORM[:start] + FORM[start + length :])
    assert read.template is not None or read.problems


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('kind = "yes_no"', 'kind = "table"', ["missing-key", "unknown-name", "unknown-name"]),
        ('kind = "yes_no"', 'kind = "budget"', ["unknown-name", "two-budgets", "unknown-name"]),
        ('kind = "grant"', 'kind = "activity"', ["grant-lines", "loop"]),
        ("rate = [", "rates = [", ["missing-parameter", "unknown-parameter"]),
        ("rate = [", "rate = 5\nold = [", ["wrong-type", "unknown-parameter"]),
        ("columns = [\n", "columns = [ 3,\n", ["wrong-type", "unknown-name", "unknown-column"]),
        ('[years]\nbegins = "begins"', "[years]", ["missing-key"]),
        ("choices = [\n", "choices = []\nx = [\n", ["empty-list", "unknown-key"]),
        ('label = { fi = "Vuosiselvitys",', 'sections = []\nlabel = { fi = "V",', ["no-toml"]),
        ('rule = "overhead_cap"\n', "", ["missing-key"]),
        ('kind = "direct"\n', "", ["missing-key"]),
        ("[rules.parameters]\nrate = [", "parameters = [", ["wrong-type", "missing-parameter"]),
        ("[rules.parameters]", "[rules.parameter]", ["missing-parameter", "unknown-key"]),
        ("[[budget.lines]]", "[[budget.row]]", ["no-budget-lines", "unknown-key"]),
        ("[counting]", "[[counting]]", ["wrong-type"]),
        ('id = "country", ', "", ["missing-key"]),
        ('id = "country"', "id = 5", ["wrong-type"]),
        ('categories = ["own_funding"]', "categories = 5", ["wrong-type"]),
        ('categories = ["own_funding"]', "categories = [5]", ["wrong-type"]),
        ("value = 0.2, valid_from = 2026-01-01",
         "value = 0.2, valid_from = 2026-01-01, valid_to = 2025-01-01", ["reversed-days"]),
        ("max_chars = 1500", "max_chars = true", ["wrong-type"]),
        ("day = 2026-05-29", "day = 2026-05-29T10:00:00", ["wrong-type"]),
        ('only_if = "costs > 0"', "only_if = 0", ["wrong-type"]),
        ('yearly = "05-31"', "yearly = 5", ["wrong-type"]),
        ('at = "16:15"', "at = 5", ["wrong-type"]),
        ("first_year_from = ", "first_year_from = 5 #", ["wrong-type"]),
        ("format = 1", 'format = "1"', ["wrong-type"]),
        ('id = "own"', 'id = "months"', []),
    ],
)  # fmt: skip
def test_one_mistake_may_have_consequences(old: str, new: str, told: list[str]) -> None:
    assert [one.kind for one in read_template(FORM.replace(old, new)).problems] == told


def test_questions_and_lines_in_a_circle_are_named_in_order() -> None:
    """An answer that needs the budget must not be needed by the budget, whatever line it is."""
    text = FORM.replace('formula = "salaries_table_months / years"', 'formula = "own * 2"')
    text = text.replace('formula = "direct_costs * 15 %"', 'formula = "extent"')
    circle = "extent → [[budget.lines]] → overhead → extent"
    message = f"Question “extent”: it depends on itself: {circle}."
    assert _told(text) == [(112, "loop", message)]


def test_a_report_has_names_and_circles_of_its_own() -> None:
    text = FORM.replace("visible_if = \"applicant <> ''\"", "visible_if = \"outcome <> ''\"")
    assert _told(text) == [
        (198, "loop", "Question “outcome”: it depends on itself: outcome → outcome.")
    ]


def test_circles_are_found_once_for_each_group() -> None:
    assert circles({"a": ["b"], "b": ["c", "x"], "c": [], "d": ["d"]}) == [["d"]]
    assert circles({"a": ["b"], "b": ["c"], "c": ["b"], "e": ["a", "b"]}) == [["b", "c"]]
    long = {f"n{number}": [f"n{number + 1}"] for number in range(5000)}
    assert circles(long) == []
    assert len(circles({**long, "n5000": ["n0"]})[0]) == 5001


@given(st.dictionaries(st.sampled_from("abcdef"), st.lists(st.sampled_from("abcdef"), max_size=3)))
def test_every_circle_found_is_one(needed: dict[str, list[str]]) -> None:
    for circle in circles(needed):
        following = [*circle[1:], circle[0]]
        assert all(after in needed[name] for name, after in zip(circle, following, strict=True))


def test_a_call_counts_as_past_on_the_day_that_is_told() -> None:
    assert read_template(FORM, today=date(2026, 5, 29)).problems == ()
    late = read_template(FORM, today=date(2026, 5, 30))
    assert [one.kind for one in late.problems] == ["past-deadline"]
    assert late.template is not None
    without = FORM.replace("valid_from = 2026-01-01\nvalid_to", "valid_to")
    assert read_template(without).problems == ()


def test_a_long_value_is_shown_in_one_short_line() -> None:
    assert written("a\n b" * 40) == ("a b" * 40)[:60] + "…"
    assert [written(one) for one in (True, False, {"a": 1}, [1], ["a", "b"])] == [
        "true",
        "false",
        "{ … }",
        "[ … ]",
        "a, b",
    ]


def test_the_nearest_word_is_suggested() -> None:
    assert nearest("max_char", ["max_chars", "id"]) == "Did you mean “max_chars”?"
    assert nearest("x", ["", "id"]) == "Known are: id."
    assert nearest("x", []) == "There is none yet."
    assert nearest("", ["b", "a"]) == "Known are: a, b."
    assert nearest("", [f"n{number:03}" for number in range(99)]).endswith("n039, ….")


def test_a_folder_is_read_with_its_form() -> None:
    file = read_form(FOLDER)
    assert (file.folder, file.text, file.problems) == (FOLDER, FORM, ())
    assert file.template == _read()


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (None, "file-missing"),
        (b"a = 1\nb = '\xe4'", "not-utf-8"),
        (b"#" * (LARGEST + 1), "file-too-large"),
        (b"\xef\xbb\xbf" + FORM.replace('"small"', '"other"').encode(), "other-folder"),
        ("folder", "file-problem"),
    ],
)
def test_a_file_that_cannot_be_read_is_told(
    tmp_path: Path, content: bytes | str | None, kind: str
) -> None:
    if isinstance(content, str):
        (tmp_path / "form.toml").mkdir()
    elif content is not None:
        (tmp_path / "form.toml").write_bytes(content)
    file = read_form(tmp_path)
    assert (file.template, [one.kind for one in file.problems]) == (None, [kind])
    assert {one.row for one in file.problems} <= {None, 2, 3}


def _spoil(text: str) -> str:
    return text.replace("max_chars = 1500", "max_chars = 0")


@pytest.mark.parametrize("change", [_spoil, str.upper])
def test_a_form_with_errors_keeps_its_text(tmp_path: Path, change: Callable[[str], str]) -> None:
    (tmp_path / "form.toml").write_text(change(FORM), "utf-8")
    file = read_form(tmp_path)
    assert (file.template, file.text) == (None, change(FORM))


def test_a_number_of_thousands_of_digits_is_told() -> None:
    huge = "0x" + "f" * 5000
    for old, new in (
        ("format = 1", f"format = {huge}"),
        ("max_chars = 1500", f"max_chars = {huge}"),
        ("max_chars = 1500", "max_chars = 1000000001"),
        ("max_chars = 1500", f"max_chars = -{huge}"),
        ("required = true", f"required = {huge}"),
        ("value = 0.2, valid_from", f"value = {huge}, valid_from"),
    ):
        assert read_template(FORM.replace(old, new)).template is None


def test_a_key_of_very_many_parts_is_told_before_it_is_read() -> None:
    parts = "a." * 100_000
    for text in (parts + "b = 1", f"[{parts}b]", "x = { y = 1, " + parts + "b = 1 }"):
        (found,) = read_template("\n" + text).problems
        assert (found.kind, found.row) == ("no-toml", 2)
        assert found.message == "The form: a key has more than 16 parts."


def test_a_sum_of_two_tables_cannot_have_one_name() -> None:

    table = """
[[sections.questions]]
id = "{}"
label = {{ fi = "a", sv = "b", en = "c" }}
kind = "table"
columns = [ {{ id = "{}", label = {{ fi = "a", sv = "b", en = "c" }}, kind = "money" }} ]
"""
    text = FORM.replace(
        "[budget]", table.format("a", "b_c") + table.format("a_b", "c") + "[budget]"
    )
    told = _told(text)
    assert [(kind, message) for _row, kind, message in told] == [
        (
            "two-meanings",
            "Question “a_b” / Column “c”: formulas would not know which “a_b_c” is meant.",
        )
    ]


def test_chains_of_conditions_and_formulas_have_an_end() -> None:
    question = """
[[sections.questions]]
id = "{}"
label = {{ fi = "a", sv = "b", en = "c" }}
kind = "yes_no"
visible_if = "{}"
"""
    chain = [question.format("q0", "years > 1")]
    chain += [question.format(f"q{number}", f"q{number - 1}") for number in range(1, 60)]
    (found,) = read_template(FORM.replace("[budget]", "".join(chain) + "[budget]")).problems
    assert (found.kind, found.value) == ("too-deep", "q30")
    assert found.message == (
        "Question “q30”: more than 30 conditions and formulas need each other in a chain."
    )
    fit = FORM.replace("[budget]", "".join(chain[:30]) + "[budget]")
    assert read_template(fit).problems == ()


def test_chains_of_columns_have_an_end() -> None:
    column = '{{ id = "{}", label = {{ fi = "a", sv = "b", en = "c" }}, kind = "{}"{} }}'
    columns = [column.format("c0", "money", "")]
    columns += [
        column.format(f"c{number}", "computed", f', formula = "c{number - 1}"')
        for number in range(1, 60)
    ]
    table = (
        """
[[sections.questions]]
id = "t"
label = { fi = "a", sv = "b", en = "c" }
kind = "table"
columns = ["""
        + ", ".join(columns)
        + "]\n"
    )
    (found,) = read_template(FORM.replace("[budget]", table + "[budget]")).problems
    assert (found.kind, found.column) == (
        "too-deep",
        "sections[1].questions[4].columns[31].formula",
    )


def test_of_very_many_problems_of_one_kind_the_first_are_told() -> None:
    question = """
[[sections.questions]]
id = "q{}"
label = {{ fi = "a", sv = "b", en = "c" }}
kind = "yes_no"
visible_if = "nothing"
"""
    many = "".join(question.format(number) for number in range(300))
    assert len(read_template(FORM.replace("[budget]", many + "[budget]")).problems) == MOST_PROBLEMS
