"""Settings: what the user chose for the program, and what an association's file carries.

The user's settings are a TOML file in the folder the system has for them; the file's settings are
a table in the association's file (``store.workspace_settings``).
"""

from __future__ import annotations

import contextlib
import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from platformdirs import user_config_path, user_data_path, user_documents_path

from yhdistys.errors import FileProblem, UsageError
from yhdistys.i18n import LANGUAGES, _, lazy

if TYPE_CHECKING:
    from yhdistys.values.fields import Field

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

APPEARANCES: Final = ("system", "light", "dark")
SCALES: Final = (100, 125, 150, 175, 200)
MOST_RECENT: Final = 10
# Plugins that a person switches on: what they give is for authors, not for associations.
OFF_AT_FIRST: Final = ("yhdistys_example",)


@dataclass(frozen=True, slots=True, kw_only=True)
class UserSettings:
    """What the user chose for the program.

    Attributes:
        language: ``fi``, ``sv`` or ``en``; empty follows the file, else Finnish.
        disabled_plugins: Plugins that are not loaded; at first those of ``OFF_AT_FIRST``.
        appearance: ``light``, ``dark``, or ``system`` to do as the computer does.
        scale: How big the window's texts are, in per cent: 100 to 200.
        recent: The associations opened last, newest first: files, and addresses without password.
    """

    language: str = ""
    disabled_plugins: tuple[str, ...] = OFF_AT_FIRST
    appearance: str = "system"
    scale: int = 100
    recent: tuple[str, ...] = ()


def user_fields() -> tuple[Field, ...]:
    """Declare what a person can choose for the program, for a form to ask."""
    from yhdistys.values.fields import Field, FieldKind  # noqa: PLC0415 - slow: only forms ask

    languages = (
        ("", lazy("As the association's file says")),
        ("fi", "Suomi"),
        ("sv", "Svenska"),
        ("en", "English"),
    )
    appearances = (
        ("system", lazy("As the computer")), ("light", lazy("Light")), ("dark", lazy("Dark")),
    )  # fmt: skip
    scales = tuple((str(scale), f"{scale} %") for scale in SCALES)
    choice = FieldKind.CHOICE
    return (
        Field(id="language", label=lazy("Language"), kind=choice, default="", choices=languages),
        Field(
            id="appearance", label=lazy("Appearance"), kind=choice, default="system",
            choices=appearances,
        ),
        Field(
            id="scale", label=lazy("Size of texts"), kind=choice, default="100", choices=scales,
            help=lazy("It takes effect when the program is started the next time."),
        ),
    )  # fmt: skip


def config_folder() -> Path:
    """Return the folder of the user's settings."""
    told = os.environ.get(CONFIG_VARIABLE)
    return Path(told) if told else user_config_path(PROGRAM)


def data_folder() -> Path:
    """Return the folder of what the program keeps for the user, such as daily backups."""
    told = os.environ.get(DATA_VARIABLE)
    return Path(told) if told else user_data_path(PROGRAM)


def documents_folder() -> Path:
    """Return the folder where the user keeps documents, and so their association's file."""
    folder = user_documents_path()
    return folder if folder.is_dir() else Path.home()


def user_settings() -> UserSettings:
    """Read the user's settings; what is missing or makes no sense has its default."""
    told = _told() or {}
    language, appearance = told.get("language"), told.get("appearance")
    scale = told.get("scale")
    return UserSettings(
        language=language if language in LANGUAGES else "",
        disabled_plugins=_texts(told.get("disabled_plugins"), OFF_AT_FIRST),
        appearance=appearance if appearance in APPEARANCES else "system",
        scale=scale if scale in SCALES else 100,
        recent=_texts(told.get("recent"))[:MOST_RECENT],
    )


def change_user_settings(**values: Any) -> UserSettings:
    """Set some of the user's settings, keep all others, and return them as they are now.

    Keys that this version does not know stay in the file. A file that cannot be read is kept
    beside the new one.

    Args:
        values: Attributes of ``UserSettings``; ``scale`` may be a text such as ``"150"``.

    Raises:
        UsageError: There is no such setting, or the value is none of its choices.
        FileProblem: The folder of the settings cannot be written.
    """
    changed = {name: _checked(name, value) for name, value in values.items()}
    path = _path()
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        told = _told()
        if told is None:
            path.replace(_free_name(path))
        _write(path, {**(told or {}), **changed})
    except OSError as error:
        raise FileProblem(
            _("The settings could not be written to {path}: {reason}.").format(
                path=path, reason=error.strerror or str(error)
            ),
            hint=_("Check that the folder can be written and the disk is not full."),
            kind="not-writable",
        ) from error
    return user_settings()


