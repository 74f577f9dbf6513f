"""For authors of plugins: an association to test with, and the tests every plugin should pass.

A pytest plugin. In the tests of your own plugin::

    from yhdistys.testing import PluginContract

    class TestMyPlugin(PluginContract):
        @pytest.fixture
        def plugin(self) -> ModuleType:
            return my_plugin
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import date
from decimal import Decimal
from pathlib import Path
from types import ModuleType

import pytest

from yhdistys.api import Importer, Report
from yhdistys.app import Workspace, create
from yhdistys.budget import services as budget_services
from yhdistys.documents.render import ENDINGS, render
from yhdistys.errors import FileProblem, UserError, ValidationError
from yhdistys.exchange.imports import ImportOptions, ImportResult, LedgerLine
from yhdistys.i18n import LANGUAGES, using
from yhdistys.ledger import services as ledger_services
from yhdistys.registry import Plugins
from yhdistys.values.fields import Field, FieldKind
from yhdistys.values.findings import has_errors
from yhdistys.values.period import FiscalYear, Month

YEAR = FiscalYear.starting(date(2025, 1, 1))
WorkspaceFactory = Callable[..., Workspace]
_BANK = "1910"
# Account, cost centre, the day of the entry, cents with debit positive.
_BOOKED = (
    ("3000", "10", date(2024, 3, 5), -90_000),
    ("3000", "10", date(2025, 1, 7), -120_000),
    ("4400", "10", date(2025, 1, 31), 80_000),
    ("5000", "20", date(2025, 2, 14), 250_050),
    ("5000", "", date(2025, 2, 28), -4_400),
)
_PLANNED = (
    ("3000", "10", Decimal("1500.00")),
    ("4400", "10", Decimal("-9600.00")),
    ("5000", "20", Decimal("-30000.10")),
)


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


def make_small_association(path: Path, *plugins: object) -> Workspace:
    """Make an association with an approved budget of 2025 and a little ledger.

    Args:
        path: The file to make.
        plugins: The plugin modules in use.
    """
    workspace = create(
        path,
        name="Pienilä ry",
        business_id="1234567-1",
        fiscal_year=YEAR.previous(),
        plugins=Plugins.of(*plugins),
        actor="Testi",
    )
    workspace.do(ledger_services.add_fiscal_year, year=YEAR)
    for code, name in (("10", "Kerhot"), ("20", "Tuki")):
        workspace.do(ledger_services.add_cost_centre, code=code, names={"fi": name})
    workspace.do(ledger_services.store_ledger, result=_ledger())
    version = workspace.do(budget_services.create_version, year=2025, name="Talousarvio")
    for account, centre, amount in _PLANNED:
        workspace.do(
            budget_services.add_plan_line,
            version_id=version,
            account=account,
            cost_centre=centre,
            amount=amount,
        )
    workspace.do(budget_services.approve_version, year=2025, approved_on=date(2024, 11, 26))
    return workspace


def _ledger() -> ImportResult:
    lines: list[LedgerLine] = []
    for number, (account, centre, day, cents) in enumerate(_BOOKED, start=1):
        for booked, amount in ((account, cents), (_BANK, -cents)):
            lines.append(
                LedgerLine(
                    row=len(lines) + 2,
                    voucher=str(number),
                    day=day,
                    account=booked,
                    account_name="",
                    cost_centre="" if booked == _BANK else centre,
                    cost_centre_name="",
                    project="",
                    text="Kirjaus åäö",
                    debit_cents=max(amount, 0),
                    credit_cents=max(-amount, 0),
                )
            )
    return ImportResult(
        file_name="paakirja.xlsx",
        sha256="0" * 64,
        sheet="Pääkirja",
        rows_read=len(lines),
        sign="debit-credit",
        columns=(),
        row_classes={"entry": len(lines)},
        ledger=tuple(lines),
    )


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
        expect_none([problem.message for problem in Plugins.of(plugin).problems])

    def test_its_titles_are_translated(self, plugin: ModuleType) -> None:
        """Check that people of each language read a title of their own."""
        plugins = Plugins.of(plugin)
        found = (*plugins.importers(), *plugins.reports(), *plugins.commands())
        untranslated = []
        for contribution in found:
            texts = [_in_language(contribution.title, code) for code in LANGUAGES]
            if not all(texts) or texts[0] == texts[-1]:
                untranslated.append(f"{contribution.id}: {texts}")
        expect_none(untranslated)

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
        self, plugin: ModuleType, workspace_factory: WorkspaceFactory, tmp_path: Path
    ) -> None:
        """Build each report on a small association and render it in every way."""
        workspace = workspace_factory(plugin)
        empty = []
        for report in workspace.plugins.reports():
            for code in LANGUAGES:
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
