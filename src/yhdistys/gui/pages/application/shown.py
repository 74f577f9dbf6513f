"""All that the page of an application shows, read at once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from yhdistys.grants import queries
from yhdistys.grants.queries import VersionRow
from yhdistys.grants.rules.application import Application, ApplicationState, Note
from yhdistys.grants.rules.budget import SchemeBudget
from yhdistys.grants.rules.conditions import Names
from yhdistys.grants.rules.form_state import FormState, form_state_with
from yhdistys.grants.rules.readiness import Readiness, readiness_with
from yhdistys.gui.context import WindowContext


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """An application and what follows from it.

    Attributes:
        application: The application.
        state: Its questions with their states.
        notes: What the check finds, what matters most first.
        budget: Its budget in the funder's lines.
        readiness: How much of it is done.
        versions: The versions that were kept, the newest first.
        today: The day it is looked at.
        is_locked: Whether nothing can be changed: it was sent, or the file is only read.
    """

    application: Application
    state: FormState
    notes: tuple[Note, ...]
    budget: SchemeBudget
    readiness: Readiness
    versions: tuple[VersionRow, ...]
    today: date
    is_locked: bool


def read_shown(context: WindowContext, application_id: int) -> Shown:
    """Read an application with its checks.

    Raises:
        UsageError: There is no such application.
    """
    application: Application = context.read(queries.application, application_id=application_id)
    today = context.open_workspace().today
    names = Names(application)
    state = form_state_with(names, today=today)
    return Shown(
        application=application,
        state=state,
        notes=state.notes,
        budget=names.budget,
        readiness=readiness_with(names),
        versions=context.read(queries.application_versions, application_id=application_id),
        today=today,
        is_locked=context.is_read_only or application.state is not ApplicationState.DRAFT,
    )
