"""The association's data in one place: file or PostgreSQL, unit of work, history, backups.

Knows nothing of ledgers or budgets; the areas bring their own tables.
"""
