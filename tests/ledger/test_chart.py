from __future__ import annotations

from collections.abc import Iterator

import pytest

from yhdistys import i18n
from yhdistys.errors import UsageError, ValidationError
from yhdistys.ledger.rules.categories import CATEGORIES
from yhdistys.ledger.rules.chart import (
    LINES,
    Chart,
    ChartAccount,
    accounts_without_line,
    derive_chart,
    line_of,
    parse_chart,
    side_of,
)

SMALL = """
id = "small"
title = { fi = "Pieni", sv = "Liten", en = "Small" }
source = "Invented for a test."

[[accounts]]
number = "5000"
fi = "Palkat"
sv = "Löner"
en = "Salaries"

[[accounts]]
number = "3000"
fi = "Osallistumismaksut"
sv = "Deltagaravgifter"
en = "Participation fees"

[[lines]]
prefix = "3"
line = "activity_income"

[[lines]]
prefix = "50"
line = "activity_personnel"
"""


def problems_of(text: str) -> list[tuple[str | None, int | None, str, str]]:
    with pytest.raises(ValidationError) as caught:
        parse_chart(text)
    assert caught.value.kind == "bad-chart"
    assert caught.value.message.endswith(caught.value.problems[0].message)
    assert caught.value.hint == caught.value.problems[0].hint
    return [(each.column, each.row, each.message, each.hint) for each in caught.value.problems]


@pytest.fixture(autouse=True)
def _in_english() -> Iterator[None]:
    with i18n.using("en"):
        yield


def test_a_chart_is_read_with_its_accounts_in_order() -> None:
    chart = parse_chart(SMALL)
    assert chart == Chart(
        id="small",
        title={"fi": "Pieni", "sv": "Liten", "en": "Small"},
        source="Invented for a test.",
        accounts=(
            ChartAccount(
                "3000",
                {"fi": "Osallistumismaksut", "sv": "Deltagaravgifter", "en": "Participation fees"},
            ),
            ChartAccount("5000", {"fi": "Palkat", "sv": "Löner", "en": "Salaries"}),
        ),
        lines={"3": "activity_income", "50": "activity_personnel"},
    )
    assert chart.line_of("5010") == "activity_personnel"
    assert chart.line_of("6000") is None


def test_an_account_is_named_in_the_language_of_the_reader() -> None:
    account = parse_chart(SMALL).accounts[1]
    assert account.name == "Salaries"
    with i18n.using("sv"):
        assert account.name == "Löner"


def test_inline_tables_say_the_same_as_written_out_tables() -> None:
    written_out = parse_chart(SMALL)
    accounts = ", ".join(
        f'{{ number = "{account.number}", fi = "{account.names["fi"]}", '
        f'sv = "{account.names["sv"]}", en = "{account.names["en"]}" }}'
        for account in written_out.accounts
    )
    lines = ", ".join(
        f'{{ prefix = "{prefix}", line = "{line}" }}' for prefix, line in written_out.lines.items()
    )
    head, _sign, _rest = SMALL.partition("[[accounts]]")
    assert parse_chart(f"{head}\naccounts = [{accounts}]\nlines = [{lines}]") == written_out


def test_a_text_that_is_no_toml_is_told_with_its_line() -> None:
    [(column, row, message, hint)] = problems_of('id = "small"\ntitle = ?\n')
    assert (column, row) == (None, 2)
    assert message.startswith("The text is not valid TOML: ")
    assert hint == "Correct this place; quotation marks and brackets must come in pairs."


def test_a_text_that_breaks_off_is_told_without_a_line() -> None:
    [(_column, row, message, _hint)] = problems_of('id = """')
    assert row is None
    assert "end of document" in message


