"""The files of the sample, read by others than the program."""

from __future__ import annotations

import csv
import subprocess
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from python_calamine import CalamineWorkbook

from yhdistys.sample.files import BUDGET_FILES, LEDGER_FILES, sheets, workbook_bytes
from yhdistys.sample.ledger import opening_balances, vouchers_between
from yhdistys.sample.vouchers import balances
from yhdistys.values.money import from_cents, parse_amount

COSTS = {
    "paakirja_2023.csv": "435728.52",
    "paakirja_2024.xlsx": "480616.64",
    "paakirja_2025_01-08.xlsx": "348475.52",
    "paakirja_2025_01-09.xlsx": "390106.05",
    "paakirja_2025_10-12.xlsx": "130282.06",
}


def rows_of(path: Path) -> list[list[Any]]:
    if path.suffix == ".csv":
        text = path.read_text(encoding="cp1252")
        return list(csv.reader(text.splitlines(), delimiter=";"))
    return CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()


def is_cost(account: str) -> bool:
    return account[0] in "45" or account[:2] in {"74", "91"}


def number(cell: Any) -> Decimal:
    if isinstance(cell, str):
        return parse_amount(cell) if cell else Decimal(0)
    return round(Decimal(str(cell)), 2)


def entries(path: Path) -> list[tuple[str, str, Decimal]]:
    """Return account, voucher and amount (debit positive) of each entry of a ledger file."""
    rows = rows_of(path)
    head = next(index for index, row in enumerate(rows) if "Selite" in row)
    names = {str(name).removesuffix(" €"): place for place, name in enumerate(rows[head])}
    voucher = names.get("Tosite", names.get("Tositenumero", 0))
    credit_sign = 1 if path.suffix == ".csv" else -1
    account, result = "", []
    for row in rows[head + 1 :]:
        if row[names["Tili"]] not in {"", "Yhteensä"} and not str(row[0]).startswith("Yhteensä"):
            account = str(row[names["Tili"]]).split()[0].removesuffix(".0")
        if row[voucher] and row[names["Selite"]]:
            amount = number(row[names["Debet"]]) + credit_sign * number(row[names["Kredit"]])
            result.append((account, str(row[voucher]), amount))
    return result


def test_the_folder_holds_every_file(folder: Path) -> None:
    assert sorted(path.name for path in folder.iterdir()) == sorted([*LEDGER_FILES, *BUDGET_FILES])


@pytest.mark.parametrize("name", LEDGER_FILES)
def test_a_ledger_file_holds_the_promised_costs_and_balances(folder: Path, name: str) -> None:
    found = entries(folder / name)
    assert sum(amount for account, _, amount in found if is_cost(account)) == Decimal(COSTS[name])
    assert sum(amount for _, _, amount in found) == 0


def test_the_costs_of_the_august_ledger_are_some_of_them_other_in_the_september_one(
    folder: Path,
) -> None:
    before, now = (
        {(account, voucher, amount) for account, voucher, amount in entries(folder / name)}
        for name in ("paakirja_2025_01-08.xlsx", "paakirja_2025_01-09.xlsx")
    )
    assert {voucher for _, voucher, _ in before - now} == {"OL-0806", "MU-0822"}
    later = {voucher for _, voucher, _ in now - before if voucher[3:5] != "09"}
    assert later == {"OL-0806", "KU-0829"}


def test_the_csv_is_of_an_old_accounting_program(folder: Path) -> None:
    content = (folder / "paakirja_2023.csv").read_bytes()
    with pytest.raises(UnicodeDecodeError):
        content.decode("utf-8")
    rows = rows_of(folder / "paakirja_2023.csv")
    assert rows[4] == ["Tili", "Tosite", "Pvm", "Selite", "Kp", "Debet €", "Kredit €", "Saldo €"]
    assert {len(row) for row in rows} == {8}
    assert ["3000 Osallistumismaksut", *[""] * 7] in rows
    assert all(number(row[6]) <= 0 for row in rows[5:])


def test_the_running_balance_of_the_csv_follows_its_entries(folder: Path) -> None:
    balance = Decimal(0)
    for row in rows_of(folder / "paakirja_2023.csv")[5:-1]:
        if row[0]:
            balance = Decimal(0)
        elif row[1]:
            balance += number(row[5]) + number(row[6])
            assert number(row[7]) == balance
        elif row[3].startswith("Alkusaldo"):
            balance = number(row[7])
        elif row[3]:
            assert number(row[7]) == balance


