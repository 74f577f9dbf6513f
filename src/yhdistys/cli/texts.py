"""Small texts that several commands show."""

from __future__ import annotations

from datetime import date

from yhdistys.i18n import lazy
from yhdistys.values.formats import date_text

MAP_EXAMPLE = "--map date=A --map account=Tilinro --map amount=Euroa"
MAP_EXAMPLES = {
    "ledger": MAP_EXAMPLE,
    "budget": "--map account=Tilinro --map amount=Euroa",
    "chart": "--map account=A --map fi=Otsikko",
}
MAP_TIP = lazy(
    "If the columns are called something else, name them for the import, for example: {example}"
)
MISSING = "\N{EN DASH}"


def span_text(first: date, last: date) -> str:
    """Return a span of days."""
    return f"{date_text(first)}\N{EN DASH}{date_text(last)}"
