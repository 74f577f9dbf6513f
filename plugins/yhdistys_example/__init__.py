"""The smallest plugin: copy this folder, give it your own name, keep what you need.

A plugin is an importable package. The program finds it by an entry point in ``pyproject.toml``::

    [project.entry-points."yhdistys.plugins"]
    my_plugin = "my_plugin"

Its ``__init__`` holds functions marked with ``@hookimpl``; each returns a list of contributions.
Everything it uses of the program comes from ``yhdistys.api``. What a plugin may contribute, hook by
hook, is in ``docs/hooks.md``; the tests that every plugin should pass are in ``yhdistys.testing``.

Here are one page and one command. The page's class stands in ``gui.py``: Qt is loaded when the page
is first opened. The command is ``yhdistys example``. Its options are declared once, as ``Field``
values: the command line reads and checks them, and its help is made from them. It asks for a name
and, if it is told a year, greets with what the ledger of that year holds.
"""

from __future__ import annotations

from yhdistys.api import (
    Command,
    CommandContext,
    Field,
    FieldKind,
    Page,
    _,
    hookimpl,
    lazy,
    ledger_queries,
)


@hookimpl
def yhdistys_pages() -> list[Page]:
    """Return the one page of this plugin; its class is in ``gui.py``, the only place for Qt."""
    return [
        Page(
            id="example",
            title=lazy("Example"),
            area="",  # found by the search; a page for everybody names its area
            factory="yhdistys_example.gui:ExamplePage",
        )
    ]


@hookimpl
def yhdistys_commands() -> list[Command]:
    """Return the one command of this plugin."""
    return [
        Command(
            id="example",
            title=lazy("Example"),
            help=lazy("Greet somebody: the smallest command of a plugin."),
            params=(
                Field(id="name", label=lazy("Whom to greet"), kind=FieldKind.TEXT, required=True),
                Field(
                    id="year",
                    label=lazy("Fiscal year"),
                    kind=FieldKind.WHOLE_NUMBER,
                    help=lazy("Tell also how many entries this fiscal year has."),
                ),
            ),
            run=greet,
        )
    ]


def greet(context: CommandContext) -> dict[str, object]:
    """Greet somebody; what is returned is printed under ``--json``."""
    name, year = context.params["name"], context.params["year"]
    context.say(_("Good day, {name}!").format(name=name))
    if year is None:
        return {"greeted": name}
    entries = len(context.read(ledger_queries.entries, year=year))
    context.say(_("The fiscal year {year} has {n} entries.").format(year=year, n=entries))
    return {"greeted": name, "year": year, "entries": entries}
