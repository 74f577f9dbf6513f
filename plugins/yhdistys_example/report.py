"""A report: how many entries each account has. ``yhdistys report example out.pdf``."""

from __future__ import annotations

from collections import Counter

from yhdistys.api import (
    Column,
    ColumnKind,
    Document,
    Field,
    FieldKind,
    Report,
    ReportContext,
    Row,
    Table,
    ledger_queries,
)
from yhdistys_example import texts


def build(context: ReportContext) -> Document:
    """Count the entries; how a workbook or a PDF looks is no matter of a report."""
    entries = context.read(ledger_queries.entries, year=context.params["year"])
    counts = Counter(entry.account for entry in entries)
    columns = (
        Column(key="account", title=str(texts.ACCOUNT)),
        Column(key="entries", title=str(texts.ENTRIES), kind=ColumnKind.WHOLE),
    )
    rows = tuple(Row(cells=(account, number)) for account, number in sorted(counts.items()))
    return Document(
        title=str(texts.REPORT_TITLE),
        language=context.language,
        parts=(Table(columns=columns, rows=rows),),
        made_on=context.today,
    )


REPORT = Report(
    id="example",
    title=texts.REPORT_TITLE,
    group="ledger",  # where it stands in lists
    params=(Field(id="year", label=texts.YEAR, kind=FieldKind.WHOLE_NUMBER, required=True),),
    build=build,
)
