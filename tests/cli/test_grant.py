"""grant: applications begun, answered, budgeted, checked, written out and sent."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from helpers.applications import FORM
from helpers.command_line import CommandLine

STAFF = "henkilostokulut"


@pytest.fixture
def begun(fresh: CommandLine) -> CommandLine:
    """Call the command line on an association with an application on STEA's form."""
    words = ["--name", "Yhdessä ulos", "--first-year", "2027", "--as-of", "2026-02-01"]
    fresh.json("grant", "new", "stea_c", *words)
    return fresh


@pytest.fixture
def table(tmp_path: Path) -> Callable[..., str]:
    """Write an Excel file and return how an answer names it."""

    def write(*rows: list[object]) -> str:
        book = openpyxl.Workbook()
        sheet = book.worksheets[0]
        for row in rows:
            sheet.append(row)
        book.save(tmp_path / "taulukko.xlsx")
        return f"@{tmp_path / 'taulukko.xlsx'}"

    return write


def _question(told: dict[str, Any], question: str) -> dict[str, Any]:
    found = (one for section in told["sections"] for one in section["questions"])
    return next(one for one in found if one["id"] == question)


def test_no_applications_is_an_empty_list(fresh: CommandLine) -> None:
    assert fresh.json("grant", "list") == {"items": []}
    assert "“yhdistys grant new”" in fresh("grant", "list").out


def test_an_application_is_begun_with_a_form_of_a_plugin(fresh: CommandLine) -> None:
    told = fresh.json("grant", "new", "stea_c", "--name", "Ulos", "--as-of", "2026-02-01")
    assert (told["changed"], told["entity"]) == (True, "grant/1")
    (item,) = fresh.json("grant", "list", "--as-of", "2026-02-01")["items"]
    assert list(item) == [
        "id", "name", "template", "title", "funder", "state", "closes_on", "closes_at",
        "days_left", "submitted_on", "years", "readiness", "errors", "requested",
    ]  # fmt: skip
    assert (item["name"], item["template"], item["state"]) == ("Ulos", "stea_c", "draft")
    assert (item["closes_on"], item["closes_at"], item["days_left"]) == ("2026-06-01", "16:15", 120)
    assert (item["years"], item["requested"]) == ([2027], None)


def test_an_application_is_begun_with_a_form_of_a_folder(fresh: CommandLine) -> None:
    answer = fresh("grant", "new", FORM, "--name", "Kylille", "--closes", "1.1.2020")
    assert answer.code == 0
    assert "The call closed on 1 Jan 2020." in answer.out


@pytest.mark.parametrize(
    ("words", "code", "kind"),
    [
        (["nosuch", "--name", "A"], 2, "unknown-form"),
        (["stea_c"], 2, "missing-value"),
        (["stea_c", "--name", " "], 2, "bad-value"),
        (["stea_c", "--name", "A" * 201], 1, None),
        (["stea_c", "--name", "A", "--first-year", "1066"], 1, "wrong-year"),
        (["stea_c", "--name", "A", "--closes", "eilen"], 2, "bad-value"),
        ([".", "--name", "A"], 3, "file-missing"),
    ],
)
def test_an_application_that_cannot_begin_leaves_nothing(
    fresh: CommandLine, words: list[str], code: int, kind: str | None
) -> None:
    answer = fresh("grant", "new", *words, "--json")
    assert (answer.code, kind in {None, answer.error["kind"]}) == (code, True)
    assert fresh.json("grant", "list") == {"items": []}


def test_a_form_with_errors_is_refused_with_line_and_sentence(
    fresh: CommandLine, tmp_path: Path
) -> None:
    folder = tmp_path / FORM.name
    shutil.copytree(FORM, folder)
    text = (folder / "form.toml").read_text(encoding="utf-8")
    line = text[: text.index('kind = "long_text"')].count("\n") + 1
    text = text.replace('kind = "long_text"', 'kind = "novel"', 1)
    (folder / "form.toml").write_text(text, encoding="utf-8")
    answer = fresh("grant", "new", folder, "--name", "A")
    assert answer.code == 1
    assert f"form.toml:{line}: " in answer.err
    assert "“novel”" in answer.err
    error = fresh("grant", "new", folder, "--name", "A", "--json").error
    assert (error["kind"], error["problems"][0]["row"]) == ("form-with-errors", line)


def test_a_form_in_a_folder_of_another_name_is_refused(fresh: CommandLine, tmp_path: Path) -> None:
    shutil.copytree(FORM, tmp_path / "other")
    answer = fresh("grant", "new", tmp_path / "other", "--name", "A", "--json")
    assert (answer.code, answer.error["problems"][0]["column"]) == (1, "id")


