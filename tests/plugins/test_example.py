"""The smallest plugin does what its documentation says."""

from __future__ import annotations

from pathlib import Path

import pytest

import yhdistys_example
from helpers.command_line import CommandLine
from yhdistys.api import Command
from yhdistys.registry import Plugins
from yhdistys.testing import make_small_association


@pytest.fixture
def call(capsys: pytest.CaptureFixture[str]) -> CommandLine:
    """Call the command line without a file."""
    return CommandLine(None, capsys)


def test_it_contributes_one_command() -> None:
    (command,) = Plugins.of(yhdistys_example).commands()
    assert isinstance(command, Command)
    assert command.id == "example"
    assert [field.id for field in command.params] == ["name", "year"]


def test_its_command_greets_without_any_file(call: CommandLine) -> None:
    assert call("example", "--name", "Aino").out == "Good day, Aino!\n"


def test_its_answer_is_one_json_document_and_the_greeting_goes_to_people(
    call: CommandLine,
) -> None:
    answer = call("example", "--name", "Aino", "--json")
    assert (answer.code, answer.document) == (0, {"greeted": "Aino"})
    assert answer.err == "Good day, Aino!\n"


@pytest.mark.slow
def test_it_reads_the_ledger_when_a_year_is_told(call: CommandLine, tmp_path: Path) -> None:
    call.file = tmp_path / "a.yhdistys"
    make_small_association(call.file).close()
    answer = call("example", "--name", "Aino", "--year", "2025", "--json")
    assert answer.document == {"greeted": "Aino", "year": 2025, "entries": 8}


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ([], "1 value is wrong or missing. Whom to greet: Please fill this in."),
        (
            ["--name", "Aino", "--year", "soon"],
            "1 value is wrong or missing. Fiscal year: “soon” is not a whole number.",
        ),
    ],
)
def test_a_wrong_value_is_a_wrong_command_line(
    call: CommandLine, words: list[str], message: str
) -> None:
    answer = call("example", *words, "--json")
    assert (answer.code, answer.error["message"]) == (2, message)
