"""history, undo, redo, todo, plugins, doctor."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from helpers.command_line import CommandLine
from yhdistys.api import Command, hookimpl, lazy
from yhdistys.cli.plugins import plugin_sentence, problems_of
from yhdistys.i18n import using
from yhdistys.registry import Plugins
from yhdistys.store.base import Base
from yhdistys.store.history_words import ENTITIES, FIELDS, value_text


def test_history_tells_each_step_newest_first(filled: CommandLine) -> None:
    items = filled.json("history")["items"]
    assert [item["change_set"] for item in items] == list(range(len(items), 0, -1))
    newest, imported, withdrawn = items[:3]
    assert newest["message"] == "Explain 4400"
    assert imported["message"] == "Import the ledger paakirja.xlsx"
    assert newest["actor"] == "Toini Testaaja"
    assert newest["at"].endswith("+00:00")
    assert newest["barrier"] is False
    assert withdrawn["entities"] == ["application/2"]


def test_history_of_one_entity_tells_the_values_before_and_after(filled: CommandLine) -> None:
    filled("budget", "approve", "--year", "2025", "--on", "2025-05-20")
    newest, *_older = filled.json("history", "--entity", "budget_version/2")["items"]
    states = [value for value in newest["values"] if value["field"] == "state"]
    assert {(v["entity"], v["before"], v["after"]) for v in states} == {
        ("budget_version/2", "draft", "approved"),
        ("budget_version/1", "approved", "replaced"),
    }
    told = filled("history", "--entity", "budget-version/2")
    assert "Budget version 2, state: draft → approved" in told.out
    assert "Budget version 2, approved on: 20 May 2025" in told.out
    assert "Budget version 1, state" not in told.out


def test_history_has_a_word_for_every_table_and_field_it_can_tell() -> None:
    told = [table for table in Base.metadata.sorted_tables if table.info.get("history", True)]
    assert {table.name for table in told} - set(ENTITIES) == set()
    fields = {column.name for table in told for column in table.columns}
    assert fields - set(FIELDS) == {
        "id", "version", "uid", "budget_version_uid", "content", "content_hash",
    }  # fmt: skip


def test_values_are_told_as_people_write_them() -> None:
    with using("fi"):
        told = [
            value_text("amount", Decimal("-1234.50")),
            value_text("cents", 10_001),
            value_text("starts_on", "2025-03-09"),
            value_text("names", {"fi": "Kerhot", "sv": "Klubbar"}),
            value_text("profile", {"kind": "even"}),
            value_text("note", None),
            value_text("note", "x" * 41),
        ]
    assert told == [
        "\N{MINUS SIGN}1\N{NO-BREAK SPACE}234,50", "100,01", "9.3.2025", "Kerhot", "even",
        "\N{EN DASH}", "x" * 39 + "…",
    ]  # fmt: skip


def test_a_fresh_file_has_a_history_and_an_unknown_entity_none(fresh: CommandLine) -> None:
    assert len(fresh.json("history")["items"]) > 0
    assert fresh("history", "--entity", "grant/3").out == "Nothing was done to “grant/3”.\n"


@pytest.mark.slow
def test_undo_and_redo_restore_the_content_and_say_the_step(filled: CommandLine) -> None:
    assert filled("undo").out == "Undone: Explain 4400\n"
    before = filled.json("check")["content_hash"]
    undone = filled.json("undo")
    assert undone["changed"] is True
    assert undone["message"] == "Undone: Import the ledger paakirja.xlsx"
    assert filled.json("budget", "compare", "--year", "2025")["rows"][0]["actual"] is None
    assert filled("redo").out == "Done again: Import the ledger paakirja.xlsx\n"
    assert filled.json("check")["content_hash"] == before
    assert filled("redo").out == "Done again: Explain 4400\n"
    again = filled("redo", "--json")
    assert (again.code, again.error["kind"]) == (4, "nothing-to-redo")
    told = [item["kind"] for item in filled.json("history")["items"][:5]]
    assert told == ["redo", "redo", "undo", "undo", "do"]
    assert "Undone: Import the ledger" in filled("history").out


def test_todo_tells_what_waits(filled: CommandLine) -> None:
    items = {item["id"]: item for item in filled.json("todo")["items"]}
    assert items["late-ledger"]["message"] == (
        "The ledger reaches to 20 Feb 2025; the month 9/2025 has ended since."
    )
    assert items["late-ledger"]["severity"] == "warning"
    on_time = filled.json("todo", "--as-of", "2025-03-05")["items"]
    assert "late-ledger" not in {item["id"] for item in on_time}


def test_todo_of_a_fresh_file_asks_for_a_ledger_and_a_budget(fresh: CommandLine) -> None:
    kinds = {item["id"] for item in fresh.json("todo", "--as-of", "2025-05-01")["items"]}
    assert kinds == {"no-ledger", "no-budget"}
    assert "There is no ledger yet." in fresh("todo").out


@pytest.mark.slow
def test_todo_asks_to_approve_a_draft(filled: CommandLine) -> None:
    undone = (filled("undo").out for _step in range(30))
    assert any(told.startswith("Undone: Approve") for told in undone)
    kinds = [item["id"] for item in filled.json("todo")["items"]]
    assert kinds == ["no-ledger", "budget-not-approved"]


def test_plugins_are_listed_with_what_they_contribute(bare: CommandLine) -> None:
    items = {item["id"]: item for item in bare.json("plugins", "list")["items"]}
    assert items["yhdistys_example"]["contributions"] == {}
    assert items["yhdistys_example"]["enabled"] is False
    assert items["yhdistys_example"]["problems"] == []
    assert bare("plugins", "enable", "yhdistys_example").code == 0
    out = bare("plugins", "list").out
    told = [line.split() for line in out.splitlines()]
    assert [
        "yhdistys_example",
        items["yhdistys_example"]["version"],
        "yes",
        "readers:",
        "example-chart",
    ] in told
    assert [words for words in told if words[0] in {"commands:", "pages:", "forms:"}][:3] == [
        ["commands:", "example"],
        ["pages:", "example"],
        ["forms:", "example_form"],
    ]
    assert "readers: ledger-table" in out


def test_a_plugin_is_switched_off_and_on(bare: CommandLine) -> None:
    off = bare.json("plugins", "disable", "yhdistys_accounting")
    assert off == {
        "changed": True, "entity": "plugin/yhdistys_accounting", "change_set": None,
        "message": "yhdistys_accounting is not in use.",
    }  # fmt: skip
    assert bare.json("plugins", "disable", "yhdistys_accounting")["changed"] is False
    items = {item["id"]: item for item in bare.json("plugins", "list")["items"]}
    assert (items["yhdistys_accounting"]["enabled"], items["yhdistys_reports_fi"]["enabled"]) == (
        False, True,
    )  # fmt: skip
    assert (
        bare("plugins", "enable", "yhdistys_accounting").out == "yhdistys_accounting is in use.\n"
    )
    items = {item["id"]: item for item in bare.json("plugins", "list")["items"]}
    assert items["yhdistys_accounting"]["enabled"] is True


@pytest.mark.parametrize("act", ["enable", "disable"])
def test_a_plugin_that_is_not_there_cannot_be_switched(bare: CommandLine, act: str) -> None:
    answer = bare("plugins", act, "nothing", "--json")
    assert (answer.code, answer.error["kind"]) == (2, "unknown-plugin")
    assert answer.error["hint"] == (
        "The plugins are: yhdistys_accounting, yhdistys_example, yhdistys_funders_fi, "
        "yhdistys_reports_fi."
    )


def test_plugins_in_order_end_with_zero(bare: CommandLine) -> None:
    assert bare.json("plugins", "check")["ok"] is True
    assert bare("plugins", "check").out == "All plugins are in order.\n"


def test_a_broken_plugin_is_told_and_ends_with_one(
    bare: CommandLine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    info = tmp_path / "broken-1.0.dist-info"
    info.mkdir()
    info.joinpath("METADATA").write_text("Metadata-Version: 2.1\nName: broken\nVersion: 1.0\n")
    info.joinpath("entry_points.txt").write_text("[yhdistys.plugins]\nbroken = no_such_module\n")
    monkeypatch.syspath_prepend(tmp_path)
    answer = bare("plugins", "check")
    assert answer.code == 1
    assert answer.out.startswith("broken: It could not be loaded: ModuleNotFoundError")
    assert "could not be loaded" in bare("plugins", "list").out
    config = tmp_path / "config"
    config.mkdir()
    config.joinpath("settings.toml").write_text('disabled_plugins = ["broken"]\n')
    assert bare("plugins", "check").code == 0


_CLUMSY = """
from yhdistys.api import Command, hookimpl, lazy

