"""The chart of accounts, the statement lines, and the neutral cost categories."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import select

from yhdistys.errors import Conflict, NotAllowed, UsageError
from yhdistys.i18n import _, data_text
from yhdistys.ledger import model
from yhdistys.ledger.queries.chart import category_rules, chart_preset
from yhdistys.ledger.rules.categories import refuse_unknown_category
from yhdistys.ledger.rules.chart import Chart, side_of
from yhdistys.store.unit_of_work import UnitOfWork, service


@service("Take the chart of accounts “{chart}” into use")
def take_chart(uow: UnitOfWork, *, chart: Chart, title: str = "") -> int:
    """Add a chart's accounts, statement lines and cost categories.

    Accounts that are there keep their names.

    Args:
        uow: The step.
        chart: One that comes with the program, or that was read from a file.
        title: How history calls it; by default its id.

    Returns:
        How many accounts, lines and categories were added or changed.

    Raises:
        UsageError: The chart names a line or a category that there is not.
    """
    uow.describe(chart=title or chart.id)
    for line in chart.lines.values():
        side_of(line)
    for category in chart.categories.values():
        refuse_unknown_category(category)
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
    return len(new) + len(changed) + _put_categories(uow, chart.categories)


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
    refuse_lost_update(account, if_version, account.names)
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


def refuse_lost_update(row: Any, if_version: int, present: object) -> None:
    """Refuse a change of what somebody changed since it was read.

    Raises:
        Conflict: The row has another version now.
    """
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


@service("Put the accounts {prefix}… in the cost category “{category}”")
def set_category(uow: UnitOfWork, *, prefix: str, category: str | None) -> None:
    """Say in which cost category accounts beginning with a prefix are; None forgets it.

    Args:
        uow: The step.
        prefix: The beginning of account numbers; the longest that fits an account wins.
        category: The id of the category, such as ``premises``.

    Raises:
        UsageError: There is no such category.
    """
    uow.describe(category=category or "-")
    if category is not None:
        refuse_unknown_category(category)
        _put_categories(uow, {prefix: category})
        return
    statement = select(model.CategoryRule).where(model.CategoryRule.prefix == prefix)
    rule = uow.session.scalar(statement)
    if rule is not None:
        uow.session.delete(rule)


@service("Take the usual cost categories of “{chart}”")
def take_categories(uow: UnitOfWork, *, chart_id: str) -> int:
    """Add the cost categories of a chart that comes with the program; those that are there stay.

    Args:
        uow: The step.
        chart_id: Such as ``fi_common``.

    Returns:
        How many were added.

    Raises:
        UsageError: There is no such chart.
    """
    chart = chart_preset(chart_id)
    uow.describe(chart=data_text(chart.title))
    return _put_categories(uow, {**chart.categories, **category_rules(uow.session)})


def _put_categories(uow: UnitOfWork, categories: Mapping[str, str]) -> int:
    """Put each prefix in its category; return how many rules were added or changed."""
    rules = {rule.prefix: rule for rule in uow.session.scalars(select(model.CategoryRule))}
    changed = 0
    for prefix, category in categories.items():
        rule = rules.get(prefix)
        if rule is None:
            uow.session.add(model.CategoryRule(prefix=prefix, category=category))
        elif rule.category != category:
            rule.category = category
            rule.version += 1
        else:
            continue
        changed += 1
    return changed
