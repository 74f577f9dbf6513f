"""Bad input: one sentence with the place and what to do, an exit code, nothing stored."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from helpers.command_line import CommandLine
from helpers.table_files import write_protected_workbook, write_xlsx
from yhdistys.store.schema import CURRENT

pytestmark = pytest.mark.slow
HEADINGS = ("Tosite", "Pvm", "Tili", "Selite", "Debet", "Kredit")


def _missing(folder: Path) -> Path:
    return folder / "nothing.xlsx"


def _folder(folder: Path) -> Path:
    return folder


def _empty(folder: Path) -> Path:
    path = folder / "empty.xlsx"
    path.write_bytes(b"")
    return path


def _picture(folder: Path) -> Path:
    path = folder / "picture.xlsx"
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(2000))
    return path


def _protected(folder: Path) -> Path:
    return write_protected_workbook(folder / "secret.xlsx")


def _cut(folder: Path) -> Path:
    whole = write_xlsx(
        folder / "whole.xlsx", {"Taul1": [HEADINGS, ("1", "1.2.2025", 3000, "x", 1, 1)]}
    )
    path = folder / "cut.xlsx"
    path.write_bytes(whole.read_bytes()[:900])
    return path


def _no_header(folder: Path) -> Path:
    return write_xlsx(folder / "words.xlsx", {"Taul1": [("x", "y", "z")] * 60})


def _entries(folder: Path, name: str, *extra: tuple[object, ...]) -> Path:
    path = folder / name
    rows: list[tuple[object, ...]] = [HEADINGS]
    for number in range(1, 40):
        rows.append((number, "1.2.2025", 3000, "Maksu", "", "10,00"))
        rows.append((number, "1.2.2025", 1910, "Maksu", "10,00", ""))
    lines = [";".join(map(str, row)) for row in (*rows, *extra)]
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def _bad_amount(folder: Path) -> Path:
    return _entries(
        folder, "amount.csv", (41, "1.2.2025", 3000, "x", "", "1O0,00"),
        (41, "1.2.2025", 1910, "x", "100,00", ""),
    )  # fmt: skip


def _bad_date(folder: Path) -> Path:
    return _entries(
        folder, "date.csv", (41, "31.2.2025", 3000, "x", "", "5,00"),
        (41, "28.2.2025", 1910, "x", "5,00", ""),
    )  # fmt: skip


def _far_date(folder: Path) -> Path:
    return _entries(
        folder, "far.csv", (41, "1.2.2205", 3000, "x", "", "5,00"),
        (41, "1.2.2205", 1910, "x", "5,00", ""),
    )  # fmt: skip


def _unbalanced(folder: Path) -> Path:
    return _entries(
        folder, "unbalanced.csv", (41, "1.2.2025", 3000, "x", "", "5,00"),
        (41, "1.2.2025", 1910, "x", "4,00", ""),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("make", "code", "told"),
    [
        (_missing, 3, "nothing.xlsx"),
        (_folder, 3, "is a folder"),
        (_empty, 3, "is empty"),
        (_picture, 3, "is a picture"),
        (_protected, 3, "is protected with a password"),
        (_cut, 3, "damaged"),
        (_no_header, 1, "headings"),
        (_bad_amount, 1, "80"),
        (_bad_date, 1, "80"),
        (_far_date, 1, "80"),
        (_unbalanced, 1, "41"),
    ],
    ids=lambda value: getattr(value, "__name__", ""),
)
def test_a_bad_table_file_is_one_sentence_and_nothing_is_stored(
    fresh: CommandLine, tmp_path: Path, make: Callable[[Path], Path], code: int, told: str
) -> None:
    folder = tmp_path / "files"
    folder.mkdir()
    path = make(folder)
    before = fresh.json("check")["content_hash"]
    answer = fresh("import", "ledger", path)
    assert (answer.code, answer.out) == (code, ""), answer
    sentence = answer.err.splitlines()[0]
    assert told in sentence
    assert sentence.endswith(".")
    assert "Traceback" not in answer.err
    as_json = fresh("import", "ledger", path, "--json")
    assert (as_json.code, as_json.err) == (code, "")
    assert as_json.error["message"] == sentence
    assert fresh.json("check")["content_hash"] == before


def test_a_problem_in_a_row_is_told_with_sheet_row_column_and_value(
    fresh: CommandLine, tmp_path: Path
) -> None:
    answer = fresh("import", "ledger", _bad_amount(tmp_path), "--json")
    problem = next(p for p in answer.error["problems"] if p["severity"] == "error")
    assert list(problem) == ["severity", "sheet", "row", "column", "value", "message"]
    assert (problem["row"], problem["column"], problem["value"]) == (80, "Kredit", "1O0,00")


def test_a_trial_of_a_bad_file_shows_what_was_read_before_the_problem(
    fresh: CommandLine, tmp_path: Path
) -> None:
    answer = fresh("import", "ledger", _unbalanced(tmp_path), "--dry-run")
    assert answer.code == 1
    assert answer.out.startswith("unbalanced.csv, sheet unbalanced")
    as_json = fresh("import", "ledger", tmp_path / "unbalanced.csv", "--dry-run", "--json")
    assert as_json.code == 1
    assert as_json.err == ""
    assert as_json.error["problems"] != []


@pytest.mark.parametrize("make", [_missing, _empty, _picture, _protected, _cut])
def test_inspect_refuses_what_is_no_table(
    bare: CommandLine, tmp_path: Path, make: Callable[[Path], Path]
) -> None:
    folder = tmp_path / "files"
    folder.mkdir()
    answer = bare("inspect", make(folder))
    assert (answer.code, answer.out) == (3, "")


def test_inspect_tells_of_a_sheet_that_nobody_understands(
    bare: CommandLine, tmp_path: Path
) -> None:
    (sheet,) = bare.json("inspect", _no_header(tmp_path))["sheets"]
    assert (sheet["kind"], sheet["header_row"]) == ("unknown", None)


_HOLD = """
import sys, yhdistys
with yhdistys.open(sys.argv[1], actor="Maija Meikäläinen"):
    print("held", flush=True)
    sys.stdin.read()
