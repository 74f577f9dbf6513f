"""Values as JSON: amounts as texts with a point, days in ISO form, missing as null."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from yhdistys.values.findings import Finding

if TYPE_CHECKING:
    from yhdistys.store.changes import Changes


def as_json(value: object) -> str:
    """Return one JSON document in one line; letters beyond ASCII stay readable."""
    return json.dumps(value, ensure_ascii=False, default=_plain)


def _plain(value: object) -> object:
    """Return what the encoder does not know in a form that it knows."""
    if isinstance(value, date):
        return value.isoformat()
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {field.name: getattr(value, field.name) for field in dataclasses.fields(value)}
    if isinstance(value, Mapping):
        return dict(value)
    if isinstance(value, set | frozenset | Iterator):
        return list(value)
    return str(value)


def amount(value: Decimal | None) -> str | None:
    """Return an amount as a text with two decimals; zero differs from missing."""
    return None if value is None else f"{value:.2f}"


def amount_of_cents(cents: int | None) -> str | None:
    """Return whole cents as an amount."""
    if cents is None:
        return None
    sign = "-" if cents < 0 else ""
    return f"{sign}{abs(cents) // 100}.{abs(cents) % 100:02d}"


def problem(finding: Finding) -> dict[str, object]:
    """Return a problem with its place."""
    return {
        "severity": finding.severity.value,
        "sheet": finding.sheet,
        "row": finding.row,
        "column": finding.column,
        "value": finding.value,
        "message": finding.message,
    }


def problems(findings: Iterable[Finding]) -> list[dict[str, object]]:
    """Return all problems with their places."""
    return [problem(finding) for finding in findings]


def change(changes: Changes, entity: str | None = None) -> dict[str, object]:
    """Return what a step changed; ``entity`` names the main thing if it is not the first."""
    first = str(changes.entities[0]) if changes.entities else None
    return {
        "changed": changes.change_set is not None,
        "entity": entity or first,
        "change_set": changes.change_set,
        "message": changes.message,
    }
