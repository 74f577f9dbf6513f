"""Forms broken on purpose: each mistake is told in its line, by its kind and in one sentence."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from yhdistys.grants.rules.template_reading import read_template
from yhdistys.values.findings import Severity, has_errors

FORMS = Path(__file__).parents[1] / "data" / "forms"
FORM = (FORMS / "small" / "form.toml").read_text("utf-8")
BROKEN: list[dict[str, Any]] = tomllib.loads((FORMS / "broken.toml").read_text("utf-8"))["broken"]


@pytest.mark.parametrize("one", BROKEN, ids=lambda one: f"{one['kind']}-{one['row']}")
def test_each_mistake_is_told_in_its_line(one: dict[str, Any]) -> None:
    assert FORM.count(one["old"]) == 1
    read = read_template(FORM.replace(one["old"], one["new"]))
    told = [(found.row, found.kind, found.message) for found in read.problems]
    assert told == [(one["row"], one["kind"], one["message"])]
    assert read.problems[0].hint
    assert (read.template is None) == has_errors(read.problems)


def test_all_mistakes_are_told_at_once_in_the_order_of_the_lines() -> None:
    text = FORM
    for old, new in (
        ("max_chars = 1500", "max_chars = 0"),
        ('event = "report"', 'event = "party"'),
        ('kind = "application"', 'kind = "letter"'),
    ):
        text = text.replace(old, new)
    read = read_template(text)
    assert [(one.row, one.column, one.value) for one in read.problems] == [
        (5, "kind", "letter"),
        (91, "sections[1].questions[0].max_chars", "0"),
        (168, "dates[1].event", "party"),
    ]


def test_these_leave_a_form_usable() -> None:
    warnings = {
        found.kind
        for one in BROKEN
        for found in read_template(FORM.replace(one["old"], one["new"])).problems
        if found.severity is Severity.WARNING
    }
    assert warnings == {
        "grant-lines",
        "missing-translation",
        "no-budget-question",
        "no-source",
        "past-deadline",
    }
