"""The section of plugins: what they give, what is wrong with them, switching them off and on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPlainTextEdit, QPushButton

from yhdistys.api import Contribution
from yhdistys.gui.forms.letters import give_letters
from yhdistys.gui.overriding import override
from yhdistys.gui.page import Page
from yhdistys.gui.pages.settings.section import Section
from yhdistys.gui.style import Tone, px
from yhdistys.gui.tables.column import CellKind, Column
from yhdistys.gui.tables.row_table import RowTable
from yhdistys.gui.tables.view import TableView
from yhdistys.gui.widgets import Panel
from yhdistys.gui.widgets.layouts import row_of, sentence
from yhdistys.i18n import LazyText, _, lazy, ngettext
from yhdistys.registry import PluginRow, Plugins
from yhdistys.settings import switch_plugin, user_settings

_KINDS: Final[Mapping[str, LazyText]] = {
    "importers": lazy("readers of files"),
    "reports": lazy("reports"),
    "commands": lazy("commands of the command line"),
    "pages": lazy("pages of the window"),
    "forms": lazy("forms of funders"),
}


@dataclass(frozen=True, slots=True)
class PluginLine:
    """A plugin as the table shows it.

    Attributes:
        plugin: The plugin.
        gives: What it gives, in words.
        problems: Its problems, also those of its forms.
        is_wanted: Whether it will be in use at the next start.
    """

    plugin: PluginRow
    gives: str
    problems: tuple[str, ...]
    is_wanted: bool


class PluginsSection(Section):
    """A table of plugins; the problems of the chosen one stand below.

    Attributes:
        table: The plugins.
        gives: What the chosen plugin gives.
        problems: The problems of the chosen plugin, to be read and copied.
    """

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self._chosen: PluginLine | None = None
        panel = Panel("", self)
        self.switch = QPushButton(_("Switch off"), panel)
        panel.body.addLayout(row_of((self.switch,)))
        self._model = RowTable(_columns(), row_id=_id, parent=self)
        self.table = TableView("plugins", self._model, accessible_name=_("Plugins"), parent=panel)
        self.table.set_empty_text(_("No plugin is installed."))
        panel.body.addWidget(self.table, 1)
        self.gives = sentence(panel)
        told = _("Switching takes effect when the program is started the next time.")
        panel.body.addWidget(self.gives)
        panel.body.addWidget(sentence(panel, told))
        self.below = Panel("", self)
        self.copy = QPushButton(_("Copy the text"), self.below)
        self.below.head.addWidget(self.copy)
        self.problems = QPlainTextEdit(self.below)
        self.problems.setReadOnly(True)
        self.problems.setTabChangesFocus(True)
        self.problems.setMaximumHeight(px(130))
        self.problems.setAccessibleName(_("Problems of the plugin"))
        self.below.body.addWidget(self.problems)
        self.layout_.addWidget(panel, 1)
        self.layout_.addWidget(self.below)
        give_letters(self)
        self.switch.clicked.connect(self.switch_chosen)
        self.copy.clicked.connect(self.copy_problems)
        self.table.current_row.connect(self._on_current)
        self.table.row_activated.connect(self._on_activated)

    @override
    def enter(self) -> None:
        self.table.setFocus()

    @override
    def reload(self) -> None:
        plugins = self.context.open_workspace().plugins
        disabled = user_settings().disabled_plugins
        in_forms = plugins.form_problems()
        rows = [
            PluginLine(
                row,
                _gives(plugins, row),
                (*row.problems, *(one.message for one in in_forms if one.plugin == row.id)),
                row.id not in disabled,
            )
            for row in plugins.rows()
        ]
        rows.sort(key=_has_no_problem)
        self._model.set_rows(rows)
        if rows and not self.table.currentIndex().isValid():
            self.table.selectRow(0)
        self._show_chosen()

    @override
    def show_item(self, item: str) -> None:
        """Select a plugin by its name."""
        self.table.select_row_id(item)
        self.table.setFocus()

    @Slot()
    def switch_chosen(self) -> None:
        """Switch the chosen plugin off or on, from the next start."""
        line = self._chosen
        if line is None:
            return
        name = line.plugin.id
        if self.page.attempt(switch_plugin, name, on=not line.is_wanted) is None:
            return
        if line.is_wanted:
            told = _("{plugin} will not be loaded when the program is started the next time.")
        else:
            told = _("{plugin} will be loaded when the program is started the next time.")
        self.page.say(Tone.PLAIN, told.format(plugin=name))
        self.reload()

    @Slot()
    def copy_problems(self) -> None:
        """Copy the problems of the chosen plugin with its name and version."""
        QGuiApplication.clipboard().setText(self.problems.toPlainText())
        self.page.say(Tone.PLAIN, _("The text was copied."))

    def _show_chosen(self) -> None:
        line = self._chosen
        self.switch.setEnabled(line is not None)
        text = _("Switch off") if line is None or line.is_wanted else _("Switch on")
        self.switch.setText(text)
        give_letters(self)
        told = _("{plugin} gives {what}.")
        self.gives.setVisible(line is not None and bool(line.gives))
        if line is not None:
            self.gives.setText(told.format(plugin=line.plugin.id, what=line.gives))
        problems = () if line is None else line.problems
        self.below.setVisible(bool(problems))
        if line is not None and problems:
            self.below.set_title(_("Problems of {plugin}").format(plugin=line.plugin.id))
            head = f"{line.plugin.id} {line.plugin.version}".strip()
            self.problems.setPlainText("\n".join((head, *problems)))

    @Slot(object)
    def _on_current(self, line: PluginLine | None) -> None:
        self._chosen = line
        self._show_chosen()

    @Slot(object)
    def _on_activated(self, line: PluginLine) -> None:
        self._chosen = line
        self.switch_chosen()


def _gives(plugins: Plugins, row: PluginRow) -> str:
    """Tell what a plugin gives: "reports: Balance sheet, Income statement; commands: count"."""
    found: dict[str, Iterable[Contribution]] = {
        "importers": plugins.importers(),
        "reports": plugins.reports(),
        "pages": plugins.pages(),
        "forms": plugins.forms(),
    }
    titles = {(kind, one.id): str(one.title) for kind, ones in found.items() for one in ones}
    parts = [
        f"{_KINDS[kind]}: {', '.join(titles.get((kind, id_), id_) for id_ in ids)}"
        for kind, ids in row.contributions.items()
    ]
    return "; ".join(parts)


def _has_no_problem(line: PluginLine) -> bool:
    return not line.problems


def _columns() -> tuple[Column, ...]:
    return (
        Column(id="plugin", title=_("Plugin"), text=_id, width=21),
        Column(id="version", title=_("Version"), text=_version, width=9),
        Column(
            id="state", title=_("State"), text=_state, kind=CellKind.TAG, tone=_state_tone, width=23
        ),
        Column(id="gives", title=_("What it gives"), text=_what, width=30, stretch=True),
        Column(
            id="problems", title=_("Problems"), text=_problems, kind=CellKind.TAG,
            tone=_problem_tone, width=15,
        ),
    )  # fmt: skip


def _id(line: PluginLine) -> str:
    return line.plugin.id


def _version(line: PluginLine) -> str:
    return line.plugin.version


def _state(line: PluginLine) -> str:
    words = {
        (True, True): _("in use"),
        (True, False): _("off at the next start"),
        (False, True): _("on at the next start"),
        (False, False): _("switched off"),
    }
    return words[line.plugin.enabled, line.is_wanted]


def _state_tone(line: PluginLine) -> Tone:
    return Tone.QUIET if line.plugin.enabled == line.is_wanted else Tone.LATE


def _what(line: PluginLine) -> str:
    return line.gives


def _problems(line: PluginLine) -> str:
    count = len(line.problems)
    told = ngettext("{n} problem", "{n} problems", count)
    return told.format(n=count) if count else ""


def _problem_tone(line: PluginLine) -> Tone:
    return Tone.OVER if line.problems else Tone.QUIET
