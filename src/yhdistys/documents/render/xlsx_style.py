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
    RowKind.HEADING: {"bold": True, "font_color": ACCENT, "valign": "bottom"},
    RowKind.SUBTOTAL: {"bold": True, "top": _THIN, "top_color": _QUIET},
    RowKind.TOTAL: {"bold": True, "top": _THIN},
}


class Styles:
    """The formats of one workbook, made when they are first used."""

    def __init__(self, workbook: Workbook) -> None:
        self._workbook = workbook
        self._cells: dict[tuple[object, ...], Format] = {}
        base = {"valign": "vcenter"}
        self.title = workbook.add_format({**base, "bold": True, "font_size": 16})
        self.quiet = workbook.add_format({**base, "font_color": _QUIET})
        self.caption = workbook.add_format({**base, "bold": True, "font_color": ACCENT})
        self.note = workbook.add_format({"font_color": _QUIET, "text_wrap": True, "valign": "top"})
        self.text = workbook.add_format({"text_wrap": True, "valign": "top"})
        codes = {ColumnKind.TEXT: "General", **NUMBER_FORMATS}
        self.plain = {k: workbook.add_format({"num_format": c}) for k, c in codes.items()}
        self.strong = {
            k: workbook.add_format({"bold": True, "num_format": c}) for k, c in codes.items()
        }
        self.line = workbook.add_format({"bottom": _THIN})
        head = {"bold": True, "font_color": ACCENT, "text_wrap": True, "valign": "bottom"}
        foot = {"bottom": _MEDIUM, "bottom_color": ACCENT}
        self.text_head = workbook.add_format({**head, **foot})
        self.figure_head = workbook.add_format({**head, **foot, "align": "right"})
        group = {**head, "bottom": _THIN, "bottom_color": ACCENT}
        self.group_head = workbook.add_format({**group, "align": "center"})
        self.lone_group_head = workbook.add_format({**group, "align": "right", "text_wrap": False})

    def cell(
        self,
        column: ColumnKind,
        row: RowKind,
        level: int = 0,
        *,
        is_quiet: bool = False,
        closes: bool = False,
    ) -> Format:
        """Return the format of a cell.

        Args:
            column: What stands in the column.
            row: The weight of the row.
            level: The indent of a text.
            is_quiet: Whether it repeats the row above.
            closes: Whether it stands in the last total of the table.
        """
        key = (column, row, level, is_quiet, closes)
        found = self._cells.get(key)
        if found is None:
            look = {"valign": "vcenter", **_ROW_LOOKS[row]}
            if column in NUMBER_FORMATS:
                look["num_format"] = NUMBER_FORMATS[column]
            if column is ColumnKind.DATE:
                look["align"] = "left"
            if level:
                look["indent"] = level
            if closes:
                look["bottom"] = _DOUBLE
            if is_quiet:
                look["font_color"] = _QUIET
            found = self._cells[key] = self._workbook.add_format(look)
        return found
