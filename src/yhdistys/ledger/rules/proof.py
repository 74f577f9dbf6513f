"""The file's own figures against its entries: subtotals, totals, running balances, vouchers.

An export that says "Yhteensä 646 vientiä" can be proven to have been read completely. Each subtotal
or total row is one check; every figure on it must agree with the entries of the same stretch.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final, NamedTuple

from yhdistys.exchange.cells import UNREADABLE
from yhdistys.exchange.imports import LedgerLine, ProofCheck
from yhdistys.i18n import _
from yhdistys.ledger.rules.balances import running_balance_checks
from yhdistys.ledger.rules.classes import RowClass
from yhdistys.ledger.rules.signs import Sides
from yhdistys.ledger.rules.table_rows import LedgerRows
from yhdistys.values.money import from_cents

_ENTRY_COUNT = re.compile(
    r"\b([0-9]+)\s*(?:vienti|kirjaus|tapahtuma|rivi|entr|poster|bokf)", re.IGNORECASE
)
_FIGURES: Final = ("amount", "change", "debit", "credit", "balance")
_ACCOUNT, _SECTION, _FILE, _BLOCK = "account", "section", "file", "block"
_ORDER: Final = {
    RowClass.SUBTOTAL: (_BLOCK, _ACCOUNT, _SECTION, _FILE),
    RowClass.TOTAL: (_ACCOUNT, _FILE, _SECTION, _BLOCK),
}
_MOST_SINGLE_VOUCHERS: Final = 0.5
_MOST_UNBALANCED: Final = 0.1
_MANY_VOUCHERS: Final = 10


class Sums(NamedTuple):
    """The sums of a stretch of entries; debit, credit and amount signed as in the file."""

    debit: int = 0
    credit: int = 0
    amount: int = 0
    net: int = 0
    entries: int = 0

    def since(self, start: Sums) -> Sums:
        """Return what was added after ``start``."""
        return Sums(*(now - then for now, then in zip(self, start, strict=True)))


@dataclass(slots=True)
class _Mismatch:
    """A figure of the file beside that of the entries: cents, or a number of entries."""

    expected: int
    found: int
    is_count: bool = False


def prove_figures(
    table: LedgerRows, classes: Sequence[RowClass], nets: Mapping[int, int]
) -> tuple[ProofCheck, ...]:
    """Compare every subtotal, total and running balance of the file with its entries.

    Args:
        table: The rows as the classifier left them.
        classes: The class of each row.
        nets: Index of each entry to its debit minus credit in cents.
    """
    prover = _Prover(table, nets)
    sums = tuple(prover.checks(classes))
    balances = running_balance_checks(table, classes, nets)
    proven_by_total = prover.accounts_with_total
    return sums + tuple(
        check for account, check in balances if not check.ok or account not in proven_by_total
    )


class _Prover:
    """Adds up the entries row by row and stops at each row that carries sums."""

    def __init__(self, table: LedgerRows, nets: Mapping[int, int]) -> None:
        self._table = table
        self._nets = nets
        self._now = Sums()
        self._marks = dict.fromkeys((_ACCOUNT, _SECTION, _FILE, _BLOCK), Sums())
        self._account = ""
        self._opening = 0
        self._last_entry = max(nets, default=-1)
        self.accounts_with_total: set[str] = set()

    def checks(self, classes: Sequence[RowClass]) -> Iterator[ProofCheck]:
        for index, kind in enumerate(classes):
            if kind is RowClass.ENTRY:
                self._add(index)
            elif kind in {RowClass.OPENING, RowClass.HEADING}:
                self._open(index)
            elif kind in _ORDER and (figures := self._figures(index)):
                yield self._check(index, kind, figures)

    def _add(self, index: int) -> None:
        table = self._table
        account = table.account[index]
        if account != self._account:
            self._start_account(account)
        debit, credit, amount = (
            _number(table, name, index) for name in ("debit", "credit", "amount")
        )
        now = self._now
        self._now = Sums(
            now.debit + debit,
            now.credit + credit,
            now.amount + amount,
            now.net + self._nets[index],
            now.entries + 1,
        )

    def _start_account(self, account: str) -> None:
        self._account = account
        self._opening = 0
        self._marks[_ACCOUNT] = self._now

    def _open(self, index: int) -> None:
        """Take the balance an account begins with."""
        account = self._table.account[index] or self._table_heading(index)
        if account and account != self._account:
            self._start_account(account)
        opening = _number(self._table, "opening", index) or _number(self._table, "balance", index)
        self._opening = opening or self._opening

    def _table_heading(self, index: int) -> str:
        """Return the account the next entry belongs to, when this row does not name it."""
        later = range(index + 1, min(index + 4, len(self._table.account)))
        return next((self._table.account[one] for one in later if self._table.account[one]), "")

    def _figures(self, index: int) -> dict[str, int]:
        figures = {
            name: cents
            for name in _FIGURES
            if (cents := self._table.money[name][index]) is not None and cents is not UNREADABLE
        }
        for cell in self._table.rows[index]:
            if isinstance(cell, str) and (found := _ENTRY_COUNT.search(cell)):
                figures["entries"] = int(found[1])
        return figures

    def _check(self, index: int, kind: RowClass, figures: dict[str, int]) -> ProofCheck:
        scopes = self._likely_scopes(index, kind)
        mismatches = {scope: self._mismatch(figures, scope) for scope in scopes}
        scope = next((one for one in scopes if mismatches[one] is None), scopes[0])
        figure = mismatches[scope] or self._agreement(figures)
        if scope == _FILE and index < self._last_entry:
            scope = _SECTION
        check = self._proof(index, kind, scope, figure)
        self._pass(kind, scope)
        return check

    def _likely_scopes(self, index: int, kind: RowClass) -> tuple[str, ...]:
        """Return the stretches the row may sum up, the likeliest first."""
        own = self._table.account[index]
        is_new = self._now.entries > self._marks[_BLOCK].entries
        after_account = self._account in self.accounts_with_total and not is_new
        if kind is RowClass.TOTAL and after_account and own != self._account:
            return (_FILE, _SECTION, _ACCOUNT)
        return _ORDER[kind]

    def _mismatch(self, figures: dict[str, int], scope: str) -> _Mismatch | None:
        """Return the first figure that disagrees with the entries of a stretch."""
        sums = self._now.since(self._marks[scope])
        is_alone = ("debit" in figures) != ("credit" in figures)
        for name, expected in figures.items():
            accepted = self._accepted(name, sums, is_alone=is_alone)
            if expected not in accepted:
                return _Mismatch(expected, accepted[0], is_count=name == "entries")
        return None

    def _accepted(self, name: str, sums: Sums, *, is_alone: bool) -> tuple[int, ...]:
        """Return the values a figure may have; systems differ in signs and openings."""
        net = sums.net
        if name == "entries":
            return (sums.entries,)
        if name == "balance":
            account_net = self._now.since(self._marks[_ACCOUNT]).net
            return (*self._balances(account_net), *self._balances(net))
        if name == "change":
            return (net, -net)
        value = getattr(sums, name)
        return (value, -value, net, -net) if is_alone else (value, -value)

    def _balances(self, net: int) -> tuple[int, int, int, int]:
        return (self._opening + net, self._opening - net, net, -net)

    @staticmethod
    def _agreement(figures: dict[str, int]) -> _Mismatch:
        told = (name for name in (*_FIGURES, "entries") if figures.get(name))
        name = next(told, "")
        value = figures.get(name, 0)
        return _Mismatch(value, value, is_count=name == "entries")

    def _proof(self, index: int, kind: RowClass, scope: str, figure: _Mismatch) -> ProofCheck:
        name = "subtotal" if kind is RowClass.SUBTOTAL else f"{scope}-total"
        name = "entry-count" if figure.is_count else name
        places = {
            "entry-count": _("number of entries in row {row}"),
            "subtotal": _("subtotal in row {row}, account {account}"),
            "account-total": _("total of account {account} in row {row}"),
            "file-total": _("total of the whole file in row {row}"),
        }
        place = places.get(name, _("total in row {row}"))
        row = self._table.row_number(index)
        value = Decimal if figure.is_count else from_cents
        return ProofCheck(
            name=name,
            place=place.format(row=row, account=self._account),
            expected=value(figure.expected),
            found=value(figure.found),
            ok=figure.expected == figure.found,
            row=row,
        )

    def _pass(self, kind: RowClass, scope: str) -> None:
        """Start new stretches after a row with sums."""
        self._marks[_BLOCK] = self._now
        if kind is RowClass.TOTAL and scope == _ACCOUNT:
            self.accounts_with_total.add(self._account)
        elif kind is RowClass.TOTAL:
            self._marks[_SECTION] = self._now


def _number(table: LedgerRows, name: str, index: int) -> int:
    cents = table.money[name][index]
    return cents if isinstance(cents, int) else 0


@dataclass(frozen=True, slots=True)
class UnbalancedVoucher:
    """A voucher whose sides differ: its first row and debit minus credit in cents."""

    voucher: str
    row: int
    difference: int


def prove_vouchers(
    lines: Sequence[LedgerLine], sides: Sides
) -> tuple[tuple[ProofCheck, ...], tuple[UnbalancedVoucher, ...]]:
    """Check that debit equals credit in each voucher, where the file carries both sides.

    A ledger of income and expenses only cannot balance and is not judged: it is taken to carry
    both sides when it has accounts of the balance sheet and most of its vouchers have two sides,
    or when nearly all of many vouchers balance.
    """
    differences: dict[str, int] = {}
    for line in lines:
        voucher = line[1]
        differences[voucher] = differences.get(voucher, 0) + line[9] - line[10]
    differences.pop("", None)
    wrong = {voucher: cents for voucher, cents in differences.items() if cents}
    if not differences or not _carries_both_sides(lines, wrong, len(differences), sides):
        return (), ()
    unbalanced = tuple(_unbalanced(lines, wrong))
    every = ProofCheck(
        name="vouchers",
        place=_("debit and credit of {count} vouchers").format(count=len(differences)),
        expected=from_cents(0),
        found=from_cents(sum(map(abs, wrong.values()))),
        ok=not wrong,
    )
    return (every, *map(_voucher_check, unbalanced)), unbalanced


def _carries_both_sides(
    lines: Sequence[LedgerLine], wrong: Mapping[str, int], vouchers: int, sides: Sides
) -> bool:
    if vouchers >= _MANY_VOUCHERS and len(wrong) <= _MOST_UNBALANCED * vouchers:
        return True
    accounts = {line.account for line in lines}
    if not any(sides(account) == "balance" for account in accounts):
        return False
    on_debit = {line.voucher for line in lines if line.debit_cents > 0 or line.credit_cents < 0}
    on_credit = {line.voucher for line in lines if line.credit_cents > 0 or line.debit_cents < 0}
    single = (on_debit ^ on_credit) & wrong.keys()
    return len(single) <= _MOST_SINGLE_VOUCHERS * vouchers


def _unbalanced(
    lines: Sequence[LedgerLine], wrong: Mapping[str, int]
) -> Iterator[UnbalancedVoucher]:
    rows: dict[str, int] = {}
    for line in lines if wrong else ():
        if line.voucher in wrong:
            rows.setdefault(line.voucher, line.row)
    for voucher, row in rows.items():
        yield UnbalancedVoucher(voucher, row, wrong[voucher])


def _voucher_check(unbalanced: UnbalancedVoucher) -> ProofCheck:
    return ProofCheck(
        name="voucher",
        place=_("debit and credit of voucher {voucher}").format(voucher=unbalanced.voucher),
        expected=from_cents(0),
        found=from_cents(unbalanced.difference),
        ok=False,
        row=unbalanced.row,
    )
