"""The JSON Schema of a funder's form, for editors that help while a form is written.

It knows keys, kinds and words. What needs the whole form, such as names in formulas, ``yhdistys
funder check`` tells.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from yhdistys.grants.rules.template_keys import (
    COLUMN_KIND_KEYS,
    FORMAT,
    ID_PATTERN,
    LANGUAGE_KEYS,
    QUESTION_KIND_KEYS,
    TABLES,
    Key,
    KindKey,
    ValueKind,
)

Schema = dict[str, Any]

_FILLED: Final[Mapping[str, object]] = {"type": "string", "pattern": r"\S"}
_DAY: Final = r"^\d{4}-\d{2}-\d{2}$"
_YEARLY: Final = r"^(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$"
_TIME: Final = r"^([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9])?$"


def json_schema() -> Schema:
    """Return the schema (draft 2020-12) of a form's TOML seen as JSON, days as texts."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A funder's form: form.toml",
        "$ref": "#/$defs/form",
        "$defs": {
            "texts": {
                "type": "object",
                "description": "A text by language; Finnish must be there.",
                "properties": {
                    code: _FILLED if code == "fi" else {"type": "string"} for code in LANGUAGE_KEYS
                },
                "required": ["fi"],
                "additionalProperties": False,
            },
            **{name: _table(name, keys) for name, keys in TABLES.items()},
        },
    }


def _table(name: str, keys: tuple[Key, ...]) -> Schema:
    table: Schema = {
        "type": "object",
        "properties": {
            key.name: {**_FRAGMENTS[key.kind](key), "description": key.about} for key in keys
        },
        "required": [key.name for key in keys if key.is_required],
        "additionalProperties": False,
    }
    conditions = [_condition(key) for key in _KIND_KEYS.get(name, ())]
    return {**table, "allOf": conditions} if conditions else table


def _condition(key: KindKey) -> Schema:
    condition: Schema = {
        "if": {"properties": {"kind": {"enum": sorted(key.kinds)}}},
        "else": {"properties": {key.name: False}},
    }
    return {**condition, "then": {"required": [key.name]}} if key.is_needed else condition


def _rows(table: str) -> Schema:
    return {"type": "array", "items": {"$ref": f"#/$defs/{table}"}, "minItems": 1}


def _whole(key: Key) -> Schema:
    schema: Schema = {"type": "integer", "minimum": key.least}
    return schema if key.most is None else {**schema, "maximum": key.most}


def _word(key: Key) -> Schema:
    return {"enum": list(key.words)}


def _text(pattern: str) -> Callable[[Key], Schema]:
    return lambda _key: {"type": "string", "pattern": pattern}


_KIND_KEYS: Final = {"question": QUESTION_KIND_KEYS, "column": COLUMN_KIND_KEYS}
_FRAGMENTS: Final[Mapping[ValueKind, Callable[[Key], Schema]]] = {
    ValueKind.FORMAT: lambda _key: {"const": FORMAT},
    ValueKind.TEXT: lambda _key: dict(_FILLED),
    ValueKind.ID: _text(f"^{ID_PATTERN}$"),
    ValueKind.TEXTS: lambda _key: {"$ref": "#/$defs/texts"},
    ValueKind.WORD: _word,
    ValueKind.WORDS: lambda key: {"type": "array", "items": _word(key)},
    ValueKind.WHOLE: _whole,
    ValueKind.YES_NO: lambda _key: {"type": "boolean"},
    ValueKind.DAY: _text(_DAY),
    ValueKind.YEARLY: _text(_YEARLY),
    ValueKind.TIME: _text(_TIME),
    ValueKind.EXPRESSION: lambda _key: dict(_FILLED),
    ValueKind.COLUMN: _text(rf"^{ID_PATTERN}\.{ID_PATTERN}$"),
    ValueKind.VALUE: lambda _key: {
        "anyOf": [
            {"type": ["number", "string", "boolean"]},
            {"type": "array", "items": {"type": "string"}, "minItems": 1},
        ]
    },
    ValueKind.TABLE: lambda key: {"$ref": f"#/$defs/{key.table}"},
    ValueKind.TABLES: lambda key: _rows(key.table),
    ValueKind.PARAMETERS: lambda key: {
        "type": "object", "additionalProperties": _rows(key.table),
    },
}  # fmt: skip
