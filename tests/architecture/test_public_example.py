"""The README tells the truth about commands, folders and links."""

from __future__ import annotations

import re
import shlex
import shutil
from pathlib import Path

import click
import pytest

from architecture.sources import ROOT
from yhdistys.cli.invocation import Invocation
from yhdistys.cli.main import PROGRAM_GROUP

README = (ROOT / "README.md").read_text(encoding="utf-8")
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
TARGET = re.compile(r"^([a-z][a-z0-9-]*):", re.MULTILINE)
LINK = re.compile(r"\]\((?!https?:)([^)#]+)\)")


def test_every_make_command_of_the_readme_exists() -> None:
    targets = set(TARGET.findall((ROOT / "Makefile").read_text(encoding="utf-8")))
    told = {
        word
        for line in re.findall(r"(?:^|`)make ([a-z0-9 -]+?)\s*(?:`|#|$)", README, re.MULTILINE)
        for word in line.split()
    }
    assert told >= {"run", "test"}
    assert told - targets == set()


def test_every_folder_of_the_readme_exists() -> None:
    named = re.findall(r"`((?:src|plugins|resources|docs|tests)/[\w/.-]*)", README)
    assert named != []
    assert [name for name in named if not (ROOT / name).exists()] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_every_link_of_a_page_leads_somewhere(page: Path) -> None:
    broken = [
        link for link in LINK.findall(page.read_text("utf-8")) if not (page.parent / link).exists()
    ]
    assert broken == []


def test_the_decisions_are_numbered_without_a_gap() -> None:
    numbers = [int(path.name[:4]) for path in sorted((ROOT / "docs" / "decisions").glob("*.md"))]
    assert numbers == list(range(1, len(numbers) + 1))


COMMAND_LINES = re.findall(r"^yhdistys (?!--version)(.+)$", README, re.MULTILINE)


@pytest.mark.parametrize("line", COMMAND_LINES)
def test_every_command_of_the_readme_is_understood(line: str) -> None:
    words = shlex.split(line)
    command: click.Command = PROGRAM_GROUP
    context = command.make_context("yhdistys", words, obj=Invocation.of(words))
    while isinstance(command, click.Group):
        rest = [*context._protected_args, *context.args]
        name, found, rest = command.resolve_command(context, rest)
        assert name is not None
        assert found is not None
        command = found
        context = command.make_context(name, rest, parent=context)
    assert not isinstance(command, click.Group)


def test_the_python_example_of_the_readme_runs(
    prepared_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    example = re.search(r"```python\n(.*?)```", README, re.DOTALL)
    assert example is not None
    shutil.copy(prepared_file, tmp_path / "oma.yhdistys")
    monkeypatch.chdir(tmp_path)
    names: dict[str, object] = {}
    exec(example[1], names)  # noqa: S102 - our own README
    assert "rows" in names
