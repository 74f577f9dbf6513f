"""Applications by a few letters, for the search of the window: no check is made for it."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from yhdistys.grants import model
from yhdistys.grants.queries.forms import stored_form
from yhdistys.i18n import DataText


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundApplication:
    """An application that was found.

    Attributes:
        id: Its id in the file.
        name: What it is called.
        title: The title of its form.
    """

    id: int
    name: str
    title: DataText


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundQuestion:
    """A question of an application that was found.

    Attributes:
        id: The question's id.
        label: What is asked.
        section: The label of its section.
    """

    id: str
    label: DataText
    section: DataText


def find_applications(
    session: Session, *, text: str, limit: int = 8
) -> tuple[FoundApplication, ...]:
    """Return the applications whose name, or whose form's title, holds a text; newest first.

    Args:
        session: Where to read.
        text: What to look for; case does not matter.
        limit: How many at most.
    """
    table, wanted = model.Application, text.casefold()
    statement = (
        select(table.id, table.name, model.FormCopy.text)
        .join(model.FormCopy, model.FormCopy.id == table.form_copy_id)
        .order_by(table.id.desc())
    )
    rows = (
        FoundApplication(id=row.id, name=row.name, title=stored_form(row.text).title)
        for row in session.execute(statement)
    )
    found = [row for row in rows if wanted in f"{row.name}\n{row.title}".casefold()]
    return tuple(found[:limit])


def find_questions(
    session: Session, *, application_id: int, text: str, limit: int = 5
) -> tuple[FoundQuestion, ...]:
    """Return the questions of an application whose label holds a text, in the form's order.

    Nothing is found in an application that is not there any more.

    Args:
        session: Where to read.
        application_id: The application.
        text: What to look for; case does not matter.
        limit: How many at most.
    """
    table, wanted = model.Application, text.casefold()
    form = session.scalar(
        select(model.FormCopy.text)
        .join(table, model.FormCopy.id == table.form_copy_id)
        .where(table.id == application_id)
    )
    sections = () if form is None else stored_form(form).sections
    found = [
        FoundQuestion(id=question.id, label=question.label, section=section.label)
        for section in sections
        for question in section.questions
        if wanted in str(question.label).casefold()
    ]
    return tuple(found[:limit])
