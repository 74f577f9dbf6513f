"""Documents into files: workbooks, PDF, Word, plain text, CSV.

``render(document, path)`` chooses by the ending of the path. Each renderer is a module with one
function ``to_bytes(document)``; it is loaded when it is first needed.
"""

from __future__ import annotations

import importlib
from pathlib import Path

from yhdistys.documents.document import Document
from yhdistys.errors import UsageError
from yhdistys.exchange.saving import save
from yhdistys.i18n import _, using

_RENDERERS = {
    ".xlsx": "yhdistys.documents.render.xlsx",
    ".pdf": "yhdistys.documents.render.pdf",
    ".docx": "yhdistys.documents.render.docx",
    ".txt": "yhdistys.documents.render.text",
    ".csv": "yhdistys.documents.render.csv",
}
ENDINGS = tuple(_RENDERERS)


def render(document: Document, path: Path) -> None:
    """Write a document into a file; the ending of its name decides the form.

    The file appears whole or not at all; one that was there before stays until then.

    Raises:
        UsageError: The ending is none of ``ENDINGS``.
        FileProblem: The file cannot be written there.
    """
    save(path, rendered(document, checked_ending(path)))


def rendered(document: Document, ending: str) -> bytes:
    """Return a document as the content of a file, such as ``.pdf``."""
    module = importlib.import_module(_RENDERERS[ending])
    with using(document.language):
        content: bytes = module.to_bytes(document)
    return content


def checked_ending(path: Path) -> str:
    """Return the ending of a path in small letters when it can be written.

    Raises:
        UsageError: The ending is none of ``ENDINGS``.
    """
    ending = path.suffix.lower()
    if ending in _RENDERERS:
        return ending
    raise UsageError(
        _("{name} cannot be written: the form {ending} is not known.").format(
            name=path.name, ending=ending or _("without an ending")
        ),
        hint=_("Let the name end in {endings}.").format(endings=", ".join(ENDINGS)),
        kind="unknown-format",
    )
