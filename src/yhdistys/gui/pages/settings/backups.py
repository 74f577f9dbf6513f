"""The section of backups: the list, making one, and bringing one back into a new file."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QPushButton

from yhdistys.app import BackupRow, Workspace, back_up_now, backup, backups, restore
from yhdistys.gui import dialogs
from yhdistys.gui.forms.letters import give_letters
from yhdistys.gui.jobs import Progress
from yhdistys.gui.overriding import override
from yhdistys.gui.page import Page
from yhdistys.gui.pages.settings.section import Section
from yhdistys.gui.style import Tone
from yhdistys.gui.tables.column import CellKind, CellValue, Column
from yhdistys.gui.tables.row_table import RowTable
from yhdistys.gui.tables.view import TableView
from yhdistys.gui.widgets import Panel, main_button
from yhdistys.gui.widgets.layouts import row_of, sentence
from yhdistys.i18n import _
from yhdistys.store.changes import Changes
from yhdistys.values.formats import date_text, whole_number
from yhdistys.values.period import HELSINKI, local_day


class BackupsSection(Section):
    """A table of the backups that the program keeps.

    Attributes:
        table: The backups, newest first.
    """

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self._chosen: BackupRow | None = None
        panel = Panel("", self)
        self.now = main_button(_("Back up now"), panel)
        self.to_folder = QPushButton(_("Back up to a folder…"), panel)
        self.restore = QPushButton(_("Restore into a new file…"), panel)
        self.open_folder = QPushButton(_("Open the folder"), panel)
        acts = row_of((self.now, self.to_folder, self.restore, self.open_folder))
        self._model = RowTable(_columns(), row_id=_path, parent=self)
        self.table = TableView("backups", self._model, accessible_name=_("Backups"), parent=panel)
        self.table.set_empty_text(_("There is no backup yet. Make the first one now."))
        self.told = sentence(panel)
        panel.body.addLayout(acts)
        panel.body.addWidget(self.table, 1)
        panel.body.addWidget(self.told)
        self.layout_.addWidget(panel)
        give_letters(self)
        self.now.clicked.connect(self.back_up)
        self.to_folder.clicked.connect(self.choose_folder)
        self.restore.clicked.connect(self.choose_file)
        self.open_folder.clicked.connect(self.show_folder)
        self.table.current_row.connect(self._on_current)
        self.table.row_activated.connect(self._on_activated)

    @override
    def enter(self) -> None:
        self.table.setFocus()

    @override
    def is_touched_by(self, changes: Changes) -> bool:
        return False

    @override
    def reload(self) -> None:
        workspace = self.context.open_workspace()
        rows = backups(workspace)
        self._model.set_rows(rows)
        if rows and not self.table.currentIndex().isValid():
            self.table.selectRow(0)
        is_file = workspace.database.is_file
        self.now.setEnabled(is_file)
        self.to_folder.setEnabled(is_file)
        self.open_folder.setEnabled(bool(rows))
        self.told.setText(_told(workspace, rows))
        self._show_chosen()

    @Slot()
    def back_up(self) -> None:
        """Make a backup beside the automatic ones."""
        self._run(partial(_back_up, self.context.open_workspace(), None))

    @Slot()
    def choose_folder(self) -> None:
        """Ask for a folder, such as one on a stick, and make a backup there."""
        dialogs.choose_folder(
            self.window(), _("Choose a folder for the backup"), chosen=self._back_up_to
        )

    def _back_up_to(self, folder: Path) -> None:
        self._run(partial(_back_up, self.context.open_workspace(), folder))

    def _run(self, job: partial[Path]) -> None:
        self.context.jobs.run(_("Backing up"), job, done=self._on_backed_up, can_cancel=False)

    def _on_backed_up(self, path: Path) -> None:
        self.page.say(Tone.GOOD, _("Backed up: {path}").format(path=path))
        if self.context.workspace is not None:
            self.reload()
            self.context.ask_window("refresh")  # the status line tells of backups too

    @Slot()
    def choose_file(self) -> None:
        """Ask for the new file that the chosen backup is brought back into."""
        row = self._chosen
        if row is None:
            return
        stem = self.context.open_workspace().database.target.name.removesuffix(".yhdistys")
        day = local_day(row.made_at).isoformat()
        dialogs.choose_save(
            self.window(),
            _("Restore the backup of {day} into a new file").format(day=_made(row)),
            f"{stem}-{day}.yhdistys",
            [_("Associations (*.yhdistys)")],
            self._restore_into,
        )

    def _restore_into(self, path: Path) -> None:
        row = self._chosen
        if row is None:
            return
        if path.exists():
            told = _("There is already a file {name}; a backup is brought back into a new one.")
            self.page.say(Tone.OVER, told.format(name=path.name), _("Choose another name."))
            return
        password = self.context.open_workspace().database.target.password
        self.context.jobs.run(
            _("Restoring {name}").format(name=path.name),
            partial(_restore, row.path, path, password),
            done=self._on_restored,
            can_cancel=False,
        )

    def _on_restored(self, path: Path) -> None:
        self.page.say(Tone.GOOD, _("The backup was restored: {path}").format(path=path))
        self.context.open_file(path)

    @Slot()
    def show_folder(self) -> None:
        """Show the backups in the system's file manager."""
        row = self._chosen
        rows = self._model.rows
        if row is None and not rows:
            return
        folder = (row or rows[0]).path.parent
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder))):
            self.page.say(Tone.LATE, _("The folder is {path}.").format(path=folder))

    def _show_chosen(self) -> None:
        self.restore.setEnabled(self._chosen is not None)

    @Slot(object)
    def _on_current(self, row: BackupRow | None) -> None:
        self._chosen = row
        self._show_chosen()

    @Slot(object)
    def _on_activated(self, row: BackupRow) -> None:
        self._chosen = row
        self.choose_file()


