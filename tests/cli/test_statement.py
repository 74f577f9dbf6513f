"""statement income, report."""

from __future__ import annotations

from pathlib import Path

import pytest

from helpers.command_line import CommandLine

LINES = 13


def test_the_income_statement_holds_the_promised_keys(filled: CommandLine) -> None:
    told = filled.json("statement", "income", "--year", "2025")
    assert (told["year"], told["through"]) == (2025, "2025-02-28")
    lines = {line["line"]: line for line in told["lines"]}
    assert lines["activity_income"] == {
        "line": "activity_income",
        "label": "Income",
        "level": 1,
        "amount": "120.00",
        "previous_year": None,
    }
    assert lines["activity_personnel"]["amount"] == "-5010.50"
    assert lines["result"]["amount"] == "-7290.50"
    assert lines["fundraising_income"]["amount"] is None


def test_the_income_statement_of_each_cost_centre_adds_up_to_the_whole(
    filled: CommandLine,
) -> None:
    whole = filled.json("statement", "income", "--year", "2025")
    parts = filled.json("statement", "income", "--year", "2025", "--by", "cost-centre")
    centres = [line["cost_centre"] for line in parts["lines"] if line["line"] == "result"]
    assert centres == ["10", "20", None]
    results = [line["amount"] for line in parts["lines"] if line["line"] == "result"]
    total = next(line["amount"] for line in whole["lines"] if line["line"] == "result")
    assert sum(round(float(part) * 100) for part in results) == round(float(total) * 100)


def test_people_read_the_statement_line_by_line(filled: CommandLine) -> None:
    answer = filled("statement", "income", "--year", "2025", "--through", "2025-01")
    assert answer.code == 0
    assert "Result for the fiscal year" in answer.out
    by_centre = filled("statement", "income", "--year", "2025", "--by", "cost-centre")
    assert by_centre.out.count("Result for the fiscal year") == 3
    assert max(map(len, by_centre.out.splitlines())) <= 100


def test_a_statement_without_entries_is_told(fresh: CommandLine) -> None:
    answer = fresh("statement", "income", "--year", "2025", "--by", "cost-centre")
    assert answer.out == "There are no entries with a cost centre.\n"
    told = fresh.json("statement", "income", "--year", "2025", "--by", "cost-centre")
    assert told == {"year": 2025, "through": "2025-12-31", "lines": []}


def test_a_statement_by_something_else_is_a_wrong_call(filled: CommandLine) -> None:
    answer = filled("statement", "income", "--year", "2025", "--by", "month", "--json")
    assert (answer.code, answer.error["kind"]) == (2, "unknown-dimension")


@pytest.mark.slow
@pytest.mark.parametrize("words", [[], ["--by", "cost-centre"]])
def test_a_statement_is_written_into_a_file(
    filled: CommandLine, tmp_path: Path, words: list[str]
) -> None:
    out = tmp_path / "tuloslaskelma.pdf"
    answer = filled("statement", "income", "--year", "2025", "--out", out, *words)
    assert (answer.code, answer.out) == (0, f"Written: {out}\n")
    assert out.read_bytes().startswith(b"%PDF")


def test_reports_are_listed_with_what_they_ask(bare: CommandLine) -> None:
    items = {item["id"]: item for item in bare.json("report", "list")["items"]}
    assert set(items) == {"budget-comparison", "income-statement"}
    assert items["budget-comparison"]["params"][0]["id"] == "year"
    assert "income-statement" in bare("report", "list").out


@pytest.mark.slow
def test_any_report_is_made_with_its_parameters(filled: CommandLine, tmp_path: Path) -> None:
    out = tmp_path / "a.csv"
    told = filled.json(
        "report", "income-statement", out, "--param", "year=2025", "--param", "cost-centre=20"
    )
    assert told == {"paths": [str(out)]}
    assert "5010,50" in out.read_text("utf-8-sig")


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        (["nothing", "a.csv"], "unknown-report"),
        (["income-statement"], "missing-value"),
        (["income-statement", "a.csv"], "missing-value"),
        (["income-statement", "a.csv", "--param", "year=soon"], "bad-whole_number"),
        (["income-statement", "a.csv", "--param", "year=2025", "--param", "x=1"], "unknown-field"),
        (["income-statement", "a.csv", "--param", "year"], "bad-value"),
        (["income-statement", "a.csv", "--param", "year=1999"], "unknown-fiscal-year"),
        (["income-statement", "a.odt", "--param", "year=2025"], "unknown-format"),
    ],
)
def test_a_report_that_cannot_be_made_is_a_wrong_call(
    filled: CommandLine, words: list[str], kind: str
) -> None:
    answer = filled("report", *words, "--json")
    assert (answer.code, answer.error["kind"]) == (2, kind)
