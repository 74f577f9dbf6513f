"""The page of the ledger: every entry, filtered, sorted and summed up, down to the voucher."""

from yhdistys.gui.pages.ledger.page import LedgerPage

__all__ = ["LedgerPage"]
