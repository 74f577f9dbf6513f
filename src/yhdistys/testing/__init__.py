"""For authors of plugins: associations to test with, and the tests every plugin should pass.

A pytest plugin. In the tests of your own plugin::

    from yhdistys.testing import PluginContract

    class TestMyPlugin(PluginContract):
        @pytest.fixture
        def plugin(self) -> ModuleType:
            return my_plugin

Nothing here needs a screen; the tests of pages are left out where PySide6 is not installed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from yhdistys.app import Workspace
from yhdistys.testing.association import YEAR, make_empty_association, make_small_association
from yhdistys.testing.contract import PluginContract, expect_none

__all__ = [
    "YEAR",
    "PluginContract",
    "WorkspaceFactory",
    "expect_none",
    "make_empty_association",
    "make_small_association",
    "workspace_factory",
]

WorkspaceFactory = Callable[..., Workspace]


@pytest.fixture
def workspace_factory(tmp_path: Path) -> Iterator[WorkspaceFactory]:
    """Return a function that makes a small association: two years of books and a budget.

    The function takes plugins (modules; none by default) and returns an open ``Workspace`` that
    is closed at the end of the test. Its first call makes ``association-1.yhdistys``.
    """
    with ExitStack() as opened:
        count = 0

        def make(*plugins: object) -> Workspace:
            nonlocal count
            count += 1
            path = tmp_path / f"association-{count}.yhdistys"
            return opened.enter_context(make_small_association(path, *plugins))

        yield make
