"""The acts of the window itself: words, shortcuts, and what they do."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QApplication

from yhdistys import settings
from yhdistys.errors import UserError
from yhdistys.gui import dialogs
from yhdistys.gui.context import Wish
from yhdistys.gui.style import Scheme, Tone, apply_style, icon
from yhdistys.i18n import LazyText, _, lazy, set_language

if TYPE_CHECKING:
    from yhdistys.gui.main_window import MainWindow

FILE_ENDING = ".yhdistys"
Keys = QKeySequence.StandardKey | str | None


@dataclass(frozen=True, slots=True)
class Act:
    """One act of the window.

    Attributes:
        id: Its id.
        title: What people read.
        icon: The name of its icon.
        keys: Its shortcut.
        in_menu: Whether it stands in the menu under the association's name.
        needs_association: Whether it means anything only while an association is open.
    """

    id: str
    title: LazyText
    icon: str
    keys: Keys = None
    in_menu: bool = False
    needs_association: bool = False


ACTS = (
    Act("open", lazy("&Open…"), "folder", QKeySequence.StandardKey.Open, in_menu=True),
    Act("new", lazy("&New association…"), "add", QKeySequence.StandardKey.New, in_menu=True),
    Act("begin", lazy("&Recent associations"), "history", in_menu=True),
    Act("backup", lazy("&Back up now"), "backup", in_menu=True, needs_association=True),
    Act(
        "close_file", lazy("&Close the association"), "close", in_menu=True, needs_association=True
    ),
    Act("quit", lazy("&Quit"), "close", QKeySequence.StandardKey.Quit, in_menu=True),
    Act("undo", lazy("Undo"), "undo", QKeySequence.StandardKey.Undo, needs_association=True),
    Act("redo", lazy("Redo"), "redo", QKeySequence.StandardKey.Redo, needs_association=True),
    Act("search", lazy("Search"), "search", "Ctrl+K"),
    Act("refresh", lazy("Read again"), "history", QKeySequence.StandardKey.Refresh),
    Act("narrow", lazy("Narrow or widen the navigation"), "menu", "Ctrl+B"),
    Act("navigation", lazy("Go to the navigation"), "menu", "F6"),
    Act("light", lazy("Light appearance"), "sun"),
    Act("dark", lazy("Dark appearance"), "moon"),
    Act("as_system", lazy("Appearance as in the system"), "settings"),
    Act("finnish", lazy("Language: Finnish"), "info"),
    Act("swedish", lazy("Language: Swedish"), "info"),
    Act("english", lazy("Language: English"), "info"),
    Act("keys", lazy("Keyboard shortcuts"), "help", "F1"),
)


_OTHER_KEYS: dict[Keys, str] = {QKeySequence.StandardKey.Redo: "Ctrl+Y"}
"""People know these from other programs, whatever the system's own ones are."""


def _shortcuts(keys: Keys) -> list[QKeySequence]:
    """Return all the system's shortcuts of an act, its first one told in menus."""
    if keys is None:
        return []
    if not isinstance(keys, QKeySequence.StandardKey):
        return [QKeySequence(keys)]
    system = QKeySequence.keyBindings(keys)
    other = [QKeySequence(_OTHER_KEYS[keys])] if keys in _OTHER_KEYS else []
    return [*system, *(key for key in other if key not in system)]


def follow_appearance(chosen: str) -> None:
    """Show the program ``light`` or ``dark``; any other word follows the system."""
    application = QApplication.instance()
    if isinstance(application, QApplication):
        apply_style(application, Scheme(chosen) if chosen in set(Scheme) else None)


