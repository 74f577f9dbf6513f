"""The smallest plugin does what its documentation says."""

from __future__ import annotations

from pathlib import Path

import pytest

import yhdistys_example
from helpers.command_line import CommandLine
from yhdistys.api import ImportOptions
from yhdistys.registry import KINDS, Plugins
from yhdistys.settings import switch_plugin
from yhdistys.testing import make_small_association


@pytest.fixture
def call(capsys: pytest.CaptureFixture[str]) -> CommandLine:
    """Call the command line without a file, with the example switched on."""
    switch_plugin("yhdistys_example", on=True)
    return CommandLine(None, capsys)


def test_it_gives_one_of_every_kind() -> None:
    plugins = Plugins.of(yhdistys_example)
    assert plugins.rows()[0].contributions == {
        "importers": ("example-chart",),
        "reports": ("example",),
        "commands": ("example",),
        "pages": ("example",),
        "forms": ("example_form",),
    }
    assert set(plugins.rows()[0].contributions) == set(KINDS)


def test_associations_do_not_meet_it_before_somebody_switches_it_on(
    capsys: pytest.CaptureFixture[str],
) -> None:
    bare = CommandLine(None, capsys)
    assert bare("example", "--json").error["kind"] == "unknown-command"
    assert "example" not in {one["id"] for one in bare.json("report", "list")["items"]}
    assert bare("plugins", "enable", "yhdistys_example").out == "yhdistys_example is in use.\n"
    assert bare("example", "--name", "Aino").out == "Good day, Aino!\n"
    assert "example" in {one["id"] for one in bare.json("report", "list")["items"]}


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


def test_its_reader_takes_accounts_and_tells_the_lines_that_are_none(tmp_path: Path) -> None:
    path = tmp_path / "tilit.csv"
    path.write_text("3000;Jäsenmaksut\nkolme;Vuokra\n4400;Retket\n", encoding="utf-8")
    (importer,) = Plugins.of(yhdistys_example).importers()
    result = importer.read(path, ImportOptions())
    assert [(line.account, line.names["fi"]) for line in result.chart] == [
        ("3000", "Jäsenmaksut"), ("4400", "Retket"),
    ]  # fmt: skip
    assert [problem.message for problem in result.problems] == [
        "Line 2: “kolme;Vuokra” is no number and name of an account."
    ]


@pytest.mark.slow
def test_its_report_counts_the_entries_of_each_account(tmp_path: Path) -> None:
    with make_small_association(tmp_path / "a.yhdistys", yhdistys_example) as workspace:
        (table,) = workspace.report("example", year=2025).tables
    assert [row.cells for row in table.rows] == [
        ("1910", 4), ("3000", 1), ("4400", 1), ("5000", 2),
    ]  # fmt: skip
