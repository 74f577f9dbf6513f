"""Why a table file is refused: a code inside the reading process, one sentence outside."""

from __future__ import annotations

from collections.abc import Mapping

from yhdistys.errors import DamagedFile, FileProblem, UnknownFormat, UsageError, UserError
from yhdistys.i18n import LazyText, lazy


class Refusal(Exception):  # noqa: N818 - it is no error of the program
    """The file cannot be read; ``code`` says why, ``details`` fills the sentence."""

    def __init__(self, code: str, **details: str | int) -> None:
        super().__init__(code)
        self.code = code
        self.details = details


_SAVE_AS = lazy("Open it in a spreadsheet program and save it as .xlsx, then try again.")
_CHOOSE_TABLE = lazy("Choose a table file: .xlsx, .xls, .ods or .csv.")
_SPLIT = lazy("Divide the file, for example by year, and read the parts one by one.")
_CHECK_NAME = lazy("Check the name and the folder.")
_ASK_AGAIN = lazy("Ask for the file again, or open it and save it anew.")

_Reason = tuple[type[UserError], LazyText, LazyText]

_REASONS: Mapping[str, _Reason] = {
    "missing": (FileProblem, lazy("There is no file {name}."), _CHECK_NAME),
    "folder": (FileProblem, lazy("{name} is a folder, not a table file."), _CHOOSE_TABLE),
    "unreadable": (
        FileProblem,
        lazy("The file {name} cannot be opened: another program holds it or you may not read it."),
        lazy("Close it in other programs and check the rights of the file."),
    ),
    "empty": (FileProblem, lazy("The file {name} is empty."), _ASK_AGAIN),
    "file-too-big": (
        FileProblem,
        lazy("The file {name} is too big: {size} MB, and at most {limit} MB are read."),
        _SPLIT,
    ),
    "too-many-rows": (
        FileProblem,
        lazy("The sheet {sheet} of {name} has {count} rows; at most {limit} are read."),
        _SPLIT,
    ),
    "too-many-columns": (
        FileProblem,
        lazy("The sheet {sheet} of {name} has {count} columns; at most {limit} are read."),
        lazy("Remove the columns that are not needed, or choose another sheet."),
    ),
    "too-slow": (
        FileProblem,
        lazy("Reading {name} was stopped because it took longer than {limit} seconds."),
        _SPLIT,
    ),
    "too-much-memory": (
        FileProblem,
        lazy("Reading {name} was stopped because it needed more than {limit} MB of memory."),
        _SPLIT,
    ),
    "died": (
        DamagedFile,
        lazy("Reading {name} ended unexpectedly; the file may be damaged."),
        _SAVE_AS,
    ),
    "damaged": (DamagedFile, lazy("The file {name} is damaged and cannot be read."), _SAVE_AS),
    "password": (
        FileProblem,
        lazy("The file {name} is protected with a password."),
        lazy("Open it with its password, save a copy without a password and read the copy."),
    ),
    "no-sheets": (UnknownFormat, lazy("The file {name} has no sheets."), _SAVE_AS),
    "no-such-sheet": (
        UsageError,
        lazy("The file {name} has no sheet {sheet}; its sheets are: {sheets}."),
        lazy("Choose one of these sheets."),
    ),
    "picture": (UnknownFormat, lazy("The file {name} is a picture, not a table."), _CHOOSE_TABLE),
    "pdf": (
        UnknownFormat,
        lazy("The file {name} is a PDF document, not a table."),
        lazy("Ask for the same report as an Excel or csv file."),
    ),
    "compressed": (
        UnknownFormat,
        lazy("The file {name} is a compressed file, not a table."),
        lazy("Unpack it first and choose the table file inside."),
    ),
    "database": (UnknownFormat, lazy("The file {name} is a database, not a table."), _CHOOSE_TABLE),
    "document": (
        UnknownFormat,
        lazy("The file {name} is a text document or a presentation, not a table."),
        _CHOOSE_TABLE,
    ),
    "web-page": (
        UnknownFormat,
        lazy("The file {name} is a web page or another kind of XML, whatever its name says."),
        _SAVE_AS,
    ),
    "binary": (UnknownFormat, lazy("The file {name} is not a table file."), _CHOOSE_TABLE),
    "broken-csv": (
        DamagedFile,
        lazy("Row {row} of {name} cannot be read: a quotation mark is missing or misplaced."),
        lazy("Correct the row, or ask for the file as .xlsx."),
    ),
}
_KINDS = {
    "missing": "file-missing",
    "empty": "empty-file",
    "password": "password-protected",
    "file-too-big": "file-too-big",
    "too-many-rows": "file-too-big",
    "too-many-columns": "file-too-big",
    "too-slow": "reading-too-slow",
    "too-much-memory": "reading-too-big",
    "no-such-sheet": "unknown-sheet",
}


def refusal_error(refusal: Refusal, name: str) -> UserError:
    """Say in one sentence, in the reader's language, why the file ``name`` is refused."""
    error_class, message, hint = _REASONS[refusal.code]
    return error_class(
        str(message).format(name=name, **refusal.details),
        hint=str(hint),
        kind=_KINDS.get(refusal.code, ""),
    )
