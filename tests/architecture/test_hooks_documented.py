"""Every hook is described with its exact signature and has a bundled user."""

from __future__ import annotations

import ast
import importlib
import re
from importlib.metadata import entry_points

from architecture.sources import ROOT, tree
from yhdistys.registry import KINDS

SPECIFICATIONS = ROOT / "src" / "yhdistys" / "api" / "hookspecs.py"
PAGE = ROOT / "docs" / "hooks.md"
STEPS = ROOT / "docs" / "plugins.md"
GROUP = "yhdistys.plugins"


def _hooks() -> dict[str, str]:
    """Return the signature of each hook by its name."""
    return {
        node.name: f"{node.name}({ast.unparse(node.args)}) -> {ast.unparse(node.returns)}"
        for node in tree(SPECIFICATIONS).body
        if isinstance(node, ast.FunctionDef) and node.returns is not None
    }


def _chapters() -> dict[str, str]:
    """Return the text under each heading of the page by the signature in the heading."""
    parts = re.split(r"^## `(.+)`$", PAGE.read_text(encoding="utf-8"), flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def test_every_hook_has_a_heading_with_its_exact_signature_and_no_other_stands_there() -> None:
    assert sorted(_chapters()) == sorted(_hooks().values())


def test_every_hook_has_a_bundled_user_that_its_chapter_names() -> None:
    chapters = _chapters()
    bundled = {point.name: point.value for point in entry_points(group=GROUP)}
    users = {
        hook: {
            name
            for name, module in bundled.items()
            if hasattr(importlib.import_module(module), hook)
        }
        for hook in _hooks()
    }
    told = {
        hook: set(re.findall(r"`(yhdistys_\w+)`", chapters[signature])) & set(bundled)
        for hook, signature in _hooks().items()
    }
    assert told == users
    assert [hook for hook, names in users.items() if not names] == []


def test_every_hook_is_asked_by_the_registry_and_no_other() -> None:
    assert {f"yhdistys_{kind}" for kind in KINDS} == set(_hooks())


def test_the_steps_to_a_plugin_use_every_hook() -> None:
    used = re.findall(r"^def (yhdistys_\w+)\(\) -> ", STEPS.read_text("utf-8"), flags=re.MULTILINE)
    assert set(used) == set(_hooks())