def run(context):
    raise KeyError("oops")

@hookimpl
def yhdistys_commands():
    return [Command(id="stumble", title=lazy("Stumble"), help=lazy("Stumble."), run=run)]
"""


def test_a_mistake_of_a_plugin_is_told_with_its_name(
    bare: CommandLine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    info = tmp_path / "clumsy-1.0.dist-info"
    info.mkdir()
    info.joinpath("METADATA").write_text("Metadata-Version: 2.1\nName: clumsy\nVersion: 1.0\n")
    info.joinpath("entry_points.txt").write_text("[yhdistys.plugins]\nclumsy = clumsy_plugin\n")
    tmp_path.joinpath("clumsy_plugin.py").write_text(_CLUMSY)
    monkeypatch.syspath_prepend(tmp_path)
    answer = bare("stumble", "--json")
    assert (answer.code, answer.error["kind"]) == (70, "bug")
    assert answer.error["message"] == "“stumble” of a plugin failed because of a mistake in it."


class _Greedy:
    @hookimpl
    def yhdistys_commands(self) -> list[Command]:
        """Return a command whose name the program has."""
        return [Command(id="undo", title=lazy("Undo"), help=lazy("Undo."), run=lambda _call: None)]


def test_a_plugin_cannot_take_the_name_of_our_command() -> None:
    with using("en"):
        (problem,) = problems_of(Plugins.of(_Greedy()))
    assert plugin_sentence(problem) == (
        "_Greedy: The command “undo” is not used: the program has one of that name."
    )


@pytest.mark.slow
def test_the_doctor_looks_at_everything_the_program_needs(bare: CommandLine) -> None:
    told = bare.json("doctor")
    assert told["ok"] is True
    assert [item["name"] for item in told["items"]] == [
        "yhdistys", "python", "database", "settings-folder", "data-folder", "fonts", "time-zones",
        "desktop", "plugins",
    ]  # fmt: skip
    assert "Everything is there." in bare("doctor").out


@pytest.mark.slow
def test_the_doctor_names_a_folder_that_cannot_be_written(
    bare: CommandLine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "words").write_text("")
    monkeypatch.setenv("YHDISTYS_DATA_DIR", str(tmp_path / "words"))
    answer = bare("doctor", "--json")
    wrong = [item["name"] for item in answer.document["items"] if not item["ok"]]
    assert (answer.code, wrong) == (1, ["data-folder"])
