"""The rows of the file under review as a table: cells as they were read, and what each row is."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Sequence
from datetime import date
from enum import StrEnum
from typing import Final, NamedTuple

from PySide6.QtCore import QObject

from yhdistys.app.reviewing import Review, RowState
from yhdistys.exchange.cells import cents_of, day_of, shown
from yhdistys.exchange.imports import ColumnGuess
from yhdistys.exchange.tables import Cell, column_letter
from yhdistys.gui.overriding import override
from yhdistys.gui.pages.importing.words import STATES, field_text, is_money, is_month
from yhdistys.gui.style import Tone
from yhdistys.gui.tables.column import CellKind, Column, RowKind, RowStyle
from yhdistys.gui.tables.paged_table import PagedTable
from yhdistys.i18n import _
from yhdistys.values.formats import date_text, money, whole_number
from yhdistys.values.money import from_cents

_MEASURED: Final = 120
_WIDEST: Final = 34
_NARROWEST: Final = 5
_ROOM_OF_CHIP: Final = 3
_WIDEST_CHIP: Final = 15
_SUMS: Final = frozenset({RowState.SUBTOTAL, RowState.TOTAL})
_CALM: Final = frozenset({RowState.NEW, RowState.SAME, RowState.ENTRY, RowState.UNREAD})
_ASIDE: Final = frozenset({None, "vat", "currency", "opening", "change", "balance", "kind"})
"""What a column may hold that is no part of an entry."""
_CUT: Final = frozenset(
    {None, "account_name", "cost_centre_name", "text", "note", "fi", "sv", "en"}
)
_STATE_ID: Final = "state"


class Shown(StrEnum):
    """Which rows are shown."""

    ALL = "all"
    ATTENTION = "attention"
    NEW = "new"
    CHANGED = "changed"


class FileRow(NamedTuple):
    """One row of the file.

    Attributes:
        id: Its place in the sheet, from 0.
        number: Its number in the file, from 1.
        cells: As they were read.
        state: What it is.
        proven: Whether its sums agree; None without sums.
    """

    id: int
    number: int
    cells: Sequence[Cell]
    state: RowState
    proven: bool | None


def file_rows(review: Review) -> Callable[[Sequence[int]], list[FileRow]]:
    """Return what reads rows by their places."""

    def fetch(places: Sequence[int]) -> list[FileRow]:
        return [row_of(review, place) for place in places]

    return fetch


def row_of(review: Review, place: int) -> FileRow:
    """Return one row of the file."""
    number = review.number_of(place)
    cells = review.sheet.rows[place]
    return FileRow(place, number, cells, review.states[place], review.proven.get(number))


def places_of(review: Review, wanted: Shown) -> array[int]:
    """Return the places of the rows to show, in the order of the file."""
    begin = _first_shown(review)
    states = review.states
    every = range(begin, len(states))
    if wanted is Shown.ALL:
        return array("q", every)
    if wanted is Shown.ATTENTION:
        failed = {number - review.sheet.first_row for number, ok in review.proven.items() if not ok}
        told = {RowState.PROBLEM, RowState.CHANGED, RowState.LEFT_OUT}
        return array("q", (place for place in every if states[place] in told or place in failed))
    state = RowState.NEW if wanted is Shown.NEW else RowState.CHANGED
    return array("q", (place for place in every if states[place] is state))


def _first_shown(review: Review) -> int:
    """Return the first row below the headings; all rows when none were found."""
    header = review.preview.result.header_row
    return 0 if header is None else header - review.sheet.first_row + 1


class FileTable(PagedTable):
    """The rows of a file; which columns hold what may change while it is shown."""

    def __init__(self, columns: Sequence[Column], parent: QObject | None = None) -> None:
        super().__init__(columns, parent=parent)

    @property
    @override
    def is_sortable(self) -> bool:
        return False

    def show_review(self, columns: Sequence[Column], review: Review, wanted: Shown) -> None:
        """Show other rows under as many columns as before."""
        self._columns = tuple(columns)
        self.set_source(places_of(review, wanted), file_rows(review))

    @override
    def _row_style(self, row: int) -> RowStyle:
        found = self._row(row)
        return RowStyle() if found is None else _style_of(found)


def _style_of(row: FileRow) -> RowStyle:
    if row.state is RowState.PROBLEM:
        return RowStyle(tone=Tone.OVER)
    if row.state in {RowState.CHANGED, RowState.LEFT_OUT} or row.proven is False:
        return RowStyle(tone=Tone.LATE)
    return RowStyle(kind=RowKind.PLAIN if row.state in _CALM else RowKind.QUIET)


def row_columns(review: Review) -> tuple[Column, ...]:
    """Return the columns: the row's number, what becomes of it, then those of the file in order.

    What becomes of a row is seen at once, however wide the file; what is no part of an entry is
    quiet.
    """
    sample = review.sheet.rows[_first_shown(review) :][:_MEASURED]
    is_understood = bool(review.preview.result.classes)
    return (
        Column(id="row", title=_("Row"), text=_number, right=True, width=4, tone=_quiet),
        Column(
            id=_STATE_ID,
            title=_("Outcome"),
            text=state_text,
            tone=_state_tone,
            kind=CellKind.TAG,
            width=14,
            keeps_width=True,
        ),
        *(
            _file_column(guess, sample, is_quiet=is_understood and is_set_aside(guess.field))
            for guess in review.columns
        ),
    )


def is_set_aside(field: str | None) -> bool:
    """Say whether a column is no part of an entry."""
    return field in _ASIDE or is_month(field)


def sections_of(columns: Sequence[Column], count: int) -> list[int]:
    """Return where each column of the file stands in the table."""
    places = {column.id: place for place, column in enumerate(columns)}
    return [places[column_letter(index)] for index in range(count)]


def _file_column(guess: ColumnGuess, sample: Sequence[Sequence[Cell]], *, is_quiet: bool) -> Column:
    show = _shower(guess.field)
    letter = column_letter(guess.index)
    title = guess.header or _("Column {letter}").format(letter=letter)
    texts = (show(row[guess.index]) for row in sample if guess.index < len(row))
    chip = min(_WIDEST_CHIP, len(field_text(guess.field)) + _ROOM_OF_CHIP)
    least = max(_NARROWEST, chip)
    return Column(
        id=letter,
        title=title,
        text=_CellText(guess.index, show),
        right=is_money(guess.field),
        width=min(_WIDEST, max([least, *map(len, texts)])),
        tone=_quiet if is_quiet else None,
        stretch=guess.field in {"text", "note"},
        keeps_width=guess.field not in _CUT,
        help=guess.reason,
    )


class _CellText:
    """Shows the cell of one column."""

    def __init__(self, index: int, show: Callable[[Cell], str]) -> None:
        self._index = index
        self._show = show

    def __call__(self, row: FileRow) -> str:
        return self._show(row.cells[self._index]) if self._index < len(row.cells) else ""


def _shower(field: str | None) -> Callable[[Cell], str]:
    if is_money(field):
        return _money_text
    return _day_text if field == "date" else shown


def _money_text(cell: Cell) -> str:
    """Show an amount as the program understands it, else as it stands in the file."""
    cents = cents_of(cell)
    return money(from_cents(cents)) if isinstance(cents, int) else shown(cell)


def _day_text(cell: Cell) -> str:
    day = day_of(cell)
    return date_text(day) if isinstance(day, date) else shown(cell)


def _number(row: FileRow) -> str:
    return whole_number(row.number)


def _quiet(_row: FileRow) -> Tone:
    return Tone.QUIET


def state_text(row: FileRow) -> str:
    """Say what a row is; sums with whether they agree."""
    if row.state not in STATES:
        return ""
    word = str(STATES[row.state][0])
    if row.proven is None or row.state not in _SUMS:
        return word
    return f"{word} ✓" if row.proven else _("{word} differs").format(word=word)


def _state_tone(row: FileRow) -> Tone:
    if row.proven is False and row.state in _SUMS:
        return Tone.LATE
    return STATES[row.state][1] if row.state in STATES else Tone.QUIET
