from __future__ import annotations

import hashlib
import multiprocessing
import os
import signal
import subprocess
import sys
import zipfile
from datetime import date
from pathlib import Path

import pytest

from helpers.table_files import (
    Rows,
    make_strict,
    replace_in_sheet,
    write_ods,
    write_protected_workbook,
    write_xls,
    write_xlsx,
)
from yhdistys.errors import DamagedFile, FileProblem, JobCancelled, UnknownFormat, UsageError
from yhdistys.exchange.reading import ReadLimits, Sheet, read_table_file
from yhdistys.exchange.tables import Row
from yhdistys.i18n import using

ROWS: Rows = [
    ["Tili", "Pvm", "Määrä"],
    [3000.0, date(2025, 1, 31), 1234.5],
    ["4000", date(2025, 2, 1), -0.01],
]
AS_READ: list[Row] = [tuple(row) for row in ROWS]


@pytest.fixture(autouse=True)
def _english() -> object:
    with using("en"):
        yield


def refused(path: Path, **options: object) -> FileProblem:
    with pytest.raises(FileProblem) as error:
        read_table_file(path, **options)  # type: ignore[arg-type] # each test gives what it tests
    assert "\n" not in error.value.message
    assert error.value.hint
    return error.value


def test_an_open_document_of_text_is_no_table(tmp_path: Path) -> None:
    path = tmp_path / "a.ods"
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        package.writestr("content.xml", "<x/>")
    assert refused(path).message == (
        "The file a.ods is a text document or a presentation, not a table."
    )


def test_an_open_document_that_does_not_say_what_it_is_is_read(tmp_path: Path) -> None:
    whole = write_ods(tmp_path / "a.ods", {"A": ROWS})
    bare = tmp_path / "b.ods"
    with zipfile.ZipFile(whole) as package, zipfile.ZipFile(bare, "w") as copy:
        for name in package.namelist():
            if name != "mimetype":
                copy.writestr(name, package.read(name))
    assert read_table_file(bare).sheets == read_table_file(whole).sheets


def test_a_workbook_is_read_with_its_sheets_digest_and_types(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "a.xlsx", {"Pääkirja": ROWS, "Tyhjä": [], "Muu": [["x"]]})
    table = read_table_file(path)
    assert table.sheets == (
        Sheet("Pääkirja", AS_READ), Sheet("Tyhjä", []), Sheet("Muu", [("x",)])
    )  # fmt: skip
    assert table.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
    assert (table.path_name, table.format, table.findings) == ("a.xlsx", "xlsx", ())


def test_an_old_and_an_open_document_workbook_hold_the_same_rows(tmp_path: Path) -> None:
    old = read_table_file(write_xls(tmp_path / "a.xls", {"A": ROWS}))
    open_document = read_table_file(write_ods(tmp_path / "a.ods", {"A": ROWS}))
    assert old.sheets == open_document.sheets == (Sheet("A", AS_READ),)
    assert (old.format, open_document.format) == ("xls", "ods")


def test_the_format_is_told_by_the_bytes_and_not_by_the_name(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "a.xlsx", {"A": ROWS}).rename(tmp_path / "a.csv")
    assert read_table_file(path).format == "xlsx"


def test_a_text_table_tells_its_letters_and_its_separator(tmp_path: Path) -> None:
    path = tmp_path / "Pääkirja.csv"
    path.write_bytes("sep=;\nTili;Määrä\n3000;1,50\n\n".encode("cp1252"))
    table = read_table_file(path)
    assert table.sheets == (Sheet("Pääkirja", [("Tili", "Määrä"), ("3000", "1,50")], 2),)
    assert (table.format, table.encoding, table.separator) == ("csv", "cp1252", ";")
    assert table.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()


def test_rows_and_columns_keep_their_places_when_the_table_begins_late(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "a.xlsx", {"A": [[], [], [None, None, "x"], [None, None, 1.0]]})
    (sheet,) = read_table_file(path).sheets
    assert sheet == Sheet("A", [(None, None, "x"), (None, None, 1.0)], 3)


