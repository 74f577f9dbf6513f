"""The page on which an application is written, checked and sent."""

from __future__ import annotations

from yhdistys.gui.pages.application.page import ApplicationPage

__all__ = ["ApplicationPage"]
