"""What was told on the command line for all commands, and the ways to answer."""

from __future__ import annotations

import contextlib
import getpass
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from yhdistys import settings
from yhdistys.cli.json_values import as_json
from yhdistys.errors import DamagedFile, FileProblem, LockedFile, UsageError
from yhdistys.i18n import LANGUAGES, _, using

if TYPE_CHECKING:
    from yhdistys.app import Workspace
    from yhdistys.registry import Plugins

FILE_VARIABLE = "YHDISTYS_FILE"
PASSWORD_VARIABLE = "YHDISTYS_PASSWORD"  # noqa: S105 - the name of a variable
_CONTROL = dict.fromkeys((*range(32), *range(127, 160)), "\N{REPLACEMENT CHARACTER}")
_CONTROL.pop(ord("\n"))
_PLAIN_HEADER = b"SQLite format 3\x00"
_PAGE = 1024


@dataclass(slots=True, kw_only=True)
class Invocation:
    """One call of the program.

    Attributes:
        file: The association's file or the address of its database, if told.
        language: The language, if told.
        wants_json: Whether the answer is one JSON document.
        as_of: What counts as today, if told.
    """

    file: str | None = None
    language: str | None = None
    wants_json: bool = False
    as_of: date | None = None
    _languages: contextlib.ExitStack = field(default_factory=contextlib.ExitStack)

    @classmethod
    def of(cls, argv: Sequence[str]) -> Invocation:
        """Look ahead for what must be known before the line is read: language and form."""
        words = list(argv)
        told = [code for code in _told(words, "--language") if code in LANGUAGES]
        chosen = told[-1] if told else settings.user_settings().language
        return cls(
            file=os.environ.get(FILE_VARIABLE) or None,
            language=chosen or None,
            wants_json="--json" in words,
        )

    @contextlib.contextmanager
    def speaking(self) -> Iterator[None]:
        """Speak the language that was told, or the file's once it is open, until the end."""
        with self._languages:
            if self.language:
                self._languages.enter_context(using(self.language))
            yield

    def say(self, text: str) -> None:
        """Show a text to people: on standard error when standard output is for JSON."""
        stream = sys.stderr if self.wants_json else sys.stdout
        _put(stream, text.translate(_CONTROL) + "\n")

    def answer(self, value: Callable[[], object], text: Callable[[], str]) -> None:
        """Give the command's result: as JSON or as a text."""
        if self.wants_json:
            _put(sys.stdout, as_json(value()) + "\n")
        else:
            self.say(text())

    def progress(self) -> Callable[[int, int | None], None] | None:
        """Return what shows how far long work is, on a terminal only."""
        return _show_progress if sys.stderr.isatty() else None

    def end_progress(self) -> None:
        """Wipe the line of the progress."""
        if sys.stderr.isatty():
            sys.stderr.write("\r\x1b[K")

    @contextlib.contextmanager
    def workspace(self, *, writes: bool = False) -> Iterator[Workspace]:
        """Open the association's file for one command.

        Args:
            writes: True when the command stores something: a file that can only be read is refused.

        Raises:
            UsageError: No file was named.
            FileProblem: It is missing, held by another program, damaged, newer …
        """
        from yhdistys.app import open_workspace  # noqa: PLC0415 - slow: loads the database library

        target = self.target()
        password = asked_password(target)
        with open_workspace(target, password=password, today=self.as_of) as workspace:
            if writes:
                refuse_read_only(workspace)
            self._follow_file_language(workspace)
            yield workspace

    def target(self) -> str:
        """Return the file or address that was told.

        Raises:
            UsageError: None was.
        """
        if self.file:
            return self.file
        raise UsageError(
            _("No association file was named."),
            hint=_("Name it with --file PATH, or set {variable}.").format(variable=FILE_VARIABLE),
            kind="no-file",
        )

    def plugins(self) -> Plugins:
        """Find the installed plugins, without an association."""
        from yhdistys.registry import Plugins  # noqa: PLC0415 - slow: loads the plugins

        return Plugins.discover(settings.user_settings().disabled_plugins)

    def _follow_file_language(self, workspace: Workspace) -> None:
        from yhdistys.store.workspace_settings import (  # noqa: PLC0415 - slow: database library
            file_settings,
        )

        if self.language is None:
            language = str(workspace.read(file_settings).get(settings.LANGUAGE, ""))
            if language in LANGUAGES:
                self._languages.enter_context(using(language))


