"""Rows of an application's table from an Excel, OpenDocument or csv file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Final

from yhdistys.errors import UsageError
from yhdistys.i18n import _

if TYPE_CHECKING:
    from yhdistys.grants.rules.application import Application
    from yhdistys.grants.rules.template import Question

_TABLES: Final = frozenset({".xlsx", ".xls", ".ods", ".csv"})
_COMPUTED: Final = ""
"""The key of a column that the program computes: what stands in it is not read."""


def rows_of(application: Application, question: Question, text: str) -> list[Mapping[str, str]]:
    """Read the rows of a table question from a table file; an empty text has none.

    Raises:
        UsageError: No table file was named, or a heading is no column of the table.
        FileProblem: The file is missing or cannot be read.
    """
    if not text.strip():
        return []
    path = Path(text.removeprefix("@"))
    if not text.startswith("@") or path.suffix.lower() not in _TABLES:
        raise UsageError(
            _("“{question}” is a table: name a table file.").format(question=question.id),
            hint=_(
                "Write @FILE.xlsx or @FILE.csv; its first row names the columns: {names}."
            ).format(names=_known(application, question)),
            kind="table-wanted",
        )
    from yhdistys.exchange.cells import shown  # noqa: PLC0415 - slow: only for table files
    from yhdistys.exchange.reading import read_table_file  # noqa: PLC0415 - slow: as above

    head, *body = [[shown(cell) for cell in row] for row in read_table_file(path).sheets[0].rows]
    keys = _keys(application, question, head)
    return [
        {key: cell for key, cell in zip(keys, row, strict=False) if key != _COMPUTED}
        for row in body
        if any(cell.strip() for cell in row)
    ]


def _keys(application: Application, question: Question, head: list[str]) -> list[str]:
    """Return the key of each column of a file.

    Raises:
        UsageError: A heading is no column of the table, or stands there twice.
    """
    names = dict(_names(application, question))
    keys: list[str] = []
    for heading in (cell.strip() for cell in head):
        key = names.get(heading.casefold(), _COMPUTED if not heading else None)
        if key is None:
            text = _("“{heading}” is no column of “{question}”.")
        elif key != _COMPUTED and key in keys:
            text = _("“{heading}” stands there twice: the columns of “{question}” are single.")
        else:
            keys.append(key)
            continue
        raise UsageError(
            text.format(heading=heading, question=question.id),
            hint=_("Its columns are: {names}.").format(names=_known(application, question)),
            kind="unknown-column",
        )
    return keys


def _names(application: Application, question: Question) -> Iterator[tuple[str, str]]:
    """Yield what a heading may be in small letters, each with the key of its column."""
    from yhdistys.grants.rules.years import years_of  # noqa: PLC0415 - slow: only for tables

    years = years_of(application)
    yearly = [column for column in question.columns if column.is_yearly]
    for column in question.columns:
        labels = [label.casefold() for label in column.label.texts.values()]
        if column.formula is not None:
            yield from ((name, _COMPUTED) for name in (column.id, *labels))
        elif not column.is_yearly:
            yield from ((name, column.id) for name in (column.id, *labels))
        else:
            for year in years:
                key = f"{column.id}/{year}"
                yield from ((name, key) for name in (key, *(f"{one} {year}" for one in labels)))
            if len(yearly) == 1:
                yield from ((str(year), f"{column.id}/{year}") for year in years)


def _known(application: Application, question: Question) -> str:
    """List the keys of the columns that can be filled in."""
    return ", ".join(dict.fromkeys(key for _name, key in _names(application, question) if key))
