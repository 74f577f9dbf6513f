"""A coordinator's first application, from the funder's form to Word and PDF, as people do it."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pypdf
import pytest

import yhdistys
import yhdistys_resources
from helpers.samples import Sample
from yhdistys.cli.main import run
from yhdistys.grants import queries
from yhdistys.grants.rules.answers import show_answer
from yhdistys.grants.rules.application import Application
from yhdistys.grants.rules.budget import scheme_budget
from yhdistys.grants.rules.template import QuestionKind
from yhdistys.i18n import LANGUAGES, using
from yhdistys.sample.files import write_files
from yhdistys.values.formats import money

pytestmark = pytest.mark.slow

SAMPLE = Path(yhdistys_resources.__file__).parent / "samples" / "application.toml"
_NUMBER = re.compile(r"\d+")
_MISSING = "\N{EN DASH}"
PAPERS = ("hakemus_stea_c.docx", "hakemus_stea_c.pdf")


class Desk:
    """A coordinator at the command line with the association's file."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder = folder
        self._capsys = capsys

    def does(self, *words: str | Path) -> Any:
        """Run a command that must succeed and return its document."""
        file = ["--file", str(self.folder / "oma.yhdistys"), "--language", "fi", "--json"]
        code = run([*file, "--as-of", "2025-10-14", *map(str, words)])
        printed = self._capsys.readouterr()
        assert (code, printed.err) == (0, ""), printed
        return json.loads(printed.out)


@pytest.fixture
def desk(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Desk:
    """Begin an association and read its budget of 2025, approved by its meeting."""
    write_files(tmp_path)
    opened = Desk(tmp_path, capsys)
    opened.does("new", tmp_path / "oma.yhdistys", "--name", "Aamusilta ry", "--year", "2025")
    opened.does("import", "ledger", tmp_path / "paakirja_2025_01-09.xlsx")
    opened.does("import", "budget", tmp_path / "talousarvio_2025.xlsx")
    opened.does("budget", "approve", "--year", "2025", "--on", "2024-11-19")
    return opened


def test_from_the_funders_form_to_word_and_pdf(desk: Desk) -> None:
    told = tomllib.loads(SAMPLE.read_text(encoding="utf-8"))
    forms = [item["id"] for item in desk.does("funder", "list")["items"]]
    assert told["form"] in forms
    begun = desk.does("grant", "new", told["form"], "--name", told["name"])
    assert begun["entity"] == "grant/1"

    for question, text in told["answers"].items():
        path = desk.folder / "vastaus.txt"
        path.write_text(text, encoding="utf-8")
        desk.does("grant", "answer", "1", question, f"@{path}")
    for question, rows in told["rows"].items():
        table = _table(desk.folder / "taulukko.xlsx", rows)
        desk.does("grant", "answer", "1", question, f"@{table}")

    words = ["--from-year", "2025", "--cost-centre", "30", "--change", "4%"]
    taken = desk.does("grant", "budget", "1", *words)
    amounts = {line["line"]: line["amounts"] for line in taken["lines"]}
    assert amounts["toimitilakulut"] == dict.fromkeys(("2027", "2028", "2029"), "6389.76")
    assert amounts["henkilostokulut"]["2027"] == "78335.65"
    desk.does("grant", "answer", "1", "yleiskulut/2027", "12 000")

    checked = desk.does("grant", "check", "1")
    assert checked["missing"] == ["hyvat_kaytannot", "seuranta_kaytto"]
    for question in checked["missing"]:
        desk.does("grant", "answer", "1", question, "Ohjausryhmä käsittelee asian keväällä.")
    assert desk.does("grant", "check", "1")["ok"] is True

    application = _application(desk.folder / "oma.yhdistys")
    for ending in ("docx", "pdf"):
        out = desk.folder / f"hakemus.{ending}"
        assert desk.does("grant", "export", "1", out) == {"paths": [str(out)]}
        text = _word_text(out) if ending == "docx" else _pdf_text(out)
        assert _not_found(application, text) == []
    lines = _budget_lines(application)
    assert _printed_budget(desk.folder / "hakemus.docx", lines) == lines
    desk.does("grant", "submit", "1", "--on", "2025-10-14")
    assert desk.does("check")["ok"] is True


def _table(path: Path, rows: list[dict[str, str]]) -> Path:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.append(list(rows[0]))
    for row in rows:
        sheet.append(list(row.values()))
    book.save(path)
    return path


def _application(path: Path) -> Application:
    with yhdistys.open(path, read_only=True) as opened:
        return opened.read(queries.application, application_id=1)


def _pieces(application: Application) -> list[str]:
    """What must stand on the paper: every line of every answer, every cell, every amount."""
    pieces: list[str] = []
    for question in application.template.questions:
        answer = application.answer(question.id)
        if question.kind is QuestionKind.TABLE:
            pieces += [
                text for row in answer.rows for key, text in row.items() if _is_text(key, text)
            ]
        else:
            pieces += show_answer(question, answer).splitlines()
    for row in scheme_budget(application).rows:
        pieces += [money(amount) for amount in (*row.amounts, row.total) if amount]
    return pieces


def _is_text(key: str, text: str) -> bool:
    """Choices and figures are shown in other words than they are kept in."""
    return "/" not in key and key not in {"laji", "kohta"} and not text[:1].isdigit()


def _not_found(application: Application, text: str, language: str = "fi") -> list[str]:
    """Return what is not on a paper; blanks, line breaks and signs of lists do not count."""
    with using(language):
        pieces = [piece for piece in _pieces(application) if piece.strip()]
    assert len(pieces) > 100
    whole = _squeezed(text)
    return [piece for piece in pieces if _squeezed(piece.removeprefix("- ")) not in whole]


def _squeezed(text: str) -> str:
    return "".join(text.split()).replace("\N{SOFT HYPHEN}", "").casefold()


def _word_text(path: Path) -> str:
    document = docx.Document(str(path))
    cells = (cell.text for table in document.tables for row in table.rows for cell in row.cells)
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])


