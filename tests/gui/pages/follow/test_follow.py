"""The follow-up in the window: what it shows, and the way from each figure to its vouchers."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from pathlib import Path

import openpyxl
import pypdf
import pytest
from PySide6.QtCore import QItemSelectionModel, QObject, Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QAbstractButton, QLabel
from pytestqt.qtbot import QtBot

import yhdistys
from gui.fake_dialogs import CANCEL, FakeDialogs
from gui.pages.follow.books import MARCH, YEAR
from helpers.ledgers_built import FEES, RENT
from helpers.workspaces import open_copy
from yhdistys.app import Workspace
from yhdistys.budget import queries, services
from yhdistys.gui.context import WindowContext
from yhdistys.gui.pages.follow import FollowPage
from yhdistys.gui.pages.follow.rows import ShownRow
from yhdistys.gui.style import Tone
from yhdistys.gui.tables.paged_table import PagedTable
from yhdistys.ledger import queries as ledger_queries
from yhdistys.registry import Plugins
from yhdistys.values.chosen import ALL
from yhdistys.values.formats import MINUS
from yhdistys.values.period import Month

MakePage = Callable[[type[FollowPage], WindowContext], FollowPage]
ENTER = Qt.Key.Key_Return


@pytest.fixture
def books(workspace: Workspace) -> Workspace:
    """Return the association with two years of entries and a budget."""
    return workspace


@pytest.fixture
def workspace(filled_file: Path, tmp_path: Path, plugins: Plugins) -> Iterator[Workspace]:
    """Open an association with two years of entries and a budget."""
    with open_copy(filled_file, tmp_path, plugins) as opened:
        yield opened


@pytest.fixture
def follow(context: WindowContext, page: MakePage) -> FollowPage:
    """Show the follow-up of January to March."""
    made = page(FollowPage, context)
    context.period.choose(YEAR, MARCH)
    return made


def _row(follow: FollowPage, start: str) -> ShownRow:
    """Return the row whose label begins so."""
    rows: Sequence[ShownRow] = follow.content.table.rows
    return next(row for row in rows if row.label.startswith(start))


def _cells(follow: FollowPage, row: ShownRow) -> list[str]:
    table = follow.content.table
    place = table.place_of(row.id)
    texts = [table.cell(place, column).text for column in range(table.columnCount())]
    return [text.replace(MINUS, "-") for text in texts]


def _tone(follow: FollowPage, row: ShownRow, column: str) -> Tone:
    table = follow.content.table
    columns = [told.id for told in table.columns]
    return table.cell(table.place_of(row.id), columns.index(column)).tone


def _stand(follow: FollowPage, row: ShownRow, column: str) -> None:
    """Make a figure the current one."""
    grid, table = follow.content.grid, follow.content.table
    place = [told.id for told in table.columns].index(column)
    index = table.index(table.place_of(row.id), place)
    flags = QItemSelectionModel.SelectionFlag
    grid.selectionModel().setCurrentIndex(index, flags.ClearAndSelect | flags.Rows)
    grid.setFocus()


def _button(follow: FollowPage, text: str) -> QAbstractButton:
    return next(told for told in follow.findChildren(QAbstractButton) if told.text() == text)


def _vouchers(follow: FollowPage) -> list[tuple[int, str]]:
    """Return the vouchers that the panel below lists."""
    model = follow.content.entries.table.model()
    assert isinstance(model, PagedTable)
    rows = follow.context.read(ledger_queries.entry_rows, ids=model.ids)
    return [(row.year, row.voucher) for row in rows]


def test_figures_missing_ones_and_what_is_not_budgeted_differ_and_are_said_with_cents(
    follow: FollowPage,
) -> None:
    rent = _cells(follow, _row(follow, RENT))
    assert rent[1:6] == ["-2,400", "-1,100", "-1,900", "-800", "172.7"]
    assert rent[7:] == ["-700", "explanation missing"]
    travel = _cells(follow, _row(follow, "4700"))
    assert travel[1:6] == ["not budgeted", "", "-600", "-600", "–"]
    assert travel[7:] == ["–", "explanation missing"]
    fees = _cells(follow, _row(follow, FEES))
    assert fees[1:] == ["1,200", "300", "300", "0", "100.0", "", "–", ""]

    table = follow.content.table
    index = table.index(table.place_of(_row(follow, "4700").id), 4)
    said = str(index.data(Qt.ItemDataRole.AccessibleTextRole))
    assert said.replace(MINUS, "-") == "-600.01 euros, needs an explanation"
    assert index.data(Qt.ItemDataRole.ToolTipRole) == said
    follow.content.switches.cents.click()
    assert _cells(follow, _row(follow, "4700"))[3] == "-600.01"


def test_what_needs_an_explanation_is_marked_with_a_word_and_a_bar_that_is_over(
    follow: FollowPage,
) -> None:
    rent, fees = _row(follow, RENT), _row(follow, FEES)
    assert _tone(follow, rent, "difference") is Tone.OVER
    assert _tone(follow, rent, "explanation") is Tone.LATE
    assert _tone(follow, fees, "difference") is Tone.PLAIN
    bar = follow.content.table.columns[6].bar
    assert bar is not None
    told = bar(rent)
    assert told is not None
    assert (round(told.used, 3), told.expected, told.is_over) == (
        Decimal("0.792"),
        Decimal("0.4583"),
        True,
    )


def test_the_head_tells_result_budget_and_what_is_not_explained(follow: FollowPage) -> None:
    told = "January–March: result -2,200 €, budget -800 €. 2 deviations have no explanation."
    texts = [label.text().replace(MINUS, "-") for label in follow.head.findChildren(QLabel)]
    assert texts == ["Follow-up", told]
    follow.content.switches.by.chosen.emit("month")
    texts = [label.text().replace(MINUS, "-") for label in follow.head.findChildren(QLabel)]
    assert texts == ["Follow-up", told.partition(". ")[0] + "."]


def test_two_activations_lead_from_each_figure_to_its_voucher(
    follow: FollowPage, qtbot: QtBot
) -> None:
    for start, column, vouchers in (
        (RENT, "actual", [(2025, "3"), (2025, "2")]),
        (RENT, "budget_year", [(2025, "3"), (2025, "2")]),
        (RENT, "previous_year", [(2024, "1")]),
        ("4995", "difference", [(2025, "5")]),
        ("Result for", "actual", [(2025, "4"), (2025, "3"), (2025, "2"), (2025, "1")]),
    ):
        _stand(follow, _row(follow, start), column)
        qtbot.keyClick(follow.content.grid, ENTER)
        assert _vouchers(follow) == vouchers
        qtbot.keyClick(follow.content.entries.table, ENTER)
        shown = follow.content.voucher.voucher
        assert shown is not None
        assert (shown.year, shown.number) == vouchers[0]
        for table in (follow.content.voucher.table, follow.content.entries.table):
            qtbot.keyClick(table, Qt.Key.Key_Escape)
        assert follow.content.voucher.voucher is None


def test_the_entries_of_every_figure_sum_to_it_however_it_is_grouped(follow: FollowPage) -> None:
    for by in ("account", "cost_centre", "project", "month"):
        follow.content.switches.by.chosen.emit(by)
        told, summed = [], []
        for row in follow.content.table.rows:
            for column in ("actual", "previous_year") if row.has_figures else ():
                _stand(follow, row, column)
                follow.content.grid.row_activated.emit(row)
                chosen = follow.content.entries.chosen
                assert chosen is not None
                sums = follow.context.read(ledger_queries.entry_sums, chosen=chosen)
                told.append(getattr(row.row, column) or 0)
                summed.append(sums.credit - sums.debit)
        assert told, by
        assert told == summed, by


def test_the_title_says_what_the_entries_are_and_one_month_has_its_own(
    follow: FollowPage, qtbot: QtBot
) -> None:
    name = _row(follow, RENT).label
    _stand(follow, _row(follow, RENT), "actual")
    qtbot.keyClick(follow.content.grid, ENTER)
    assert follow.content.entries.title == f"{name} · January–March · 2 entries"
    _stand(follow, _row(follow, RENT), "previous_year")
    qtbot.keyClick(follow.content.grid, ENTER)
    assert follow.content.entries.title == f"{name} · January–March 2024 · 1 entry"

    follow.content.switches.cumulative.click()
    _stand(follow, _row(follow, RENT), "actual")
    qtbot.keyClick(follow.content.grid, ENTER)
    assert _vouchers(follow) == [(2025, "3")]
    _stand(follow, _row(follow, RENT), "previous_year")
    qtbot.keyClick(follow.content.grid, ENTER)
    assert _vouchers(follow) == []


def test_escape_goes_back_step_by_step_to_where_the_reader_was(
    follow: FollowPage, qtbot: QtBot
) -> None:
    content = follow.content
    _stand(follow, _row(follow, RENT), "previous_year")
    qtbot.keyClick(content.grid, ENTER)
    qtbot.keyClick(content.entries.table, ENTER)
    assert content.voucher.voucher is not None
    qtbot.keyClick(content.voucher.table, Qt.Key.Key_Escape)
    assert content.voucher.isHidden()
    assert content.entries.isVisible()
    qtbot.keyClick(content.entries.table, Qt.Key.Key_Escape)
    assert content.entries.chosen is None
    assert content.grid.current == _row(follow, RENT)
    assert content.grid.current_column == "previous_year"


def test_open_entries_are_sorted_follow_the_period_and_close_with_their_row(
    follow: FollowPage, qtbot: QtBot
) -> None:
    _stand(follow, _row(follow, "Result for"), "actual")
    qtbot.keyClick(follow.content.grid, ENTER)
    header = follow.content.entries.table.horizontalHeader()
    header.sectionClicked.emit(6)
    assert _vouchers(follow) == [(2025, "1"), (2025, "4"), (2025, "2"), (2025, "3")]
    _stand(follow, _row(follow, RENT), "actual")
    qtbot.keyClick(follow.content.grid, ENTER)
    follow.context.period.choose(YEAR, Month(YEAR, 2))
    assert _vouchers(follow) == [(2025, "2")]
    assert follow.content.grid.current == _row(follow, RENT)
    follow.content.switches.by.chosen.emit("month")
    assert follow.content.entries.chosen is None


def _explain(follow: FollowPage, qtbot: QtBot, start: str, text: str) -> None:
    """Write an explanation without storing it."""
    _stand(follow, _row(follow, start), "difference")
    qtbot.keyClick(follow.content.grid, Qt.Key.Key_F2)
    follow.content.explain.text.selectAll()
    qtbot.keyClicks(follow.content.explain.text, text)


def _store(follow: FollowPage, qtbot: QtBot) -> None:
    control = Qt.KeyboardModifier.ControlModifier
    qtbot.keyClick(follow.content.explain.text, ENTER, control)


def test_an_explanation_is_stored_shown_undone_and_removed(
    follow: FollowPage, books: Workspace, qtbot: QtBot
) -> None:
    _explain(follow, qtbot, "4700", "Ryhmien retki aikaistui")
    _store(follow, qtbot)
    assert follow.content.explain.isHidden()
    travel = _row(follow, "4700")
    assert _cells(follow, travel)[8] == "Ryhmien retki aikaistui (Toini Testaaja)"
    assert _tone(follow, travel, "explanation") is Tone.QUIET
    books.undo()
    assert _cells(follow, _row(follow, "4700"))[8] == "explanation missing"
    books.redo()
    _stand(follow, _row(follow, "4700"), "explanation")
    qtbot.keyClick(follow.content.grid, ENTER)
    follow.content.explain.text.clear()
    _store(follow, qtbot)
    assert _cells(follow, _row(follow, "4700"))[8] == "explanation missing"


def test_an_older_explanation_tells_its_month(follow: FollowPage, books: Workspace) -> None:
    text = "Retki\nkeväällä"
    books.do(services.explain_deviation, year=YEAR, account="4700", through=MARCH, text=text)
    follow.context.period.choose(YEAR, Month(YEAR, 4))
    assert _cells(follow, _row(follow, "4700"))[8] == "Retki keväällä (Toini Testaaja, Mar 2025)"


def test_an_unfinished_explanation_survives_a_crash(
    follow: FollowPage, context: WindowContext, page: MakePage, qtbot: QtBot
) -> None:
    _explain(follow, qtbot, "4700", "Kesken")
    follow.leave()
    other = page(FollowPage, context)
    _stand(other, _row(other, "4700"), "difference")
    _button(other, "&Explain…").click()
    assert other.content.explain.text.toPlainText() == "Kesken"
    qtbot.keyClick(other.content.explain.text, Qt.Key.Key_Escape)
    assert _cells(other, _row(other, "4700"))[8] == "explanation missing"
    _button(other, "&Explain…").click()
    _store(other, qtbot)
    assert context.open_workspace().drafts.draft("explanation/2025/4700//") is None


def test_an_explanation_that_is_too_long_is_refused_at_its_field(
    follow: FollowPage, qtbot: QtBot
) -> None:
    _explain(follow, qtbot, "4700", "")
    follow.content.explain.text.setPlainText("a" * 2001)
    _store(follow, qtbot)
    assert follow.content.explain.isVisible()
    assert "2,001 characters" in follow.content.explain.text.accessibleDescription()


def test_who_may_only_read_is_told_who_writes(
    filled_file: Path, context: WindowContext, page: MakePage, plugins: Plugins, tmp_path: Path
) -> None:
    shutil.copyfile(filled_file, tmp_path / "read.yhdistys")
    with yhdistys.open(tmp_path / "read.yhdistys", plugins=plugins, read_only=True) as opened:
        context.use(opened)
        made = page(FollowPage, context)
        _stand(made, _row(made, "4700"), "difference")
        _button(made, "&Explain…").click()
        assert made.content.explain.text.isReadOnly()
        assert not _button(made, "&Save").isEnabled()
        texts = [label.text() for label in made.content.explain.findChildren(QLabel)]
        assert opened.read_only_reason in texts
        context.use(None)


def test_headings_have_no_entries_and_only_accounts_are_explained(
    follow: FollowPage, qtbot: QtBot
) -> None:
    follow.content.grid.select_row_id(follow.content.table.rows[0].id)
    qtbot.keyClick(follow.content.grid, ENTER)
    assert follow.content.entries.chosen is None
    _stand(follow, _row(follow, "Result for"), "actual")
    qtbot.keyClick(follow.content.grid, Qt.Key.Key_F2)
    assert follow.content.explain.explained is None
    assert follow.strip.text == "Choose the row of an account whose difference to explain."


def test_a_cost_centre_is_explained_for_itself(follow: FollowPage, qtbot: QtBot) -> None:
    follow.content.switches.cost_centre.chosen.emit("20")
    _explain(follow, qtbot, "4700", "Retki")
    _store(follow, qtbot)
    found = follow.context.read(queries.explanations, year=YEAR)
    assert list(found) == [("4700", "20", None)]


def test_a_wish_chooses_part_and_account_or_what_is_not_explained(follow: FollowPage) -> None:
    follow.show_wish({"cost_centre": "20", "account": "4700"})
    assert follow.content.grid.current == _row(follow, "4700")
    assert follow.content.switches.cost_centre.current == "20"
    follow.show_wish({"cost_centre": ALL, "unexplained": True})
    lines = [row.row.account for row in follow.content.table.rows if row.is_line]
    assert lines == [RENT, "4700"]


def test_the_switches_are_as_they_were_left(
    follow: FollowPage, context: WindowContext, page: MakePage
) -> None:
    follow.content.switches.by.chosen.emit("cost_centre")
    follow.content.switches.cost_centre.chosen.emit(None)
    follow.content.switches.cumulative.click()
    context.period.accumulate(cumulative=True)
    other = page(FollowPage, context)
    assert (other.choices.by, other.choices.cost_centre) == ("cost_centre", None)
    assert context.period.cumulative is False


def test_a_draft_of_the_budget_can_be_followed(follow: FollowPage, books: Workspace) -> None:
    version = books.read(queries.versions, year=YEAR)[0]
    books.do(services.approve_version, year=YEAR, approved_on=MARCH.first_day)
    books.do(services.create_version, year=YEAR, name="Muutos 1", copy_of=version.name)
    shown = [text for _value, text in follow.content.switches.version.choices]
    assert shown == [f"{version.name} · 1 Mar 2025", "Muutos 1, draft"]
    follow.content.switches.version.chosen.emit("Muutos 1")
    assert follow.content.switches.version.current == "Muutos 1"


class _Opener(QObject):
    """Takes the place of the program that opens files."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.opened: list[QUrl] = []

    @Slot(QUrl)
    def open(self, url: QUrl) -> None:
        """Note what was to be opened."""
        self.opened.append(url)


