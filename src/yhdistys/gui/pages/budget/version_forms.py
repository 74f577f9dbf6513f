"""The forms of a version: beginning one, approving one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Final

from yhdistys.gui.forms import Form
from yhdistys.i18n import _
from yhdistys.values.fields import Field, FieldKind
from yhdistys.values.formats import month_text
from yhdistys.values.period import Month

COPY: Final = "copy"
EMPTY: Final = "empty"
ACTUALS: Final = "actuals"


def new_version_form(
    *, name: str, shown: str | None, years: Sequence[tuple[int, Month | None]], start: str = ""
) -> Form:
    """Return the form that begins a version.

    Args:
        name: The name to begin with.
        shown: The version that can be copied, or None.
        years: The fiscal years whose actuals can be followed, the best first, each with the month
            its ledger ends in, or None when it is whole.
        start: What is chosen first: ``COPY``, ``EMPTY`` or ``ACTUALS``.
    """
    ways = [(COPY, _("As a copy of “{name}”").format(name=shown))] if shown else []
    ways += [(ACTUALS, _("From the actuals of a year"))] if years else []
    ways.append((EMPTY, _("Empty")))
    chosen = start if start in dict(ways) else ways[0][0]
    fields = [
        Field(id="name", label=_("Name"), kind=FieldKind.TEXT, required=True, default=name),
        Field(
            id="start",
            label=_("Begin"),
            kind=FieldKind.CHOICE,
            choices=tuple(ways),
            default=chosen,
        ),
    ]
    if years:
        fields += _fields_of_actuals(years)
    return Form(fields)


def _fields_of_actuals(years: Sequence[tuple[int, Month | None]]) -> list[Field]:
    return [
        Field(
            id="from_year",
            label=_("Actuals of"),
            kind=FieldKind.CHOICE,
            choices=tuple((str(year), _year_text(year, end)) for year, end in years),
            default=str(years[0][0]),
            help=_("This and the next two are asked for when the plan begins from actuals."),
        ),
        Field(
            id="percent",
            label=_("Changed by"),
            kind=FieldKind.PERCENT,
            default=Decimal(0),
            help=_("For example 2 or -1,5; income and expenses alike."),
        ),
        Field(
            id="profile",
            label=_("On the months"),
            kind=FieldKind.CHOICE,
            choices=(("actuals", _("As they were booked")), ("even", _("Evenly"))),
            default="actuals",
        ),
    ]


def _year_text(year: int, end: Month | None) -> str:
    """Return a year, and where its ledger ends if it is not whole."""
    if end is None:
        return str(year)
    return _("{year} (booked to {month} only)").format(year=year, month=month_text(end))


def approval_form(today: date) -> Form:
    """Return the form that approves a version."""
    return Form(
        (
            Field(
                id="approved_on",
                label=_("Day of the decision"),
                kind=FieldKind.DATE,
                required=True,
                default=today,
            ),
            Field(
                id="meeting",
                label=_("Meeting"),
                kind=FieldKind.TEXT,
                default="",
                help=_("For example autumn meeting"),
            ),
            Field(
                id="section",
                label=_("Section of the minutes (§)"),
                kind=FieldKind.TEXT,
                default="",
            ),
        )
    )
