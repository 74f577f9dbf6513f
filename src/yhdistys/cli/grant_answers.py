"""Answering an application on the command line: questions, amounts, attachments."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Final

from yhdistys.cli.frame import argument, command, option
from yhdistys.cli.grant_budget import fill_amount
from yhdistys.cli.grant_tables import rows_of
from yhdistys.cli.grant_texts import ID_HELP, stored_text
from yhdistys.cli.invocation import Invocation
from yhdistys.cli.json_values import change
from yhdistys.cli.parameters import FILLED, NUMBER
from yhdistys.errors import FileProblem, UsageError
from yhdistys.i18n import _, lazy

if TYPE_CHECKING:
    from yhdistys.app import Workspace
    from yhdistys.grants.rules.application import Application

_AMOUNT = re.compile(r"(?P<line>[a-z][a-z0-9_]*)/(?P<year>[12][0-9]{3})")
_LARGEST: Final = 4 * 1024**2


@command(
    "answer",
    help=lazy("Answer a question of an application, or fill a line of its budget."),
    takes_dashes=True,
)
@argument("application_id", metavar="ID", type=NUMBER, help=ID_HELP)
@argument(
    "question", metavar="QUESTION", type=FILLED,
    help=lazy("A question (“grant show” lists them), or a line and year: other_costs/2027."),
)  # fmt: skip
@argument(
    "text",
    metavar="TEXT|@FILE",
    help=lazy("The answer; @FILE reads it from a file, for a table from .xlsx or .csv."),
)
def answer(invocation: Invocation, *, application_id: int, question: str, text: str) -> None:
    """Answer one question, or fill one amount of the budget."""
    from yhdistys.grants import queries  # noqa: PLC0415 - slow: loads the database library

    with invocation.workspace(writes=True) as workspace:
        application = workspace.read(queries.application, application_id=application_id)
        amount = _AMOUNT.fullmatch(question)
        told: tuple[str, ...] = ()
        if amount is not None:
            fill_amount(workspace, application, (amount["line"], int(amount["year"])), text)
        else:
            told = _answer(workspace, application, question, text)
        changes = workspace.last_change
        present = workspace.read(queries.application, application_id=application_id)
    invocation.answer(
        lambda: {**change(changes, f"grant/{application_id}"), "told": told},
        lambda: "\n".join([*told, stored_text(present, question)]),
    )


def _answer(
    workspace: Workspace, application: Application, question: str, text: str
) -> tuple[str, ...]:
    """Store an answer; returns what was cleaned in it."""
    from yhdistys.grants import services  # noqa: PLC0415 - slow: loads the database library
    from yhdistys.grants.rules.template import QuestionKind  # noqa: PLC0415 - slow: as above

    asked = application.template.question(question)
    rows = None
    if asked is not None and asked.kind is QuestionKind.TABLE:
        rows = rows_of(application, asked, text)
        text = ""
    elif text.startswith("@"):
        text = _file_text(Path(text[1:]))
    return workspace.do(
        services.answer_question,
        application_id=application.id,
        question=question,
        text=text,
        rows=rows,
    )


def _file_text(path: Path) -> str:
    """Return the text of a file.

    Raises:
        FileProblem: It is missing, a folder, too large, or no UTF-8 text.
    """
    if path.is_dir():
        raise FileProblem(
            _("{path} is a folder.").format(path=path),
            hint=_("Name the file in it."),
            kind="unreadable-file",
        )
    try:
        if path.stat().st_size > _LARGEST:
            text = _("{name} is larger than {n} megabytes: no answer is that long.")
            raise FileProblem(text.format(name=path.name, n=4), kind="file-too-large")
        return path.read_text(encoding="utf-8-sig")
    except FileNotFoundError as error:
        raise FileProblem(
            _("There is no file {name}.").format(name=path.name),
            hint=_("Check the name and the folder."),
            kind="file-missing",
        ) from error
    except OSError as error:
        text = _("{name} cannot be read: {reason}.")
        raise FileProblem(
            text.format(name=path.name, reason=error.strerror), kind="unreadable-file"
        ) from error
    except UnicodeDecodeError as error:
        text = _("{name} is no text in UTF-8.")
        raise FileProblem(
            text.format(name=path.name),
            hint=_("Save it as plain text, UTF-8."),
            kind="no-text",
        ) from error


@command("attachment", help=lazy("Note where a document that goes with the application is."))
@argument("application_id", metavar="ID", type=NUMBER, help=ID_HELP)
@argument("attachment_id", metavar="ATTACHMENT", type=FILLED, help=lazy("Its id in the form."))
@argument(
    "state",
    metavar="STATE",
    type=FILLED,
    help=lazy("One of missing, attached, later, in_other_file, not_needed."),
)
@option("--note", default="", help=lazy("Such as the file's name."))
def attachment(
    invocation: Invocation, *, application_id: int, attachment_id: str, state: str, note: str
) -> None:
    """Note the state of an attachment."""
    from yhdistys.grants import services  # noqa: PLC0415 - slow: loads the database library
    from yhdistys.grants.rules.application import AttachmentState  # noqa: PLC0415 - slow: as above

    known = {one.value: one for one in AttachmentState}
    word = state.strip().replace("-", "_")
    if word not in known:
        raise UsageError(
            _("“{state}” is no state of a document.").format(state=state),
            hint=_("Known are: {names}.").format(names=", ".join(known)),
            kind="unknown-state",
        )
    with invocation.workspace(writes=True) as workspace:
        workspace.do(
            services.set_attachment,
            application_id=application_id,
            attachment=attachment_id,
            state=known[word],
            note=note,
        )
        changes = workspace.last_change
    invocation.answer(lambda: change(changes, f"grant/{application_id}"), lambda: _("Stored."))
