"""What a new association is asked, and how the answers become its first fiscal year."""

from __future__ import annotations

from datetime import date
from typing import Final

from yhdistys.gui.period_words import month_name
from yhdistys.i18n import LazyText, _, lazy
from yhdistys.values.business_id import is_business_id
from yhdistys.values.fields import Field, FieldKind
from yhdistys.values.findings import Finding, Severity
from yhdistys.values.period import FiscalYear, Month

CHART_SENTENCES: Final[dict[str, LazyText]] = {
    "fi_common": lazy(
        "Income begins with 3, expenses with 4, 5 and 6, fundraising with 7. Choose this one if you"
        " do not know."
    ),
    "fi_compact": lazy(
        "Numbers end in 1: expenses begin with 4, fundraising with 5, financing with 6. Choose it"
        " if your accountant's numbers look like 4011."
    ),
}
"""What each chart of accounts is for."""
_FIRST_YEAR: Final = 1990
_LAST_YEAR: Final = 2100


def identity_fields() -> tuple[Field, ...]:
    """Return what is asked of the association itself."""
    return (
        Field(
            id="name",
            label=_("Name of the association"),
            kind=FieldKind.TEXT,
            required=True,
            help=_("As it stands in the register of associations, such as “Aamusilta ry”."),
        ),
        Field(
            id="business_id",
            label=_("Business ID"),
            kind=FieldKind.TEXT,
            default="",
            help=_("Such as 1234567-1. Leave it empty if there is none; it can be added later."),
        ),
    )


def year_fields(today: date) -> tuple[Field, ...]:
    """Return what is asked of the first fiscal year."""
    months = tuple((str(n), month_name(Month(today.year, n))) for n in range(1, 13))
    return (
        Field(
            id="starts",
            label=_("The fiscal year starts in"),
            kind=FieldKind.CHOICE,
            default="1",
            choices=months,
        ),
        Field(
            id="year",
            label=_("First year in the program"),
            kind=FieldKind.WHOLE_NUMBER,
            required=True,
            default=today.year,
            help=_("The year in which it ends. Earlier years come with their ledgers."),
        ),
    )


def fiscal_year(starts: str, year: int) -> FiscalYear:
    """Return the fiscal year of twelve months that starts in a month and ends in a year."""
    month = int(starts)
    return FiscalYear.starting(date(year if month == 1 else year - 1, month, 1))


def business_id_problem(text: str) -> tuple[Finding, ...]:
    """Return what is wrong with a business id; an empty one is all right."""
    if not text or is_business_id(text):
        return ()
    message = _("“{value}” is no business ID such as 1234567-1: a digit is wrong or missing.")
    return (_problem("business_id", message.format(value=text[:20]), text),)


def year_problem(year: int) -> tuple[Finding, ...]:
    """Return what is wrong with a year."""
    if _FIRST_YEAR <= year <= _LAST_YEAR:
        return ()
    message = _("“{value}” is no year such as 2025.")
    return (_problem("year", message.format(value=year), str(year)),)


def file_problem(message: str, hint: str = "") -> tuple[Finding, ...]:
    """Return what is wrong with the place of the file."""
    return (_problem("file", f"{message} {hint}".strip(), ""),)


def folder_problem(message: str, hint: str = "") -> tuple[Finding, ...]:
    """Return what is wrong with a folder."""
    return (_problem("folder", f"{message} {hint}".strip(), ""),)


def _problem(field_id: str, message: str, value: str) -> Finding:
    return Finding(
        severity=Severity.ERROR, kind=f"bad-{field_id}", message=message, column=field_id,
        value=value,
    )  # fmt: skip
