"""Counts of what must not be in the applications; zero when all is well."""

from __future__ import annotations

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from yhdistys.grants.model import ApplicationAmount, FormCopy
from yhdistys.grants.queries.forms import form_hash
from yhdistys.values.money import from_cents


def altered_forms(session: Session) -> int:
    """Count the stored forms whose text is no longer the one that was stored."""
    rows = session.execute(select(FormCopy.text, FormCopy.content_hash))
    return sum(1 for text, content_hash in rows if form_hash(text) != content_hash)


def negative_amounts(session: Session) -> int:
    """Count the amounts of applications below zero."""
    statement = select(func.count()).where(ApplicationAmount.amount < from_cents(0))
    return session.scalar(statement) or 0
