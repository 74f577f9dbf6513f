"""Settings: what the user chose for the program, and what an association's file carries.

The user's settings are a TOML file in the folder the system has for them; the file's settings are
a table in the association's file (``store.workspace_settings``).
"""

from __future__ import annotations

import os
import tomllib
from dataclasses import dataclass
from pathlib import Path

from platformdirs import user_config_path, user_data_path

from yhdistys.i18n import LANGUAGES

PROGRAM = "yhdistys"
CONFIG_VARIABLE = "YHDISTYS_CONFIG_DIR"
DATA_VARIABLE = "YHDISTYS_DATA_DIR"

# Keys of the settings an association's file carries.
ASSOCIATION_NAME = "association.name"
ASSOCIATION_BUSINESS_ID = "association.business_id"
ASSOCIATION_ADDRESS = "association.address"
ASSOCIATION_CONTACT = "association.contact"
AS_OF = "as_of"
LANGUAGE = "language"


@dataclass(frozen=True, slots=True, kw_only=True)
class UserSettings:
    """What the user chose for the program.

    Attributes:
        language: ``fi``, ``sv`` or ``en``; empty follows the file, else Finnish.
        disabled_plugins: Plugins that are not loaded.
    """

    language: str = ""
    disabled_plugins: tuple[str, ...] = ()


def config_folder() -> Path:
    """Return the folder of the user's settings."""
    told = os.environ.get(CONFIG_VARIABLE)
    return Path(told) if told else user_config_path(PROGRAM)


def data_folder() -> Path:
    """Return the folder of what the program keeps for the user, such as daily backups."""
    told = os.environ.get(DATA_VARIABLE)
    return Path(told) if told else user_data_path(PROGRAM)


def user_settings() -> UserSettings:
    """Read the user's settings; a missing or broken file means the defaults."""
    try:
        told = tomllib.loads((config_folder() / "settings.toml").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return UserSettings()
    language = told.get("language", "")
    disabled = told.get("disabled_plugins", [])
    return UserSettings(
        language=language if language in LANGUAGES else "",
        disabled_plugins=tuple(map(str, disabled)) if isinstance(disabled, list) else (),
    )
