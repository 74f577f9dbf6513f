"""Reading which entries fit: at once in a small ledger, beside the window in a large one."""

from __future__ import annotations

from array import array
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QObject, Signal
from shiboken6 import isValid

from yhdistys.errors import JobCancelled, UserError
from yhdistys.gui.context import WindowContext
from yhdistys.gui.jobs import Progress
from yhdistys.i18n import _
from yhdistys.ledger import queries
from yhdistys.ledger.queries import EntryFilter, EntryOrder, EntrySums

_SMALL: Final = 20_000  # entries that are read at once
_MIDDLE: Final = 200_000  # entries that may be looked through for a first screen
_FIRST_SCREEN: Final = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What is asked of the ledger.

    Attributes:
        chosen: Which entries.
        order: By what they stand.
        is_descending: Whether the last one comes first.
        is_quickly_begun: Whether the first of them are found without looking through all.
    """

    chosen: EntryFilter
    order: EntryOrder = "day"
    is_descending: bool = False
    is_quickly_begun: bool = False


@dataclass(frozen=True, slots=True)
class Listing:
    """The entries that fit.

    Attributes:
        ids: Their ids in order.
        sums: Their count and sums; None while only the first screen is known.
    """

    ids: array[int]
    sums: EntrySums | None


class EntryReader(QObject):
    """Finds the ids and sums of entries; only what was asked last is told.

    Attributes:
        found: A ``Listing``; a large ledger tells its first screen first.
        failed: The reading was cancelled, or a ``UserError``: the error.
    """

    found = Signal(object)
    failed = Signal(object)

    def __init__(self, context: WindowContext, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._turn = 0

    def read(self, asked: Asked, size: int) -> None:
        """Find the entries.

        Args:
            asked: Which ones, and their order.
            size: About how many entries the ledger has.
        """
        self._turn += 1
        if size <= _SMALL:
            self.found.emit(self._listing(asked))
            return
        is_begun = asked.is_quickly_begun and asked.order == "day"
        if is_begun or size <= _MIDDLE:
            first = self._ids(asked, _FIRST_SCREEN)
            if len(first) < _FIRST_SCREEN:
                self.found.emit(Listing(first, self._sums(asked)))
                return
            self.found.emit(Listing(first, None))
        work = _Reading(self._turn, self.is_current, self._listing, asked)
        self._context.jobs.run(
            _("Reading the ledger"), work, done=self._on_done, failed=self._on_failed
        )

    def is_current(self, turn: int) -> bool:
        """Tell whether nothing else was asked since."""
        return turn == self._turn

    def _listing(self, asked: Asked) -> Listing:
        return Listing(self._ids(asked, None), self._sums(asked))

    def _ids(self, asked: Asked, limit: int | None) -> array[int]:
        found: array[int] = self._context.read(
            queries.entry_ids,
            chosen=asked.chosen,
            order=asked.order,
            descending=asked.is_descending,
            limit=limit,
        )
        return found

    def _sums(self, asked: Asked) -> EntrySums:
        found: EntrySums = self._context.read(queries.entry_sums, chosen=asked.chosen)
        return found

    def _on_done(self, told: tuple[int, Listing | None]) -> None:
        turn, listing = told
        if isValid(self) and listing is not None and self.is_current(turn):
            self.found.emit(listing)

    def _on_failed(self, error: Exception) -> None:
        if not isValid(self):
            return
        if not isinstance(error, UserError | JobCancelled):
            raise error
        self.failed.emit(error)


@dataclass(frozen=True, slots=True)
class _Reading:
    """The work of one turn, on the worker's thread."""

    turn: int
    is_current: Callable[[int], bool]
    listing: Callable[[Asked], Listing]
    asked: Asked

    def __call__(self, progress: Progress) -> tuple[int, Listing | None]:
        """Find the entries, unless something else was asked meanwhile."""
        progress(0, None)
        return self.turn, self.listing(self.asked) if self.is_current(self.turn) else None
