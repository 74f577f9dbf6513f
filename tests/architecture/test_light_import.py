"""Starting is quick because nothing heavy is loaded before it is needed."""

from __future__ import annotations

import subprocess
import sys

import pytest

HEAVY = (
    "PySide6",
    "alembic",
    "babel",
    "click",
    "openpyxl",
    "reportlab",
    "sqlalchemy",
    "xlsxwriter",
)


def _loaded_by(statement: str) -> set[str]:
    code = (
        f"{statement}\nimport sys\nprint(' '.join({{name.split('.')[0] for name in sys.modules}}))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], check=True, capture_output=True, encoding="utf-8"
    )
    return set(done.stdout.split())


@pytest.mark.parametrize(
    "statement",
    ["import yhdistys", "import yhdistys.__main__", "from yhdistys import i18n, errors"],
)
def test_a_first_import_loads_nothing_heavy(statement: str) -> None:
    assert _loaded_by(statement).intersection(HEAVY) == set()


_DISCOVER = "from yhdistys.registry import Plugins; found = Plugins.discover()"


def test_finding_plugins_and_naming_their_forms_loads_nothing_heavy_and_reads_no_form() -> None:
    listed = f"{_DISCOVER}; assert [form.id for form in found.forms()]; found.rows()"
    loaded = _loaded_by(f"import tomllib; del tomllib.loads; {listed}")
    assert loaded.intersection(HEAVY) == set()
