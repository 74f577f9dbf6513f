"""Reading table files: xlsx, xls, ods and csv, whoever made them.

The file is read in a process of its own within limits of time and memory; whatever is wrong with
it, the caller gets a ``TableFile`` or one sentence.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from yhdistys.exchange.formulas import CellCount
from yhdistys.exchange.reader_child import ReadRequest
from yhdistys.exchange.reader_process import ReaderProcess
from yhdistys.exchange.refusals import Refusal, refusal_error
from yhdistys.exchange.tables import Cell, Progress, ReadLimits, Row, Sheet, TableFile
from yhdistys.i18n import _, ngettext
from yhdistys.values.findings import Finding, Severity

__all__ = ["Cell", "Progress", "ReadLimits", "Sheet", "TableFile", "read_table_file"]

DEFAULT_LIMITS = ReadLimits()
_MEGABYTE = 1024**2


def read_table_file(
    path: Path,
    *,
    progress: Progress | None = None,
    limits: ReadLimits = DEFAULT_LIMITS,
    sheet: str | None = None,
) -> TableFile:
    """Read a table file, whatever its name says it is.

    Args:
        path: The file.
        progress: Told how many rows are read of how many; raises JobCancelled to cancel.
        limits: How much reading may cost.
        sheet: Read only this sheet; ``None`` reads all.

    Raises:
        FileProblem: It is missing, a folder, empty, too big, protected with a password, or
            reading took too long or too much memory.
        DamagedFile: It is a table file that cannot be read.
        UnknownFormat: It is no table file: a picture, a document, a web page …
        UsageError: It has no sheet of that name.
        JobCancelled: ``progress`` raised it.
    """
    try:
        _check_before(path, limits)
        return _read(ReadRequest(path, limits, sheet), progress)
    except Refusal as refusal:
        raise refusal_error(refusal, path.name) from refusal


def _check_before(path: Path, limits: ReadLimits) -> None:
    try:
        if path.is_dir():
            raise Refusal("folder")
        size = path.stat().st_size
        with path.open("rb"):
            pass
    except (FileNotFoundError, NotADirectoryError) as error:
        raise Refusal("missing") from error
    except OSError as error:
        raise Refusal("unreadable") from error
    if size == 0:
        raise Refusal("empty")
    if size > limits.file_bytes:
        most = limits.file_bytes // _MEGABYTE
        raise Refusal("file-too-big", size=size // _MEGABYTE, limit=most)


@dataclass(slots=True)
class _Arriving:
    """The sheets as far as they have arrived."""

    sheets: list[Sheet] = field(default_factory=list)
    rows_read: int = 0
    rows_total: int = 0
    counts: dict[str, tuple[CellCount, CellCount]] = field(default_factory=dict)

    def take(self, message: tuple[Any, ...]) -> None:
        if message[0] == "sheet":
            self.sheets.append(Sheet(message[1], [], message[2]))
            self.rows_total += message[3]
        elif message[0] == "rows":
            self.sheets[-1].rows.extend(message[1])
            self.rows_read += len(message[1])
        elif message[0] == "formulas":
            self.counts = message[1]


def _read(request: ReadRequest, progress: Progress | None) -> TableFile:
    arriving = _Arriving()
    with ReaderProcess(request) as reader:
        while True:
            total = arriving.rows_total or None
            message = reader.receive(arriving.rows_read, total, progress)
            if message[0] == "done":
                break
            arriving.take(message)
            if progress is not None:
                progress(arriving.rows_read, arriving.rows_total)
    _kind, digest, file_format, encoding, separator = message
    sheets = tuple(Sheet(one.name, _trimmed(one.rows), one.first_row) for one in arriving.sheets)
    if not any(one.rows for one in sheets):
        raise Refusal("empty")
    return TableFile(
        path_name=request.path.name,
        sha256=digest,
        format=file_format,
        sheets=sheets,
        findings=tuple(_formula_findings(arriving.counts, {one.name for one in sheets})),
        encoding=encoding,
        separator=separator,
    )


def _trimmed(rows: list[Row]) -> list[Row]:
    """Drop the empty rows at the end."""
    end = len(rows)
    while end and all(cell in (None, "") for cell in rows[end - 1]):
        end -= 1
    return rows if end == len(rows) else rows[:end]


def _formula_findings(
    counts: dict[str, tuple[CellCount, CellCount]], sheets: set[str]
) -> list[Finding]:
    findings: list[Finding] = []
    for sheet, (uncalculated, errors) in counts.items():
        if sheet in sheets and uncalculated.count:
            findings.append(_uncalculated(sheet, uncalculated))
        if sheet in sheets and errors.count:
            findings.append(_errors(sheet, errors))
    return findings


def _uncalculated(sheet: str, cells: CellCount) -> Finding:
    message = ngettext(
        "{n} formula of the sheet {sheet} was never calculated and is read as empty.",
        "{n} formulas of the sheet {sheet} were never calculated and are read as empty.",
        cells.count,
    )
    hint = _("Open the file in a spreadsheet program, save it and read it again.")
    return _cell_finding("uncalculated-formulas", message, hint, sheet, cells)


def _errors(sheet: str, cells: CellCount) -> Finding:
    message = ngettext(
        "{n} cell of the sheet {sheet} holds an error such as #REF! and is read as empty.",
        "{n} cells of the sheet {sheet} hold an error such as #REF! and are read as empty.",
        cells.count,
    )
    hint = _("Correct what the cells show in a spreadsheet program and save the file.")
    return _cell_finding("error-cells", message, hint, sheet, cells)


def _cell_finding(kind: str, message: str, hint: str, sheet: str, cells: CellCount) -> Finding:
    return Finding(
        severity=Severity.WARNING,
        kind=kind,
        message=message.format(n=cells.count, sheet=sheet),
        hint=hint,
        sheet=sheet,
        row=cells.first_row or None,
        column=cells.first_column or None,
    )
