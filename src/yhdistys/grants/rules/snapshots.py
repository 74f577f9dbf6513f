"""A kept version of an application as plain values that JSON can hold, and back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any

from yhdistys.grants.rules.application import (
    Amount,
    Answer,
    Application,
    AttachmentState,
)


def snapshot(application: Application) -> dict[str, Any]:
    """Return the answers, amounts and attachments of an application as texts and lists."""
    return {
        "answers": {
            question: {"text": answer.text, "rows": [dict(row) for row in answer.rows]}
            for question, answer in sorted(application.answers.items())
        },
        "amounts": [
            {
                "line": line,
                "year": year,
                "amount": str(one.amount),
                "basis": one.basis,
                "note": one.note,
                "is_planned": one.is_planned,
            }
            for (line, year), one in sorted(application.amounts.items())
        ],
        "attachments": {
            attachment: {"state": str(state), "note": note}
            for attachment, (state, note) in sorted(application.attachments.items())
        },
    }


def from_snapshot(application: Application, content: Mapping[str, Any]) -> Application:
    """Return an application with the answers, amounts and attachments of a snapshot of it."""
    return replace(
        application,
        answers={
            question: Answer(text=told["text"], rows=tuple(told["rows"]))
            for question, told in content["answers"].items()
        },
        amounts={
            (told["line"], told["year"]): Amount(
                amount=Decimal(told["amount"]),
                basis=told["basis"],
                note=told["note"],
                is_planned=told["is_planned"],
            )
            for told in content["amounts"]
        },
        attachments={
            attachment: (AttachmentState(told["state"]), told["note"])
            for attachment, told in content["attachments"].items()
        },
        planned=(),
    )
