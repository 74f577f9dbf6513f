"""The voucher panel: what it says of a voucher, and what Esc and Enter do."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from helpers.ledgers_built import RENT, ledger_of, paid
from yhdistys.app import Workspace
from yhdistys.errors import UsageError
from yhdistys.exchange.imports import LedgerLine
from yhdistys.gui.context import WindowContext
from yhdistys.gui.voucher_panel import VoucherPanel
from yhdistys.ledger import services

VOUCHER = "MU-0102"


@pytest.fixture
def panel(qtbot: QtBot, sample_context: WindowContext) -> VoucherPanel:
    """Make a panel that shows a voucher of the sample."""
    made = VoucherPanel(sample_context)
    qtbot.addWidget(made)
    made.resize(1100, 240)
    made.show_voucher(2025, VOUCHER)
    made.enter()
    return made


def _store(workspace: Workspace, *vouchers: tuple[LedgerLine, ...]) -> None:
    workspace.do(services.store_ledger, result=ledger_of(*vouchers))


def test_a_voucher_is_told_with_day_file_and_sums_and_stays_when_an_unknown_one_is_refused(
    panel: VoucherPanel,
) -> None:
    number, file = panel.told.split(" · ", 1)
    assert number == f"Voucher {VOUCHER}"
    assert file.startswith("2 Jan 2025 · paakirja_2025_01-08.xlsx, imported ")
    sheet = panel.table.to_sheet()
    assert sheet.headings == ("Account", "Cost centre", "Description", "Debit", "Credit")
    accounts = [row[0] for row in sheet.rows]
    assert accounts[0] == "2950 Advances received, grants"
    assert accounts[-1] == "Together"
    assert str(sheet.rows[-1][-1]) == "2057.41"

    with pytest.raises(UsageError):
        panel.show_voucher(2025, "no such")
    assert panel.voucher is not None
    assert panel.voucher.number == VOUCHER


def test_a_voucher_that_does_not_balance_says_so_and_closes_when_it_is_undone(
    qtbot: QtBot, context: WindowContext, workspace: Workspace
) -> None:
    rent, bank = paid("9-1", "2025-09-03", RENT, 1_250)
    _store(workspace, (rent, bank._replace(credit_cents=1_000)))
    panel = VoucherPanel(context)
    qtbot.addWidget(panel)
    panel.show_voucher(2025, "9-1")
    assert "does not balance: 2.50" in panel.told
    with qtbot.waitSignal(panel.closed):
        workspace.undo()


def test_enter_opens_the_account_of_an_entry_and_nothing_for_the_sums_and_esc_closes(
    qtbot: QtBot, panel: VoucherPanel, sample_context: WindowContext
) -> None:
    with qtbot.waitSignal(sample_context.went) as went:
        QTest.keyClick(panel.table, Qt.Key.Key_Return)
    assert went.args == [("ledger", {"account": "2950", "year": 2025})]
    with qtbot.assertNotEmitted(sample_context.went):
        QTest.keyClick(panel.table, Qt.Key.Key_End)
        QTest.keyClick(panel.table, Qt.Key.Key_Return)
    with qtbot.waitSignal(panel.closed):
        QTest.keyClick(panel.table, Qt.Key.Key_Escape)
    assert panel.isHidden()
    assert panel.voucher is None
