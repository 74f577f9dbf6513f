"""A block of cells copied in a spreadsheet, before it goes into a table of answers."""

from __future__ import annotations

import csv
import io
from typing import Final, NamedTuple

from yhdistys.errors import ValidationError
from yhdistys.grants.rules.answers import LONGEST
from yhdistys.grants.rules.template import Question
from yhdistys.i18n import _
from yhdistys.values.formats import whole_number

LONGEST_ROWS: Final = 500


class Block(NamedTuple):
    """Cells of a spreadsheet.

    Attributes:
        lines: The texts, row by row.
        is_whole: Whether the block holds the computed columns too.
    """

    lines: list[list[str]]
    is_whole: bool


def pasted_block(question: Question, text: str, room: tuple[int, int], first_row: int) -> Block:
    """Read a block that was copied, and check that all of it has room.

    Args:
        question: The table it goes into.
        text: Rows and cells divided by line breaks and tabs, as spreadsheets copy them.
        room: How many columns there are from the current one on: to fill in, and in all.
        first_row: The row it begins in, from zero.

    Raises:
        ValidationError: The text is too long, or the block is wider or longer than its room.
    """
    if len(text) > LONGEST:
        message = _("“{question}”: the text has {length} characters; at most {limit} are kept.")
        raise ValidationError(
            message.format(
                question=question.label, length=whole_number(len(text)), limit=whole_number(LONGEST)
            ),
            hint=_("Nothing was pasted."),
            kind="text-too-long",
        )
    lines = [[cell.strip() for cell in line] for line in _lines(text)]
    widest = max((len(line) for line in lines), default=0)
    filled, whole = room
    if widest > whole or (widest > filled and widest != whole):
        message = _("What you pasted has {n} columns; from this cell on there are {room}.")
        raise _no_room(message.format(n=widest, room=filled))
    most = LONGEST_ROWS if question.max_rows is None else question.max_rows
    if first_row + len(lines) > most:
        message = _("What you pasted has {n} rows; “{question}” takes at most {most} rows.")
        raise _no_room(message.format(n=len(lines), question=question.label, most=most))
    return Block(lines, is_whole=widest == whole)


def _lines(text: str) -> list[list[str]]:
    """Divide a text into rows and cells; a cell in quotes may hold line breaks."""
    plain = text.rstrip("\r\n").replace("\0", "")
    return list(csv.reader(io.StringIO(plain, newline=""), dialect="excel-tab"))


def _no_room(message: str) -> ValidationError:
    return ValidationError(message, hint=_("Nothing was pasted."), kind="no-room")
