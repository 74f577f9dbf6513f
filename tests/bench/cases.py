"""What is measured, each case in a process of its own: ``cases.py NAME FOLDER`` prints JSON.

A case returns seconds; baselines do the least that any program would have to do.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

ROWS = 100_000
_RUNS = 15


def _timed(work: Callable[[], Any]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def bare_import(folder: Path) -> float:
    """Read with calamine and insert with the driver, nothing else."""
    import sqlcipher3.dbapi2 as driver  # noqa: PLC0415 - slow: belongs to this case
    from python_calamine import CalamineWorkbook  # noqa: PLC0415 - slow: belongs to this case

    def work() -> None:
        book = CalamineWorkbook.from_path(str(folder / f"ledger_{ROWS}.xlsx"))
        rows = book.get_sheet_by_index(0).to_python()[1:]
        raw = driver.connect(str(folder / "bare.db"), isolation_level=None)
        raw.execute("PRAGMA secure_delete = ON")
        raw.execute(
            "CREATE TABLE entry (id INTEGER PRIMARY KEY AUTOINCREMENT, voucher, day, account,"
            " name, centre, project, text, debit, credit)"
        )
        raw.execute("CREATE INDEX by_day ON entry (day)")
        raw.execute("BEGIN")
        raw.executemany(
            "INSERT INTO entry (voucher, day, account, name, centre, project, text, debit, credit)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [(row[0], str(row[1]), *row[2:]) for row in rows],
        )
        raw.execute("COMMIT")
        raw.close()

    (folder / "bare.db").unlink(missing_ok=True)
    return _timed(work)


def _workspace(folder: Path, name: str) -> Any:
    import yhdistys  # noqa: PLC0415 - slow: belongs to this case
    from yhdistys.values.period import FiscalYear  # noqa: PLC0415 - slow: belongs to this case

    path = folder / f"{name}.yhdistys"
    path.unlink(missing_ok=True)
    year = FiscalYear.starting(date(2025, 1, 1))
    return yhdistys.create(path, name="Mittaus ry", fiscal_year=year)


def _import(workspace: Any, path: Path, kind: str) -> None:
    workspace.apply_import(workspace.preview_import(path, kind))


def whole_import(folder: Path) -> float:
    """Read, recognise, prove, compare, store and sum a ledger of xlsx."""
    with _workspace(folder, "import") as workspace:
        return _timed(lambda: _import(workspace, folder / f"ledger_{ROWS}.xlsx", "ledger"))


def import_again(folder: Path) -> float:
    """Import the same ledger again: every voucher is the same."""
    import yhdistys  # noqa: PLC0415 - slow: belongs to this case

    with yhdistys.open(folder / "import.yhdistys") as workspace:
        return _timed(lambda: _import(workspace, folder / f"ledger_{ROWS}.xlsx", "ledger"))


def import_budget(folder: Path) -> float:
    """Import a budget of about 450 lines by month."""
    import yhdistys  # noqa: PLC0415 - slow: belongs to this case

    with yhdistys.open(folder / "import.yhdistys") as workspace:
        return _timed(lambda: _import(workspace, folder / "budget.xlsx", "budget"))


def comparison(folder: Path) -> float:
    """Compare by account, cost centre and month in process; the least of 15 runs."""
    import yhdistys  # noqa: PLC0415 - slow: belongs to this case
    from yhdistys.budget import queries  # noqa: PLC0415 - slow: belongs to this case

    by = ("account", "cost_centre", "month")
    with yhdistys.open(folder / "import.yhdistys") as workspace:
        runs = [
            _timed(lambda: workspace.read(queries.comparison, year=2025, by=by))
            for _run in range(_RUNS)
        ]
    return min(runs)


def bare_totals(folder: Path) -> float:
    """Read the same sums of two years by bare SQL from the totals; the least of 15 runs."""
    import sqlcipher3.dbapi2 as driver  # noqa: PLC0415 - slow: belongs to this case

    raw = driver.connect(str(folder / "import.yhdistys"), isolation_level=None)
    statement = (
        "SELECT account, cost_centre, month, sum(credit_cents - debit_cents) FROM monthly_total"
        " WHERE fiscal_year = ? GROUP BY account, cost_centre, month"
    )
    runs = [
        _timed(lambda: [raw.execute(statement, (year,)).fetchall() for year in (2025, 2024)])
        for _run in range(_RUNS)
    ]
    raw.close()
    return min(runs)


CASES: dict[str, Callable[[Path], float]] = {
    case.__name__: case
    for case in (
        bare_import, whole_import, import_again, import_budget, comparison, bare_totals,
    )
}  # fmt: skip


def _peak_mebibytes() -> dict[str, int]:
    try:
        import resource  # noqa: PLC0415 - optional: not on Windows
    except ImportError:
        return {}
    peaks = {"program": resource.RUSAGE_SELF, "reader": resource.RUSAGE_CHILDREN}
    return {name: resource.getrusage(who).ru_maxrss // 1024 for name, who in peaks.items()}


if __name__ == "__main__":
    seconds = CASES[sys.argv[1]](Path(sys.argv[2]))
    sys.stdout.write(json.dumps({"seconds": seconds, "peak": _peak_mebibytes()}))