def _pdf_text(path: Path) -> str:
    """Return the text of a PDF without what stands at the foot of every page."""
    pages = [page.extract_text().splitlines() for page in pypdf.PdfReader(path).pages]
    feet = set.intersection(*({_NUMBER.sub("", line) for line in page} for page in pages))
    return "\n".join(line for page in pages for line in page if _NUMBER.sub("", line) not in feet)


def _budget_lines(application: Application, language: str = "fi") -> dict[str, list[str]]:
    """Return the funder's lines with their amounts as they are printed."""
    with using(language):
        return {
            str(row.line.label): [
                _MISSING if amount is None else money(amount)
                for amount in (*row.amounts, row.total)
            ]
            for row in scheme_budget(application).rows
        }


def _printed_budget(path: Path, lines: Mapping[str, list[str]]) -> dict[str, list[str]]:
    """Return the amounts in a Word file that stand beside the labels of lines."""
    tables = docx.Document(str(path)).tables
    found = ([cell.text for cell in row.cells] for table in tables for row in table.rows)
    return {
        label: amounts
        for label, *amounts in found
        if label in lines and len(amounts) == len(lines[label])
    }


@pytest.fixture
def paper(sample: Sample, tmp_path: Path) -> Path:
    """Copy the papers of the sample's application into a folder of their own."""
    for name in PAPERS:
        shutil.copyfile(sample.folder / name, tmp_path / name)
    return tmp_path


def _opened_by_libreoffice(paper: Path, ending: str, target: str, *options: str) -> Path:
    """Let LibreOffice open a paper and write what it understood into another form."""
    profile = (paper / "profile").as_uri()
    command = ["soffice", f"-env:UserInstallation={profile}", "--headless"]
    command += [*options, "--convert-to", target, "--outdir", str(paper / ending)]
    source = paper / f"hakemus_stea_c.{ending}"
    done = subprocess.run([*command, str(source)], check=True, capture_output=True, timeout=100)
    assert b"Error" not in done.stdout + done.stderr
    return paper / ending / f"hakemus_stea_c.{target.partition(':')[0]}"


def _missing_in_any_language(application: Application, text: str) -> list[str]:
    """Return what is not on a paper that was written in one of the languages."""
    return min((_not_found(application, text, one) for one in LANGUAGES), key=len)


@pytest.mark.libreoffice
def test_the_samples_application_is_opened_by_libreoffice(paper: Path, sample: Sample) -> None:
    application = _application(sample.file)
    printed = _pdf_text(_opened_by_libreoffice(paper, "docx", "pdf"))
    assert _missing_in_any_language(application, printed) == []
    plain = _opened_by_libreoffice(paper, "docx", "txt:Text").read_text(encoding="utf-8-sig")
    assert _missing_in_any_language(application, plain) == []
    reader = "--infilter=draw_pdf_import"
    drawn = _pdf_text(_opened_by_libreoffice(paper, "pdf", "pdf:draw_pdf_Export", reader))
    assert _missing_in_any_language(application, drawn) == []


def test_the_samples_papers_hold_every_answer_and_the_budget_in_the_funders_lines(
    paper: Path, sample: Sample
) -> None:
    application = _application(sample.file)
    word, pdf = (paper / name for name in PAPERS)
    assert _missing_in_any_language(application, _word_text(word)) == []
    assert _missing_in_any_language(application, _pdf_text(pdf)) == []
    budgets = [_budget_lines(application, one) for one in LANGUAGES]
    assert any(_printed_budget(word, lines) == lines for lines in budgets)
