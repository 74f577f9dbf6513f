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
    asked = {
        copy_id: _asked(text)
        for copy_id, text in session.execute(select(FormCopy.id, FormCopy.text))
    }
    statement = select(Application.form_copy_id, ApplicationAnswer.question).join(
        ApplicationAnswer, ApplicationAnswer.application_id == Application.id
    )
    return sum(question not in asked[copy_id] for copy_id, question in session.execute(statement))


def _asked(text: str) -> frozenset[str]:
    try:
        return frozenset(question.id for question in stored_form(text).questions)
    except FileProblem:
        return frozenset()
