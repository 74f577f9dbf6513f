"""budget compare, versions, approve."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from helpers.command_line import CommandLine

FEES = {
    "account": "3000",
    "name": "Osallistumismaksut",
    "side": "income",
    "budget_year": "1200.01",
    "budget": "200.00",
    "actual": "120.00",
    "difference": "-80.00",
    "used_percent": "60.0",
    "previous_year": None,
    "note": None,
}


def _row(rows: list[dict[str, Any]], **keys: object) -> dict[str, Any]:
    return next(row for row in rows if all(row[key] == value for key, value in keys.items()))


def test_a_comparison_holds_the_promised_keys_in_their_order(filled: CommandLine) -> None:
    told = filled.json("budget", "compare", "--year", "2025")
    assert list(told) == [
        "year", "from", "through", "version", "by", "rows", "totals", "unbudgeted", "unallocated",
    ]  # fmt: skip
    assert {key: told[key] for key in told if key not in {"rows", "totals"}} == {
        "year": 2025,
        "from": "2025-01-01",
        "through": "2025-02-28",
        "version": "approved",
        "by": ["account"],
        "unbudgeted": 1,
        "unallocated": None,
    }
    fees = _row(told["rows"], account="3000")
    assert fees == {**FEES, "name": fees["name"]}
    assert list(fees) == list(FEES)
    assert list(told["totals"]) == ["income", "expense", "result"]
    assert told["totals"]["income"] == {
        key: FEES[key]
        for key in (
            "budget_year", "budget", "actual", "difference", "used_percent", "previous_year",
        )
    }  # fmt: skip


def test_what_is_missing_is_null_and_counts_as_zero(filled: CommandLine) -> None:
    rows = filled.json("budget", "compare", "--year", "2025")["rows"]
    rent = _row(rows, account="4400")
    assert (rent["budget"], rent["budget_year"], rent["used_percent"]) == (None, None, None)
    assert rent["actual"] == rent["difference"] == "-2400.00"


def test_only_the_keys_that_were_asked_for_appear(filled: CommandLine) -> None:
    told = filled.json("budget", "compare", "--year", "2025", "--by", "cost-centre,month")
    assert told["by"] == ["cost_centre", "month"]
    row = _row(told["rows"], cost_centre="20", month="2025-01")
    assert list(row)[:4] == ["cost_centre", "month", "name", "side"]
    assert (row["name"], row["side"], row["actual"]) == ("Tuki", "expense", "-2500.50")
    no_centre = _row(told["rows"], cost_centre=None, month="2025-01")
    assert no_centre["name"] is None
    same = filled.json("budget", "compare", "--year", "2025", "--by", "cost_centre,month")
    assert same == told


def test_a_comparison_reaches_to_the_month_that_is_told(filled: CommandLine) -> None:
    told = filled.json("budget", "compare", "--year", "2025", "--through", "2025-01")
    assert told["through"] == "2025-01-31"
    assert _row(told["rows"], account="5000")["actual"] == "-2500.50"
    whole = filled.json("budget", "compare", "--year", "2025", "--through", "12/2025")
    assert whole["through"] == "2025-12-31"
    assert _row(whole["rows"], account="3000")["budget"] == "1200.01"


def test_a_draft_is_compared_when_it_is_named(filled: CommandLine) -> None:
    told = filled.json("budget", "compare", "--year", "2025", "--version", "Muutos")
    assert told["version"] == "draft"
    assert _row(told["rows"], account="4400")["budget_year"] == "-9600.00"


def test_people_read_an_aligned_table_no_wider_than_100_columns(filled: CommandLine) -> None:
    answer = filled("budget", "compare", "--year", "2025", "--language", "fi")
    assert answer.code == 0
    assert max(map(len, answer.out.splitlines())) <= 100
    assert "1\N{NO-BREAK SPACE}200,01" in answer.out
    assert "\N{MINUS SIGN}2\N{NO-BREAK SPACE}400,00" in answer.out
    for by in ("cost-centre", "month", "account,cost-centre,project,month"):
        wide = filled("budget", "compare", "--year", "2025", "--by", by)
        assert max(map(len, wide.out.splitlines())) <= 100


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        (["--year", "2031"], "unknown-fiscal-year"),
        (["--year", "2025", "--by", "colour"], "unknown-dimension"),
        (["--year", "2025", "--by", ","], "unknown-dimension"),
        (["--year", "2025", "--version", "Toinen"], "unknown-version"),
        (["--year", "2025", "--through", "2024-12"], None),
        (["--year", "2025", "--out", "a.odt"], "unknown-format"),
    ],
)
def test_a_comparison_that_cannot_be_is_a_wrong_call(
    filled: CommandLine, words: list[str], kind: str | None
) -> None:
    answer = filled("budget", "compare", *words, "--json")
    assert answer.code == 2
    assert kind in {None, answer.error["kind"]}


@pytest.mark.slow
@pytest.mark.parametrize("ending", ["xlsx", "pdf", "csv"])
def test_a_comparison_is_written_into_a_file(
    filled: CommandLine, tmp_path: Path, ending: str
) -> None:
    out = tmp_path / f"vertailu.{ending}"
    told = filled.json("budget", "compare", "--year", "2025", "--out", out)
    assert told["out"] == str(out)
    assert out.stat().st_size > 0
    answer = filled("budget", "compare", "--year", "2025", "--out", out)
    assert answer.out == f"Written: {out}\n"


def test_a_folder_that_does_not_exist_is_told(filled: CommandLine, tmp_path: Path) -> None:
    out = tmp_path / "nowhere" / "a.csv"
    answer = filled("budget", "compare", "--year", "2025", "--out", out, "--json")
    assert (answer.code, answer.error["kind"]) == (3, "folder-missing")


def test_versions_are_listed_with_their_sums(filled: CommandLine) -> None:
    first, second = filled.json("budget", "versions")["items"]
    assert first == {
        "id": 1,
        "year": 2025,
        "name": "Talousarvio",
        "state": "approved",
        "approved_on": "2024-11-26",
        "meeting": "syyskokous",
        "section": "8",
        "income": "1200.01",
        "expense": "-30000.10",
        "result": "-28800.09",
    }
    assert (second["name"], second["state"], second["approved_on"]) == ("Muutos", "draft", None)
    assert "syyskokous § 8" in filled("budget", "versions", "--year", "2025").out
    assert filled("budget", "versions", "--year", "1999").code == 2


def test_no_budgets_is_an_empty_list(fresh: CommandLine) -> None:
    assert fresh.json("budget", "versions") == {"items": []}
    assert fresh("budget", "versions").out == "There are no budgets yet.\n"


def test_a_draft_is_approved_and_the_earlier_budget_is_replaced(filled: CommandLine) -> None:
    told = filled.json(
        "budget", "approve", "--year", "2025", "--on", "20.5.2025",
        "--meeting", "ylimääräinen kokous", "--section", "4",
    )  # fmt: skip
    assert told["changed"] is True
    assert told["entity"] == "budget_version/2"
    states = {
        item["name"]: (item["state"], item["approved_on"])
        for item in filled.json("budget", "versions")["items"]
    }
    assert states == {
        "Talousarvio": ("replaced", "2024-11-26"),
        "Muutos": ("approved", "2025-05-20"),
    }
    again = filled("budget", "approve", "--year", "2025", "--json")
    assert (again.code, again.error["kind"]) == (4, "no-draft")


def test_an_approval_says_by_whose_decision_the_budget_is_in_force(filled: CommandLine) -> None:
    answer = filled(
        "budget", "approve", "--year", "2025", "--on", "19.11.2024", "--meeting", "syyskokous",
        "--section", "8", "--language", "en",
    )  # fmt: skip
    assert answer.out.startswith("Budget 2025 is approved: syyskokous 19 Nov 2024 § 8.")


def test_an_approval_without_a_day_is_of_the_day_that_counts_as_today(filled: CommandLine) -> None:
    answer = filled("budget", "approve", "--year", "2025", "--as-of", "2025-06-01")
    assert (answer.code, answer.out) == (
        0,
        "Budget 2025 is approved: 1 Jun 2025. “Muutos” is its version in force.\n",
    )
    newest = filled.json("budget", "versions")["items"][-1]
    assert date.fromisoformat(newest["approved_on"]) == date(2025, 6, 1)
