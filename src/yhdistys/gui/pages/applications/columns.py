"""The columns of the table of applications."""

from __future__ import annotations

from yhdistys.gui.pages.applications.rows import ShownRow
from yhdistys.gui.pages.applications.words import (
    left_text,
    left_tone,
    readiness_text,
    state_text,
    state_tone,
)
from yhdistys.gui.tables.column import (
    CellKind,
    CellValue,
    Column,
    RowKind,
    RowStyle,
)
from yhdistys.i18n import _
from yhdistys.values.formats import date_text, whole_number


def columns() -> tuple[Column, ...]:
    """Return the columns in the language in force."""
    return (
        Column(id="name", title=_("Application"), text=_name, width=20, stretch=True),
        Column(
            id="state", title=_("State"), text=state_text, tone=state_tone, kind=CellKind.TAG,
            width=12, keeps_width=True,
        ),
        Column(
            id="closes", title=_("Call closes"), text=_closes, value=_closes_on, width=11,
            keeps_width=True,
        ),
        Column(
            id="left", title=_("Time left"), text=left_text, value=_left, tone=left_tone,
            kind=CellKind.FIGURE, width=9,
        ),
        Column(
            id="ready", title=_("Ready"), text=readiness_text, value=_ready,
            kind=CellKind.FIGURE, width=7,
        ),
        Column(
            id="requested", title=_("Applied for"), text=_requested, value=_requested_value,
            kind=CellKind.FIGURE, width=9,
        ),
    )  # fmt: skip


def row_id(row: ShownRow) -> str:
    """Return what a row is known by."""
    return row.id


def row_style(row: ShownRow) -> RowStyle:
    """Let what is not being written stand back."""
    return RowStyle(RowKind.PLAIN if row.application is not None and row.is_open else RowKind.QUIET)


def _name(row: ShownRow) -> str:
    return row.name


def _closes(row: ShownRow) -> str:
    return date_text(row.closes_on)


def _closes_on(row: ShownRow) -> CellValue:
    return row.closes_on


def _left(row: ShownRow) -> CellValue:
    return row.days_left if row.is_open else None


def _ready(row: ShownRow) -> CellValue:
    return None if row.application is None else row.application.readiness


def _requested(row: ShownRow) -> str:
    return "" if row.requested is None else whole_number(row.requested)


def _requested_value(row: ShownRow) -> CellValue:
    return row.requested
