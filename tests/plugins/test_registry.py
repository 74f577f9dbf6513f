"""Plugins are found, their contributions kept, their failures told and nothing else harmed."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest

from helpers.table_files import table_of
from yhdistys.api import (
    Command,
    FunderForm,
    Importer,
    Page,
    Report,
    SheetView,
    TableFile,
    forms_in,
    hookimpl,
    lazy,
)
from yhdistys.errors import PluginError, UsageError
from yhdistys.registry import PluginProblem, Plugins, plugin_border, views_of


def _plugin(name: str, **hooks: Any) -> SimpleNamespace:
    return SimpleNamespace(
        __name__=f"somewhere.{name}",
        **{f"yhdistys_{kind}": hookimpl(function) for kind, function in hooks.items()},
    )


def _command(name: str = "greet") -> Command:
    return Command(id=name, title=lazy("Greet"), help=lazy("Greet."), run=lambda _call: None)


def _never_called(*_arguments: Any) -> Any:
    raise NotImplementedError


def _importer(name: str, kind: str) -> Importer:
    return Importer(id=name, title=lazy("Read"), kind=kind, accepts=(".csv",), read=_never_called)


def _report(name: str) -> Report:
    return Report(id=name, title=lazy("Tell"), group="budget", build=_never_called)


def _form_folder(folder: Path, text: str) -> Path:
    folder.mkdir()
    folder.joinpath("form.toml").write_text(text, encoding="utf-8")
    return folder


def test_contributions_of_each_kind_are_found_in_order() -> None:
    ledger, budget = _importer("a", "ledger"), _importer("b", "budget")
    page = Page(id="p", title=lazy("Look"), area="", factory="nowhere:Nothing")
    plugins = Plugins.of(
        _plugin("first", importers=lambda: [ledger], reports=lambda: [_report("r")]),
        _plugin("second", importers=lambda: [budget], commands=lambda: [_command()]),
        _plugin("third", pages=lambda: [page]),
    )
    assert plugins.pages() == (page,)
    assert plugins.importers() == (ledger, budget)
    assert plugins.importers("budget") == (budget,)
    assert [one.id for one in plugins.reports()] == ["r"]
    assert [one.id for one in plugins.commands()] == ["greet"]
    assert plugins.report("r").id == "r"
    assert plugins.problems == []


def test_a_report_that_nobody_gives_is_a_wrong_call() -> None:
    with pytest.raises(UsageError) as caught:
        Plugins.of(_plugin("first", reports=lambda: [_report("r")])).report("nothing")
    assert caught.value.kind == "unknown-report"


def _fails() -> list[Command]:
    raise RuntimeError


def _fails_with_words() -> list[Command]:
    message = "no luck"
    raise RuntimeError(message)


class _Mute:
    """Cannot even be shown."""

    def __repr__(self) -> str:
        raise RuntimeError


@pytest.mark.parametrize(
    ("commands", "message"),
    [
        (_fails, "Its commands could not be listed: RuntimeError"),
        (_fails_with_words, "Its commands could not be listed: RuntimeError: no luck"),
        (lambda: None, "Its commands could not be listed: TypeError: 'NoneType' object is not"),
        (lambda: ["greet"], "It returned 'greet' among its commands; expected Command."),
        (lambda: [_Mute()], "It returned _Mute among its commands; expected Command."),
        (lambda: [_command(cast("str", 5))], "The id “5” may have only lower-case letters"),
        (lambda: [_command("Greet!")], "The id “Greet!” may have only lower-case letters"),
        (lambda: [_command(), _command()], "The id “greet” is already used by broken."),
    ],
)
def test_a_plugin_that_fails_is_told_and_the_others_stay(commands: Any, message: str) -> None:
    good = _command("good")
    plugins = Plugins.of(
        _plugin("broken", commands=commands), _plugin("sound", commands=lambda: [good])
    )
    (problem,) = plugins.problems
    assert problem.plugin == "broken"
    assert problem.message.startswith(message)
    assert good in plugins.commands()


def _nothing() -> list[Command]:
    return []


def test_a_misspelt_hook_is_a_problem_of_its_plugin() -> None:
    plugins = Plugins.of(_plugin("broken", comands=_nothing))
    (problem,) = plugins.problems
    assert problem.plugin == "broken"
    assert problem.message.startswith("An unknown hook: ")
    assert plugins.commands() == ()


def test_a_plugin_whose_hook_cannot_be_looked_at_is_told() -> None:
    class Broken:
        @property
        def yhdistys_commands(self) -> object:
            raise RuntimeError

    (problem,) = {one.message for one in Plugins.of(Broken()).problems}
    assert problem == "Its commands could not be listed: RuntimeError"


def test_a_class_can_stand_for_a_module() -> None:
    class Sound:
        @hookimpl
        def yhdistys_commands(self) -> list[Command]:
            return [_command()]

    plugins = Plugins.of(Sound())
    assert plugins.rows()[0].contributions == {"commands": ("greet",)}


@pytest.fixture
def installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Install two plugins for this test: one sound, one that cannot be imported."""
    info = tmp_path / "strange-1.2.dist-info"
    info.mkdir()
    info.joinpath("METADATA").write_text("Metadata-Version: 2.1\nName: strange\nVersion: 1.2\n")
    info.joinpath("entry_points.txt").write_text(
        "[yhdistys.plugins]\nstrange_sound = strange_sound\nstrange_broken = strange_broken\n"
    )
    tmp_path.joinpath("strange_sound.py").write_text("")
    tmp_path.joinpath("strange_broken.py").write_text("import nothing_of_this_name\n")
    monkeypatch.syspath_prepend(tmp_path)
    return tmp_path


