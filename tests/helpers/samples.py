"""The sample association, made once in a run of the tests, whichever worker needs it first."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import NamedTuple

import portalocker
import pytest

from yhdistys.registry import Plugins
from yhdistys.sample.association import FILE_NAME, make_sample

_LONGEST = 110  # seconds that a worker waits for another one that makes the sample


class Sample(NamedTuple):
    """A sample association that tests open for reading, or copy.

    Attributes:
        folder: Where it stands.
        paths: What making it returned.
        told: What was told while it was made.
    """

    folder: Path
    paths: tuple[Path, ...]
    told: tuple[Path, ...]

    @property
    def file(self) -> Path:
        """The association's file."""
        return self.folder / FILE_NAME


def sample_of_run(factory: pytest.TempPathFactory, plugins: Plugins) -> Sample:
    """Return the sample of this run; the first one to ask makes it, the others wait."""
    base = factory.getbasetemp()
    shared = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    folder, ready = shared / "sample" / "new folder", shared / "sample.json"
    with portalocker.Lock(shared / "sample.lock", timeout=_LONGEST):
        if not ready.exists():
            told: list[Path] = []
            made = make_sample(folder, plugins=plugins, told=told.append)
            names = [[str(path) for path in paths] for paths in (made, told)]
            ready.write_text(json.dumps(names), encoding="utf-8")
    kept = json.loads(ready.read_text(encoding="utf-8"))
    return Sample(folder, *(tuple(map(Path, names)) for names in kept))
