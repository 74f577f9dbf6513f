"""Formulas without a value and cells with an error, counted in the XML of an .xlsx package.

The readers give such cells as empty, so a person must be told. Runs in the reading process.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from xml.etree import ElementTree as ET

_CHUNK = 1 << 20
_CELL_END = b"</c>"
_REFERENCE = re.compile(rb"<c\s[^>]*?\br=\"([A-Z]{1,3})([0-9]{1,7})\"")
_NO_VALUE = re.compile(rb"<v\s*/>|<v>\s*</v>")
_ZERO = b"<v>0</v>"
_FORMULA = (b"<f>", b"<f ", b"<f/")
_ERROR = b't="e"'


@dataclass(slots=True)
class CellCount:
    """How many cells of a sheet are of a kind, and where the first one stands."""

    count: int = 0
    first_row: int = 0
    first_column: str = ""

    def add(self, cell: bytes) -> None:
        """Count a cell, given as its XML."""
        if self.count == 0 and (found := _REFERENCE.search(cell)):
            self.first_column, self.first_row = found[1].decode(), int(found[2])
        self.count += 1


@dataclass(slots=True)
class SheetScan:
    """What the XML of one sheet tells about its formulas and errors."""

    uncalculated: CellCount
    zeros: CellCount
    errors: CellCount
    formulas: int = 0


def scan_package(path: Path) -> dict[str, tuple[CellCount, CellCount]]:
    """Count uncalculated formulas and error cells of each sheet that has any.

    A formula counts as uncalculated when it has no value, or when all formulas of a workbook that
    asks to be calculated on opening have the value 0, as some programs write them.

    Returns:
        Sheet name to (uncalculated formulas, error cells).
    """
    with zipfile.ZipFile(path) as package:
        names = _sheet_parts(package)
        scans = {sheet: _scan_part(package, part) for part, sheet in names.items()}
        asks = b'fullCalcOnLoad="1"' in _read_part(package, "xl/workbook.xml")
    only_zeros = asks and all(
        scan.zeros.count == scan.formulas for scan in scans.values() if scan.formulas
    )
    found = {
        sheet: (scan.zeros if only_zeros else scan.uncalculated, scan.errors)
        for sheet, scan in scans.items()
    }
    return {sheet: counts for sheet, counts in found.items() if counts[0].count or counts[1].count}


def _sheet_parts(package: zipfile.ZipFile) -> dict[str, str]:
    """Return the part of each worksheet: ``xl/worksheets/sheet1.xml`` to its sheet's name."""
    targets = {
        relation.get("Id"): _absolute(relation.get("Target", ""))
        for relation in _elements(package, "xl/_rels/workbook.xml.rels", "Relationship")
    }
    parts: dict[str, str] = {}
    for sheet in _elements(package, "xl/workbook.xml", "sheet"):
        identity = next((value for key, value in sheet.items() if key.endswith("}id")), None)
        part = targets.get(identity)
        if part in package.namelist():
            parts[part] = sheet.get("name", "")
    return parts


def _absolute(target: str) -> str:
    return target.lstrip("/") if target.startswith("/") else str(PurePosixPath("xl", target))


def _elements(package: zipfile.ZipFile, part: str, tag: str) -> Iterator[ET.Element]:
    content = _read_part(package, part)
    if content:
        root = ET.fromstring(content)  # noqa: S314 - in a process with limits; expat loads nothing
        yield from (element for element in root.iter() if element.tag.rpartition("}")[2] == tag)


def _read_part(package: zipfile.ZipFile, part: str) -> bytes:
    return package.read(part) if part in package.namelist() else b""


def _scan_part(package: zipfile.ZipFile, part: str) -> SheetScan:
    scan = SheetScan(CellCount(), CellCount(), CellCount())
    with package.open(part) as stream:
        rest = b""
        prefixed: bool | None = None
        while chunk := stream.read(_CHUNK):
            if prefixed is None:
                prefixed = b"<x:" in chunk
            if prefixed:
                chunk = chunk.replace(b"<x:", b"<").replace(b"</x:", b"</")
            block, end, rest = (rest + chunk).rpartition(_CELL_END)
            if end and (_ERROR in block or any(mark in block for mark in _FORMULA)):
                _scan_cells(block, scan)
    return scan


def _scan_cells(block: bytes, scan: SheetScan) -> None:
    for piece in block.split(_CELL_END):
        cell = piece[piece.rfind(b"<c ") :]
        if any(mark in cell for mark in _FORMULA):
            scan.formulas += 1
            if b"<v" not in cell or _NO_VALUE.search(cell):
                scan.uncalculated.add(cell)
                scan.zeros.add(cell)
            elif _ZERO in cell:
                scan.zeros.add(cell)
        if _ERROR in cell[: cell.find(b">")]:
            scan.errors.add(cell)
