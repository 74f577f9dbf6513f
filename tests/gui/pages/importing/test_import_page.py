"""The import page: read, look, say otherwise, store, undo, and what may be wrong with a file."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

import yhdistys
from gui.fake_dialogs import CANCEL, FakeDialogs
from gui.walking import doubled_mnemonics, nameless
from helpers.table_files import write_protected_workbook, write_xlsx
from yhdistys.app import Workspace
from yhdistys.gui.context import WindowContext
from yhdistys.gui.pages.importing import ImportPage
from yhdistys.gui.pages.importing.details import CHANGES
from yhdistys.gui.pages.importing.header import FieldChip
from yhdistys.gui.pages.importing.panels import PROBLEMS, PROOF, REMOVED
from yhdistys.gui.pages.importing.rows import Shown
from yhdistys.gui.pages.importing.sentences import reading_text
from yhdistys.gui.style import Tone
from yhdistys.ledger import queries, services
from yhdistys.registry import Plugins
from yhdistys.values.period import FiscalYear

LEDGER = """\
Päivämäärä;Tosite;Tili;Tilin nimi;Selite;Debet;Kredit
7.1.2025;1;1910;Pankkitili;Kurssimaksut;120,00;
7.1.2025;1;3000;Osallistumismaksut;Kurssimaksut;;120,00
;;;Tammikuu yhteensä;;120,00;120,00
31.1.2025;2;4400;Toimitilavuokrat;Vuokra;800,00;
31.1.2025;2;1910;Pankkitili;Vuokra;;800,00
"""
STRANGE = "Milloin;Mikä;Mistä;Paljonko\n7.1.2025;1;4400;12,00\n8.1.2025;2;4400;13,00\n"
ENTER, DOWN, UP = Qt.Key.Key_Return, Qt.Key.Key_Down, Qt.Key.Key_Up

Open = Callable[[Path], ImportPage]


@pytest.fixture
def importing(
    page: Callable[[type[ImportPage], WindowContext], ImportPage], context: WindowContext
) -> ImportPage:
    """Open the page on an association without a ledger."""
    return page(ImportPage, context)


@pytest.fixture
def read(importing: ImportPage, qtbot: QtBot) -> Open:
    """Return what lets the page read a file to its end."""

    def act(path: Path) -> ImportPage:
        importing.read_file(path)
        _settle(importing, qtbot)
        return importing

    return act


def _settle(page: ImportPage, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not page.context.jobs.is_busy, timeout=20_000)


def _store(page: ImportPage, qtbot: QtBot) -> None:
    page.store_button.click()
    _settle(page, qtbot)


def _file(folder: Path, text: str = LEDGER, name: str = "paakirja.csv") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def _outcomes(page: ImportPage) -> list[str]:
    assert page.preview.view is not None
    sheet = page.preview.view.to_sheet()
    place = sheet.headings.index("Outcome")
    return [str(row[place]) for row in sheet.rows]


def _chip(page: ImportPage, index: int) -> FieldChip:
    assert page.preview.view is not None
    return page.preview.view.fields.chips[index]


def _choose(page: ImportPage, qtbot: QtBot, chip_index: int, field: str | None) -> None:
    """Open a chip by Enter and go to a field by the arrow keys."""
    chip = _chip(page, chip_index)
    values = [value for value, _text in chip.choices]
    steps = values.index(field) - values.index(chip.current)
    qtbot.keyClick(chip, ENTER)
    for _step in range(abs(steps)):
        qtbot.keyClick(chip.menu(), DOWN if steps > 0 else UP)
    qtbot.keyClick(chip.menu(), ENTER)
    _settle(page, qtbot)


def test_before_a_file_is_chosen_the_page_says_what_it_takes_in_and_esc_leaves_it_so(
    importing: ImportPage, fake_dialogs: FakeDialogs
) -> None:
    assert importing.stack.currentWidget() is importing.begin
    assert importing.begin.zone.choose.text() == "&Choose a file…"
    assert importing.store_button.isHidden()
    assert importing.begin.batches.to_sheet().rows == []
    fake_dialogs.answers = [CANCEL]
    importing.begin.zone.choose.click()
    assert fake_dialogs.asked == [("open", "Choose the file to import")]
    assert importing.review is None


def test_a_ledger_is_shown_with_its_rows_proof_and_what_would_change(
    read: Open, tmp_path: Path
) -> None:
    page = read(_file(tmp_path))
    assert page.store_button.text() == "&Store 2 vouchers"
    assert _outcomes(page) == ["is added", "is added", "subtotal ✓", "is added", "is added"]
    figures = page.preview.figures
    assert figures.entries.told == "4 + 1 subtotal"
    assert figures.compared.told == "2 new · 0 changed · 0 removed · 0 as stored"
    assert figures.proof.told.startswith("2 / 2 match")
    assert [_chip(page, place).current for place in (0, 3, 6)] == ["date", "account_name", "credit"]
    assert not page.context.read(queries.batches)


def test_storing_tells_what_was_stored_and_undo_offers_it_again(
    read: Open, tmp_path: Path, qtbot: QtBot, workspace: Workspace
) -> None:
    page = read(_file(tmp_path))
    _store(page, qtbot)
    assert (page.strip.tone, page.strip.text) == (Tone.GOOD, "Vouchers stored: 2 new.")
    assert [row[1:3] for row in page.begin.batches.to_sheet().rows] == [("paakirja.csv", "Ledger")]
    assert len(workspace.read(queries.entries, year=2025)) == 4
    assert page.store_button.isHidden()
    workspace.undo()
    _settle(page, qtbot)
    assert (page.store_button.text(), page.store_button.isEnabled()) == ("&Store 2 vouchers", True)
    assert page.strip.text == ""


@pytest.mark.slow
def test_files_read_after_one_was_stored_tell_what_they_would_change(
    read: Open, tmp_path: Path, qtbot: QtBot
) -> None:
    path = _file(tmp_path)
    _store(read(path), qtbot)
    page = read(path)
    told = "Nothing changes: everything in this file is stored already."
    assert (page.preview.notice.text, page.store_button.toolTip()) == (told, told)
    assert not page.store_button.isEnabled()

    read(_file(tmp_path, LEDGER.replace("Vuokra;800", "Vuokra, tammi;800")))
    assert page.store_button.text() == "&Store 1 voucher"
    page.preview.filter.set_current(Shown.CHANGED)
    page.preview.filter.chosen.emit(Shown.CHANGED)
    assert page.preview.view is not None
    assert page.preview.view.select_row_id(4)
    assert page.preview.details.title == "Changed voucher 2"
    assert page.preview.details.view(CHANGES).to_sheet().rows == [
        ("Description, account 4400", "Vuokra", "Vuokra, tammi")
    ]
    assert _outcomes(page) == ["is changed", "is changed"]

    short = "\n".join(LEDGER.splitlines()[:3])
    read(_file(tmp_path, short, "lyhyt.csv"))
    assert page.preview.notice.text == (
        "1 voucher that is stored for Jan 2025 is not in this file and will be removed."
    )
    assert page.store_button.text() == "&Store: remove 1"
    page.preview.figures.compared.link.click()
    rows = page.preview.details.view(REMOVED).to_sheet().rows
    assert rows == [("2", "31 Jan 2025", "Vuokra", "800.00")]


@pytest.mark.slow
def test_a_column_gets_another_meaning_by_keyboard_and_a_needed_one_is_asked_for_again(
    read: Open, tmp_path: Path, qtbot: QtBot
) -> None:
    page = read(_file(tmp_path))
    _choose(page, qtbot, 4, "project")
    assert _chip(page, 4).current == "project"
    assert {line.project for line in page.review.preview.rows} == {"Kurssimaksut", "Vuokra"}  # type: ignore[union-attr] # there is one
    _choose(page, qtbot, 4, None)
    assert {line.project for line in page.review.preview.rows} == {""}  # type: ignore[union-attr] # there is one
    page.change.setChecked(True)
    page.recognition.anew.click()
    _settle(page, qtbot)
    assert _chip(page, 4).current == "text"

    _choose(page, qtbot, 0, None)
    assert page.preview.notice.tone is Tone.OVER
    assert not page.store_button.isEnabled()
    _choose(page, qtbot, 0, "date")
    assert page.store_button.text() == "&Store 2 vouchers"


def test_a_file_with_unknown_headings_is_read_as_a_person_says(
    read: Open, tmp_path: Path, qtbot: QtBot
) -> None:
    page = read(_file(tmp_path, STRANGE))
    assert page.preview.notice.text.startswith("No row of headings was found")
    for index, field in enumerate(("date", "voucher", "account", "amount")):
        _choose(page, qtbot, index, field)
    assert page.store_button.text() == "&Store 2 vouchers"


def test_left_and_right_go_from_column_to_column_and_esc_closes_the_list_below(
    read: Open, tmp_path: Path, qtbot: QtBot
) -> None:
    page = read(_file(tmp_path))
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    _chip(page, 0).setFocus()
    qtbot.keyClick(_chip(page, 0), Qt.Key.Key_Right)
    assert _chip(page, 1).hasFocus()
    qtbot.keyClick(_chip(page, 1), Qt.Key.Key_Left)
    assert _chip(page, 0).hasFocus()
    page.preview.figures.proof.link.click()
    assert not page.preview.details.isHidden()
    qtbot.keyClick(page.preview.details.view(PROOF), Qt.Key.Key_Escape)
    assert page.preview.details.isHidden()


def test_what_is_no_table_is_told_and_the_file_before_stays(read: Open, tmp_path: Path) -> None:
    read(_file(tmp_path))
    for name, content, told in (
        ("kuva.png", b"\x89PNG\r\n\x1a\n" + bytes(64), "The file kuva.png is a picture"),
        ("tyhja.csv", b"", "The file tyhja.csv is empty."),
        ("kirja.pdf", b"%PDF-1.7\n" + bytes(64), "The file kirja.pdf is a PDF document"),
    ):
        (tmp_path / name).write_bytes(content)
        page = read(tmp_path / name)
        assert page.strip.text.startswith(told)
        assert page.stack.currentWidget() is page.preview
        assert page.store_button.isEnabled()


def test_a_protected_and_a_missing_file_are_told_where_one_begins(
    read: Open, tmp_path: Path
) -> None:
    page = read(write_protected_workbook(tmp_path / "salainen.xlsx"))
    assert page.strip.text == "The file salainen.xlsx is protected with a password."
    page = read(tmp_path / "poissa.csv")
    assert page.strip.text == "There is no file poissa.csv."
    assert page.stack.currentWidget() is page.begin


def test_errors_are_listed_with_their_place_and_lead_to_their_row(
    read: Open, tmp_path: Path, qtbot: QtBot
) -> None:
    wrong = LEDGER.replace("31.1.2025;2;4400", "32.1.2025;2;4400").replace(
        ";;800,00", ";;kahdeksan"
    )
    page = read(_file(tmp_path, wrong))
    assert page.preview.notice.text == "2 errors forbid storing this file."
    assert not page.store_button.isEnabled()
    view = page.preview.details.view(PROBLEMS)
    assert [row[:4] for row in view.to_sheet().rows] == [
        ("error", "5", "Päivämäärä", "32.1.2025"),
        ("error", "6", "Kredit", "kahdeksan"),
    ]
    view.select_row_id(1)
    qtbot.keyClick(view, ENTER)
    assert page.preview.view is not None
    (row,) = page.preview.view.chosen_rows()
    assert (row.number, row.cells[6]) == (6, "kahdeksan")


def test_sums_that_differ_stand_first_in_the_proof(read: Open, tmp_path: Path) -> None:
    page = read(_file(tmp_path, LEDGER.replace(";120,00;120,00", ";120,00;121,00")))
    assert _outcomes(page)[2] == "subtotal differs"
    page.preview.figures.proof.link.click()
    first = page.preview.details.view(PROOF).to_sheet().rows[0]
    assert first[1:] == ("121.00", "120.00", "does not match")
    page.preview.filter.set_current(Shown.ATTENTION)
    page.preview.filter.chosen.emit(Shown.ATTENTION)
    assert _outcomes(page) == ["subtotal differs"]


def test_a_file_removed_after_it_was_read_is_stored_all_the_same(
    read: Open, tmp_path: Path, qtbot: QtBot, workspace: Workspace
) -> None:
    path = _file(tmp_path)
    page = read(path)
    path.unlink()
    _choose(page, qtbot, 4, None)
    _store(page, qtbot)
    assert len(workspace.read(queries.entries, year=2025)) == 4


def test_a_step_made_meanwhile_compares_the_file_again(
    read: Open, tmp_path: Path, qtbot: QtBot, workspace: Workspace
) -> None:
    page = read(_file(tmp_path))
    workspace.apply_import(workspace.preview_import(_file(tmp_path), "ledger"))
    _settle(page, qtbot)
    assert page.preview.notice.text.startswith("Nothing changes")


def test_what_somebody_else_stored_meanwhile_must_be_looked_at_before_storing(
    read: Open, tmp_path: Path, qtbot: QtBot, workspace: Workspace
) -> None:
    page = read(_file(tmp_path))
    page.context.bridge.stop()
    workspace.do(services.add_account, number="3998", names={"fi": "Arpajaiset"})
    _store(page, qtbot)
    assert page.strip.text == "The association was changed after paakirja.csv was compared with it."
    assert not workspace.read(queries.batches)
    page.again.click()
    _settle(page, qtbot)
    _store(page, qtbot)
    assert len(workspace.read(queries.batches)) == 1


def test_an_association_open_for_reading_shows_the_file_and_stores_nothing(
    page: Callable[[type[ImportPage], WindowContext], ImportPage],
    context: WindowContext,
    tmp_path: Path,
    plugins: Plugins,
    qtbot: QtBot,
) -> None:
    context.open_workspace().close()
    with yhdistys.open(tmp_path / "testila.yhdistys", plugins=plugins, read_only=True) as opened:
        context.use(opened)
        made = page(ImportPage, context)
        made.read_file(_file(tmp_path))
        _settle(made, qtbot)
        assert not made.store_button.isEnabled()
        assert made.store_button.toolTip() == made.preview.notice.text
        assert made.preview.notice.text == "Nothing can be stored: It was opened for reading only."
        made.context.jobs.shut_down()


def _budget(folder: Path) -> Path:
    rows: list[tuple[str | float, ...]] = [
        ("Tili", "Nimi", "Talousarvio"),
        (3000, "Osallistumismaksut", 1200.0),
        (4400, "Vuokrat", -9600.0),
    ]
    return write_xlsx(folder / "talousarvio.xlsx", {"Ohje": [("Lue tämä",)], "TA": rows})


def test_a_budget_is_recognised_and_asks_for_its_year_only_when_it_must(
    read: Open, tmp_path: Path, qtbot: QtBot, workspace: Workspace
) -> None:
    workspace.do(services.add_fiscal_year, year=FiscalYear.starting(date(2026, 1, 1)))
    page = read(_budget(tmp_path))
    assert page.recognition.kind.current == "budget"
    assert page.preview.notice.text == "The file does not tell which fiscal year it is for."
    assert not page.recognition.isHidden()
    page.recognition.year.set_current(2025)
    page.recognition.year.chosen.emit(2025)
    _settle(page, qtbot)
    assert page.store_button.text() == "&Store 2 lines"
    _store(page, qtbot)
    assert page.strip.text == "Lines of the budget stored: 2 new."


def test_another_kind_and_another_sheet_can_be_chosen(
    read: Open, tmp_path: Path, qtbot: QtBot
) -> None:
    page = read(_budget(tmp_path))
    assert page.recognition.sheet.current == "TA"
    page.recognition.kind.set_current("chart")
    page.recognition.kind.chosen.emit("chart")
    _settle(page, qtbot)
    assert page.review is not None
    assert (page.review.kind, page.preview.figures.compared.told) == (
        "chart",
        "0 new · 0 changed · 2 as stored",
    )
    page.recognition.sheet.chosen.emit("Ohje")
    _settle(page, qtbot)
    assert page.preview.notice.tone is Tone.OVER


def test_a_chart_is_stored(read: Open, tmp_path: Path, qtbot: QtBot) -> None:
    rows = [("Tili", "Nimi"), ("3998", "Arpajaiset"), ("3000", "Maksut")]
    page = read(write_xlsx(tmp_path / "tilikartta.xlsx", {"Tilit": rows}))
    assert page.store_button.text() == "&Store 1 account"
    _store(page, qtbot)
    assert page.strip.text == "Account stored: 1 new."


def test_a_sign_convention_can_be_chosen(read: Open, tmp_path: Path, qtbot: QtBot) -> None:
    page = read(_file(tmp_path))
    told = "Signs: debit and credit both positive"
    assert page.recognition.sign.accessibleName() == told
    page.recognition.sign.chosen.emit("credit-negative")
    _settle(page, qtbot)
    assert page.recognition.sign.text() == "Signs: credit negative"
    assert page.review is not None
    assert reading_text(page.review).endswith("credit negative (you chose this convention)")


def test_a_dropped_file_arrives_as_a_wish_and_reading_can_be_cancelled(
    importing: ImportPage, tmp_path: Path, qtbot: QtBot
) -> None:
    importing.read_file(_file(tmp_path))
    importing.working.cancel.click()
    _settle(importing, qtbot)
    assert importing.strip.text == "Cancelled; nothing was stored."
    assert importing.stack.currentWidget() is importing.begin
    importing.show_wish({"path": str(_file(tmp_path))})
    _settle(importing, qtbot)
    assert importing.review is not None


def test_everything_that_takes_the_focus_has_a_name(read: Open, tmp_path: Path) -> None:
    page = read(_file(tmp_path))
    page.change.setChecked(True)
    page.preview.figures.proof.link.click()
    assert (nameless(page), doubled_mnemonics(page)) == ([], [])
