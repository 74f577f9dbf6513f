"""Every bundled plugin passes the tests that plugins of others should pass."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from importlib.metadata import entry_points
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

import pytest

from yhdistys.api import Command, DataText, Document, Page, Report, hookimpl, lazy
from yhdistys.grants.rules.template import FunderTemplate, Question, QuestionKind, Section
from yhdistys.registry import GROUP, Plugins
from yhdistys.testing import PluginContract, WorkspaceFactory, expect_none, workspace_factory
from yhdistys.testing.forms import untranslated_texts

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


def _stranger(**hooks: Any) -> ModuleType:
    module = ModuleType("strange")
    for name, contributions in hooks.items():
        setattr(module, f"yhdistys_{name}", hookimpl(_returning(contributions)))
    return module


def _returning(contributions: list[Any]) -> Callable[[], list[Any]]:
    return lambda: contributions


def _page(factory: str) -> Page:
    return Page(id="strange", title=lazy("Home"), area="", factory=factory)


def test_the_contract_complains_about_an_id_that_somebody_has() -> None:
    command = Command(id="undo", title=lazy("Undo"), help=lazy("Undo."), run=lambda _call: None)
    report = Report(
        id="income-statement", title=lazy("Home"), group="x", build=lambda _context: Document(
            title="x", language="fi"
        ),
    )  # fmt: skip
    with pytest.raises(pytest.fail.Exception) as told:
        PluginContract().test_its_ids_are_nobody_elses(
            _stranger(commands=[command], reports=[report])
        )
    assert str(told.value) == (
        "income-statement among the reports is of yhdistys_reports_fi\n"
        "undo among the commands is of yhdistys"
    )


@pytest.mark.parametrize(
    ("factory", "complaint"),
    [
        ("no_such_module:Page", "no_such_module:Page: No module named 'no_such_module'"),
        ("yhdistys.gui.api:Nothing", "has no attribute 'Nothing'"),
        ("yhdistys.gui.api:px", "yhdistys.gui.api:px is no yhdistys.gui.api.Page"),
        (":", ":: Empty module name"),
    ],
)
def test_the_contract_complains_about_a_page_that_is_none(factory: str, complaint: str) -> None:
    with pytest.raises(pytest.fail.Exception) as told:
        PluginContract().test_its_pages_are_pages(_stranger(pages=[_page(factory)]))
    assert complaint in str(told.value)


@pytest.mark.slow
def test_the_contract_complains_about_a_page_that_fails_when_it_reads(tmp_path: Path) -> None:
    stranger = _stranger(pages=[_page("gui.bad_pages:RaisesWhenFilled")])
    with pytest.raises(pytest.fail.Exception) as told:
        PluginContract().test_its_pages_show_a_small_and_an_empty_association(stranger, tmp_path)
    assert str(told.value) == (
        "strange with Pienilä ry: ZeroDivisionError: not filled\n"
        "strange with Tyhjä ry: ZeroDivisionError: not filled"
    )


def test_the_contract_complains_about_texts_of_a_form_that_some_language_lacks() -> None:
    whole = DataText({"fi": "Nimi", "sv": "Namn", "en": "Name"})
    question = Question(id="nimi", kind=QuestionKind.TEXT, label=DataText({"fi": "Nimi"}))
    form = FunderTemplate(
        id="x", version="1", title=whole, funder_id="y", funder=DataText({"fi": "Y", "en": "Y"}),
        sections=(Section(id="alku", label=whole, questions=(question,)),),
    )  # fmt: skip
    assert list(untranslated_texts(form)) == [
        "funder: sv",
        "sections.alku.questions.nimi.label: sv, en",
    ]
    assert list(untranslated_texts(None)) == []


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
