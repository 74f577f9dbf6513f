"""Problems in data as values: what is wrong, where it stands, what to do."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """How much a finding matters: an error stops the act, the others do not."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing a person should know about their data.

    Attributes:
        severity: Whether it stops the act.
        kind: A stable word for scripts, such as ``unknown-amount``.
        message: One translated sentence.
        hint: What would be right or what to do, translated; may be empty.
        sheet: The sheet of a table file.
        row: The row of the file, counted from 1.
        column: The heading of the column, or its letter.
        value: The value as it stands in the file.
    """

    severity: Severity
    kind: str
    message: str
    hint: str = ""
    sheet: str | None = None
    row: int | None = None
    column: str | None = None
    value: str | None = None


def has_errors(findings: tuple[Finding, ...]) -> bool:
    """Say whether any finding stops the act."""
    return any(finding.severity is Severity.ERROR for finding in findings)
