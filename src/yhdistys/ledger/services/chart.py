"""The chart of accounts, statement lines, cost centres and accounting projects."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from sqlalchemy import select

from yhdistys.errors import Conflict, NotAllowed, UsageError
from yhdistys.i18n import _
from yhdistys.ledger import model
from yhdistys.ledger.rules.chart import Chart, side_of
from yhdistys.store.unit_of_work import UnitOfWork, service


@service("Take the chart of accounts “{chart}” into use")
def take_chart(uow: UnitOfWork, *, chart: Chart, title: str = "") -> int:
    """Add a chart's accounts and statement lines; accounts that are there keep their names.

    Args:
        uow: The step.
        chart: One that comes with the program, or that was read from a file.
        title: How history calls it; by default its id.

    Returns:
        How many accounts and lines were added or changed.
    """
    uow.describe(chart=title or chart.id)
    session = uow.session
    known = set(session.scalars(select(model.Account.number)))
    new = [account for account in chart.accounts if account.number not in known]
    session.add_all(
        model.Account(number=account.number, names=dict(account.names)) for account in new
    )
    rules = {rule.prefix: rule for rule in session.scalars(select(model.LineRule))}
    changed = [
        (prefix, line)
        for prefix, line in chart.lines.items()
        if prefix not in rules or rules[prefix].line != line
    ]
    for prefix, line in changed:
        _put_line(uow, rules.get(prefix), prefix, line)
    return len(new) + len(changed)


@service("Add the account {number}")
def add_account(uow: UnitOfWork, *, number: str, names: Mapping[str, str]) -> None:
    """Add an account to the chart.

    Args:
        uow: The step.
        number: Such as ``"4010"``; its beginning decides on which line it stands.
        names: The name in each language: ``{"fi": "Palkat", "sv": "Löner"}``.

    Raises:
        NotAllowed: The chart has such an account already.
    """
    if _account(uow, number) is not None:
        raise NotAllowed(
            _("The account {number} is already in the chart.").format(number=number),
            hint=_("Rename it, or choose another number."),
            kind="account-exists",
        )
    uow.session.add(model.Account(number=number, names=dict(names)))


@service("Rename the account {number}")
def rename_account(
    uow: UnitOfWork, *, number: str, names: Mapping[str, str], if_version: int
) -> None:
    """Give an account other names.

    Args:
        uow: The step.
        number: The account.
        names: All its names by language; they replace the present ones.
        if_version: The version of the account as it was read.

    Raises:
        UsageError: The chart has no such account.
        Conflict: Somebody changed it meanwhile.
    """
    account = _known_account(uow, number)
    _refuse_lost_update(account, if_version, account.names)
    account.names = dict(names)
    account.version += 1


@service("Remove the account {number}")
def remove_account(uow: UnitOfWork, *, number: str) -> None:
    """Remove an account that no plan uses; imported entries keep their number.

    Raises:
        UsageError: The chart has no such account.
        Conflict: A plan uses it.
    """
    uow.session.delete(_known_account(uow, number))


def _account(uow: UnitOfWork, number: str) -> model.Account | None:
    return uow.session.scalar(select(model.Account).where(model.Account.number == number))


def _known_account(uow: UnitOfWork, number: str) -> model.Account:
    account = _account(uow, number)
    if account is None:
        raise UsageError(
            _("There is no account {number} in the chart.").format(number=number),
            hint=_("Add it first, or check the number."),
            kind="unknown-account",
        )
    return account


def _refuse_lost_update(row: Any, if_version: int, present: object) -> None:
    if row.version != if_version:
        raise Conflict(
            _("It was changed meanwhile; now it says: {value}.").format(value=present),
            hint=_("Look at the present value and make your change again."),
        )


@service("Put the accounts {prefix}… on the line “{line}”")
def set_line(uow: UnitOfWork, *, prefix: str, line: str | None) -> None:
    """Say on which line of the statement accounts beginning with a prefix stand; None forgets it.

    Args:
        uow: The step.
        prefix: The beginning of account numbers; the longest that fits an account wins.
        line: The id of the line, such as ``activity_other``.

    Raises:
        UsageError: There is no such line.
    """
    uow.describe(line=line or "-")
    rule = uow.session.scalar(select(model.LineRule).where(model.LineRule.prefix == prefix))
    if line is not None:
        side_of(line)
        _put_line(uow, rule, prefix, line)
    elif rule is not None:
        uow.session.delete(rule)


def _put_line(uow: UnitOfWork, rule: model.LineRule | None, prefix: str, line: str) -> None:
    if rule is None:
        uow.session.add(model.LineRule(prefix=prefix, line=line))
    elif rule.line != line:
        rule.line = line
        rule.version += 1


@service("Add the cost centre {code}")
def add_cost_centre(
    uow: UnitOfWork,
    *,
    code: str,
    names: Mapping[str, str],
    starts_on: date | None = None,
    ends_on: date | None = None,
    parent: str | None = None,
) -> None:
    """Add a cost centre, below another one if ``parent`` names it.

    Raises:
        NotAllowed: There is one with this code.
        UsageError: There is no such parent.
    """
    if _cost_centre(uow, code) is not None:
        raise NotAllowed(
            _("There is already a cost centre {code}.").format(code=code),
            hint=_("Change it, or choose another code."),
            kind="cost-centre-exists",
        )
    above = None if parent is None else _known_cost_centre(uow, parent).id
    row = model.CostCentre(
        code=code, names=dict(names), starts_on=starts_on, ends_on=ends_on, parent_id=above
    )
    uow.session.add(row)


@service("Change the cost centre {code}")
def change_cost_centre(
    uow: UnitOfWork,
    *,
    code: str,
    if_version: int,
    names: Mapping[str, str],
    starts_on: date | None = None,
    ends_on: date | None = None,
) -> None:
    """Give a cost centre other names and days.

    Args:
        uow: The step.
        code: The cost centre.
        if_version: The version of the cost centre as it was read.
        names: All its names by language; they replace the present ones.
        starts_on: Its first day; None takes the present one away.
        ends_on: Its last day; None takes the present one away.

    Raises:
        UsageError: There is no such cost centre.
        Conflict: Somebody changed it meanwhile.
    """
    centre = _known_cost_centre(uow, code)
    _refuse_lost_update(centre, if_version, centre.names)
    centre.names = dict(names)
    centre.starts_on = starts_on
    centre.ends_on = ends_on
    centre.version += 1


@service("Group cost centres as “{name}”")
def add_cost_centre_group(uow: UnitOfWork, *, name: str, codes: Iterable[str]) -> None:
    """Look at cost centres together as one activity.

    Raises:
        UsageError: One of the cost centres does not exist.
        Conflict: There is a group of this name.
    """
    centres = [_known_cost_centre(uow, code) for code in codes]
    uow.session.add(model.CostCentreGroup(name=name, cost_centres=centres))


@service("Remove the group “{name}”")
def remove_cost_centre_group(uow: UnitOfWork, *, name: str) -> None:
    """Remove a group; its cost centres stay.

    Raises:
        UsageError: There is no such group.
    """
    statement = select(model.CostCentreGroup).where(model.CostCentreGroup.name == name)
    group = uow.session.scalar(statement)
    if group is None:
        raise UsageError(
            _("There is no group “{name}”.").format(name=name),
            hint=_("Check the name."),
            kind="unknown-group",
        )
    uow.session.delete(group)


def _cost_centre(uow: UnitOfWork, code: str) -> model.CostCentre | None:
    return uow.session.scalar(select(model.CostCentre).where(model.CostCentre.code == code))


def _known_cost_centre(uow: UnitOfWork, code: str) -> model.CostCentre:
    centre = _cost_centre(uow, code)
    if centre is None:
        raise UsageError(
            _("There is no cost centre {code}.").format(code=code),
            hint=_("Add it first, or check the code."),
            kind="unknown-cost-centre",
        )
    return centre


@service("Add the project {code}")
def add_project(uow: UnitOfWork, *, code: str, names: Mapping[str, str]) -> None:
    """Add an accounting project.

    Raises:
        NotAllowed: There is one with this code.
    """
    statement = select(model.AccountingProject).where(model.AccountingProject.code == code)
    if uow.session.scalar(statement) is not None:
        raise NotAllowed(
            _("There is already a project {code}.").format(code=code),
            hint=_("Choose another code."),
            kind="project-exists",
        )
    uow.session.add(model.AccountingProject(code=code, names=dict(names)))
