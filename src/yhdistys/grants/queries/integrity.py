"""Counts of what must not be in the applications; zero when all is well."""

from __future__ import annotations

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from yhdistys.errors import FileProblem
from yhdistys.grants.model import Application, ApplicationAmount, ApplicationAnswer, FormCopy
from yhdistys.grants.queries.forms import form_hash, stored_form
from yhdistys.values.money import from_cents


def altered_forms(session: Session) -> int:
    """Count the stored forms whose text is no longer the one that was stored."""
    rows = session.execute(select(FormCopy.text, FormCopy.content_hash))
    return sum(1 for text, content_hash in rows if form_hash(text) != content_hash)


def negative_amounts(session: Session) -> int:
    """Count the amounts of applications below zero."""
    statement = select(func.count()).where(ApplicationAmount.amount < from_cents(0))
    return session.scalar(statement) or 0


def stray_answers(session: Session) -> int:
    """Count the answers to questions that the stored form does not ask, or nobody can read."""
    statement = (
        select(FormCopy.text, ApplicationAnswer.question)
        .join(Application, Application.form_copy_id == FormCopy.id)
        .join(ApplicationAnswer, ApplicationAnswer.application_id == Application.id)
    )
    return sum(not _asks(text, question) for text, question in session.execute(statement))


def _asks(text: str, question: str) -> bool:
    try:
        return stored_form(text).question(question) is not None
    except FileProblem:
        return False
