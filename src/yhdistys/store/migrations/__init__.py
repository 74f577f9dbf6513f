"""The steps from older schemas to the present one, in order.

A step is a module ``mNNNN_what_it_does.py`` with ``def upgrade(op: Operations) -> None``; it is
named here. Versions are never renumbered; each released version has a stored file in the tests.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from yhdistys.store.schema import Version

if TYPE_CHECKING:
    from alembic.operations import Operations


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One step of the schema.

    Attributes:
        version: The version the step leads to.
        upgrade: Changes the schema and the rows.
        touches: The tables whose rows the step may add or remove.
    """

    version: Version
    upgrade: Callable[[Operations], None]
    touches: frozenset[str] = frozenset()


def _explanations_and_drafts(op: Operations) -> None:
    from yhdistys.store.migrations import (  # noqa: PLC0415 - slow: old files only
        m0001_explanations_and_drafts,
    )

    m0001_explanations_and_drafts.upgrade(op)


def _applications(op: Operations) -> None:
    from yhdistys.store.migrations import (  # noqa: PLC0415 - slow: old files only
        m0002_applications,
    )

    m0002_applications.upgrade(op)


STEPS: tuple[Step, ...] = (
    Step(version=Version(1, 1), upgrade=_explanations_and_drafts),
    Step(version=Version(1, 2), upgrade=_applications),
)
