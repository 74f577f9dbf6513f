"""A script: opens every page in each language and scheme and tells the texts without room.

It runs in a process of its own, because the scale of a screen is chosen when a program starts.
"""

from __future__ import annotations

import json
import shutil
import sys
import tempfile
from datetime import date
from pathlib import Path

from PySide6.QtCore import QSize

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
    schemes = [scheme_in_force(), *(one for one in Scheme if one is not scheme_in_force())]
    for spoken in LANGUAGES:
        _speak(window, spoken)
        for scheme in schemes:
            if scheme is not scheme_in_force():
                apply_style(application, scheme)
            for place in window.pages.places:
                window.show_page(place.id)
                settle(window)
                name = f"{place.id} {language()} {scheme_in_force()}"
                looked_at[name] = []
                is_first = scheme is schemes[0]  # room for the texts of tabs is the same in both
                for _part in parts(window) if is_first else (None,):
                    settle(window)
                    looked_at[name] += [*clipped(window), *overlapping(window)]
        schemes.reverse()  # the next language begins with the scheme in force
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


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        copied = Path(shutil.copyfile(sys.argv[1], Path(folder) / "sample.yhdistys"))
        sys.stdout.write(json.dumps(measure(copied), ensure_ascii=False, indent=1))
