"""The three steps of a new association: who, which year and accounts, where its file is."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QFormLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from yhdistys.errors import ValidationError
from yhdistys.gui import dialogs
from yhdistys.gui.forms import Form
from yhdistys.gui.pages.begin.questions import (
    CHART_SENTENCES,
    business_id_problem,
    fiscal_year,
    identity_fields,
    year_fields,
    year_problem,
)
from yhdistys.gui.pages.begin.work import Preset
from yhdistys.gui.style import px, set_role
from yhdistys.i18n import _
from yhdistys.settings import PROGRAM
from yhdistys.values.fields import Field, FieldKind
from yhdistys.values.findings import Finding
from yhdistys.values.formats import date_text

_SHORTEST_PASSWORD = 8
_ENDING = ".yhdistys"


def _label(text: str, role: str, parent: QWidget) -> QLabel:
    label = QLabel(text, parent)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    set_role(label, role)
    return label


class Step(QWidget):
    """One step of the questions.

    Attributes:
        changed: Something was typed or chosen.
        submitted: Return was pressed: go on.
        form: Its fields.
    """

    changed = Signal()
    submitted = Signal()

    def __init__(self, fields: Sequence[Field], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.form = Form(fields, self)
        self.form.changed.connect(self.changed)
        self.form.submitted.connect(self.submitted)
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(px(14))
        self.body.addWidget(self.form)

    def problems(self, values: dict[str, Any]) -> tuple[Finding, ...]:
        """Return what is wrong beyond what each field knows; overridden where there is more."""
        del values
        return ()

    def is_right(self) -> bool:
        """Check what was written; what is wrong is told at its field, which gets the focus."""
        try:
            values = self.form.values()
        except ValidationError:
            return False
        return not self.form.show_problems(self.problems(values))


class IdentityStep(Step):
    """Name and business id."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(identity_fields(), parent)

    def problems(self, values: dict[str, Any]) -> tuple[Finding, ...]:
        """Check the business id."""
        return business_id_problem(values["business_id"])


class YearStep(Step):
    """The first fiscal year, and the chart of accounts."""

    def __init__(self, today: date, parent: QWidget | None = None) -> None:
        super().__init__(year_fields(today), parent)
        self.span = _label("", "quiet", self)
        self.body.addWidget(self.span)
        self._heading = _label(_("Chart of accounts"), "heading", self)
        self.body.addWidget(self._heading)
        self._charts = QVBoxLayout()
        self._charts.setSpacing(px(4))
        self.body.addLayout(self._charts)
        note = _("It can grow: accounts that a ledger names are added by themselves.")
        self.body.addWidget(_label(note, "quiet", self))
        self._group = QButtonGroup(self)
        self._group.buttonToggled.connect(self._on_chart)
        self._wanted = ""
        self.form.changed.connect(self._on_form_changed)
        self._on_form_changed()

    def offer(self, presets: Sequence[Preset]) -> None:
        """Offer the charts of accounts, the first one chosen."""
        for preset in presets if not self._group.buttons() else ():
            button = QRadioButton(preset.title, self)
            button.setObjectName(preset.id)
            sentence = str(CHART_SENTENCES.get(preset.id, ""))
            counted = _("{n} accounts.").format(n=preset.accounts)
            text = _label(f"{sentence} {counted}".strip(), "quiet", self)
            text.setIndent(px(24))
            button.setAccessibleName(preset.title)
            button.setAccessibleDescription(text.text())
            self._group.addButton(button)
            self._charts.addWidget(button)
            self._charts.addWidget(text)
            self._charts.addSpacing(px(4))
        self.choose(self._wanted)

    @property
    def chart(self) -> str:
        """The id of the chosen chart."""
        button = self._group.checkedButton()
        return self._wanted if button is None else button.objectName()

    def choose(self, chart: str) -> None:
        """Choose a chart; an unknown one chooses the first."""
        self._wanted = chart
        buttons = self._group.buttons()
        for button in [b for b in buttons if b.objectName() == chart] or buttons[:1]:
            button.setChecked(True)

    def problems(self, values: dict[str, Any]) -> tuple[Finding, ...]:
        """Check the year."""
        return year_problem(values["year"])

    @Slot()
    def _on_chart(self) -> None:
        self.changed.emit()

    @Slot()
    def _on_form_changed(self) -> None:
        """Say which days the fiscal year has."""
        texts = self.form.texts()
        year = texts["year"].strip()
        if not year.isdecimal() or year_problem(int(year)):
            self.span.setText("")
            return
        period = fiscal_year(texts["starts"], int(year))
        self.span.setText(
            _("The first fiscal year is {first} – {last}.").format(
                first=date_text(period.starts_on), last=date_text(period.ends_on)
            )
        )