def test_one_sheet_can_be_asked_for(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "a.xlsx", {"A": [["a"]], "B": [["b"]]})
    assert read_table_file(path, sheet="B").sheets == (Sheet("B", [("b",)]),)
    with pytest.raises(UsageError, match=r"no sheet C; its sheets are: A, B\."):
        read_table_file(path, sheet="C")


def test_strict_ooxml_is_read(tmp_path: Path) -> None:
    plain = write_xlsx(tmp_path / "a.xlsx", {"A": ROWS})
    assert read_table_file(make_strict(plain, tmp_path / "b.xlsx")).sheets[0].name == "A"


def test_many_rows_arrive_complete_and_progress_is_told(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("".join(f"{number};x\n" for number in range(12_345)), encoding="utf-8")
    told: list[tuple[int, int | None]] = []
    table = read_table_file(path, progress=lambda done, total: told.append((done, total)))
    assert table.sheets[0].rows == [(str(number), "x") for number in range(12_345)]
    assert told[-1][0] == 12_345


def test_a_missing_file_is_told_by_name(tmp_path: Path) -> None:
    assert refused(tmp_path / "ei.xlsx").message == "There is no file ei.xlsx."


def test_a_folder_is_no_table_file(tmp_path: Path) -> None:
    assert refused(tmp_path).message.endswith("is a folder, not a table file.")


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_the_right_to_read_is_told(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "a.xlsx", {"A": ROWS})
    path.chmod(0)
    assert "cannot be opened" in refused(path).message


@pytest.mark.parametrize("content", [b"", b"  \r\n\n\t"])
def test_an_empty_file_is_told(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(content)
    assert refused(path).message == "The file a.csv is empty."


def test_a_workbook_without_any_cell_is_empty(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "a.xlsx", {"A": []})
    assert refused(path).kind == "empty-file"


def test_a_picture_with_the_name_of_a_workbook_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "kuva.xlsx"
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(100))
    error = refused(path)
    assert isinstance(error, UnknownFormat)
    assert error.message == "The file kuva.xlsx is a picture, not a table."


def test_workbooks_with_a_password_are_refused_with_advice(tmp_path: Path) -> None:
    message = "The file a.{} is protected with a password."
    protected = write_protected_workbook(tmp_path / "a.xlsx")
    encrypted = write_ods(tmp_path / "a.ods", {"A": ROWS}, encrypted=True)
    assert refused(protected).message == message.format("xlsx")
    assert refused(encrypted).message == message.format("ods")


def test_a_damaged_workbook_is_refused(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "a.xlsx", {"A": ROWS})
    path.write_bytes(path.read_bytes()[:-200])
    error = refused(path)
    assert isinstance(error, DamagedFile)
    assert error.message == "The file a.xlsx is damaged and cannot be read."


def test_a_workbook_whose_parts_are_garbage_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("[Content_Types].xml", "<Types/>")
        package.writestr("xl/workbook.xml", "<workbook><sheets/></workbook")
    assert refused(path).kind in {"damaged-file", "unknown-format"}


def test_a_file_over_the_size_limit_is_not_even_opened(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(b"x" * (2 * 1024**2))
    message = refused(path, limits=ReadLimits(file_bytes=1024**2)).message
    assert message == "The file a.csv is too big: 2 MB, and at most 1 MB are read."


@pytest.mark.parametrize("limits", [ReadLimits(rows=2), ReadLimits(columns=2)])
def test_a_sheet_over_the_limits_is_named(tmp_path: Path, limits: ReadLimits) -> None:
    path = write_xlsx(tmp_path / "a.xlsx", {"Pääkirja": ROWS})
    error = refused(path, limits=limits)
    assert error.kind == "file-too-big"
    assert "The sheet Pääkirja of a.xlsx has 3" in error.message
    text = tmp_path / "a.csv"
    text.write_text("a;b;c\n" * 3, encoding="utf-8")
    assert refused(text, limits=limits).kind == "file-too-big"


def test_reading_stops_at_the_time_limit(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "a.xlsx", {"A": ROWS})
    error = refused(path, limits=ReadLimits(seconds=0.01))
    assert error.message == "Reading a.xlsx was stopped because it took longer than 0.01 seconds."


@pytest.mark.slow
def test_reading_stops_at_the_memory_limit(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "a.xlsx", {"A": [["x"]]})
    cells = "".join(f'<c t="inlineStr"><is><t>{"a" * 90_000}</t></is></c>' for _ in range(20))
    rows = "".join(f'<row r="{number}">{cells}</row>' for number in range(2, 60))
    replace_in_sheet(path, "</sheetData>", f"{rows}</sheetData>")
    assert path.stat().st_size < 2_000_000
    error = refused(path, limits=ReadLimits(memory_bytes=64 * 1024**2))
    assert (
        error.message == "Reading a.xlsx was stopped because it needed more than 64 MB of memory."
    )


@pytest.mark.skipif(os.name != "posix", reason="signals of POSIX")
@pytest.mark.parametrize("number", [9, 6, 11])
def test_a_reader_that_is_killed_leaves_one_sentence(tmp_path: Path, number: int) -> None:
    path = tmp_path / "a.csv"
    path.write_text("x;y\n" * 200_000, encoding="utf-8")

    def kill(_done: int, _total: int | None) -> None:
        for child in multiprocessing.active_children():
            assert child.pid is not None
            os.kill(child.pid, number)

    error = refused(path, progress=kill)
    assert error.message.startswith("Reading a.csv ")
    assert multiprocessing.active_children() == []


def test_a_cancelled_reading_ends_the_child(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("x;y\n" * 200_000, encoding="utf-8")

    def cancel(_done: int, _total: int | None) -> None:
        raise JobCancelled

    with pytest.raises(JobCancelled):
        read_table_file(path, progress=cancel)
    assert multiprocessing.active_children() == []


@pytest.mark.slow
def test_a_script_without_a_guard_can_read_a_file(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("x;y\n", encoding="utf-8")
    script = tmp_path / "script.py"
    script.write_text(
        "from pathlib import Path\n"
        "from yhdistys.exchange.reading import read_table_file\n"
        f"print(read_table_file(Path({str(path)!r})).sheets[0].rows)\n",
        encoding="utf-8",
    )
    done = subprocess.run(
        [sys.executable, "-W", "error", script], capture_output=True, text=True, check=False
    )
    assert (done.stdout, done.stderr) == ("[('x', 'y')]\n", "")


def test_formulas_that_were_never_calculated_are_counted(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "a.xlsx", {"Budjetti": [["x", 1.5], [2.5, 3.5]]})
    replace_in_sheet(path, "<v>1.5</v>", "<f>1+1</f><v></v>")
    replace_in_sheet(path, "<v>3.5</v>", "<f>2+2</f>")
    (finding,) = read_table_file(path).findings
    assert finding.message == (
        "2 formulas of the sheet Budjetti were never calculated and are read as empty."
    )
    assert (finding.kind, finding.row, finding.column) == ("uncalculated-formulas", 1, "B")


def test_formulas_with_values_are_no_news(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "a.xlsx", {"A": [[1.5]]})
    replace_in_sheet(path, "<v>1.5</v>", "<f>1+0.5</f><v>1.5</v>")
    assert read_table_file(path).findings == ()


def test_a_workbook_full_of_zero_formulas_was_never_calculated(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "a.xlsx", {"A": [[1.5, 7]]})
    replace_in_sheet(path, "<v>1.5</v>", "<f>1+0.5</f><v>0</v>")
    assert [one.kind for one in read_table_file(path).findings] == ["uncalculated-formulas"]


def test_cells_with_an_error_are_counted(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "a.xlsx", {"A": [["x", 1.5]]})
    replace_in_sheet(path, '<c r="B1"><v>1.5</v>', '<c r="B1" t="e"><f>1/0</f><v>#DIV/0!</v>')
    (finding,) = read_table_file(path).findings
    assert (finding.kind, finding.row, finding.column) == ("error-cells", 1, "B")


def test_the_numbers_of_signals_are_those_of_this_system() -> None:
    if sys.platform.startswith("linux"):
        assert (signal.SIGABRT, signal.SIGXCPU) == (6, 24)
