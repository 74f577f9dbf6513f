"""Word files read back: by python-docx, as bare XML, and as LibreOffice prints them."""

from __future__ import annotations

import io
import subprocess
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

import docx
import pypdf

from yhdistys.documents.document import Document
from yhdistys.documents.render import rendered

if TYPE_CHECKING:
    from docx.document import Document as WordDocument


def word(document: Document) -> WordDocument:
    """Return a document as python-docx reads its Word file."""
    return docx.Document(io.BytesIO(rendered(document, ".docx")))


def parts(document: Document) -> dict[str, bytes]:
    """Return the files inside a Word file."""
    with zipfile.ZipFile(io.BytesIO(rendered(document, ".docx"))) as package:
        return {name: package.read(name) for name in package.namelist()}


def printed(document: Document, folder: Path) -> list[str]:
    """Return the text of each page as LibreOffice prints a Word file."""
    path = folder / "document.docx"
    path.write_bytes(rendered(document, ".docx"))
    profile = (folder / "profile").as_uri()
    command = ["soffice", f"-env:UserInstallation={profile}", "--headless"]
    command += ["--convert-to", "pdf:writer_pdf_Export", "--outdir", str(folder), str(path)]
    subprocess.run(command, check=True, capture_output=True, timeout=100)
    reader = pypdf.PdfReader(folder / "document.pdf")
    return [page.extract_text() for page in reader.pages]
