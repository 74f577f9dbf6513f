"""Plan, follow and prove the money of a small association.

``import yhdistys`` is light: the workspace and the areas load on first use.

    with yhdistys.open("oma.yhdistys") as ws:
        rows = ws.read(yhdistys.budget.queries.comparison, year=2025, by=("account",))
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from yhdistys import budget as budget
    from yhdistys import grants as grants
    from yhdistys import ledger as ledger
    from yhdistys.app import backup as backup
    from yhdistys.app import check as check
    from yhdistys.app import create as create
    from yhdistys.app import open_workspace as open  # noqa: A004 - the promised name
    from yhdistys.app import restore as restore
    from yhdistys.store.history import history as history

__version__ = "0.1.0"
__all__ = [
    "__version__",
    "backup",
    "budget",
    "check",
    "create",
    "grants",
    "history",
    "ledger",
    "open",
    "restore",
]

_LAZY = {
    "backup": ("yhdistys.app", "backup"),
    "check": ("yhdistys.app", "check"),
    "create": ("yhdistys.app", "create"),
    "history": ("yhdistys.store.history", "history"),
    "open": ("yhdistys.app", "open_workspace"),
    "restore": ("yhdistys.app", "restore"),
}
_AREAS = frozenset({"budget", "grants", "ledger"})


def __getattr__(name: str) -> object:
    """Load an area or the workspace when it is first asked for."""
    if name in _LAZY:
        module, attribute = _LAZY[name]
        return getattr(importlib.import_module(module), attribute)
    if name in _AREAS:
        for room in ("queries", "services"):
            importlib.import_module(f"yhdistys.{name}.{room}")
        return importlib.import_module(f"yhdistys.{name}")
    message = f"module 'yhdistys' has no attribute {name!r}"
    raise AttributeError(message)
