"""The books that the tests of the follow-up share."""

from __future__ import annotations

from pathlib import Path

import pytest

from gui.pages.follow.books import ENTRIES, PLAN, YEAR
from helpers.ledgers_built import budget_of, ledger_of
from helpers.workspaces import open_copy
from yhdistys.budget import services
from yhdistys.ledger import services as ledger_services
from yhdistys.registry import Plugins


@pytest.fixture(scope="session")
def filled_file(
    prepared_file: Path, tmp_path_factory: pytest.TempPathFactory, plugins: Plugins
) -> Path:
    """Fill an association with two years of entries and a budget, once."""
    folder = tmp_path_factory.mktemp("follow")
    with open_copy(prepared_file, folder, plugins) as opened:
        opened.do(ledger_services.store_ledger, result=ledger_of(*ENTRIES))
        opened.do(services.store_budget, result=budget_of(*PLAN), year=YEAR)
    return folder / "testila.yhdistys"