def test_answers_are_stored_as_they_are_understood(begun: CommandLine) -> None:
    answers = {
        "alkaa": ("1.1.2027", "Stored: 1 Jan 2027\n"),
        "ensimmainen_hakemus": ("ei", "Stored: no\n"),
        "kunnat": ("Lehmusranta", "Stored: 11 characters.\n"),
        "tuotokset": ("- kolme koulutusta", "Stored: 18 characters.\n"),
    }
    for question, (text, told) in answers.items():
        assert begun("grant", "answer", "1", question, text).out == told
    assert begun("grant", "answer", "1", "kunnat", "").out == "There is no answer now.\n"
    shown = begun.json("grant", "show", "1")
    assert _question(shown, "alkaa")["text"] == "2027-01-01"
    assert _question(shown, "tuotokset")["length"] == 18


def test_an_answer_is_read_from_a_file(begun: CommandLine, tmp_path: Path) -> None:
    path = tmp_path / "tarve.txt"
    path.write_bytes("\ufeffMoni on yksin.\r\nNäin\x07 on.".encode())
    told = begun.json("grant", "answer", "1", "tarve_miksi", f"@{path}")
    assert told["told"] == ["1 control character was removed."]
    assert _question(begun.json("grant", "show", "1"), "tarve_miksi")["text"] == (
        "Moni on yksin.\nNäin on."
    )
    assert begun.json("grant", "answer", "1", "tarve_miksi", f"@{path}")["changed"] is False


@pytest.mark.parametrize(
    ("words", "code", "kind"),
    [
        (["2", "tarve_miksi", "a"], 2, "unknown-application"),
        (["yksi", "tarve_miksi", "a"], 2, "bad-value"),
        (["1", "tarve_miks", "a"], 2, "unknown-question"),
        (["1", "alkaa", "ensi vuonna"], 1, None),
        (["1", "alue", "Mars"], 1, None),
        (["1", "talousarvio", "5"], 1, "answered-otherwise"),
        (["1", "tarve_miksi", "a" * 100_001], 1, "text-too-long"),
        (["1", "tarve_miksi", "@nosuch.txt"], 3, "file-missing"),
        (["1", "tarve_miksi", "@."], 3, "unreadable-file"),
        (["1", "kohderyhmat", "Nuoret 40"], 2, "table-wanted"),
        (["1", "kohderyhmat", "@nosuch.xlsx"], 3, "file-missing"),
        (["1", "yleiskulut/2027", "abc"], 1, "wrong-amount"),
        (["1", "yleiskulut/2027", "-5"], 1, "negative-amount"),
        (["1", "yleiskulu/2027", "5"], 1, "unknown-line"),
        (["1", "stea_avustus/2027", "5"], 1, "computed-line"),
        (["1", "yleiskulut/2027", "=1/0"], 1, "bad-formula"),
    ],
)
def test_an_answer_that_cannot_be_is_told_in_a_sentence(
    begun: CommandLine, words: list[str], code: int, kind: str | None
) -> None:
    answer = begun("grant", "answer", *words, "--json")
    assert (answer.code, kind in {None, answer.error["kind"]}) == (code, True)
    assert answer.error["message"]


def test_a_file_that_is_no_text_is_refused(begun: CommandLine, tmp_path: Path) -> None:
    path = tmp_path / "kuva.txt"
    path.write_bytes(b"\xff\xd8\xff")
    answer = begun("grant", "answer", "1", "tarve_miksi", f"@{path}", "--json")
    assert (answer.code, answer.error["kind"]) == (3, "no-text")


def test_an_answer_is_not_read_from_a_folder(begun: CommandLine, tmp_path: Path) -> None:
    for words in (f"@{tmp_path}", "@"):
        answer = begun("grant", "answer", "1", "tarve_miksi", words, "--json")
        assert (answer.code, answer.error["kind"]) == (3, "unreadable-file")
    assert answer.error["message"] == ". is a folder."


@pytest.mark.parametrize(
    "heads",
    [
        ("ryhma", "maara/2027", "maara/2028"),
        ("Kohderyhmä", "Henkilöitä 2027", "Henkilöitä 2028"),
        ("target group", 2027, 2028),
    ],
)
def test_a_table_is_read_from_excel_by_ids_labels_or_years(
    begun: CommandLine, table: Callable[..., str], heads: tuple[object, ...]
) -> None:
    begun.json("grant", "answer", "1", "alkaa", "1.1.2027")
    begun.json("grant", "answer", "1", "paattyy", "31.12.2028")
    named = table([*heads], ["Nuoret", 40, 55.0], ["Läheiset", None, 12], [None, None, None])
    assert begun("grant", "answer", "1", "kohderyhmat", named).out == "Stored: 2 rows.\n"
    assert _question(begun.json("grant", "show", "1"), "kohderyhmat")["rows"] == [
        {"ryhma": "Nuoret", "maara/2027": "40", "maara/2028": "55"},
        {"ryhma": "Läheiset", "maara/2028": "12"},
    ]


