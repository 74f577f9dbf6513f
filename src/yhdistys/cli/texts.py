"""Small texts that several commands show."""

from __future__ import annotations

from datetime import date

from yhdistys.values.formats import date_text

MISSING = "\N{EN DASH}"


def span_text(first: date, last: date) -> str:
    """Return a span of days."""
    return f"{date_text(first)}\N{EN DASH}{date_text(last)}"
