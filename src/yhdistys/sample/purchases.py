"""Purchase invoices, card receipts and travel claims of a month.

The monthly value of each line is cut into pieces; a voucher takes one piece of one line, or of
several cost centres when one invoice serves them all.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random
from typing import Any, Final

from yhdistys.sample import cutting, days
from yhdistys.sample.facts import association, drawing, is_income, voucher_texts
from yhdistys.sample.vouchers import Posting, Voucher, against, posting

Key = tuple[str, str]
"""Account and cost centre."""

_NOT_PURCHASES: Final = ("4400", "4410", "9100")
_JULY: Final = 7
_WORTH_CUTTING: Final = 60_00
_DEFAULT_TERMS: Final = 7


@dataclass(slots=True)
class Group:
    """The pieces of one voucher to come: cost centre and positive cents, of one account."""

    account: str
    pieces: list[tuple[str, int]]

    @property
    def size(self) -> int:
        """The sum of the pieces in cents."""
        return sum(amount for _, amount in self.pieces)


def is_purchase(account: str) -> bool:
    """Say whether the account's costs come by invoices, receipts and claims."""
    expense = not is_income(account) and account.startswith(("4", "74"))
    return expense and account not in _NOT_PURCHASES


def purchases(values: Mapping[Key, int], year: int, month: int) -> list[Voucher]:
    """Return the vouchers of a month's purchases.

    Args:
        values: Cents in the income statement's sign; the lines told one by one are taken out.
        year: The year.
        month: The month.
    """
    draw = drawing("purchases", year, month)
    groups = _groups(values, draw)
    _fit(groups, _wanted(year, month, draw), draw)
    vouchers = _vouchers(groups, year, month, draw)
    return _on_one_statement(vouchers, year) if month == _JULY else vouchers


def _on_one_statement(vouchers: list[Voucher], year: int) -> list[Voucher]:
    """Book July's card receipts by the card's statement and its claims together."""
    result = [voucher for voucher in vouchers if voucher.series == "OL"]
    for series, account, name in (("KU", "1910", "Maksukortti"), ("MU", "2960", "Matkalaskut")):
        chosen = [voucher for voucher in vouchers if voucher.series == series]
        if not chosen:
            continue
        rows = [row for voucher in chosen for row in voucher.postings if row.account != account]
        last = max(chosen, key=lambda voucher: voucher.day)
        postings = against(rows, account, f"{name} {days.month_label(year, _JULY)}")
        result.append(replace(last, postings=postings))
    return result


def rule_of(account: str, cost_centre: str) -> Mapping[str, Any]:
    """Return the rule that tells how a line's vouchers look."""
    rules: list[Mapping[str, Any]] = voucher_texts()["purchases"]
    for rule in rules:
        if rule["account"] == account and cost_centre in rule.get("cost_centres", [cost_centre]):
            return rule
    raise KeyError(account, cost_centre)


def filled(template: str, day: date, draw: Random) -> str:
    """Fill the placeholders of a voucher's text."""
    trips: Mapping[str, str] = voucher_texts()["trips"]
    return template.format(
        number=draw.randint(1200, 89_900),
        month=days.month_label(day.year, day.month),
        week=day.isocalendar().week,
        year=day.year,
        date=days.written(day),
        destination=trips.get(f"{day:%Y-%m}", ""),
        accountant=_accountant(day.year),
    )


def _accountant(year: int) -> str:
    identity = association()["identity"]
    return str(identity["accountant_until_2023" if year == 2023 else "accountant"])  # noqa: PLR2004 - the last year of the former accountant


