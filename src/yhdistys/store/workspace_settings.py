"""Settings that belong to the association's file and travel with it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from yhdistys.store.model import Setting
from yhdistys.store.unit_of_work import UnitOfWork, service


def file_settings(session: Session) -> dict[str, Any]:
    """Return all settings of the file by their key."""
    return {row.key: row.value["value"] for row in session.scalars(select(Setting))}


@service("Change the settings")
def change_settings(uow: UnitOfWork, *, values: Mapping[str, Any]) -> bool:
    """Set settings of the file; None removes one.

    Returns:
        True when anything changed.
    """
    known = {row.key: row for row in uow.session.scalars(select(Setting))}
    changed = False
    for key, value in sorted(values.items()):
        row = known.get(key)
        if value is None and row is not None:
            uow.session.delete(row)
        elif value is None or (row is not None and row.value == {"value": value}):
            continue
        elif row is None:
            uow.session.add(Setting(key=key, value={"value": value}))
        else:
            row.value = {"value": value}
            row.version += 1
        changed = True
    return changed
