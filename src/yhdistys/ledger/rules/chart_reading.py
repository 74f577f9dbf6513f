"""Reading a chart of accounts from a table: number, names by language, statement line. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from yhdistys.errors import ValidationError
from yhdistys.exchange.cells import (
    UNREADABLE,
    cents_of,
    code_and_name,
    is_blank,
    is_code,
    shown,
    text_of,
)
from yhdistys.exchange.columns import ColumnWords, column_of
from yhdistys.exchange.headers import WordIndex
from yhdistys.exchange.imports import ChartLine, ColumnGuess, ImportOptions, ImportResult, SheetView
from yhdistys.exchange.sheets import HeadedTable, TableKind, best_table, headed_table, unread_result
from yhdistys.exchange.tables import Cell, Row, Sheet, TableFile
from yhdistys.i18n import LANGUAGES, _
from yhdistys.ledger.rules.chart import LINES
from yhdistys.ledger.rules.headings import LEDGER_COLUMNS, MONEY_FIELDS
from yhdistys.values.findings import Finding, Severity

_MOST_OF_A_KIND: Final = 100

CHART_COLUMNS: Final = ColumnWords(
    words={
        "account": ("numero", "nummer", "number", *LEDGER_COLUMNS.words["account"]),
        "fi": (
            "nimi", "tilin nimi", "nimi suomeksi", "nimi fi", "suomi", "suomeksi", "fi", "namn?",
            "name?", "account name?", "kontonamn?", "tili?", "konto?",
        ),
        "sv": (
            "namn", "kontonamn", "namn på svenska", "nimi ruotsiksi", "nimi sv", "ruotsi",
            "svenska", "ruotsiksi", "sv",
        ),
        "en": (
            "name", "account name", "nimi englanniksi", "nimi en", "englanti", "english",
            "englanniksi", "en",
        ),
        "line": (
            "rivi", "tuloslaskelman rivi", "tilinpäätösrivi", "laskelman rivi", "statement line",
            "line", "rad", "resultaträkningens rad",
        ),
        "kind": ("tyyppi", "laji", "typ", "type", "kind"),
    },
    fits={"account": LEDGER_COLUMNS.fits["account"], "fi": LEDGER_COLUMNS.fits["account_name"]},
)  # fmt: skip


def is_chart_header(fields: Collection[str]) -> bool:
    """Say whether these fields can be the headings of a chart of accounts."""
    return "account" in fields and not {"fi", "sv", "en"}.isdisjoint(fields)


def _needs() -> str:
    return _(
        "A chart of accounts needs headings for the number and the name, such as “Tili” and "
        "“Nimi”. Name the columns yourself if they are called something else."
    )


CHART_TABLE: Final = TableKind(known=CHART_COLUMNS, suffices=is_chart_header, needs=_needs)


@dataclass(frozen=True, slots=True)
class ChartReading:
    """Everything one sheet of a chart gave."""

    lines: tuple[ChartLine, ...]
    problems: tuple[Finding, ...]
    counts: dict[str, int]
    classes: tuple[str, ...] = ()


def read_chart(table: TableFile, options: ImportOptions | None = None) -> ImportResult:
    """Read the accounts of a chart with their names and statement lines.

    Args:
        table: The file as it was read.
        options: What the user says about it.

    A table without the headings of a chart gives a result with a finding and no lines.

    Raises:
        UsageError: The options name an unknown sheet, field or column.
    """
    options = options or ImportOptions()
    try:
        headed, remarks = best_table(table, CHART_TABLE, options)
    except ValidationError as refused:
        return unread_result(table, refused)
    reading = _read(headed)
    name = headed.sheet.name
    about_file = tuple(one for one in table.findings if one.sheet in {None, name})
    return ImportResult(
        file_name=table.path_name,
        sha256=table.sha256,
        sheet=name,
        rows_read=len(headed.rows) - reading.counts["blank"],
        sign=None,
        columns=headed.guesses,
        row_classes=reading.counts,
        chart=reading.lines,
        problems=(*about_file, *remarks, *reading.problems),
        header_row=headed.header_row,
        first_row=headed.first_row,
        classes=reading.classes,
    )


def inspect_chart(table: TableFile) -> tuple[SheetView, ...]:
    """Tell what each sheet looks like as a chart of accounts; stores nothing and never raises."""
    return tuple(_view(sheet) for sheet in table.sheets)


def _view(sheet: Sheet) -> SheetView:
    headed = headed_table(sheet, CHART_TABLE, {})
    if headed and _holds_money(headed):
        headed = None
    reading = _read(headed) if headed else ChartReading((), (), {})
    return SheetView(
        name=sheet.name,
        rows=len(sheet.rows),
        columns=max(map(len, sheet.rows), default=0),
        header_row=headed.header_row if headed else None,
        kind="chart" if headed else "unknown",
        guesses=headed.guesses if headed else (),
        sign=None,
        row_classes=reading.counts,
        problems=reading.problems,
    )


def _holds_money(headed: HeadedTable) -> bool:
    """Say whether the sheet is rather a ledger or a budget: it has columns of amounts or days."""
    words = WordIndex({field: LEDGER_COLUMNS.words[field] for field in ("date", *MONEY_FIELDS)})
    others = [guess for guess in headed.guesses if guess.field is None]
    return any(
        words.meanings(guess.header) or _holds_numbers(headed.rows, guess) for guess in others
    )


def _holds_numbers(rows: Sequence[Row], guess: ColumnGuess) -> bool:
    cells = [row[guess.index] for row in rows if guess.index < len(row)]
    filled = [cell for cell in cells if not is_blank(cell)]
    numbers = sum(cents_of(cell) not in {None, UNREADABLE} for cell in filled)
    is_vat = bool(WordIndex({"vat": LEDGER_COLUMNS.words["vat"]}).meanings(guess.header))
    return not is_vat and 2 * numbers > len(filled)


def _read(headed: HeadedTable) -> ChartReading:
    lines: list[ChartLine] = []
    classes: list[str] = []
    for number, row in enumerate(headed.rows, headed.first_row):
        line = _line(number, row, headed.guesses)
        if line is not None:
            lines.append(line)
            classes.append("entry")
        else:
            classes.append("blank" if all(map(is_blank, row)) else "heading")
    counts = {kind: classes.count(kind) for kind in ("entry", "heading", "blank")}
    problems = (
        *_repeated(headed, lines),
        *_nameless(headed, lines),
        *_unknown_lines(headed, lines),
        *_empty(headed, lines),
    )
    return ChartReading(tuple(lines), problems, counts, tuple(classes))


def _line(number: int, row: Row, guesses: Sequence[ColumnGuess]) -> ChartLine | None:
    """Return the account of a row, or ``None`` for a heading such as ``30..39 Tuotot``."""
    account, name_beside = code_and_name(_at(row, guesses, "account"))
    if not is_code(account):
        return None
    names = {code: text_of(_at(row, guesses, code)) for code in LANGUAGES}
    names["fi"] = names["fi"] or name_beside
    told = {code: name for code, name in names.items() if name}
    return ChartLine(number, account, told, shown(_at(row, guesses, "line")))


def _at(row: Row, guesses: Sequence[ColumnGuess], field: str) -> Cell:
    index = column_of(guesses, field)
    return row[index] if index is not None and index < len(row) else None


def _repeated(headed: HeadedTable, lines: Sequence[ChartLine]) -> Iterator[Finding]:
    first: dict[str, int] = {}
    message = _("Account {account} stands in row {first} and again in row {row}.")
    for line in lines:
        row = first.setdefault(line.account, line.row)
        if row != line.row:
            text = message.format(account=line.account, first=row, row=line.row)
            yield _finding(headed, "repeated-account", text, line)


def _nameless(headed: HeadedTable, lines: Sequence[ChartLine]) -> Iterator[Finding]:
    message = _("Account {account} in row {row} has no name.")
    for line in [line for line in lines if not line.names][:_MOST_OF_A_KIND]:
        text = message.format(account=line.account, row=line.row)
        yield _finding(headed, "nameless-account", text, line)


def _unknown_lines(headed: HeadedTable, lines: Sequence[ChartLine]) -> Iterator[Finding]:
    message = _("Account {account} in row {row}: there is no statement line “{line}”.")
    hint = _("The lines are {lines}.").format(lines=", ".join(LINES))
    wrong = [line for line in lines if line.line and line.line not in LINES]
    for line in wrong[:_MOST_OF_A_KIND]:
        text = message.format(account=line.account, row=line.row, line=line.line)
        yield _finding(headed, "unknown-line", text, line, hint)


def _finding(
    headed: HeadedTable, kind: str, message: str, line: ChartLine, hint: str = ""
) -> Finding:
    return Finding(
        severity=Severity.ERROR,
        kind=kind,
        message=message,
        hint=hint or _("Correct the row in the file and read it again."),
        sheet=headed.sheet.name,
        row=line.row,
        value=line.account,
    )


def _empty(headed: HeadedTable, lines: Sequence[ChartLine]) -> Iterator[Finding]:
    if not lines:
        yield Finding(
            severity=Severity.ERROR,
            kind="no-entries",
            message=_("The sheet {sheet} holds no accounts.").format(sheet=headed.sheet.name),
            hint=_("Check that the right sheet and the right columns are read."),
            sheet=headed.sheet.name,
            row=headed.header_row,
        )
