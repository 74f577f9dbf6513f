"""Keep a small file of the present schema for the upgrade tests of later versions.

Run once when a version of the schema is final, and commit what it writes:

    .venv/bin/python tests/helpers/stored_version.py

It writes ``tests/data/old_versions/<version>.yhdistys`` with a little of everything in it, and a
JSON file beside it with the content hash and the figures that every later version must give.
A stored file is never made again once its version was released.
"""

from __future__ import annotations

import json
import re
import sys
import tempfile
from pathlib import Path
from typing import Any

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from helpers.ledgers_built import BANK, FEES, REIMPORTED, YEAR, content, fill, ledger_of
from helpers.workspaces import make_file, open_copy
from yhdistys.app import Workspace
from yhdistys.budget import queries as budget_queries
from yhdistys.ledger import queries as ledger_queries
from yhdistys.ledger import services as ledger_services
from yhdistys.registry import Plugins
from yhdistys.store.engine import connect_file
from yhdistys.store.history import history
from yhdistys.store.schema import CURRENT
from yhdistys.store.workspace_settings import file_settings

FOLDER = Path(__file__).resolve().parent.parent / "data" / "old_versions"


def key_figures(workspace: Workspace) -> dict[str, Any]:
    """Return the figures that an upgrade must not change, ready for JSON."""
    read = workspace.read
    totals = read(ledger_queries.monthly_totals, year=YEAR, fields=("account",))
    return {
        "settings": read(file_settings),
        "accounts": len(read(ledger_queries.accounts)),
        "cost_centres": [
            [row.code, row.name, row.parent] for row in read(ledger_queries.cost_centres)
        ],
        "entries": len(read(ledger_queries.entries, year=YEAR)),
        "batches": len(read(ledger_queries.batches)),
        "cents": {str(key[0]): cents for key, cents in sorted(totals.items())},
        "versions": [
            [row.name, row.state, str(row.income), str(row.expense)]
            for row in read(budget_queries.versions)
        ],
        "steps": [[row.kind, len(row.entities)] for row in read(history)],
        "undo": workspace.undo_text is not None,
    }


def schema_of(path: Path) -> dict[str, str]:
    """Return the SQL of everything in a file, without what only a rebuild writes otherwise."""
    raw = connect_file(path, read_only=True)
    rows = raw.execute("SELECT type || ' ' || name, sql FROM sqlite_master WHERE sql IS NOT NULL")
    found = {name: " ".join(re.sub(r'["`]', "", sql).split()) for name, sql in rows}
    raw.close()
    return {name: sql.replace("( ", "(").replace(" )", ")") for name, sql in found.items()}


def keep(folder: Path = FOLDER) -> Path:
    """Make the stored file of the present schema and its figures."""
    plugins = Plugins.discover()
    folder.mkdir(parents=True, exist_ok=True)
    target = folder / f"{CURRENT}.yhdistys"
    with tempfile.TemporaryDirectory() as place:
        made = make_file(Path(place) / "made.yhdistys", plugins)
        with open_copy(made, Path(place), plugins) as workspace:
            fill(workspace)
            workspace.do(ledger_services.store_ledger, result=ledger_of(*REIMPORTED))
            workspace.undo()
            workspace.redo()
            workspace.do(ledger_services.rename_account, number=FEES, names={"fi": "Maksut"},
                         if_version=1)  # fmt: skip
            workspace.do(ledger_services.set_line, prefix=BANK, line="balance_assets")
            told = {"content_hash": content(workspace), **key_figures(workspace)}
        raw = connect_file(Path(place) / "testila.yhdistys")
        raw.execute("VACUUM")
        raw.close()
        target.write_bytes((Path(place) / "testila.yhdistys").read_bytes())
    words = json.dumps(told, ensure_ascii=False, indent=2, sort_keys=True)
    target.with_suffix(".json").write_text(words + "\n", encoding="utf-8")
    return target


if __name__ == "__main__":
    keep()
