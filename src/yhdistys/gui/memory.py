"""What the window remembers between two starts: widths, sorting, filters, the last page.

A small JSON file in the user's folder of settings, read and written whole, so that several windows
and several objects of the class agree. Nothing of an association's content belongs here. A file
that is missing or broken means the defaults; one that cannot be written is no reason to disturb.
"""

from __future__ import annotations

import contextlib
import json
import uuid
from pathlib import Path
from typing import Final

from yhdistys.settings import config_folder

_NAME: Final = "window.json"


class Memory:
    """Values by key, kept in the user's folder of settings.

    Args:
        path: The file; without it ``window.json`` in the folder of settings.
    """

    def __init__(self, path: Path | None = None) -> None:
        self._path = path

    @property
    def path(self) -> Path:
        """The file that holds what is remembered."""
        return self._path or config_folder() / _NAME

    def remembered(self, key: str, default: object = None) -> object:
        """Return what was remembered under a key; the caller checks its form."""
        return self._read().get(key, default)

    def remember(self, key: str, value: object) -> None:
        """Keep a value that JSON can hold; None forgets it."""
        kept = self._read()
        if kept.get(key) == value:
            return
        if value is None:
            del kept[key]
        else:
            kept[key] = value
        self._write(json.dumps(kept, ensure_ascii=False, indent=1, sort_keys=True))

    def _read(self) -> dict[str, object]:
        try:
            kept = json.loads(self.path.read_text(encoding="utf-8"))
        except (OSError, ValueError, RecursionError):
            return {}
        return kept if isinstance(kept, dict) else {}

    def _write(self, text: str) -> None:
        """Put the whole file in its place at once."""
        neighbour = self.path.with_name(f".{self.path.name}.{uuid.uuid4().hex}.part")
        with contextlib.suppress(OSError):
            try:
                self.path.parent.mkdir(parents=True, exist_ok=True)
                neighbour.write_text(text, encoding="utf-8")
                neighbour.replace(self.path)
            finally:
                neighbour.unlink(missing_ok=True)
