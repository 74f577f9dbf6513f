"""The sentences of the page: its head, the titles of its panels."""

from __future__ import annotations

from decimal import Decimal

from yhdistys.budget.queries import FollowUpView
from yhdistys.gui.ledger_names import LedgerNames
from yhdistys.gui.pages.follow.choices import Choices
from yhdistys.gui.pages.follow.columns import amount_text
from yhdistys.gui.pages.follow.rows import ShownRow
from yhdistys.gui.period_words import month_name, span_name
from yhdistys.i18n import _, language, ngettext
from yhdistys.values.chosen import Every
from yhdistys.values.formats import whole_number
from yhdistys.values.period import FiscalYear, Month


def months_text(year: FiscalYear, first: Month, last: Month) -> str:
    """Return how people call months: ``January–September``; a month alone by its name."""
    return span_name(year, last) if first == year.months[0] else month_name(last)


def in_a_sentence(months: str) -> str:
    """Return months as they stand inside a line: with a small letter but in English."""
    return months if language() == "en" else months[:1].lower() + months[1:]


def head_sentence(
    view: FollowUpView, choices: Choices, names: LedgerNames, months: tuple[Month, Month]
) -> str:
    """Return the result beside the budget, and how many deviations nobody explained."""
    total = next((row for row in reversed(view.rows) if row.kind == "total"), None)
    about = ", ".join([*_filters(choices, names), months_text(view.year, *months)])
    about = about[:1].upper() + about[1:]
    actual = _euros(None if total is None else total.actual)
    if view.version is None:
        return _("{about}: result {actual}.").format(about=about, actual=actual)
    budget = _euros(None if total is None else total.budget)
    told = _("{about}: result {actual}, budget {budget}.").format(
        about=about, actual=actual, budget=budget
    )
    return told if choices.by == "month" else f"{told} {_unexplained(view.unexplained)}"


def _unexplained(count: int) -> str:
    if not count:
        return _("Every deviation is explained.")
    return ngettext(
        "{n} deviation has no explanation.", "{n} deviations have no explanation.", count
    ).format(n=whole_number(count))


def entries_title(
    shown: ShownRow,
    choices: Choices,
    names: LedgerNames,
    *,
    year: FiscalYear,
    months: tuple[Month, Month],
    is_before: bool,
) -> str:
    """Return what entries belong to: ``4400 Rents · 20 Meeting place · January–September``."""
    span = in_a_sentence(months_text(year, *months))
    if is_before and str(year.label) not in span:
        span = f"{span} {year.label}"
    month = shown.row.month is not None and shown.row.kind == "group"
    label = _("Result") if month else shown.row.label
    place = [shown.place] if shown.place else []
    return " · ".join([label, *place, *_filters(choices, names), span])


def explain_title(shown: ShownRow, choices: Choices, names: LedgerNames) -> str:
    """Return what is explained."""
    place = [shown.place] if shown.place else []
    return " · ".join([shown.row.label, *place, *_filters(choices, names)])


def figures_sentence(shown: ShownRow) -> str:
    """Return the figures of a row that is explained."""
    row = shown.row
    if row.budget is None:
        return _("Actual {actual}, not budgeted.").format(actual=_euros(row.actual))
    return _("Actual {actual}, budget {budget}, difference {difference}.").format(
        actual=_euros(row.actual or Decimal(0)),
        budget=_euros(row.budget),
        difference=_euros(row.difference),
    )


def _filters(choices: Choices, names: LedgerNames) -> list[str]:
    """Return what was chosen of the dimensions."""
    told = (
        (choices.cost_centre, names.cost_centre, _("without a cost centre")),
        (choices.project, names.project, _("without a project")),
    )
    return [
        without if code is None else name(code)
        for code, name, without in told
        if not isinstance(code, Every)
    ]


def _euros(amount: Decimal | None) -> str:
    return _("{amount} €").format(amount=amount_text(amount, has_cents=False))
