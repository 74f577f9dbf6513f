"""A plugin that raises wherever it can: on import, in its hooks, in everything it gives.

Parts of it try to end the program, or raise what cannot even be told.
"""

from __future__ import annotations

from pathlib import Path

_PROJECT = """\
[build-system]
requires = ["hatchling"]
build-backend = "hatchling.build"

[project]
name = "raising"
version = "0.9"

[tool.hatch.build.targets.wheel]
packages = ["raising_import", "raising_ending", "raising_hooks", "raising_later"]

[project.entry-points."yhdistys.plugins"]
raising_import = "raising_import"
raising_ending = "raising_ending"
raising_hooks = "raising_hooks"
raising_later = "raising_later"
"""

_IMPORT = 'raise OSError("not today")\n'

_ENDING = 'import sys\n\nsys.exit("the end")\n'

_HOOKS = """\
from yhdistys.api import hookimpl


@hookimpl
def yhdistys_importers():
    raise ZeroDivisionError("importers")


@hookimpl
def yhdistys_reports():
    raise ZeroDivisionError("reports")


@hookimpl
def yhdistys_commands():
    raise ZeroDivisionError("commands")


@hookimpl
def yhdistys_pages():
    raise SystemExit("pages")


@hookimpl
def yhdistys_forms():
    raise ZeroDivisionError("forms")
"""

_LATER = """\
from pathlib import Path

from yhdistys.api import Command, DataText, Importer, Page, Report, forms_in, hookimpl

TITLE = DataText({"fi": "Kaatuva", "sv": "Faller", "en": "Falling"})


class Mute(Exception):
    def __str__(self):
        raise ZeroDivisionError("mute")


def fall(*_arguments):
    raise ZeroDivisionError("fallen")


def end(*_arguments):
    raise SystemExit(0)


def mute(*_arguments):
    raise Mute


@hookimpl
def yhdistys_importers():
    return [
        Importer(
            id="falling", title=TITLE, kind="ledger", accepts=(".csv",), read=fall,
            inspect=fall, interpret=fall,
        ),
        Importer(
            id="ending", title=TITLE, kind="ledger", accepts=(".csv",), read=end, inspect=mute
        ),
    ]


@hookimpl
def yhdistys_reports():
    ids = ("falling", "income-statement")
    return [
        *(Report(id=id_, title=TITLE, group="ledger", build=fall) for id_ in ids),
        Report(id="ending", title=TITLE, group="ledger", build=end),
    ]


@hookimpl
def yhdistys_commands():
    return [
        Command(id="fall", title=TITLE, help=TITLE, run=fall),
        Command(id="end", title=TITLE, help=TITLE, run=end),
        Command(id="mute", title=TITLE, help=TITLE, run=mute),
        Command(id="misdeclared", title=TITLE, help=TITLE, params=("year",), run=fall),
    ]


@hookimpl
def yhdistys_pages():
    return [
        Page(id="raises-when-made", title=TITLE, area="", factory="raising_later.gui:Made"),
        Page(id="raises-when-filled", title=TITLE, area="", factory="raising_later.gui:Filled"),
        Page(id="ends-when-filled", title=TITLE, area="", factory="raising_later.gui:Ending"),
        Page(id="is-nowhere", title=TITLE, area="", factory="raising_later.nowhere:Page"),
    ]


@hookimpl
def yhdistys_forms():
    return forms_in(Path(__file__).parent)
"""

_GUI = """\
from yhdistys.gui.api import Page


class Made(Page):
    def __init__(self, context, parent=None):
        super().__init__(context, parent)
        raise ZeroDivisionError("made")


class Filled(Page):
    def reload(self):
        raise ZeroDivisionError("filled")


class Ending(Page):
    def reload(self):
        raise SystemExit(0)
"""

FILES = {
    "pyproject.toml": _PROJECT,
    "raising_import/__init__.py": _IMPORT,
    "raising_ending/__init__.py": _ENDING,
    "raising_hooks/__init__.py": _HOOKS,
    "raising_later/__init__.py": _LATER,
    "raising_later/gui.py": _GUI,
    "raising_later/broken_form/form.toml": "format = 1\nid = = 2\n",
}


def write_raising_plugin(folder: Path) -> Path:
    """Write the plugin's folder, ready to be installed."""
    for name, text in FILES.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder
