"""The page of plugins as it is done: its files written, its commands called."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from architecture.sources import ROOT

PAGE = ROOT / "docs" / "plugins.md"
_BLOCK = re.compile(
    r"(?:^`(?P<file>[\w./]+)`:\n\n)?^```(?P<kind>\w+)\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL
)


class Step(NamedTuple):
    """A file to write, or a command to call when there is no file."""

    file: str
    text: str


def steps() -> Iterator[Step]:
    """Yield what the page tells to do, in its order."""
    for block in _BLOCK.finditer(PAGE.read_text(encoding="utf-8")):
        if block["file"]:
            yield Step(block["file"], block["text"])
        elif block["kind"] == "sh":
            yield from (Step("", line) for line in block["text"].splitlines())


def written_files(folder: Path) -> Path:
    """Write all files of the page, the last of each name, and call nothing."""
    for step in steps():
        if step.file:
            write(folder, step)
    return folder


def write(folder: Path, step: Step) -> None:
    """Write one file of the page."""
    path = folder / step.file
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(step.text, encoding="utf-8")


class Installation:
    """A place where plugins are installed beside the program, as ``pip install`` does it.

    Attributes:
        place: The folder of the installed packages.
    """

    def __init__(self, folder: Path) -> None:
        self.place = folder / "installed"
        self._variables = {
            **os.environ,
            "PYTHONPATH": str(self.place),
            "PATH": os.pathsep.join((str(Path(sys.executable).parent), os.environ["PATH"])),
            "QT_QPA_PLATFORM": "offscreen",
            # Nothing is fetched: what builds the package is here already.
            "PIP_TARGET": str(self.place),
            "PIP_NO_INDEX": "1",
            "PIP_NO_DEPS": "1",
            "PIP_NO_BUILD_ISOLATION": "0",
            "PIP_DISABLE_PIP_VERSION_CHECK": "1",
        }

    def install(self, folder: Path) -> None:
        """Install a plugin from its folder."""
        done = self.call("python -m pip install --upgrade .", folder)
        assert done.returncode == 0, done.stderr

    def call(self, line: str, folder: Path) -> subprocess.CompletedProcess[str]:
        """Call a command in a folder."""
        words = shlex.split(line)
        if words[0] == "yhdistys":
            words = ["python", "-m", "yhdistys", "--language", "en", *words[1:]]
        if words[0] == "python":
            words[0] = sys.executable
        return subprocess.run(
            words, cwd=folder, env=self._variables, capture_output=True, encoding="utf-8",
            check=False, timeout=100,
        )  # fmt: skip
