"""Whether this computer has what the program needs."""

from __future__ import annotations

import importlib
import platform
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from importlib import resources
from pathlib import Path
from typing import NamedTuple
from zoneinfo import ZoneInfo

from yhdistys import __version__, settings
from yhdistys.cli.failures import DATA_PROBLEMS, DONE
from yhdistys.cli.frame import command
from yhdistys.cli.invocation import Invocation
from yhdistys.cli.plugins import plugin_sentence, problems_of
from yhdistys.cli.tables import Column, text_table
from yhdistys.i18n import LazyText, _, lazy

_OLDEST_PYTHON = (3, 11)
_NAMES: Mapping[str, LazyText] = {
    "yhdistys": lazy("This program"),
    "python": lazy("Python"),
    "database": lazy("Database"),
    "settings-folder": lazy("Folder of the settings"),
    "data-folder": lazy("Folder of backups and reports"),
    "fonts": lazy("Typefaces"),
    "time-zones": lazy("Time zones"),
    "desktop": lazy("Window"),
    "plugins": lazy("Plugins"),
}
_DESKTOP = ("PySide6.QtCore", "PySide6.QtGui", "PySide6.QtWidgets")


class Item(NamedTuple):
    """One thing that was looked at."""

    name: str
    ok: bool
    detail: str


@command("doctor", help=lazy("Tell whether this computer has what the program needs."))
def doctor(invocation: Invocation) -> int:
    """Look at everything the program needs."""
    items = tuple(_items(invocation))
    is_well = all(item.ok for item in items)
    invocation.answer(
        lambda: {"ok": is_well, "items": [item._asdict() for item in items]},
        lambda: _text(items, is_well=is_well),
    )
    return DONE if is_well else DATA_PROBLEMS


def _items(invocation: Invocation) -> Iterator[Item]:
    yield Item("yhdistys", ok=True, detail=__version__)
    yield Item("python", sys.version_info >= _OLDEST_PYTHON, platform.python_version())
    yield _looked_at("database", _database)
    yield _looked_at("settings-folder", lambda: _writable(settings.config_folder()))
    yield _looked_at("data-folder", lambda: _writable(settings.data_folder()))
    yield _looked_at("fonts", _fonts)
    yield _looked_at("time-zones", lambda: str(ZoneInfo("Europe/Helsinki")))
    yield _looked_at("desktop", _desktop)
    found = [plugin_sentence(problem) for problem in problems_of(invocation.plugins())]
    yield Item("plugins", ok=not found, detail="; ".join(found) or _("all in order"))


def _looked_at(name: str, look: Callable[[], str]) -> Item:
    try:
        return Item(name, ok=True, detail=look())
    except Exception as error:  # noqa: BLE001 - border: whatever is missing here is the finding
        return Item(name, ok=False, detail=f"{type(error).__name__}: {error}")


def _database() -> str:
    import sqlcipher3.dbapi2 as driver  # noqa: PLC0415 - slow: only the doctor asks

    connection = driver.connect(":memory:")
    try:
        cipher = connection.execute("PRAGMA cipher_version").fetchone()
    finally:
        connection.close()
    return f"SQLite {driver.sqlite_version}, SQLCipher {cipher[0]}"


def _writable(folder: Path) -> str:
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryFile(dir=folder):
        return str(folder)


def _fonts() -> str:
    folder = resources.files("yhdistys_resources") / "fonts"
    names = sorted(file.name for file in folder.iterdir() if file.name.endswith(".ttf"))
    if not names:
        raise FileNotFoundError(str(folder))
    return ", ".join(names)


def _desktop() -> str:
    """Load what the window needs; a missing system library is told by its name."""
    core, *_others = (importlib.import_module(module) for module in _DESKTOP)
    return f"Qt {core.qVersion()}"


def _text(items: tuple[Item, ...], *, is_well: bool) -> str:
    columns = (Column(_("What")), Column(_("In order")), Column(_("Found"), shrinks=True))
    rows = [
        [str(_NAMES.get(item.name, item.name)), _("yes") if item.ok else _("no"), item.detail]
        for item in items
    ]
    sentence = (
        _("Everything is there.")
        if is_well
        else _("Something is missing; the program may still do the rest.")
    )
    return f"{text_table(columns, rows)}\n\n{sentence}"


COMMANDS = {"doctor": doctor}
