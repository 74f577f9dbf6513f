from __future__ import annotations

from pathlib import Path

import pytest

from plugins.report_cases import ACTUAL, PREVIOUS, YEAR, YEAR_BEFORE, context, text_rows
from yhdistys.documents.document import Document, Paragraph, Signatory, Signatures, computed_table
from yhdistys.documents.render import ENDINGS, rendered
from yhdistys.i18n import using
from yhdistys.ledger.queries import IncomeStatement
from yhdistys.ledger.rules.statement import StatementRow
from yhdistys.ledger.rules.statement import income_statement as statement_rows
from yhdistys.values.money import from_cents
from yhdistys.values.period import Month
from yhdistys_reports_fi.income_statement import asked_signatories, statement_document

RULES = {
    "3": "activity_income",
    "40": "activity_other",
    "44": "activity_other",
    "5": "activity_personnel",
    "73": "fundraising_income",
}
NAMES = {"3000": "Osallistumismaksut", "3900": "Palkkatuki", "4995": "Muut kulut (uusi tili)"}


def totals(entries: tuple[tuple[str, str | None, int, int], ...]) -> dict[str, int]:
    sums: dict[str, int] = {}
    for account, _centre, _month, cents in entries:
        sums[account] = sums.get(account, 0) + cents
    return sums


def rows() -> tuple[StatementRow, ...]:
    return statement_rows(totals(ACTUAL), RULES, previous=totals(PREVIOUS))


def statement(through: int = 9) -> IncomeStatement:
    return IncomeStatement(
        year=YEAR,
        through=Month(2025, through),
        previous=YEAR_BEFORE,
        rows=rows(),
        account_names=NAMES,
        without_line=("4995",),
    )


def document(
    *,
    with_accounts: bool = False,
    signatories: tuple[Signatory, ...] = (),
    cost_centre: str | None = None,
) -> Document:
    with using("en"):
        return statement_document(
            context(),
            statement(),
            with_accounts=with_accounts,
            signatories=signatories,
            cost_centre=cost_centre,
        )


def test_the_statutory_lines_stand_beside_the_year_before() -> None:
    assert text_rows(document().tables[0]) == [
        "h Ordinary activities | . | .",
        "b Income | 4918.20 | 686.25",
        "b Expenses | -20940.35 | -9650.00",
        "b Personnel expenses | -18412.55 | -8700.00",
        "b Depreciation | . | .",
        "b Other expenses | -2527.80 | -950.00",
        "s Surplus or deficit | -16022.15 | -8963.75",
        "h Fundraising | . | .",
        "b Income | 4840.00 | 2236.50",
        "b Expenses | . | .",
        "s Surplus or deficit | -11182.15 | -6727.25",
        "h Investments and financing | . | .",
        "b Income | . | .",
        "b Expenses | . | .",
        "s Surplus or deficit | -11182.15 | -6727.25",
        "b General grants | . | .",
        "t Result for the fiscal year | -11182.15 | -6727.25",
        "b Appropriations | . | .",
        "t Surplus (deficit) for the fiscal year | -11182.15 | -6727.25",
        "b Accounts without a line | -318.00 | .",
    ]


@pytest.mark.parametrize("with_accounts", [False, True])
def test_what_adds_up_in_the_table_is_what_the_rules_say(with_accounts: bool) -> None:  # noqa: FBT001 - a case
    table = document(with_accounts=with_accounts).tables[0]
    assert computed_table(table) == table
    expected = [
        None if row.amount_cents is None else from_cents(row.amount_cents) for row in rows()
    ]
    labels = {str(row.label) for row in rows()}
    shown = [row.cells[1] for row in table.rows if row.cells[0] in labels]
    assert shown == expected


def test_every_line_that_has_parts_is_a_sum_of_rows() -> None:
    table = document().tables[0]
    sums = {str(row.cells[0]): row.sums for row in table.rows if row.kind == "total"}
    assert sums == {
        "Result for the fiscal year": (14, 15),
        "Surplus (deficit) for the fiscal year": (16, 17),
    }
    assert table.rows[2].sums == (3, 4, 5)
    assert [row.sums for row in table.rows if row.kind == "subtotal"] == [
        (1, 2),
        (6, 8, 9),
        (10, 12, 13),
    ]


def test_the_accounts_stand_under_their_line_when_asked_for() -> None:
    lines = text_rows(document(with_accounts=True).tables[0])
    assert lines[1:4] == [
        "s Income | 4918.20 | 686.25",
        "b 3000 Osallistumismaksut | 718.20 | 686.25",
        "b 3900 Palkkatuki | 4200.00 | .",
    ]
    assert "b 5000 | -18412.55 | -8700.00" in lines


def test_accounts_outside_every_line_are_told() -> None:
    notes = [part.text for part in document().parts if isinstance(part, Paragraph)]
    assert notes == [
        (
            "These accounts carry money and stand on no line; they are in no sum: "
            "4995 Muut kulut (uusi tili)."
        )
    ]


def test_columns_name_the_same_months_of_both_years() -> None:
    titles = [column.title for column in document().tables[0].columns]
    dash = "\N{EN DASH}"
    assert titles == ["", f"1 Jan {dash} 30 Sep 2025", f"1 Jan {dash} 30 Sep 2024"]


def test_a_cost_centre_is_the_heading_of_its_table() -> None:
    table = document(cost_centre="20 Kohtaamispaikka").tables[0]
    assert (table.name, table.caption) == ("20 Kohtaamispaikka", "20 Kohtaamispaikka")


def test_signatories_are_asked_for_line_by_line() -> None:
    asked = asked_signatories("Helvi Toivanen, puheenjohtaja\n\n , toiminnanjohtaja\nOuti Harju\n")
    assert asked == (
        Signatory(name="Helvi Toivanen", role="puheenjohtaja"),
        Signatory(name="", role="toiminnanjohtaja"),
        Signatory(name="Outi Harju"),
    )
    assert document(signatories=asked).parts[-1] == Signatures(signatories=asked)


def test_without_signatories_nothing_is_left_to_sign() -> None:
    assert asked_signatories(None) == ()
    assert not [part for part in document().parts if isinstance(part, Signatures)]


@pytest.mark.parametrize("ending", ENDINGS)
def test_every_renderer_takes_the_statement(ending: str, tmp_path: Path) -> None:
    path = tmp_path / f"tuloslaskelma{ending}"
    path.write_bytes(rendered(document(with_accounts=True), ending))
    assert path.stat().st_size > 1000 or ending == ".csv"