class FileStep(Step):
    """Where the file is, and its password."""

    def __init__(self, parent: QWidget | None = None) -> None:
        field = Field(
            id="file",
            label=_("File of the association"),
            kind=FieldKind.TEXT,
            required=True,
            help=_("Everything is in this one file. Choose a folder of which backups are made."),
        )
        super().__init__((field,), parent)
        self.other = QPushButton(_("Choose another place…"), self)
        self.other.setAutoDefault(True)
        self.other.clicked.connect(self._on_other)
        self.body.addWidget(self.other, 0, Qt.AlignmentFlag.AlignLeft)
        self.protect = QCheckBox(_("Protect the file with a password"), self)
        self.protect.toggled.connect(self._on_protect)
        self.body.addWidget(self.protect)
        self.problem = _label("", "field-problem", self)
        self._secrets = QFormLayout()
        self._secrets.setHorizontalSpacing(px(16))
        self._secrets.setVerticalSpacing(px(10))
        self.password = self._secret(_("Password"))
        self.again = self._secret(_("The same password again"))
        self.body.addLayout(self._secrets)
        lost = _("Nobody can open the file without its password: keep it in a safe place.")
        self.warning = _label(lost, "quiet", self)
        self.body.addWidget(self.problem)
        self.body.addWidget(self.warning)
        self._on_protect()

    @property
    def path(self) -> Path:
        """Where the file will be."""
        text = self.form.texts()["file"].strip() or PROGRAM
        has_ending = text.lower().endswith(_ENDING)
        return Path(text if has_ending else f"{text}{_ENDING}").expanduser()

    def suggest(self, path: Path) -> None:
        """Suggest a place, unless another one was written."""
        if not self.form.is_changed:
            self.form.fill({"file": str(path)})

    def is_right(self) -> bool:
        """Check the place and that the password was written the same twice."""
        if not super().is_right():
            return False
        self.problem.setText(self._password_problem())
        self.problem.setVisible(bool(self.problem.text()))
        if self.problem.text():
            self.password.setFocus(Qt.FocusReason.OtherFocusReason)
            self.password.setAccessibleDescription(self.problem.text())
        return not self.problem.text()

    def _password_problem(self) -> str:
        if not self.protect.isChecked():
            return ""
        if len(self.password.text()) < _SHORTEST_PASSWORD:
            return _("A password has at least {n} characters.").format(n=_SHORTEST_PASSWORD)
        if self.password.text() != self.again.text():
            return _("The two passwords are not the same.")
        return ""

    def _secret(self, name: str) -> QLineEdit:
        line = QLineEdit(self)
        line.setEchoMode(QLineEdit.EchoMode.Password)
        line.setAccessibleName(name)
        line.returnPressed.connect(self.submitted)
        self._secrets.addRow(name, line)
        return line

    @Slot()
    def _on_protect(self) -> None:
        is_shown = self.protect.isChecked()
        for row in range(self._secrets.rowCount()):
            self._secrets.setRowVisible(row, is_shown)
        self.warning.setVisible(is_shown)
        self.problem.setVisible(False)
        if not is_shown:
            self.password.clear()
            self.again.clear()

    @Slot()
    def _on_other(self) -> None:
        title, pattern = _("Where the association's file goes"), _("Associations (*.yhdistys)")
        dialogs.choose_save(self.window(), title, self.path, (pattern,), self._on_chosen)

    def _on_chosen(self, path: Path) -> None:
        self.form.set_texts({"file": str(path)})
