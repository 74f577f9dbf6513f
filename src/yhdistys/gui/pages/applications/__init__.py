"""The page of calls and applications."""

from __future__ import annotations

from yhdistys.gui.pages.applications.page import ApplicationsPage

__all__ = ["ApplicationsPage"]
