from __future__ import annotations

import errno
import os
import sys
from pathlib import Path

import pytest

from documents.sample_documents import board_document
from yhdistys.documents.render import ENDINGS, checked_ending, render
from yhdistys.errors import FileProblem, UsageError
from yhdistys.exchange.saving import file_problem, save


@pytest.mark.parametrize("ending", ENDINGS)
def test_the_ending_decides_the_form(ending: str, tmp_path: Path) -> None:
    starts = {".xlsx": b"PK", ".pdf": b"%PDF", ".docx": b"PK", ".txt": b"Lehmus"}
    starts[".csv"] = b"\xef\xbb\xbf"
    path = tmp_path / f"raportti{ending.upper()}"
    render(board_document(), path)
    assert path.read_bytes().startswith(starts[ending])
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize(("name", "told"), [("raportti.odt", ".odt"), ("raportti", "without")])
def test_an_unknown_ending_is_refused_with_those_that_are_known(name: str, told: str) -> None:
    with pytest.raises(UsageError) as caught:
        checked_ending(Path(name))
    assert caught.value.kind == "unknown-format"
    assert told in caught.value.message
    assert ".xlsx, .pdf, .docx, .txt, .csv" in caught.value.hint


def test_a_missing_folder_is_told_by_its_name(tmp_path: Path) -> None:
    with pytest.raises(FileProblem) as caught:
        save(tmp_path / "puuttuu" / "x.csv", b"")
    assert caught.value.kind == "folder-missing"
    assert str(tmp_path / "puuttuu") in caught.value.message


def test_a_file_in_the_place_of_the_folder_is_told(tmp_path: Path) -> None:
    (tmp_path / "tiedosto").write_bytes(b"")
    with pytest.raises(FileProblem) as caught:
        save(tmp_path / "tiedosto" / "x.csv", b"")
    assert caught.value.kind == "folder-missing"


def test_a_folder_cannot_be_overwritten(tmp_path: Path) -> None:
    with pytest.raises(FileProblem, match="is a folder"):
        save(tmp_path, b"")


@pytest.mark.skipif(
    sys.platform == "win32" or (hasattr(os, "geteuid") and os.geteuid() == 0),
    reason="root and Windows write into read-only folders",
)
def test_a_read_only_folder_is_told(tmp_path: Path) -> None:
    folder = tmp_path / "lukittu"
    folder.mkdir()
    folder.chmod(0o500)
    with pytest.raises(FileProblem) as caught:
        save(folder / "x.csv", b"")
    folder.chmod(0o700)
    assert caught.value.kind == "not-writable"


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="needs the folder /proc")
def test_a_folder_where_nobody_can_write_is_told() -> None:
    with pytest.raises(FileProblem) as caught:
        save(Path("/proc/raportti.csv"), b"x")
    assert caught.value.kind in {"folder-missing", "not-writable"}


@pytest.mark.parametrize(
    ("number", "kind"),
    [
        (errno.ENOSPC, "disk-full"),
        (errno.EFBIG, "disk-full"),
        (errno.EROFS, "not-writable"),
        (errno.EACCES, "not-writable"),
        (errno.ENOENT, "folder-missing"),
        (errno.EIO, "file-problem"),
    ],
)
def test_each_reason_has_its_sentence_and_what_to_do(number: int, kind: str) -> None:
    problem = file_problem(Path("talous") / "x.pdf", OSError(number, os.strerror(number)))
    assert problem.kind == kind
    assert "talous" in problem.message
    assert problem.hint


@pytest.mark.skipif(sys.platform == "win32", reason="limits of a process are POSIX")
def test_a_disk_that_fills_up_leaves_the_old_file_and_nothing_else(tmp_path: Path) -> None:
    import resource  # noqa: PLC0415 - optional: not on Windows
    import signal  # noqa: PLC0415 - optional: SIGXFSZ is not on Windows

    path = tmp_path / "vanha.csv"
    path.write_bytes(b"vanha")
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, before[1]))
    try:
        with pytest.raises(FileProblem) as caught:
            save(path, b"x" * 5000)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        signal.signal(signal.SIGXFSZ, handler)
    assert caught.value.kind == "disk-full"
    assert [(one.name, one.read_bytes()) for one in tmp_path.iterdir()] == [("vanha.csv", b"vanha")]


def test_a_file_is_replaced_whole(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_bytes(b"vanha, ja pitempi")
    save(path, b"uusi")
    assert path.read_bytes() == b"uusi"
