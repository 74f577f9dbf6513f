"""Check that the files on which every figure rests are covered completely, branches included.

Reads what ``make coverage`` measured. The list is a rule, not a record: values, the rules of every
area, the change log and the registry of plugins.
"""

from __future__ import annotations

import json
import sys
import tempfile
from pathlib import Path
from typing import Any

from coverage import Coverage

ROOT = Path(__file__).resolve().parent.parent
PROGRAM = ROOT / "src" / "yhdistys"
PERFECT = ("values/**/*.py", "*/rules.py", "*/rules/**/*.py", "store/changes.py", "registry.py")
SHOWN = 12


def perfect_files() -> list[str]:
    """Return the files that must be covered completely, relative to the root."""
    found = {path for pattern in PERFECT for path in PROGRAM.glob(pattern)}
    return sorted(path.relative_to(ROOT).as_posix() for path in found)


def measured(root: Path) -> dict[str, Any]:
    """Return what the last test run covered, by file."""
    coverage = Coverage(data_file=str(root / ".coverage"), messages=False)
    coverage.load()
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder, "coverage.json")
        coverage.json_report(outfile=str(report))
        files: dict[str, Any] = json.loads(report.read_text(encoding="utf-8"))["files"]
    return files


def gaps(files: dict[str, Any], wanted: list[str]) -> list[str]:
    """Return one line for each file that is not covered completely."""
    lines: list[str] = []
    for name in wanted:
        if name not in files:
            lines.append(f"{name}: no test imports it")
        elif missing := _missing(files[name]):
            lines.append(f"{name}: {missing}")
    return lines


def _missing(file: dict[str, Any]) -> str:
    parts = [str(line) for line in file["missing_lines"]]
    parts += [f"{start}->{end}" for start, end in file.get("missing_branches", ())]
    more = f" and {len(parts) - SHOWN} more" if len(parts) > SHOWN else ""
    return ", ".join(parts[:SHOWN]) + more


def main() -> int:
    """Print the gaps and return 1 when there are any."""
    wanted = perfect_files()
    found = gaps(measured(ROOT), wanted)
    for line in found:
        print(line)
    if found:
        print(f"coverage: {len(found)} of {len(wanted)} files are not covered completely")
        return 1
    print(f"coverage: all {len(wanted)} files that must be covered completely are")
    return 0


if __name__ == "__main__":
    sys.exit(main())
