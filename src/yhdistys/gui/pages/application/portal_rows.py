"""The fields of a web form as a list with ticks, and the ticks that are remembered."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRectF
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyleOptionViewItem

from yhdistys.grants.rules.application import Application
from yhdistys.grants.rules.portal import PortalField
from yhdistys.gui.memory import Memory
from yhdistys.gui.overriding import override
from yhdistys.gui.style import Tone, picture
from yhdistys.gui.tables.column import Column, RowKind, RowStyle
from yhdistys.gui.tables.delegates import CellDelegate
from yhdistys.i18n import _

MARK: Final = 0
"""The column of the ticks."""
_SIGN_SIZE: Final = 16


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldRow:
    """A row of the list: the title of a section, or a field of the form.

    Attributes:
        id: The field's id; of a title its number.
        label: What is read in the list.
        field: The field; None of a title.
        is_ticked: Whether its text was copied as it is now.
    """

    id: object
    label: str
    field: PortalField | None = None
    is_ticked: bool = False

    @property
    def is_left(self) -> bool:
        """Whether there is a text that was not copied yet."""
        return self.field is not None and bool(self.field.text) and not self.is_ticked


class Ticks:
    """Which fields of an application were copied; a field whose text changed is no longer one.

    Only a trace of each text is remembered, not the text. The name of the association goes into
    it, for applications of two associations may have the same id.
    """

    def __init__(self, memory: Memory, application_id: int, association: str) -> None:
        self._memory = memory
        self._key = f"portal/{application_id}"
        self._association = association
        told = memory.remembered(self._key)
        self._kept = {str(trace) for trace in told} if isinstance(told, list) else set()

    def has(self, field: PortalField) -> bool:
        """Return whether a field was copied as it is now."""
        return self._trace(field) in self._kept

    def put(self, field: PortalField, *, is_on: bool) -> None:
        """Tick a field, or take its tick away."""
        start = f"{field.id}="
        self._kept = {trace for trace in self._kept if not trace.startswith(start)}
        if is_on:
            self._kept.add(self._trace(field))
        self._memory.remember(self._key, sorted(self._kept))

    def clear(self) -> None:
        """Take all ticks away."""
        self._kept = set()
        self._memory.remember(self._key, None)

    def _trace(self, field: PortalField) -> str:
        content = f"{self._association}\n{field.text}".encode()
        return f"{field.id}={hashlib.blake2b(content, digest_size=8).hexdigest()}"


def field_rows(
    application: Application, fields: Sequence[PortalField], ticks: Ticks
) -> list[FieldRow]:
    """Return the fields under the titles of their sections."""
    tables = {question.id: str(question.label) for question in application.template.questions}
    rows: list[FieldRow] = []
    section = ""
    for number, field in enumerate(fields):
        if field.section != section:
            section = field.section
            rows.append(FieldRow(id=number, label=section))
        label = _short_label(field, tables.get(field.id.partition("/")[0], ""))
        rows.append(
            FieldRow(
                id=field.id,
                label=label,
                field=field,
                is_ticked=bool(field.text) and ticks.has(field),
            )
        )
    return rows


def _short_label(field: PortalField, table: str) -> str:
    """Begin with what tells the cells of one table apart: the name of the table comes last."""
    begin = f"{table}, "
    if "/" in field.id and table and field.label.startswith(begin):
        return f"{field.label.removeprefix(begin)} · {table}"
    return field.label


def field_columns() -> tuple[Column, ...]:
    """Return the columns of the list."""
    return (
        Column(
            id="mark", title="", text=_mark, value=_mark_words, accessible=_mark_words, width=3,
            keeps_width=True, help=_("Copied or not"),
        ),
        Column(id="label", title=_("Field"), text=_label, width=24, stretch=True),
    )  # fmt: skip


def row_id(row: FieldRow) -> object:
    """Return what a row is known by."""
    return row.id


def row_style(row: FieldRow) -> RowStyle:
    """Return how a row looks; a field with nothing to copy is quiet."""
    if row.field is None:
        return RowStyle(RowKind.GROUP)
    return RowStyle() if row.field.text else RowStyle(RowKind.QUIET)


def _mark(row: FieldRow) -> str:
    """Return the title of a section, which begins in this column; the ticks are painted."""
    return row.label if row.field is None else ""


def _mark_words(row: FieldRow) -> str:
    if row.field is None:
        return row.label
    if not row.field.text:
        return _("nothing to copy")
    if row.is_ticked:
        return _("copied")
    return _("not copied, too long") if row.field.over else _("not copied")


def _label(row: FieldRow) -> str:
    return row.label


class FieldDelegate(CellDelegate):
    """Paints the ticks as signs: a box, a checked box, or a warning where a text is too long."""

    @override
    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        super().paint(painter, option, index)
        row: FieldRow | None = self._model.row_at(index)
        if index.column() != MARK or row is None or row.field is None or not row.field.text:
            return
        sign = picture(*_sign(row, is_long=row.field.over > 0), _SIGN_SIZE)
        place = QRectF(QPointF(), sign.deviceIndependentSize())
        place.moveCenter(QRectF(option.rect).center())
        painter.drawPixmap(place.topLeft(), sign)


def _sign(row: FieldRow, *, is_long: bool) -> tuple[str, Tone]:
    if row.is_ticked:
        return "box-checked", Tone.GOOD
    return ("warning", Tone.OVER) if is_long else ("box", Tone.QUIET)
