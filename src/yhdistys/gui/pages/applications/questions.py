"""What the page asks for: of a new application, of its day, of the day it was sent."""

from __future__ import annotations

from collections.abc import Iterable

from yhdistys.api import FunderForm
from yhdistys.i18n import _
from yhdistys.values.fields import Field, FieldKind


def form_choices(forms: Iterable[FunderForm]) -> tuple[tuple[str, str], ...]:
    """Return the forms that can be read, by their titles."""
    known = ((form.id, str(form.title)) for form in forms if form.template is not None)
    return tuple(sorted(known, key=_title))


def _title(choice: tuple[str, str]) -> str:
    return choice[1].casefold()


def new_fields(forms: tuple[tuple[str, str], ...]) -> tuple[Field, ...]:
    """Return what is asked of a new application."""
    return (
        Field(
            id="name",
            label=_("Name"),
            kind=FieldKind.TEXT,
            required=True,
            help=_("What the application is called here, such as the project's name."),
        ),
        Field(id="form", label=_("Form"), kind=FieldKind.CHOICE, required=True, choices=forms),
        Field(
            id="first_year",
            label=_("First year"),
            kind=FieldKind.WHOLE_NUMBER,
            help=_("The first year of the activity; next year if you leave it empty."),
        ),
        Field(
            id="closes_on",
            label=_("Last day to send it"),
            kind=FieldKind.DATE,
            help=_("The form's next closing day if you leave it empty."),
        ),
    )


def change_fields() -> tuple[Field, ...]:
    """Return what can be changed of an application beside its answers."""
    return (
        Field(id="name", label=_("Name"), kind=FieldKind.TEXT, required=True),
        Field(id="closes_on", label=_("Last day to send it"), kind=FieldKind.DATE),
    )


def sent_fields() -> tuple[Field, ...]:
    """Return what is asked when an application was sent."""
    return (Field(id="day", label=_("Sent on"), kind=FieldKind.DATE, required=True),)


def reason_fields() -> tuple[Field, ...]:
    """Return what is asked when a sent application becomes a draft again."""
    return (
        Field(
            id="reason",
            label=_("Reason"),
            kind=FieldKind.TEXT,
            required=True,
            help=_("Such as a request of the funder; it is kept in the history."),
        ),
    )
