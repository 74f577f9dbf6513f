"""Forms of Finnish funders, one folder of data for each."""

from __future__ import annotations

from pathlib import Path

from yhdistys.api import FunderForm, forms_in, hookimpl


@hookimpl
def yhdistys_forms() -> list[FunderForm]:
    """Return the forms that stand in folders beside this file."""
    return forms_in(Path(__file__).parent)
