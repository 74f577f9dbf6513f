"""The section of cost centres, their groups, and projects."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QPushButton

from yhdistys.gui.overriding import override
from yhdistys.gui.page import Page
from yhdistys.gui.pages.settings.dimension_rows import (
    DimensionLine,
    Kind,
    columns,
    line_id,
    lines_of,
    style_of,
)
from yhdistys.gui.pages.settings.names import name_fields, name_values, names_of
from yhdistys.gui.pages.settings.table_section import TableSection
from yhdistys.gui.style import Tone
from yhdistys.gui.tables.row_table import RowTable
from yhdistys.i18n import _
from yhdistys.ledger import queries, services
from yhdistys.values.fields import Field, FieldKind


class DimensionsSection(TableSection):
    """One table of cost centres, groups and projects, each kind under its heading."""

    shows = frozenset(
        {"cost_centre", "cost_centre_group", "cost_centre_in_group", "accounting_project"}
    )

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self.chosen: DimensionLine | None = None
        self.change = QPushButton(_("Change…"), self.box)
        self.add_centre = QPushButton(_("Add a cost centre…"), self.box)
        self.add_group = QPushButton(_("Add a group…"), self.box)
        self.add_project = QPushButton(_("Add a project…"), self.box)
        self._model = RowTable(columns(), row_id=line_id, style=style_of, parent=self)
        self.lay_out(
            "dimensions",
            self._model,
            (self.change, self.add_centre, self.add_group, self.add_project),
            accessible_name=_("Cost centres, groups and projects"),
        )
        self.table.set_empty_text(
            _("There is no cost centre or project yet. They come with the ledger, or are added.")
        )
        self.change.clicked.connect(self.begin_changing)
        self.add_centre.clicked.connect(self._on_add_centre)
        self.add_group.clicked.connect(self._on_add_group)
        self.add_project.clicked.connect(self._on_add_project)

    @override
    def reload(self) -> None:
        self._model.set_rows(
            lines_of(
                self.context.read(queries.cost_centres),
                self.context.read(queries.cost_centre_groups),
                self.context.read(queries.projects),
            )
        )
        self.select_one(1)
        for button in (self.add_centre, self.add_group, self.add_project):
            button.setEnabled(self.can_write)
        self.show_chosen()

    @override
    def show_item(self, item: str) -> None:
        """Select a cost centre or a project by its code."""
        for kind in (Kind.COST_CENTRE, Kind.PROJECT):
            if self.table.select_row_id((kind, item)):
                break
        self.table.setFocus()

    @Slot()
    @override
    def begin_changing(self) -> None:
        """Ask for other names and days of what is chosen."""
        line = self.chosen
        if line is None or not line.kind.is_row or not self.can_write:
            return
        if line.kind is Kind.GROUP:
            values: dict[str, object] = {"name": line.name, "codes": ", ".join(line.codes)}
            title = _("Group {name}").format(name=line.name)
            self.panel.ask(title, _group_fields(), values, accept=self._change_group)
            return
        titles = {
            Kind.COST_CENTRE: _("Cost centre {code}"),
            Kind.PROJECT: _("Project {code}"),
        }
        values = {
            **name_values(line.names),
            "starts_on": line.starts_on,
            "ends_on": line.ends_on,
        }
        title = titles[line.kind].format(code=line.code)
        self.panel.ask(title, (*name_fields(), *_day_fields()), values, accept=self._change)

    def _change(self, values: dict[str, Any]) -> None:
        line = self.chosen
        if line is None:
            return
        is_centre = line.kind is Kind.COST_CENTRE
        service = services.change_cost_centre if is_centre else services.change_project
        self.context.do(
            service,
            code=line.code,
            if_version=line.version,
            names=names_of(values),
            starts_on=values["starts_on"],
            ends_on=values["ends_on"],
        )
        self.page.say(Tone.GOOD, _("{code} was changed.").format(code=line.code))

    def _change_group(self, values: dict[str, Any]) -> None:
        line = self.chosen
        if line is None:
            return
        codes = _codes(values["codes"])
        if codes:
            self.context.do(
                services.change_cost_centre_group,
                name=line.name,
                if_version=line.version,
                codes=codes,
                new_name=values["name"],
            )
            told = _("The group {name} was changed.")
        else:
            self.context.do(services.remove_cost_centre_group, name=line.name)
            told = _("The group {name} was removed; its cost centres stay.")
        self.page.say(Tone.GOOD, told.format(name=values["name"]))

    @Slot()
    def _on_add_centre(self) -> None:
        parent = Field(
            id="parent", label=_("Part of the cost centre"), kind=FieldKind.TEXT,
            help=_("The code of the one above it; may be left empty."),
        )  # fmt: skip
        fields = (_code_field(), *name_fields(), *_day_fields(), parent)
        self.panel.ask(_("Add a cost centre"), fields, {}, accept=self._add_centre)

    def _add_centre(self, values: dict[str, Any]) -> None:
        self._add(services.add_cost_centre, Kind.COST_CENTRE, values, parent=values["parent"])

    @Slot()
    def _on_add_project(self) -> None:
        fields = (_code_field(), *name_fields(), *_day_fields())
        self.panel.ask(_("Add a project"), fields, {}, accept=self._add_project)

    def _add_project(self, values: dict[str, Any]) -> None:
        self._add(services.add_project, Kind.PROJECT, values)

    def _add(self, service: Any, kind: Kind, values: dict[str, Any], **more: object) -> None:
        self.context.do(
            service,
            code=values["code"],
            names=names_of(values),
            starts_on=values["starts_on"],
            ends_on=values["ends_on"],
            **more,
        )
        self.table.select_row_id((kind, values["code"]))
        self.page.say(Tone.GOOD, _("{code} was added.").format(code=values["code"]))

    @Slot()
    def _on_add_group(self) -> None:
        self.panel.ask(_("Add a group"), _group_fields(), {}, accept=self._add_group)

    def _add_group(self, values: dict[str, Any]) -> None:
        codes = _codes(values["codes"])
        self.context.do(services.add_cost_centre_group, name=values["name"], codes=codes)
        self.table.select_row_id((Kind.GROUP, values["name"]))
        self.page.say(Tone.GOOD, _("The group {name} was added.").format(name=values["name"]))

    @override
    def show_chosen(self) -> None:
        is_row = self.chosen is not None and self.chosen.kind.is_row
        self.change.setEnabled(self.can_write and is_row)

    @Slot(object)
    @override
    def choose(self, row: DimensionLine | None) -> None:
        if self.panel.form is not None and self.chosen is not None and row != self.chosen:
            self.panel.close_panel()  # it was opened for another row
        super().choose(row)


def _codes(text: str | None) -> list[str]:
    return (text or "").replace(",", " ").replace(";", " ").split()


def _code_field() -> Field:
    return Field(
        id="code", label=_("Code"), kind=FieldKind.TEXT, required=True,
        help=_("As it stands in the accountant's files, such as 20."),
    )  # fmt: skip


def _day_fields() -> tuple[Field, ...]:
    return (
        Field(id="starts_on", label=_("First day"), kind=FieldKind.DATE),
        Field(id="ends_on", label=_("Last day"), kind=FieldKind.DATE),
    )


def _group_fields() -> tuple[Field, ...]:
    return (
        Field(id="name", label=_("Name of the group"), kind=FieldKind.TEXT, required=True),
        Field(
            id="codes", label=_("Cost centres"), kind=FieldKind.TEXT,
            help=_("Their codes, such as 10, 20. A group without cost centres is removed."),
        ),
    )  # fmt: skip