def test_a_table_is_read_from_csv_and_its_computed_columns_are_passed_over(
    begun: CommandLine, tmp_path: Path
) -> None:
    path = tmp_path / "palkat.csv"
    path.write_text(
        "tehtavanimike;osuus;kuukaudet;kuukausipalkka;sivukulut;Yhteensä (€)\n"
        "ohjaaja;60;12;3 035,00;26,12;1,00\n",
        encoding="utf-8",
    )
    assert begun("grant", "answer", "1", "palkkatiedot", f"@{path}").out == "Stored: 1 row.\n"
    staff = begun.json("grant", "budget", "1")["lines"][0]
    assert (staff["line"], staff["amounts"]) == (STAFF, {"2027": "27559.74"})


@pytest.mark.parametrize(
    ("rows", "code", "kind"),
    [
        ((["ryhma", "luku"], ["Nuoret", 40]), 2, "unknown-column"),
        ((["ryhma", "ryhma"], ["Nuoret", "A"]), 2, "unknown-column"),
        ((["ryhma", "2027"], ["Nuoret", "paljon"]), 1, None),
        (([],), 3, "empty-file"),
    ],
)
def test_a_table_that_does_not_fit_is_refused(
    begun: CommandLine,
    table: Callable[..., str],
    rows: tuple[list[object], ...],
    code: int,
    kind: str | None,
) -> None:
    answer = begun("grant", "answer", "1", "kohderyhmat", table(*rows), "--json")
    assert (answer.code, kind in {None, answer.error["kind"]}) == (code, True)


def _fill_amounts(line: CommandLine, **amounts: str) -> None:
    for name, text in amounts.items():
        line.json("grant", "answer", "1", f"{name}/2027", text)


@pytest.mark.parametrize(("overhead", "is_broken"), [("17 652,00", False), ("17653", True)])
def test_general_costs_are_at_most_fifteen_per_cent_of_all(
    begun: CommandLine, overhead: str, *, is_broken: bool
) -> None:
    _fill_amounts(begun, muut_kulut="=50000+50028", yleiskulut=overhead)
    told = begun.json("grant", "check", "1")
    found = [one for one in told["findings"] if one["kind"] == "overhead_cap"]
    assert bool(found) is is_broken
    for one in found:
        assert (one["severity"], one["line"], one["year"]) == ("error", "yleiskulut", 2027)
        assert {"17652.00", "17653.00", "100028.00"} <= set(one["numbers"].values())


def test_a_check_lists_what_is_missing_and_stops_only_when_asked_to(begun: CommandLine) -> None:
    told = begun.json("grant", "check", "1")
    assert list(told) == [
        "id", "name", "ok", "readiness", "answered", "asked", "missing", "findings",
    ]  # fmt: skip
    assert told["ok"] is False
    assert {"tarve_miksi", "kohderyhmat", "talousarvio"} <= set(told["missing"])
    assert "hakija" not in told["missing"]
    assert begun("grant", "check", "1", "--strict").code == 1
    answer = begun("grant", "check", "1")
    assert answer.code == 0
    assert "“Main goal” is not answered." in answer.out


def test_the_budget_is_taken_from_a_plan(filled: CommandLine) -> None:
    begun = filled.json("grant", "new", "stea_c", "--name", "Ulos", "--first-year", "2026")
    number = begun["entity"].partition("/")[2]
    told = filled.json(
        "grant", "budget", number, "--from-year", "2025", "--cost-centre", "20", "--change", "4%"
    )
    assert list(told) == [
        "changed", "entity", "change_set", "message", "told", "id", "years", "lines", "costs",
        "income", "grant",
    ]  # fmt: skip
    assert (told["changed"], told["years"]) == (True, [2026])
    assert filled.json("grant", "budget", number)["lines"] == told["lines"]


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        (["--from-year", "2031"], None),
        (["--from-year", "2025", "--version", "Toinen"], "unknown-version"),
        (["--from-year", "2025", "--cost-centre", "99"], "unknown-cost-centre"),
        (["--from-year", "2025", "--change", "paljon"], "bad-value"),
        (["--from-year", "2025", "--general-share", "150"], "wrong-share"),
        (["--change", "4%"], "year-missing"),
    ],
)
def test_a_plan_that_is_not_there_leaves_the_budget_as_it_was(
    filled: CommandLine, words: list[str], kind: str | None
) -> None:
    before = filled.json("grant", "budget", "1")
    answer = filled("grant", "budget", "1", *words, "--json")
    assert (answer.code, kind in {None, answer.error["kind"]}) == (2, True)
    assert filled.json("grant", "budget", "1") == before