def _put(stream: TextIO, text: str) -> None:
    """Write out a text, or say why that is not possible.

    Raises:
        FileProblem: What the output goes to cannot be written, such as a full disk.
    """
    try:
        stream.write(text)
        stream.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        raise FileProblem(
            _("The answer could not be written: {reason}.").format(reason=error.strerror),
            hint=_("Free some space, or let the output go elsewhere."),
            kind="output-failed",
        ) from error


def _told(words: Sequence[str], name: str) -> Iterator[str]:
    """Yield every value of an option; the last one counts, as it does when the line is read."""
    for place, word in enumerate(words):
        if word == name and place + 1 < len(words):
            yield words[place + 1]
        elif word.startswith(f"{name}="):
            yield word.partition("=")[2]


def _show_progress(done: int, total: int | None) -> None:
    from yhdistys.values.formats import whole_number  # noqa: PLC0415 - slow: loads Babel

    text = (
        _("{done} rows").format(done=whole_number(done))
        if total is None
        else _("{done} of {total} rows").format(done=whole_number(done), total=whole_number(total))
    )
    sys.stderr.write(f"\r{text}\x1b[K")
    sys.stderr.flush()


def refuse_read_only(workspace: Workspace) -> None:
    """Refuse to write into a file that can only be read.

    Raises:
        LockedFile: Another program holds it; the message names the holder.
        FileProblem: The folder cannot be written.
    """
    from yhdistys.store.lock import holder  # noqa: PLC0415 - slow: only files need it

    reason = workspace.database.read_only_reason
    if not reason:
        return
    path = workspace.database.target.path
    if path is not None and holder(path) is not None:
        raise LockedFile(reason, hint=_("Close the other program and try again."))
    raise FileProblem(
        _("{name} is open for reading only: {reason}").format(
            name=workspace.database.target.name, reason=reason
        ),
        hint=_("Choose a folder you may write to."),
        kind="read-only",
    )


def asked_password(target: str | Path) -> str | None:
    """Ask for the password of an encrypted file on a terminal; None lets the environment decide.

    Raises:
        DamagedFile: A password is needed and there is nobody to ask.
    """
    if os.environ.get(PASSWORD_VARIABLE) or not _looks_encrypted(Path(target)):
        return None
    if not sys.stdin.isatty():
        text = _(
            "The file {name} cannot be read: it is encrypted and no password was told, it is no "
            "yhdistys file, or it is damaged."
        )
        hint = _("Set {variable}, check the name, or restore a backup with “yhdistys restore”.")
        raise DamagedFile(
            text.format(name=Path(target).name), hint=hint.format(variable=PASSWORD_VARIABLE)
        )
    return getpass.getpass(_("Password: "), sys.stderr) or None


def _looks_encrypted(path: Path) -> bool:
    try:
        size = path.stat().st_size
        with path.open("rb") as file:
            head = file.read(len(_PLAIN_HEADER))
    except OSError:
        return False
    return size >= _PAGE and size % _PAGE == 0 and head != _PLAIN_HEADER


def new_password() -> str:
    """Take the password of a new encrypted file from the environment or ask twice for it.

    Raises:
        UsageError: There is nobody to ask, or the two differ.
    """
    told = os.environ.get(PASSWORD_VARIABLE)
    if told:
        return told
    if not sys.stdin.isatty():
        raise UsageError(
            _("An encrypted file needs a password."),
            hint=_("Set {variable}, or call the command on a terminal.").format(
                variable=PASSWORD_VARIABLE
            ),
            kind="no-password",
        )
    first = getpass.getpass(_("New password: "), sys.stderr)
    if first and first == getpass.getpass(_("The same again: "), sys.stderr):
        return first
    raise UsageError(
        _("The two passwords differ, or are empty."),
        hint=_("Call the command again."),
        kind="no-password",
    )
