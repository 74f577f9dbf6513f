"""Measure the program against bare baselines in the same run; writes ``docs/benchmarks.md``.

Machines are noisy: what counts are the ratios, and a ratio under about 1.3 is no difference.
"""

from __future__ import annotations

import json
import os
import platform
import shutil
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from statistics import median

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from bench.big_ledger import write_budget, write_ledger
from bench.cases import ROWS
from bench.screen import ScreenError, screen, seconds_to_window

_HERE = Path(__file__).resolve().parent
_REPORT = _HERE.parent.parent / "docs" / "benchmarks.md"
_ROUNDS = 3
_STARTS = 7
_ORDER = ("bare_import", "whole_import", "import_again", "import_budget", "bare_totals",
          "comparison")  # fmt: skip


_INTRODUCTION = (
    "Made by `make bench` on {processors} processors, Python {python}: medians of rounds in which"
    " baseline and program take turns; of what runs in process and takes milliseconds, a round"
    " counts the least of 15 runs, because other work on the machine only adds. The baseline of the"
    " import is python-calamine and the driver's `executemany`, nothing else."
)


@dataclass(frozen=True)
class Goal:
    """What a measure is held against: a baseline times a number, or seconds."""

    title: str
    case: str
    baseline: str | None
    limit: float


_GOALS = (
    Goal("import of 100 000 rows of xlsx", "whole_import", "bare_import", 3.0),
    Goal("the same file again", "import_again", "whole_import", 1.0),
    Goal("comparison by account, cost centre, month", "comparison", None, 0.1),
    Goal("the same against bare SQL on the totals", "comparison", "bare_totals", 3.0),
    Goal("yhdistys --version", "version", "nothing", 4.0),
    Goal("start to the window, the sample", "start_sample", "bare_window", 1.5),
    Goal("start to the window, 100 000 entries", "start_large", "bare_window", 1.5),
    Goal("page switch with 100 000 entries, the slowest page", "page_switch", None, 0.1),
    Goal("one edit of a plan of 3 000 lines, totals painted", "plan_edit", None, 0.05),
    Goal("page switch to applications, read anew, the slower page", "grants_switch", None, 0.1),
    Goal("one edit of an application's budget, all of it painted", "application_edit", None, 0.05),
)
_WINDOW_CASES = ("page_switch", "plan_edit", "grants_switch", "application_edit")
_START = "from yhdistys.gui.app import main; main()"


def _own_folders(folder: Path) -> dict[str, str]:
    return {
        "YHDISTYS_DATA_DIR": str(folder / "data"),
        "YHDISTYS_CONFIG_DIR": str(folder / "config"),
    }


def _case(name: str, folder: Path) -> tuple[float, dict[str, int]]:
    environment = {**os.environ, **_own_folders(folder)}
    command = [sys.executable, str(_HERE / "cases.py"), name, str(folder)]
    found = subprocess.run(command, check=True, capture_output=True, env=environment)
    told = json.loads(found.stdout)
    return told["seconds"], told["peak"]


def _window_case(name: str, folder: Path) -> float:
    copied = shutil.copyfile(folder / "import.yhdistys", folder / "window.yhdistys")
    environment = {**os.environ, **_own_folders(folder)}
    command = [sys.executable, str(_HERE / "window_cases.py"), name, str(copied)]
    found = subprocess.run(command, check=True, capture_output=True, env=environment)
    seconds: float = json.loads(found.stdout)["seconds"]
    return seconds


def _starts(folder: Path) -> dict[str, list[float]]:
    """Measure the start on a screen; nothing where no screen can be had."""
    runs: defaultdict[str, list[float]] = defaultdict(list)
    sample = folder / "sample"
    subprocess.run(
        [sys.executable, "-m", "yhdistys", "demo", str(sample)],
        check=True, capture_output=True, env={**os.environ, **_own_folders(folder)},
    )  # fmt: skip
    commands = {
        "bare_window": [sys.executable, str(_HERE / "bare_window.py")],
        "start_sample": [sys.executable, "-c", _START, str(sample / "demo.yhdistys")],
        "start_large": [sys.executable, "-c", _START, str(folder / "import.yhdistys")],
    }
    try:
        with screen() as display:
            for name, command in [*commands.items()] * _STARTS:
                seconds = seconds_to_window(command, display, **_own_folders(folder))
                runs[name].append(seconds)
    except ScreenError as error:
        print(f"the start is not measured: {error}", flush=True)  # noqa: T201 - a script for people
    return runs


def _command(*command: str) -> float:
    started = time.perf_counter()
    subprocess.run([sys.executable, *command], check=True, capture_output=True)
    return time.perf_counter() - started


def _measure(folder: Path) -> tuple[dict[str, float], dict[str, int]]:
    runs: defaultdict[str, list[float]] = defaultdict(list)
    peak: dict[str, int] = {}
    for number in range(_ROUNDS):
        print(f"round {number + 1} of {_ROUNDS}", flush=True)  # noqa: T201 - a script for people
        for name in _ORDER:
            seconds, memory = _case(name, folder)
            runs[name].append(seconds)
            if name == "whole_import":
                peak = memory
        for _again in range(5):
            runs["nothing"].append(_command("-c", "pass"))
            runs["version"].append(_command("-m", "yhdistys", "--version"))
    for name in _WINDOW_CASES:
        runs[name] = [_window_case(name, folder) for _round in range(_ROUNDS)]
    runs |= _starts(folder)
    return {name: median(seconds) for name, seconds in runs.items()}, peak


def _line(goal: Goal, medians: dict[str, float]) -> str:
    measured = medians.get(goal.case)
    if measured is None:
        return f"| {goal.title} | not measured: no screen | | |"
    if goal.baseline is None:
        told, limit, met = f"{measured * 1000:.0f} ms", f"≤ {goal.limit * 1000:.0f} ms", goal.limit
        held = measured <= met
    else:
        base = medians[goal.baseline]
        ratio = measured / base
        told = f"{measured:.2f} s / {base:.2f} s = {ratio:.2f} x"
        limit, held = f"≤ {goal.limit:.1f} x", ratio <= goal.limit
    return f"| {goal.title} | {told} | {limit} | {'yes' if held else '**no**'} |"


def main() -> None:
    """Measure, print and write the report."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_ledger(folder, ROWS)
        write_budget(folder)
        medians, peak = _measure(folder)
    rows = [_line(goal, medians) for goal in _GOALS]
    memory = ", ".join(f"{who} {size} MiB" for who, size in peak.items())
    report = [
        "# Benchmarks",
        "",
        _INTRODUCTION.format(processors=os.cpu_count(), python=platform.python_version()),
        "",
        "| measure | found | goal | met |",
        "| --- | --- | --- | --- |",
        *rows,
        "",
        f"Peak memory while importing: {memory}.",
        f"Budget of about 450 lines by month: {medians['import_budget']:.2f} s.",
        "",
    ]
    _REPORT.write_text("\n".join(report), encoding="utf-8")
    print("\n".join(report))  # noqa: T201 - a script for people


if __name__ == "__main__":
    main()
