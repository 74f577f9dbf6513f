"""Settings: the association, its years and chart, plugins, looks, backups, history."""

from __future__ import annotations

from yhdistys.gui.pages.settings.page import SettingsPage

__all__ = ["SettingsPage"]