@pytest.mark.usefixtures("installed")
def test_a_plugin_that_cannot_be_imported_is_listed_with_its_problem() -> None:
    rows = {row.id: row for row in Plugins.discover().rows()}
    assert rows["strange_sound"].version == rows["strange_broken"].version == "1.2"
    assert rows["strange_sound"].problems == ()
    assert rows["strange_broken"].problems == (
        "It could not be loaded: ModuleNotFoundError: No module named 'nothing_of_this_name'",
    )


def test_plugins_of_the_program_come_before_those_of_others(installed: Path) -> None:
    info = installed / "strange-1.2.dist-info" / "entry_points.txt"
    info.write_text("[yhdistys.plugins]\na_strange_clash = a_strange_clash\n")
    installed.joinpath("a_strange_clash.py").write_text(
        "from yhdistys.api import Report, hookimpl, lazy\n"
        "@hookimpl\n"
        "def yhdistys_reports():\n"
        "    return [Report(id='income-statement', title=lazy('x'), group='x', build=print)]\n"
    )
    plugins = Plugins.discover()
    assert str(plugins.report("income-statement").title) == "Income statement"
    assert plugins.problems == [
        PluginProblem(
            plugin="a_strange_clash",
            message="The id “income-statement” is already used by yhdistys_reports_fi.",
        )
    ]


@pytest.mark.usefixtures("installed")
def test_a_disabled_plugin_is_listed_and_not_loaded() -> None:
    plugins = Plugins.discover(disabled=("strange_broken",))
    row = next(row for row in plugins.rows() if row.id == "strange_broken")
    assert (row.enabled, row.problems) == (False, ())
    assert PluginProblem(plugin="strange_broken", message="") not in plugins.problems


def test_the_forms_of_a_folder_are_those_folders_that_hold_a_form(tmp_path: Path) -> None:
    _form_folder(tmp_path / "second", "")
    _form_folder(tmp_path / "first", "")
    tmp_path.joinpath("pictures").mkdir()
    tmp_path.joinpath("form.toml").write_text("")
    plugins = Plugins.of(_plugin("funders", forms=lambda: forms_in(tmp_path)))
    assert [form.id for form in plugins.forms()] == ["first", "second"]
    assert plugins.form("second").folder == tmp_path / "second"
    assert plugins.rows()[0].contributions == {"forms": ("first", "second")}
    assert plugins.problems == []


