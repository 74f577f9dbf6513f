"""Table files made by hand: what the usual libraries do not write."""

from __future__ import annotations

import struct
import zipfile
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from xml.sax.saxutils import escape

import xlsxwriter
import xlwt

from yhdistys.exchange.tables import Cell, Sheet, TableFile

Value = str | int | float | date | None
Rows = Sequence[Sequence[Value]]

_ODS_TYPE = "application/vnd.oasis.opendocument.spreadsheet"
_ODS_SPACES = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
)
_STRICT = {
    "http://schemas.openxmlformats.org/spreadsheetml/2006/main": (
        "http://purl.oclc.org/ooxml/spreadsheetml/main"
    ),
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships": (
        "http://purl.oclc.org/ooxml/officeDocument/relationships"
    ),
}
_FREE = 0xFFFFFFFF
_END = 0xFFFFFFFE
_SECTOR = 512


def write_xlsx(path: Path, sheets: dict[str, Rows]) -> Path:
    """Write a workbook: numbers as numbers, days as days."""
    with xlsxwriter.Workbook(path, {"default_date_format": "d.m.yyyy"}) as book:
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for index, row in enumerate(rows):
                sheet.write_row(index, 0, row)
    return path


def write_xls(path: Path, sheets: dict[str, Rows]) -> Path:
    """Write an old binary workbook."""
    book = xlwt.Workbook()
    day = xlwt.easyxf(num_format_str="D.M.YYYY")
    plain = xlwt.Style.default_style
    for name, rows in sheets.items():
        sheet = book.add_sheet(name)
        for index, row in enumerate(rows):
            filled = [(column, value) for column, value in enumerate(row) if value is not None]
            for column, value in filled:
                sheet.write(index, column, value, day if isinstance(value, date) else plain)
    book.save(str(path))
    return path


def write_ods(path: Path, sheets: dict[str, Rows], *, encrypted: bool = False) -> Path:
    """Write an OpenDocument workbook; ``encrypted`` only declares that it is."""
    tables = "".join(
        f'<table:table table:name="{escape(name)}">'
        + "".join(
            f"<table:table-row>{''.join(map(_ods_cell, row))}</table:table-row>" for row in rows
        )
        + "</table:table>"
        for name, rows in sheets.items()
    )
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {_ODS_SPACES} '
        f'office:version="1.2"><office:body><office:spreadsheet>{tables}</office:spreadsheet>'
        "</office:body></office:document-content>"
    )
    secret = '<manifest:encryption-data manifest:checksum="x"/>' if encrypted else ""
    manifest = (
        '<?xml version="1.0" encoding="UTF-8"?><manifest:manifest xmlns:manifest='
        '"urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{_ODS_TYPE}"/>'
        '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml">'
        f"{secret}</manifest:file-entry></manifest:manifest>"
    )
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("mimetype", _ODS_TYPE, zipfile.ZIP_STORED)
        package.writestr("content.xml", content)
        package.writestr("META-INF/manifest.xml", manifest)
    return path


def _ods_cell(value: Value) -> str:
    if value is None or value == "":
        return "<table:table-cell/>"
    if isinstance(value, date):
        return (
            f'<table:table-cell office:value-type="date" office:date-value="{value.isoformat()}"/>'
        )
    if isinstance(value, int | float):
        return f'<table:table-cell office:value-type="float" office:value="{value}"/>'
    return (
        '<table:table-cell office:value-type="string">'
        f"<text:p>{escape(value)}</text:p></table:table-cell>"
    )


def make_strict(source: Path, target: Path) -> Path:
    """Copy a workbook with the names of strict OOXML."""
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w") as new:
        for part in old.namelist():
            content = old.read(part).decode()
            for transitional, strict in _STRICT.items():
                content = content.replace(transitional, strict)
            new.writestr(part, content)
    return target


def replace_in_sheet(path: Path, old: str, new: str) -> Path:
    """Change the XML of a workbook's first sheet."""
    with zipfile.ZipFile(path) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    sheet = "xl/worksheets/sheet1.xml"
    assert old.encode() in parts[sheet]
    parts[sheet] = parts[sheet].replace(old.encode(), new.encode())
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return path


def write_protected_workbook(path: Path) -> Path:
    """Write the outer shell of a workbook protected with a password: an OLE file of two streams."""
    directory = b"".join(
        (
            _ole_entry("Root Entry", 5, child=1, start=_END, size=0),
            _ole_entry("EncryptionInfo", 2, right=2, start=2, size=4096),
            _ole_entry("EncryptedPackage", 2, start=10, size=4096),
            bytes(128),
        )
    )
    chains = [0xFFFFFFFD, _END]
    for first in (2, 10):
        chains += [*range(first + 1, first + 8), _END]
    table = struct.pack(f"<{len(chains)}I", *chains).ljust(_SECTOR, b"\xff")
    header = struct.pack(
        "<8s16xHHHHH6xIIIIIIIIII",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        0x3E, 3, 0xFFFE, 9, 6, 0, 1, 1, 0, 4096, _END, 0, _END, 0, 0,
    )  # fmt: skip
    header = header.ljust(_SECTOR, b"\xff")
    path.write_bytes(header + table + directory + b"\x01" * (_SECTOR * 16))
    return path


def _ole_entry(
    name: str, kind: int, *, start: int, size: int, child: int = _FREE, right: int = _FREE
) -> bytes:
    letters = name.encode("utf-16-le")
    return struct.pack(
        "<64sHBBIII16xI16xIQ",
        letters, len(letters) + 2, kind, 1, _FREE, right, child, 0, start, size,
    )  # fmt: skip


def table_of(*rows: Sequence[Cell], name: str = "Taul1") -> TableFile:
    """Return a table file of one sheet without writing any file."""
    return tables_of({name: rows})


def tables_of(sheets: Mapping[str, Sequence[Sequence[Cell]]]) -> TableFile:
    """Return a table file of several sheets without writing any file."""
    return TableFile(
        path_name="a.xlsx",
        sha256="0" * 64,
        format="xlsx",
        sheets=tuple(Sheet(name, [tuple(row) for row in rows]) for name, rows in sheets.items()),
    )
