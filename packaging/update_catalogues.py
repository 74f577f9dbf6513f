"""Bring the Finnish and Swedish catalogues up to date with the texts of the source.

New texts enter untranslated, texts that are gone leave, translations stay. The files are sorted and
hold neither line numbers nor dates, so that a change shows only what changed.
"""

from __future__ import annotations

import io
import re
import sys
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po
from build_catalogues import LOCALE, compile_catalogues

ROOT = Path(__file__).resolve().parent.parent
LANGUAGES = ("fi", "sv")
SOURCES = ("src", "plugins")
KEYWORDS = {"_": None, "lazy": None, "ngettext": (1, 2), "service": (1,)}
UNUSED_HEADERS = re.compile(
    rb'^"(?:POT-Creation-Date|PO-Revision-Date|Generated-By|Last-Translator|Language-Team'
    rb"|Report-Msgid-Bugs-To|Project-Id-Version):[^\n]*\n",
    re.MULTILINE,
)


def catalogue_path(root: Path, language: str) -> Path:
    """Return where the catalogue of a language is kept."""
    return root / LOCALE / language / "LC_MESSAGES" / "yhdistys.po"


def source_messages(root: Path) -> Catalog:
    """Collect every text marked for translation, with the files it stands in."""
    found = Catalog(charset="utf-8")
    for source in SOURCES:
        for name, _line, message, comments, context in extract_from_dir(
            root / source,
            method_map=[("**.py", "python")],
            keywords=KEYWORDS,
            comment_tags=("Translators:",),
            strip_comment_tags=True,
        ):
            place = Path(source, name).as_posix()
            found.add(message, None, [(place, 0)], auto_comments=comments, context=context)
    return found


def updated_catalogue(path: Path, template: Catalog) -> bytes:
    """Return the catalogue file as it should read now."""
    language = path.parts[-3]
    with path.open("rb") as file:
        catalogue = read_po(file, locale=language)
    catalogue.update(template, no_fuzzy_matching=True, update_creation_date=False)
    catalogue.obsolete.clear()
    catalogue.fuzzy = False
    text = io.BytesIO()
    write_po(text, catalogue, width=100, sort_output=True, include_lineno=False)
    return UNUSED_HEADERS.sub(b"", text.getvalue())


def main() -> int:
    """Update and compile both catalogues; say how many texts wait for a translation."""
    template = source_messages(ROOT)
    for language in LANGUAGES:
        path = catalogue_path(ROOT, language)
        path.write_bytes(updated_catalogue(path, template))
        with path.open("rb") as file:
            waiting = sum(not any(_strings(m.string)) for m in read_po(file) if m.id)
        print(f"{language}: {len(template)} texts, {waiting} not translated")
    compile_catalogues(ROOT)
    return 0


def _strings(value: object) -> tuple[object, ...]:
    return tuple(value) if isinstance(value, list | tuple) else (value,)


if __name__ == "__main__":
    sys.exit(main())
