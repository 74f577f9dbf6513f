"""A script: opens every page in each language and scheme and tells the texts without room.

It runs in a process of its own, because the scale of a screen is chosen when a program starts.
"""

from __future__ import annotations

import json
import shutil
import sys
import tempfile
from datetime import date
from itertools import product
from pathlib import Path

from PySide6.QtCore import QSize

from gui.walking import clipped, overlapping
from yhdistys.gui.app import dress, make_application
from yhdistys.gui.context import WindowContext
from yhdistys.gui.main_window import MainWindow
from yhdistys.gui.memory import Memory
from yhdistys.gui.pictures import settle
from yhdistys.gui.style import Scheme, apply_style
from yhdistys.i18n import LANGUAGES, set_language

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
    for language, scheme in product(LANGUAGES, Scheme):
        set_language(language)
        window.speak_anew()
        apply_style(application, scheme)
        for place in window.pages.places:
            window.show_page(place.id)
            settle(window)
            name = f"{place.id} {language} {scheme}"
            looked_at[name] = [*clipped(window), *overlapping(window)]
    window.close()
    settle(window)
    problems = {name: found for name, found in looked_at.items() if found}
    return {"looked_at": len(looked_at), "problems": problems}


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        copied = Path(shutil.copyfile(sys.argv[1], Path(folder) / "sample.yhdistys"))
        sys.stdout.write(json.dumps(measure(copied), ensure_ascii=False, indent=1))
