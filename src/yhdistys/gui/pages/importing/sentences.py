"""The sentences of the import page: what was read, what would be stored, what was stored."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from yhdistys.app.reviewing import Review
from yhdistys.gui.pages.importing.words import SEPARATORS, kind_text, sign_text
from yhdistys.i18n import _, ngettext
from yhdistys.values.findings import Finding, Severity
from yhdistys.values.formats import month_text, whole_number
from yhdistys.values.period import Month

_Counted = Callable[[int], str]
_STORE: Final[Mapping[str, _Counted]] = {
    "ledger": lambda n: ngettext("&Store {n} voucher", "&Store {n} vouchers", n),
    "budget": lambda n: ngettext("&Store {n} line", "&Store {n} lines", n),
    "chart": lambda n: ngettext("&Store {n} account", "&Store {n} accounts", n),
}
_REMOVED: Final[Mapping[str, _Counted]] = {
    "ledger": lambda n: ngettext(
        "{n} voucher that is stored for {months} is not in this file and will be removed.",
        "{n} vouchers that are stored for {months} are not in this file and will be removed.",
        n,
    ),
    "budget": lambda n: ngettext(
        "{n} line of the draft is not in this file and will be removed.",
        "{n} lines of the draft are not in this file and will be removed.",
        n,
    ),
}
_DONE: Final[Mapping[str, _Counted]] = {
    "new": lambda n: ngettext("{n} new", "{n} new", n),
    "changed": lambda n: ngettext("{n} changed", "{n} changed", n),
    "removed": lambda n: ngettext("{n} removed", "{n} removed", n),
}
_STORED: Final[Mapping[str, _Counted]] = {
    "ledger": lambda n: ngettext("Voucher stored: {counts}.", "Vouchers stored: {counts}.", n),
    "budget": lambda n: ngettext(
        "Line of the budget stored: {counts}.", "Lines of the budget stored: {counts}.", n
    ),
    "chart": lambda n: ngettext("Account stored: {counts}.", "Accounts stored: {counts}.", n),
}


def reading_text(review: Review) -> str:
    """Say what was read and how: reader, rows, headings, format, signs and why."""
    result = review.preview.result
    rows = ngettext("{n} row", "{n} rows", result.rows_read)
    told = [kind_text(review.kind), rows.format(n=whole_number(result.rows_read))]
    if result.header_row is not None:
        told.append(_("headings in row {row}").format(row=result.header_row))
    told.append(_format_text(review))
    if result.sign is not None:
        sign = sign_text(result.sign)
        told.append(f"{sign} ({result.sign_reason})" if result.sign_reason else sign)
    return " · ".join(told)


def _format_text(review: Review) -> str:
    table = review.table
    if table.separator is not None:
        separator = str(SEPARATORS.get(table.separator, table.separator))
        return f"{separator}, {(table.encoding or '').upper()}".rstrip(", ")
    if len(table.sheets) > 1:
        return _("{format}, sheet {sheet}").format(format=table.format, sheet=review.sheet.name)
    return table.format


def store_text(review: Review) -> str:
    """Say on the button how much would be stored."""
    told = review.comparison
    counted = told.new + told.changed
    if told.removed and not counted:
        text = ngettext("&Store: remove {n}", "&Store: remove {n}", len(told.removed))
        return text.format(n=whole_number(len(told.removed)))
    if review.kind not in _STORE or not counted:
        return _("&Store")
    return _STORE[review.kind](counted).format(n=whole_number(counted))


def removal_text(review: Review) -> str:
    """Warn of what a short file would remove; empty when it removes nothing."""
    removed = len(review.comparison.removed)
    if not removed or review.kind not in _REMOVED:
        return ""
    text = _REMOVED[review.kind](removed)
    return text.format(n=whole_number(removed), months=months_text(review))


def months_text(review: Review) -> str:
    """Return the months a ledger tells about: ``9/2025`` or ``1/2025–9/2025``."""
    plan = review.preview.plan
    if review.kind != "ledger" or plan is None:
        return ""
    first, last = Month.of(plan.first_day), Month.of(plan.last_day)
    if first == last:
        return month_text(first)
    return f"{month_text(first)}\N{EN DASH}{month_text(last)}"


def refusal_text(review: Review) -> tuple[str, str]:
    """Say why the file cannot be stored and what to do; two empty texts when it can."""
    errors = sum(one.severity is Severity.ERROR for one in review.problems)
    if errors == 1:
        first = next(one for one in review.problems if one.severity is Severity.ERROR)
        return first.message, hint_of(first)
    if errors:
        text = ngettext(
            "{n} error forbids storing this file.", "{n} errors forbid storing this file.", errors
        )
        hint = _("Correct them in the file and read it again, or say what the columns hold.")
        return text.format(n=whole_number(errors)), hint
    if not review.changes_anything:
        return _("Nothing changes: everything in this file is stored already."), ""
    return "", ""


def hint_of(problem: Finding) -> str:
    """Return what to do in this window; the command line says it otherwise."""
    if problem.kind in {"unknown-fiscal-year", "month-outside-year", "no-year", "wrong-year"}:
        return _("Choose the fiscal year above, or add it in the settings first.")
    if problem.kind == "no-header":
        return _("Say above the columns what they hold. {hint}").format(hint=problem.hint)
    return problem.hint


def stored_text(review: Review) -> str:
    """Say what was stored."""
    told = review.comparison
    counted = {"new": told.new, "changed": told.changed, "removed": len(told.removed)}
    parts = [_DONE[name](n).format(n=whole_number(n)) for name, n in counted.items() if n]
    text = _STORED.get(review.kind, _STORED["ledger"])(sum(counted.values()))
    return text.format(counts=", ".join(parts))