def test_a_form_that_nobody_gives_is_a_wrong_call(tmp_path: Path) -> None:
    _form_folder(tmp_path / "one", "")
    plugins = Plugins.of(_plugin("funders", forms=lambda: forms_in(tmp_path)))
    with pytest.raises(UsageError) as caught:
        plugins.form("nothing")
    assert (caught.value.kind, caught.value.message, caught.value.hint) == (
        "unknown-form",
        "There is no form “nothing”.",
        "“yhdistys funder list” shows the forms there are.",
    )


def test_what_is_wrong_in_forms_is_told_with_form_and_line(tmp_path: Path) -> None:
    _form_folder(tmp_path / "broken", "format = 1\nid = = 2\n")
    gone = FunderForm(id="gone", title=lazy("Home"), folder=tmp_path / "gone")
    odd: Any = "no folder"
    wrong = FunderForm(id="wrong", title=lazy("Home"), folder=odd)
    plugins = Plugins.of(_plugin("funders", forms=lambda: [*forms_in(tmp_path), gone, wrong]))
    assert plugins.problems == []
    problems = plugins.form_problems()
    assert {problem.plugin for problem in problems} == {"funders"}
    told = [problem.message for problem in problems]
    assert [text.partition(":")[0] for text in told] == [
        "In the form “broken”, line 2",
        "In the form “gone”",
        "The form “wrong” could not be read",
    ]


def test_a_form_that_cannot_be_read_is_called_by_the_name_of_its_folder(tmp_path: Path) -> None:
    _form_folder(tmp_path / "broken", "id = = 2\n")
    form, same = *forms_in(tmp_path), *forms_in(tmp_path)
    assert (str(form.title), form.template) == ("broken", None)
    assert form.file is form.file
    assert form == same
    assert hash(form) == hash(same)


def _views(table: TableFile) -> tuple[SheetView, ...]:
    return tuple(
        SheetView(
            name=sheet.name, rows=0, columns=0, header_row=None, kind="ledger", guesses=(),
            sign=None, row_classes={},
        )
        for sheet in table.sheets
    )  # fmt: skip


def _raises(*_arguments: Any) -> Any:
    raise RuntimeError


def test_a_reader_that_cannot_inspect_is_left_out() -> None:
    table = table_of(("Tili",))
    readers = [
        replace(_importer(name, "ledger"), inspect=inspect)
        for name, inspect in (
            ("raises", _raises), ("sound", _views), ("none", None), ("other", lambda _table: ()),
        )
    ]  # fmt: skip
    assert views_of(readers, table) == [_views(table)]


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (KeyError("x"), PluginError),
        (UsageError("no"), UsageError),
        (BrokenPipeError(), BrokenPipeError),
        (KeyboardInterrupt(), KeyboardInterrupt),
    ],
)
def test_what_a_plugin_raises_has_its_name_unless_it_is_meant(
    error: BaseException, told: type[BaseException]
) -> None:
    with pytest.raises(told) as caught, plugin_border("greet"):
        raise error
    assert told is not PluginError or str(caught.value) == "greet: KeyError: 'x'"


class _MuteError(Exception):
    def __str__(self) -> str:
        raise RuntimeError


@pytest.mark.parametrize(
    ("error", "told"),
    [(SystemExit(), "SystemExit"), (_MuteError(), "_MuteError")],
    ids=["end", "mute"],
)
def test_what_ends_the_program_or_cannot_be_told_is_a_mistake_of_the_plugin(
    error: BaseException, told: str
) -> None:
    with pytest.raises(PluginError) as caught, plugin_border("greet"):
        raise error
    assert str(caught.value) == f"greet: {told}"
