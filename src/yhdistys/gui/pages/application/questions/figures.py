"""What the program computes for a question: a figure, or the budget in one line."""

from __future__ import annotations

from decimal import Decimal

from yhdistys.grants.rules.answers import show_number
from yhdistys.grants.rules.conditions import names_of
from yhdistys.grants.rules.template import Question, QuestionKind
from yhdistys.gui.pages.application.shown import Shown
from yhdistys.i18n import _
from yhdistys.values.formats import money


def computed_text(question: Question, shown: Shown) -> str:
    """Return the figure of a computed question, or the sums of the budget."""
    if question.kind is QuestionKind.BUDGET:
        if shown.budget.is_empty:
            return _("There is no budget yet.")
        text = _("Costs {costs} € · applied for {grant} €")
        return text.format(
            costs=money(shown.budget.costs.total), grant=money(shown.budget.grant.total)
        )
    value = names_of(shown.application).get(question.id)
    return show_number(QuestionKind.MONEY, value) if isinstance(value, Decimal) else "–"