def test_an_empty_chart_is_told_everything_it_lacks() -> None:
    assert [column for column, *_ in problems_of("")] == [
        "id", "source", "title.fi", "title.sv", "title.en", "accounts", "lines",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (
            'id = "small"',
            'id = "Small chart"',
            ("id", None, "The chart has no proper id.",
             'Write id = "my_chart" with small letters, digits and underscores.'),
        ),
        (
            'source = "Invented for a test."',
            'source = " "',
            ("source", None, "The chart does not tell its source.",
             'Write source = "…": where the numbers and names come from.'),
        ),
        (
            'id = "small"',
            'id = "small"\nowner = "me"',
            ("owner", None, "“owner” is not known in the chart.",
             "Known are id, title, source, accounts, lines, categories."),
        ),
        (
            'title = { fi = "Pieni", sv = "Liten", en = "Small" }',
            'title = { fi = "Pieni", en = "Small" }',
            ("title.sv", None, "The name in the language “sv” is missing in “title”.",
             'Write sv = "…".'),
        ),
        (
            'sv = "Löner"',
            'sv = ""',
            ("accounts.sv", 1,
             "The name in the language “sv” is missing in row 1 of “accounts”.",
             'Write sv = "…".'),
        ),
        (
            'sv = "Löner"',
            'sv = "Löner"\nline = "activity_personnel"',
            ("accounts.line", 1, "“line” is not known in row 1 of “accounts”.",
             "Known are number, fi, sv, en."),
        ),
        (
            'number = "3000"',
            "number = 3000",
            ("accounts.number", 2,
             "Row 2 of “accounts”: “number” must be digits in quotation marks.",
             'Write number = "3000".'),
        ),
        (
            'number = "3000"',
            'number = "5000"',
            ("accounts.number", 2,
             "“5000” stands twice in the chart, the second time in row 2.",
             "Remove one of the two."),
        ),
        (
            'prefix = "50"',
            'prefix = "3"',
            ("lines.prefix", 2,
             "“3” stands twice in the chart, the second time in row 2.",
             "Remove one of the two."),
        ),
        (
            'prefix = "50"',
            'prefix = "5x"',
            ("lines.prefix", 2, "Row 2 of “lines”: “prefix” must be digits in quotation marks.",
             'Write prefix = "3000".'),
        ),
        (
            'line = "activity_personnel"',
            'line = "wages"',
            ("lines.line", 2, "Row 2 of “lines”: there is no statement line “wages”.",
             f"The lines are {', '.join(LINES)}."),
        ),
        (
            'line = "activity_personnel"',
            "line = 4",
            ("lines.line", 2, "Row 2 of “lines”: there is no statement line “4”.",
             f"The lines are {', '.join(LINES)}."),
        ),
        (
            'line = "activity_personnel"',
            'line = "activity_personnel"\nside = "expense"',
            ("lines.side", 2, "“side” is not known in row 2 of “lines”.",
             "Known are prefix, line."),
        ),
    ],
)  # fmt: skip
def test_each_mistake_in_a_chart_is_told_with_place_and_remedy(
    old: str, new: str, expected: tuple[str, int | None, str, str]
) -> None:
    assert SMALL.count(old) == 1
    assert problems_of(SMALL.replace(old, new)) == [expected]


def test_rows_that_are_no_tables_are_told() -> None:
    head, _sign, _rest = SMALL.partition("[[accounts]]")
    text = f'{head}\naccounts = ["3000"]\nlines = []'
    assert problems_of(text) == [
        ("accounts", 1, "Row 1 of “accounts” is not a table.",
         "Add [[accounts]] once for each row."),
        ("lines", None, "The chart has no list “lines”.", "Add [[lines]] once for each row."),
    ]  # fmt: skip


def test_a_title_that_is_no_table_lacks_all_its_names() -> None:
    text = SMALL.replace('title = { fi = "Pieni", sv = "Liten", en = "Small" }', 'title = "Pieni"')
    assert [column for column, *_ in problems_of(text)] == ["title.fi", "title.sv", "title.en"]


def test_the_value_at_fault_is_told() -> None:
    with pytest.raises(ValidationError) as caught:
        parse_chart(SMALL.replace('number = "3000"', "number = 3000"))
    assert [problem.value for problem in caught.value.problems] == ["3000"]