def test_versions_are_kept_and_compared(begun: CommandLine) -> None:
    assert begun.json("grant", "versions", "1") == {"items": []}
    begun.json("grant", "answer", "1", "tarve_miksi", "Moni on yksin.")
    told = begun.json("grant", "keep", "1", "--name", "Hallitukselle")
    assert (told["version"], told["entity"]) == (1, "grant/1")
    begun.json("grant", "answer", "1", "tarve_miksi", "Moni jää kotiin.")
    _fill_amounts(begun, yleiskulut="100")
    (version,) = begun.json("grant", "versions", "1")["items"]
    assert (version["number"], version["name"]) == (1, "Hallitukselle")
    answer, *amounts = begun.json("grant", "compare", "1", "--from", "1")["items"]
    assert (answer["before"], answer["after"]) == ("Moni on yksin.", "Moni jää kotiin.")
    assert {(one["id"], one["before"], one["after"]) for one in amounts} == {
        ("yleiskulut", None, "100.00"), ("stea_avustus", "0.00", "100.00"),
    }  # fmt: skip
    text = begun("grant", "compare", "1", "--from", "1").out
    assert "  before: Moni on yksin.\n  after: Moni jää kotiin.\n" in text
    assert begun("grant", "compare", "1", "--from", "1", "--to", "1").out == "Nothing changed.\n"
    assert begun("grant", "compare", "1", "--from", "7").code == 2
    assert begun("grant", "versions", "7").code == 2


def test_attachments_have_their_states(begun: CommandLine) -> None:
    words = ["grant", "attachment", "1", "yhteistyosopimukset"]
    assert begun.json(*words, "in-other-file", "--note", "a.pdf")["changed"] is True
    assert begun(*words, "gone").code == 2
    assert begun("grant", "attachment", "1", "nosuch", "later").code == 2


def test_an_application_that_was_sent_is_locked_until_it_is_reopened(begun: CommandLine) -> None:
    day = ["--as-of", "2026-05-20"]
    sent = begun("grant", "submit", "1", *day)
    assert sent.out.startswith("Sent on 20 May 2026.")
    for words in (
        ["answer", "1", "kunnat", "Lehmusranta"],
        ["answer", "1", "yleiskulut/2027", "5"],
        ["submit", "1"],
    ):
        refused = begun("grant", *words, "--json")
        assert (refused.code, refused.error["kind"]) == (4, "application-submitted")
    assert begun("grant", "reopen", "1").code == 2
    assert begun.json("grant", "reopen", "1", "--reason", "Lisätietoja")["changed"] is True
    assert begun("grant", "reopen", "1", "--reason", "Lisätietoja").code == 4
    assert begun("grant", "answer", "1", "kunnat", "Lehmusranta").code == 0


def test_a_day_to_come_is_no_day_of_sending(begun: CommandLine) -> None:
    answer = begun("grant", "submit", "1", "--on", "2199-01-01", "--json")
    assert (answer.code, answer.error["kind"]) == (1, "day-to-come")


@pytest.mark.parametrize(
    ("name", "code", "kind"), [("a.odt", 2, "unknown-format"), ("no/a.txt", 3, "folder-missing")]
)
def test_a_file_that_cannot_be_written_is_told(
    begun: CommandLine, tmp_path: Path, name: str, code: int, kind: str
) -> None:
    answer = begun("grant", "export", "1", tmp_path / name, "--json")
    assert (answer.code, answer.error["kind"]) == (code, kind)


@pytest.mark.slow
@pytest.mark.parametrize("ending", ["docx", "pdf", "xlsx", "txt"])
def test_an_application_is_written_into_a_file(
    begun: CommandLine, tmp_path: Path, ending: str
) -> None:
    out = tmp_path / f"hakemus.{ending}"
    assert begun.json("grant", "export", "1", out) == {"paths": [str(out)]}
    assert out.stat().st_size > 0


def test_deadlines_wait_with_a_hint(begun: CommandLine) -> None:
    for day, kind in (("2026-05-20", "application-deadline"), ("2026-06-20", "application-late")):
        items = begun.json("todo", "--as-of", day)["items"]
        (found,) = (one for one in items if one["id"].startswith("application"))
        assert (found["id"], found["value"]) == (kind, "1")
        assert "yhdistys grant" in found["hint"]
