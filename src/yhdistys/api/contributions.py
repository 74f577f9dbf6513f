"""What a plugin can contribute: one frozen, keyword-only dataclass for each kind.

Every contribution has an ``id``, unique in its kind, and a ``title`` in the reader's language.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from yhdistys.i18n import DataText, LazyText
from yhdistys.values.fields import Field

if TYPE_CHECKING:
    from yhdistys.documents.context import ReportContext
    from yhdistys.documents.document import Document
    from yhdistys.exchange.imports import ImportOptions, ImportResult, SheetView
    from yhdistys.exchange.reading import TableFile
    from yhdistys.grants.queries.form_files import FormFile
    from yhdistys.grants.rules.template import FunderTemplate


@dataclass(frozen=True, slots=True, kw_only=True)
class Contribution:
    """What all contributions share.

    Attributes:
        id: Unique in its kind; lower-case letters, digits and hyphens or underscores.
        title: What people call it.
    """

    id: str
    title: LazyText | DataText


@dataclass(frozen=True, slots=True, kw_only=True)
class Importer(Contribution):
    """A reader of files from elsewhere.

    Attributes:
        kind: What it brings: ``ledger``, ``budget`` or ``chart``.
        accepts: File name endings it can read, with the dot.
        read: Reads a file; problems in the data are values in the result, never exceptions.
        inspect: Tells what a table file looks like to it, sheet by sheet; stores nothing.
        interpret: Reads a table file that was opened already; with it the window answers at once
            when a person says what a column holds.
    """

    kind: str
    accepts: tuple[str, ...]
    read: Callable[[Path, ImportOptions], ImportResult]
    inspect: Callable[[TableFile], tuple[SheetView, ...]] | None = None
    interpret: Callable[[TableFile, ImportOptions], ImportResult] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Report(Contribution):
    """A document made from the association's data.

    Attributes:
        group: Where it stands in lists: ``budget``, ``ledger``, ``activity`` …
        params: What it asks before it is built.
        build: Makes the document; the language in force is the report's.
    """

    group: str
    params: tuple[Field, ...] = ()
    build: Callable[[ReportContext], Document]


class CommandContext(Protocol):
    """What a plugin's command may use of the program."""

    @property
    def params(self) -> Mapping[str, object]:
        """The values of the command's fields."""
        ...

    def read(self, query: Callable[..., Any], **arguments: object) -> Any:
        """Run a query on the open association."""
        ...

    def do(self, service: Callable[..., Any], **arguments: object) -> Any:
        """Run a service on the open association: one undoable step."""
        ...

    def say(self, text: str) -> None:
        """Show one line to the person."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Command(Contribution):
    """A command of the command line; ``id`` is the word people type.

    Attributes:
        help: One sentence for ``yhdistys --help``.
        params: Its arguments.
        run: Does the work; what it returns is printed under ``--json``.
    """

    help: LazyText | DataText
    params: tuple[Field, ...] = ()
    run: Callable[[CommandContext], object]


@dataclass(frozen=True, slots=True, kw_only=True)
class Page(Contribution):
    """A page of the window.

    Attributes:
        area: The area it stands in: ``home``, ``money``, ``grants``, ``members``, ``volunteers``,
            ``activity``, ``goals``, ``documents`` or ``settings``; empty for a page that only the
            search finds.
        factory: ``module:Class``, a ``yhdistys.gui.api.Page``; loaded when it is first opened.
    """

    area: str
    factory: str


class FormTitle(LazyText):
    """The title of a form as its file says it; the file is read when the title is first shown.

    The folder's name stands in its place where the file cannot be read.
    """

    def __init__(self, folder: Path) -> None:
        super().__init__(folder.name)
        self._folder = folder

    def __str__(self) -> str:
        template = self.file.template
        return str(template.title) if template is not None else self.message

    def __eq__(self, other: object) -> bool:
        return isinstance(other, FormTitle) and other._folder == self._folder

    def __hash__(self) -> int:
        return hash(self._folder)

    @cached_property
    def file(self) -> FormFile:
        """The form's file, read once."""
        return _read_form(self._folder)


@dataclass(frozen=True, kw_only=True)
class FunderForm(Contribution):
    """A form of a funder: a folder with a ``form.toml``; the folder's name is its ``id``.

    ``forms_in`` makes these. Nothing is read before it is asked for.

    Attributes:
        folder: Where the form stands.
    """

    folder: Path

    @cached_property
    def file(self) -> FormFile:
        """The form's file with its problems, read once."""
        return self.title.file if isinstance(self.title, FormTitle) else _read_form(self.folder)

    @property
    def template(self) -> FunderTemplate | None:
        """The form itself; None while its file has errors."""
        return self.file.template


def forms_in(folder: Path) -> list[FunderForm]:
    """Return the forms in a folder: every folder in it that holds a ``form.toml``, by name."""
    return [
        FunderForm(id=path.parent.name, title=FormTitle(path.parent), folder=path.parent)
        for path in sorted(folder.glob("*/form.toml"))
    ]


def _read_form(folder: Path) -> FormFile:
    from yhdistys.grants.queries.form_files import (  # noqa: PLC0415 - slow: the database library
        read_form,
    )

    return read_form(folder)
