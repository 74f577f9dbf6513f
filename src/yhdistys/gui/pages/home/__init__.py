"""The first page: the result, what waits, the budget's main groups, deviations, last events."""

from __future__ import annotations

from yhdistys.gui.pages.home.page import HomePage

__all__ = ["HomePage"]
