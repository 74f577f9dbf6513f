"""What a table file looks like, as the importers see it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from yhdistys.cli.file_words import field_text, kind_text, rows_text, sign_text
from yhdistys.cli.json_values import problems
from yhdistys.cli.tables import Column, text_table
from yhdistys.cli.texts import MAP_EXAMPLE, MAP_TIP, MISSING
from yhdistys.exchange.headers import SEARCHED_ROWS
from yhdistys.i18n import _, ngettext
from yhdistys.registry import views_of
from yhdistys.values.formats import percent_text, whole_number

if TYPE_CHECKING:
    from yhdistys.api import Importer
    from yhdistys.exchange.imports import SheetView
    from yhdistys.exchange.tables import TableFile

ROW_CLASSES = ("entry", "opening", "subtotal", "total", "blank", "unknown")
_UNKNOWN = "unknown"


def best_views(importers: Iterable[Importer], file: TableFile) -> tuple[SheetView, ...]:
    """Return each sheet as the importer sees it that understands it best."""
    seen = views_of(importers, file)
    return tuple(max(views, key=_understood) for views in zip(*seen, strict=True))


def _understood(view: SheetView) -> tuple[bool, Decimal, int]:
    told = sum((guess.confidence for guess in view.guesses if guess.field), Decimal(0))
    return (view.kind != _UNKNOWN, told, view.row_classes.get("entry", 0))


def inspection_json(views: Sequence[SheetView]) -> dict[str, object]:
    """Return the sheets as JSON."""
    return {"sheets": [_sheet_json(view) for view in views]}


def _sheet_json(view: SheetView) -> dict[str, object]:
    columns = [
        {
            "index": guess.index,
            "header": guess.header,
            "field": guess.field,
            "confidence": float(guess.confidence),
        }
        for guess in view.guesses
    ]
    return {
        "name": view.name,
        "rows": view.rows,
        "header_row": view.header_row,
        "kind": view.kind,
        "columns": columns,
        "sign": view.sign,
        "row_classes": row_classes(view.row_classes),
        "problems": problems(view.problems),
    }


def row_classes(counted: Mapping[str, int]) -> dict[str, int]:
    """Return how many rows of each class there are, the usual classes always."""
    return {**dict.fromkeys(ROW_CLASSES, 0), **counted}


def inspection_text(file: TableFile, views: Sequence[SheetView]) -> str:
    """Return the sheets as texts."""
    return "\n\n".join([_file_text(file), *(_sheet_text(view) for view in views)])


def _file_text(file: TableFile) -> str:
    told = [file.path_name, file.format]
    if file.encoding:
        told.append(file.encoding)
    return ", ".join(told)


def _sheet_text(view: SheetView) -> str:
    size = ngettext("{n} row", "{n} rows", view.rows).format(n=whole_number(view.rows))
    lines = [_("Sheet {sheet}: {size}, taken for: {kind}").format(
        sheet=view.name, size=size, kind=kind_text(view.kind)
    )]  # fmt: skip
    if view.header_row is not None:
        lines.append(_("Headings in row {row}").format(row=view.header_row))
    if view.sign is not None:
        lines.append(sign_text(view.sign))
    counted = rows_text(row_classes(view.row_classes))
    if counted:
        lines.append(_("Rows: {counted}").format(counted=counted))
    if view.guesses:
        lines += ["", _columns_text(view)]
    if view.kind == _UNKNOWN and view.rows:
        lines += [*_unknown_lines()]
    lines += [f"- {finding.message}" for finding in view.problems]
    return "\n".join(lines)


def _unknown_lines() -> Iterator[str]:
    yield _(
        "No row of headings of a ledger, budget or chart of accounts was found in its first "
        "{count} rows."
    ).format(count=SEARCHED_ROWS)
    yield str(MAP_TIP).format(example=MAP_EXAMPLE)


def _columns_text(view: SheetView) -> str:
    columns = (
        Column(_("Column"), shrinks=True),
        Column(_("Taken for")),
        Column(_("Sure"), right=True),
        Column(_("Why"), shrinks=True),
    )
    rows = [
        [
            guess.header,
            field_text(guess.field) if guess.field else MISSING,
            percent_text(guess.confidence * 100, places=0) if guess.field else "",
            guess.reason,
        ]
        for guess in view.guesses
    ]
    return text_table(columns, rows)