def test_the_report_of_2024_begins_after_twenty_rows(folder: Path) -> None:
    rows = rows_of(folder / "paakirja_2024.xlsx")
    assert rows[20][:3] == ["Tositenumero", "Tositepäivä", "Tili"]
    assert rows[20][-2:] == ["Kustannuspaikka", "Rahoittaja"]
    assert {row[7] for row in rows[21:]} >= {"20 Kohtaamispaikka", "40 Silta työhön -hanke", ""}
    assert isinstance(rows[21][1], date)


@pytest.mark.parametrize("name", LEDGER_FILES[2:])
def test_month_sums_and_balances_of_2025_agree_with_the_entries(folder: Path, name: str) -> None:
    rows = rows_of(folder / name)[5:]
    balance, month, account = Decimal(0), [Decimal(0), Decimal(0)], [Decimal(0), Decimal(0)]
    for row in rows[:-1]:
        sides = [number(row[7]), number(row[8])]
        if row[6] == "Alkusaldo":
            balance = number(row[9])
        elif row[0]:
            balance += sides[0] - sides[1]
            month = [one + other for one, other in zip(month, sides, strict=True)]
            assert number(row[9]) == balance
        elif row[1] == "Yhteensä":
            assert (sides, number(row[9])) == (account, balance)
            balance, account = Decimal(0), [Decimal(0), Decimal(0)]
        else:
            assert sides == month
            account = [one + other for one, other in zip(account, month, strict=True)]
            month = [Decimal(0), Decimal(0)]


def test_the_autumn_ledger_starts_where_september_ended(folder: Path) -> None:
    rows = rows_of(folder / "paakirja_2025_10-12.xlsx")
    opening = {str(row[0])[:4]: number(row[9]) for row in rows if row[6] == "Alkusaldo"}
    vouchers = vouchers_between(date(2025, 1, 1), date(2025, 9, 30))
    ended = balances(vouchers, opening_balances(2025))
    assert opening == {
        account: from_cents(amount) for account, amount in sorted(ended.items()) if amount
    }


@pytest.mark.parametrize(
    ("name", "result"), list(zip(BUDGET_FILES, ("-3000", "-2726", "-1515"), strict=True))
)
def test_a_budget_file_adds_up_to_its_result(folder: Path, name: str, result: str) -> None:
    rows = rows_of(folder / name)
    lines = [row for row in rows[5:] if row[0] and row[2] != ""]
    assert rows[1][0] == f"TALOUSARVIO {name[12:16]}"
    assert len(rows[4]) == 17
    for row in lines:
        assert sum(map(number, row[4:16])) == number(row[16])
    total = sum((-1 if is_cost(str(row[0])) else 1) * number(row[16]) for row in lines)
    assert total == Decimal(result)
    assert rows[-1][1] == "TILIKAUDEN TULOS"
    assert number(rows[-1][16]) == Decimal(result)


@pytest.mark.libreoffice
@pytest.mark.slow
def test_the_formulas_of_a_budget_calculate_to_the_values_beside_them(
    folder: Path, tmp_path: Path
) -> None:
    sheet = sheets()["talousarvio_2025.xlsx"]
    _without_values(folder / "talousarvio_2025.xlsx", tmp_path / "plain.xlsx")
    subprocess.run(
        [
            "soffice",
            f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}",
            *("--headless", "--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir"),
            *(str(tmp_path / "out"), str(tmp_path / "plain.xlsx")),
        ],
        check=True,
        capture_output=True,
        timeout=100,
    )
    calculated = rows_of(tmp_path / "out" / "plain.xlsx")
    told = rows_of(folder / "talousarvio_2025.xlsx")
    assert len(told) == len(sheet.rows)
    assert [list(map(_rounded, row)) for row in calculated] == [
        list(map(_rounded, row)) for row in told
    ]


def _without_values(source: Path, target: Path) -> None:
    """Copy a workbook without the stored values of its formulas."""
    import openpyxl  # noqa: PLC0415 - slow, and only this test needs it

    openpyxl.load_workbook(source).save(target)


def _rounded(cell: Any) -> Any:
    return round(cell, 2) if isinstance(cell, float) else cell


def test_the_same_sheet_gives_the_same_bytes() -> None:
    made: Mapping[str, Any] = sheets()
    first, again = (workbook_bytes(made["talousarvio_2025.xlsx"]) for _ in range(2))
    assert first == again