"""


@contextmanager
def _held(path: Path) -> Iterator[int]:
    """Let a second program hold a file; gives its process number."""
    with subprocess.Popen(
        [sys.executable, "-c", _HOLD, str(path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        encoding="utf-8",
        env={**os.environ, "PYTHONUTF8": "1"},
    ) as holder:
        assert holder.stdout is not None
        assert holder.stdin is not None
        assert holder.stdout.readline() == "held\n"
        try:
            yield holder.pid
        finally:
            holder.stdin.close()


def test_a_file_that_a_second_program_holds_is_read_and_not_written(filled: CommandLine) -> None:
    assert filled.file is not None
    before = filled.json("check")["content_hash"]
    with _held(filled.file) as process:
        refused = filled("undo")
        assert (refused.code, refused.out) == (3, "")
        assert refused.err.splitlines()[0].startswith(
            f"The file {filled.file} is open: Maija Meikäläinen on"
        )
        assert f"(process {process})" in refused.err
        as_json = filled("budget", "approve", "--year", "2025", "--json")
        assert (as_json.code, as_json.error["kind"]) == (3, "file-locked")
        restored = filled("restore", filled.file, filled.file, "--json")
        assert (restored.code, restored.error["kind"]) == (3, "file-locked")
        assert filled.json("check")["content_hash"] == before
    assert filled("undo").code == 0


def test_a_folder_that_cannot_be_written_refuses_a_new_file(
    bare: CommandLine, tmp_path: Path
) -> None:
    (tmp_path / "words").write_text("no folder")
    answer = bare("new", tmp_path / "words" / "a.yhdistys", "--name", "X", "--json")
    assert (answer.code, answer.error["kind"]) == (3, "cannot-write")


@pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() == 0, reason="nothing is read-only for root"
)
def test_a_read_only_folder_lets_read_and_refuses_to_write(filled: CommandLine) -> None:
    assert filled.file is not None
    folder = filled.file.parent / "locked"
    folder.mkdir()
    filled.file = filled.file.rename(folder / filled.file.name)
    folder.chmod(0o500)
    try:
        assert filled("check").code == 0
        answer = filled("undo", "--json")
        assert (answer.code, answer.error["kind"]) == (3, "read-only")
    finally:
        folder.chmod(0o700)


def _set_version(path: Path, number: int) -> None:
    connection = sqlite3.connect(path)
    connection.execute(f"PRAGMA user_version = {number}")
    connection.close()


def test_a_file_of_a_newer_program_is_refused_and_left_as_it_is(filled: CommandLine) -> None:
    assert filled.file is not None
    _set_version(filled.file, CURRENT._replace(major=CURRENT.major + 1).as_number())
    before = filled.file.read_bytes()
    for words in (["check"], ["undo"], ["todo"]):
        answer = filled(*words, "--json")
        assert (answer.code, answer.error["kind"]) == (3, "newer-file")
    assert filled.file.read_bytes() == before


def test_a_damaged_file_is_refused(filled: CommandLine) -> None:
    assert filled.file is not None
    content = filled.file.read_bytes()
    filled.file.write_bytes(b"x" * 4096 + content[4096:])
    answer = filled("check")
    assert (answer.code, answer.out) == (3, "")
    assert "cannot be read" in answer.err


@pytest.mark.parametrize("content", [b"", b"hello", b"\x89PNG\r\n\x1a\n" + bytes(4088)])
def test_a_file_that_is_not_ours_is_refused(
    bare: CommandLine, tmp_path: Path, content: bytes
) -> None:
    bare.file = tmp_path / "other.yhdistys"
    bare.file.write_bytes(content)
    answer = bare("check", "--json")
    assert answer.code == 3
    assert bare.file.read_bytes() == content


def test_a_page_in_the_middle_that_is_damaged_is_found_by_check(filled: CommandLine) -> None:
    assert filled.file is not None
    content = bytearray(filled.file.read_bytes())
    middle = len(content) // 2 // 4096 * 4096
    content[middle : middle + 4096] = b"\xff" * 4096
    filled.file.write_bytes(content)
    answer = filled("check", "--json")
    assert answer.code in {1, 3}
    assert "Traceback" not in answer.err


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has a full device")
@pytest.mark.parametrize("words", [[], ["--json"]])
def test_an_answer_that_cannot_be_written_is_no_mistake_of_the_program(words: list[str]) -> None:
    with Path("/dev/full").open("w", encoding="utf-8") as full:
        done = subprocess.run(
            [sys.executable, "-m", "yhdistys", "plugins", "list", "--language", "en", *words],
            stdout=full, stderr=subprocess.PIPE, text=True, check=False,
        )  # fmt: skip
    assert done.returncode == 3
    assert "Traceback" not in done.stderr
    assert words or "The answer could not be written" in done.stderr
