"""What holds for every command: where options stand, how errors are told, what is loaded."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

import yhdistys
from helpers.command_line import CommandLine
from yhdistys import __version__
from yhdistys.cli import failures
from yhdistys.cli.invocation import Invocation
from yhdistys.cli.main import COMMANDS, PROGRAM_GROUP, run
from yhdistys.errors import Conflict, FileProblem, JobCancelled, NotAllowed, UserError
from yhdistys.i18n import language
from yhdistys.settings import switch_plugin
from yhdistys.store.workspace_settings import change_settings


def test_without_a_command_the_window_opens_where_there_is_a_screen(
    bare: CommandLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    for words in ((), ("desktop",)):
        answer = bare(*words)
        assert (answer.code, answer.out) == (2, "")
        assert answer.err.startswith("The window needs a screen, and there is none here.")


def test_without_a_command_a_script_gets_an_error(bare: CommandLine) -> None:
    answer = bare("--json")
    assert (answer.code, answer.error["kind"]) == (2, "no-command")


def test_help_is_done_and_lists_every_command(bare: CommandLine) -> None:
    switch_plugin("yhdistys_example", on=True)
    answer = bare("--help")
    listed = [line.split()[0] for line in answer.out.splitlines() if line.startswith("  ")]
    assert answer.code == 0
    assert [name for name in COMMANDS if name not in listed] == []
    assert "example" in listed


def test_help_explains_what_stands_on_the_line_in_the_readers_language(bare: CommandLine) -> None:
    told = bare("import", "--help").out
    assert "Usage: yhdistys import [OPTIONS] KIND TABLE_FILE" in told
    assert "TABLE_FILE  The file: .xlsx, .xls, .ods or .csv." in told
    compare = bare("budget", "compare", "--help").out
    assert "[required]" in compare
    assert "[default: account]" in compare


@pytest.mark.parametrize("name", [*COMMANDS, "example"])
def test_every_command_has_help_in_each_language(
    name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    switch_plugin("yhdistys_example", on=True)
    for code in ("fi", "sv", "en"):
        assert run([name, "--help", "--language", code]) == 0
        assert len(capsys.readouterr().out.splitlines()) > 3


def test_the_common_options_stand_before_or_after_the_command(
    filled: CommandLine, bare: CommandLine
) -> None:
    file = str(filled.file)
    before = bare("--file", file, "--json", "--as-of", "14.10.2025", "budget", "versions")
    after = bare("budget", "versions", "--as-of", "2025-10-14", "--json", "--file", file)
    assert before.code == 0
    assert before.document == after.document


def test_the_file_may_come_from_the_environment(
    filled: CommandLine, bare: CommandLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("YHDISTYS_FILE", str(filled.file))
    assert [item["name"] for item in bare.json("budget", "versions")["items"]] == [
        "Talousarvio",
        "Muutos",
    ]


def test_the_version_is_told_wherever_it_is_asked(bare: CommandLine) -> None:
    answer = bare("--version")
    assert (answer.code, answer.out) == (0, f"yhdistys {__version__}\n")


def test_a_command_that_needs_a_file_asks_for_one(bare: CommandLine) -> None:
    answer = bare("check")
    assert answer.code == 2
    assert answer.err == (
        "No association file was named.\n  Name it with --file PATH, or set YHDISTYS_FILE.\n"
    )


@pytest.mark.parametrize(
    ("words", "kind", "message"),
    [
        (["nothing"], "unknown-command", "There is no command “nothing”."),
        (["budget", "nothing"], "unknown-command", "There is no command “nothing”."),
        (["check", "--colour"], "unknown-option", "There is no option “--colour”."),
        (["budget", "compare"], "missing-value", "--year is missing."),
        (["restore", "a"], "missing-value", "FILE is missing."),
        (["check", "a", "b"], "too-many-arguments", "“a b” are words too many."),
        (["check", "--as-of", "tomorrow"], "bad-value", None),
        (["budget", "compare", "--year", "25"], "bad-value", None),
        (["budget", "compare", "--year", "2025", "--through", "13/2025"], "bad-value", None),
        (["import", "ledger", "a.csv", "--map", "account"], "bad-value", None),
        (["new", "a", "--name", "X", "--fiscal-year-start", "2.30"], "bad-value", None),
        (
            ["import", "letters", "a.csv"],
            "bad-value",
            "KIND: choose one of ledger, budget, chart.",
        ),
        (["check", "--json=yes"], "bad-option", None),
        (["check", "--file"], "bad-option", None),
        (["check", "--language", "de"], "bad-value", "--language: choose one of fi, sv, en."),
    ],
)
def test_a_wrong_command_line_is_one_sentence_and_exit_code_two(
    bare: CommandLine, words: list[str], kind: str, message: str | None
) -> None:
    told = bare(*words)
    assert (told.code, told.out) == (2, "")
    assert len(told.err.splitlines()) <= 2
    as_json = bare("--json", *words)
    assert (as_json.code, as_json.err) == (2, "")
    assert as_json.error["kind"] == kind
    assert message in {None, as_json.error["message"]}


def test_an_error_under_json_holds_kind_message_hint_and_problems(bare: CommandLine) -> None:
    bare.file = Path("nowhere.yhdistys")
    answer = bare("check", "--json")
    assert answer.code == 3
    assert answer.error == {
        "kind": "file-missing",
        "message": "There is no file nowhere.yhdistys.",
        "hint": "Check the name, or make a file with “yhdistys new”.",
        "problems": [],
    }


@pytest.mark.parametrize(
    ("error", "code"),
    [(Conflict("x"), 4), (NotAllowed("x"), 4), (FileProblem("x"), 3), (UserError("x"), 1)],
)
def test_each_kind_of_error_has_its_exit_code(
    error: UserError, code: int, capsys: pytest.CaptureFixture[str]
) -> None:
    assert failures.tell_user_error(Invocation(), error) == code
    assert capsys.readouterr().err == "x\n"


def test_the_language_of_a_call_does_not_outlive_it(bare: CommandLine) -> None:
    before = language()
    bare("check", "--language", "sv")
    assert language() == before


def test_a_file_speaks_its_own_language_unless_another_is_told(
    filled: CommandLine, capsys: pytest.CaptureFixture[str]
) -> None:
    assert filled.file is not None
    with yhdistys.open(filled.file) as workspace:
        workspace.do(change_settings, values={"language": "sv"})
    told = {}
    for words in ([], ["--language", "sv"], ["--language", "fi"]):
        assert (
            run(["--file", str(filled.file), "budget", "versions", "--year", "1999", *words]) == 2
        )
        told["".join(words)] = capsys.readouterr().err
    assert told[""] == told["--languagesv"] != told["--languagefi"]


def test_a_bug_writes_a_report_and_tells_its_path_without_a_traceback(
    bare: CommandLine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_words: object, **_told: object) -> None:
        raise RuntimeError("a secret place in the code")

    monkeypatch.setattr(PROGRAM_GROUP, "invoke", fail)
    answer = bare("check", "--json")
    (report,) = (tmp_path / "data" / "reports").iterdir()
    assert (answer.code, answer.error["kind"]) == (70, "bug")
    assert answer.error["hint"] == f"Please send this report to the makers: {report}"
    assert "RuntimeError: a secret place in the code" in report.read_text("utf-8")
    told = bare("check")
    assert "Traceback" not in told.err
    assert "secret" not in told.err


def test_a_bug_is_told_even_when_no_report_can_be_written(
    bare: CommandLine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_words: object, **_told: object) -> None:
        raise RuntimeError

    (tmp_path / "file").write_text("")
    monkeypatch.setenv("YHDISTYS_DATA_DIR", str(tmp_path / "file"))
    monkeypatch.setattr(PROGRAM_GROUP, "invoke", fail)
    answer = bare("check")
    assert answer.code == 70
    assert "A report could not be written" in answer.err


@pytest.mark.parametrize("error", [KeyboardInterrupt, JobCancelled])
def test_an_interrupted_call_ends_quietly(
    bare: CommandLine, error: type[BaseException], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_words: object, **_told: object) -> None:
        raise error

    monkeypatch.setattr(PROGRAM_GROUP, "invoke", fail)
    answer = bare("check")
    assert (answer.code, answer.out, answer.err) == (130, "", "")


def test_control_characters_of_a_file_never_reach_the_terminal(
    capsys: pytest.CaptureFixture[str],
) -> None:
    Invocation().say("\x1b[31mred\x9b1m\nnext")
    assert capsys.readouterr().out == "�[31mred�1m\nnext\n"


@pytest.mark.slow
def test_help_loads_neither_the_database_library_nor_the_writers() -> None:
    code = (
        "import sys; from yhdistys.cli.main import run; run(['--help'])\n"
        "heavy = {'sqlalchemy', 'openpyxl', 'reportlab', 'xlsxwriter', 'PySide6', 'sqlcipher3'}\n"
        "print(sorted(heavy & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], check=True, capture_output=True, encoding="utf-8"
    )
    assert done.stdout.splitlines()[-1] == "[]"


@pytest.mark.slow
def test_the_program_speaks_utf_8_into_a_pipe_whatever_the_locale(filled: CommandLine) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "yhdistys", "--file", str(filled.file), "history", "--json"],
        check=True,
        capture_output=True,
        env={"PYTHONIOENCODING": "ascii", "PATH": "", "YHDISTYS_DATA_DIR": str(filled.file) + "d"},
    )
    items = json.loads(done.stdout.decode("utf-8"))["items"]
    assert done.stderr == b""
    assert any("tilikartta" in item["message"] for item in items)


@pytest.mark.slow
def test_a_reader_that_goes_away_ends_the_program_quietly(filled: CommandLine) -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "yhdistys", "--file", str(filled.file), "history"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        errors = process.stderr.read()
        assert (process.wait(), errors) == (0, b"")
