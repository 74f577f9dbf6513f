"""What the page of applications says."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from yhdistys.grants.rules.application import ApplicationState
from yhdistys.gui.pages.applications.rows import ShownRow
from yhdistys.gui.style import Tone
from yhdistys.i18n import LazyText, _, lazy, ngettext
from yhdistys.values.formats import moment_text, percent_text

_STATES: Mapping[ApplicationState, tuple[LazyText, Tone]] = {
    ApplicationState.DRAFT: (lazy("draft"), Tone.ACCENT),
    ApplicationState.SUBMITTED: (lazy("sent"), Tone.GOOD),
    ApplicationState.WITHDRAWN: (lazy("withdrawn"), Tone.QUIET),
}


def state_text(row: ShownRow) -> str:
    """Name the state: of an application that is late, and of a call, too."""
    if row.application is None:
        return _("open call")
    if row.is_late:
        return _("not sent")
    return str(_STATES[row.application.state][0])


def state_tone(row: ShownRow) -> Tone:
    """Return the tone of the state."""
    if row.application is None:
        return Tone.QUIET
    return Tone.LATE if row.is_late else _STATES[row.application.state][1]


def left_text(row: ShownRow) -> str:
    """Tell how much time is left to send it."""
    days = row.days_left
    if days is None or not row.is_open:
        return ""
    if days < 0:
        return ngettext("{n} day late", "{n} days late", -days).format(n=-days)
    if days == 0:
        return _("today")
    return ngettext("{n} day", "{n} days", days).format(n=days)


def left_tone(row: ShownRow) -> Tone:
    """Return the tone of the time that is left: a week and less wants attention."""
    days = row.days_left
    if days is None or not row.is_open or row.application is None:
        return Tone.QUIET
    if days < 0:
        return Tone.OVER
    return Tone.LATE if days <= _SOON else Tone.PLAIN


def readiness_text(row: ShownRow) -> str:
    """Tell how much of an application is done."""
    if row.application is None:
        return ""
    return percent_text(Decimal(row.application.readiness), places=0)


def years_text(row: ShownRow) -> str:
    """Return the years of the activity: ``2027–2029``."""
    years = () if row.application is None else row.application.years
    if not years:
        return ""
    return str(years[0]) if len(years) == 1 else f"{years[0]}–{years[-1]}"


def head_sentence(rows: tuple[ShownRow, ...]) -> str:
    """Count what is being written, and name what closes first."""
    drafts = [row for row in rows if row.application is not None and row.is_open]
    if not drafts:
        return _("No application is being written.")
    text = ngettext(
        "{n} application is being written.", "{n} applications are being written.", len(drafts)
    ).format(n=len(drafts))
    coming = [row for row in drafts if row.days_left is not None and row.days_left >= 0]
    if not coming:
        return text
    first = min(coming, key=_days_left)
    closes = _("{name} closes on {day}.").format(
        name=first.name, day=moment_text(first.closes_on, first.closes_at)
    )
    return f"{text} {closes}"


def _days_left(row: ShownRow) -> int:
    return row.days_left or 0


_SOON = 7
