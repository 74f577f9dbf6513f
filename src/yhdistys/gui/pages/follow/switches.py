"""The switches above the grid: cost centre, project, version, breakdown, rows, months, cents."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from yhdistys.budget.queries import VersionRow
from yhdistys.gui.pages.follow.choices import Choices
from yhdistys.gui.widgets import Chip, SwitchChip
from yhdistys.gui.widgets.flow_layout import FlowLayout
from yhdistys.i18n import _
from yhdistys.values.chosen import ALL
from yhdistys.values.formats import date_text


class Switches(QWidget):
    """What is looked at.

    Attributes:
        chosen: Other ``Choices`` were made.
        cumulated: The months are to be added up, or not.
    """

    chosen = Signal(object)
    cumulated = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._choices = Choices()
        self.cost_centre = Chip(_("Cost centre"), (), self)
        self.project = Chip(_("Project"), (), self)
        self.version = Chip(_("Version"), (), self)
        self.by = Chip(_("Broken down by"), _breakdowns(), self)
        self.kept = Chip(_("Rows"), _kept(), self)
        self.cumulative = SwitchChip(_("Cumulative"), self)
        self.cumulative.setToolTip(_("Add the months up from the beginning of the fiscal year"))
        self.cents = SwitchChip(_("Cents"), self)
        self.cents.setToolTip(_("Show amounts with their cents"))
        layout = FlowLayout(self)
        for chip in (self.cost_centre, self.project, self.version, self.by, self.kept):
            layout.addWidget(chip)
        for box in (self.cumulative, self.cents):
            box.setAccessibleDescription(box.toolTip())
            layout.addWidget(box)
        self.cost_centre.chosen.connect(self._on_cost_centre)
        self.project.chosen.connect(self._on_project)
        self.version.chosen.connect(self._on_version)
        self.by.chosen.connect(self._on_by)
        self.kept.chosen.connect(self._on_kept)
        self.cumulative.clicked.connect(self._on_cumulative)  # clicked: by a person, not by us
        self.cents.clicked.connect(self._on_cents)

    def show_choices(
        self,
        choices: Choices,
        *,
        cost_centres: Mapping[str, str],
        projects: Mapping[str, str],
        cumulative: bool,
    ) -> None:
        """Show what is chosen, and what may be; a dimension that is not in use is hidden."""
        self._choices = choices
        without = _("without a cost centre")
        self.cost_centre.set_choices(_codes(cost_centres, without), choices.cost_centre)
        self.cost_centre.setVisible(bool(cost_centres))
        self.project.set_choices(_codes(projects, _("without a project")), choices.project)
        self.project.setVisible(bool(projects))
        self.by.set_choices(_breakdowns(has_projects=bool(projects)), choices.by)
        self.kept.set_current(choices.kept_now)
        self.kept.setEnabled(choices.by != "month")
        self.cumulative.setChecked(cumulative)
        self.cumulative.setEnabled(choices.by != "month")
        self.cents.setChecked(choices.has_cents)

    def show_versions(self, versions: Sequence[VersionRow], shown: VersionRow | None) -> None:
        """Offer the versions of the year's budget."""
        told = [(version.name, version_text(version)) for version in versions]
        self.version.set_choices(told, shown.name if shown else None)
        self.version.setVisible(bool(versions))

    def _choose(self, **told: Any) -> None:
        self.chosen.emit(replace(self._choices, **told))

    @Slot(object)
    def _on_cost_centre(self, code: object) -> None:
        self._choose(cost_centre=code)

    @Slot(object)
    def _on_project(self, code: object) -> None:
        self._choose(project=code)

    @Slot(object)
    def _on_version(self, name: object) -> None:
        self._choose(version=name)

    @Slot(object)
    def _on_by(self, by: object) -> None:
        self._choose(by=by)

    @Slot(object)
    def _on_kept(self, kept: object) -> None:
        self._choose(kept=kept)

    @Slot()
    def _on_cents(self) -> None:
        self._choose(has_cents=self.cents.isChecked())

    @Slot()
    def _on_cumulative(self) -> None:
        self.cumulated.emit(self.cumulative.isChecked())


def version_text(version: VersionRow) -> str:
    """Return what a version is called: its name, and when it was approved or that it was not."""
    if version.approved_on is not None and version.state == "approved":
        day = date_text(version.approved_on)
        return _("{name} · {day}").format(name=version.name, day=day)
    states = {"draft": _("{name}, draft"), "replaced": _("{name}, replaced")}
    return states.get(version.state, "{name}").format(name=version.name)


def _breakdowns(*, has_projects: bool = True) -> list[tuple[object, str]]:
    told = [("account", _("account")), ("cost_centre", _("cost centre"))]
    if has_projects:
        told.append(("project", _("project")))
    return [*told, ("month", _("month"))]


def _kept() -> list[tuple[object, str]]:
    return [
        ("all", _("all")),
        ("deviations", _("deviations")),
        ("unexplained", _("deviations without an explanation")),
    ]


def _codes(names: Mapping[str, str], without: str) -> list[tuple[object, str]]:
    told = [(code, f"{code} {name}" if name != code else code) for code, name in names.items()]
    return [(ALL, _("all")), *told, (None, without)]
