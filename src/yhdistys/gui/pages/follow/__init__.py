"""The page of the follow-up: budget and actuals as in the income statement, down to vouchers."""

from yhdistys.gui.pages.follow.page import FollowPage

__all__ = ["FollowPage"]
