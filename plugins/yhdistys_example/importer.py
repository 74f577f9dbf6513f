"""A reader of files: a chart of accounts with ``3000;Membership fees`` on each line."""

from __future__ import annotations

from pathlib import Path

from yhdistys import api
from yhdistys.api import ChartLine, Finding, Importer, ImportOptions, ImportResult, Severity
from yhdistys_example import texts


def read(path: Path, options: ImportOptions) -> ImportResult:
    """Read the accounts; a line that is none becomes a finding, never an exception."""
    # The program's own reader refuses what is no table and keeps broken files out of this process.
    table = api.read_table_file(path, progress=options.progress)
    sheet = table.sheets[0]
    accounts, problems = [], list(table.findings)
    for row, cells in enumerate(sheet.rows, start=sheet.first_row):
        number, name = [*(str(cell or "").strip() for cell in cells), "", ""][:2]
        if number.isascii() and number.isdigit() and name:
            accounts.append(ChartLine(row=row, account=number, names={"fi": name}, line=""))
        elif number or name:
            problems.append(_no_account(row, f"{number};{name}"))
    if not accounts:
        problems.append(
            Finding(severity=Severity.ERROR, kind="no-accounts", message=str(texts.NOTHING_READ))
        )
    return ImportResult(
        file_name=table.path_name,
        sha256=table.sha256,
        sheet=sheet.name,
        rows_read=len(sheet.rows),
        sign=None,
        columns=(),
        row_classes={"entry": len(accounts)},
        chart=tuple(accounts),
        problems=tuple(problems),
    )


def _no_account(row: int, line: str) -> Finding:
    return Finding(
        severity=Severity.ERROR,  # an error forbids storing the file
        kind="no-account",
        message=str(texts.NOT_AN_ACCOUNT).format(row=row, line=line),
        hint=str(texts.NOT_AN_ACCOUNT_HINT),
        row=row,
        value=line,
    )


# ``inspect`` and ``interpret`` are for readers that find out by themselves what a column holds.
IMPORTER = Importer(
    id="example-chart",
    title=texts.IMPORTER_TITLE,
    kind="chart",  # it brings accounts; others bring ``ledger`` or ``budget``
    accepts=(".csv",),
    read=read,
)
