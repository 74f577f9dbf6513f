"""The chart of accounts, the dimensions, and the charts that come with the program."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date
from importlib import resources

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from yhdistys.errors import UsageError
from yhdistys.i18n import _, data_text
from yhdistys.ledger import model
from yhdistys.ledger.rules.categories import category_of
from yhdistys.ledger.rules.chart import Chart, line_of, parse_chart, side_of


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountRow:
    """An account of the chart.

    Attributes:
        name: In the reader's language.
        names: In all languages the chart has.
        line: The line of the statement it stands on, or None.
        side: ``income``, ``expense`` or ``balance``; None without a line.
        category: Its neutral cost category; empty when it has none.
    """

    number: str
    name: str
    names: Mapping[str, str]
    line: str | None
    side: str | None
    category: str
    version: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DimensionRow:
    """A cost centre or an accounting project.

    Attributes:
        name: In the reader's language.
        names: In all languages it has.
        starts_on: Its first day in use, if it has one.
        ends_on: Its last day, if it has one.
        parent: The code of the cost centre above it.
    """

    code: str
    name: str
    names: Mapping[str, str]
    starts_on: date | None
    ends_on: date | None
    parent: str | None
    version: int


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupRow:
    """A group of cost centres that are looked at together."""

    name: str
    codes: tuple[str, ...]
    version: int


def line_rules(session: Session) -> dict[str, str]:
    """Return which prefix of account numbers stands on which line of the statement."""
    table = model.LineRule
    statement = select(table.prefix, table.line).order_by(table.prefix)
    return {rule.prefix: rule.line for rule in session.execute(statement)}


def category_rules(session: Session) -> dict[str, str]:
    """Return which prefix of account numbers belongs to which neutral cost category."""
    table = model.CategoryRule
    statement = select(table.prefix, table.category).order_by(table.prefix)
    return {rule.prefix: rule.category for rule in session.execute(statement)}


def account_categories(session: Session) -> dict[str, str]:
    """Return the cost category of every account of the chart; empty for one without."""
    rules = category_rules(session)
    numbers = session.scalars(select(model.Account.number).order_by(model.Account.number))
    return {number: category_of(number, rules) for number in numbers}


def accounts(session: Session) -> tuple[AccountRow, ...]:
    """Return the chart of accounts by number."""
    rules, categories = line_rules(session), category_rules(session)
    rows = session.scalars(select(model.Account).order_by(model.Account.number))
    return tuple(_account_row(row, rules, categories) for row in rows)


def _account_row(
    row: model.Account, rules: Mapping[str, str], categories: Mapping[str, str]
) -> AccountRow:
    line = line_of(row.number, rules)
    return AccountRow(
        number=row.number,
        name=data_text(row.names),
        names=row.names,
        line=line,
        side=None if line is None else side_of(line),
        category=category_of(row.number, categories),
        version=row.version,
    )


def account_names(
    session: Session, *, numbers: Collection[str] | None = None
) -> dict[str, tuple[str, str | None]]:
    """Return the name and the line, or None, of every account of the chart by its number.

    Args:
        session: Where to read.
        numbers: Only these accounts; None for the whole chart.
    """
    rules = line_rules(session)
    columns = model.Account.__table__.c
    statement = select(columns.number, columns.names)
    if numbers is not None:
        statement = statement.where(columns.number.in_(numbers))
    rows = session.execute(statement).all()
    return {number: (data_text(names), line_of(number, rules)) for number, names in rows}


def sides(session: Session) -> Callable[[str], str | None]:
    """Return a function that says on which side the account of a number stands.

    It answers ``income``, ``expense`` or ``balance``, also for accounts that the chart does not
    have, and None where no line fits.
    """
    rules = line_rules(session)

    def side(number: str) -> str | None:
        line = line_of(number, rules)
        return None if line is None else side_of(line)

    return side


def cost_centres(session: Session) -> tuple[DimensionRow, ...]:
    """Return the cost centres by code."""
    rows = session.scalars(select(model.CostCentre).order_by(model.CostCentre.code)).all()
    codes = {row.id: row.code for row in rows}
    return tuple(
        DimensionRow(
            code=row.code,
            name=data_text(row.names),
            names=row.names,
            starts_on=row.starts_on,
            ends_on=row.ends_on,
            parent=None if row.parent_id is None else codes[row.parent_id],
            version=row.version,
        )
        for row in rows
    )


def projects(session: Session) -> tuple[DimensionRow, ...]:
    """Return the accounting projects by code."""
    rows = session.scalars(select(model.AccountingProject).order_by(model.AccountingProject.code))
    return tuple(
        DimensionRow(
            code=row.code,
            name=data_text(row.names),
            names=row.names,
            starts_on=row.starts_on,
            ends_on=row.ends_on,
            parent=None,
            version=row.version,
        )
        for row in rows
    )


def cost_centre_groups(session: Session) -> tuple[GroupRow, ...]:
    """Return the groups of cost centres by name."""
    statement = (
        select(model.CostCentreGroup)
        .options(selectinload(model.CostCentreGroup.cost_centres))
        .order_by(model.CostCentreGroup.name)
    )
    return tuple(
        GroupRow(
            name=row.name,
            codes=tuple(centre.code for centre in row.cost_centres),
            version=row.version,
        )
        for row in session.scalars(statement)
    )


def chart_presets() -> tuple[Chart, ...]:
    """Return the charts of accounts that come with the program."""
    folder = resources.files("yhdistys_resources") / "charts"
    files = sorted(file.name for file in folder.iterdir() if file.name.endswith(".toml"))
    return tuple(parse_chart((folder / name).read_text(encoding="utf-8")) for name in files)


def chart_preset(chart_id: str) -> Chart:
    """Return one of the charts that come with the program.

    Raises:
        UsageError: There is no chart of that name.
    """
    presets = {chart.id: chart for chart in chart_presets()}
    if chart_id in presets:
        return presets[chart_id]
    raise UsageError(
        _("There is no chart of accounts “{chart}”.").format(chart=chart_id),
        hint=_("The charts are: {charts}.").format(charts=", ".join(presets)),
        kind="unknown-chart",
    )


def likely_chart(session: Session) -> str:
    """Return the id of the program's chart with which the association's has most in common."""
    numbers = set(session.scalars(select(model.Account.number)))
    shared = {
        chart.id: sum(account.number in numbers for account in chart.accounts)
        for chart in chart_presets()
    }
    return max(shared, key=lambda chart_id: shared[chart_id])
