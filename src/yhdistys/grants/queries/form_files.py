"""The files of funders' forms: a folder with a ``form.toml``, read with all its problems."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

from yhdistys.grants.rules.template import FunderTemplate
from yhdistys.grants.rules.template_locating import line_of, locate
from yhdistys.grants.rules.template_reading import read_template
from yhdistys.i18n import _
from yhdistys.values.findings import Finding, Severity

FILE_NAME: Final = "form.toml"
LARGEST: Final = 1_000_000
"""Bytes of the largest form that is read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FormFile:
    """The file of a form.

    Attributes:
        folder: Where it stands.
        text: Its text; empty when it could not be read.
        template: The form; None when it has errors.
        problems: What is wrong, in the order of the lines.
    """

    folder: Path
    text: str
    template: FunderTemplate | None
    problems: tuple[Finding, ...]


def read_form(folder: Path, *, today: date | None = None) -> FormFile:
    """Read the form of a folder; whatever is wrong is told in its problems.

    Args:
        folder: The folder with the ``form.toml``; its name is the form's id.
        today: The day on which deadlines count as past; without it they are compared with the
            first day of the form.
    """
    path = folder / FILE_NAME
    text, problem = _text(path)
    if problem is not None:
        return FormFile(folder=folder, text="", template=None, problems=(problem,))
    read = read_template(text, today=today)
    name = folder.resolve().name
    if read.template is not None and read.template.id != name:
        other = _other_name(text, read.template.id, name)
        problems = tuple(sorted((*read.problems, other), key=lambda one: one.row or 0))
        return FormFile(folder=folder, text=text, template=None, problems=problems)
    return FormFile(folder=folder, text=text, template=read.template, problems=read.problems)


def _text(path: Path) -> tuple[str, Finding | None]:
    try:
        with path.open("rb") as file:
            content = file.read(LARGEST + 1)
        if len(content) > LARGEST:
            message = _("{path} is larger than {limit} megabyte.").format(path=path, limit=1)
            return "", _problem("file-too-large", message, _("Leave out what is no form."))
        return content.decode("utf-8-sig"), None
    except FileNotFoundError:
        message = _("There is no file {path}.").format(path=path)
        hint = _("Name a folder with a form.toml.")
        return "", _problem("file-missing", message, hint)
    except UnicodeDecodeError as error:
        row = error.object[: error.start].count(b"\n") + 1
        message = _("{path} is not in UTF-8: line {line}.").format(path=path, line=row)
        hint = _("Save the file with the encoding UTF-8.")
        return "", _problem("not-utf-8", message, hint, row=row)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        message = _("{path} cannot be read: {reason}.").format(path=path, reason=reason)
        return "", _problem("file-problem", message, _("Check the file and its rights."))


def _other_name(text: str, form_id: str, name: str) -> Finding:
    message = _("The form: “id” is “{id}”, but the folder is called “{name}”.")
    hint = _("Give the folder the name of the id, or the id the name of the folder.")
    row = line_of(locate(text), ("id",))
    told = message.format(id=form_id, name=name)
    return _problem("other-folder", told, hint, row=row, column="id", value=form_id)


def _problem(
    kind: str,
    message: str,
    hint: str,
    *,
    row: int | None = None,
    column: str | None = None,
    value: str | None = None,
) -> Finding:
    return Finding(
        severity=Severity.ERROR,
        kind=kind,
        message=message,
        hint=hint,
        row=row,
        column=column,
        value=value,
    )
