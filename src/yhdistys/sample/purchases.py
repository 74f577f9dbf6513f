"""Purchase invoices, card receipts and travel claims of a month.

The monthly value of each line is cut into pieces; a voucher takes one piece of one line, or of
several cost centres when one invoice serves them all.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from random import Random
from typing import Any, Final, NamedTuple

from yhdistys.sample import cutting, days
from yhdistys.sample.facts import association, drawing, is_income, voucher_texts
from yhdistys.sample.vouchers import Posting, Voucher, against, posting

Key = tuple[str, str]
"""Account and cost centre."""

_NOT_PURCHASES: Final = ("4400", "4410", "9100")
_JULY: Final = 7
_WORTH_CUTTING: Final = 60_00
_DEFAULT_TERMS: Final = 7


class Piece(NamedTuple):
    """What one row of a voucher to come takes from a line; the amount is positive cents."""

    account: str
    cost_centre: str
    amount: int

    @property
    def line(self) -> Key:
        """The line it is cut from."""
        return self.account, self.cost_centre

    @property
    def rule(self) -> Mapping[str, Any]:
        """The rule that tells how its voucher looks."""
        return rule_of(self.account, self.cost_centre)


Group = list[Piece]
"""The pieces of one voucher to come."""


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
    few = f"{year}-{month:02}" in voucher_texts()["vouchers_a_month"]["exact"]
    groups = _groups(values, draw, 2 if few else cutting.MOST_PARTS)
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


@cache
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


def _groups(values: Mapping[Key, int], draw: Random, most: int) -> list[Group]:
    together: dict[tuple[str, int], Group] = {}
    result: list[Group] = []
    for (account, cost_centre), value in sorted(values.items()):
        if not is_purchase(account) or not value:
            continue
        rule = rule_of(account, cost_centre)
        parts = cutting.parts_of(-value, draw, most) if rule.get("splits") else (-value,)
        if rule.get("ordered"):
            parts = tuple(sorted(parts, reverse=True))
        for number, amount in enumerate(parts):
            piece = Piece(account, cost_centre, amount)
            key = (str(rule["texts"]), number)
            if rule.get("together") and key in together:
                together[key].append(piece)
                continue
            together[key] = [piece]
            result.append(together[key])
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
        piece = group[0]
        first, second = cutting.cut(piece.amount, 2, draw)
        group[0] = piece._replace(amount=first)
        groups.append([piece._replace(amount=second)])
    while len(groups) > wanted and (pair := _smallest_to_join(groups)):
        kept, given = pair
        kept.extend(given)
        groups.remove(given)


def _size(group: Group) -> int:
    return sum(piece.amount for piece in group)


def _largest_to_cut(groups: list[Group]) -> Group | None:
    parts = Counter(group[0].line for group in groups)

    def cuttable(group: Group) -> bool:
        piece, *more = group
        may = bool(piece.rule.get("splits")) and not more and piece.amount > _WORTH_CUTTING
        return may and parts[piece.line] < cutting.MOST_PARTS

    return max(filter(cuttable, groups), key=_size, default=None)


def _smallest_to_join(groups: list[Group]) -> tuple[Group, Group] | None:
    """Find two vouchers that may be one, the smallest such pair: same rule, or small receipts."""
    pairs = [
        (not _same_rule(one, other), _size(one) + _size(other), index, one, other)
        for index, one in enumerate(groups)
        for other in groups[index + 1 :]
        if (_same_rule(one, other) or (one[0].rule.get("small") and other[0].rule.get("small")))
        and not {piece.line for piece in one} & {piece.line for piece in other}
    ]
    if not pairs:
        return None
    *_, one, other = min(pairs, key=lambda pair: pair[:3])
    return one, other


def _same_rule(one: Group, other: Group) -> bool:
    return one[0].rule is other[0].rule


def _vouchers(groups: list[Group], year: int, month: int, draw: Random) -> list[Voucher]:
    used: dict[str, int] = {}
    result = []
    for group in groups:
        templates: dict[str, str] = {}
        for piece in group:
            texts: list[str] = piece.rule["texts"]
            if str(texts) not in templates:
                first = 0 if piece.rule.get("ordered") else draw.randrange(len(texts))
                start = used.setdefault(str(texts), first)
                used[str(texts)] = start + 1
                templates[str(texts)] = texts[start % len(texts)]
        result.append(_voucher(group, templates, (year, month), draw))
    return result


def _voucher(
    group: Group, templates: Mapping[str, str], when: tuple[int, int], draw: Random
) -> Voucher:
    """Make a voucher of the pieces; the templates stand by the texts of their rules."""
    rule = group[0].rule
    series = next(iter(templates.values())).partition(" ")[0]
    choices = days.working_days(*when) if series == "OL" else days.open_days(*when)
    day = days.drawn_day(choices, draw, rule.get("days"))
    texts = {
        key: filled(template.partition(" ")[2], day, draw) for key, template in templates.items()
    }
    rows = [
        posting(piece.account, piece.amount, texts[str(piece.rule["texts"])], piece.cost_centre)
        for piece in group
    ]
    return paid_voucher(series, day, rows, int(rule.get("terms", _DEFAULT_TERMS)))


def paid_voucher(series: str, day: date, rows: list[Posting], terms: int) -> Voucher:
    """Return the voucher of costs: a receipt is paid by card, the others wait for payment."""
    text = rows[0].text
    if series == "KU":
        return Voucher(series=series, day=day, postings=against(rows, "1910", text))
    due_on = day + timedelta(days=terms)
    return Voucher(series=series, day=day, postings=against(rows, "2960", text), due_on=due_on)