@pytest.fixture
def opener(follow: FollowPage) -> Iterator[_Opener]:
    """Open files by noting them."""
    made = _Opener(follow)
    QDesktopServices.setUrlHandler("file", made, "open")  # type: ignore[arg-type] # it is a text
    yield made
    QDesktopServices.unsetUrlHandler("file")


def test_the_rows_of_the_screen_are_written_and_opened(
    follow: FollowPage,
    opener: _Opener,
    fake_dialogs: FakeDialogs,
    tmp_path: Path,
    qtbot: QtBot,
) -> None:
    follow.content.switches.cost_centre.chosen.emit("20")
    written = tmp_path / "seuranta.xlsx"
    fake_dialogs.answers = [written]
    _button(follow, "E&xcel").click()
    qtbot.waitUntil(lambda: not follow.context.jobs.is_busy)
    assert fake_dialogs.asked == [("save", "Follow-up 2025-03.xlsx")]
    assert follow.strip.text == f"Written: {written}"
    sheet = openpyxl.load_workbook(written).worksheets[0]
    texts = [str(cell.value).strip() for cell in sheet["A"] if cell.value]
    labels = [row.row.label for row in follow.content.table.rows]
    first = texts.index(labels[0])
    assert texts[first : first + len(labels)] == labels
    follow.strip.findChildren(QAbstractButton)[-1].click()
    assert [Path(url.toLocalFile()) for url in opener.opened] == [written]


def test_the_board_gets_a_paper_and_what_cannot_be_written_is_told(
    follow: FollowPage, fake_dialogs: FakeDialogs, tmp_path: Path, qtbot: QtBot
) -> None:
    summary = _button(follow, "Summary for the &board")
    fake_dialogs.answers = [CANCEL, tmp_path / "koonti.pdf", tmp_path / "gone" / "koonti.pdf"]
    for _try in range(2):
        summary.click()
        qtbot.waitUntil(lambda: not follow.context.jobs.is_busy)
    text = pypdf.PdfReader(tmp_path / "koonti.pdf").pages[0].extract_text()
    assert "explanation missing" in text
    summary.click()
    qtbot.waitUntil(lambda: not follow.context.jobs.is_busy)
    assert "does not exist" in follow.strip.text
    assert follow.strip.tone is Tone.OVER


def test_the_sample_association_is_followed_to_its_result(
    sample_context: WindowContext, page: MakePage
) -> None:
    made = page(FollowPage, sample_context)
    total = next(row for row in made.content.table.rows if row.row.kind == "total")
    assert _cells(made, total)[1:5] == ["-1,515", "-15,320", "-24,291", "-8,971"]
