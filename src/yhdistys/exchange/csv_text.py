"""Text tables: which letters, which separator, which rows. Pure: bytes in, rows out."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator

from yhdistys.exchange.refusals import Refusal
from yhdistys.exchange.signatures import looks_utf16

SEPARATORS = (";", "\t", "|", ",")
_SAMPLE_LETTERS = 65_536
_SWALLOWING = ("unexpected end", "field larger")
_SAMPLE_LINES = 60
_QUOTED = re.compile(r'"(?:[^"]|"")*"')
_SEPARATOR_LINE = re.compile(r"\A\s*\"?sep=(.)\"?[ \t]*(?:\r\n|\r|\n|\Z)", re.IGNORECASE)
_ONLY_CP1252 = re.compile(rb"[\x80-\x9f]")
_LATIN_9_EURO = b"\xa4"


def decode(data: bytes) -> tuple[str, str]:
    """Turn the bytes of a text file into text.

    Tried in this order: the marks of UTF-8 and UTF-16, UTF-16 without a mark, UTF-8, and then
    cp1252 or iso-8859-15: bytes 80 to 9F are letters in cp1252 only, A4 is the euro in iso-8859-15.

    Returns:
        The text and the name of the encoding.

    Raises:
        Refusal: These bytes are no text.
    """
    if data.startswith(b"\xef\xbb\xbf"):
        return data.decode("utf-8-sig", errors="replace"), "utf-8-sig"
    if looks_utf16(data[:4096]):
        return _decode_utf16(data)
    if b"\x00" in data:
        raise Refusal("binary")
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        return _decode_one_byte(data)


def _decode_utf16(data: bytes) -> tuple[str, str]:
    marked = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    little = data[1::2].count(0) >= data[0::2].count(0)
    encoding = "utf-16" if marked else "utf-16-le" if little else "utf-16-be"
    return data.decode(encoding, errors="replace"), encoding


def _decode_one_byte(data: bytes) -> tuple[str, str]:
    if _LATIN_9_EURO in data and not _ONLY_CP1252.search(data):
        return data.decode("iso-8859-15"), "iso-8859-15"
    try:
        return data.decode("cp1252"), "cp1252"
    except UnicodeDecodeError:
        return data.decode("iso-8859-15"), "iso-8859-15"


def find_separator(text: str) -> tuple[str, int]:
    """Find what separates the cells: a ``sep=`` line, else what is counted most evenly.

    A separator inside quotation marks does not count. A decimal comma loses against any other
    separator that occurs on as many lines.

    Returns:
        The separator and how many letters of the text to skip before the first row.
    """
    named = _SEPARATOR_LINE.match(text)
    if named:
        return named[1], named.end()
    sample = _QUOTED.sub("", text[:_SAMPLE_LETTERS])
    lines = [line for line in sample.splitlines() if line.strip()][:_SAMPLE_LINES]
    best = max(SEPARATORS, key=lambda separator: _evenness(lines, separator))
    return best, 0


def _evenness(lines: list[str], separator: str) -> tuple[int, int]:
    """Return on how many lines the commonest count occurs, and that count."""
    counts = Counter(line.count(separator) for line in lines)
    del counts[0]
    if not counts:
        return 0, 0
    count, times = max(counts.items(), key=lambda item: (item[1], item[0]))
    return times, count


def text_rows(text: str, separator: str, start: int = 0) -> Iterator[tuple[str, ...]]:
    """Yield the rows of a text table from position ``start`` on.

    Raises:
        Refusal: A row cannot be read, with its number.
    """
    skipped_lines = len(text[:start].splitlines())
    _refuse_open_quotation(text[start:], separator, skipped_lines)
    reader = csv.reader(io.StringIO(text[start:], newline=""), delimiter=separator)
    try:
        yield from map(tuple, reader)
    except csv.Error as error:
        raise Refusal("broken-csv", row=reader.line_num + skipped_lines) from error


def _refuse_open_quotation(text: str, separator: str, skipped_lines: int) -> None:
    """Refuse a quotation mark that is never closed: it would swallow the rest of the file.

    Raises:
        Refusal: With the row in which the mark stands.
    """
    if text.count('"') % 2 == 0:
        return
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    first = 1
    try:
        for _row in reader:
            first = reader.line_num + 1
    except csv.Error as error:
        if any(words in str(error) for words in _SWALLOWING):
            raise Refusal("broken-csv", row=first + skipped_lines) from error