def _groups(values: Mapping[Key, int], draw: Random) -> list[Group]:
    together: dict[tuple[str, int], Group] = {}
    result: list[Group] = []
    for (account, cost_centre), value in sorted(values.items()):
        if not is_purchase(account) or not value:
            continue
        rule = rule_of(account, cost_centre)
        pieces = cutting.parts_of(-value, draw) if rule.get("splits") else (-value,)
        for number, amount in enumerate(pieces):
            if not rule.get("together"):
                result.append(Group(account, [(cost_centre, amount)]))
                continue
            key = (str(rule["texts"]), number)
            if key not in together:
                together[key] = Group(account, [])
                result.append(together[key])
            together[key].pieces.append((cost_centre, amount))
    return result


def _wanted(year: int, month: int, draw: Random) -> int:
    plan = voucher_texts()["vouchers_a_month"]
    if f"{year}-{month:02}" in plan["exact"]:
        return int(plan["exact"][f"{year}-{month:02}"])
    usual = plan["july"] if month == _JULY else plan["usual"]
    return int(usual) + draw.randint(-plan["spread"], plan["spread"])


def _fit(groups: list[Group], wanted: int, draw: Random) -> None:
    """Cut or join vouchers until there are about as many as wanted."""
    while len(groups) < wanted and (group := _largest_to_cut(groups)):
        cost_centre, amount = group.pieces[0]
        first, second = cutting.cut(amount, 2, draw)
        group.pieces[0] = (cost_centre, first)
        groups.append(Group(group.account, [(cost_centre, second)]))
    while len(groups) > wanted and (pair := _smallest_to_join(groups)):
        kept, given = pair
        kept.pieces.extend(given.pieces)
        groups.remove(given)


def _largest_to_cut(groups: list[Group]) -> Group | None:
    def cuttable(group: Group) -> bool:
        (cost_centre, amount), *more = group.pieces
        parts = sum(
            1
            for other in groups
            if other.account == group.account and other.pieces[0][0] == cost_centre
        )
        may = bool(rule_of(group.account, cost_centre).get("splits"))
        return may and not more and amount > _WORTH_CUTTING and parts < cutting.MOST_PARTS

    return max(filter(cuttable, groups), key=lambda group: group.size, default=None)


def _smallest_to_join(groups: list[Group]) -> tuple[Group, Group] | None:
    """Find two vouchers of one account and different cost centres, the smallest such pair."""
    pairs = [
        (one.size + other.size, index, one, other)
        for index, one in enumerate(groups)
        for other in groups[index + 1 :]
        if one.account == other.account
        and not {centre for centre, _ in one.pieces} & {centre for centre, _ in other.pieces}
    ]
    if not pairs:
        return None
    _, _, one, other = min(pairs, key=lambda pair: pair[:2])
    return one, other


def _vouchers(groups: list[Group], year: int, month: int, draw: Random) -> list[Voucher]:
    used: dict[str, int] = {}
    result = []
    for group in groups:
        rule = rule_of(group.account, group.pieces[0][0])
        texts: list[str] = rule["texts"]
        start = used.setdefault(str(texts), draw.randrange(len(texts)))
        used[str(texts)] = start + 1
        result.append(_voucher(group, rule, texts[start % len(texts)], (year, month), draw))
    return result


def _voucher(
    group: Group, rule: Mapping[str, Any], template: str, when: tuple[int, int], draw: Random
) -> Voucher:
    series, text = template.split(" ", 1)
    choices = days.working_days(*when) if series == "OL" else days.open_days(*when)
    day = days.drawn_day(choices, draw, rule.get("days"))
    text = filled(text, day, draw)
    rows = [
        posting(group.account, amount, text, cost_centre) for cost_centre, amount in group.pieces
    ]
    return paid_voucher(series, day, rows, int(rule.get("terms", _DEFAULT_TERMS)))


def paid_voucher(series: str, day: date, rows: list[Posting], terms: int) -> Voucher:
    """Return the voucher of costs: a receipt is paid by card, the others wait for payment."""
    text = rows[0].text
    if series == "KU":
        return Voucher(series=series, day=day, postings=against(rows, "1910", text))
    due_on = day + timedelta(days=terms)
    return Voucher(series=series, day=day, postings=against(rows, "2960", text), due_on=due_on)
