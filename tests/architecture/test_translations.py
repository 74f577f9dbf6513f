"""Every text for people is there in Finnish and Swedish, and says the same things."""

from __future__ import annotations

import ast
import string
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po

from architecture.sources import PROGRAM, ROOT, place, python_files, tree

LOCALE = ROOT / "resources" / "yhdistys_resources" / "locale"
TRANSLATED_CALLS = {"_": 1, "lazy": 1, "ngettext": 2, "service": 1}
LANGUAGES = ("fi", "sv")
languages = pytest.mark.parametrize("language", LANGUAGES)


@cache
def _catalogue(language: str) -> Catalog:
    with (LOCALE / language / "LC_MESSAGES" / "yhdistys.po").open("rb") as file:
        return read_po(file, locale=language)


def _messages(language: str) -> list[Message]:
    return [message for message in _catalogue(language) if message.id]


def _forms(text: object) -> tuple[str, ...]:
    return tuple(map(str, text)) if isinstance(text, list | tuple) else (str(text),)


def _placeholders(text: str) -> set[str]:
    return {name for _text, name, _spec, _conversion in string.Formatter().parse(text) if name}


def _calls(path: Path) -> Iterator[tuple[ast.Call, list[ast.expr]]]:
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            count = TRANSLATED_CALLS.get(node.func.id, 0)
            if count:
                yield node, node.args[:count]


def _source_texts() -> set[tuple[str, ...]]:
    texts: set[tuple[str, ...]] = set()
    for path in python_files(*PROGRAM):
        for _call, arguments in _calls(path):
            parts = [item.value for item in arguments if isinstance(item, ast.Constant)]
            if parts and all(isinstance(part, str) and part for part in parts):
                texts.add(tuple(map(str, parts)))
    return texts


@languages
def test_every_text_of_the_source_is_in_the_catalogue_and_no_other(language: str) -> None:
    kept = {_forms(message.id) for message in _messages(language)}
    written = _source_texts()
    assert (sorted(written - kept), sorted(kept - written)) == ([], [])


@languages
def test_no_text_is_untranslated(language: str) -> None:
    missing = [m.id for m in _messages(language) if not all(_forms(m.string or ""))]
    assert missing == []


@languages
def test_no_translation_is_a_guess(language: str) -> None:
    assert [message.id for message in _messages(language) if message.fuzzy] == []


@languages
def test_translations_name_the_same_placeholders(language: str) -> None:
    different = [
        message.id
        for message in _messages(language)
        for form, translation in zip(_forms(message.id), _forms(message.string), strict=True)
        if translation and _placeholders(form) != _placeholders(translation)
    ]
    assert different == []


def test_no_text_is_put_together_before_it_is_translated() -> None:
    composed = [
        place(path, call)
        for path in python_files(*PROGRAM)
        for call, arguments in _calls(path)
        if any(isinstance(item, ast.JoinedStr | ast.BinOp | ast.Call) for item in arguments)
    ]
    assert composed == []


def test_no_translated_text_stands_inside_an_f_string() -> None:
    """Texts there are not collected for translation before Python 3.12."""
    hidden = [
        place(path, node)
        for path in python_files(*PROGRAM)
        for node in ast.walk(tree(path))
        if isinstance(node, ast.JoinedStr)
        for inner in ast.walk(node)
        if isinstance(inner, ast.Call)
        and isinstance(inner.func, ast.Name)
        and inner.func.id in TRANSLATED_CALLS
    ]
    assert hidden == []
