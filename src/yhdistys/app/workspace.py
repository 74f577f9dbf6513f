"""The workspace: one open association, the only long-lived object of the program."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from pathlib import Path
from types import TracebackType
from typing import Any, Concatenate, ParamSpec, Self, TypeVar, cast

from sqlalchemy.orm import Session

from yhdistys import settings
from yhdistys.api.contributions import Report
from yhdistys.app.drafts import Drafts
from yhdistys.app.importing import Preview, apply_preview, make_preview
from yhdistys.documents.context import AssociationIdentity, Read, ReportContext
from yhdistys.documents.document import Document
from yhdistys.errors import NotAllowed, UsageError
from yhdistys.exchange.tables import Progress
from yhdistys.i18n import _, language
from yhdistys.registry import Plugins, plugin_border
from yhdistys.store import reversal
from yhdistys.store.base import Base
from yhdistys.store.changes import Changes, render
from yhdistys.store.clock import today as today_in_finland
from yhdistys.store.clock import utc_now
from yhdistys.store.collector import paused_collector
from yhdistys.store.database import Database
from yhdistys.store.lock import Holder
from yhdistys.store.lock import holder as file_holder
from yhdistys.store.model import ChangeSet
from yhdistys.store.unit_of_work import SERVICES, StepTold, UnitOfWork, told_params
from yhdistys.store.workspace_settings import file_settings

_Arguments = ParamSpec("_Arguments")
_Result = TypeVar("_Result")
PATIENCE = 2.0


class Subscribers:
    """Who wants to know what changed: a list of callbacks.

    They are called on the thread that stored the step, after it was stored and when the next step
    may already begin; a front end takes them over to its own thread.
    """

    def __init__(self) -> None:
        self._callbacks: list[Callable[[Changes], None]] = []

    def subscribe(self, callback: Callable[[Changes], None]) -> Callable[[], None]:
        """Call back after every commit; returns the function that ends it."""
        self._callbacks.append(callback)
        return lambda: self._callbacks.remove(callback)

    def tell(self, changes: Changes) -> None:
        """Tell everybody, in the order they came."""
        for callback in tuple(self._callbacks):
            callback(changes)


def _report_params(report: Report, told: Mapping[str, object]) -> dict[str, object]:
    """Check the parameters of a report: texts are read as a person's, other values are taken."""
    known = {field.id: field for field in report.params}
    unknown = sorted(set(told) - set(known))
    if unknown:
        raise UsageError(
            _("The report “{report}” has no parameter “{name}”.").format(
                report=report.id, name=unknown[0]
            ),
            hint=_("Its parameters are: {names}.").format(names=", ".join(known)),
            kind="unknown-parameter",
        )
    values = {name: field.parse("") for name, field in known.items() if name not in told}
    for name, value in told.items():
        values[name] = known[name].parse(value) if isinstance(value, str) and value else value
    return values


