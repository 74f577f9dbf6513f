"""Answering an application on the command line: questions, amounts, attachments."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from yhdistys.cli import grant_texts as texts
from yhdistys.cli.frame import argument, command, option
from yhdistys.cli.invocation import Invocation
from yhdistys.cli.json_values import change
from yhdistys.cli.parameters import FILLED, YEAR
from yhdistys.errors import FileProblem, UsageError
from yhdistys.i18n import _, lazy
from yhdistys.values.expression import evaluate_amount
from yhdistys.values.fields import Field, FieldKind

if TYPE_CHECKING:
    from yhdistys.app import Workspace
    from yhdistys.grants.rules.application import Application
    from yhdistys.grants.rules.template import Question

ID_HELP = lazy("The number of the application; “grant list” shows it.")
_AMOUNT = re.compile(r"(?P<line>[a-z][a-z0-9_]*)/(?P<year>[12][0-9]{3})")
_TABLES: Final = frozenset({".xlsx", ".xls", ".ods", ".csv"})
_LARGEST: Final = 4 * 1024**2


@command("answer", help=lazy("Answer a question of an application, or fill a line of its budget."))
@argument("application_id", metavar="ID", type=int, help=ID_HELP)
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
        if amount is not None:
            _fill_amount(workspace, application, amount, text)
        else:
            _answer(workspace, application, question, text)
        changes = workspace.last_change
        present = workspace.read(queries.application, application_id=application_id)
    invocation.answer(
        lambda: change(changes, f"grant/{application_id}"),
        lambda: _answered_text(present, question),
    )


def _fill_amount(
    workspace: Workspace, application: Application, told: re.Match[str], text: str
) -> None:
    from yhdistys.grants import services  # noqa: PLC0415 - slow: loads the database library

    amount = evaluate_amount(text) if text.strip() else None
    new = services.NewAmount(line=told["line"], year=int(told["year"]), amount=amount)
    workspace.do(services.set_amounts, application_id=application.id, amounts=[new])


def _answer(workspace: Workspace, application: Application, question: str, text: str) -> None:
    from yhdistys.grants import services  # noqa: PLC0415 - slow: loads the database library
    from yhdistys.grants.rules.template import QuestionKind  # noqa: PLC0415 - slow: as above

    asked = application.template.question(question)
    rows = None
    if asked is not None and asked.kind is QuestionKind.TABLE:
        rows = _rows(application, asked, text)
        text = ""
    elif text.startswith("@"):
        text = _file_text(Path(text[1:]))
    workspace.do(
        services.answer_question,
        application_id=application.id,
        question=question,
        text=text,
        rows=rows,
    )


def _file_text(path: Path) -> str:
    """Return the text of a file.

    Raises:
        FileProblem: It is missing, too large, or no UTF-8 text.
    """
    try:
        if path.stat().st_size > _LARGEST:
            text = _("{name} is larger than {n} megabytes: no answer is that long.")
            raise FileProblem(text.format(name=path.name, n=4), kind="file-too-large")
        return path.read_text(encoding="utf-8-sig")
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


def _rows(application: Application, question: Question, text: str) -> list[Mapping[str, str]]:
    """Read the rows of a table question from a table file; an empty text has none.

    Raises:
        UsageError: No table file was named, or a heading is no column of the table.
    """
    if not text.strip():
        return []
    path = Path(text.removeprefix("@"))
    if not text.startswith("@") or path.suffix.lower() not in _TABLES:
        raise UsageError(
            _("“{question}” is a table: name a table file.").format(question=question.id),
            hint=_(
                "Write @FILE.xlsx or @FILE.csv; its first row names the columns: {names}."
            ).format(names=", ".join(_column_names(application, question))),
            kind="table-wanted",
        )
    from yhdistys.exchange.cells import shown  # noqa: PLC0415 - slow: only for table files
    from yhdistys.exchange.reading import read_table_file  # noqa: PLC0415 - slow: as above

    head, *body = read_table_file(path).sheets[0].rows or [()]
    keys = [_key(application, question, shown(cell).strip()) for cell in head]
    return [
        {key: shown(cell) for key, cell in zip(keys, row, strict=False)}
        for row in body
        if any(shown(cell).strip() for cell in row)
    ]


def _column_names(application: Application, question: Question) -> dict[str, str]:
    """Return what a heading may be, each with the key of its column."""
    from yhdistys.grants.rules.years import years_of  # noqa: PLC0415 - slow: only for tables

    names: dict[str, str] = {}
    for column in question.columns:
        if column.formula is not None:
            continue
        if not column.is_yearly:
            names[column.id] = column.id
            continue
        names.update(
            {f"{column.id}/{year}": f"{column.id}/{year}" for year in years_of(application)}
        )
    return names


def _key(application: Application, question: Question, heading: str) -> str:
    names = _column_names(application, question)
    labels = {str(column.label).casefold(): column.id for column in question.columns}
    plain = labels.get(heading.casefold(), heading)
    yearly = [key for key in names if key.endswith(f"/{heading}")]
    if plain in names:
        return names[plain]
    if len(yearly) == 1:
        return yearly[0]
    raise UsageError(
        _("“{heading}” is no column of “{question}”.").format(
            heading=heading, question=question.id
        ),
        hint=_("Its columns are: {names}.").format(names=", ".join(names)),
        kind="unknown-column",
    )


def _answered_text(application: Application, question: str) -> str:
    """Tell how long the answer is that was stored."""
    from yhdistys.grants.rules.limits import length_of, limit_of, over_by  # noqa: PLC0415 - slow: as above

    asked = application.template.question(question)
    length = None if asked is None else length_of(application, asked)
    if asked is None or length is None:
        return _("Stored.")
    limit, over = limit_of(application, asked).max_chars, over_by(application, asked)
    if limit is None:
        return _("Stored: {n} characters.").format(n=length)
    if over:
        text = _("Stored: {n} of {limit} characters, {over} too many.")
        return text.format(n=length, limit=limit, over=over)
    return _("Stored: {n} of {limit} characters.").format(n=length, limit=limit)


class _Source(NamedTuple):
    """From which plan, of which cost centres, changed by how much."""

    year: int
    version: str | None
    percent: Decimal
    centres: tuple[str, ...]
    general: tuple[str, ...]
    share: Decimal


def _percent(text: str) -> Decimal:
    value = Field(id="percent", label=_("Change"), kind=FieldKind.PERCENT).parse(text)
    return value if isinstance(value, Decimal) else Decimal(0)


@command(
    "budget",
    help=lazy("Show the budget of an application, or take it from the association's plan."),
)
@argument("application_id", metavar="ID", type=int, help=ID_HELP)
@option("--from-year", type=YEAR, help=lazy("Take it from the budget of this fiscal year."))
@option("--version", help=lazy("A version's name or state; by default the approved one."))
@option("--change", "percent", default="0", help=lazy("Change each year by this, such as 2%."))
@option(
    "--cost-centre", "centres", multiple=True,
    help=lazy("A cost centre of the activity. May be repeated; by default all."),
)  # fmt: skip
@option(
    "--general-centre", "general", multiple=True,
    help=lazy("A cost centre of general costs. May be repeated."),
)  # fmt: skip
@option("--general-share", "share", default="0", help=lazy("The share of general costs: 15%."))
def budget(
    invocation: Invocation,
    *,
    application_id: int,
    from_year: int | None,
    version: str | None,
    percent: str,
    centres: tuple[str, ...],
    general: tuple[str, ...],
    share: str,
) -> None:
    """Show the budget; with a year of the association's plan, take it from there first."""
    from yhdistys.grants import queries  # noqa: PLC0415 - slow: loads the database library
    from yhdistys.grants.rules.budget import scheme_budget  # noqa: PLC0415 - slow: as above

    with invocation.workspace(writes=from_year is not None) as workspace:
        application = workspace.read(queries.application, application_id=application_id)
        if from_year is not None:
            source = _Source(
                from_year, version, _percent(percent), centres, general, _percent(share)
            )
            for text in _fill(workspace, application, source):
                invocation.say(text)
            application = workspace.read(queries.application, application_id=application_id)
    made = scheme_budget(application)
    invocation.answer(lambda: texts.budget_json(application, made), lambda: texts.budget_text(made))


def _fill(workspace: Workspace, application: Application, source: _Source) -> tuple[str, ...]:
    """Take the budget of all years from a plan; returns what must be told."""
    from yhdistys.budget import queries as budget_queries  # noqa: PLC0415 - slow: database library
    from yhdistys.grants import services  # noqa: PLC0415 - slow: as above
    from yhdistys.grants.rules.from_plan import told_of  # noqa: PLC0415 - slow: as above
    from yhdistys.grants.rules.years import years_of  # noqa: PLC0415 - slow: as above

    chosen = workspace.read(budget_queries.chosen_version, year=source.year, version=source.version)
    if chosen is None:
        raise UsageError(
            _("The year {year} has no budget.").format(year=source.year), kind="no-budget"
        )
    filled = workspace.do(
        services.fill_budget,
        application_id=application.id,
        years=[
            services.YearSource(
                year=year,
                version_id=chosen.id,
                percent=source.percent,
                cost_centres=source.centres,
                general_centres=source.general,
                general_share=source.share / 100,
            )
            for year in years_of(application)
        ],
    )
    return told_of(filled)


@command("attachment", help=lazy("Note where a document that goes with the application is."))
@argument("application_id", metavar="ID", type=int, help=ID_HELP)
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
