"""The page that takes in what the accountant sends: a ledger, a budget, a chart of accounts."""

from yhdistys.gui.pages.importing.page import ImportPage

__all__ = ["ImportPage"]
