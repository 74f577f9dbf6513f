"""Looking through entries: filters, orders, sums, one voucher, and what a search finds."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from helpers.ledgers_built import (
    BANK,
    FEBRUARY,
    FEES,
    JANUARY,
    REIMPORTED,
    RENT,
    SALARIES,
    YEAR,
    ledger_of,
    paid,
)
from helpers.workspaces import ACTOR
from yhdistys.app import Workspace
from yhdistys.errors import UserError
from yhdistys.i18n import using
from yhdistys.ledger import queries, services
from yhdistys.ledger.queries import EntryFilter, EntryRow
from yhdistys.values.period import Month

OTHER = (
    paid("OL-10", "2025-03-03", RENT, 3_030, text="Äänentoisto 100 %"),
    paid("OL-9", "2025-03-03", RENT, -2_020, text="ÄÄNENTOISTO, hyvitys"),
    paid("OL-9", "2024-12-31", SALARIES, 1_010, text="Palkat_loma"),
)


@pytest.fixture
def books(either_workspace: Workspace) -> Workspace:
    """Fill the ledger with two years."""
    result = ledger_of(*JANUARY, *FEBRUARY, *OTHER)
    either_workspace.do(services.store_ledger, result=result)
    return either_workspace


def _rows(books: Workspace, chosen: EntryFilter, **told: Any) -> tuple[EntryRow, ...]:
    ids = books.read(queries.entry_ids, chosen=chosen, **told)
    return books.read(queries.entry_rows, ids=ids)


def _vouchers(books: Workspace, **filters: Any) -> list[str]:
    rows = _rows(books, EntryFilter(**filters))
    return list(dict.fromkeys(row.voucher for row in rows))


@pytest.mark.parametrize(
    ("filters", "vouchers"),
    [
        ({"year": 2024}, ["OL-9"]),
        ({"year": 2023}, []),
        ({"first": Month(2025, 2)}, ["4", "5", "OL-10", "OL-9"]),
        ({"last": Month(2024, 12)}, ["OL-9"]),
        ({"year": YEAR, "first": Month(2025, 1), "last": Month(2025, 1)}, ["1", "2", "3"]),
        ({"account": FEES}, ["1"]),
        ({"account": FEES[:2]}, []),
        ({"account_prefix": FEES[:1]}, ["1"]),
        ({"account_prefix": "%"}, []),
        ({"accounts": (FEES, "9999")}, ["1"]),
        ({"accounts": ()}, []),
        ({"cost_centre": "20"}, ["2", "4"]),
        ({"cost_centre": None, "account_prefix": "5"}, ["OL-9"]),
        ({"project": "P1"}, ["2"]),
        ({"project": None, "cost_centre": "20"}, ["4"]),
        ({"voucher": "OL-9"}, ["OL-9"]),
        ({"text": " äänenTOISTO "}, ["OL-10", "OL-9"]),
        ({"text": "100 %"}, ["OL-10"]),
        ({"text": "t_l"}, ["OL-9"]),
        ({"text": " "}, ["OL-9", "1", "2", "3", "4", "5", "OL-10"]),
        ({"least": Decimal("2510.00")}, ["4"]),
        ({"least": Decimal("20.20"), "most": Decimal("30.30")}, ["OL-10", "OL-9"]),
        ({"most": Decimal("10.10")}, ["OL-9"]),
    ],
    ids=str,
)
def test_entries_are_chosen_by_what_is_asked(
    books: Workspace, filters: dict[str, Any], vouchers: list[str]
) -> None:
    assert _vouchers(books, **filters) == vouchers


def test_entries_stand_in_the_order_asked_for(books: Workspace) -> None:
    every = EntryFilter(year=YEAR)
    by_voucher = _rows(books, every, order="voucher")
    numbers = list(dict.fromkeys(row.voucher for row in by_voucher))
    assert numbers == ["1", "2", "3", "4", "5", "OL-9", "OL-10"]
    by_amount = [row.debit + row.credit for row in _rows(books, every, order="amount")]
    assert by_amount == sorted(by_amount)
    for order, value in (("account", "account"), ("description", "description")):
        found = [getattr(row, value) for row in _rows(books, every, order=order)]
        assert found == sorted(found)
    forwards = books.read(queries.entry_ids)
    backwards = books.read(queries.entry_ids, descending=True)
    assert list(backwards) == list(reversed(forwards))


def test_rows_come_in_the_order_of_their_ids(books: Workspace) -> None:
    first, second, *_others = books.read(queries.entry_ids)
    rows = books.read(queries.entry_rows, ids=(second, 99_999, first, second))
    assert [row.id for row in rows] == [second, first, second]
    assert rows[1] == EntryRow(
        id=first, year=2024, voucher="OL-9", day=date(2024, 12, 31), account=SALARIES,
        cost_centre=None, project=None, description="Palkat_loma", debit=Decimal("10.10"),
        credit=Decimal("0.00"),
    )  # fmt: skip
    assert books.read(queries.entry_rows, ids=()) == ()


def test_an_empty_ledger_has_no_ids_and_no_sums(workspace: Workspace) -> None:
    assert list(workspace.read(queries.entry_ids)) == []
    nothing = queries.EntrySums(count=0, debit=Decimal("0.00"), credit=Decimal("0.00"))
    assert workspace.read(queries.entry_sums) == nothing


def test_sums_are_those_of_the_rows(books: Workspace) -> None:
    for chosen in (EntryFilter(), EntryFilter(account=RENT), EntryFilter(cost_centre=None)):
        rows = _rows(books, chosen)
        assert books.read(queries.entry_sums, chosen=chosen) == queries.EntrySums(
            count=len(rows),
            debit=sum((row.debit for row in rows), Decimal("0.00")),
            credit=sum((row.credit for row in rows), Decimal("0.00")),
        )


def test_replaced_entries_are_left_out(books: Workspace) -> None:
    changed = ledger_of(*REIMPORTED, *OTHER, file_name="uusi.xlsx")
    before = books.read(queries.entry_ids)
    books.do(services.store_ledger, result=changed)
    amounts = {row.debit for row in _rows(books, EntryFilter(voucher="2"))}
    assert amounts == {Decimal("2600.50"), Decimal("0.00")}
    assert len(books.read(queries.entry_rows, ids=before)) == len(before)


def test_a_voucher_tells_its_entries_and_its_file(books: Workspace) -> None:
    view = books.read(queries.voucher, year=YEAR, number="5")
    assert [(row.account, row.debit, row.credit) for row in view.entries] == [
        (RENT, Decimal("800.00"), Decimal("0.00")),
        (BANK, Decimal("0.00"), Decimal("800.00")),
    ] * 2
    assert (view.day, view.debit, view.is_balanced) == (
        date(2025, 2, 20), Decimal("1600.00"), True,
    )  # fmt: skip
    assert (view.file_name, view.imported_by) == ("paakirja.xlsx", ACTOR)
    with pytest.raises(UserError, match="no voucher 77") as refused:
        books.read(queries.voucher, year=YEAR, number="77")
    assert refused.value.kind == "unknown-voucher"


def test_a_voucher_that_was_given_back_tells_the_file_it_came_by(books: Workspace) -> None:
    def file_of(number: str) -> str:
        return books.read(queries.voucher, year=YEAR, number=number).file_name

    changed = ledger_of(*REIMPORTED, *OTHER, file_name="uusi.xlsx")
    books.do(services.store_ledger, result=changed)
    assert (file_of("1"), file_of("2")) == ("paakirja.xlsx", "uusi.xlsx")
    books.undo()
    assert (file_of("1"), file_of("2")) == ("paakirja.xlsx", "paakirja.xlsx")
    books.redo()
    assert (file_of("2"), file_of("6")) == ("uusi.xlsx", "uusi.xlsx")


def _found(books: Workspace, text: str, **told: Any) -> list[tuple[str, str]]:
    return [(one.kind, one.id) for one in books.read(queries.search, text=text, **told)]


def test_a_search_finds_by_number_and_by_name(books: Workspace) -> None:
    books.do(services.add_cost_centre, code="77", names={"fi": "Äijäkerho"})
    books.do(services.add_project, code="P7", names={"fi": "Avoin ovi"})
    assert _found(books, RENT)[0] == ("account", RENT)
    assert _found(books, "ÄIJÄ") == [("cost_centre", "77")]
    assert _found(books, "avoin  OVI") == [("project", "P7")]
    assert _found(books, " ") == []
    with using("sv"):
        assert ("account", BANK) in _found(books, "bankk")
    assert ("account", BANK) not in _found(books, "bankk")
    one = next(one for one in books.read(queries.search, text="1910") if one.id == BANK)
    assert (one.label, one.detail, one.year) == (
        "1910 Bank account", "Balance sheet: assets", None,
    )  # fmt: skip


def test_a_search_finds_vouchers_of_all_years_the_newest_first(books: Workspace) -> None:
    found = [one for one in books.read(queries.search, text="ol-") if one.kind == "voucher"]
    assert [(one.id, one.year) for one in found] == [
        ("OL-9", 2025), ("OL-10", 2025), ("OL-9", 2024),
    ]  # fmt: skip
    assert (found[0].label, found[0].detail) == (
        "OL-9 · 2025", "3 Mar 2025 ÄÄNENTOISTO, hyvitys",
    )  # fmt: skip
    assert _found(books, "l-1") == []


def test_no_kind_crowds_the_others_out_of_a_search(books: Workspace) -> None:
    found = _found(books, "1", limit=8)
    assert len(found) == 8
    assert found[0] == ("voucher", "1")
    assert {kind for kind, _id in found} == {"account", "cost_centre", "voucher", "project"}
