"""The one place that reads the computer's clock; everything else is given the moment."""

from __future__ import annotations

from datetime import UTC, date, datetime

from yhdistys.values.period import local_day


def utc_now() -> datetime:
    """Return the present moment in UTC."""
    return datetime.now(UTC)  # noqa: TID251 - the one place


def today() -> date:
    """Return the present day in Finland."""
    return local_day(utc_now())
