"""Compile the translations while the package is built: each ``.po`` becomes the ``.mo`` beside it.

The build runs this for wheels and for editable installs alike; ``make i18n`` compiles again.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hatchling.builders.config import BuilderConfig
from hatchling.builders.hooks.plugin.interface import BuildHookInterface

LOCALE = Path("resources", "yhdistys_resources", "locale")


def compile_catalogues(root: Path) -> tuple[Path, ...]:
    """Write the compiled catalogues below ``root`` and return where they are."""
    made: list[Path] = []
    for source in sorted((root / LOCALE).glob("*/LC_MESSAGES/*.po")):
        with source.open("rb") as file:
            catalogue = read_po(file, locale=source.parts[-3])
        target = source.with_suffix(".mo")
        with target.open("wb") as file:
            write_mo(file, catalogue)
        made.append(target)
    return tuple(made)


class CatalogueBuildHook(BuildHookInterface[BuilderConfig]):
    """Tell hatchling to compile the catalogues before it collects the files."""

    PLUGIN_NAME = "catalogues"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile; the setting ``artifacts`` of pyproject.toml takes the results along."""
        del version, build_data
        compile_catalogues(Path(self.root))
