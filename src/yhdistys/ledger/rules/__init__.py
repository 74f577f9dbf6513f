"""The rules of the ledger: pure functions over values, without database, files or clock."""
