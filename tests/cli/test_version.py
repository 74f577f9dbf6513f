"""The version is one word, told quickly and the same everywhere."""

from __future__ import annotations

import subprocess
import sys
from importlib import metadata

import yhdistys


def test_the_command_tells_the_version_of_the_package() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "yhdistys", "--version"],
        check=True,
        capture_output=True,
        encoding="utf-8",
    )
    assert done.stdout == f"yhdistys {yhdistys.__version__}\n"
    assert done.stderr == ""


def test_the_installed_package_has_the_version_of_the_source() -> None:
    assert metadata.version("yhdistys") == yhdistys.__version__


def test_telling_the_version_loads_no_command() -> None:
    code = (
        "import sys; sys.argv[1:] = ['--version']\n"
        "from yhdistys.__main__ import main; main()\n"
        "print('click' in sys.modules, 'yhdistys.cli.main' in sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], check=True, capture_output=True, encoding="utf-8"
    )
    assert done.stdout.splitlines() == [f"yhdistys {yhdistys.__version__}", "False False"]
