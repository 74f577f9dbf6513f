"""inspect, import and export on real files."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from helpers.command_line import CommandLine
from helpers.invented_books import (
    BANK,
    YEAR,
    booked,
    debit_sum,
    expected_comparison,
    planned,
    write_budget_xlsx,
    write_ledger_csv,
    write_ledger_xlsx,
)

pytestmark = pytest.mark.slow
ENTRIES = len(list(booked()))
VOUCHERS = len({one.voucher for one in booked()})


def _without_batch(told: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in told.items() if key not in {"batch", "problems"}}


def test_a_ledger_is_imported_and_the_same_file_again_changes_nothing(
    fresh: CommandLine, tmp_path: Path
) -> None:
    file = write_ledger_xlsx(tmp_path / "paakirja.xlsx")
    told = fresh.json("import", "ledger", file)
    assert told == {
        "kind": "ledger",
        "batch": 1,
        "rows_read": ENTRIES,
        "entries": ENTRIES,
        "vouchers": {"new": VOUCHERS, "same": 0, "changed": 0, "vanished": 0},
        "skipped": {},
        "debit": debit_sum(),
        "credit": debit_sum(),
        "proof": told["proof"],
        "unknown_accounts": [],
        "created": {
            "accounts": told["created"]["accounts"],
            "cost_centres": 2,
            "projects": 2,
            "fiscal_years": 0,
        },
        "problems": [],
        "stored": True,
    }
    assert told["proof"]["failed"] == 0
    again = fresh.json("import", "ledger", file)
    assert (again["batch"], again["stored"]) == (None, False)
    assert again["vouchers"] == {"new": 0, "same": VOUCHERS, "changed": 0, "vanished": 0}


def test_the_same_ledger_as_csv_is_the_same_to_the_cent(fresh: CommandLine, tmp_path: Path) -> None:
    assert fresh("import", "ledger", write_ledger_xlsx(tmp_path / "a.xlsx")).code == 0
    told = fresh.json("import", "ledger", write_ledger_csv(tmp_path / "a.csv"))
    assert told["vouchers"] == {"new": 0, "same": VOUCHERS, "changed": 0, "vanished": 0}
    assert (told["debit"], told["credit"]) == (debit_sum(), debit_sum())


def test_ledger_and_budget_from_excel_give_the_expected_comparison_cell_by_cell(
    fresh: CommandLine, tmp_path: Path
) -> None:
    assert fresh("import", "ledger", write_ledger_xlsx(tmp_path / "a.xlsx")).code == 0
    budget = fresh.json("import", "budget", write_budget_xlsx(tmp_path / "b.xlsx"))
    assert (budget["year"], budget["entries"], budget["stored"]) == (
        YEAR,
        len(list(planned())),
        True,
    )
    told = fresh.json("budget", "compare", "--year", str(YEAR), "--by", "account,month")
    cells = {(row["account"], row["month"]): (row["budget"], row["actual"]) for row in told["rows"]}
    assert cells == expected_comparison()
    again = fresh.json("import", "budget", tmp_path / "b.xlsx")
    assert (again["batch"], again["stored"], again["version"]) == (None, False, budget["version"])


def test_a_trial_tells_the_same_and_stores_nothing(fresh: CommandLine, tmp_path: Path) -> None:
    file = write_ledger_csv(tmp_path / "a.csv")
    before = fresh.json("check")["content_hash"]
    trial = fresh.json("import", "ledger", file, "--dry-run")
    assert fresh.json("check")["content_hash"] == before
    assert (trial["batch"], trial["stored"]) == (None, False)
    for_people = fresh("import", "ledger", file, "--dry-run")
    assert for_people.out.endswith("Nothing was stored: this was a trial.\n")
    stored = fresh.json("import", "ledger", file)
    assert _without_batch({**trial, "stored": True}) == _without_batch(stored)


def test_people_read_what_was_imported_and_how_to_take_it_back(
    fresh: CommandLine, tmp_path: Path
) -> None:
    ledger = fresh("import", "ledger", write_ledger_csv(tmp_path / "a.csv"))
    assert (ledger.code, ledger.err) == (0, "")
    assert "Sign convention: debit and credit, both positive (debit-credit). " in ledger.out
    assert f"Vouchers: {VOUCHERS} new" in ledger.out
    assert ledger.out.endswith("Stored as import 1. “yhdistys undo” takes it back.\n")
    budget = fresh("import", "budget", write_budget_xlsx(tmp_path / "b.xlsx"))
    assert "Fiscal year 2025" in budget.out
    assert fresh("import", "budget", tmp_path / "b.xlsx").out.endswith(
        "Nothing was stored: everything is there already.\n"
    )


def test_columns_that_are_told_win_over_the_headings(fresh: CommandLine, tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    file.write_text(
        "Pvm;Tosite;Luokka;Selite;Debet;Kredit\n"
        "1.2.2025;7;3000;Maksu;;10,00\n"
        "1.2.2025;7;1910;Maksu;10,00;\n"
    )
    told = fresh.json(
        "import", "ledger", file, "--map", "account=Luokka", "--map", "debit=E", "--map", "credit=6"
    )
    assert (told["entries"], told["debit"], told["credit"]) == (2, "10.00", "10.00")


def test_a_file_with_headings_of_its_own_is_read_when_all_columns_are_told(
    fresh: CommandLine, tmp_path: Path
) -> None:
    file = tmp_path / "a.csv"
    file.write_text("Milloin;Paperi;Luokka;Plus;Miinus\n1.2.2025;7;1910;10,00;\n")
    refused = fresh("import", "ledger", file)
    assert refused.code == 1
    assert "--map account=Tilinro" in refused.err
    assert "--map account=Tilinro" in fresh("import", "ledger", file, "--json").error["hint"]
    assert "--map account=Tilinro" in fresh("inspect", file).out
    columns = {"date": "A", "voucher": "Paperi", "account": "Luokka", "debit": "4", "credit": "E"}
    words = [word for one in columns.items() for word in ("--map", "=".join(one))]
    assert fresh.json("import", "ledger", file, *words)["debit"] == "10.00"


def test_a_figure_that_does_not_agree_is_told_once_and_as_an_amount(
    fresh: CommandLine, tmp_path: Path
) -> None:
    file = tmp_path / "a.csv"
    file.write_text(
        "Pvm;Tosite;Tili;Selite;Debet;Kredit\n"
        "1.2.2025;7;4000;Maksu;1000,00;\n;;;Helmikuu yhteensä;1060,00;\n"
    )
    out = fresh("import", "ledger", file, "--dry-run").out
    assert out.count("1,060.00") == 1
    assert "Proof: 1 figure of the file was compared with its entries, 1 does not agree." in out
    assert "but the entries give 1,000.00." in out
    assert "a.csv, sheet a: 2 rows" in out
    assert "1 entry, debit 1,000.00, credit 0.00" in out
    assert "Rows used as proof or left out: 1 subtotal" in out


def test_a_file_of_another_kind_is_refused_with_the_command_that_takes_it(
    fresh: CommandLine, tmp_path: Path
) -> None:
    ledger = write_ledger_xlsx(tmp_path / "a.xlsx")
    for kind in ("budget", "chart"):
        answer = fresh("import", kind, ledger, "--json")
        assert (answer.code, answer.error["hint"]) == (
            1, "It looks like a ledger; “yhdistys import ledger” takes it.",
        )  # fmt: skip


def test_vouchers_that_are_no_longer_in_the_file_are_named(
    fresh: CommandLine, tmp_path: Path
) -> None:
    file = tmp_path / "a.csv"
    row = "{day}.2.2025;{voucher};1910;Maksu;10,00;\n"
    heads = "Pvm;Tosite;Tili;Selite;Debet;Kredit\n"
    file.write_text(heads + row.format(day=1, voucher="A-1") + row.format(day=28, voucher="A-2"))
    assert "no longer" not in fresh("import", "ledger", file).out
    file.write_text(heads + row.format(day=28, voucher="A-2"))
    assert (
        "1 voucher stored for 1 Feb 2025\N{EN DASH}28 Feb 2025 is not in this file and no longer "
        "counts: A-1\n"
    ) in fresh("import", "ledger", file, "--dry-run").out


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        (["--sheet", "Toinen"], "unknown-sheet"),
        (["--profile", "nothing"], "unknown-importer"),
        (["--map", "colour=A"], None),
        (["--map", "account=ZZ"], None),
    ],
)
def test_an_option_that_does_not_fit_the_file_is_a_wrong_call(
    fresh: CommandLine, tmp_path: Path, words: list[str], kind: str | None
) -> None:
    file = write_ledger_xlsx(tmp_path / "a.xlsx")
    answer = fresh("import", "ledger", file, *words, "--json")
    assert (answer.code, answer.error["kind"]) == (2, kind or answer.error["kind"])


def test_inspect_tells_sheets_headings_columns_and_sign(bare: CommandLine, tmp_path: Path) -> None:
    told = bare.json("inspect", write_ledger_xlsx(tmp_path / "a.xlsx"))
    (sheet,) = told["sheets"]
    fields = [column["field"] for column in sheet["columns"]]
    assert fields == [
        "voucher", "date", "account", "account_name", "cost_centre", "project", "text", "debit",
        "credit",
    ]  # fmt: skip
    assert list(sheet["columns"][0]) == ["index", "header", "field", "confidence"]
    assert (sheet["name"], sheet["kind"], sheet["sign"]) == ("Pääkirja", "ledger", "debit-credit")
    assert (sheet["header_row"], sheet["row_classes"]["entry"]) == (1, ENTRIES)
    assert set(sheet["row_classes"]) >= {
        "entry", "opening", "subtotal", "total", "blank", "unknown",
    }  # fmt: skip
    assert "taken for: a ledger" in bare("inspect", tmp_path / "a.xlsx").out


def test_inspect_knows_a_budget_from_a_ledger(bare: CommandLine, tmp_path: Path) -> None:
    (sheet,) = bare.json("inspect", write_budget_xlsx(tmp_path / "b.xlsx"))["sheets"]
    assert (sheet["name"], sheet["kind"]) == ("Talousarvio", "budget")


@pytest.mark.parametrize("ending", ["xlsx", "csv"])
def test_what_export_writes_import_reads_back_without_a_difference(
    fresh: CommandLine, tmp_path: Path, ending: str
) -> None:
    assert fresh("import", "ledger", write_ledger_xlsx(tmp_path / "a.xlsx")).code == 0
    assert fresh("import", "budget", write_budget_xlsx(tmp_path / "b.xlsx")).code == 0
    before = fresh.json("check")["content_hash"]
    for kind in ("ledger", "budget", "chart"):
        out = tmp_path / f"{kind}.{ending}"
        assert fresh.json("export", kind, out)["paths"] == [str(out)]
        told = fresh.json("import", kind, out)
        assert (told["stored"], told["batch"]) == (False, None), told
    assert fresh.json("check")["content_hash"] == before


def test_an_export_into_an_empty_association_gives_the_same_comparison(
    fresh: CommandLine, tmp_path: Path
) -> None:
    assert fresh("import", "ledger", write_ledger_xlsx(tmp_path / "a.xlsx")).code == 0
    assert fresh("import", "budget", write_budget_xlsx(tmp_path / "b.xlsx")).code == 0
    words = ("budget", "compare", "--year", "2025", "--by", "account,cost-centre,project,month")
    before = fresh.json(*words)
    for kind in ("ledger", "budget", "chart"):
        assert fresh("export", kind, tmp_path / f"{kind}.xlsx").code == 0
    assert fresh("new", tmp_path / "b.yhdistys", "--name", "Toinen ry", "--year", "2025").code == 0
    fresh.file = tmp_path / "b.yhdistys"
    for kind in ("chart", "ledger", "budget"):
        assert fresh("import", kind, tmp_path / f"{kind}.xlsx").code == 0
    assert fresh.json(*words) == before


def test_an_odd_ledger_survives_the_round_trip(filled: CommandLine, tmp_path: Path) -> None:
    for kind in ("ledger", "budget", "chart"):
        for ending in ("xlsx", "csv"):
            out = tmp_path / f"{kind}.{ending}"
            words = ["--version", "draft"] if kind == "budget" else []
            assert filled("export", kind, out, *words).code == 0
            told = filled.json("import", kind, out)
            assert told["stored"] is False, told


def test_an_export_says_what_it_wrote(filled: CommandLine, tmp_path: Path) -> None:
    out = tmp_path / "ledger.csv"
    told = filled.json("export", "ledger", out, "--year", "2025")
    assert told == {"kind": "ledger", "paths": [str(out)], "rows": 12}
    assert filled("export", "ledger", out).out == f"Written: {out}\n"
    assert BANK in out.read_text("utf-8-sig")


@pytest.mark.parametrize(
    ("words", "code", "kind"),
    [
        (["ledger", "a.pdf"], 2, "unknown-format"),
        (["ledger", "a"], 2, "unknown-format"),
        (["ledger", "a.csv"], 1, "no-rows"),
        (["budget", "a.csv"], 1, "no-rows"),
        (["ledger", "a.csv", "--year", "1999"], 2, "unknown-fiscal-year"),
        (["chart", "nowhere/a.csv"], 3, None),
    ],
)
def test_an_export_that_cannot_be_is_one_sentence(
    fresh: CommandLine, words: list[str], code: int, kind: str | None
) -> None:
    answer = fresh("export", *words, "--json")
    assert (answer.code, answer.error["kind"]) == (code, kind or answer.error["kind"])
