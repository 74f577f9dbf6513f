"""Make everything that ``make run`` and ``make test`` need, and do nothing when it is there.

Runs on any Python from 3.11 on, with the standard library only. Three steps, each skipped when its
result already stands: the virtual environment ``.venv``, the locked packages with the program
itself (editable), and on Linux the system libraries that Qt loads.
"""

from __future__ import annotations

import argparse
import contextlib
import ctypes
import hashlib
import importlib.util
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

MINIMUM = (3, 11)
ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
DECIDES_INSTALL = ("requirements.lock", "packaging/build_catalogues.py")

# What Qt loads: file name of the library and the Debian package that brings it.
OFFSCREEN_LIBRARIES = {
    "libglib-2.0.so.0": "libglib2.0-0",
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libfontconfig.so.1": "libfontconfig1",
    "libdbus-1.so.3": "libdbus-1-3",
}
X11_LIBRARIES = {
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-shape.so.0": "libxcb-shape0",
}


class SetupError(Exception):
    """One sentence about what is missing and what to do."""


def say(text: str) -> None:
    """Tell what is being done."""
    print(f"setup: {text}", flush=True)


def run(command: Sequence[str | Path], problem: str) -> None:
    """Run a command quietly; turn its failure into a sentence and the last it said."""
    try:
        done = subprocess.run(
            [str(part) for part in command], cwd=ROOT, check=False, capture_output=True
        )
    except OSError as error:
        raise SetupError(f"{problem} ({error})") from error
    if done.returncode != 0:
        said = (done.stdout + done.stderr).decode("utf-8", errors="replace").splitlines()
        raise SetupError("\n  ".join([problem, *said[-12:]]))


def apt_prefix() -> list[str] | None:
    """Return how apt-get can be called without a question, or None when it cannot."""
    if shutil.which("apt-get") is None:
        return None
    quiet = ["env", "DEBIAN_FRONTEND=noninteractive"]
    if os.geteuid() == 0:
        return quiet
    if shutil.which("sudo") and subprocess.run(["sudo", "-n", "true"], check=False).returncode == 0:
        return ["sudo", "-n", *quiet]
    return None


def install_system_packages(packages: Sequence[str]) -> None:
    """Install Debian packages, or say which ones a person with the rights has to install."""
    prefix = apt_prefix()
    if prefix is None:
        raise SetupError(
            "system packages are missing; install them, then run make again.\n"
            "  On Debian and Ubuntu: sudo apt-get install --no-install-recommends "
            + " ".join(packages)
        )
    say(f"installing system packages: {' '.join(packages)}")
    with contextlib.suppress(SetupError):  # one unreachable source need not stop the others
        run([*prefix, "apt-get", "-qq", "update"], "apt-get update")
    run(
        [*prefix, "apt-get", "-qq", "install", "-y", "--no-install-recommends", *packages],
        f"apt-get could not install {' '.join(packages)}",
    )


def prepare_system() -> bool:
    """Install what the system lacks, all at once; return False when only Qt has to do without.

    Raises:
        SetupError: The virtual environment cannot be made without a package.
    """
    required = packages_for_environment()
    wanted = packages_for_qt()
    if not required and not wanted:
        return True
    try:
        install_system_packages([*required, *wanted])
    except SetupError as problem:
        if required:
            raise
        say(f"{problem}\n  The command line works without them; tests of the desktop do not.")
        return False
    return True


def venv_python() -> Path:
    """Return the interpreter inside the virtual environment."""
    return VENV / "Scripts" / "python.exe" if os.name == "nt" else VENV / "bin" / "python"


def is_usable(python: Path) -> bool:
    """Tell whether the virtual environment runs and has pip."""
    if not python.exists():
        return False
    check = "import sys, pip; sys.exit(sys.version_info[:2] < (3, 11))"
    done = subprocess.run([str(python), "-c", check], check=False, capture_output=True)
    return done.returncode == 0


def packages_for_environment() -> list[str]:
    """Return what Debian lacks to make ``.venv``: it keeps ensurepip in a package of its own."""
    if is_usable(venv_python()) or importlib.util.find_spec("ensurepip") is not None:
        return []
    return [f"python{sys.version_info.major}.{sys.version_info.minor}-venv"]


def make_virtual_environment() -> None:
    """Make ``.venv`` unless it is there and runs."""
    if is_usable(venv_python()):
        return
    say(f"making the virtual environment in {VENV.name}")
    run(
        [sys.executable, "-m", "venv", "--clear", VENV],
        "The virtual environment could not be made.",
    )


def digest() -> str:
    """Return the fingerprint of what decides the installed packages."""
    import tomllib  # noqa: PLC0415 - optional: an older Python must come to its sentence in main

    total = hashlib.sha256(str(venv_python().resolve()).encode())
    for name in DECIDES_INSTALL:
        total.update((ROOT / name).read_bytes())
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    parts = [project["build-system"], project["project"], project["tool"]["hatch"]]
    total.update(json.dumps(parts, sort_keys=True).encode())
    return total.hexdigest()


def install_packages() -> None:
    """Install the locked packages by their hashes, then the program itself as editable."""
    stamp = VENV / "installed.sha256"
    wanted = digest()
    if stamp.exists() and stamp.read_text(encoding="ascii") == wanted:
        return
    pip: list[str | Path] = [
        venv_python(),
        "-m",
        "pip",
        "install",
        "--quiet",
        "--disable-pip-version-check",
    ]
    say("installing the packages of requirements.lock (about a minute the first time)")
    run(
        [*pip, "--require-hashes", "-r", ROOT / "requirements.lock"],
        "The packages of requirements.lock could not be installed; is there a network connection?",
    )
    say("installing yhdistys itself")
    run(
        [*pip, "--no-deps", "--no-build-isolation", "--editable", ROOT],
        "The program itself could not be installed.",
    )
    stamp.write_text(wanted, encoding="ascii")


def compile_translations() -> None:
    """Compile the catalogues again, because a pull may have brought newer texts."""
    code = "import build_catalogues as b, pathlib; b.compile_catalogues(pathlib.Path('.'))"
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "packaging")}
    subprocess.run([str(venv_python()), "-c", code], check=True, cwd=ROOT, env=environment)


def is_missing(library: str) -> bool:
    """Tell whether the system cannot load a library."""
    try:
        ctypes.CDLL(library)
    except OSError:
        return True
    return False


def packages_for_qt() -> list[str]:
    """Return the packages of the libraries that Qt would not find."""
    if not sys.platform.startswith("linux"):
        return []
    wanted = {**OFFSCREEN_LIBRARIES, **X11_LIBRARIES}
    return [package for library, package in wanted.items() if is_missing(library)]


def main() -> int:
    """Set everything up and return the exit code."""
    if sys.version_info[:2] < MINIMUM:
        found = ".".join(str(part) for part in sys.version_info[:2])
        print(
            f"yhdistys needs Python 3.11 or newer; {sys.executable} is {found}. "
            "Name another one: make PYTHON=/path/to/python3",
            file=sys.stderr,
        )
        return 1
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--stamp", type=Path, help="file to touch when everything is there")
    stamp = parser.parse_args().stamp
    try:
        is_complete = prepare_system()
        make_virtual_environment()
        install_packages()
        compile_translations()
    except SetupError as problem:
        print(f"setup: {problem}", file=sys.stderr)
        return 1
    if stamp is not None and is_complete:
        stamp.touch()
    return 0


if __name__ == "__main__":
    sys.exit(main())
