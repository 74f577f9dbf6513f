"""The budget of an application on the command line: typed in, or taken from a plan."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from yhdistys.cli import grant_texts as texts
from yhdistys.cli.frame import argument, command, option
from yhdistys.cli.grant_texts import ID_HELP
from yhdistys.cli.invocation import Invocation
from yhdistys.cli.json_values import change
from yhdistys.cli.parameters import NUMBER, PERCENT, YEAR
from yhdistys.errors import UsageError, ValidationError
from yhdistys.i18n import _, lazy
from yhdistys.values.expression import evaluate_amount
from yhdistys.values.money import AmountError

if TYPE_CHECKING:
    from yhdistys.app import Workspace
    from yhdistys.grants.rules.application import Application

_ALL = Decimal(100)


def fill_amount(
    workspace: Workspace, application: Application, place: tuple[str, int], text: str
) -> None:
    """Give an amount to a line in a year; an empty text removes it.

    Raises:
        ValidationError: The text is no amount, or the form has no such line.
        NotAllowed: The application was sent.
    """
    from yhdistys.grants import services  # noqa: PLC0415 - slow: loads the database library

    line, year = place
    new = services.NewAmount(line=line, year=year, amount=_amount(text))
    workspace.do(services.set_amounts, application_id=application.id, amounts=[new])


def _amount(text: str) -> Decimal | None:
    if not text.strip():
        return None
    try:
        return evaluate_amount(text)
    except AmountError as error:
        raise ValidationError(str(error), kind="wrong-amount") from error


class _Source(NamedTuple):
    """From which plan, of which cost centres, changed by how much."""

    year: int
    version: str | None
    percent: Decimal
    centres: tuple[str, ...]
    general: tuple[str, ...]
    share: Decimal


@command(
    "budget",
    help=lazy("Show the budget of an application, or take it from the association's plan."),
)
@argument("application_id", metavar="ID", type=NUMBER, help=ID_HELP)
@option("--from-year", type=YEAR, help=lazy("Take it from the budget of this fiscal year."))
@option("--version", help=lazy("A version's name or state; by default the approved one."))
@option("--change", "percent", type=PERCENT, help=lazy("Change all of it by this, such as 2%."))
@option(
    "--cost-centre", "centres", multiple=True,
    help=lazy("A cost centre of the activity. May be repeated; by default all."),
)  # fmt: skip
@option(
    "--general-centre", "general", multiple=True,
    help=lazy("A cost centre of general costs. May be repeated."),
)  # fmt: skip
@option(
    "--general-share", "share", type=PERCENT, help=lazy("The share of general costs, such as 15%.")
)
def budget(
    invocation: Invocation,
    *,
    application_id: int,
    from_year: int | None,
    version: str | None,
    percent: Decimal | None,
    centres: tuple[str, ...],
    general: tuple[str, ...],
    share: Decimal | None,
) -> None:
    """Show the budget; with a year of the association's plan, take it from there first."""
    from yhdistys.grants import queries  # noqa: PLC0415 - slow: loads the database library
    from yhdistys.grants.rules.budget import scheme_budget  # noqa: PLC0415 - slow: as above

    if from_year is None and (version, percent, centres, general, share) != (
        None, None, (), (), None,
    ):  # fmt: skip
        raise UsageError(
            _("The budget is only shown when no year is told to take it from."),
            hint=_("Name the year of the association's budget with --from-year."),
            kind="year-missing",
        )
    filled: dict[str, object] = {}
    told: tuple[str, ...] = ()
    with invocation.workspace(writes=from_year is not None) as workspace:
        application = workspace.read(queries.application, application_id=application_id)
        if from_year is not None:
            source = _Source(
                from_year, version, percent or Decimal(0), centres, general, share or Decimal(0)
            )
            told = _fill(workspace, application, source)
            filled = {**change(workspace.last_change, f"grant/{application_id}"), "told": told}
            application = workspace.read(queries.application, application_id=application_id)
    made = scheme_budget(application)
    invocation.answer(
        lambda: {**filled, **texts.budget_json(application, made)},
        lambda: "\n".join([*told, texts.budget_text(made)]),
    )


def _fill(workspace: Workspace, application: Application, source: _Source) -> tuple[str, ...]:
    """Take the budget of all years from a plan; returns what must be told.

    Raises:
        UsageError: There is no such year, version or cost centre, or no such share.
        NotAllowed: The application was sent, or its form has no budget.
    """
    from yhdistys.budget import queries as budget_queries  # noqa: PLC0415 - slow: database library
    from yhdistys.grants import services  # noqa: PLC0415 - slow: as above
    from yhdistys.grants.rules.from_plan import told_of  # noqa: PLC0415 - slow: as above
    from yhdistys.grants.rules.years import years_of  # noqa: PLC0415 - slow: as above

    chosen = workspace.read(budget_queries.chosen_version, year=source.year, version=source.version)
    if chosen is None:
        raise UsageError(
            _("The year {year} has no budget.").format(year=source.year), kind="no-budget"
        )
    _refuse_wrong_source(workspace, source)
    filled = workspace.do(
        services.fill_budget,
        application_id=application.id,
        years=[
            services.YearSource(
                year=year,
                version_id=chosen.id,
                percent=source.percent,
                cost_centres=source.centres,
                general_centres=source.general,
                general_share=source.share / _ALL,
            )
            for year in years_of(application)
        ],
    )
    return told_of(filled)


def _refuse_wrong_source(workspace: Workspace, source: _Source) -> None:
    from yhdistys.ledger import queries as ledger_queries  # noqa: PLC0415 - slow: database library

    if not 0 <= source.share <= _ALL:
        raise UsageError(
            _("A share of the general costs is between 0 and 100 per cent."), kind="wrong-share"
        )
    known = [row.code for row in workspace.read(ledger_queries.cost_centres)]
    unknown = [code for code in (*source.centres, *source.general) if code not in known]
    if unknown:
        raise UsageError(
            _("There is no cost centre {code}.").format(code=unknown[0]),
            hint=_("The cost centres are: {codes}.").format(codes=", ".join(known)),
            kind="unknown-cost-centre",
        )
