"""Checks of what all parts of a form share: ids, sources and days."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from yhdistys.grants.rules.template import Status
from yhdistys.grants.rules.template_pieces import (
    Form,
    Piece,
    Problem,
    every_piece,
    inner_pieces,
    questions_of,
)
from yhdistys.grants.rules.template_values import nearest
from yhdistys.i18n import _
from yhdistys.values.findings import Severity
from yhdistys.values.formats import date_text


def repeated_ids(form: Form) -> Iterator[Problem]:
    """Tell the ids that two parts of one kind share; questions count over all sections."""
    for owner in (form.whole, *form.whole.pieces("reports")):
        yield from _repeated(questions_of(owner))
    for piece in every_piece(form.whole):
        for key, value in piece.values.items():
            if isinstance(value, tuple) and key != "questions":
                yield from _repeated([row for row in value if isinstance(row, Piece)])


def _repeated(pieces: Sequence[Piece]) -> Iterator[Problem]:
    seen: set[str] = set()
    for piece in pieces:
        if piece.id in seen:
            text = _("the id “{id}” is used a second time.").format(id=piece.id)
            hint = _("Give each its own id.")
            yield piece.problem("id", "repeated-id", text, hint, value=piece.id)
        seen |= {piece.id} - {""}


def unknown_sources(form: Form) -> Iterator[Problem]:
    """Tell the sources that are named but not listed."""
    sources = [source.id for source in form.whole.pieces("sources")]
    for piece in every_piece(form.whole):
        source = piece.get("source")
        if source is not None and piece.table != "value" and source not in sources:
            text = _("the source “{source}” is not listed.").format(source=source)
            yield piece.problem("source", "unknown-source", text, nearest(source, sources),
                                value=source)  # fmt: skip


def verified_without_source(form: Form) -> Iterator[Problem]:
    """Tell the parts that call themselves verified and do not say where they were read."""
    return _sourceless(form.whole, has_source=False)


def _sourceless(piece: Piece, *, has_source: bool) -> Iterator[Problem]:
    has_source = has_source or "source" in piece.given
    if piece.get("status") == Status.VERIFIED and not has_source:
        text = _("it is called verified, but no source is named.")
        hint = _('Name the source, or write status = "unverified".')
        yield piece.problem("status", "no-source", text, hint, value=piece.get("status"),
                            severity=Severity.WARNING)  # fmt: skip
    for inner in inner_pieces(piece):
        yield from _sourceless(inner, has_source=has_source)


def reversed_days(form: Form) -> Iterator[Problem]:
    """Tell what ends before it begins."""
    for piece in every_piece(form.whole):
        first, last = piece.get("valid_from"), piece.get("valid_to")
        if first is not None and last is not None and last < first:
            text = _("it ends on {last}, before it begins on {first}.")
            text = text.format(last=date_text(last), first=date_text(first))
            yield piece.problem("valid_to", "reversed-days", text, _("Correct one of the days."),
                                value=last)  # fmt: skip


def days_of_dates(form: Form) -> Iterator[Problem]:
    """Tell the dates that have no day, or a day and a yearly one."""
    for piece in form.whole.pieces("dates"):
        given = piece.given & {"day", "yearly"}
        if not given:
            text = _("it has no day.")
            hint = _('Write day = 2026-05-31, or yearly = "05-31" when it returns.')
            yield piece.problem("", "missing-day", text, hint)
        if given == {"day", "yearly"}:
            text = _("it has both “day” and “yearly”.")
            hint = _("Keep “day” for one year, or “yearly” for every year.")
            yield piece.problem("yearly", "two-days", text, hint)


def past_deadlines(form: Form) -> Iterator[Problem]:
    """Warn when every call of the form has closed, or closed before the form came into use."""
    closes = [one for one in form.whole.pieces("dates") if one.get("event") == "call_closes"]
    days = [one.get("day") for one in closes]
    limit: date | None = form.today or form.whole.get("valid_from")
    if limit is None or not closes or not all(day is not None and day < limit for day in days):
        return
    last = max(closes, key=lambda one: one.values["day"])
    text = _("the call closed on {day}, before {limit}.")
    text = text.format(day=date_text(last.values["day"]), limit=date_text(limit))
    hint = _("Add the day of the next call, with its source.")
    yield last.problem("day", "past-deadline", text, hint, value=last.values["day"],
                       severity=Severity.WARNING)  # fmt: skip


CHECKS = (
    repeated_ids,
    unknown_sources,
    verified_without_source,
    reversed_days,
    days_of_dates,
    past_deadlines,
)
