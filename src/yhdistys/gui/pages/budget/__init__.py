"""The page of the budget: a plan by month, beside the years before it."""

from yhdistys.gui.pages.budget.page import BudgetPage

__all__ = ["BudgetPage"]
