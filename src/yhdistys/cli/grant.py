"""Applications for grants: begin, answer, check, write out, send."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from yhdistys.cli import grant_texts as texts
from yhdistys.cli.failures import DATA_PROBLEMS, DONE
from yhdistys.cli.frame import argument, command, group, option
from yhdistys.cli.grant_answers import answer, attachment
from yhdistys.cli.grant_budget import budget
from yhdistys.cli.grant_texts import ID_HELP
from yhdistys.cli.invocation import Invocation
from yhdistys.cli.json_values import change
from yhdistys.cli.parameters import DAY, FILLED, NUMBER, PATH, YEAR
from yhdistys.cli.written import written_text
from yhdistys.errors import FileProblem, ValidationError
from yhdistys.i18n import _, lazy
from yhdistys.values.findings import Severity, has_errors
from yhdistys.values.formats import date_text

if TYPE_CHECKING:
    from yhdistys.app import Workspace
    from yhdistys.grants.rules.call_dates import DatedEvent


@command("list", help=lazy("List the applications with their states and dates."))
def list_applications(invocation: Invocation) -> None:
    """List the applications."""
    from yhdistys.grants import queries  # noqa: PLC0415 - slow: loads the database library

    with invocation.workspace() as workspace:
        rows = workspace.read(queries.applications, today=workspace.today)
    invocation.answer(
        lambda: {"items": [texts.application_json(row) for row in rows]},
        lambda: texts.applications_text(rows),
    )


@command("new", help=lazy("Begin an application with a funder's form."))
@argument(
    "template", metavar="TEMPLATE", type=FILLED,
    help=lazy("The form: its id (“funder list” shows them), or a folder with a form."),
)  # fmt: skip
@option("--name", type=FILLED, required=True, help=lazy("What the application is called here."))
@option("--first-year", type=YEAR, help=lazy("The first year of the activity."))
@option(
    "--closes", type=DAY, metavar="DATE",
    help=lazy("The last day to send it; by default the form's next one."),
)  # fmt: skip
def new(
    invocation: Invocation,
    *,
    template: str,
    name: str,
    first_year: int | None,
    closes: date | None,
) -> None:
    """Begin an application; the form is stored with it."""
    from yhdistys.grants import queries, services  # noqa: PLC0415 - slow: the database library

    with invocation.workspace(writes=True) as workspace:
        form = _form_text(invocation, workspace, template)
        closing = None if closes else _next_closing(form, workspace.today)
        application_id = workspace.do(
            services.start_application,
            form=form,
            name=name,
            first_year=first_year or workspace.today.year + 1,
            closes_on=closing.day if closing else closes,
            closes_at=closing.at if closing else None,
        )
        begun = workspace.read(queries.application, application_id=application_id)
        changes, today = workspace.last_change, workspace.today
    invocation.answer(
        lambda: change(changes, f"grant/{application_id}"),
        lambda: texts.begun_text(begun, today),
    )


def _next_closing(form: str, today: date) -> DatedEvent | None:
    """Return when the call ends that is open on a day, or the next one; None when not known."""
    from yhdistys.grants.queries.forms import sound_form  # noqa: PLC0415 - slow: database library
    from yhdistys.grants.rules.call_dates import next_closing  # noqa: PLC0415 - slow: as above

    return next_closing(sound_form(form), today - timedelta(days=1))


def _form_text(invocation: Invocation, workspace: Workspace, template: str) -> str:
    """Return the text of a form: of a plugin by its id, or of a folder.

    Raises:
        UsageError: No plugin in use has such a form.
        ValidationError: The form has errors.
        FileProblem: The folder has no form, or it cannot be read.
    """
    from yhdistys.grants.queries.form_files import (  # noqa: PLC0415 - slow: the database library
        FILE_NAME,
        read_form,
    )

    folder = Path(template)
    folder = folder.parent if folder.name == FILE_NAME else folder
    known = {form.id for form in workspace.plugins.forms()}
    if (folder / FILE_NAME).exists() or (folder.is_dir() and template not in known):
        file = read_form(folder, today=workspace.today)
    else:
        file = workspace.plugins.form(template).file
    if not has_errors(file.problems):
        return file.text
    first = file.problems[0]
    if not file.text and first.row is None:
        raise FileProblem(first.message, hint=first.hint, kind=first.kind)
    raise ValidationError(
        _("The form in {folder} has errors.").format(folder=file.folder),
        hint=_("Nothing was begun. Correct the form, or ask its maker for a newer one."),
        kind="form-with-errors",
        problems=file.problems
        if invocation.wants_json
        else tuple(
            replace(one, message=f"{FILE_NAME}:{one.row or 1}: {one.message}")
            for one in file.problems
        ),
    )


@command("show", help=lazy("Show an application: its questions and answers."))
@argument("application_id", metavar="ID", type=NUMBER, help=ID_HELP)
def show(invocation: Invocation, *, application_id: int) -> None:
    """Show the questions that are asked, with their answers."""
    from yhdistys.grants import queries  # noqa: PLC0415 - slow: loads the database library
    from yhdistys.grants.rules.form_state import form_state  # noqa: PLC0415 - slow: as above

    with invocation.workspace() as workspace:
        application = workspace.read(queries.application, application_id=application_id)
        state = form_state(application, today=workspace.today)
    invocation.answer(
        lambda: texts.form_json(application, state), lambda: texts.form_text(application, state)
    )


@command(
    "check",
    help=lazy("Check an application: what is missing, too long, or against the funder's rules."),
)
@argument("application_id", metavar="ID", type=NUMBER, help=ID_HELP)
@option("--strict", is_flag=True, help=lazy("End with 1 when the funder would refuse something."))
def check(invocation: Invocation, *, application_id: int, strict: bool) -> int:
    """Check an application; a draft is never blocked."""
    from yhdistys.grants import queries  # noqa: PLC0415 - slow: loads the database library
    from yhdistys.grants.rules.checking import check as checked  # noqa: PLC0415 - slow: as above
    from yhdistys.grants.rules.readiness import readiness  # noqa: PLC0415 - slow: as above

    with invocation.workspace() as workspace:
        application = workspace.read(queries.application, application_id=application_id)
        notes = checked(application, today=workspace.today)
    ready = readiness(application)
    invocation.answer(
        lambda: texts.check_json(application, ready, notes),
        lambda: texts.check_text(application, ready, notes),
    )
    broken = any(note.severity is Severity.ERROR for note in notes)
    return DATA_PROBLEMS if strict and broken else DONE


@command("export", help=lazy("Write an application into a file: Word, PDF, Excel or plain text."))
@argument("application_id", metavar="ID", type=NUMBER, help=ID_HELP)
@argument(
    "out", metavar="OUT", type=PATH, help=lazy("The file to write: .docx, .pdf, .xlsx or .txt.")
)
def export(invocation: Invocation, *, application_id: int, out: Path) -> None:
    """Write an application into a file."""
    from yhdistys.app.applications import application_paper  # noqa: PLC0415 - slow: documents
    from yhdistys.documents.render import checked_ending, render  # noqa: PLC0415 - slow: as above

    checked_ending(out)
    with invocation.workspace() as workspace:
        paper = application_paper(workspace, application_id=application_id)
    render(paper, out)
    invocation.answer(lambda: {"paths": [str(out)]}, lambda: written_text([out]))


@command("submit", help=lazy("Note that an application was sent; it cannot be changed after that."))
@argument("application_id", metavar="ID", type=NUMBER, help=ID_HELP)
@option(
    "--on", "on", type=DAY, metavar="DATE", help=lazy("The day it was sent: today if not told.")
)
def submit(invocation: Invocation, *, application_id: int, on: date | None) -> None:
    """Note that an application was sent."""
    from yhdistys.grants import services  # noqa: PLC0415 - slow: loads the database library

    with invocation.workspace(writes=True) as workspace:
        day = on or workspace.today
        workspace.do(services.submit_application, application_id=application_id, submitted_on=day)
        changes = workspace.last_change
    invocation.answer(
        lambda: change(changes, f"grant/{application_id}"),
        lambda: _("Sent on {day}. Its answers are kept as they are.").format(day=date_text(day)),
    )


@command("reopen", help=lazy("Make an application that was sent a draft again, with a reason."))
@argument("application_id", metavar="ID", type=NUMBER, help=ID_HELP)
@option("--reason", type=FILLED, required=True, help=lazy("Why, such as a request of the funder."))
def reopen(invocation: Invocation, *, application_id: int, reason: str) -> None:
    """Make a sent application a draft again."""
    from yhdistys.grants import services  # noqa: PLC0415 - slow: loads the database library

    with invocation.workspace(writes=True) as workspace:
        workspace.do(services.reopen_application, application_id=application_id, reason=reason)
        changes = workspace.last_change
    invocation.answer(
        lambda: change(changes, f"grant/{application_id}"), lambda: _("It is a draft again.")
    )


@command("keep", help=lazy("Keep a version of an application, to compare with later."))
@argument("application_id", metavar="ID", type=NUMBER, help=ID_HELP)
@option("--name", default="", help=lazy("What the version is called, such as the board's."))
def keep(invocation: Invocation, *, application_id: int, name: str) -> None:
    """Keep a version."""
    from yhdistys.grants import services  # noqa: PLC0415 - slow: loads the database library

    with invocation.workspace(writes=True) as workspace:
        number = workspace.do(services.keep_version, application_id=application_id, name=name)
        changes = workspace.last_change
    invocation.answer(
        lambda: {**change(changes, f"grant/{application_id}"), "version": number},
        lambda: _("Version {number} is kept.").format(number=number),
    )


@command("compare", help=lazy("Tell what changed in an application since a version was kept."))
@argument("application_id", metavar="ID", type=NUMBER, help=ID_HELP)
@option("--from", "before", type=NUMBER, required=True, help=lazy("The number of the version."))
@option("--to", "after", type=NUMBER, help=lazy("A later version; by default the present state."))
def compare(invocation: Invocation, *, application_id: int, before: int, after: int | None) -> None:
    """Compare two versions, or a version and the present state."""
    from yhdistys.grants import queries  # noqa: PLC0415 - slow: loads the database library
    from yhdistys.grants.rules import comparing  # noqa: PLC0415 - slow: as above
    from yhdistys.grants.rules.budget import scheme_budget  # noqa: PLC0415 - slow: as above

    with invocation.workspace() as workspace:
        old = workspace.read(queries.version_content, application_id=application_id, number=before)
        present = (
            workspace.read(queries.application, application_id=application_id)
            if after is None
            else workspace.read(
                queries.version_content, application_id=application_id, number=after
            )
        )
    changed = comparing.compare(old, present)
    budgets = (scheme_budget(old), scheme_budget(present))
    invocation.answer(
        lambda: {"items": [texts.changed_json(one, budgets) for one in changed]},
        lambda: texts.changes_text(changed),
    )


@command("versions", help=lazy("List the versions of an application that were kept."))
@argument("application_id", metavar="ID", type=NUMBER, help=ID_HELP)
def versions(invocation: Invocation, *, application_id: int) -> None:
    """List the kept versions."""
    from yhdistys.grants import queries  # noqa: PLC0415 - slow: loads the database library

    with invocation.workspace() as workspace:
        workspace.read(queries.application, application_id=application_id)
        rows = workspace.read(queries.application_versions, application_id=application_id)
    invocation.answer(
        lambda: {"items": [texts.version_json(row) for row in rows]},
        lambda: texts.versions_text(rows),
    )


COMMANDS = {
    "grant": group(
        "grant",
        help=lazy("Applications for grants: begin, answer, check, write out, send."),
        commands=(
            list_applications, new, show, answer, budget, attachment, check, export,
            keep, versions, compare, submit, reopen,
        ),
    )
}  # fmt: skip
