"""The columns of history: steps, what a step changed, and what a check of the file found."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from yhdistys import settings
from yhdistys.app import CheckItem
from yhdistys.budget.queries import LIMIT_EUROS, LIMIT_PERCENT
from yhdistys.gui.style import Tone
from yhdistys.gui.tables.column import CellKind, CellValue, Column
from yhdistys.i18n import LazyText, _, lazy
from yhdistys.store.history import StepRow, ValueChange
from yhdistys.store.history_words import ENTITIES, field_text, value_text
from yhdistys.values.formats import date_text
from yhdistys.values.period import HELSINKI

_SETTINGS: Final[Mapping[str, LazyText]] = {
    settings.ASSOCIATION_NAME: lazy("Name of the association"),
    settings.ASSOCIATION_BUSINESS_ID: lazy("Business ID"),
    settings.ASSOCIATION_ADDRESS: lazy("Address"),
    settings.ASSOCIATION_CONTACT: lazy("Contact"),
    settings.AS_OF: lazy("Day that counts as today"),
    settings.LANGUAGE: lazy("Language"),
    LIMIT_EUROS: lazy("Limit of a deviation in euros"),
    LIMIT_PERCENT: lazy("Limit of a deviation in per cent"),
}
_UNCOUNTED: Final = frozenset({"actor"})


@dataclass(frozen=True, slots=True)
class ShownChange:
    """One value before and after, in words."""

    what: str
    field: str
    before: str
    after: str


def shown_changes(values: Iterable[ValueChange]) -> list[ShownChange]:
    """Return the values of a step in words."""
    return [
        ShownChange(
            what=_what_text(value.entity),
            field=field_text(value.field),
            before=value_text(value.field, value.before),
            after=value_text(value.field, value.after),
        )
        for value in values
        if value.field not in _UNCOUNTED
    ]


def _what_text(entity: str) -> str:
    """Name an entity such as ``account/4400`` or ``setting/association.name``."""
    kind, _slash, name = entity.partition("/")
    if kind == "setting" and name in _SETTINGS:
        return str(_SETTINGS[name])
    return f"{ENTITIES.get(kind, kind)} {name}".strip()


def step_columns() -> tuple[Column, ...]:
    """Return the columns of the steps."""
    return (
        Column(id="at", title=_("When"), text=_moment, value=_moment_value, width=18),
        Column(id="actor", title=_("By whom"), text=_actor, width=22),
        Column(id="step", title=_("What was done"), text=step_text, width=50, stretch=True),
    )


def change_columns() -> tuple[Column, ...]:
    """Return the columns of what a step changed."""
    return (
        Column(id="what", title=_("What"), text=_what, width=30),
        Column(id="field", title=_("Value"), text=_field, width=18),
        Column(id="before", title=_("Before"), text=_before, width=24),
        Column(id="after", title=_("After"), text=_after, width=24, stretch=True),
    )


def check_columns() -> tuple[Column, ...]:
    """Return the columns of a check of the file."""
    return (
        Column(id="title", title=_("What must hold"), text=_title, width=50, stretch=True),
        Column(id="state", title=_("State"), text=_state, kind=CellKind.TAG, tone=_tone, width=18),
        Column(id="detail", title=_("What was found"), text=_detail, width=26),
    )


def step_id(step: StepRow) -> int:
    """Return what a step is known by."""
    return step.change_set


def check_id(item: CheckItem) -> object:
    """Return what an item of a check is known by."""
    return item.id


def step_text(step: StepRow) -> str:
    """Say what was done."""
    kinds = {"undo": _("Undone: {step}"), "redo": _("Done again: {step}")}
    return kinds.get(step.kind, "{step}").format(step=step.message)


def _moment(step: StepRow) -> str:
    local = step.at.astimezone(HELSINKI)
    return f"{date_text(local.date())} {local:%H.%M}"


def _moment_value(step: StepRow) -> CellValue:
    return step.at.astimezone(HELSINKI).isoformat(sep=" ", timespec="minutes")[:16]


def _actor(step: StepRow) -> str:
    return step.actor


def _what(row: ShownChange) -> str:
    return row.what


def _field(row: ShownChange) -> str:
    return row.field


def _before(row: ShownChange) -> str:
    return row.before


def _after(row: ShownChange) -> str:
    return row.after


def _title(item: CheckItem) -> str:
    return str(item.title)


def _state(item: CheckItem) -> str:
    return _("in order") if item.ok else _("not in order")


def _tone(item: CheckItem) -> Tone:
    return Tone.GOOD if item.ok else Tone.OVER


def _detail(item: CheckItem) -> str:
    return item.detail
