"""The rules of budgeting: pure functions over values, without database, files or clock."""
