"""A command: ``yhdistys example --name Aino --year 2025``."""

from __future__ import annotations

from yhdistys.api import Command, CommandContext, Field, FieldKind, ledger_queries
from yhdistys_example import texts


def greet(context: CommandContext) -> dict[str, object]:
    """Greet somebody; what is returned is printed under ``--json``."""
    name, year = context.params["name"], context.params["year"]
    context.say(str(texts.GREETING).format(name=name))
    if year is None:
        return {"greeted": name}
    # The association's file is opened here, when it is first needed.
    entries = len(context.read(ledger_queries.entries, year=year))
    context.say(str(texts.COUNTED).format(year=year, n=entries))
    return {"greeted": name, "year": year, "entries": entries}


COMMAND = Command(
    id="example",  # the word people type
    title=texts.TITLE,
    help=texts.COMMAND_HELP,
    # Each field becomes an option that is read and checked before ``greet`` is called.
    params=(
        Field(id="name", label=texts.NAME, kind=FieldKind.TEXT, required=True),
        Field(id="year", label=texts.YEAR, kind=FieldKind.WHOLE_NUMBER, help=texts.YEAR_HELP),
    ),
    run=greet,
)
