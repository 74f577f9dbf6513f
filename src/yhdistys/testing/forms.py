"""Which texts of a funder's form are missing in which language."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass

from yhdistys.i18n import LANGUAGES, DataText


def untranslated_texts(part: object, place: str = "") -> Iterator[str]:
    """Yield the place of each text that some language lacks, such as ``budget.rent.label: sv``.

    Args:
        part: A form, or any part of it; None has no texts.
        place: Where the part stands.
    """
    if isinstance(part, DataText):
        lacking = [code for code in LANGUAGES if part and not part.texts.get(code)]
        if lacking:
            yield f"{place}: {', '.join(lacking)}"
    elif isinstance(part, tuple):
        for number, inner in enumerate(part, start=1):
            name = getattr(inner, "id", number)
            yield from untranslated_texts(inner, f"{place}.{name}")
    elif is_dataclass(part):
        for field in fields(part):
            inner_place = f"{place}.{field.name}".lstrip(".")
            yield from untranslated_texts(getattr(part, field.name), inner_place)
