"""The page of plugins leads from an empty folder to a plugin that works: every step is done."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from helpers.plugins_page import Installation, steps, write

FILES = [
    "my_plugin/my_form/form.toml",
    "pyproject.toml",
    "my_plugin/__init__.py",
    "my_plugin/texts.py",
    "my_plugin/report.py",
    "my_plugin/command.py",
    "my_plugin/importer.py",
    "my_plugin/gui.py",
    "my_plugin/__init__.py",
    "tests/test_my_plugin.py",
]


def test_the_page_gives_every_file_whole() -> None:
    assert [step.file for step in steps() if step.file] == FILES


@pytest.mark.slow
def test_every_step_of_the_page_works(tmp_path: Path) -> None:
    folder = tmp_path / "my"
    folder.mkdir()
    installation = Installation(tmp_path)
    failed = []
    for step in steps():
        if step.file:
            write(folder, step)
            continue
        done = installation.call(step.text, folder)
        if done.returncode:
            failed.append((step.text, done.returncode, done.stdout + done.stderr))
    assert failed == []
    listed = installation.call("yhdistys plugins list --json", folder)
    items = {item["id"]: item for item in json.loads(listed.stdout)["items"]}
    assert items["my_plugin"] == {
        "id": "my_plugin",
        "version": "1.0",
        "enabled": True,
        "contributions": {
            "importers": ["my-chart"],
            "reports": ["my-months"],
            "commands": ["my-count"],
            "pages": ["my-months"],
            "forms": ["my_form"],
        },
        "problems": [],
    }
    assert (folder / "months.xlsx").stat().st_size > 0
