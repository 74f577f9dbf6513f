"""Which entries the page shows: the filters as a value, their words, and how they are kept."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, fields, replace
from decimal import Decimal
from typing import Any, Final

from yhdistys.gui.ledger_names import LedgerNames
from yhdistys.i18n import _, ngettext
from yhdistys.ledger.queries import EntryFilter
from yhdistys.values.chosen import ALL, Chosen, Every
from yhdistys.values.formats import money, month_text
from yhdistys.values.money import AmountError, parse_amount
from yhdistys.values.period import FiscalYear, Month

_EVERY: Final = "*"  # in memory: no code of a dimension; None is the choice of what has none
_WORDS: Final = ("account", "text", "voucher")
_DIMENSIONS: Final = ("cost_centre", "project")
_AMOUNTS: Final = ("least", "most")


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerFilter:
    """What the fields above the table say; what is empty does not matter.

    Attributes:
        year: The label of the fiscal year; None for all years.
        first: The first month.
        last: The last month.
        account: The number of an account, or its beginning.
        accounts: The numbers of several accounts, as another page asked for them.
        cost_centre: A code, None for entries without a cost centre.
        project: A code, None for entries without a project.
        text: A part of the description.
        voucher: The number of a voucher.
        least: The smallest amount in euros.
        most: The largest one.
    """

    year: int | None = None
    first: Month | None = None
    last: Month | None = None
    account: str = ""
    accounts: tuple[str, ...] = ()
    cost_centre: Chosen = ALL
    project: Chosen = ALL
    text: str = ""
    voucher: str = ""
    least: Decimal | None = None
    most: Decimal | None = None

    def asked(self, names: LedgerNames) -> EntryFilter:
        """Return what the ledger is asked; a number outside the chart is a beginning."""
        is_whole = self.account in names.accounts
        return EntryFilter(
            year=self.year,
            first=self.first,
            last=self.last,
            account=self.account if is_whole else None,
            account_prefix=None if is_whole else self.account or None,
            accounts=self.accounts or None,
            cost_centre=self.cost_centre,
            project=self.project,
            voucher=self.voucher or None,
            text=self.text or None,
            least=self.least,
            most=self.most,
        )

    @property
    def is_quickly_begun(self) -> bool:
        """Whether the first entries by day are found without looking through all of them."""
        return self == LedgerFilter(year=self.year, first=self.first, last=self.last)

    def without(self, part: str) -> LedgerFilter:
        """Return the filters without one of their ``told`` parts."""
        return _CLEARED[part](self)

    def cleared(self) -> LedgerFilter:
        """Return the fiscal year alone."""
        return LedgerFilter(year=self.year)

    def in_period(self, year: int | None, first: Month | None, last: Month | None) -> LedgerFilter:
        """Return the same filters in another period."""
        return replace(self, year=year, first=first, last=last)

    def known(self, names: LedgerNames) -> LedgerFilter:
        """Return the filters without codes that the association does not have."""
        return replace(
            self,
            cost_centre=_known(self.cost_centre, names.cost_centres),
            project=_known(self.project, names.projects),
        )

    def told(self, names: LedgerNames) -> dict[str, str]:
        """Return in words what narrows the entries beside the fiscal year, by part."""
        return dict(_told(self, names))


_CLEARED: Final[Mapping[str, Callable[[LedgerFilter], LedgerFilter]]] = {
    "months": lambda chosen: replace(chosen, first=None, last=None),
    "account": lambda chosen: replace(chosen, account="", accounts=()),
    "cost_centre": lambda chosen: replace(chosen, cost_centre=ALL),
    "project": lambda chosen: replace(chosen, project=ALL),
    "text": lambda chosen: replace(chosen, text=""),
    "voucher": lambda chosen: replace(chosen, voucher=""),
    "amount": lambda chosen: replace(chosen, least=None, most=None),
}
PARTS: Final = tuple(_CLEARED)
"""The parts of the filters that can be taken away, in their order."""


def _known(code: Chosen, names: Mapping[str, str]) -> Chosen:
    return ALL if isinstance(code, str) and code not in names else code


def _told(chosen: LedgerFilter, names: LedgerNames) -> Iterator[tuple[str, str]]:
    if chosen.first is not None or chosen.last is not None:
        yield "months", _span(chosen.first, chosen.last)
    if chosen.account or chosen.accounts:
        yield "account", _("Account: {account}").format(account=_account(chosen, names))
    if not isinstance(chosen.cost_centre, Every):
        name = names.cost_centre(chosen.cost_centre) or _("none")
        yield "cost_centre", _("Cost centre: {name}").format(name=name)
    if not isinstance(chosen.project, Every):
        name = names.project(chosen.project) or _("none")
        yield "project", _("Project: {name}").format(name=name)
    if chosen.text:
        yield "text", _("Text: {text}").format(text=chosen.text)
    if chosen.voucher:
        yield "voucher", _("Voucher: {number}").format(number=chosen.voucher)
    if chosen.least is not None or chosen.most is not None:
        yield "amount", _amounts(chosen.least, chosen.most)


def _span(first: Month | None, last: Month | None) -> str:
    if first == last:
        return month_text(first)
    if first is None:
        return _("Until {month}").format(month=month_text(last))
    if last is None:
        return _("From {month}").format(month=month_text(first))
    return f"{month_text(first)} – {month_text(last)}"


def _account(chosen: LedgerFilter, names: LedgerNames) -> str:
    if chosen.accounts:
        count = len(chosen.accounts)
        return ngettext("{n} account", "{n} accounts", count).format(n=count)
    is_whole = chosen.account in names.accounts
    return names.account(chosen.account) if is_whole else f"{chosen.account}…"


def _amounts(least: Decimal | None, most: Decimal | None) -> str:
    if least == most:
        return _("Amount: {amount}").format(amount=money(least))
    if least is None:
        return _("Amount: at most {amount}").format(amount=money(most))
    if most is None:
        return _("Amount: at least {amount}").format(amount=money(least))
    return _("Amount: {least} – {most}").format(least=money(least), most=money(most))


def wished(wish: Mapping[str, object], year: int | None) -> LedgerFilter:
    """Return the filters that another page or the search asks for.

    Args:
        wish: ``kind`` and ``id`` of something found, with ``year`` for a voucher; or any of the
            attributes of a ``LedgerFilter`` by name. A ``year`` of None, given, is all years.
        year: The label of the fiscal year when the wish names none.
    """
    names = {field.name for field in fields(LedgerFilter)}
    told: dict[str, Any] = {name: value for name, value in wish.items() if name in names}
    kind = wish.get("kind")
    if kind in {"account", "voucher", "cost_centre", "project"}:
        told[str(kind)] = wish.get("id")
        told["year"] = wish.get("year") or year
    for name in _WORDS:
        told[name] = str(told.get(name) or "")
    told["accounts"] = tuple(told.get("accounts") or ())
    return LedgerFilter(**{"year": year, **told})


def to_memory(chosen: LedgerFilter) -> dict[str, object]:
    """Return the filters as the memory of the window keeps them; the period is the window's."""
    kept: dict[str, object] = {name: getattr(chosen, name) for name in _WORDS}
    for name in _DIMENSIONS:
        code = getattr(chosen, name)
        kept[name] = _EVERY if isinstance(code, Every) else code
    for name in _AMOUNTS:
        amount = getattr(chosen, name)
        kept[name] = None if amount is None else str(amount)
    return {**kept, "all_years": chosen.year is None}


def from_memory(kept: object, year: int | None) -> LedgerFilter:
    """Return the filters as they were left; what cannot be read is left out."""
    told: Mapping[str, Any] = kept if isinstance(kept, Mapping) else {}
    found: dict[str, Any] = {name: str(told.get(name) or "") for name in _WORDS}
    for name in _DIMENSIONS:
        code = told.get(name, _EVERY)
        found[name] = ALL if code == _EVERY else None if code is None else str(code)
    for name in _AMOUNTS:
        found[name] = _amount(told.get(name))
    return LedgerFilter(year=None if told.get("all_years") is True else year, **found)


def _amount(kept: object) -> Decimal | None:
    try:
        return parse_amount(str(kept)) if kept else None
    except AmountError:
        return None


def months_to_choose(year: int | None, years: tuple[FiscalYear, ...]) -> tuple[Month, ...]:
    """Return the months of a fiscal year, or of all of them."""
    found = [month for one in years if year in {None, one.label} for month in one.months]
    return tuple(dict.fromkeys(found))
