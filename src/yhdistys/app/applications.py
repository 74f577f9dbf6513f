"""The printed application, made from an open association."""

from __future__ import annotations

from yhdistys.app.workspace import Workspace
from yhdistys.documents.document import Document
from yhdistys.grants import queries
from yhdistys.grants.rules.paper import application_document
from yhdistys.i18n import language


def application_paper(
    workspace: Workspace, *, application_id: int, with_notes: bool = False
) -> Document:
    """Return an application as a document in the language in force.

    Args:
        workspace: The open association.
        application_id: The application.
        with_notes: Whether its last chapter tells what the check found.

    Raises:
        UsageError: There is no such application.
    """
    return application_document(
        workspace.read(queries.application, application_id=application_id),
        identity=workspace.association,
        language=language(),
        today=workspace.today,
        with_notes=with_notes,
    )
