"""Reports of a Finnish association: budget against actuals, income statement."""

from __future__ import annotations

from yhdistys.api import Field, FieldKind, Report, hookimpl, lazy
from yhdistys_reports_fi.budget_comparison import build as build_budget_comparison
from yhdistys_reports_fi.income_statement import build as build_income_statement

_YEAR = Field(
    id="year",
    label=lazy("Fiscal year"),
    kind=FieldKind.WHOLE_NUMBER,
    required=True,
    help=lazy("The calendar year in which it ends."),
)
_THROUGH = Field(
    id="through",
    label=lazy("Up to the month"),
    kind=FieldKind.MONTH,
    help=lazy("The last month that counts; empty means as far as the ledger or the year reaches."),
)
_PARTS = (
    Field(
        id="layout",
        label=lazy("Form"),
        kind=FieldKind.CHOICE,
        choices=(
            ("sides", lazy("Income and expenses")),
            ("statement", lazy("As the income statement, with explanations")),
        ),
        default="sides",
        help=lazy("A part of the association, or a month alone, is shown as the statement."),
    ),
    Field(id="cost_centre", label=lazy("Cost centre"), kind=FieldKind.TEXT),
    Field(id="project", label=lazy("Project"), kind=FieldKind.TEXT),
    Field(
        id="cumulative",
        label=lazy("From the beginning of the year"),
        kind=FieldKind.SWITCH,
        default=True,
    ),
)


@hookimpl
def yhdistys_reports() -> list[Report]:
    """Return the reports of this plugin."""
    return [_budget_comparison(), _income_statement()]


def _budget_comparison() -> Report:
    return Report(
        id="budget-comparison",
        title=lazy("Budget and actuals"),
        group="budget",
        params=(
            _YEAR,
            _THROUGH,
            Field(
                id="by",
                label=lazy("Broken down by"),
                kind=FieldKind.TEXT,
                default="account",
                help=lazy("Any of account, cost_centre, project, month, with commas between."),
            ),
            Field(
                id="version",
                label=lazy("Budget version"),
                kind=FieldKind.TEXT,
                help=lazy("Empty means the approved budget."),
            ),
            *_PARTS,
        ),
        build=build_budget_comparison,
    )


def _income_statement() -> Report:
    return Report(
        id="income-statement",
        title=lazy("Income statement"),
        group="ledger",
        params=(
            _YEAR,
            _THROUGH,
            Field(id="cost_centre", label=lazy("Cost centre"), kind=FieldKind.TEXT),
            Field(
                id="accounts",
                label=lazy("List the accounts"),
                kind=FieldKind.SWITCH,
                default=False,
            ),
            Field(
                id="signatories",
                label=lazy("Signatories"),
                kind=FieldKind.LONG_TEXT,
                default="",
                help=lazy("One on each line: name, role."),
            ),
        ),
        build=build_income_statement,
    )
