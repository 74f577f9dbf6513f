"""Names in three languages, as accounts, cost centres and projects have them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from yhdistys.errors import ValidationError
from yhdistys.i18n import LANGUAGES, _
from yhdistys.values.fields import Field, FieldKind
from yhdistys.values.findings import Finding, Severity

_ID: Final = "name_{code}"


def name_fields() -> tuple[Field, ...]:
    """Return a field for the name in each language."""
    labels = {
        "fi": _("Name in Finnish"),
        "sv": _("Name in Swedish"),
        "en": _("Name in English"),
    }
    return tuple(
        Field(id=_ID.format(code=code), label=labels[code], kind=FieldKind.TEXT)
        for code in LANGUAGES
    )


def name_values(names: Mapping[str, str]) -> dict[str, object]:
    """Return the values of the fields."""
    return {_ID.format(code=code): names.get(code) for code in LANGUAGES}


def names_of(values: Mapping[str, Any]) -> dict[str, str]:
    """Return the names by language, without those that are empty.

    Raises:
        ValidationError: There is none.
    """
    written = {code: values.get(_ID.format(code=code)) for code in LANGUAGES}
    names = {code: str(name) for code, name in written.items() if name}
    if names:
        return names
    message = _("Write the name in at least one language.")
    problem = Finding(
        severity=Severity.ERROR, kind="missing-name", message=message,
        column=_ID.format(code=LANGUAGES[0]),
    )  # fmt: skip
    raise ValidationError(message, problems=(problem,))


def other_names(names: Mapping[str, str], shown: str) -> str:
    """Return the names in the other languages, in one line."""
    others = [names[code] for code in LANGUAGES if names.get(code) and names[code] != shown]
    return " · ".join(dict.fromkeys(others))
