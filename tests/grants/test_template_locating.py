"""The lines of everything in a TOML text."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from yhdistys.grants.rules.template_locating import KeyPath, line_of, locate, shown_path

FORMS = Path(__file__).parents[1] / "data" / "forms"
ODD = '''
# a comment with [brackets] and "quotes"
top = 1 # = [ {
"quoted key" . 'other' = """
[no.table]
a\\"""quote""""
literal.text = \'\'\'
# no comment
\'\'\'
days = [ 2026-01-01, 07:30:00 , # a comment
  2026-01-01 07:30:00,
]
empty = []
nothing = {}
lists = [ [1, 2], [ { a = "]", b.c = '}' } ] ]

[ a . "b c" ]
x = true
[[a.list]]
name = "one"
[[a.list.inner]]
deep = 1
[[a.list.inner]]
deep = 2
[[a.list]]
[a.list.table]
y = "a\\"b"
[a.list.inner]
z = -1.5e3'''
CRLF = 'a = 1\r\nb = """x\r\ny"""\r\nc = 3\r\n'


def _paths(value: object, path: KeyPath = ()) -> Iterator[KeyPath]:
    if path:
        yield path
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _paths(inner, (*path, key))
    if isinstance(value, list):
        for number, inner in enumerate(value):
            yield from _paths(inner, (*path, number))


@pytest.mark.parametrize(
    "text",
    [ODD, CRLF, "", "\n# only a comment", (FORMS / "small" / "form.toml").read_text("utf-8")],
)
def test_everything_the_parser_finds_has_a_line(text: str) -> None:
    assert set(locate(text)) == set(_paths(tomllib.loads(text)))


@pytest.mark.parametrize(
    ("path", "line"),
    [
        (("top",), 3),
        (("quoted key", "other"), 4),
        (("literal", "text"), 7),
        (("days",), 10),
        (("days", 1), 10),
        (("days", 2), 11),
        (("empty",), 13),
        (("lists", 1, 0, "b", "c"), 15),
        (("a",), 17),
        (("a", "b c"), 17),
        (("a", "b c", "x"), 18),
        (("a", "list"), 19),
        (("a", "list", 0, "name"), 20),
        (("a", "list", 0, "inner"), 21),
        (("a", "list", 0, "inner", 1), 23),
        (("a", "list", 0, "inner", 1, "deep"), 24),
        (("a", "list", 1), 25),
        (("a", "list", 1, "table", "y"), 27),
        (("a", "list", 1, "inner", "z"), 29),
    ],
)
def test_a_key_is_found_in_its_line(path: KeyPath, line: int) -> None:
    assert locate(ODD)[path] == line


def test_windows_line_ends_count_once() -> None:
    assert locate(CRLF) == {("a",): 1, ("b",): 2, ("c",): 4}


def test_what_is_missing_has_the_line_of_what_is_around_it() -> None:
    lines = locate(ODD)
    assert line_of(lines, ("a", "list", 1, "name")) == 25
    assert line_of(lines, ("missing",)) == 1


def test_lists_in_lists_do_not_wear_out_the_reading() -> None:
    text = "a = " + "[" * 5000 + "]" * 5000
    assert len(locate(text)) == 5000


def test_a_path_is_shown_as_people_write_it() -> None:
    path = ("sections", 2, "questions", 0, "max_chars")
    assert shown_path(path) == "sections[2].questions[0].max_chars"
    assert shown_path(("a b", "c")) == '"a b".c'
    assert shown_path(()) == ""
