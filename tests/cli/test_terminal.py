"""On a terminal: progress of long work, and the question for a password."""

from __future__ import annotations

import getpass
import io
import sys
from pathlib import Path

import pytest

import yhdistys
from helpers.command_line import CommandLine
from helpers.invented_books import write_ledger_csv
from yhdistys.errors import DamagedFile

pytestmark = pytest.mark.slow


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        """Say that it is one."""
        return True


def test_an_import_shows_its_progress_on_a_terminal_and_wipes_it(
    fresh: CommandLine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    assert fresh("import", "ledger", write_ledger_csv(tmp_path / "a.csv")).code == 0
    told = terminal.getvalue()
    assert " rows" in told
    assert told.endswith("\r\x1b[K")


def test_a_password_is_asked_twice_for_a_new_file_and_once_to_open_it(
    bare: CommandLine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    questions: list[str] = []
    answers = ["one", "other", "sesam", "sesam", "sesam", "wrong"]

    def ask(question: str, _stream: object) -> str:
        questions.append(question)
        return answers.pop(0)

    monkeypatch.setattr(getpass, "getpass", ask)
    monkeypatch.setattr(sys, "stdin", Terminal())
    path = tmp_path / "a.yhdistys"
    differing = bare("new", path, "--name", "X", "--encrypt", "--json")
    assert (differing.code, differing.error["kind"]) == (2, "no-password")
    assert bare("new", path, "--name", "X", "--encrypt").code == 0
    bare.file = path
    assert bare("check").code == 0
    assert bare("check").code == 3
    assert questions == [
        "New password: ", "The same again: ", "New password: ", "The same again: ", "Password: ",
        "Password: ",
    ]  # fmt: skip
    with pytest.raises(DamagedFile):
        yhdistys.open(path)


def test_nobody_is_asked_for_the_password_of_a_plain_file(
    filled: CommandLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", Terminal())
    assert filled("check").code == 0


def test_the_end_of_the_input_at_a_question_ends_quietly(
    bare: CommandLine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def ask(_question: str, _stream: object) -> str:
        raise EOFError

    monkeypatch.setattr(getpass, "getpass", ask)
    monkeypatch.setattr(sys, "stdin", Terminal())
    answer = bare("new", tmp_path / "a", "--name", "X", "--encrypt")
    assert (answer.code, answer.out, answer.err) == (130, "", "")
