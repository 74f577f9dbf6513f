"""A script: opens every page in each language and scheme and tells the texts without room.

It runs in a process of its own, because the scale of a screen is chosen when a program starts.
"""

from __future__ import annotations

import gc
import json
import shutil
import sys
import tempfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication

from gui.walking import clipped, overlapping, parts
from yhdistys.gui.app import dress, make_application
from yhdistys.gui.context import WindowContext
from yhdistys.gui.main_window import MainWindow
from yhdistys.gui.memory import Memory
from yhdistys.gui.pictures import settle
from yhdistys.gui.style import Scheme, apply_style, scheme_in_force
from yhdistys.i18n import LANGUAGES, language, set_language

SMALLEST = QSize(1280, 720)


def measure(path: Path) -> dict[str, object]:
    """Return how many pages were looked at, and the problems of each."""
    application = make_application()
    dress(application)
    window = MainWindow(WindowContext(Memory()))
    window.resize(SMALLEST)
    window.show()
    window.opening.open(str(path), today=date(2025, 10, 14))
    settle(window)
    looked_at: dict[str, list[str]] = {}
    for spoken in LANGUAGES:
        _speak(window, spoken)
        looked_at.update(_pages(window, with_tabs=False))
        _other_scheme(application)
        looked_at.update(_pages(window, with_tabs=True))
        window.setUpdatesEnabled(False)  # one language is painted; room needs no paint
    window.close()
    settle(window)
    problems = {name: found for name, found in looked_at.items() if found}
    return {"looked_at": len(looked_at), "problems": problems}


def _speak(window: MainWindow, spoken: str) -> None:
    """Build the window anew in a language, if it speaks another one."""
    if spoken != language():
        set_language(spoken)
        window.speak_anew()
        settle(window)


def _other_scheme(application: QApplication) -> None:
    """Put the other scheme in force; the next language begins with it.

    Every widget there is takes part in it, so the tabs are built after it.
    """
    (other,) = set(Scheme) - {scheme_in_force()}
    apply_style(application, other)


def _pages(window: MainWindow, *, with_tabs: bool) -> Iterator[tuple[str, list[str]]]:
    """Yield what is wrong on each page; also on each of its tabs, which one scheme is enough for.

    The room for their texts is the same in both.
    """
    for place in window.pages.places:
        window.show_page(place.id)
        settle(window)
        found = []
        for _part in parts(window) if with_tabs else (None,):
            settle(window)
            found += [*clipped(window), *overlapping(window)]
        yield f"{place.id} {language()} {scheme_in_force()}", found


if __name__ == "__main__":
    gc.disable()  # a short life: to look for what is not used any more takes a tenth of it
    with tempfile.TemporaryDirectory() as folder:
        copied = Path(shutil.copyfile(sys.argv[1], Path(folder) / "sample.yhdistys"))
        sys.stdout.write(json.dumps(measure(copied), ensure_ascii=False, indent=1))
