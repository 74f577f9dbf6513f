"""The program put together: open an association, do, read, undo, import, report.

with yhdistys.open("oma.yhdistys") as ws:
    ws.do(yhdistys.ledger.services.add_account, number="3000", names={"fi": "Maksut"})
    rows = ws.read(yhdistys.ledger.queries.accounts)
    ws.undo()
"""

from __future__ import annotations

from yhdistys.app.checking import Check, CheckItem, check
from yhdistys.app.importing import Preview
from yhdistys.app.keeping import BackupRow, back_up_now, backup, backups, restore
from yhdistys.app.opening import create, open_workspace, suggested_file
from yhdistys.app.waiting import Waiting
from yhdistys.app.workspace import Workspace

__all__ = [
    "BackupRow",
    "Check",
    "CheckItem",
    "Preview",
    "Waiting",
    "Workspace",
    "back_up_now",
    "backup",
    "backups",
    "check",
    "create",
    "open_workspace",
    "restore",
    "suggested_file",
]
