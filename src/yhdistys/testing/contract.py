"""The tests that every plugin should pass."""

from __future__ import annotations

import subprocess
import sys
from datetime import date
from decimal import Decimal
from itertools import product
from pathlib import Path
from types import ModuleType

import click
import pytest

from yhdistys.api import Contribution, Importer, Report
from yhdistys.cli.invocation import Invocation
from yhdistys.cli.main import COMMANDS
from yhdistys.cli.plugin_commands import plugin_commands, wrong_in
from yhdistys.documents.render import ENDINGS, render
from yhdistys.errors import FileProblem, UserError, ValidationError
from yhdistys.exchange.imports import ImportOptions
from yhdistys.i18n import LANGUAGES, using
from yhdistys.registry import Plugins
from yhdistys.testing.association import YEAR, make_empty_association, make_small_association
from yhdistys.testing.forms import untranslated_texts
from yhdistys.values.fields import Field, FieldKind
from yhdistys.values.findings import has_errors
from yhdistys.values.period import Month

SAMPLE_VALUES: dict[FieldKind, object] = {
    FieldKind.TEXT: "teksti",
    FieldKind.LONG_TEXT: "teksti",
    FieldKind.WHOLE_NUMBER: 1,
    FieldKind.MONEY: Decimal("1.00"),
    FieldKind.PERCENT: Decimal(1),
    FieldKind.DATE: date(2025, 6, 30),
    FieldKind.MONTH: Month(2025, 6),
    FieldKind.SWITCH: True,
}
GARBAGE: dict[str, bytes] = {
    "no-headings.csv": b"x;y;z\n" * 60,
    "words-for-amounts.csv": (
        "Tosite;Pvm;Tili;Selite;Debet;Kredit\n1;32.13.2025;kolme;Vuokra;paljon;\n"
    ).encode("cp1252"),
    "control-characters.csv": b"\x01\x02;\x1b[31m;=1+1\n\xff\xfe;1;2\n",
    "picture.xlsx": b"\x89PNG\r\n\x1a\n" + bytes(64),
    "nothing.csv": b"",
}


