"""Texts that are being written, kept beside the steps so that a crash loses nothing."""

from __future__ import annotations

import contextlib
import threading

from yhdistys.errors import UserError
from yhdistys.store import drafts as store_drafts
from yhdistys.store.clock import utc_now
from yhdistys.store.database import Database


class Drafts:
    """The unfinished texts of an open association, by place; outside undo and history.

    While a step is being stored the texts wait in memory and are written after it, so that
    whoever types never waits. Of an association that is open for reading only nothing is kept.
    """

    def __init__(self, database: Database, actor: str, writing: threading.RLock) -> None:
        self._database = database
        self._actor = actor
        self._writing = writing
        self._waiting: dict[str, str | None] = {}

    def save_draft(self, place: str, text: str) -> None:
        """Keep the text that is being written at a place, such as ``explanation/2025/4400``.

        Raises:
            FileProblem: The disk is full or the server gone; the text waits for the next try.
        """
        self._put(place, text)

    def draft(self, place: str) -> str | None:
        """Return the unfinished text of a place, or None."""
        if place in self._waiting:
            return self._waiting[place]
        with self._database.reading() as session:
            return store_drafts.draft(session, place=place)

    def forget_draft(self, place: str) -> None:
        """Forget the unfinished text of a place, because it is finished or not wanted.

        Raises:
            FileProblem: The file cannot be written.
        """
        self._put(place, None)

    def _put(self, place: str, text: str | None) -> None:
        if self._database.read_only_reason:
            return
        self._waiting[place] = text
        self._write()

    def _write(self) -> None:
        """Write what waits, unless a step is being stored: its end calls again."""
        if not self._writing.acquire(blocking=False):
            return
        try:
            for place in tuple(self._waiting):
                self._write_one(place)
        finally:
            self._writing.release()

    def _write_one(self, place: str) -> None:
        text = self._waiting[place]
        if text is None:
            store_drafts.forget_draft(self._database, place=place)
        else:
            store_drafts.save_draft(
                self._database, place=place, text=text, actor=self._actor, at=utc_now()
            )
        if self._waiting.get(place) is text:  # else more was typed meanwhile
            self._waiting.pop(place)

    def catch_up(self) -> None:
        """Write what waited for a step; a problem here does not spoil the step."""
        if self._waiting:
            with contextlib.suppress(UserError):
                self._write()
