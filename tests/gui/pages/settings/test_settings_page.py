"""The page of the settings: sections, wishes, and what each section does."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

import yhdistys
from gui.fake_dialogs import FakeDialogs
from gui.walking import clipped, doubled_mnemonics, nameless, overlapping
from helpers.ledgers_built import JANUARY, ledger_of
from helpers.workspaces import ACTOR
from yhdistys.app import Workspace, backups
from yhdistys.gui.context import WindowContext
from yhdistys.gui.forms.edit_panel import EditPanel
from yhdistys.gui.main_window import MainWindow
from yhdistys.gui.pages.settings import SettingsPage
from yhdistys.gui.pages.settings.appearance import AppearanceSection
from yhdistys.gui.pages.settings.association import DRAFT, AssociationSection
from yhdistys.gui.pages.settings.backups import BackupsSection
from yhdistys.gui.pages.settings.chart import ChartSection
from yhdistys.gui.pages.settings.dimensions import DimensionsSection
from yhdistys.gui.pages.settings.history import HistorySection
from yhdistys.gui.pages.settings.plugins import PluginsSection
from yhdistys.gui.pages.settings.section import Section
from yhdistys.gui.pages.settings.years import YearsSection
from yhdistys.gui.tables.view import TableView
from yhdistys.gui.widgets import Chip
from yhdistys.ledger import queries, services
from yhdistys.registry import Plugins
from yhdistys.settings import ASSOCIATION_NAME, change_user_settings, user_settings
from yhdistys.store.workspace_settings import change_settings, file_settings
from yhdistys.values.period import FiscalYear

MakePage = Callable[[type[SettingsPage], WindowContext], SettingsPage]
SECTIONS = (
    "association", "years", "chart", "dimensions", "plugins", "appearance", "backups", "history",
)  # fmt: skip
ENTER, ESC = Qt.Key.Key_Return, Qt.Key.Key_Escape


@pytest.fixture
def settings(page: MakePage, context: WindowContext) -> SettingsPage:
    """Open the page on an association that is empty but for its chart."""
    return page(SettingsPage, context)


def _section(settings: SettingsPage, name: str, kind: type[Section]) -> Section:
    shown = settings.show_section(name)
    assert isinstance(shown, kind)
    return shown


def _column(table: TableView, number: int) -> list[str]:
    return [str(row[number]) for row in table.to_sheet().rows]


def _write(panel: EditPanel, **texts: str) -> None:
    """Write into the fields of the open panel and press Return in the last one."""
    assert panel.form is not None
    for name, text in texts.items():
        field = panel.form.input(name)
        if isinstance(field, QComboBox):
            field.setCurrentIndex(field.findData(text))
            continue
        assert isinstance(field, QLineEdit)
        field.clear()
        QTest.keyClicks(field, text)
    QTest.keyClick(field, ENTER)


def _choose(chip: Chip, value: object) -> None:
    """Choose from the menu of a chip, as a person does."""
    values = [one for one, _text in chip.choices]
    chip.menu().actions()[values.index(value)].trigger()


def _until_ready(qtbot: QtBot, context: WindowContext) -> None:
    qtbot.waitUntil(lambda: not context.jobs.is_busy)


def test_an_account_without_a_line_gets_one_by_keyboard_and_it_is_undone(
    window: MainWindow,
) -> None:
    window.show_page("settings", {"section": "chart"})
    settings = window.pages.shown
    assert isinstance(settings, SettingsPage)
    chart = settings.section
    assert isinstance(chart, ChartSection)
    window.context.do(services.set_line, prefix="44", line=None)
    window.show_page("settings", {"section": "chart", "item": "4400"})
    form = chart.panel.form
    assert form is not None
    box = form.input("line")
    for _step in range(4):
        QTest.keyClick(box, Qt.Key.Key_Down)
    assert isinstance(box, QComboBox)
    assert box.currentText() == "Ordinary activities: other expenses"
    QTest.keyClick(form.input("prefix"), ENTER)
    assert window.context.read(queries.line_rules)["4400"] == "activity_other"
    assert settings.strip.text.startswith("The accounts that begin with 4400 stand on the line")
    QTest.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert "4400" not in window.context.read(queries.line_rules)


def test_every_section_has_names_letters_and_room(
    page: MakePage, sample_context: WindowContext
) -> None:
    settings = page(SettingsPage, sample_context)
    settings.resize(1090, 620)
    found = {}
    for name in SECTIONS:
        settings.show_section(name)
        QCoreApplication.processEvents()
        looks = (nameless, doubled_mnemonics, clipped, overlapping)
        found[name] = [problem for look in looks for problem in look(settings)]
    assert found == {name: [] for name in SECTIONS}


def test_sections_are_gone_through_by_keys_and_the_last_one_is_remembered(
    settings: SettingsPage, page: MakePage, context: WindowContext, qtbot: QtBot
) -> None:
    settings.activateWindow()
    qtbot.waitUntil(settings.isActiveWindow)
    settings.list.enter()
    QTest.keyClick(settings.focusWidget(), Qt.Key.Key_Down)
    QTest.keyClick(settings.focusWidget(), Qt.Key.Key_Down)
    assert settings.shown == "chart"
    QTest.keyClick(settings, Qt.Key.Key_PageUp, Qt.KeyboardModifier.ControlModifier)
    assert settings.shown == "years"
    settings.close()
    assert page(SettingsPage, context).shown == "years"


def test_wishes_of_other_pages_find_their_section_and_a_missing_account_can_be_added(
    settings: SettingsPage,
) -> None:
    for wish, section in (
        ({"section": "history"}, "history"),
        ({"section": "plugins", "item": "example"}, "plugins"),
        ({"account": "3000"}, "chart"),
        ({"section": "language"}, "appearance"),
        ({"section": "no such"}, "appearance"),
    ):
        settings.show_wish(wish)
        assert settings.shown == section

    settings.show_wish({"account": "9876"})
    chart = settings.section
    assert isinstance(chart, ChartSection)
    assert chart.panel.form is not None
    assert chart.panel.form.texts()["number"] == "9876"
    QTest.keyClick(chart.panel.form.input("number"), ESC)
    assert chart.panel.isHidden()
    assert chart.table.hasFocus() or not settings.isActiveWindow()


def test_the_association_is_saved_as_one_step_and_seen_again_after_undo(
    settings: SettingsPage, workspace: Workspace
) -> None:
    section = _section(settings, "association", AssociationSection)
    assert isinstance(section, AssociationSection)
    section.form.set_texts({"name": "Uusi nimi ry", "business_id": "1234567-2"})
    section.save()
    assert section.form.problems == {
        "business_id": "“1234567-2” is no business ID such as 1234567-1: a digit is wrong or"
        " missing."
    }
    section.form.set_texts({"business_id": "1234567-1", "limit_euros": "=2*150"})
    QTest.keyClick(
        section.form.input("name"), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier
    )
    told = workspace.read(file_settings)
    assert (told[ASSOCIATION_NAME], told["follow.limit_euros"]) == ("Uusi nimi ry", "300.00")
    assert "follow.limit_percent" not in told
    assert (settings.strip.text, section.save_button.isEnabled()) == ("Saved.", False)
    workspace.undo()
    assert section.form.texts()["name"] == "Testilä ry"


def test_what_is_being_written_stays_and_is_offered_after_a_crash(
    settings: SettingsPage, workspace: Workspace, page: MakePage, context: WindowContext
) -> None:
    section = settings.section
    assert isinstance(section, AssociationSection)
    section.form.set_texts({"contact": "puhelin"})
    workspace.do(change_settings, values={ASSOCIATION_NAME: "Muu ry"})
    assert section.form.texts()["contact"] == "puhelin"
    section.give_up.click()
    texts = section.form.texts()
    assert (texts["name"], texts["contact"]) == ("Muu ry", "")
    assert json.loads(workspace.drafts.draft(DRAFT) or "{}") == {}

    section.form.set_texts({"contact": "toimisto@example.fi"})
    settings.leave()
    again = page(SettingsPage, context).section
    assert isinstance(again, AssociationSection)
    assert not again.offer.isHidden()
    again.take_back.click()
    assert again.form.texts()["contact"] == "toimisto@example.fi"
    again.save()
    assert workspace.drafts.draft(DRAFT) is None
    assert again.offer.isHidden()


def test_fiscal_years_are_added_and_changed_and_refused_in_the_panel(
    settings: SettingsPage, workspace: Workspace
) -> None:
    section = _section(settings, "years", YearsSection)
    assert isinstance(section, YearsSection)
    section.add.click()
    section.panel.save()
    assert _column(section.table, 0) == ["2026", "2025"]
    QTest.keyClick(section.table, Qt.Key.Key_Home)
    QTest.keyClick(section.table, ENTER)
    _write(section.panel, ends_on="31.12.2028")
    assert section.panel.problem.startswith("A fiscal year is at most 18 months")
    _write(section.panel, starts_on="1.6.2025", ends_on="31.12.2026")
    assert section.panel.problem.startswith("A fiscal year is at most 18 months")
    _write(section.panel, starts_on="1.12.2025")
    assert section.panel.problem.startswith("The fiscal year 2026 shares days with 2025.")
    _write(section.panel, starts_on="1.1.2026", ends_on="30.6.2026")
    assert section.panel.isHidden()
    years = workspace.read(queries.fiscal_years)
    assert years[-1] == FiscalYear(2026, date(2026, 1, 1), date(2026, 6, 30))


def test_accounts_are_added_renamed_filtered_and_told_when_they_are_in_use(
    settings: SettingsPage, workspace: Workspace, context: WindowContext, qtbot: QtBot
) -> None:
    chart = _section(settings, "chart", ChartSection)
    assert isinstance(chart, ChartSection)
    assert set(_column(chart.table, 5)) == {""}
    workspace.do(services.store_ledger, result=ledger_of(*JANUARY))
    assert "yes" in _column(chart.table, 5)
    with qtbot.waitSignal(context.went) as went:
        chart.import_button.click()
    assert went.args == [("import", {"kind": "chart"})]

    chart.add.click()
    _write(chart.panel, number="9x", name_fi="Bingo")
    assert chart.panel.form is not None
    assert chart.panel.form.problems == {"number": "“9x” is no number of an account: only digits."}
    _write(chart.panel, number="9990")
    chart.rename.click()
    assert chart.panel.form is not None
    assert chart.panel.form.texts()["name_fi"] == "Bingo"
    _write(chart.panel, name_sv="Bingospel")
    (row,) = [one for one in workspace.read(queries.accounts) if one.number == "9990"]
    assert row.names == {"fi": "Bingo", "sv": "Bingospel"}
    _choose(chart.missing, "line")
    assert "9990" in _column(chart.table, 0)
    assert set(_column(chart.table, 2)) == {"no line"}


def test_an_account_gets_a_cost_category_and_those_without_one_are_found(
    settings: SettingsPage, workspace: Workspace
) -> None:
    chart = _section(settings, "chart", ChartSection)
    assert isinstance(chart, ChartSection)
    chart.show_item("4400")
    chart.category.click()
    assert chart.panel.form is not None
    assert chart.panel.form.texts() == {"category": "premises", "prefix": "4400"}
    _write(chart.panel, category="other", prefix="44x")
    assert chart.panel.form.problems == {"prefix": "“44x” is no number of an account: only digits."}
    _write(chart.panel, prefix="4400")
    assert settings.strip.text == (
        "The accounts that begin with 4400 are in the category “Other costs”."
    )
    assert workspace.read(queries.account_categories)["4400"] == "other"
    chart.category.click()
    _write(chart.panel, category="", prefix="4400")
    assert workspace.read(queries.account_categories)["4400"] == "premises"
    _choose(chart.missing, "category")
    assert _column(chart.table, 0) == []
    workspace.do(services.set_category, prefix="44", category=None)
    assert _column(chart.table, 0) == ["4400", "4410", "4420", "4440"]
    assert set(_column(chart.table, 3)) == {"no category"}
    chart.show_item("1910")
    assert (chart.category.isEnabled(), chart.line.isEnabled()) == (False, True)


def test_an_association_without_cost_categories_is_offered_the_usual_ones(
    settings: SettingsPage, workspace: Workspace
) -> None:
    usual = queries.chart_preset("fi_common").categories
    chart = _section(settings, "chart", ChartSection)
    assert isinstance(chart, ChartSection)
    assert chart.offer.isHidden()
    for prefix in usual:
        workspace.do(services.set_category, prefix=prefix, category=None)
    assert not chart.offer.isHidden()
    chart.take.click()
    assert settings.strip.text == f"{len(usual)} cost category rules were taken."
    assert workspace.read(queries.category_rules) == usual
    assert chart.offer.isHidden()
    workspace.undo()
    assert not chart.offer.isHidden()


def test_cost_centres_groups_and_projects_are_added_and_changed(
    settings: SettingsPage, workspace: Workspace
) -> None:
    section = _section(settings, "dimensions", DimensionsSection)
    assert isinstance(section, DimensionsSection)
    section.add_centre.click()
    _write(section.panel, name_fi="Kerhot", code="70", starts_on="1.1.2025")
    section.add_centre.click()
    _write(section.panel, code="71", name_fi="Retket", parent="70")
    section.add_group.click()
    _write(section.panel, name="Toiminta", codes="70, 71")
    section.add_project.click()
    _write(section.panel, code="P1", name_fi="Hanke")
    assert _column(section.table, 0) == [
        "Cost centres", "70", "71", "Groups", "", "Projects", "P1",
    ]  # fmt: skip
    section.show_item("71")
    section.change.click()
    _write(section.panel, name_fi="Retket ja leirit", ends_on="31.12.2026")
    centres = {row.code: row for row in workspace.read(queries.cost_centres)}
    assert (centres["71"].name, centres["71"].ends_on) == ("Retket ja leirit", date(2026, 12, 31))
    assert centres["71"].parent == "70"
    section.add_centre.click()
    _write(section.panel, code="70", name_fi="Toinen")
    assert section.panel.problem.startswith("There is already a cost centre 70.")


def test_a_plugin_is_switched_off_from_the_next_start_and_its_problems_are_copied(
    page: MakePage, context: WindowContext
) -> None:
    workspace = context.open_workspace()
    workspace.plugins = Plugins.of(_Broken)
    settings = page(SettingsPage, context)
    settings.show_wish({"section": "plugins", "item": "_Broken"})
    section = settings.section
    assert isinstance(section, PluginsSection)
    section.copy.click()
    copied = QGuiApplication.clipboard().text()
    assert copied.endswith("Its reports could not be listed: LookupError: no such table")
    QTest.keyClick(section.table, ENTER)
    name = _column(section.table, 0)[0]
    assert user_settings().disabled_plugins == ("yhdistys_example", name)
    assert _column(section.table, 2) == ["off at the next start"]
    assert section.switch.text().replace("&", "") == "Switch on"
    section.switch.click()
    assert user_settings().disabled_plugins == ("yhdistys_example",)


class _Broken:
    """A plugin whose contributions cannot be listed."""

    @staticmethod
    def yhdistys_reports() -> list[object]:
        """Fail as a plugin of a beginner does."""
        message = "no such table"
        raise LookupError(message)


def test_looks_are_taken_into_use_at_once_and_the_size_at_the_next_start(
    settings: SettingsPage, context: WindowContext
) -> None:
    section = _section(settings, "appearance", AppearanceSection)
    assert isinstance(section, AppearanceSection)
    asked: list[object] = []
    context.wanted.connect(asked.append)
    for name, value in (("appearance", "dark"), ("scale", "150"), ("language", "sv")):
        box = section.form.input(name)
        assert isinstance(box, QComboBox)
        box.setCurrentIndex(box.findData(value))
        QCoreApplication.processEvents()
    assert asked == [("appear", {"scheme": "dark"}), ("speak", {"language": "sv"})]
    assert user_settings().scale == 150


def test_the_language_changes_the_window_and_the_choice_keeps_the_focus(
    window: MainWindow,
) -> None:
    window.show_page("settings", {"section": "appearance"})
    before = window.pages.shown
    assert isinstance(before, SettingsPage)
    section = before.section
    assert isinstance(section, AppearanceSection)
    box = section.form.input("language")
    QTest.keyClick(box, Qt.Key.Key_Down)
    QCoreApplication.processEvents()
    after = window.pages.shown
    assert isinstance(after, SettingsPage)
    assert after is not before
    assert isinstance(after.section, AppearanceSection)
    assert after.section.form.texts()["language"] == "fi"
    change_user_settings(language="")


@pytest.fixture
def kept(settings: SettingsPage, workspace: Workspace) -> BackupsSection:
    """Show the backups of an association in a file."""
    if not workspace.database.is_file:
        pytest.skip("a server is backed up by whoever keeps it")
    section = _section(settings, "backups", BackupsSection)
    assert isinstance(section, BackupsSection)
    return section


def test_backups_are_made_listed_and_restored_into_a_new_file_only(
    kept: BackupsSection, fake_dialogs: FakeDialogs, tmp_path: Path, qtbot: QtBot
) -> None:
    before = len(backups(kept.context.open_workspace()))
    kept.now.click()
    _until_ready(qtbot, kept.context)
    assert len(_column(kept.table, 0)) == before + 1
    fake_dialogs.answers = [tmp_path]
    kept.to_folder.click()
    _until_ready(qtbot, kept.context)
    assert kept.page.strip.text.startswith(f"Backed up: {tmp_path}")

    fake_dialogs.answers = [tmp_path / "uusi.yhdistys"] * 2
    wanted: list[object] = []
    kept.context.wanted.connect(wanted.append)
    kept.restore.click()
    _until_ready(qtbot, kept.context)
    assert wanted == [("open-path", {"path": tmp_path / "uusi.yhdistys"})]
    kept.restore.click()
    assert kept.page.strip.text.startswith("There is already a file uusi.yhdistys")


def test_history_tells_each_step_and_what_it_changed_and_the_last_one_is_undone(
    settings: SettingsPage, workspace: Workspace
) -> None:
    section = _section(settings, "history", HistorySection)
    assert isinstance(section, HistorySection)
    workspace.do(change_settings, values={ASSOCIATION_NAME: "Uusi ry"})
    assert _column(section.table, 2)[0] == "Change the settings"
    assert _column(section.table, 1)[0] == ACTOR
    rows = [tuple(map(str, row)) for row in section.values.to_sheet().rows]
    assert rows == [("Name of the association", "value", "Testilä ry", "Uusi ry")]
    section.undo.click()
    assert settings.strip.text == "Undone: Change the settings"
    assert _column(section.table, 2)[0] == "Undone: Change the settings"
    section.table.horizontalHeader().sectionClicked.emit(0)
    assert _column(section.table, 2)[-1] == "Undone: Change the settings"
    section.table.filter_line.setText("undone nobody")
    section.table.filter_line.apply()
    assert _column(section.table, 2) == []


def test_the_file_is_checked_beside_the_window_and_told_in_words(
    settings: SettingsPage, context: WindowContext, qtbot: QtBot
) -> None:
    section = _section(settings, "history", HistorySection)
    assert isinstance(section, HistorySection)
    section.check.click()
    _until_ready(qtbot, context)
    assert settings.strip.text.startswith("The file is whole: ")
    assert set(_column(section.checks, 1)) == {"in order"}
    assert not section.checks.isHidden()


def test_an_association_open_for_reading_is_shown_and_not_changed(
    page: MakePage, workspace: Workspace, plugins: Plugins, context: WindowContext
) -> None:
    path = workspace.database.target.path
    if path is None:
        pytest.skip("a server has no file to open for reading")
    with yhdistys.open(path, plugins=plugins, actor=ACTOR, read_only=True) as reading:
        context.use(reading)
        settings = page(SettingsPage, context)
        assert settings.reading_only.text().startswith("The association's file cannot be changed")
        for name in ("years", "chart", "dimensions"):
            section = settings.show_section(name)
            section.enter()
            buttons = [b for b in section.findChildren(QPushButton) if b.isVisibleTo(section)]
            assert [b.text() for b in buttons if b.isEnabled()] == []
            QTest.keyClick(section.findChildren(TableView)[0], ENTER)
            assert [p for p in section.findChildren(EditPanel) if not p.isHidden()] == []
        context.use(workspace)
