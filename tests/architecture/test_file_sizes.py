"""Small enough to be read: the limits of docs/style.md."""

from __future__ import annotations

import ast

from architecture.sources import (
    EVERYTHING,
    Function,
    classes,
    decorators,
    functions,
    place,
    python_files,
)

LINES_OF_A_FUNCTION = 40
LINES_OF_A_FILE = 500
PUBLIC_METHODS = 12
POSITIONAL_PARAMETERS = 5
NESTING = 3
NESTED = (ast.If, ast.For, ast.While, ast.With, ast.Try, ast.Match, ast.AsyncFor, ast.AsyncWith)
ATTRIBUTES = {"property", "cached_property", "setter"}


def _lines(node: Function) -> int:
    return (node.end_lineno or node.lineno) - node.lineno + 1


def _positional(node: Function) -> list[str]:
    names = [argument.arg for argument in (*node.args.posonlyargs, *node.args.args)]
    return [name for name in names if name not in {"self", "cls"}]


def _public_methods(node: ast.ClassDef) -> list[str]:
    methods = (item for item in node.body if isinstance(item, ast.FunctionDef))
    return [
        method.name
        for method in methods
        if not method.name.startswith("_") and not decorators(method) & ATTRIBUTES
    ]


def _nesting(body: list[ast.stmt], depth: int = 0) -> int:
    deepest = depth
    for node in body:
        if isinstance(node, NESTED):
            for part in _bodies(node):
                is_elif = part is getattr(node, "orelse", None) and isinstance(part[0], ast.If)
                deepest = max(deepest, _nesting(part, depth if is_elif else depth + 1))
    return deepest


def _bodies(node: ast.stmt) -> list[list[ast.stmt]]:
    parts: list[list[ast.stmt]] = [
        getattr(node, name, []) for name in ("body", "orelse", "finalbody")
    ]
    for name in ("handlers", "cases"):
        parts += [inner.body for inner in getattr(node, name, [])]
    return [part for part in parts if part]


def test_no_function_is_longer_than_forty_lines() -> None:
    long = [
        f"{place(path, node)} {node.name}: {_lines(node)} lines"
        for path in python_files(*EVERYTHING)
        for node in functions(path)
        if _lines(node) > LINES_OF_A_FUNCTION
    ]
    assert long == []


def test_no_file_is_longer_than_five_hundred_lines() -> None:
    counted = {
        place(path): len(path.read_text(encoding="utf-8").splitlines())
        for path in python_files(*EVERYTHING)
    }
    assert {name: lines for name, lines in counted.items() if lines > LINES_OF_A_FILE} == {}


def test_no_class_has_more_than_twelve_public_methods() -> None:
    large = [
        f"{place(path, node)} {node.name}: {', '.join(_public_methods(node))}"
        for path in python_files(*EVERYTHING)
        for node in classes(path)
        if len(_public_methods(node)) > PUBLIC_METHODS
    ]
    assert large == []


def test_no_function_takes_more_than_five_positional_parameters() -> None:
    many = [
        f"{place(path, node)} {node.name}({', '.join(_positional(node))})"
        for path in python_files(*EVERYTHING)
        for node in functions(path)
        if len(_positional(node)) > POSITIONAL_PARAMETERS
    ]
    assert many == []


def test_no_function_nests_deeper_than_three() -> None:
    deep = [
        f"{place(path, node)} {node.name}: {_nesting(node.body)} deep"
        for path in python_files(*EVERYTHING)
        for node in functions(path)
        if _nesting(node.body) > NESTING
    ]
    assert deep == []
