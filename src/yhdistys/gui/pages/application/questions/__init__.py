"""The questions of an application: sections at the left, writing in the middle, help beside."""

from __future__ import annotations

from yhdistys.gui.pages.application.questions.tab import QuestionsTab

__all__ = ["QuestionsTab"]
