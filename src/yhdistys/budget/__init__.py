"""The budget: versions, plan lines by month, comparison with the ledger."""