class PluginContract:
    """The tests that every plugin should pass; subclass it and give the fixture ``plugin``."""

    @pytest.fixture
    def plugin(self) -> ModuleType:
        """Return the plugin's package; override this."""
        raise NotImplementedError

    def report_params(self, report: Report) -> dict[str, object]:
        """Return values a report is built with; override it where these do not fit."""
        return {field.id: self._value(field) for field in report.params}

    @staticmethod
    def _value(field: Field) -> object:
        if field.id == "year":
            return YEAR.label
        if field.default is not None or not field.required:
            return field.default
        return field.choices[0][0] if field.choices else SAMPLE_VALUES.get(field.kind)

    def test_everything_it_contributes_is_accepted(self, plugin: ModuleType) -> None:
        """Check the hooks, the kinds of what they return, and that ids are valid and unique."""
        plugins = Plugins.of(plugin)
        wrong = [f"{one.id}: {told}" for one in plugins.commands() if (told := wrong_in(one))]
        expect_none([*(problem.message for problem in plugins.problems), *wrong])

    def test_its_ids_are_nobody_elses(self, plugin: ModuleType) -> None:
        """Check that no installed plugin and no command of the program has one of its ids."""
        own = Plugins.of(plugin).rows()[0]
        taken = {("commands", name): "yhdistys" for name in COMMANDS}
        for row in Plugins.discover().rows():
            if row.id != own.id:
                taken |= {(k, id_): row.id for k, ids in row.contributions.items() for id_ in ids}
        clashes = [
            f"{id_} among the {kind} is of {taken[kind, id_]}"
            for kind, ids in own.contributions.items()
            for id_ in ids
            if (kind, id_) in taken
        ]
        expect_none(clashes)

    def test_its_titles_are_translated(self, plugin: ModuleType) -> None:
        """Check that people of each language read a title of their own."""
        untranslated = []
        for contribution in _named_in_code(Plugins.of(plugin)):
            texts = [_in_language(contribution.title, code) for code in LANGUAGES]
            if not all(texts) or texts[0] == texts[-1]:
                untranslated.append(f"{contribution.id}: {texts}")
        expect_none(untranslated)

    def test_its_forms_have_no_problems_and_speak_every_language(self, plugin: ModuleType) -> None:
        """Read each form; every text of it must be there in Finnish, Swedish and English."""
        plugins = Plugins.of(plugin)
        problems = [problem.message for problem in plugins.form_problems()]
        for form in plugins.forms():
            problems += [f"{form.id}: {told}" for told in untranslated_texts(form.template)]
        expect_none(problems)

    def test_its_commands_show_their_help(self, plugin: ModuleType) -> None:
        """Show the help of each command in every language, as ``yhdistys NAME --help`` does."""
        silent = []
        for name, command in plugin_commands(Plugins.of(plugin)).items():
            for code in LANGUAGES:
                with using(code), click.Context(command, info_name=name, obj=Invocation()) as call:
                    silent += [] if name in command.get_help(call) else [f"{name} in {code}"]
        expect_none(silent)

    def test_its_pages_are_pages(self, plugin: ModuleType) -> None:
        """Check that each page's ``module:Class`` leads to a class of the window's pages."""
        pages = Plugins.of(plugin).pages()
        if pages:
            expect_none(_window().wrong_factories(pages))

    @pytest.mark.slow
    def test_its_pages_show_a_small_and_an_empty_association(
        self, plugin: ModuleType, tmp_path: Path
    ) -> None:
        """Make each page and let it read, without a screen."""
        pages = Plugins.of(plugin).pages()
        if not pages:
            return
        with (
            make_small_association(tmp_path / "small.yhdistys", plugin) as small,
            make_empty_association(tmp_path / "empty.yhdistys", plugin) as empty,
        ):
            window = _window()
            expect_none([*window.broken_pages(pages, small), *window.broken_pages(pages, empty)])

    def test_importing_it_loads_no_desktop(self, plugin: ModuleType) -> None:
        """Check that its ``__init__`` can be listed where there is no screen."""
        code = (
            f"import sys, {plugin.__name__}\n"
            "print(*(name for name in sys.modules if name.startswith(('PySide6', 'shiboken6'))))"
        )
        done = subprocess.run(  # noqa: S603 - our own interpreter
            [sys.executable, "-c", code], check=True, capture_output=True, encoding="utf-8"
        )
        expect_none(done.stdout.split())

    @pytest.mark.slow
    def test_its_reports_build_in_every_language_and_form(
        self, plugin: ModuleType, tmp_path: Path
    ) -> None:
        """Build each report on a small association and render it in every way."""
        empty = []
        with make_small_association(tmp_path / "small.yhdistys", plugin) as workspace:
            for report, code in product(workspace.plugins.reports(), LANGUAGES):
                with using(code):
                    document = workspace.report(report.id, **self.report_params(report))
                for ending in ENDINGS:
                    path = tmp_path / f"{report.id}-{code}{ending}"
                    render(document, path)
                    empty += [path.name] if path.stat().st_size == 0 else []
        expect_none(empty)

    @pytest.mark.slow
    def test_its_importers_answer_garbage_with_problems(
        self, plugin: ModuleType, tmp_path: Path
    ) -> None:
        """Check that no file, however broken, makes an importer fail."""
        wrong = []
        for name, content in GARBAGE.items():
            path = tmp_path / name
            path.write_bytes(content)
            for importer in Plugins.of(plugin).importers():
                wrong += _silent_garbage(importer, path)
        expect_none(wrong)


def _named_in_code(plugins: Plugins) -> tuple[Contribution, ...]:
    found = (plugins.importers(), plugins.reports(), plugins.commands(), plugins.pages())
    return tuple(contribution for kind in found for contribution in kind)


def _window() -> ModuleType:
    """Load what tests pages, where there is a window."""
    pytest.importorskip("PySide6.QtWidgets")
    from yhdistys.testing import pages  # noqa: PLC0415 - gui: only where PySide6 is installed

    return pages


def _in_language(text: object, code: str) -> str:
    with using(code):
        return str(text)


def _silent_garbage(importer: Importer, path: Path) -> list[str]:
    """Return a complaint unless a problem is told: in the result, or by refusing the file."""
    try:
        result = importer.read(path, ImportOptions())
    except (FileProblem, ValidationError):
        return []
    except UserError as error:
        return [f"{importer.id} refused {path.name} by an exception: {error.message}"]
    lines = (*result.ledger, *result.budget, *result.chart)
    told = has_errors(result.problems) or not lines
    return [] if told else [f"{importer.id} read {path.name} without a problem: {lines[:2]}"]


def expect_none(problems: list[str]) -> None:
    """Fail with the problems, one on a line, if there are any."""
    if problems:
        pytest.fail("\n".join(problems), pytrace=False)