class Workspace:
    """One open association.

    Attributes:
        database: The store behind it; front ends do not touch it.
        plugins: The plugins in use.
        actor: Who acts, as history tells it.
        changed: Subscribe to be told what every step touched.
        last_change: What the last step of this workspace touched.
        backup_problem: Why this day's backup could not be made, or empty.
        drafts: The texts that are being written.
        patience: How many seconds a step waits for another thread's step to end.

    Every method may be called on any thread. One step is stored at a time; a reader sees the state
    before it or after it.
    """

    def __init__(
        self, database: Database, *, plugins: Plugins, actor: str, today: date | None = None
    ) -> None:
        self.database = database
        self.plugins = plugins
        self.actor = actor
        self.changed = Subscribers()
        self.last_change = Changes(None, "")
        self.backup_problem = ""
        self.patience = PATIENCE
        self._today = today
        self._writing = threading.RLock()
        self.drafts = Drafts(database, actor, self._writing)

    def do(
        self,
        service: Callable[Concatenate[UnitOfWork, _Arguments], _Result],
        *args: _Arguments.args,
        **kwargs: _Arguments.kwargs,
    ) -> _Result:
        """Run a service: one step that commits once or not at all and can be undone.

        Raises:
            NotAllowed: The association is open for reading only, or another thread's step, such
                as a large import, is being stored for longer than ``patience``.
        """
        mark = SERVICES[service]
        told = StepTold(
            message=mark.message,
            params=told_params(mark.message, kwargs),
            actor=self.actor,
            at=utc_now(),
            barrier=mark.barrier,
        )
        with self._turn(), paused_collector():
            with UnitOfWork(self.database.writer(), told) as uow:
                result = service(uow, *args, **kwargs)
            self.last_change = uow.changes
        if uow.changes.change_set is not None:
            self.changed.tell(uow.changes)
        return result

    @contextlib.contextmanager
    def _turn(self) -> Iterator[None]:
        """Wait for one's turn to store a step, but not so long that a window seems frozen."""
        if not self._writing.acquire(timeout=self.patience):
            raise NotAllowed(
                _("Something else is being stored just now; nothing was changed."),
                hint=_("Wait until it is ready, then try again."),
                kind="busy",
            )
        try:
            yield
        finally:
            self._writing.release()
        self.drafts.catch_up()

    def read(
        self,
        query: Callable[Concatenate[Session, _Arguments], _Result],
        *args: _Arguments.args,
        **kwargs: _Arguments.kwargs,
    ) -> _Result:
        """Run a query and return its frozen rows."""
        with paused_collector(), self.database.reading() as session:
            return query(session, *args, **kwargs)

    def undo(self) -> Changes:
        """Take back the last step.

        Raises:
            NotAllowed: There is nothing to undo, the step must stand, or another thread is
                storing something.
            Conflict: Somebody changed the same thing since.
        """
        return self._reverse(reversal.undoable_step, "undo", _("There is nothing to undo."))

    def redo(self) -> Changes:
        """Do again what was undone last.

        Raises:
            NotAllowed: There is nothing to redo, or another thread is storing something.
            Conflict: Somebody changed the same thing since.
        """
        return self._reverse(reversal.redoable_step, "redo", _("There is nothing to redo."))

    @property
    def undo_text(self) -> str | None:
        """What undo would take back, or None."""
        return self._step_text(reversal.undoable_step)

    @property
    def redo_text(self) -> str | None:
        """What redo would do again, or None."""
        return self._step_text(reversal.redoable_step)

    @property
    def _own_steps_only(self) -> str | None:
        return None if self.database.is_file else self.actor

    def _step_text(self, find: Callable[..., ChangeSet | None]) -> str | None:
        with self.database.reading() as session:
            step = find(session, self._own_steps_only)
            return None if step is None else render(step.message, step.params)

    def _reverse(self, find: Callable[..., ChangeSet | None], kind: str, nothing: str) -> Changes:
        with self._turn():
            with self.database.reading() as session:
                step = find(session, self._own_steps_only)
            if step is None:
                raise NotAllowed(nothing, kind=f"nothing-to-{kind}")
            reversal.refuse_barrier(step)
            told = StepTold(
                message=step.message, params=step.params, actor=self.actor, at=utc_now(),
                kind=kind, reverses_id=step.id,
            )  # fmt: skip
            with UnitOfWork(self.database.writer(), told) as uow:
                self._put_back(uow, step)
            self.last_change = uow.changes
        self.changed.tell(uow.changes)
        return uow.changes

    def _put_back(self, uow: UnitOfWork, step: ChangeSet) -> None:
        if step.bulk is not None:
            described = dict(reversal.reverse_bulk(uow, step.bulk))
            uow.record_bulk(str(described.pop("kind")), **described)
        reversal.reverse_rows(uow.session, Base.metadata, step)

    def preview_import(self, path: str | Path, kind: str, **options: Any) -> Preview:
        """Read a file and say what storing it would do; stores nothing.

        Args:
            path: A table file: xlsx, xls, ods or csv.
            kind: ``ledger``, ``budget`` or ``chart``.
            options: Those of ``ImportOptions``, such as ``progress``, ``importer`` (the id of a
                reader) and ``year`` (the label of a budget's fiscal year).

        Raises:
            FileProblem: The file is missing or of no form the program reads.
            UsageError: There is no such kind, importer, sheet or column.
            ValidationError: The file's days or months fit no fiscal year.
            JobCancelled: ``progress`` raised it.
        """
        with paused_collector():
            return make_preview(self.plugins, self.read, Path(path), kind, options)

    def apply_import(self, preview: Preview, progress: Progress | None = None) -> Preview:
        """Store what a preview shows: one undoable step; returns the preview with its outcome.

        Args:
            preview: What ``preview_import`` gave.
            progress: Told how many rows are stored of how many; raises JobCancelled to cancel.

        Raises:
            ValidationError: The file has errors; nothing is stored.
            NotAllowed: The association is open for reading only.
            JobCancelled: ``progress`` raised it; nothing is stored.
        """
        return apply_preview(self.do, preview, progress)

    def report(self, report_id: str, **params: object) -> Document:
        """Build a report in the language in force.

        Raises:
            UsageError: There is no such report or parameter.
            ValidationError: A parameter is missing or does not fit.
        """
        report = self.plugins.report(report_id)
        context = ReportContext(
            read=cast("Read", self.read), today=self.today, language=language(),
            association=self.association, params=_report_params(report, params),
        )  # fmt: skip
        with plugin_border(report_id):
            document = report.build(context)
            if not isinstance(document, Document):
                message = f"it made {type(document).__name__}, no Document"
                raise TypeError(message)
        return document

    @property
    def read_only_reason(self) -> str:
        """Why nothing can be stored, with the name of who holds the file; empty when it can."""
        return self.database.read_only_reason

    @property
    def holder(self) -> Holder | None:
        """Who holds the file when another program does."""
        path = self.database.target.path
        if path is None or not self.read_only_reason:
            return None
        told = file_holder(path)
        # A file that was opened for reading on purpose may have a lock left by a crash.
        return told if told is not None and told.actor in self.read_only_reason else None

    @property
    def association(self) -> AssociationIdentity:
        """How the association names itself on paper."""
        told = self.read(file_settings)
        return AssociationIdentity(
            name=str(told.get(settings.ASSOCIATION_NAME, "")),
            business_id=str(told.get(settings.ASSOCIATION_BUSINESS_ID, "")),
            address=str(told.get(settings.ASSOCIATION_ADDRESS, "")),
            contact=str(told.get(settings.ASSOCIATION_CONTACT, "")),
        )

    @property
    def today(self) -> date:
        """The day deadlines and forecasts count from: given, the file's own, or the calendar's."""
        if self._today is not None:
            return self._today
        told = self.read(file_settings).get(settings.AS_OF)
        return date.fromisoformat(str(told)) if told else today_in_finland()

    def close(self) -> None:
        """Close the association and let the next one in."""
        self.database.close()

    def __enter__(self) -> Self:
        """Use the workspace in a ``with`` block."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        """Close it at the end of the block."""
        self.close()
