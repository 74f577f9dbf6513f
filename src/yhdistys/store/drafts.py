"""Texts that are being written: saved while typing, outside undo, history and the content.

A draft is forgotten when its text is finished, which is then a step of its own.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from yhdistys.store.database import Database
from yhdistys.store.model import Draft
from yhdistys.store.problems import in_plain_words


def save_draft(database: Database, *, place: str, text: str, actor: str, at: datetime) -> None:
    """Keep the text that is being written at a place; a later one replaces it.

    Args:
        database: Where to keep it.
        place: A stable word for the field, such as ``explanation/2025/4400``.
        text: What is written so far.
        actor: Who writes.
        at: The moment.

    Raises:
        NotAllowed: The database is open for reading only.
    """
    with in_plain_words(), Session(database.writer()) as session, session.begin():
        row = session.scalar(select(Draft).where(Draft.place == place))
        if row is None:
            session.add(Draft(place=place, text=text, actor=actor, at=at))
            return
        row.text, row.actor, row.at = text, actor, at


def draft(session: Session, *, place: str) -> str | None:
    """Return the unfinished text of a place, or None."""
    return session.scalar(select(Draft.text).where(Draft.place == place))


def forget_drafts(session: Session, *, inside: str) -> None:
    """Forget the unfinished texts of all places inside another, such as ``application/7``."""
    session.execute(delete(Draft).where(Draft.place.startswith(f"{inside}/", autoescape=True)))


def forget_draft(database: Database, *, place: str) -> None:
    """Forget the unfinished text of a place; none there is all right.

    Raises:
        NotAllowed: The database is open for reading only.
    """
    with in_plain_words(), Session(database.writer()) as session, session.begin():
        session.execute(delete(Draft).where(Draft.place == place))
