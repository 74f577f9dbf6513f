"""What was done, by whom and when; undo and redo."""

from __future__ import annotations

from typing import TYPE_CHECKING

from yhdistys.cli.frame import command, option
from yhdistys.cli.invocation import Invocation
from yhdistys.cli.json_values import change
from yhdistys.i18n import _, lazy
from yhdistys.store.history_words import entity_text, field_text, value_text
from yhdistys.values.formats import date_text
from yhdistys.values.period import HELSINKI

if TYPE_CHECKING:
    from datetime import datetime

    from yhdistys.store.history import HistoryRow, ValueChange

_SHOWN_VALUES = 6


@command("history", help=lazy("Tell what was done, by whom and when, newest first."))
@option("--entity", help=lazy("Only what touched this, such as account or account/3."))
def history(invocation: Invocation, *, entity: str | None) -> None:
    """Show the steps."""
    from yhdistys.store.history import (  # noqa: PLC0415 - slow: loads the database library
        history as steps,
    )

    with invocation.workspace() as workspace:
        rows = workspace.read(steps, entity=entity)
    invocation.answer(lambda: {"items": [_json(row) for row in rows]}, lambda: _text(rows, entity))


def _json(row: HistoryRow) -> dict[str, object]:
    return {
        "change_set": row.change_set,
        "at": row.at,
        "actor": row.actor,
        "kind": row.kind,
        "message": row.message,
        "entities": [str(entity) for entity in row.entities],
        "barrier": row.barrier,
        "values": row.values,
    }


def _text(rows: tuple[HistoryRow, ...], entity: str | None) -> str:
    if not rows:
        if entity is not None:
            return _("Nothing was done to “{entity}”.").format(entity=entity)
        return _("Nothing was done yet.")
    return "\n".join(line for row in rows for line in _lines(row, entity))


def _lines(row: HistoryRow, entity: str | None) -> list[str]:
    kinds = {"undo": _("Undone: {step}"), "redo": _("Done again: {step}")}
    message = kinds.get(row.kind, "{step}").format(step=row.message)
    told = [v for v in row.values if entity is None or _belongs(v, entity)]
    lines = [f"{row.change_set:>4}  {_moment(row.at)}  {row.actor}  {message}"]
    lines += [f"      {_value_text(value)}" for value in told[:_SHOWN_VALUES]]
    if len(told) > _SHOWN_VALUES:
        lines.append("      " + _("… and {n} more values").format(n=len(told) - _SHOWN_VALUES))
    return lines


def _belongs(value: ValueChange, entity: str) -> bool:
    wanted = entity.replace("-", "_")
    return value.entity == wanted or value.entity.partition("/")[0] == wanted


def _moment(at: datetime) -> str:
    local = at.astimezone(HELSINKI)
    return f"{date_text(local.date())} {local:%H:%M}"


def _value_text(value: ValueChange) -> str:
    before, after = (value_text(value.field, told) for told in (value.before, value.after))
    change_text = after if value.before is None else f"{before} → {after}"
    return f"{entity_text(value.entity)}, {field_text(value.field)}: {change_text}"


@command("undo", help=lazy("Take back the last step."))
def undo(invocation: Invocation) -> None:
    """Take back one step."""
    with invocation.workspace(writes=True) as workspace:
        changes = workspace.undo()
    message = _("Undone: {step}").format(step=changes.message)
    invocation.answer(lambda: {**change(changes), "message": message}, lambda: message)


@command("redo", help=lazy("Do again what was taken back last."))
def redo(invocation: Invocation) -> None:
    """Do one step again."""
    with invocation.workspace(writes=True) as workspace:
        changes = workspace.redo()
    message = _("Done again: {step}").format(step=changes.message)
    invocation.answer(lambda: {**change(changes), "message": message}, lambda: message)


COMMANDS = {"history": history, "undo": undo, "redo": redo}
