"""One step of a person: a short transaction that is recorded, sealed and can be undone.

A *service* is a function marked with ``@service`` whose first argument is the unit of work; only
``Workspace.do`` runs it. It commits once or not at all.
"""

from __future__ import annotations

import string
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from types import TracebackType
from typing import Any, Concatenate, ParamSpec, Self, TypeVar

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from yhdistys.store import triggers
from yhdistys.store.changes import Changes, latest_step, render, seal
from yhdistys.store.engine import is_postgresql
from yhdistys.store.model import ChangeSet
from yhdistys.store.problems import in_plain_words

WRITER_LOCK = 0x59484459
_Arguments = ParamSpec("_Arguments")
_Result = TypeVar("_Result")
Service = Callable[Concatenate["UnitOfWork", _Arguments], _Result]


@dataclass(frozen=True, slots=True, kw_only=True)
class StepTold:
    """What a step says of itself in history and on the undo button."""

    message: str
    params: Mapping[str, Any]
    actor: str
    at: datetime
    barrier: bool = False
    kind: str = "do"
    reverses_id: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceMark:
    """What ``@service`` says of a function."""

    message: str
    barrier: bool


SERVICES: dict[Callable[..., Any], ServiceMark] = {}


def service(
    message: str, *, barrier: bool = False
) -> Callable[[Service[_Arguments, _Result]], Service[_Arguments, _Result]]:
    """Mark a function that changes something.

    Args:
        message: The untranslated text of the step, such as ``"Add account {number}"``; its
            placeholders are filled from the arguments or by ``uow.describe``.
        barrier: True when the step must never be undone, such as a report sent to a funder.
    """

    def mark(function: Service[_Arguments, _Result]) -> Service[_Arguments, _Result]:
        SERVICES[function] = ServiceMark(message=message, barrier=barrier)
        return function

    return mark


def told_params(message: str, arguments: Mapping[str, Any]) -> dict[str, str]:
    """Take from a call's arguments what the message shows."""
    names = (name for _text, name, _spec, _conv in string.Formatter().parse(message) if name)
    return {name: str(arguments.get(name, "")) for name in names}


class UnitOfWork:
    """The transaction of one step.

    Attributes:
        session: The session services work with.
        changes: What the step touched; filled at commit.
    """

    def __init__(self, engine: Engine, told: StepTold) -> None:
        self._session = Session(engine, expire_on_commit=False)
        self._told = told
        self._params: dict[str, Any] = dict(told.params)
        self._bulk: dict[str, Any] | None = None
        self._step: ChangeSet | None = None
        self.changes = Changes(None, "")

    @property
    def session(self) -> Session:
        """Return the session of this step."""
        return self._session

    @property
    def connection(self) -> Connection:
        """Return the connection of this step, for bulk statements."""
        return self._session.connection()

    @property
    def actor(self) -> str:
        """Return who does this."""
        return self._told.actor

    @property
    def at(self) -> datetime:
        """Return the moment of this step."""
        return self._told.at

    @property
    def step_before(self) -> int:
        """Return the number of the step before this one; what was read then still holds."""
        return latest_step(self._session, before=None if self._step is None else self._step.id)

    def describe(self, **params: object) -> None:
        """Fill placeholders of the step's message that are no arguments of the call."""
        self._params.update({name: str(value) for name, value in params.items()})

    def record_bulk(self, kind: str, **description: object) -> None:
        """Name a bulk change that triggers do not record, so that it can be taken back."""
        self._bulk = {"kind": kind, **description}

    def __enter__(self) -> Self:
        """Begin the transaction and open the step."""
        try:
            with in_plain_words():
                self._step = self._open_step()
        except BaseException:
            self._session.close()
            raise
        return self

    def _open_step(self) -> ChangeSet:
        if is_postgresql(self.connection):
            self.connection.exec_driver_sql("SELECT pg_advisory_xact_lock(%s)", (WRITER_LOCK,))
        told = self._told
        step = ChangeSet(
            at=told.at, actor=told.actor, kind=told.kind, message=told.message, params={},
            barrier=told.barrier, reverses_id=told.reverses_id,
        )  # fmt: skip
        self._session.add(step)
        self._session.flush()
        triggers.set_current(self.connection, step.id)
        return step

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        """Commit once on success, take everything back otherwise, close always.

        Raises:
            Conflict: Something else refers to what would go, or is there already.
            FileProblem: The disk is full, the file damaged or in use, or the server gone.
        """
        try:
            with in_plain_words():
                if error is None:
                    self._finish()
                    self._session.commit()
                    return
                self._session.rollback()
                if isinstance(error, DBAPIError):
                    raise error
        finally:
            self._session.close()

    def _finish(self) -> None:
        step = self._step
        if step is None:  # pragma: no cover - __enter__ always opens one
            return
        self._session.flush()
        step.params = self._params
        step.bulk = self._bulk
        entities = seal(self._session, step)
        triggers.set_current(self.connection, None)
        if not entities and self._bulk is None:
            self._session.delete(step)
            return
        bulk = (str(self._bulk["kind"]),) if self._bulk else ()
        text = render(step.message, step.params)
        self.changes = Changes(step.id, text, entities, bulk)
