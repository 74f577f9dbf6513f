"""What conditions and formulas of a form may name, and what they decide: what is asked, demanded.

A name without a value is None: an answer that is missing, and any answer whose question is not
asked because its own condition is not met. So conditions may stand in chains. A condition that goes
round in a circle (which a form that was checked has not) finds None where it meets itself.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any, Final, TypeVar

from yhdistys.errors import UserError
from yhdistys.grants.rules.application import Application
from yhdistys.grants.rules.cells import typed
from yhdistys.grants.rules.scheme import TOTAL_NAMES, SchemeBudget, budget_with
from yhdistys.grants.rules.tables import column_sum
from yhdistys.grants.rules.template import (
    AttachmentDemand,
    Question,
    Section,
)
from yhdistys.grants.rules.template_keys import FIGURES
from yhdistys.grants.rules.years import years_of
from yhdistys.values.expression import Expression, Value

Found = TypeVar("Found")
_BUDGET: Final = "[[budget.lines]]"
"""The budget as a whole, among the names being found; no id is written so."""


class Names:
    """The names of one application; each value is found when it is first needed."""

    def __init__(self, application: Application) -> None:
        self.application = application
        self.years = years_of(application)
        template = application.template
        self._sections = {
            question.id: section for section in template.sections for question in section.questions
        }
        self._questions = {question.id: question for question in template.questions}
        self._columns = {
            name: (question, column)
            for question in template.questions
            for column in question.columns
            if (name := f"{question.id}_{column.id}") not in self._questions
            and column.kind in FIGURES
        }
        self._lines = {line.id for line in template.scheme.lines}
        self._open: set[str] = set()
        self._known: dict[str, Any] = {}
        self._circles = 0
        self._budget: SchemeBudget | None = None

    @property
    def budget(self) -> SchemeBudget:
        """The budget of the application."""
        if self._budget is None:
            self._budget = budget_with(self.application, self._value_in_year)
        return self._budget

    def value(self, name: str) -> Value:
        """Return the value of a name; None when it has none or is not known."""
        if name in TOTAL_NAMES or name in self._lines:
            budget = self._found(_BUDGET, lambda: self.budget, None)
            return None if budget is None else self._of_budget(budget, name)
        return self._found(name, lambda: self._of_answers(name, self.years), None)

    def _found(self, key: str, find: Callable[[], Found], otherwise: Found) -> Found:
        """Find a value once, unless it is just being found: then it depends on itself.

        What was found on the way round a circle is not kept: elsewhere it may be another value.
        """
        if key in self._known:
            found: Found = self._known[key]
            return found
        if key in self._open:
            self._circles += 1
            return otherwise
        self._open.add(key)
        circles = self._circles
        try:
            found = find()
        finally:
            self._open.remove(key)
        if circles == self._circles:
            self._known[key] = found
        return found

    @staticmethod
    def _of_budget(budget: SchemeBudget, name: str) -> Value:
        row = budget.row(name)
        return budget.of_kinds(*TOTAL_NAMES[name]).total if row is None else row.total

    def _of_answers(self, name: str, years: tuple[int, ...]) -> Value:
        if name == "years":
            return Decimal(len(self.years))
        question, column = self._columns.get(name, (self._questions.get(name), None))
        if question is None or not self.is_visible(question):
            return None
        answer = self.application.answer(question.id)
        if column is not None:
            return column_sum(question, column, answer, years)
        if question.formula is not None:
            return self._computed(question.formula)
        return typed(question, answer.text)

    def _computed(self, formula: Expression) -> Value:
        try:
            return formula.evaluate({name: self.value(name) for name in formula.names})
        except UserError:
            return None

    def _value_in_year(self, name: str, year: int) -> Value:
        _question, column = self._columns.get(name, (None, None))
        if column is not None and column.is_yearly:
            return self._found(f"{name} {year}", lambda: self._of_answers(name, (year,)), None)
        return self.value(name)

    def all(self) -> dict[str, Value]:
        """Return the values of all names."""
        names = (*self._questions, *self._columns, *sorted(self._lines), *TOTAL_NAMES, "years")
        return {
            name: self.value(name)
            for name in names
            if name not in self._questions or not self._questions[name].columns
        }

    def holds(self, condition: Expression, *, otherwise: bool) -> bool:
        """Say whether a condition is met; ``otherwise`` when it cannot be told."""
        try:
            value = condition.evaluate({name: self.value(name) for name in condition.names})
        except UserError:
            return otherwise
        return bool(value)

    def is_visible(self, part: Question | Section) -> bool:
        """Say whether a question or section is asked; a condition that fails hides nothing."""
        section = self._sections.get(part.id) if isinstance(part, Question) else None
        if section is not None and not self.is_visible(section):
            return False
        condition = part.visible_if
        if condition is None:
            return True
        kind = type(part).__name__
        return self._found(
            f"{kind} {part.id}",
            lambda: self.holds(condition, otherwise=True),
            True,  # noqa: FBT003 - what stands when it cannot be told
        )

    def is_required(self, part: Question | AttachmentDemand) -> bool:
        """Say whether an answer or a document is demanded; not when the question is not asked."""
        if isinstance(part, Question) and not self.is_visible(part):
            return False
        condition = part.required_if
        return part.is_required or (
            condition is not None and self.holds(condition, otherwise=False)
        )


def names_of(application: Application) -> dict[str, Value]:
    """Return all that conditions and formulas may name, with its value; None without one.

    These are the ids of questions, ``QUESTION_COLUMN`` for the sum of a table's column over rows
    and years, the ids of lines (their sums over the years), ``costs``, ``direct_costs``,
    ``overhead_costs``, ``income``, ``other_income``, ``grant``, and ``years``, how many there are.
    """
    return Names(application).all()


def is_visible(application: Application, part: Question | Section) -> bool:
    """Say whether a question or a section is asked with the answers as they are."""
    return Names(application).is_visible(part)


def is_required(application: Application, part: Question | AttachmentDemand) -> bool:
    """Say whether an answer or a document is demanded with the answers as they are."""
    return Names(application).is_required(part)
