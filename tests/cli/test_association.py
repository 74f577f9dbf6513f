"""new, backup, restore and check."""

from __future__ import annotations

from pathlib import Path

import pytest

import yhdistys
from helpers.command_line import CommandLine
from yhdistys.ledger import queries
from yhdistys.values.period import FiscalYear


@pytest.mark.slow
@pytest.mark.parametrize(
    "words",
    [
        ["--name", " "],
        ["--name", "X", "--business-id", "1234567-2"],
        ["--name", "X", "--business-id", "1"],
    ],
)
def test_an_association_without_a_name_or_with_a_wrong_business_id_is_refused(
    bare: CommandLine, tmp_path: Path, words: list[str]
) -> None:
    answer = bare("new", tmp_path / "a.yhdistys", *words, "--json")
    assert (answer.code, answer.error["kind"]) == (2, "bad-value")
    assert not list(tmp_path.iterdir())


def test_new_makes_a_file_that_passes_its_check(bare: CommandLine, tmp_path: Path) -> None:
    path = tmp_path / "uusi.yhdistys"
    answer = bare(
        "new", path, "--name", "Metsälä ry", "--business-id", "1234567-1", "--year", "2025"
    )
    assert (answer.code, answer.err) == (0, "")
    assert answer.out == f"Metsälä ry was made in {path}; its first fiscal year is 2025.\n"
    with yhdistys.open(path) as workspace:
        assert workspace.association.name == "Metsälä ry"
        assert workspace.association.business_id == "1234567-1"
    assert bare.json("check", "--file", path)["ok"] is True


@pytest.mark.slow
@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["--year", "2025"], ("2025-01-01", "2025-12-31")),
        (["--year", "2025", "--fiscal-year-start", "07-01"], ("2024-07-01", "2025-06-30")),
        (["--as-of", "2025-03-01"], ("2025-01-01", "2025-12-31")),
        (["--as-of", "2025-03-01", "--fiscal-year-start", "07-01"], ("2024-07-01", "2025-06-30")),
        (["--as-of", "2025-08-01", "--fiscal-year-start", "07-01"], ("2025-07-01", "2026-06-30")),
    ],
)
def test_new_begins_with_the_fiscal_year_that_was_told_or_is_running(
    bare: CommandLine, tmp_path: Path, words: list[str], expected: tuple[str, str]
) -> None:
    path = tmp_path / "uusi.yhdistys"
    told = bare.json("new", path, "--name", "X", *words)
    with yhdistys.open(path) as workspace:
        (year,) = workspace.read(queries.fiscal_years)
    assert (year.starts_on.isoformat(), year.ends_on.isoformat()) == expected
    assert isinstance(year, FiscalYear)
    assert (told["changed"], told["entity"], told["path"]) == (True, "association", str(path))


def test_new_refuses_to_overwrite(filled: CommandLine) -> None:
    assert filled.file is not None
    before = filled.file.read_bytes()
    answer = filled("new", filled.file, "--name", "X", "--json")
    assert (answer.code, answer.error["kind"]) == (3, "file-exists")
    assert filled.file.read_bytes() == before


def test_new_refuses_an_unknown_chart_and_leaves_nothing(bare: CommandLine, tmp_path: Path) -> None:
    answer = bare("new", tmp_path / "a", "--name", "X", "--chart", "venus", "--json")
    assert (answer.code, answer.error["kind"]) == (2, "unknown-chart")
    assert not (tmp_path / "a").exists()


@pytest.mark.slow
def test_an_encrypted_file_opens_with_its_password_only(
    bare: CommandLine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "salainen.yhdistys"
    refused = bare("new", path, "--name", "X", "--encrypt", "--json")
    assert (refused.code, refused.error["kind"]) == (2, "no-password")
    monkeypatch.setenv("YHDISTYS_PASSWORD", "it's a secret")
    assert bare("new", path, "--name", "X", "--encrypt").code == 0
    bare.file = path
    assert bare("check").code == 0
    monkeypatch.setenv("YHDISTYS_PASSWORD", "wrong")
    wrong = bare("check", "--json")
    assert (wrong.code, wrong.error["kind"]) == (3, "damaged-file")
    monkeypatch.delenv("YHDISTYS_PASSWORD")
    assert bare("check").code == 3


def test_check_tells_every_invariant_and_the_hash_of_the_content(filled: CommandLine) -> None:
    told = filled.json("check")
    assert told["ok"] is True
    assert {item["name"] for item in told["invariants"]} >= {
        "integrity-check",
        "foreign-keys",
        "summary-tables",
        "vouchers-balance",
        "plan-months",
        "history-chain",
    }
    assert all(item["ok"] for item in told["invariants"])
    assert len(told["content_hash"]) == 64
    for_people = filled("check")
    assert for_people.code == 0
    assert "Everything holds." in for_people.out
    assert told["content_hash"] in for_people.out


@pytest.mark.slow
def test_a_backup_is_restored_and_the_file_that_was_there_is_kept(
    filled: CommandLine, tmp_path: Path
) -> None:
    assert filled.file is not None
    before = filled.json("check")["content_hash"]
    (backup,) = filled.json("backup", tmp_path / "copies")["paths"]
    assert filled("undo").code == 0
    changed = filled.json("check")["content_hash"]
    told = filled.json("restore", backup, filled.file)
    assert told["paths"] == [str(filled.file)]
    assert filled.json("check")["content_hash"] == before != changed
    filled.file = Path(told["kept"])
    assert filled.json("check")["content_hash"] == changed


def test_backup_and_restore_say_what_they_did(filled: CommandLine, tmp_path: Path) -> None:
    told = filled("backup", tmp_path / "copies")
    (backup,) = (tmp_path / "copies").iterdir()
    assert told.out == f"The backup is {backup}; it was checked and is whole.\n"
    new = tmp_path / "toinen.yhdistys"
    assert filled("restore", backup, new).out == f"{new} was restored from {backup}.\n"


@pytest.mark.parametrize(
    ("source", "target", "kind"),
    [
        ("nothing.yhdistys", "b.yhdistys", "file-missing"),
        ("words.yhdistys", "b.yhdistys", "damaged-file"),
        ("filled.yhdistys", "words.yhdistys/b.yhdistys", "cannot-write"),
    ],
)
def test_a_restore_that_cannot_be_done_is_one_sentence(
    filled: CommandLine, tmp_path: Path, source: str, target: str, kind: str
) -> None:
    (tmp_path / "words.yhdistys").write_text("no database at all")
    answer = filled("restore", tmp_path / source, tmp_path / target, "--json")
    assert (answer.code, answer.error["kind"]) == (3, kind)
