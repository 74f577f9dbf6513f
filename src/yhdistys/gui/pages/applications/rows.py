"""The rows of the page: applications, and the calls of forms that none was begun for."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, time
from decimal import Decimal

from yhdistys.api import FunderForm
from yhdistys.grants import queries
from yhdistys.grants.queries import ApplicationRow
from yhdistys.grants.rules.application import ApplicationState
from yhdistys.grants.rules.call_dates import next_closing
from yhdistys.gui.context import WindowContext


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownRow:
    """An application, or a call of a form.

    Attributes:
        application: The application; None of a call.
        form_id: The form's id.
        name: The application's name, or the form's title.
        form: The form's title; empty of a call.
        funder: The funder's name.
        closes_on: The last day to send it.
        closes_at: The time of that day.
        days_left: Until then; below zero after it.
    """

    application: ApplicationRow | None
    form_id: str
    name: str
    form: str
    funder: str
    closes_on: date | None
    closes_at: time | None
    days_left: int | None

    @property
    def id(self) -> str:
        """What the row is known by."""
        return call_id(self.form_id) if self.application is None else f"{self.application.id}"

    @property
    def is_open(self) -> bool:
        """Whether it can still be worked on."""
        return self.application is None or self.application.state is ApplicationState.DRAFT

    @property
    def is_late(self) -> bool:
        """Whether a draft was not sent in time."""
        return (
            self.application is not None
            and self.is_open
            and self.days_left is not None
            and self.days_left < 0
        )

    @property
    def requested(self) -> Decimal | None:
        """The sum that is applied for."""
        return None if self.application is None else self.application.requested


def call_id(form_id: str) -> str:
    """Return what the row of a form's call is known by."""
    return f"call/{form_id}"


def read_rows(context: WindowContext) -> tuple[ShownRow, ...]:
    """Read the applications, then the calls that nobody has begun an application for."""
    workspace = context.open_workspace()
    today = workspace.today
    applications: tuple[ApplicationRow, ...] = context.read(queries.applications, today=today)
    rows = tuple(_of_application(row) for row in applications)
    begun = {(row.form_id, row.closes_on) for row in rows}
    calls = _calls(workspace.plugins.forms(), today)
    return (*rows, *(call for call in calls if (call.form_id, call.closes_on) not in begun))


def _of_application(row: ApplicationRow) -> ShownRow:
    return ShownRow(
        application=row,
        form_id=row.template_id,
        name=row.name,
        form=str(row.title),
        funder=str(row.funder),
        closes_on=row.closes_on,
        closes_at=row.closes_at,
        days_left=row.days_left,
    )


def _calls(forms: Iterable[FunderForm], today: date) -> list[ShownRow]:
    """Return the next closing day of each form that can be read, the nearest first."""
    found = []
    for form in forms:
        template = form.template
        closing = None if template is None else next_closing(template, today)
        if template is None or closing is None:
            continue
        found.append(
            ShownRow(
                application=None,
                form_id=template.id,
                name=str(template.title),
                form="",
                funder=str(template.funder),
                closes_on=closing.day,
                closes_at=closing.at,
                days_left=(closing.day - today).days,
            )
        )
    return sorted(found, key=lambda row: (row.closes_on or date.max, row.name))
