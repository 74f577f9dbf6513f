"""Rules of the window that no other tool checks (docs/style.md)."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from architecture.sources import ROOT, place, python_files, tree

GUI = ROOT / "src" / "yhdistys" / "gui"
HEX_COLOUR = re.compile(r"#(?:[0-9a-fA-F]{3}){1,2}\b")
LIGHT = {"PySide6", "__future__", "typing", "os", "sys", "multiprocessing", "collections"}


def _window_files() -> list[Path]:
    plugins = [path for path in python_files("plugins") if path.name == "gui.py"]
    return [*python_files("src/yhdistys/gui"), *plugins]


def _calls(path: Path, method: str) -> Iterator[ast.Call]:
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Call) and _called(node) == method:
            yield node


def _called(call: ast.Call) -> str:
    return call.func.attr if isinstance(call.func, ast.Attribute) else ""


def test_signals_are_connected_to_bound_methods_only() -> None:
    # A lambda or a partial keeps the page alive for ever; `getattr` of a method is a method.
    wrong = [
        f"{place(path, call)} {ast.unparse(call)}"
        for path in _window_files()
        for call in _calls(path, "connect")
        if call.args and _keeps_alive(call.args[0])
    ]
    assert wrong == []


def _keeps_alive(receiver: ast.expr) -> bool:
    called = ast.unparse(receiver.func) if isinstance(receiver, ast.Call) else ""
    return isinstance(receiver, ast.Lambda) or called not in {"", "getattr"}


def test_custom_signals_carry_an_object_or_nothing() -> None:
    # Signal(int) wraps silently above 2**31, Signal(dict) loses keys that are no texts.
    wrong = [
        f"{place(path, node)} {ast.unparse(node)}"
        for path in _window_files()
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id == "Signal"
        and [ast.unparse(argument) for argument in node.args] not in ([], ["object"])
    ]
    assert wrong == []


def test_colours_stand_in_the_style_only() -> None:
    wrong = [
        f"{place(path, node)} {node.value}"
        for path in _window_files()
        if GUI / "style" not in path.parents
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and HEX_COLOUR.fullmatch(node.value.strip())
    ]
    assert wrong == []


def test_nothing_waits_in_a_loop_of_its_own() -> None:
    allowed = {GUI / "app.py"}
    wrong = [
        place(path, call)
        for path in _window_files()
        if path not in allowed
        for name in ("exec", "exec_")
        for call in _calls(path, name)
    ]
    assert wrong == []


def test_the_frame_loads_nothing_but_qt() -> None:
    loaded = {
        f"{name}: {module}"
        for name in ("frame.py", "overriding.py")
        for node in tree(GUI / name).body
        for module in _modules(node)
        if module.partition(".")[0] not in LIGHT and module != "yhdistys.gui.overriding"
    }
    assert loaded == set()


def _modules(node: ast.stmt) -> list[str]:
    if isinstance(node, ast.ImportFrom):
        return [node.module or ""]
    return [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
