"""Budget against actuals as a document for the board."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

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
    Part,
    ReportContext,
    Row,
    RowKind,
    Share,
    Table,
    _,
    computed_table,
)
from yhdistys_reports_fi.comparison_rows import (
    ComparisonRows,
    Names,
    Shape,
    comparison_rows,
    dimension_text,
)
from yhdistys_reports_fi.follow_up import build as build_follow_up
from yhdistys_reports_fi.follow_up import is_statement_asked, reading_note
from yhdistys_reports_fi.words import DIMENSIONS, breakdown_text, span_text, version_text

if TYPE_CHECKING:
    from yhdistys.budget.queries import ComparisonView
    from yhdistys.budget.rules.comparison import Comparison, ComparisonRow


@dataclass(frozen=True, slots=True, kw_only=True)
class Spans:
    """The periods of a comparison as texts.

    Attributes:
        year: The fiscal year.
        months: The months compared.
        previous: The same months a year before.
    """

    year: str
    months: str
    previous: str

    @classmethod
    def of(cls, view: ComparisonView, previous: FiscalYear | None) -> Spans:
        """Return the texts in the language in force."""
        year = view.year
        before = _("A year before")
        if previous is not None:
            last = previous.months[: len(year.through(view.through))][-1]
            before = span_text(previous.starts_on, min(last.last_day, previous.ends_on))
        return cls(
            year=span_text(year.starts_on, year.ends_on),
            months=span_text(year.starts_on, min(view.through.last_day, year.ends_on)),
            previous=before,
        )


def comparison_document(
    context: ReportContext, view: ComparisonView, previous: FiscalYear | None, names: Names
) -> Document:
    """Return a comparison as a document; the language in force is the document's."""
    spans = Spans.of(view, previous)
    comparison = view.comparison
    outline = comparison_rows(comparison, names)
    version = view.version.name if view.version is not None else _("none")
    table = computed_table(
        Table(
            columns=_columns(Shape.of(comparison.by), spans),
            rows=outline.rows,
            name=_("Budget and actuals"),
            source=_(
                "Actuals: the entries of the ledger {span}. Budget version: {version}."
            ).format(span=spans.months, version=version),
        )
    )
    parts: list[Part] = [_key_figures(table, outline), table, reading_note()]
    parts += _not_budgeted(comparison, names)
    return Document(
        title=_("Budget and actuals {span}").format(span=spans.months),
        language=context.language,
        parts=tuple(parts),
        facts=(
            Fact(label=_("Fiscal year"), text=spans.year),
            Fact(label=_("Budget"), text=version_text(view.version)),
            Fact(label=_("Broken down by"), text=breakdown_text(comparison.by)),
            Fact(label=_("Amounts"), text=_("euros")),
        ),
        letterhead=context.association.letterhead(_("Business ID")),
        made_on=context.today,
    )


def _columns(shape: Shape, spans: Spans) -> tuple[Column, ...]:
    titles = DIMENSIONS
    year, months, before = _("Whole year"), spans.months, spans.previous
    money, percent = ColumnKind.MONEY, ColumnKind.PERCENT
    difference, share = Difference("actual", "budget"), Share("actual", "budget")
    figures = (
        Column(key="budget_year", title=_("Budget"), kind=money, group=year),
        Column(key="budget", title=_("Budget"), kind=money, group=months),
        Column(key="actual", title=_("Actual"), kind=money, group=months),
        Column(
            key="difference",
            title=_("Difference"),
            kind=money,
            group=months,
            formula=difference,
        ),
        Column(key="used_percent", title=_("Used %"), kind=percent, group=months, formula=share),
        Column(key="previous_year", title=_("Actual"), kind=money, group=before),
    )
    texts = (Column(key=key, title=str(titles[key])) for key in shape.text_keys)
    return (*texts, *(column for column in figures if column.key in shape.figure_keys))


def _key_figures(table: Table, outline: ComparisonRows) -> KeyFigures:
    labels = (
        (_("Income"), outline.income),
        (_("Expenses"), outline.expense),
        (_("Result"), outline.result),
    )
    actual, budget = table.position("actual"), table.position("budget")
    return KeyFigures(
        figures=tuple(
            KeyFigure(
                label=label,
                value=table.rows[index].cells[actual],
                beside=(_("Budget"), table.rows[index].cells[budget]),
                stands_in=CellAddress(table=table.name, row=index, column="actual"),
            )
            for label, index in labels
        )
    )


def _not_budgeted(comparison: Comparison, names: Names) -> list[Part]:
    """Return the list of what has actuals and no budget, so that nobody overlooks it."""
    rows = [row for row in comparison.rows if row.budget is None]
    if not rows:
        return []
    others = [dimension for dimension in comparison.by if dimension != "account"]
    keys = ["account", "name", *others] if "account" in comparison.by else others
    titles = DIMENSIONS
    columns = (
        *(Column(key=key, title=str(titles[key])) for key in keys),
        Column(key="actual", title=_("Actual"), kind=ColumnKind.MONEY),
        Column(key="previous_year", title=_("A year before"), kind=ColumnKind.MONEY),
    )
    body = [_unbudgeted_row(row, keys, names) for row in rows]
    total = Row(
        cells=(_("Not budgeted, total"), *[""] * (len(keys) - 1), None, None),
        kind=RowKind.TOTAL,
        sums=tuple(range(len(body))),
    )
    table = Table(
        columns=columns,
        rows=(*body, total),
        name=_("Not budgeted"),
        caption=_("Not budgeted"),
    )
    return [computed_table(table)]


def _unbudgeted_row(row: ComparisonRow, keys: Sequence[str], names: Names) -> Row:
    texts = [
        getattr(row, key) or ""
        if key in {"account", "name"}
        else dimension_text(key, getattr(row, key), names)
        for key in keys
    ]
    return Row(cells=(*texts, row.actual, row.previous_year))


def build(context: ReportContext) -> Document:
    """Build the comparison that the parameters ask for."""
    params = context.params
    by = asked_dimensions(cast("str | Iterable[str]", params.get("by") or "account"))
    if is_statement_asked(params):
        return build_follow_up(context, by)
    view = context.read(
        api.budget_queries.comparison,
        year=params["year"],
        through=params.get("through"),
        by=by,
        version=params.get("version") or None,
    )
    names = Names(
        lines={number: account.line for number, account in view.accounts.items()},
        cost_centres={row.code: row.name for row in context.read(api.ledger_queries.cost_centres)},
        projects={row.code: row.name for row in context.read(api.ledger_queries.projects)},
    )
    years = context.read(api.ledger_queries.fiscal_years)
    earlier = [year for year in years if year.ends_on < view.year.starts_on]
    return comparison_document(context, view, earlier[-1] if earlier else None, names)


def asked_dimensions(by: str | Iterable[str]) -> tuple[str, ...]:
    """Return the dimensions as the queries call them; a hyphen and an underscore are the same."""
    parts = by.split(",") if isinstance(by, str) else by
    return tuple(part.strip().replace("-", "_") for part in parts if part.strip())
