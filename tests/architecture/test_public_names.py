"""Every public name is documented and typed."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from architecture.sources import PROGRAM, Function, decorators, place, python_files, tree

UNDOCUMENTED = {"overload", "override", "setter"}
Public = ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef


def _public(body: list[ast.stmt], path: Path, prefix: str = "") -> Iterator[tuple[str, Public]]:
    for node in body:
        if not isinstance(node, Public) or node.name.startswith("_"):
            continue
        yield f"{place(path, node)} {prefix}{node.name}", node
        if isinstance(node, ast.ClassDef):
            yield from _public(node.body, path, f"{prefix}{node.name}.")


def _is_undocumented(node: Public) -> bool:
    if isinstance(node, Function) and decorators(node) & UNDOCUMENTED:
        return False
    return not ast.get_docstring(node)


def _untyped(node: Function) -> list[str]:
    positional = [*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs]
    starred = [argument for argument in (node.args.vararg, node.args.kwarg) if argument]
    missing = [
        argument.arg
        for argument in (*positional, *starred)
        if argument.annotation is None and argument.arg not in {"self", "cls"}
    ]
    return missing if node.returns is not None else [*missing, "return"]


def test_every_module_says_what_is_in_it() -> None:
    silent = [place(path) for path in python_files(*PROGRAM) if not ast.get_docstring(tree(path))]
    assert silent == []


def test_every_public_class_and_function_is_documented() -> None:
    silent = [
        name
        for path in python_files(*PROGRAM)
        for name, node in _public(tree(path).body, path)
        if _is_undocumented(node)
    ]
    assert silent == []


def test_every_public_function_is_fully_typed() -> None:
    untyped = [
        f"{name}: {', '.join(_untyped(node))}"
        for path in python_files(*PROGRAM)
        for name, node in _public(tree(path).body, path)
        if isinstance(node, Function) and _untyped(node)
    ]
    assert untyped == []
