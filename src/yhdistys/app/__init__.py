"""The program put together: open an association, do, read, undo, import, report.

with yhdistys.open("oma.yhdistys") as ws:
    ws.do(yhdistys.ledger.services.add_account, number="3000", names={"fi": "Maksut"})
    rows = ws.read(yhdistys.ledger.queries.accounts)
    ws.undo()
"""

from __future__ import annotations

from yhdistys.app.checking import Check, CheckItem, check
from yhdistys.app.importing import Preview
from yhdistys.app.keeping import backup, restore
from yhdistys.app.opening import create, open_workspace
from yhdistys.app.workspace import Workspace

__all__ = [
    "Check",
    "CheckItem",
    "Preview",
    "Workspace",
    "backup",
    "check",
    "create",
    "open_workspace",
    "restore",
]