def switch_plugin(name: str, *, on: bool) -> UserSettings:
    """Let a plugin be loaded from the next start on, or not.

    Raises:
        FileProblem: The folder of the settings cannot be written.
    """
    others = [one for one in user_settings().disabled_plugins if one != name]
    return change_user_settings(disabled_plugins=others if on else [*others, name])


def remember_recent(target: str | Path) -> UserSettings:
    """Put an association's file or address first among the recent ones; never its password.

    Raises:
        FileProblem: The folder of the settings cannot be written.
    """
    name = _recent_name(target)
    others = (one for one in user_settings().recent if one != name)
    return change_user_settings(recent=(name, *others))


def forget_recent(target: str | Path) -> UserSettings:
    """Take an association's file or address from the recent ones.

    Raises:
        FileProblem: The folder of the settings cannot be written.
    """
    gone = {str(target), _recent_name(target)}
    return change_user_settings(
        recent=tuple(one for one in user_settings().recent if one not in gone)
    )


def _recent_name(target: str | Path) -> str:
    words = str(target)
    if "://" not in words:
        return str(Path(target).absolute())
    address = urlsplit(words)
    user, at, host = address.netloc.rpartition("@")
    asked = [pair for pair in parse_qsl(address.query) if pair[0] != "password"]
    netloc = f"{user.partition(':')[0]}{at}{host}"
    return urlunsplit(address._replace(netloc=netloc, query=urlencode(asked)))


def _path() -> Path:
    return config_folder() / "settings.toml"


def _told() -> dict[str, Any] | None:
    """Read what the file says: nothing when it is missing, None when it is broken."""
    try:
        return tomllib.loads(_path().read_text(encoding="utf-8"))
    except OSError:
        return {}
    except ValueError:
        return None


def _texts(value: object, default: tuple[str, ...] = ()) -> tuple[str, ...]:
    return tuple(map(str, value)) if isinstance(value, list) else default


def _checked(name: str, value: Any) -> Any:
    if name in {"recent", "disabled_plugins"}:
        return [str(one) for one in value][: MOST_RECENT if name == "recent" else None]
    if name == "scale" and str(value).isdecimal():
        value = int(value)
    choices: Mapping[str, tuple[object, ...]] = {
        "language": ("", *LANGUAGES), "appearance": APPEARANCES, "scale": SCALES,
    }  # fmt: skip
    if name not in choices:
        raise UsageError(
            _("There is no setting “{name}”.").format(name=name),
            hint=_("The settings are: {names}.").format(names=", ".join(choices)),
            kind="unknown-setting",
        )
    if value not in choices[name]:
        known = ", ".join(str(choice) for choice in choices[name] if choice != "")
        raise UsageError(
            _("“{value}” is no choice for the setting “{name}”.").format(value=value, name=name),
            hint=_("The choices are: {choices}.").format(choices=known),
            kind="unknown-choice",
        )
    return value


def _free_name(path: Path) -> Path:
    number = 1
    while (kept := path.with_name(f"{path.stem}-broken-{number}{path.suffix}")).exists():
        number += 1
    return kept


def _write(path: Path, told: Mapping[str, Any]) -> None:
    """Write the file whole or not at all."""
    import secrets  # noqa: PLC0415 - slow: only for writing

    part = path.with_name(f".{path.name}.{secrets.token_hex(4)}.part")
    lines = [f"{_toml_text(key)} = {_toml(value)}\n" for key, value in told.items()]
    try:
        part.write_text("".join(lines), encoding="utf-8")
        part.replace(path)
    finally:
        with contextlib.suppress(OSError):
            part.unlink(missing_ok=True)


def _toml(value: Any) -> str:
    if isinstance(value, Mapping):
        pairs = (f"{_toml_text(key)} = {_toml(one)}" for key, one in value.items())
        return "{ " + ", ".join(pairs) + " }"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(map(_toml, value)) + "]"
    if isinstance(value, date | datetime | time):
        return value.isoformat()
    return _toml_text(value) if isinstance(value, str) else str(value).lower()


def _toml_text(text: str) -> str:
    """Write a text as JSON does, which TOML reads too; it wants one more sign escaped."""
    import json  # noqa: PLC0415 - slow: only for writing

    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
