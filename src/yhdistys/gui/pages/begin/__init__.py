"""Where everything begins: a new association, an existing file, or the sample association."""

from __future__ import annotations

from yhdistys.gui.pages.begin.page import BeginPage

__all__ = ["BeginPage"]
