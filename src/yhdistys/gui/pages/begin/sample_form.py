"""The sample association: nothing is asked but the folder."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from yhdistys import settings
from yhdistys.errors import UserError, ValidationError
from yhdistys.gui import dialogs
from yhdistys.gui.forms import Form
from yhdistys.gui.overriding import override
from yhdistys.gui.pages.begin.questions import folder_problem
from yhdistys.gui.style import px, set_role
from yhdistys.gui.widgets import Panel, main_button
from yhdistys.i18n import _
from yhdistys.values.fields import Field, FieldKind

SAMPLE_FILE = "demo.yhdistys"
"""As ``sample.association.FILE_NAME``, which loads the database library."""


class SampleForm(Panel):
    """Asks where the sample association's files go.

    Attributes:
        answered: Make it; carries the folder.
        opened: There is one already and it is wanted; carries its file.
        left: The person went back.
        form: The folder.
        make: Makes the sample.
        open_there: Opens the one that is there already.
    """

    answered = Signal(object)
    opened = Signal(object)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("The sample association"), parent)
        text = _(
            "An invented association with two grants, three years of books, budgets, and the"
            " accountant's files: drop them on the window to try importing. Delete the folder when"
            " you do not need it any more."
        )
        words = QLabel(text, self)
        words.setWordWrap(True)
        set_role(words, "quiet")
        field = Field(
            id="folder", label=_("Folder of the sample"), kind=FieldKind.TEXT, required=True,
            help=_("It is made if it is not there."),
        )  # fmt: skip
        self.form = Form((field,), self)
        self.form.submitted.connect(self._on_make)
        self.other = QPushButton(_("Choose another place…"), self)
        self.other.clicked.connect(self._on_other)
        self.open_there = QPushButton(_("Open the one that is there"), self)
        self.open_there.clicked.connect(self._on_open_there)
        self.back = QPushButton(_("Back"), self)
        self.back.clicked.connect(self.left)
        self.make = main_button(_("Make the sample association"), self)
        self.make.clicked.connect(self._on_make)
        row = QHBoxLayout()
        row.setSpacing(px(8))
        row.addWidget(self.other)
        row.addStretch(1)
        row.addWidget(self.back)
        row.addWidget(self.make)
        for button in (self.other, self.open_there, self.back, self.make):
            button.setAutoDefault(True)
        self.open_there.hide()
        self.body.addWidget(words)
        self.body.addWidget(self.form)
        self.body.addWidget(self.open_there, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addLayout(row)

    @property
    def folder(self) -> Path:
        """Where its files go."""
        return Path(self.form.texts()["folder"].strip()).expanduser()

    def begin(self) -> None:
        """Suggest a folder and put the focus where Return makes the sample."""
        if not self.form.is_changed:
            suggested = settings.documents_folder() / _("Sample association")
            self.form.fill({"folder": str(suggested)})
        self._show_there()
        (self.make if self.open_there.isHidden() else self.open_there).setFocus(
            Qt.FocusReason.OtherFocusReason
        )

    def show_refused(self, error: UserError) -> None:
        """Tell at the folder why the sample could not be made."""
        self.form.show_problems(folder_problem(error.message, error.hint))
        self._show_there()

    def _show_there(self) -> None:
        self.open_there.setVisible((self.folder / SAMPLE_FILE).is_file())

    @Slot()
    def _on_make(self) -> None:
        try:
            self.form.values()
        except ValidationError:
            return
        if (self.folder / SAMPLE_FILE).exists():
            problem = _("There is a sample association in this folder already.")
            self.form.show_problems(
                folder_problem(problem, _("Open it, or choose another folder."))
            )
            self._show_there()
            return
        self.answered.emit(self.folder)

    @Slot()
    def _on_open_there(self) -> None:
        self.opened.emit(self.folder / SAMPLE_FILE)

    @Slot()
    def _on_other(self) -> None:
        title, pattern = _("Where the sample goes"), _("Associations (*.yhdistys)")
        suggested = self.folder / SAMPLE_FILE
        dialogs.choose_save(self.window(), title, suggested, (pattern,), self._on_chosen)

    def _on_chosen(self, path: Path) -> None:
        self.form.set_texts({"folder": str(path.parent)})
        self._show_there()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc goes back."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)
