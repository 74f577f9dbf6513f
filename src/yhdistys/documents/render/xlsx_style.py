"""How a workbook looks: number formats, weights, rules. One accent colour, never alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from yhdistys.documents.document import ColumnKind, RowKind

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook

ACCENT = "#1F5F8B"
_QUIET = "#5B6770"
_HAIRLINE = "#D5DBE0"
_THIN, _HAIR, _MEDIUM, _DOUBLE = 1, 7, 2, 6

NUMBER_FORMATS = {
    ColumnKind.MONEY: "#,##0.00",
    ColumnKind.PERCENT: "0.0 %",
    ColumnKind.WHOLE: "#,##0",
    ColumnKind.DATE: "d.m.yyyy",
}
_ROW_LOOKS: dict[RowKind, dict[str, object]] = {
    RowKind.BODY: {"bottom": _HAIR, "bottom_color": _HAIRLINE},
    RowKind.HEADING: {"bold": True, "font_color": ACCENT},
    RowKind.SUBTOTAL: {"bold": True, "top": _THIN, "top_color": _QUIET},
    RowKind.TOTAL: {"bold": True, "top": _THIN, "bottom": _DOUBLE},
}


class Styles:
    """The formats of one workbook, made when they are first used."""

    def __init__(self, workbook: Workbook) -> None:
        self._workbook = workbook
        self._cells: dict[tuple[ColumnKind, RowKind, int], Format] = {}
        base = {"valign": "vcenter"}
        self.title = workbook.add_format({**base, "bold": True, "font_size": 16})
        self.quiet = workbook.add_format({**base, "font_color": _QUIET})
        self.caption = workbook.add_format({**base, "bold": True, "font_color": ACCENT})
        self.note = workbook.add_format({"font_color": _QUIET, "text_wrap": True, "valign": "top"})
        self.text = workbook.add_format({"text_wrap": True, "valign": "top"})
        self.line = workbook.add_format({"bottom": _THIN})
        head = {"bold": True, "font_color": ACCENT, "text_wrap": True, "valign": "bottom"}
        foot = {"bottom": _MEDIUM, "bottom_color": ACCENT}
        self.text_head = workbook.add_format({**head, **foot})
        self.figure_head = workbook.add_format({**head, **foot, "align": "right"})
        self.group_head = workbook.add_format(
            {**head, "align": "center", "bottom": _THIN, "bottom_color": ACCENT}
        )

    def cell(self, column: ColumnKind, row: RowKind, level: int = 0) -> Format:
        """Return the format of a cell; the level is an indent of text cells."""
        key = (column, row, level)
        found = self._cells.get(key)
        if found is None:
            look = {"valign": "vcenter", **_ROW_LOOKS[row]}
            if column in NUMBER_FORMATS:
                look["num_format"] = NUMBER_FORMATS[column]
            if column is ColumnKind.DATE:
                look["align"] = "left"
            if level:
                look["indent"] = level
            found = self._cells[key] = self._workbook.add_format(look)
        return found
