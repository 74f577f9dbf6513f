"""The plugins in use and what they contribute; the only module that talks to pluggy.

The registry is an object: ``Plugins.discover()`` finds installed plugins by their entry points,
``Plugins.of(module, …)`` takes exactly the given ones. A plugin that fails is listed with its
problem and changes nothing else.
"""

from __future__ import annotations

import contextlib
import logging
import re
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from importlib.metadata import EntryPoint, entry_points
from typing import TYPE_CHECKING, Final, TypeVar

import pluggy

from yhdistys.api import hookspecs
from yhdistys.api.contributions import (
    Command,
    Contribution,
    FunderForm,
    Importer,
    Page,
    Report,
)
from yhdistys.errors import PluginError, UsageError, YhdistysError
from yhdistys.i18n import _
from yhdistys.values.findings import Finding

if TYPE_CHECKING:
    from yhdistys.exchange.imports import SheetView
    from yhdistys.exchange.tables import TableFile

GROUP = "yhdistys.plugins"
_OURS = "yhdistys"
KINDS: dict[str, type[Contribution]] = {
    "importers": Importer,
    "reports": Report,
    "commands": Command,
    "pages": Page,
    "forms": FunderForm,
}
WHATEVER_A_PLUGIN_RAISES: Final = (Exception, SystemExit)
"""A plugin that wants to end the program has failed like any other; Ctrl+C is the user's."""
_LOG = logging.getLogger("yhdistys")
_VALID_ID = re.compile(r"[a-z][a-z0-9]*(?:[-_][a-z0-9]+)*")
_Kind = TypeVar("_Kind", bound=Contribution)


@dataclass(frozen=True, slots=True, kw_only=True)
class PluginProblem:
    """Why a plugin or one of its contributions is not in use."""

    plugin: str
    message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PluginRow:
    """One plugin as people see it in lists."""

    id: str
    version: str
    enabled: bool
    contributions: dict[str, tuple[str, ...]]
    problems: tuple[str, ...]


class Plugins:
    """The plugins in use.

    Attributes:
        problems: What could not be used, each with the plugin's name.
    """

    def __init__(self) -> None:
        self.problems: list[PluginProblem] = []
        self._pluggy = pluggy.PluginManager(hookspecs.PROJECT)
        self._pluggy.add_hookspecs(hookspecs)
        self._versions: dict[str, str] = {}
        self._disabled: set[str] = set()
        self._found: dict[str, dict[str, tuple[str, Contribution]]] = {kind: {} for kind in KINDS}

    @classmethod
    def of(cls, *modules: object) -> Plugins:
        """Use exactly these plugins, as tests do."""
        plugins = cls()
        for module in modules:
            plugins._register(_name_of(module), partial(_itself, module))
        plugins._collect()
        return plugins

    @classmethod
    def discover(cls, disabled: Collection[str] = ()) -> Plugins:
        """Use every installed plugin except the disabled ones.

        Those that come with the program are first: an id is theirs before it is a stranger's, and
        a file is read by their readers unless another one is named.
        """
        plugins = cls()
        for point in sorted(entry_points(group=GROUP), key=_order):
            plugins._versions[point.name] = _version_of(point)
            if point.name in disabled:
                plugins._disabled.add(point.name)
            else:
                plugins._register(point.name, point.load)
        plugins._collect()
        return plugins

    def importers(self, kind: str | None = None) -> tuple[Importer, ...]:
        """Return the readers, of one kind if it is named."""
        return tuple(i for i in self._all("importers", Importer) if kind in {None, i.kind})

    def reports(self) -> tuple[Report, ...]:
        """Return the reports."""
        return tuple(self._all("reports", Report))

    def report(self, report_id: str) -> Report:
        """Return one report.

        Raises:
            UsageError: No plugin in use has such a report.
        """
        for report in self.reports():
            if report.id == report_id:
                return report
        raise UsageError(
            _("There is no report “{id}”.").format(id=report_id),
            hint=_("“yhdistys report list” shows the reports there are."),
            kind="unknown-report",
        )

    def commands(self) -> tuple[Command, ...]:
        """Return the commands of plugins."""
        return tuple(self._all("commands", Command))

    def pages(self) -> tuple[Page, ...]:
        """Return the pages of plugins."""
        return tuple(self._all("pages", Page))

    def forms(self) -> tuple[FunderForm, ...]:
        """Return the forms of funders; nothing of them is read yet."""
        return tuple(self._all("forms", FunderForm))

    def form(self, form_id: str) -> FunderForm:
        """Return one form.

        Raises:
            UsageError: No plugin in use has such a form.
        """
        for form in self.forms():
            if form.id == form_id:
                return form
        raise UsageError(
            _("There is no form “{id}”.").format(id=form_id),
            hint=_("“yhdistys funder list” shows the forms there are."),
            kind="unknown-form",
        )

    def form_problems(self) -> tuple[PluginProblem, ...]:
        """Read every form and return what is wrong in them."""
        return tuple(
            PluginProblem(plugin=owner, message=message)
            for owner, form in self._found["forms"].values()
            if isinstance(form, FunderForm)
            for message in _wrong_in(form)
        )

    def rows(self) -> tuple[PluginRow, ...]:
        """Return the plugins with their contributions and problems, by name."""
        names = sorted({*self._versions, *(problem.plugin for problem in self.problems)})
        return tuple(self._row(name) for name in names)

    def _row(self, name: str) -> PluginRow:
        return PluginRow(
            id=name,
            version=self._versions.get(name, ""),
            enabled=name not in self._disabled,
            contributions={
                kind: ids
                for kind, found in self._found.items()
                if (ids := tuple(id_ for id_, (owner, _c) in found.items() if owner == name))
            },
            problems=tuple(p.message for p in self.problems if p.plugin == name),
        )

    def _all(self, kind: str, cls: type[_Kind]) -> Iterator[_Kind]:
        found = (contribution for _owner, contribution in self._found[kind].values())
        return (contribution for contribution in found if isinstance(contribution, cls))

    def _register(self, name: str, load: Callable[[], object]) -> None:
        self._versions.setdefault(name, "")
        try:
            self._pluggy.register(load(), name)
            self._pluggy.check_pending()
        except pluggy.PluginValidationError as error:
            self._pluggy.unregister(name=name)
            self._problem(name, _("An unknown hook: {error}").format(error=error))
        except WHATEVER_A_PLUGIN_RAISES as error:
            self._problem(name, _("It could not be loaded: {error}").format(error=_text(error)))

    def _collect(self) -> None:
        for kind, cls in KINDS.items():
            for name, module in self._pluggy.list_name_plugin():
                self._collect_from(kind, cls, name, module)

    def _collect_from(self, kind: str, cls: type[Contribution], name: str, module: object) -> None:
        try:
            implementation = getattr(module, f"yhdistys_{kind}", None)
            contributions = [] if implementation is None else list(implementation())
        except WHATEVER_A_PLUGIN_RAISES as error:
            text = _("Its {kind} could not be listed: {error}")
            self._problem(name, text.format(kind=kind, error=_text(error)))
            return
        for contribution in contributions:
            self._accept(kind, cls, name, contribution)

    def _accept(self, kind: str, cls: type[Contribution], name: str, found: object) -> None:
        if not isinstance(found, cls):
            text = _("It returned {value} among its {kind}; expected {expected}.")
            self._problem(name, text.format(value=_shown(found), kind=kind, expected=cls.__name__))
        elif not isinstance(found.id, str) or not _VALID_ID.fullmatch(found.id):
            text = _("The id “{id}” may have only lower-case letters, digits, - and _.")
            told = found.id if isinstance(found.id, str) else _shown(found.id)
            self._problem(name, text.format(id=told))
        elif found.id in self._found[kind]:
            owner, _other = self._found[kind][found.id]
            text = _("The id “{id}” is already used by {plugin}.")
            self._problem(name, text.format(id=found.id, plugin=owner))
        else:
            self._found[kind][found.id] = (name, found)

    def _problem(self, plugin: str, message: str) -> None:
        self.problems.append(PluginProblem(plugin=plugin, message=message))


