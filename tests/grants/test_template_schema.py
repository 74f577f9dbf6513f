"""The JSON Schema of a form is made from the declared keys, and stored for editors."""

from __future__ import annotations

import copy
import json
import tomllib
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from yhdistys.grants.rules.template_keys import TABLES
from yhdistys.grants.rules.template_schema import json_schema

ROOT = Path(__file__).parents[2]
FORMS = [
    ROOT / "tests" / "data" / "forms" / "small" / "form.toml",
    *sorted(ROOT.glob("plugins/*/*/form.toml")),
]
SCHEMA = Draft202012Validator(json_schema())


def _form(path: Path) -> dict[str, Any]:
    """Return a form as JSON knows it: days are texts."""
    form = tomllib.loads(path.read_text("utf-8"))
    plain: dict[str, Any] = json.loads(json.dumps(form, default=date.isoformat))
    return plain


def test_the_stored_schema_is_the_one_the_program_makes() -> None:
    stored = json.loads((ROOT / "docs" / "form.schema.json").read_text("utf-8"))
    assert stored == json_schema()


def test_the_schema_is_a_schema_and_describes_every_key() -> None:
    Draft202012Validator.check_schema(json_schema())
    described = json_schema()["$defs"]
    for table, keys in TABLES.items():
        assert list(described[table]["properties"]) == [key.name for key in keys]
        assert all(described[table]["properties"][key.name]["description"] for key in keys)


@pytest.mark.parametrize("path", FORMS, ids=lambda path: path.parent.name)
def test_the_schema_accepts_good_forms(path: Path) -> None:
    assert [error.message for error in SCHEMA.iter_errors(_form(path))] == []


def _question(form: dict[str, Any]) -> dict[str, Any]:
    question: dict[str, Any] = form["sections"][1]["questions"][0]
    return question


@pytest.mark.parametrize(
    "spoil",
    [
        lambda form: form.pop("title"),
        lambda form: form.update(format=2),
        lambda form: form.update(colour="red"),
        lambda form: form.update(status="guessed"),
        lambda form: form.update(valid_from="1.1.2026"),
        lambda form: form["title"].pop("fi"),
        lambda form: form["title"].update(no="x"),
        lambda form: form["sections"].clear(),
        lambda form: form["counting"].update(line_break=3),
        lambda form: form["dates"][1].update(yearly="31-12"),
        lambda form: form["rules"][0]["parameters"].update(rate=0.15),
        lambda form: _question(form).update(id="Need"),
        lambda form: _question(form).update(max_chars=0),
        lambda form: _question(form).update(required="yes"),
        lambda form: _question(form).update(kind="choice"),
        lambda form: _question(form).update(choices=[{"id": "a", "label": {"fi": "A"}}]),
        lambda form: _question(form).update(kind="computed"),
    ],
)
def test_the_schema_refuses_what_has_the_wrong_shape(
    spoil: Callable[[dict[str, Any]], object],
) -> None:
    form = copy.deepcopy(_form(FORMS[0]))
    spoil(form)
    assert not SCHEMA.is_valid(form)
