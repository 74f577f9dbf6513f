"""What the user chose for the program: read, changed, never lost."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from yhdistys.errors import FileProblem, UserError
from yhdistys.settings import (
    UserSettings,
    change_user_settings,
    config_folder,
    forget_recent,
    remember_recent,
    switch_plugin,
    user_fields,
    user_settings,
)


def _file() -> Path:
    return config_folder() / "settings.toml"


def _write(text: str) -> None:
    _file().parent.mkdir(parents=True, exist_ok=True)
    _file().write_text(text, encoding="utf-8")


def test_without_a_file_everything_has_its_default() -> None:
    assert user_settings() == UserSettings(
        language="",
        disabled_plugins=("yhdistys_example",),
        appearance="system",
        scale=100,
        recent=(),
    )
    assert not _file().exists()


def test_what_is_changed_is_read_back_and_the_rest_stays() -> None:
    change_user_settings(language="sv", disabled_plugins=("one", 'tw"o\\'))
    changed = change_user_settings(appearance="dark", scale="150")
    assert (
        changed
        == user_settings()
        == UserSettings(
            language="sv", disabled_plugins=("one", 'tw"o\\'), appearance="dark", scale=150
        )
    )
    assert [path.name for path in config_folder().iterdir()] == ["settings.toml"]


def test_a_plugin_is_switched_on_and_off_and_the_others_stay() -> None:
    assert switch_plugin("other", on=False).disabled_plugins == ("yhdistys_example", "other")
    assert switch_plugin("other", on=False).disabled_plugins == ("yhdistys_example", "other")
    assert switch_plugin("yhdistys_example", on=True).disabled_plugins == ("other",)
    assert switch_plugin("other", on=True).disabled_plugins == ()
    assert user_settings().disabled_plugins == ()


def test_keys_of_another_version_stay() -> None:
    told = """\
future = true
"odd key" = 1.5
when = 2025-10-14T09:30:00+03:00
day = 2025-10-14
at = 09:30:00
words = ["åäö", "\\u007f\\n", 'C:\\Kirjat']
[table.inner]
numbers = [1, 2, [3]]
infinite = -inf
"""
    _write(told)
    change_user_settings(scale=125)
    assert tomllib.loads(_file().read_text(encoding="utf-8")) == {
        **tomllib.loads(told), "scale": 125,
    }  # fmt: skip


def test_a_broken_file_means_the_defaults_and_is_kept() -> None:
    for number, text in enumerate(("language = sv", "\0"), start=1):
        _write(text)
        assert user_settings() == UserSettings()
        change_user_settings(language="en")
        assert user_settings().language == "en"
        kept = config_folder() / f"settings-broken-{number}.toml"
        assert kept.read_text(encoding="utf-8") == text


def test_values_that_make_no_sense_are_the_defaults() -> None:
    _write('language = "xx"\nappearance = 3\nscale = 99\nrecent = "one"\ndisabled_plugins = 1\n')
    assert user_settings() == UserSettings()
    change_user_settings(language="fi")
    assert tomllib.loads(_file().read_text(encoding="utf-8"))["scale"] == 99


@pytest.mark.parametrize(
    ("name", "value"),
    [("language", "de"), ("appearance", "pink"), ("scale", 99), ("scale", "x"), ("nonsense", 1)],
)
def test_what_is_no_choice_is_refused(name: str, value: Any) -> None:
    with pytest.raises(UserError) as refused:
        change_user_settings(**{name: value})
    assert name in refused.value.message
    assert refused.value.hint
    assert not _file().exists()


def test_a_folder_that_cannot_be_written_is_told() -> None:
    config_folder().parent.mkdir(parents=True, exist_ok=True)
    config_folder().write_text("no folder")
    assert user_settings() == UserSettings()
    with pytest.raises(FileProblem, match=r"settings\.toml"):
        change_user_settings(language="fi")


def test_the_recent_associations_stand_newest_first(tmp_path: Path) -> None:
    for number in range(12):
        remember_recent(tmp_path / f"{number}.yhdistys")
    remember_recent(tmp_path / "9.yhdistys")
    names = [Path(one).name for one in user_settings().recent]
    assert names == [f"{number}.yhdistys" for number in (9, 11, 10, 8, 7, 6, 5, 4, 3, 2)]
    forget_recent(tmp_path / "11.yhdistys")
    forget_recent(tmp_path / "none.yhdistys")
    assert [Path(one).stem for one in user_settings().recent][:2] == ["9", "10"]


def test_no_password_is_remembered() -> None:
    address = (
        "postgresql+psycopg://aino:sala%20sana@palvelin:5432/kirjat?password=x&sslmode=require"
    )
    clean = "postgresql+psycopg://aino@palvelin:5432/kirjat?sslmode=require"
    assert remember_recent(address).recent == (clean,)
    assert remember_recent(clean).recent == (clean,)
    assert "sala" not in _file().read_text(encoding="utf-8")
    assert forget_recent(address).recent == ()
    local = "postgresql+psycopg://test@/kirjat?host=%2Ftmp%2Fx"
    assert remember_recent(local).recent == (local,)


def test_the_fields_of_a_form_ask_for_the_choices() -> None:
    fields = {field.id: field for field in user_fields()}
    assert list(fields) == ["language", "appearance", "scale"]
    for field in fields.values():
        assert field.parse("") == field.default
        for choice, _label in field.choices:
            change_user_settings(**{field.id: choice})
            assert str(getattr(user_settings(), field.id)) == choice