@contextlib.contextmanager
def plugin_border(name: str) -> Iterator[None]:
    """Let errors that are meant pass and name the contribution in all others.

    Args:
        name: The id of the command, report or reader that is called.

    Raises:
        PluginError: The plugin made a mistake.
    """
    try:
        yield
    except (YhdistysError, BrokenPipeError):
        raise
    except WHATEVER_A_PLUGIN_RAISES as error:
        raise PluginError(name, _text(error)) from error


def views_of(importers: Iterable[Importer], table: TableFile) -> list[tuple[SheetView, ...]]:
    """Return what a file looks like to each reader, sheet by sheet.

    A reader that fails, or tells of other sheets than the file has, is left out.
    """
    seen = []
    for importer in importers:
        if importer.inspect is None:
            continue
        try:
            views = tuple(importer.inspect(table))
        except WHATEVER_A_PLUGIN_RAISES as error:
            text = _("“{plugin}” of a plugin failed because of a mistake in it.")
            _LOG.warning("%s (%s)", text.format(plugin=importer.id), _text(error))
            continue
        if len(views) == len(table.sheets):
            seen.append(views)
    return seen


def _itself(module: object) -> object:
    return module


def _name_of(module: object) -> str:
    return str(getattr(module, "__name__", type(module).__name__)).rpartition(".")[2]


def _order(point: EntryPoint) -> tuple[bool, str]:
    is_ours = point.dist is not None and point.dist.name == _OURS
    return (not is_ours, point.name)


def _version_of(point: EntryPoint) -> str:
    return point.dist.version if point.dist else ""


def _wrong_in(form: FunderForm) -> Iterator[str]:
    try:
        problems = form.file.problems
    except WHATEVER_A_PLUGIN_RAISES as error:
        text = _("The form “{form}” could not be read: {error}")
        yield text.format(form=form.id, error=_text(error))
        return
    for problem in problems:
        yield _place(form, problem)


def _place(form: FunderForm, problem: Finding) -> str:
    if problem.row is None:
        text = _("In the form “{form}”: {message}")
        return text.format(form=form.id, message=problem.message)
    text = _("In the form “{form}”, line {line}: {message}")
    return text.format(form=form.id, line=problem.row, message=problem.message)


def _shown(value: object) -> str:
    """Show what a plugin gave, by its class when it cannot show itself."""
    try:
        return repr(value)
    except WHATEVER_A_PLUGIN_RAISES:
        return type(value).__name__


def _text(error: BaseException) -> str:
    name = type(error).__name__
    try:
        told = str(error)
    except WHATEVER_A_PLUGIN_RAISES:  # an error of a plugin may fail at telling itself
        return name
    return f"{name}: {told}" if told else name
