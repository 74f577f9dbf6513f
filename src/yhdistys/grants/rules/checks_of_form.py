"""What is to be known of an application as a whole: its days, its documents, its form."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Final

from yhdistys.grants.rules.application import Application, ApplicationState, AttachmentState, Note
from yhdistys.grants.rules.conditions import Names
from yhdistys.grants.rules.template import Status
from yhdistys.grants.rules.years import days_of
from yhdistys.i18n import _, ngettext
from yhdistys.values.findings import Severity
from yhdistys.values.formats import date_text, moment_text

_NEAR: Final = 7
"""Days before the deadline from which on it is told."""


def form_notes(names: Names, today: date) -> Iterator[Note]:
    """Look at days, documents and the form itself."""
    case = names.application
    if case.state is ApplicationState.DRAFT:
        yield from _deadline(case, today)
        yield from _validity(case, today)
    yield from _days(case)
    yield from _attachments(names)
    yield from _status(case)


def _deadline(case: Application, today: date) -> Iterator[Note]:
    if case.closes_on is None:
        return
    days = (case.closes_on - today).days
    if days > _NEAR:
        return
    day = moment_text(case.closes_on, case.closes_at if days >= 0 else None)
    yield Note(
        severity=Severity.ERROR if days < 0 else Severity.WARNING,
        kind="deadline-past" if days < 0 else "deadline-near",
        message=_told_deadline(days).format(day=day, n=abs(days)),
        hint=_("Check the day in the funder's call.") if days < 0 else "",
        numbers={"days": Decimal(days)},
    )


def _told_deadline(days: int) -> str:
    if days < 0:
        return ngettext(
            "The call closed on {day}, {n} day ago.",
            "The call closed on {day}, {n} days ago.",
            -days,
        )
    if days == 0:
        return _("The call closes today, on {day}.")
    return ngettext(
        "The call closes on {day}, in {n} day.",
        "The call closes on {day}, in {n} days.",
        days,
    )


def _validity(case: Application, today: date) -> Iterator[Note]:
    last = case.template.valid_to
    if last is not None and last < today:
        message = _("The form {form} {version} was valid until {day}.")
        yield Note(
            severity=Severity.WARNING,
            kind="form-not-valid",
            message=message.format(
                form=case.template.title, version=case.template.version, day=date_text(last)
            ),
            hint=_("Look whether there is a newer form."),
        )


def _days(case: Application) -> Iterator[Note]:
    begins, ends = days_of(case)
    years = case.template.years
    if years is None or begins is None or ends is None:
        return
    if ends < begins:
        message = _("The activity ends on {ends}, before it begins on {begins}.")
        yield Note(
            severity=Severity.ERROR,
            kind="dates-in-wrong-order",
            message=message.format(ends=date_text(ends), begins=date_text(begins)),
            hint=_("Correct one of the days."),
            question=years.ends,
        )
    asked = ends.year - begins.year + 1
    if asked > years.most:
        message = _("The activity goes over {asked} years; the form has room for {most}.")
        yield Note(
            severity=Severity.ERROR,
            kind="too-many-years",
            message=message.format(asked=asked, most=years.most),
            hint=_("Let the activity end earlier."),
            question=years.ends,
            numbers={"years": Decimal(asked), "most": Decimal(years.most)},
        )


def _attachments(names: Names) -> Iterator[Note]:
    case = names.application
    for demand in case.template.attachments:
        state, _note = case.attachments.get(demand.id, (AttachmentState.MISSING, ""))
        if not names.is_required(demand):
            continue
        if state is AttachmentState.MISSING:
            yield Note(
                severity=Severity.ERROR,
                kind="missing-attachment",
                message=_("The document “{document}” is missing.").format(document=demand.label),
                hint=_("Attach it, or tell where it is."),
                attachment=demand.id,
            )
        elif state is AttachmentState.LATER:
            message = _("The document “{document}” is to be delivered later.")
            yield Note(
                severity=Severity.INFO,
                kind="attachment-later",
                message=message.format(document=demand.label),
                attachment=demand.id,
            )


def _status(case: Application) -> Iterator[Note]:
    template = case.template
    if template.status is Status.VERIFIED:
        return
    message = (
        _("The form {form} {version} was made from an older form of the funder.")
        if template.status is Status.LEGACY
        else _("The form {form} {version} was not compared with the funder's own form.")
    )
    yield Note(
        severity=Severity.INFO,
        kind=f"form-{template.status}",
        message=message.format(form=template.title, version=template.version),
        hint=_("Compare questions, limits and lines with the funder's form."),
    )
