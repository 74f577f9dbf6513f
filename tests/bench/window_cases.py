"""What is measured of the window, in a process of its own: ``NAME FILE`` prints JSON.

The screen is Qt's own memory (``offscreen``): the program is measured, not a graphics card.
"""

from __future__ import annotations

import contextlib
import json
import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

if TYPE_CHECKING:
    from yhdistys.gui.main_window import MainWindow

_ROUNDS = 7
_LINES = 3_000
_PAGES = ("home", "follow", "budget", "ledger", "import", "settings")
_GRANT_PAGES = ("applications", "application")
_AWAY = "settings"


def _opened(path: Path) -> MainWindow:
    from yhdistys.gui.app import dress, make_application  # noqa: PLC0415 - slow: of this case
    from yhdistys.gui.context import WindowContext  # noqa: PLC0415 - slow: as above
    from yhdistys.gui.main_window import MainWindow  # noqa: PLC0415 - slow: as above
    from yhdistys.gui.memory import Memory  # noqa: PLC0415 - slow: as above
    from yhdistys.gui.pictures import settle  # noqa: PLC0415 - slow: as above

    dress(make_application())
    window = MainWindow(WindowContext(Memory()))
    window.resize(1440, 900)
    window.show()
    window.opening.open(str(path))
    settle(window)
    return window


def _painted(act: Callable[[], Any]) -> float:
    """Return the seconds of an act until what it changed is painted."""
    from PySide6.QtCore import QCoreApplication  # noqa: PLC0415 - slow: of this case

    started = time.perf_counter()
    act()
    QCoreApplication.processEvents()
    return time.perf_counter() - started


def page_switch(path: Path) -> float:
    """Return the slowest page's switch: each page the least of some rounds."""
    from yhdistys.gui.pictures import settle  # noqa: PLC0415 - slow: of this case

    window = _opened(path)
    taken: dict[str, list[float]] = {page: [] for page in _PAGES}
    for _round in range(_ROUNDS):
        for page in _PAGES:
            taken[page].append(_painted(partial(window.show_page, page)))
            settle(window)
    window.close()
    return _slowest(taken)


def _slowest(taken: dict[str, list[float]]) -> float:
    """Return the seconds of the slowest page, without the first round that builds them."""
    least = {page: min(times[1:]) for page, times in taken.items()}
    sys.stderr.write(", ".join(f"{page} {time * 1000:.0f} ms" for page, time in least.items()))
    return max(least.values())


def grants_switch(_path: Path) -> float:
    """Return the slowest switch to a page of applications that is read anew, with the sample."""
    from yhdistys.gui.pictures import settle  # noqa: PLC0415 - slow: of this case

    with _sample() as path:
        window = _opened(path)
        taken: dict[str, list[float]] = {page: [] for page in _GRANT_PAGES}
        for _round in range(_ROUNDS):
            for page in _GRANT_PAGES:
                taken[page].append(_painted(partial(window.show_page, page)))
                settle(window)
                shown = window.pages.shown
                window.show_page(_AWAY)
                assert shown is not None
                shown.mark_stale()
                settle(window)
        window.close()
    return _slowest(taken)


def application_edit(_path: Path) -> float:
    """Return the seconds from typing an amount of an application until its totals are painted."""
    from yhdistys.gui.pages.application.budget_tab import BudgetTab  # noqa: PLC0415 - slow: of this case
    from yhdistys.gui.pictures import settle  # noqa: PLC0415 - slow: as above

    with _sample() as path:
        window = _opened(path)
        window.show_page("application", {"tab": "budget"})
        settle(window)
        page = window.pages.shown
        assert page is not None
        tab = page.findChild(BudgetTab)
        assert isinstance(tab, BudgetTab)
        model = tab.lines.model
        rows, columns = range(model.rowCount()), range(1, model.columnCount())
        cells = [model.index(row, column) for row in rows for column in columns]
        cell = next(one for one in cells if model.flags(one) & _editable())
        at = (cell.row(), cell.column())
        taken = []
        for amount in range(1, _ROUNDS + 1):
            taken.append(_painted(partial(model.setData, model.index(*at), str(amount))))
            settle(window)
            assert model.index(*at).data().startswith(str(amount))
        window.close()
    return min(taken)


@contextlib.contextmanager
def _sample() -> Iterator[Path]:
    """Make the sample association, whose application is filled in."""
    from yhdistys.sample.association import FILE_NAME, make_sample  # noqa: PLC0415 - slow: of this case

    with tempfile.TemporaryDirectory() as folder:
        make_sample(Path(folder) / "sample")
        yield Path(folder) / "sample" / FILE_NAME


def plan_edit(path: Path) -> float:
    """Return the seconds from typing an amount among 3 000 lines until the totals are painted."""
    from yhdistys.budget import queries, services  # noqa: PLC0415 - slow: of this case
    from yhdistys.gui.pages.budget import BudgetPage  # noqa: PLC0415 - slow: as above
    from yhdistys.gui.pictures import settle  # noqa: PLC0415 - slow: as above
    from yhdistys.ledger import queries as ledger_queries  # noqa: PLC0415 - slow: as above

    window = _opened(path)
    context = window.context
    version = context.do(services.create_version, year=2025, name="Iso")
    numbers = [row.number for row in context.read(ledger_queries.accounts)]
    lines = [
        services.NewPlanLine(
            account=numbers[number % len(numbers)], amount=Decimal(1200), note=str(number)
        )
        for number in range(_LINES)
    ]
    context.do(services.add_plan_lines, version_id=version, lines=lines)
    assert len(context.read(queries.plan_grid, version_id=version).lines) == _LINES
    window.show_page("budget", {"version": version})
    settle(window)
    page = window.pages.shown
    assert isinstance(page, BudgetPage)
    view = page.content.plan.view
    assert view is not None
    model = view.plan_model
    months = (model.index(row, model.year_column + 1) for row in range(model.rowCount()))
    cell = next(month for month in months if model.flags(month) & _editable())
    taken = []
    for amount in range(1, _ROUNDS + 1):
        taken.append(_painted(partial(model.setData, cell, str(amount))))
        settle(window)
    window.close()
    return min(taken)


def _editable() -> Any:
    from PySide6.QtCore import Qt  # noqa: PLC0415 - slow: of this case

    return Qt.ItemFlag.ItemIsEditable


CASES: dict[str, Callable[[Path], float]] = {
    case.__name__: case for case in (page_switch, plan_edit, grants_switch, application_edit)
}


if __name__ == "__main__":
    found = CASES[sys.argv[1]](Path(sys.argv[2]))
    sys.stdout.write(json.dumps({"seconds": found}))
