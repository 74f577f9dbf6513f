"""The values of a form: each kind is read here, or refused with its remedy."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any, Final

from yhdistys.grants.rules.template_keys import FORMAT, ID_PATTERN, LANGUAGE_KEYS, Key, ValueKind
from yhdistys.i18n import DataText, LazyText, _, lazy
from yhdistys.values.expression import Expression, ExpressionError, parse

_LONGEST_SHOWN: Final = 60
_BEYOND_ALL_FIGURES: Final = 10**15
_GREATEST_WHOLE: Final = 10**9
_MOST_SHOWN: Final = 40
_YEAR_WITHOUT_LEAP_DAY: Final = 2025
_YEARLY: Final = re.compile(r"([0-9]{2})-([0-9]{2})")
_TIME: Final = re.compile(r"([01][0-9]|2[0-3]):[0-5][0-9]")
_ID: Final = re.compile(ID_PATTERN)
_COLUMN: Final = re.compile(rf"({ID_PATTERN})\.({ID_PATTERN})")

_REMEDIES: Final[Mapping[ValueKind, LazyText]] = {
    ValueKind.FORMAT: lazy("Write format = 1."),
    ValueKind.TEXT: lazy("Write a text in quotation marks."),
    ValueKind.ID: lazy('Write small letters a–z, digits and underscores, such as "own_share".'),
    ValueKind.TEXTS: lazy('Write the text by language: {{ fi = "…", sv = "…", en = "…" }}.'),
    ValueKind.WORDS: lazy('Write a list of texts: ["…", "…"].'),
    ValueKind.WHOLE: lazy("Write a whole number without quotation marks, such as 1500."),
    ValueKind.YES_NO: lazy("Write true or false without quotation marks."),
    ValueKind.DAY: lazy("Write a day without quotation marks, such as 2026-05-31."),
    ValueKind.YEARLY: lazy('Write month and day of every year, such as "05-31".'),
    ValueKind.TIME: lazy('Write the time of the day, such as "16:15".'),
    ValueKind.EXPRESSION: lazy('Write a condition or a formula in quotation marks: "a + b".'),
    ValueKind.COLUMN: lazy('Write a table and its column with a point: "question.column".'),
    ValueKind.VALUE: lazy("Write a number, a text, true or false, or a list of texts."),
    ValueKind.TABLE: lazy("Write keys of its own: [{key}] or {key} = {{ … }}."),
    ValueKind.TABLES: lazy("Write each in its own part: [[{key}]] or {key} = [{{ … }}]."),
    ValueKind.PARAMETERS: lazy("Write keys of its own: [{key}] or {key} = {{ … }}."),
}


class Refused(Exception):  # noqa: N818 - reads as a sentence where it is raised
    """A value cannot be taken.

    Attributes:
        kind: A stable word, as in findings.
        text: What is wrong, in one sentence.
        hint: The remedy.
    """

    def __init__(self, kind: str, text: str, hint: str) -> None:
        super().__init__(text)
        self.kind = kind
        self.text = text
        self.hint = hint


def read_value(key: Key, raw: object) -> object:
    """Return the value of a key as the form's values hold it.

    Args:
        key: Which one; of any kind but tables.
        raw: What the parser of TOML gave.

    Raises:
        Refused: It is no value of this kind.
    """
    return _READERS[key.kind](key, raw)


def written(value: object) -> str:
    """Show a value of a file in a sentence, not longer than a line."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, dict):
        return "{ … }"
    if isinstance(value, int) and abs(value) >= _BEYOND_ALL_FIGURES:
        return "…"
    if isinstance(value, list):
        if not all(isinstance(word, str) for word in value):
            return "[ … ]"
        value = ", ".join(value)
    text = " ".join(str(value).split())
    return text if len(text) <= _LONGEST_SHOWN else f"{text[:_LONGEST_SHOWN]}…"


def wrong_type(key: Key, raw: object) -> Refused:
    """Say that something of another kind is written there."""
    text = _("“{key}” cannot be “{value}”.").format(key=key.name, value=written(raw))
    return Refused("wrong-type", text, remedy(key))


def remedy(key: Key) -> str:
    """Say how a value of this key is written."""
    if key.kind is ValueKind.WORD:
        return nearest("", key.words)
    return str(_REMEDIES[key.kind]).format(key=key.name)


def nearest(word: str, known: Iterable[str]) -> str:
    """Suggest what was perhaps meant, or tell what there is."""
    names = sorted(set(known) - {""})
    close = difflib.get_close_matches(word, names, n=1)
    if close:
        return _("Did you mean “{name}”?").format(name=close[0])
    if not names:
        return _("There is none yet.")
    more = ["…"] if len(names) > _MOST_SHOWN else []
    return _("Known are: {names}.").format(names=", ".join([*names[:_MOST_SHOWN], *more]))


def _refused(kind: str, text: str, key: Key, raw: object) -> Refused:
    told = text.format(key=key.name, value=written(raw))
    return Refused(kind, told, remedy(key))


def _read_format(key: Key, raw: object) -> object:
    if isinstance(raw, bool) or not isinstance(raw, int):
        raise wrong_type(key, raw)
    if raw != FORMAT:
        raise Refused(
            "unknown-format",
            _("the format has the number {value}; this program reads {known}.").format(
                value=written(raw), known=FORMAT
            ),
            _("Write format = 1, or update the program if the form is newer."),
        )
    return raw


