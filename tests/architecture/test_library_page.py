"""The pages of the library run as they stand and show every public function."""

from __future__ import annotations

import ast
import doctest
import functools
import inspect
import io
import re
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

import yhdistys
from architecture.sources import ROOT
from yhdistys import i18n
from yhdistys.app import Workspace
from yhdistys.budget import queries as budget_queries
from yhdistys.budget import services as budget_services
from yhdistys.grants import queries as grants_queries
from yhdistys.grants import services as grants_services
from yhdistys.ledger import queries as ledger_queries
from yhdistys.ledger import services as ledger_services
from yhdistys.values import counting, dated, expression, fields, formats, money, period

PAGE = ROOT / "docs" / "library.md"
PAGES = (PAGE, ROOT / "docs" / "library-applications.md", ROOT / "docs" / "values.md")
PUBLIC = (
    yhdistys, ledger_queries, ledger_services, budget_queries, budget_services, grants_queries,
    grants_services,
)  # fmt: skip
VALUES = (counting, dated, expression, fields, formats, money, period)
PYTHON_BLOCK = re.compile(r"^```python\n(.*?)^```$", re.DOTALL | re.MULTILINE)
DOTTED = re.compile(r"\w+(?:\.\w+)*")


def _examples(page: Path) -> str:
    """Return a page with everything but its examples blank, so that line numbers stay."""
    text = page.read_text(encoding="utf-8")
    kept = {
        number
        for block in PYTHON_BLOCK.finditer(text)
        for number in range(text.count("\n", 0, block.start(1)), text.count("\n", 0, block.end(1)))
    }
    lines = text.splitlines()
    return "\n".join(line if number in kept else "" for number, line in enumerate(lines))


def _code(page: Path) -> ast.Module:
    examples = doctest.DocTestParser().get_examples(_examples(page), page.name)
    return ast.parse("".join(example.source for example in examples))


def _imported(code: ast.Module) -> dict[str, object]:
    """Return what a page imports, by the names it gives."""
    imports: list[ast.stmt] = [n for n in code.body if isinstance(n, ast.Import | ast.ImportFrom)]
    names: dict[str, object] = {}
    exec(compile(ast.Module(imports, []), "page", "exec"), names)  # noqa: S102 - our own page
    return names


def _called(code: ast.Module) -> Iterator[ast.expr]:
    """Yield what is called, and what is given to ``do`` or ``read`` to be called."""
    for node in ast.walk(code):
        if not isinstance(node, ast.Call):
            continue
        yield node.func
        if isinstance(node.func, ast.Attribute) and node.func.attr in {"do", "read"}:
            yield from node.args[:1]


def _called_functions() -> set[object]:
    return {function for page in PAGES for function in _called_on(page)}


def _called_on(page: Path) -> Iterator[object]:
    code = _code(page)
    imported = _imported(code)
    for called in _called(code):
        written = ast.unparse(called)
        first, *rest = written.split(".")
        if first in imported and DOTTED.fullmatch(written):
            yield functools.reduce(getattr, rest, imported[first])


def _functions(module: ModuleType) -> Iterator[tuple[str, object]]:
    """Yield the public functions of a module: those it exports, else those it defines."""
    exported = getattr(module, "__all__", None)
    names = vars(module) if exported is None else exported
    for name in names:
        value = getattr(module, name)
        is_own = exported is not None or getattr(value, "__module__", "") == module.__name__
        if inspect.isfunction(value) and is_own and not name.startswith("_"):
            yield f"{module.__name__}.{name}", value


def _methods(module: ModuleType) -> set[str]:
    """Return the names of the public methods of the public classes a module defines."""
    return {
        name
        for value in vars(module).values()
        if inspect.isclass(value) and value.__module__ == module.__name__
        for name, method in vars(value).items()
        if inspect.isfunction(method) or isinstance(method, classmethod)
        if not value.__name__.startswith("_") and not name.startswith("_")
    }


@pytest.mark.slow
@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_example_of_a_page_gives_the_result_it_shows(
    page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    examples = doctest.DocTestParser().get_doctest(_examples(page), {}, page.name, str(page), 0)
    told = io.StringIO()
    language = i18n.language()
    try:
        i18n.set_language("en")
        results = doctest.DocTestRunner(verbose=False).run(examples, out=told.write)
    finally:
        i18n.set_language(language)
    assert told.getvalue() == ""
    assert results.attempted > 40


def test_every_public_function_is_called_in_an_example() -> None:
    public = {name: value for module in (*PUBLIC, *VALUES) for name, value in _functions(module)}
    assert {"yhdistys.open", "yhdistys.values.money.percent"} <= set(public)
    called = _called_functions()
    assert [name for name, function in public.items() if function not in called] == []


def test_every_public_method_of_the_values_is_called_in_an_example() -> None:
    nodes = (node for page in PAGES for node in _called(_code(page)))
    called = {node.attr for node in nodes if isinstance(node, ast.Attribute)}
    methods = set().union(*map(_methods, VALUES))
    assert {"starting", "evaluate", "holds_on"} <= methods
    assert methods - called == set()


def test_everything_a_workspace_offers_stands_in_an_example() -> None:
    used = {
        node.attr
        for node in ast.walk(_code(PAGE))
        if isinstance(node, ast.Attribute) and ast.unparse(node.value) == "ws"
    }
    offered = {name for name in vars(Workspace) if not name.startswith("_")}
    assert offered - used == set()


def test_the_pages_are_short_enough_to_be_read() -> None:
    assert [page for page in PAGES if page.read_text(encoding="utf-8").count("\n") >= 500] == []
