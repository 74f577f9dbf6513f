"""Every bundled plugin passes the tests that plugins of others should pass."""

from __future__ import annotations

import importlib
from importlib.metadata import entry_points
from pathlib import Path
from types import ModuleType, SimpleNamespace

import pytest

from yhdistys.api import Command, hookimpl, lazy
from yhdistys.registry import GROUP, Plugins
from yhdistys.testing import PluginContract, WorkspaceFactory, expect_none, workspace_factory

__all__ = ["workspace_factory"]

BUNDLED = sorted(point.value for point in entry_points(group=GROUP))


class TestBundledPlugins(PluginContract):
    """Runs over every plugin that is installed with the program."""

    @pytest.fixture(params=BUNDLED)
    def plugin(self, request: pytest.FixtureRequest) -> ModuleType:
        """Return one bundled plugin after the other."""
        return importlib.import_module(request.param)


def test_the_bundled_plugins_are_found_without_problems() -> None:
    plugins = Plugins.discover()
    assert [row.id for row in plugins.rows()] == BUNDLED
    assert plugins.problems == []


def test_the_contract_complains_about_a_title_that_nobody_translated() -> None:
    @hookimpl
    def yhdistys_commands() -> list[Command]:
        return [Command(id="x", title=lazy("Xyzzy"), help=lazy("Xyzzy"), run=lambda _call: None)]

    plugin = SimpleNamespace(__name__="strange", yhdistys_commands=yhdistys_commands)
    with pytest.raises(pytest.fail.Exception, match="Xyzzy"):
        PluginContract().test_its_titles_are_translated(plugin)  # type: ignore[arg-type] # a stand-in


def test_the_contract_fails_with_all_complaints_one_on_a_line() -> None:
    with pytest.raises(pytest.fail.Exception, match="one\ntwo"):
        expect_none(["one", "two"])


@pytest.mark.slow
def test_the_factory_makes_as_many_associations_as_a_test_needs(
    workspace_factory: WorkspaceFactory, tmp_path: Path
) -> None:
    first, second = workspace_factory(), workspace_factory()
    assert first.association.name == second.association.name == "Pienilä ry"
    assert [path.name for path in sorted(tmp_path.glob("*.yhdistys"))] == [
        "association-1.yhdistys",
        "association-2.yhdistys",
    ]
