"""The jobs of the first hour: they load the database library beside the window."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from yhdistys.app import Workspace
    from yhdistys.values.period import FiscalYear

Progress = Callable[[int, int | None], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class NewAssociation:
    """What is asked for a new association; calling it makes the association.

    Attributes:
        name: Its registered name.
        business_id: Its business id, or empty.
        fiscal_year: Its first fiscal year in the program.
        chart: The id of the chart of accounts.
        file: Where its file will be.
        password: Protects the file; empty for none.
    """

    name: str
    business_id: str
    fiscal_year: FiscalYear
    chart: str
    file: Path
    password: str = ""

    def __call__(self, progress: Progress) -> Workspace:
        """Make the association and leave it open.

        Raises:
            FileProblem: The file exists, or its folder cannot be written.
        """
        from yhdistys.app import create  # noqa: PLC0415 - slow: the database library

        progress(0, None)
        return create(
            self.file,
            name=self.name,
            business_id=self.business_id,
            fiscal_year=self.fiscal_year,
            chart=self.chart,
            password=self.password or None,
        )


class MakeSample:
    """Makes the sample association in a folder and opens it."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._done = 0
        self._total = 0
        self._progress: Progress | None = None

    def __call__(self, progress: Progress) -> Workspace:
        """Make its files one after the other.

        Raises:
            FileProblem: There is one already, or the folder cannot be written.
        """
        progress(0, None)
        from yhdistys.app import open_workspace  # noqa: PLC0415 - slow: the database library
        from yhdistys.sample import association  # noqa: PLC0415 - slow: as above

        self._progress, self._done = progress, 0
        association.make_sample(self._folder, told=self._tell)
        return open_workspace(self._folder / association.FILE_NAME)

    def _tell(self, _path: Path) -> None:
        self._done += 1
        if self._progress is not None:
            self._progress(self._done, None)


class Preset(NamedTuple):
    """A chart of accounts that comes with the program."""

    id: str
    title: str
    accounts: int


class Presets(NamedTuple):
    """What the questions need of the database library.

    Attributes:
        charts: The charts of accounts.
        suggest: Suggests a file for a name.
    """

    charts: tuple[Preset, ...]
    suggest: Callable[[str], Path]


def read_presets(progress: Progress) -> Presets:
    """Load what the questions of a new association need."""
    progress(0, None)
    from yhdistys.app import suggested_file  # noqa: PLC0415 - slow: the database library
    from yhdistys.i18n import data_text  # noqa: PLC0415 - slow: with the charts
    from yhdistys.ledger.queries import chart_presets  # noqa: PLC0415 - slow: as above

    charts = tuple(
        Preset(chart.id, data_text(chart.title), len(chart.accounts)) for chart in chart_presets()
    )
    return Presets(charts, suggested_file)
