"""Forms of funders on the command line: list, show, check."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from helpers.command_line import CommandLine

SMALL = Path(__file__).parents[1] / "data" / "forms" / "small"


@pytest.fixture
def broken(tmp_path: Path) -> Path:
    """Return a folder of two forms: a good one, and one with an error and a warning."""
    folder = tmp_path / "forms"
    shutil.copytree(SMALL, folder / "small")
    text = (SMALL / "form.toml").read_text("utf-8").replace('id = "small"', 'id = "other"')
    text = text.replace("max_chars = 1500", "max_chars = 0")
    text = text.replace('sv = "Behov", ', "")
    (folder / "other").mkdir()
    (folder / "other" / "form.toml").write_text(text, "utf-8")
    return folder


def test_the_list_names_the_forms_of_plugins(bare: CommandLine) -> None:
    items = bare.json("funder", "list")["items"]
    stea = next(item for item in items if item["id"] == "stea_c")
    assert stea == {
        "id": "stea_c",
        "title": "STEA, project grant (C)",
        "funder": "Funding Centre for Social Welfare and Health Organisations STEA",
        "kind": "application",
        "status": "verified",
        "valid_from": "2025-05-05",
        "valid_to": None,
    }
    assert "stea_c  STEA, project grant (C)" in bare("funder", "list").out


def test_a_good_form_is_in_order(bare: CommandLine) -> None:
    assert bare.json("funder", "check", SMALL) == {"ok": True, "problems": []}
    assert bare("funder", "check", SMALL).out == "Everything is in order.\n"


def test_a_form_with_errors_is_told_line_by_line(bare: CommandLine, broken: Path) -> None:
    answer = bare("funder", "check", broken / "other")
    assert answer.code == 1
    assert answer.out.splitlines() == [
        "form.toml:88: warning: Question “need”: “label” has no Swedish text.",
        "    Add the text; until then the Finnish one is shown.",
        "form.toml:91: Question “need”: “max_chars” is 0; the least is 1.",
        "    Write a higher number, or leave the key out when it is not known.",
    ]


def test_a_folder_of_forms_is_checked_as_a_whole(bare: CommandLine, broken: Path) -> None:
    answer = bare("funder", "check", broken, "--json")
    assert answer.code == 1
    assert answer.document["ok"] is False
    assert answer.document["problems"][1] == {
        "file": "other/form.toml",
        "severity": "error",
        "line": 91,
        "path": "sections[1].questions[0].max_chars",
        "kind": "out-of-range",
        "message": "Question “need”: “max_chars” is 0; the least is 1.",
        "hint": "Write a higher number, or leave the key out when it is not known.",
        "value": "0",
    }


def test_warnings_alone_are_shown_and_do_not_fail(bare: CommandLine) -> None:
    answer = bare("funder", "check", SMALL, "--as-of", "2026-06-01")
    assert answer.code == 0
    assert answer.out.splitlines() == [
        "form.toml:162: warning: Date “closes”: the call closed on 29 May 2026, before 1 Jun 2026.",
        "    Add the day of the next call, with its source.",
    ]


def test_a_folder_without_forms_is_a_problem_of_files(bare: CommandLine, tmp_path: Path) -> None:
    answer = bare("funder", "check", tmp_path / "nowhere", "--json")
    assert (answer.code, answer.error["kind"]) == (3, "file-missing")


def test_a_form_is_shown_with_limits_budget_rules_and_sources(bare: CommandLine) -> None:
    told = [" ".join(line.split()) for line in bare("funder", "show", SMALL).out.splitlines()]
    for line in (
        "Small grant (small, 2026.1)",
        "applicant Applicant text 100 verified",
        "overhead Overhead overhead verified",
        "- Annual accounts: required if not renewed",
        "- The call closes: 29 May 2026 at 16:15 (verified)",
        "- Report: every year 31.5. (verified)",
        "rate: 0.2, 1 Jan 2026–, Hakuohje, luettu 15.1.2026",
        "- guide: Testilän säätiö, Hakuohje, https://example.org/guide, 15 Jan 2026",
    ):
        assert line in told


def test_a_form_is_shown_as_json(bare: CommandLine) -> None:
    shown = bare.json("funder", "show", SMALL)
    need = shown["sections"][1]["questions"][0]
    assert (need["max_chars"], need["status"], need["source"], need["counting"]["unit"]) == (
        1500,
        "unverified",
        "old_guide",
        "utf-16",
    )
    assert [line["kind"] for line in shown["budget"]["lines"]] == [
        "direct",
        "overhead",
        "grant",
        "own",
    ]
    assert shown["rules"][0]["parameters"]["rate"][1] == {
        "value": "0.2",
        "valid_from": "2026-01-01",
        "valid_to": None,
        "source": "Hakuohje, luettu 15.1.2026",
    }
    assert shown["dates"][1]["yearly"] == "05-31"


def test_a_form_of_a_plugin_is_shown_by_its_id(bare: CommandLine) -> None:
    assert bare.json("funder", "show", "stea_c")["id"] == "stea_c"
    answer = bare("funder", "show", "nothing", "--json")
    assert (answer.code, answer.error["kind"]) == (2, "unknown-form")


def test_a_form_with_errors_is_not_shown(bare: CommandLine, broken: Path) -> None:
    answer = bare("funder", "show", broken / "other", "--json")
    assert (answer.code, answer.error["kind"]) == (1, "form-with-errors")
    assert len(answer.error["problems"]) == 2
