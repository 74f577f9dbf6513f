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
    problems, looked_at = {}, 0
    for language in LANGUAGES:
        set_language(language)
        window.speak_anew()
        for scheme in Scheme:
            apply_style(application, scheme)
            for place in window.pages.places:
                window.show_page(place.id)
                settle(window)
                found = [*clipped(window), *overlapping(window)]
                looked_at += 1
                if found:
                    problems[f"{place.id} {language} {scheme}"] = found
    window.close()
    settle(window)
    return {"looked_at": looked_at, "problems": problems}


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        copied = Path(shutil.copyfile(sys.argv[1], Path(folder) / "sample.yhdistys"))
        sys.stdout.write(json.dumps(measure(copied), ensure_ascii=False, indent=1))