class WindowActs(QObject):
    """The acts as Qt actions: their shortcuts work everywhere in the window."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._actions: dict[str, QAction] = {}
        for act in ACTS:
            action = QAction(str(act.title), self)
            action.setObjectName(act.id)
            action.setShortcuts(_shortcuts(act.keys))
            action.triggered.connect(getattr(self, f"_on_{act.id}"))
            window.addAction(action)
            self._actions[act.id] = action
        self.paint()

    def __getitem__(self, act_id: str) -> QAction:
        return self._actions[act_id]

    def end(self) -> None:
        """Take the shortcuts out of the window."""
        for action in self._actions.values():
            self._window.removeAction(action)

    def paint(self) -> None:
        """Draw the icons in the colours in force."""
        for act in ACTS:
            self._actions[act.id].setIcon(icon(act.icon))

    def enable(self) -> None:
        """Grey what means nothing without an association."""
        is_open = self._window.context.workspace is not None
        for act in ACTS:
            if act.needs_association:
                self._actions[act.id].setEnabled(is_open)

    def all(self) -> tuple[QAction, ...]:
        """Return the actions in their order."""
        return tuple(self._actions.values())

    def menu(self) -> list[QAction | None]:
        """Return what stands in the menu under the association's name."""
        chosen: list[QAction | None] = [self._actions[act.id] for act in ACTS if act.in_menu]
        chosen.insert(3, None)
        chosen.insert(-1, None)
        return chosen

    def do(self, act_id: str, wish: Wish) -> None:
        """Do what a page asked the window for.

        Args:
            act_id: An act's id; ``open-path`` with ``path``; ``open-address`` with ``address``;
                ``use`` with ``workspace``;
                ``speak`` with ``language`` (empty follows the file); ``appear`` with ``scheme``.
            wish: Its details.
        """
        if act_id == "open-path":
            self._open_path(Path(str(wish["path"])))
        elif act_id == "open-address":
            self._window.opening.open(str(wish["address"]))
        elif act_id == "use":
            self._window.opening.take(wish["workspace"])  # type: ignore[arg-type] # a Workspace
        elif act_id == "speak":
            self._speak(str(wish["language"]))
        elif act_id == "appear":
            self._appear(str(wish["scheme"]))
        else:
            self._actions[act_id].trigger()

    def _open_path(self, path: Path) -> None:
        if path.suffix.lower() == FILE_ENDING:
            self._window.opening.open(str(path))
        elif self._window.context.workspace is None:
            self._window.say(
                Tone.LATE,
                _("The file {name} needs an association to go into.").format(name=path.name),
                _("Open one, or begin a new one; then drop the file again."),
            )
        else:
            self._window.show_page("import", {"path": path})

    def _speak(self, code: str) -> None:
        settings.change_user_settings(language=code)
        if code:
            set_language(code)
        self._window.speak_anew()

    def _appear(self, scheme: str) -> None:
        settings.change_user_settings(appearance=scheme)
        follow_appearance(scheme)

    @Slot()
    def _on_open(self) -> None:
        dialogs.choose_open(
            self._window,
            _("Open an association"),
            [_("Associations (*.yhdistys)")],
            self._open_path,
        )

    @Slot()
    def _on_new(self) -> None:
        self._window.show_page("begin", {"step": "new"})

    @Slot()
    def _on_begin(self) -> None:
        self._window.show_page("begin")

    @Slot()
    def _on_backup(self) -> None:
        from yhdistys.app.keeping import back_up_now  # noqa: PLC0415 - slow: the database library

        try:
            path = back_up_now(self._window.context.open_workspace())
        except UserError as error:
            self._window.say(Tone.OVER, error.message, error.hint)
            return
        self._window.say(Tone.GOOD, _("Backed up: {path}").format(path=path))
        self._window.facts.show()

    @Slot()
    def _on_close_file(self) -> None:
        if self._window.context.jobs.is_busy:
            self._window.say(Tone.LATE, _("Wait until the running work has come to its end."))
            return
        self._window.opening.close()

    @Slot()
    def _on_quit(self) -> None:
        self._window.window().close()

    @Slot()
    def _on_undo(self) -> None:
        self._reverse("undo", _("Undone: {step}"))

    @Slot()
    def _on_redo(self) -> None:
        self._reverse("redo", _("Done again: {step}"))

    def _reverse(self, way: str, told: str) -> None:
        workspace = self._window.context.workspace
        if workspace is None:
            return
        step = workspace.undo_text if way == "undo" else workspace.redo_text
        try:
            workspace.undo() if way == "undo" else workspace.redo()
        except UserError as error:
            self._window.say(Tone.OVER, error.message, error.hint)
            return
        self._window.say(Tone.PLAIN, told.format(step=step))

    @Slot()
    def _on_search(self) -> None:
        self._window.top_bar.search.enter()

    @Slot()
    def _on_refresh(self) -> None:
        page = self._window.pages.shown
        if page is not None:
            page.mark_stale()
        self._window.facts.show()

    @Slot()
    def _on_narrow(self) -> None:
        navigation = self._window.navigation
        navigation.make_narrow(narrow=not navigation.is_narrow)

    @Slot()
    def _on_navigation(self) -> None:
        self._window.navigation.enter()

    @Slot()
    def _on_light(self) -> None:
        self._appear("light")

    @Slot()
    def _on_dark(self) -> None:
        self._appear("dark")

    @Slot()
    def _on_as_system(self) -> None:
        self._appear("system")

    @Slot()
    def _on_finnish(self) -> None:
        self._speak("fi")

    @Slot()
    def _on_swedish(self) -> None:
        self._speak("sv")

    @Slot()
    def _on_english(self) -> None:
        self._speak("en")

    @Slot()
    def _on_keys(self) -> None:
        lines = [
            f"{action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)}\t"
            f"{action.text().replace('&', '')}"
            for action in self.all()
            if not action.shortcut().isEmpty()
        ]
        told = [_("Enter opens what is marked; Esc goes back."), _("In a table: Ctrl+F filters.")]
        dialogs.tell(self._window, _("Keyboard shortcuts"), "\n".join([*lines, "", *told]))
