"""The empty Word file that documents are written into, and how it is packed into bytes.

Its parts are the XML files of ``yhdistys_resources/word``: our own styles, one kind of list, A4.
Nothing of another program's template is in it.
"""

from __future__ import annotations

import io
import zipfile
from datetime import UTC, date, datetime, time
from importlib import resources
from typing import TYPE_CHECKING, Final

import docx
from docx.oxml.ns import qn

from yhdistys.documents.document import Document
from yhdistys.documents.render.running_text import cleaned

if TYPE_CHECKING:
    from docx.document import Document as WordDocument

_PARTS: Final = {
    "[Content_Types].xml": "content_types.xml",
    "_rels/.rels": "package_relationships.xml",
    "word/document.xml": "document.xml",
    "word/_rels/document.xml.rels": "document_relationships.xml",
    "word/styles.xml": "styles.xml",
    "word/settings.xml": "settings.xml",
    "word/numbering.xml": "numbering.xml",
    "word/fontTable.xml": "font_table.xml",
    "docProps/core.xml": "core.xml",
}
_LANGUAGES: Final = {"fi": "fi-FI", "sv": "sv-SE", "en": "en-GB"}
_LONGEST_PROPERTY: Final = 255
_NO_DAY: Final = date(1980, 1, 1)
"""Stands where a document does not tell its day, so that no clock gets into the file."""


def opened_blank(document: Document) -> WordDocument:
    """Return an empty Word document that speaks the language of a document and knows its title."""
    stream = io.BytesIO()
    folder = resources.files("yhdistys_resources") / "word"
    with zipfile.ZipFile(stream, "w") as package:
        for name, source in _PARTS.items():
            package.writestr(zipfile.ZipInfo(name), (folder / source).read_bytes())
    stream.seek(0)
    word = docx.Document(stream)
    _speak(word, document.language)
    _describe(word, document)
    return word


def packed(word: WordDocument) -> bytes:
    """Return a Word document as bytes that depend on its content only."""
    saved, stream = io.BytesIO(), io.BytesIO()
    word.save(saved)
    with zipfile.ZipFile(saved) as made, zipfile.ZipFile(stream, "w") as package:
        for name in made.namelist():
            entry = zipfile.ZipInfo(name)
            entry.compress_type = zipfile.ZIP_DEFLATED
            package.writestr(entry, made.read(name))
    return stream.getvalue()


def _speak(word: WordDocument, language: str) -> None:
    """Set the language of spelling and the signs of numbers."""
    tag = _LANGUAGES[language]
    for element in word.styles.element.iter(qn("w:lang")):
        element.set(qn("w:val"), tag)
        element.set(qn("w:eastAsia"), tag)
    settings = word.settings.element
    for name, value in (
        ("w:themeFontLang", tag),
        ("w:decimalSymbol", "." if language == "en" else ","),
        ("w:listSeparator", "," if language == "en" else ";"),
    ):
        for element in settings.iter(qn(name)):
            element.set(qn("w:val"), value)


def _describe(word: WordDocument, document: Document) -> None:
    properties = word.core_properties
    author = document.letterhead.name if document.letterhead is not None else ""
    made_at = datetime.combine(document.made_on or _NO_DAY, time(), UTC)
    properties.title = _property(document.title)
    properties.subject = _property(document.subtitle)
    properties.author = properties.last_modified_by = _property(author)
    properties.language = _LANGUAGES[document.language]
    properties.created = properties.modified = made_at
    properties.revision = 1


def _property(text: str) -> str:
    return " ".join(cleaned(text).split())[:_LONGEST_PROPERTY]