@pytest.mark.parametrize(
    ("number", "line"),
    [
        ("4", None),
        ("49", "activity_other"),
        ("4900", "activity_other"),
        ("4990", "activity_personnel"),
        ("49901", "activity_personnel"),
        ("4995", "activity_other"),
        ("70500", "fundraising_income"),
        ("", None),
        ("8000", None),
    ],
)
def test_the_longest_prefix_decides_the_line(number: str, line: str | None) -> None:
    rules = {
        "49": "activity_other", "4990": "activity_personnel", "70": "fundraising_income",
    }  # fmt: skip
    assert line_of(number, rules) == line


def test_only_accounts_that_carry_money_are_listed_as_lacking_a_line() -> None:
    totals = {"9999": -1, "3000": 100, "4995": -31800, "4996": 0}
    assert accounts_without_line(totals, {"3": "activity_income"}) == ("4995", "9999")


@pytest.mark.parametrize(
    ("line", "side"),
    [
        ("activity_income", "income"),
        ("activity_personnel", "expense"),
        ("activity_depreciation", "expense"),
        ("activity_other", "expense"),
        ("fundraising_income", "income"),
        ("fundraising_expense", "expense"),
        ("finance_income", "income"),
        ("finance_expense", "expense"),
        ("general_grants", "income"),
        ("appropriations", "expense"),
        ("income_tax", "expense"),
        ("balance_assets", "balance"),
        ("balance_equity", "balance"),
        ("balance_liabilities", "balance"),
    ],
)
def test_every_line_has_a_side(line: str, side: str) -> None:
    assert side_of(line) == side


def test_each_line_has_a_label_of_its_own() -> None:
    assert len({str(line.label) for line in LINES.values()}) == len(LINES) == 14


def test_an_unknown_line_is_refused_with_the_known_ones() -> None:
    with pytest.raises(UsageError) as caught:
        side_of("wages")
    assert caught.value.kind == "unknown-line"
    assert caught.value.message == "There is no statement line “wages”."
    assert caught.value.hint == f"The lines are {', '.join(LINES)}."


def test_a_chart_derived_from_a_ledger_holds_each_account_once() -> None:
    chart = derive_chart(
        [("5000", "Palkat"), ("3960", ""), ("5000", "Palkat ja palkkiot"), ("5000", "")]
    )
    assert chart.accounts == (
        ChartAccount("3960", {}),
        ChartAccount("5000", {"fi": "Palkat ja palkkiot"}),
    )
    assert (chart.id, chart.title, chart.source, chart.lines) == ("", {}, "", {})
    assert chart.accounts[0].name == ""


def test_a_derived_chart_takes_the_rules_it_is_given() -> None:
    assert derive_chart([("3960", "Avustukset")], {"3": "activity_income"}).line_of("3960") == (
        "activity_income"
    )


CATEGORIES_OF_SMALL = """
[[categories]]
prefix = "3"
category = "participant_fees"

[[categories]]
prefix = "50"
category = "salaries"
"""


def test_a_chart_may_tell_cost_categories() -> None:
    assert parse_chart(SMALL).categories == {}
    assert parse_chart(SMALL + CATEGORIES_OF_SMALL).categories == {
        "3": "participant_fees", "50": "salaries",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (
            'category = "salaries"',
            'category = "wages"',
            ("categories.category", 2,
             "Row 2 of “categories”: there is no cost category “wages”.",
             f"The categories are {', '.join(CATEGORIES)}."),
        ),
        (
            'category = "salaries"',
            "category = 4",
            ("categories.category", 2, "Row 2 of “categories”: there is no cost category “4”.",
             f"The categories are {', '.join(CATEGORIES)}."),
        ),
        (
            'prefix = "50"',
            'prefix = "3"',
            ("categories.prefix", 2,
             "“3” stands twice in the chart, the second time in row 2.",
             "Remove one of the two."),
        ),
        (
            'category = "salaries"',
            'category = "salaries"\nline = "activity_personnel"',
            ("categories.line", 2, "“line” is not known in row 2 of “categories”.",
             "Known are prefix, category."),
        ),
    ],
)  # fmt: skip
def test_each_mistake_in_the_cost_categories_is_told(
    old: str, new: str, expected: tuple[str, int | None, str, str]
) -> None:
    assert CATEGORIES_OF_SMALL.count(old) == 1
    assert problems_of(SMALL + CATEGORIES_OF_SMALL.replace(old, new)) == [expected]
