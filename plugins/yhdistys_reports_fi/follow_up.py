"""Budget against actuals in the form of the income statement, as the window shows it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from yhdistys import api
from yhdistys.api import (
    CellAddress,
    Column,
    ColumnKind,
    Difference,
    Document,
    Fact,
    FiscalYear,
    KeyFigure,
    KeyFigures,
    Month,
    Paragraph,
    ParagraphKind,
    Part,
    ReportContext,
    Row,
    RowKind,
    Share,
    Table,
    UsageError,
    _,
    computed_table,
)
from yhdistys_reports_fi.words import DIMENSIONS, breakdown_text, span_text, version_text

if TYPE_CHECKING:
    from yhdistys.budget.queries import FollowUpRow, FollowUpView

STATEMENT = "statement"
_KINDS = {
    "section": RowKind.HEADING,
    "group": RowKind.HEADING,
    "line": RowKind.BODY,
    "sum": RowKind.SUBTOTAL,
    "total": RowKind.TOTAL,
}
_FIGURES = ("budget_year", "budget", "actual", "difference", "used_percent", "previous_year")
_NO_SHARE = frozenset({"used_percent"})


def is_statement_asked(params: Mapping[str, object]) -> bool:
    """Tell whether the form of the statement is asked for, or what only this form can show."""
    is_narrowed = any(params.get(name) is not None for name in ("cost_centre", "project"))
    return (
        params.get("layout") == STATEMENT or is_narrowed or params.get("cumulative", True) is False
    )


def build(context: ReportContext, by: Sequence[str]) -> Document:
    """Build the follow-up that the parameters ask for.

    Raises:
        UsageError: More than one breakdown is asked for.
    """
    params = context.params
    breakdown = _breakdown(by)
    chosen = {
        name: api.budget_queries.ALL if params.get(name) is None else params[name] or None
        for name in ("cost_centre", "project")
    }
    cumulative = params.get("cumulative", True) is not False
    view = context.read(
        api.budget_queries.follow_up,
        year=params["year"],
        through=params.get("through"),
        version=params.get("version") or None,
        cumulative=cumulative,
        by=breakdown,
        **chosen,
    )
    years = context.read(api.ledger_queries.fiscal_years)
    earlier = [year for year in years if year.ends_on < view.year.starts_on]
    spans = _spans(view, earlier[-1] if earlier else None, cumulative=cumulative)
    facts = [
        *_dimension_facts(context, {name: params.get(name) for name in chosen}),
        Fact(label=_("Broken down by"), text=breakdown_text((breakdown,))),
    ]
    return follow_up_document(context, view, breakdown, spans, facts)


def _breakdown(by: Sequence[str]) -> str:
    others = [dimension for dimension in by if dimension != "account"]
    if len(others) > 1:
        raise UsageError(
            _("In the form of the income statement there is one breakdown, not {count}.").format(
                count=len(others)
            ),
            hint=_("Ask for one of account, cost_centre, project, month."),
            kind="too-many-breakdowns",
        )
    return others[0] if others else "account"


def _dimension_facts(context: ReportContext, told: Mapping[str, object]) -> list[Fact]:
    """Return which cost centre or project is shown, if only one is."""
    queries = {
        "cost_centre": (api.ledger_queries.cost_centres, _("Without cost centre")),
        "project": (api.ledger_queries.projects, _("Without project")),
    }
    facts = []
    for name, code in told.items():
        if code is None:
            continue
        query, nothing = queries[name]
        names = {row.code: row.name for row in context.read(query)}
        title = names.get(str(code), "")
        text = f"{code} {title}".strip() if title != code else title
        facts.append(Fact(label=str(DIMENSIONS[name]), text=text if code else nothing))
    return facts


def _spans(view: FollowUpView, previous: FiscalYear | None, *, cumulative: bool) -> tuple[str, str]:
    """Return the months looked at as a text, and the same months a year before."""
    months = view.year.through(view.through)
    first = 0 if cumulative else len(months) - 1
    before = _("A year before")
    if previous is not None and first < len(previous.months):
        there = previous.months[first : len(months)]
        before = _span(previous, there[0], there[-1])
    return _span(view.year, months[first], months[-1]), before


def _span(year: FiscalYear, first: Month, last: Month) -> str:
    return span_text(
        max(first.first_day, year.starts_on),
        min(last.last_day, year.ends_on),
    )


def follow_up_document(
    context: ReportContext,
    view: FollowUpView,
    by: str,
    spans: tuple[str, str],
    facts: Sequence[Fact] = (),
) -> Document:
    """Return a follow-up as a document; the language in force is the document's.

    Args:
        context: Who speaks, and when.
        view: The follow-up.
        by: What it is broken down by.
        spans: The months looked at, and those a year before.
        facts: What was chosen.
    """
    table = _table(view, by, spans)
    parts: list[Part] = [*_key_figures(table), table, reading_note()]
    year = view.year
    return Document(
        title=_("Budget and actuals {span}").format(span=spans[0]),
        language=context.language,
        parts=tuple(parts),
        facts=(
            Fact(label=_("Fiscal year"), text=span_text(year.starts_on, year.ends_on)),
            Fact(label=_("Budget"), text=version_text(view.version)),
            *facts,
            Fact(label=_("Amounts"), text=_("euros")),
        ),
        letterhead=context.association.letterhead(_("Business ID")),
        made_on=context.today,
    )


def _table(view: FollowUpView, by: str, spans: tuple[str, str]) -> Table:
    columns = _columns(by, spans)
    name = view.version.name if view.version is not None else _("none")
    source = _("Actuals: the entries of the ledger {span}. Budget version: {version}.")
    return computed_table(
        Table(
            columns=columns,
            rows=follow_up_rows(view, by, [column.key for column in columns]),
            name=_("Budget and actuals"),
            source=source.format(span=spans[0], version=name),
        )
    )


def _columns(by: str, spans: tuple[str, str]) -> tuple[Column, ...]:
    """Return the columns; a month has no plan of the whole year."""
    money, months = ColumnKind.MONEY, spans[0]
    year = _("Whole year")
    figures = (
        Column(key="budget_year", title=_("Budget"), kind=money, group=year),
        Column(key="budget", title=_("Budget"), kind=money, group=months),
        Column(key="actual", title=_("Actual"), kind=money, group=months),
        Column(
            key="difference",
            title=_("Difference"),
            kind=money,
            group=months,
            formula=Difference("actual", "budget"),
        ),
        Column(
            key="used_percent",
            title=_("Used %"),
            kind=ColumnKind.PERCENT,
            group=months,
            formula=Share("actual", "budget"),
        ),
        Column(key="previous_year", title=_("Actual"), kind=money, group=spans[1]),
    )
    left_out = {"budget_year"} if by == "month" else set()
    return (
        Column(key="label", title=str(DIMENSIONS["month" if by == "month" else "account"])),
        *(column for column in figures if column.key not in left_out),
        Column(key="explanation", title=_("Explanation")),
    )


def follow_up_rows(view: FollowUpView, by: str, keys: Sequence[str]) -> tuple[Row, ...]:
    """Return the rows of a follow-up with what each sum consists of."""
    sums = {
        "month": _sums_of_months,
        "account": _sums_of_statement,
    }.get(by, _sums_of_sections)(view.rows)
    has_budget = view.version is not None
    return tuple(
        _row(row, keys, sums.get(place, ()), has_budget=has_budget)
        for place, row in enumerate(view.rows)
    )


def _row(row: FollowUpRow, keys: Sequence[str], sums: tuple[int, ...], *, has_budget: bool) -> Row:
    kind = RowKind.SUBTOTAL if sums and row.kind == "group" else _KINDS[row.kind]
    is_heading = kind is RowKind.HEADING
    figures = {key: None if is_heading else getattr(row, key) for key in _FIGURES}
    cells = figures | {"label": row.label, "explanation": _explanation(row, has_budget=has_budget)}
    return Row(
        cells=tuple(cells[key] for key in keys),
        kind=kind,
        level=row.level,
        sums=sums,
        given=frozenset() if row.kind == "line" else _NO_SHARE,
    )


def _explanation(row: FollowUpRow, *, has_budget: bool) -> str:
    if row.note:
        return f"{row.note} ({row.note_by})"
    return _("explanation missing") if row.is_deviation and has_budget else ""


def _sums_of_statement(rows: Sequence[FollowUpRow]) -> dict[int, tuple[int, ...]]:
    """Let each sum run on from the one above, as in the statement."""
    sums: dict[int, tuple[int, ...]] = {}
    since: list[int] = []
    for place, row in enumerate(rows):
        if row.kind == "line" and not row.is_outside:
            since.append(place)
        elif row.kind in {"sum", "total"}:
            sums[place] = tuple(since)
            since = [place]
    return sums


def _sums_of_sections(rows: Sequence[FollowUpRow]) -> dict[int, tuple[int, ...]]:
    """Let each section add up its lines, and the total the sections."""
    sums: dict[int, tuple[int, ...]] = {}
    lines: list[int] = []
    for place, row in enumerate(rows):
        if row.kind == "line" and not row.is_outside:
            lines.append(place)
        elif row.kind == "sum":
            sums[place], lines = tuple(lines), []
        elif row.kind == "total":
            sums[place] = tuple(sums)
    return sums


def _sums_of_months(rows: Sequence[FollowUpRow]) -> dict[int, tuple[int, ...]]:
    """Let each month add up its two lines, and the total the months."""
    sums: dict[int, tuple[int, ...]] = {}
    for place, row in enumerate(rows):
        if row.kind == "group":
            sums[place] = (place + 1, place + 2)
        elif row.kind == "total":
            sums[place] = tuple(sums)
    return sums


def _key_figures(table: Table) -> list[Part]:
    """Return the result beside its budget."""
    place = table.last_total
    if place < 0:
        return []
    cells = table.rows[place].cells
    figure = KeyFigure(
        label=str(cells[0]),
        value=cells[table.position("actual")],
        beside=(_("Budget"), cells[table.position("budget")]),
        stands_in=CellAddress(table=table.name, row=place, column="actual"),
    )
    return [KeyFigures(figures=(figure,))]


def reading_note() -> Paragraph:
    """Return the sentence that tells how to read the signs."""
    return Paragraph(
        text=_(
            "The difference is the actual less the budget. Income is positive and expenses are "
            "negative, so a positive difference is good for the association on both sides."
        ),
        kind=ParagraphKind.NOTE,
    )
