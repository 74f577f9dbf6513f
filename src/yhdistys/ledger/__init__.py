"""The ledger: chart of accounts, cost centres, accounting projects, imported entries, statements.

The accountant's entries are never changed: a new import closes and adds, nothing is overwritten.
"""
