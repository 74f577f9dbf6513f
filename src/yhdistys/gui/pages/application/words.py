"""What the page of an application says of it."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from yhdistys.grants.rules.application import ApplicationState, AttachmentState
from yhdistys.i18n import _
from yhdistys.values.findings import Severity
from yhdistys.values.formats import date_text, moment_text, percent_text

if TYPE_CHECKING:
    from yhdistys.gui.pages.application.shown import Shown

_DONE = {AttachmentState.ATTACHED, AttachmentState.IN_OTHER_FILE, AttachmentState.NOT_NEEDED}
NO_BREAK = "\u00a0"


def head_title(shown: Shown) -> str:
    """Return the title: the form and the application's name."""
    return f"{shown.application.template.title} · {shown.application.name}"


def head_sentence(shown: Shown) -> str:
    """Tell until when, in which state, and how much is done."""
    parts = [_closing(shown), _state(shown)]
    percent = percent_text(Decimal(shown.readiness.percent), places=0)
    parts.append(_("ready {percent}").format(percent=percent))
    return " · ".join(part for part in parts if part)


def _closing(shown: Shown) -> str:
    application = shown.application
    if application.closes_on is None:
        return _("no closing day")
    day = moment_text(application.closes_on, application.closes_at)
    if application.closes_on < shown.today:
        return _("The call closed on {day}").format(day=day)
    return _("The call closes on {day}").format(day=day)


def _state(shown: Shown) -> str:
    application = shown.application
    if application.state is ApplicationState.WITHDRAWN:
        return _("withdrawn")
    if application.state is ApplicationState.SUBMITTED:
        day = application.submitted_on
        return _("sent on {day}").format(day="" if day is None else date_text(day))
    kept = len(shown.versions)
    return _("draft {n}").format(n=kept + 1) if kept else _("draft")


def tab_titles(shown: Shown) -> tuple[str, ...]:
    """Return the titles of the tabs, with what is still to be done in them."""
    wrong = sum(note.severity is not Severity.INFO for note in shown.notes)
    demanded, there = _attachments(shown)
    attachments = f" {there}/{demanded}" if demanded else ""
    return (
        _("Questions"),
        _("Budget"),
        _("Attachments") + attachments,
        _("Check") + (f" {wrong}" if wrong else ""),
        _("Compare versions"),
        _("Web form"),
    )


def _attachments(shown: Shown) -> tuple[int, int]:
    """Return how many documents go with the application, and how many of them are settled."""
    application = shown.application
    states = [
        application.attachments.get(one.id, (AttachmentState.MISSING, ""))[0]
        for one in application.template.attachments
    ]
    counted = [state for state in states if state is not AttachmentState.NOT_NEEDED]
    return len(counted), sum(state in _DONE for state in counted)