def _read_text(key: Key, raw: object) -> str:
    if not isinstance(raw, str):
        raise wrong_type(key, raw)
    if not raw.strip():
        text = _("“{key}” is empty.").format(key=key.name)
        raise Refused("empty-text", text, _("Write the text or leave the key out."))
    return raw


def _read_id(key: Key, raw: object) -> str:
    text = _read_text(key, raw)
    if not _ID.fullmatch(text):
        raise _refused("bad-id", _("“{key}” is “{value}”, which is no id."), key, raw)
    return text


def _read_texts(key: Key, raw: object) -> DataText:
    if not isinstance(raw, dict) or not all(isinstance(text, str) for text in raw.values()):
        raise wrong_type(key, raw)
    for name in raw:
        if name not in LANGUAGE_KEYS:
            text = _("“{key}” has the language “{name}”, which is not known.")
            told = text.format(key=key.name, name=name)
            raise Refused("unknown-key", told, nearest(name, LANGUAGE_KEYS))
    if "fi" not in raw:
        raise _refused("missing-finnish", _("“{key}” has no Finnish text."), key, raw)
    if not raw["fi"].strip():
        text = _("the Finnish text of “{key}” is empty.").format(key=key.name)
        raise Refused("empty-text", text, _("Write the text or leave the key out."))
    return DataText({code: text for code, text in raw.items() if text.strip()})


def _read_word(key: Key, raw: object) -> str:
    text = _read_text(key, raw)
    if text not in key.words:
        told = _("“{key}” is “{value}”, which is not known.")
        told = told.format(key=key.name, value=written(text))
        raise Refused("unknown-word", told, nearest(text, key.words))
    return text


def _read_words(key: Key, raw: object) -> tuple[str, ...]:
    if not isinstance(raw, list):
        raise wrong_type(key, raw)
    return tuple(_read_word(key, word) for word in raw)


def _read_whole(key: Key, raw: object) -> int:
    if isinstance(raw, bool) or not isinstance(raw, int):
        raise wrong_type(key, raw)
    if raw < key.least:
        text = _("“{key}” is {value}; the least is {limit}.")
        hint = _("Write a higher number, or leave the key out when it is not known.")
        told = text.format(key=key.name, value=written(raw), limit=key.least)
        raise Refused("out-of-range", told, hint)
    most = _GREATEST_WHOLE if key.most is None else key.most
    if raw > most:
        text = _("“{key}” is {value}; the most is {limit}.")
        told = text.format(key=key.name, value=written(raw), limit=most)
        raise Refused("out-of-range", told, _("Write a lower number."))
    return raw


def _read_yes_no(key: Key, raw: object) -> bool:
    if not isinstance(raw, bool):
        raise wrong_type(key, raw)
    return raw


def _read_day(key: Key, raw: object) -> date:
    if not isinstance(raw, date) or isinstance(raw, datetime):
        raise wrong_type(key, raw)
    return raw


def _read_yearly(key: Key, raw: object) -> tuple[int, int]:
    found = _YEARLY.fullmatch(raw) if isinstance(raw, str) else None
    if found is None:
        raise wrong_type(key, raw)
    month, day = int(found[1]), int(found[2])
    try:
        date(_YEAR_WITHOUT_LEAP_DAY, month, day)
    except ValueError as error:
        told = _("“{key}” is “{value}”, and not every year has that day.")
        raise _refused("bad-day", told, key, raw) from error
    return month, day


def _read_time(key: Key, raw: object) -> time:
    if isinstance(raw, time):
        return raw
    if not isinstance(raw, str) or not _TIME.fullmatch(raw):
        raise wrong_type(key, raw)
    return time.fromisoformat(raw)


def _read_expression(key: Key, raw: object) -> Expression:
    text = _read_text(key, raw)
    try:
        return parse(text)
    except ExpressionError as error:
        told = _("“{key}” cannot be understood from character {position} on: {reason}").format(
            key=key.name, position=error.position, reason=error.message
        )
        raise Refused("bad-formula", told, error.hint) from error


def _read_column(key: Key, raw: object) -> tuple[str, str]:
    found = _COLUMN.fullmatch(raw) if isinstance(raw, str) else None
    if found is None:
        raise wrong_type(key, raw)
    return found[1], found[2]


def _read_dated(key: Key, raw: Any) -> object:
    if isinstance(raw, list) and raw and all(isinstance(word, str) for word in raw):
        return tuple(raw)
    if isinstance(raw, bool | str):
        return raw
    is_figure = isinstance(raw, int) or (isinstance(raw, Decimal) and raw.is_finite())
    if is_figure and abs(raw) < _BEYOND_ALL_FIGURES:
        return Decimal(raw)
    raise wrong_type(key, raw)


_READERS: Final[Mapping[ValueKind, Callable[[Key, Any], object]]] = {
    ValueKind.FORMAT: _read_format,
    ValueKind.TEXT: _read_text,
    ValueKind.ID: _read_id,
    ValueKind.TEXTS: _read_texts,
    ValueKind.WORD: _read_word,
    ValueKind.WORDS: _read_words,
    ValueKind.WHOLE: _read_whole,
    ValueKind.YES_NO: _read_yes_no,
    ValueKind.DAY: _read_day,
    ValueKind.YEARLY: _read_yearly,
    ValueKind.TIME: _read_time,
    ValueKind.EXPRESSION: _read_expression,
    ValueKind.COLUMN: _read_column,
    ValueKind.VALUE: _read_dated,
}