def _back_up(workspace: Workspace, folder: Path | None, progress: Progress) -> Path:
    progress(0, None)
    return back_up_now(workspace) if folder is None else backup(workspace, folder)


def _restore(source: Path, target: Path, password: str | None, progress: Progress) -> Path:
    progress(0, None)
    restore(source, target, password=password)
    return target


def _told(workspace: Workspace, rows: tuple[BackupRow, ...]) -> str:
    """Say where the backups are, or why there are none."""
    if not workspace.database.is_file:
        return _("The association is on a server, which is backed up by whoever keeps the server.")
    parts = [workspace.backup_problem] if workspace.backup_problem else []
    parts.append(_("A backup is made by itself on each day on which the association is opened."))
    if rows:
        parts.append(_("They are in {folder}").format(folder=rows[0].path.parent))
    return " ".join(parts)


def _columns() -> tuple[Column, ...]:
    return (
        Column(id="made", title=_("Made"), text=_made, value=_made_value, width=20),
        Column(id="kind", title=_("Kind"), text=_kind, width=28),
        Column(
            id="size", title=_("Size"), text=_size, value=_size_value, width=12,
            kind=CellKind.FIGURE,
        ),
        Column(id="file", title=_("File"), text=_name, width=30, stretch=True),
    )  # fmt: skip


def _path(row: BackupRow) -> object:
    return row.path


def _made(row: BackupRow) -> str:
    local = row.made_at.astimezone(HELSINKI)
    return f"{date_text(local.date())} {local:%H.%M}"


def _made_value(row: BackupRow) -> CellValue:
    return row.made_at.isoformat()


def _kind(row: BackupRow) -> str:
    words = {
        "daily": _("daily, by itself"),
        "own": _("asked for"),
        "before-update": _("before a newer version"),
    }
    return words[row.kind]


def _size(row: BackupRow) -> str:
    return _("{n} kB").format(n=whole_number(max(1, row.size // 1024)))


def _size_value(row: BackupRow) -> CellValue:
    return row.size


def _name(row: BackupRow) -> str:
    return row.path.name
