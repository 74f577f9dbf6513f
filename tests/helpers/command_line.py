"""Calls of the command line inside the test's own process."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from yhdistys.cli.main import run


@dataclass(frozen=True, slots=True)
class Answer:
    """What a call answered."""

    code: int
    out: str
    err: str

    @property
    def document(self) -> Any:
        """Return standard output as one JSON document."""
        return json.loads(self.out)

    @property
    def error(self) -> dict[str, Any]:
        """Return the error told as JSON."""
        error: dict[str, Any] = self.document["error"]
        return error


class CommandLine:
    """Calls the program in English on one file."""

    def __init__(self, file: Path | None, capture: pytest.CaptureFixture[str]) -> None:
        self.file = file
        self.capture = capture

    def __call__(self, *words: str | Path) -> Answer:
        """Call the program with these words and read what it answers."""
        self.capture.readouterr()
        named = [] if self.file is None else ["--file", str(self.file)]
        code = run([*named, "--language", "en", *map(str, words)])
        told = self.capture.readouterr()
        return Answer(code, told.out, told.err)

    def json(self, *words: str | Path) -> Any:
        """Call the program with ``--json``; it must succeed and tell people nothing."""
        answer = self(*words, "--json")
        assert (answer.code, answer.err) == (0, ""), answer
        return answer.document


Calls = Callable[[Path | None], CommandLine]
