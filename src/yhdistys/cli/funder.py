"""The forms of funders: which there are, what one asks, what is wrong in one."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from yhdistys.cli.failures import DATA_PROBLEMS, DONE
from yhdistys.cli.frame import argument, command, group
from yhdistys.cli.funder_texts import form_json, form_text, forms_text, problem_json, problem_text
from yhdistys.cli.invocation import Invocation
from yhdistys.cli.parameters import PATH
from yhdistys.errors import FileProblem, ValidationError
from yhdistys.i18n import _, lazy
from yhdistys.values.findings import has_errors

if TYPE_CHECKING:
    from yhdistys.api import FunderForm
    from yhdistys.grants.queries.form_files import FormFile
    from yhdistys.grants.rules.template import FunderTemplate

_FILE = "form.toml"


@command("list", help=lazy("List the forms of funders that plugins give."))
def list_forms(invocation: Invocation) -> None:
    """Show the forms, also those that cannot be used because of errors."""
    forms = invocation.plugins().forms()
    invocation.answer(
        lambda: {"items": [_item(form) for form in forms]},
        lambda: forms_text([(form.id, form.template) for form in forms]),
    )


@command("show", help=lazy("Show a form: questions with their limits, budget, dates and rules."))
@argument("form", metavar="ID|FOLDER", help=lazy("The id of a form, or the folder of one."))
def show_form(invocation: Invocation, *, form: str) -> None:
    """Show everything a form asks."""
    file = _file(invocation, form)
    template = _usable(file)
    invocation.answer(lambda: form_json(template), lambda: form_text(template))


@command("check", help=lazy("Tell line by line what is wrong in a form, or in a folder of forms."))
@argument("folder", metavar="FOLDER", type=PATH, help=lazy("A form's folder, or one of many."))
def check_forms(invocation: Invocation, *, folder: Path) -> int:
    """Check forms; ends with 1 when there are errors."""
    from yhdistys.grants.queries.form_files import read_form  # noqa: PLC0415 - slow: the database

    many = not (folder / _FILE).exists()
    files = [read_form(one, today=invocation.as_of) for one in _folders(folder)]
    has_wrong = any(has_errors(file.problems) for file in files)
    places = [
        (f"{file.folder.name}/{_FILE}" if many else _FILE, problem)
        for file in files
        for problem in file.problems
    ]
    invocation.answer(
        lambda: {
            "ok": not has_wrong,
            "problems": [problem_json(place, problem) for place, problem in places],
        },
        lambda: (
            "\n".join(problem_text(place, problem) for place, problem in places)
            or _("Everything is in order.")
        ),
    )
    return DATA_PROBLEMS if has_wrong else DONE


def _folders(folder: Path) -> list[Path]:
    """Return the folders of forms in a folder, or the folder itself.

    Raises:
        FileProblem: There is no form.
    """
    if (folder / _FILE).exists():
        return [folder]
    found = [path.parent for path in sorted(folder.glob(f"*/{_FILE}"))]
    if not found:
        raise FileProblem(
            _("There is no form in {folder}.").format(folder=folder),
            hint=_("Name a folder with a form.toml, or a folder of such folders."),
            kind="file-missing",
        )
    return found


def _file(invocation: Invocation, form: str) -> FormFile:
    from yhdistys.grants.queries.form_files import read_form  # noqa: PLC0415 - slow: the database

    folder = Path(form)
    if (folder / _FILE).exists():
        return read_form(folder, today=invocation.as_of)
    return invocation.plugins().form(form).file


def _usable(file: FormFile) -> FunderTemplate:
    if file.template is None:
        raise ValidationError(
            _("The form in {folder} has errors.").format(folder=file.folder),
            hint=_("“yhdistys funder check {folder}” tells them.").format(folder=file.folder),
            kind="form-with-errors",
            problems=file.problems,
        )
    return file.template


def _item(form: FunderForm) -> dict[str, object]:
    template = form.template
    return {
        "id": form.id,
        "title": str(form.title),
        "funder": None if template is None else str(template.funder),
        "kind": None if template is None else template.kind,
        "status": None if template is None else template.status.value,
        "valid_from": None if template is None else template.valid_from,
        "valid_to": None if template is None else template.valid_to,
    }


COMMANDS = {
    "funder": group(
        "funder", help=lazy("The forms of funders: which there are, what they ask, what is wrong."),
        commands=(list_forms, show_form, check_forms),
    )
}  # fmt: skip
