from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.forms import (
    DATES,
    ONE_YEAR,
    application,
    column,
    demand,
    form,
    line,
    question,
    section,
)
from yhdistys.grants.rules.application import Application, AttachmentState
from yhdistys.grants.rules.comparing import Changed, TextPart, compare, text_parts

FORM = form(
    DATES,
    section(
        "plan",
        question("need", "long_text"),
        question("groups", "table", columns=(column("name"), column("people", "whole_number"))),
    ),
    lines=(line("rent"), line("applied", "grant", formula="costs")),
    attachments=(demand("rules"),),
)
OLDER = form(
    section("plan", question("need", "long_text"), question("area")),
    lines=(line("travel"), line("rent")),
)


def case(**options: Any) -> Application:
    answers = {**ONE_YEAR, **options.pop("answers", {})}
    return application(options.pop("template", FORM), answers=answers, **options)


def test_equal_applications_have_no_changes() -> None:
    one = case(answers={"need": "Need"}, amounts={("rent", 2027): 5})
    assert compare(one, one) == ()


def test_answers_amounts_and_documents_that_changed_are_told() -> None:
    before = case(answers={"need": "People are lonely."}, amounts={("rent", 2027): 5})
    after = case(
        answers={"need": "Young people are lonely.", "begins": "2027-02-01"},
        amounts={("rent", 2027): "6.50"},
        attachments={"rules": (AttachmentState.ATTACHED, "signed")},
    )
    changes = compare(before, after)
    assert [(one.kind, one.id, one.year, one.before, one.after) for one in changes] == [
        ("answer", "begins", None, "1 Jan 2027", "1 Feb 2027"),
        ("answer", "need", None, "People are lonely.", "Young people are lonely."),
        ("amount", "rent", 2027, "5.00", "6.50"),
        ("amount", "applied", 2027, "5.00", "6.50"),
        ("attachment", "rules", None, "missing", "attached: signed"),
    ]
    assert changes[1].parts == (
        TextPart("removed", "People"),
        TextPart("added", "Young people"),
        TextPart("same", " are lonely."),
    )


def test_rows_of_tables_are_compared_one_by_one() -> None:
    def rows(*names: str) -> dict[str, Any]:
        return {"groups": tuple({"name": name, "people": "1"} for name in names)}

    changes = compare(case(answers=rows("A", "B", "C")), case(answers=rows("A", "X", "C", "D")))
    assert [(one.label, one.before, one.after) for one in changes] == [
        ("Groups, row 2", "Name: B; People: 1", "Name: X; People: 1"),
        ("Groups, row 4", "", "Name: D; People: 1"),
    ]
    (gone,) = compare(case(answers=rows("A", "B")), case(answers=rows("B")))
    assert gone == Changed(
        kind="row",
        id="groups",
        label="Groups, row 1",
        before="Name: A; People: 1",
        after="",
        parts=(TextPart("removed", "Name: A; People: 1"),),
    )


def test_what_only_the_earlier_form_has_comes_last() -> None:
    before = case(template=OLDER, answers={"area": "Espoo"}, amounts={("travel", 2027): 3})
    after = case(answers={"need": "Need"})
    changes = compare(before, after)
    assert [(one.kind, one.id) for one in changes] == [
        ("answer", "need"),
        ("answer", "area"),
        ("amount", "applied"),
        ("amount", "travel"),
    ]


@pytest.mark.parametrize(
    ("before", "after", "parts"),
    [
        ("", "", []),
        ("one two", "one two three", [("same", "one two"), ("added", " three")]),
        ("one two", "one", [("same", "one"), ("removed", " two")]),
        ("a ", "a", [("same", "a"), ("removed", " ")]),
    ],
)
def test_texts_are_compared_word_by_word(
    before: str, after: str, parts: list[tuple[str, str]]
) -> None:
    assert [(one.kind, one.text) for one in text_parts(before, after)] == parts


def test_very_long_texts_are_compared_line_by_line() -> None:
    lines = [f"Line {number} of a long text\n" for number in range(1000)]
    changed = [*lines[:500], "A new line\n", *lines[501:]]
    assert [(one.kind, len(one.text)) for one in text_parts("".join(lines), "".join(changed))] == [
        ("same", sum(map(len, lines[:500]))),
        ("removed", len(lines[500])),
        ("added", len("A new line\n")),
        ("same", sum(map(len, lines[501:]))),
    ]


@given(st.text("ab \n", max_size=30), st.text("ab \n", max_size=30))
def test_the_parts_hold_both_texts(before: str, after: str) -> None:
    parts = text_parts(before, after)
    assert "".join(one.text for one in parts if one.kind != "added") == before
    assert "".join(one.text for one in parts if one.kind != "removed") == after
    assert Decimal(len(parts)) >= 0


def test_thousands_of_equal_lines_are_compared_at_once() -> None:
    before, after = "a\n" * 40_000, "a\n" * 15_000 + "b\n" + "a\n" * 20_000
    assert [(one.kind, len(one.text)) for one in text_parts(before, after)] == [
        ("same", 30_000),
        ("removed", 10_000),
        ("added", 2),
        ("same", 40_000),
    ]
    assert [(one.kind, len(one.text)) for one in text_parts(before, before)] == [("same", 80_000)]
    assert [(one.kind, len(one.text)) for one in text_parts(before, before[2:])] == [
        ("same", 79_998),
        ("removed", 2),
    ]
