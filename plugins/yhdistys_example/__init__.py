"""The smallest plugin with one of everything: copy this folder and keep what you need.

A plugin is an importable package. The program finds it by an entry point in ``pyproject.toml``::

    [project.entry-points."yhdistys.plugins"]
    my_plugin = "my_plugin"

Its ``__init__`` holds functions marked with ``@hookimpl``, one for each kind of thing it gives;
each returns a list. Everything it uses of the program comes from ``yhdistys.api``.

    example_form/   a form of a funder: data, no code
    report.py       a report; command.py: a command; importer.py: a reader of files
    gui.py          a page: the only module that may load Qt
    texts.py        every text in three languages

The program knows this plugin and does not load it until somebody switches it on:
``yhdistys plugins enable yhdistys_example``. The steps from an empty folder to a plugin of your own
are in ``docs/plugins.md``, the hooks in ``docs/hooks.md``, the tests that every plugin should pass
in ``yhdistys.testing``.
"""

from __future__ import annotations

from pathlib import Path

from yhdistys.api import Command, FunderForm, Importer, Page, Report, forms_in, hookimpl
from yhdistys_example import texts
from yhdistys_example.command import COMMAND
from yhdistys_example.importer import IMPORTER
from yhdistys_example.report import REPORT


@hookimpl
def yhdistys_forms() -> list[FunderForm]:
    """Return the forms that stand in folders beside this file."""
    return forms_in(Path(__file__).parent)


@hookimpl
def yhdistys_reports() -> list[Report]:
    """Return the one report of this plugin."""
    return [REPORT]


@hookimpl
def yhdistys_importers() -> list[Importer]:
    """Return the one reader of this plugin."""
    return [IMPORTER]


@hookimpl
def yhdistys_commands() -> list[Command]:
    """Return the one command of this plugin."""
    return [COMMAND]


@hookimpl
def yhdistys_pages() -> list[Page]:
    """Return the one page of this plugin; its class is in ``gui.py``, the only place for Qt."""
    return [
        Page(
            id="example",
            title=texts.TITLE,
            area="",  # found by the search; a page for everybody names its area
            factory="yhdistys_example.gui:ExamplePage",
        )
    ]
