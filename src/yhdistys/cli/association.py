"""Make, keep and prove an association's file: new, backup, restore, check."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from yhdistys.cli.failures import DATA_PROBLEMS, DONE
from yhdistys.cli.frame import argument, command, option
from yhdistys.cli.invocation import (
    Invocation,
    asked_password,
    new_password,
)
from yhdistys.cli.json_values import change
from yhdistys.cli.parameters import BUSINESS_ID, FILLED, PATH, START, YEAR
from yhdistys.cli.tables import Column, text_table
from yhdistys.i18n import _, lazy
from yhdistys.values.period import FiscalYear

if TYPE_CHECKING:
    from yhdistys.app import Check


@command("new", help=lazy("Make an association's file; never overwrites one."))
@argument("target", metavar="FILE", help=lazy("The file to make, such as oma.yhdistys."))
@option("--name", type=FILLED, required=True, help=lazy("The association's registered name."))
@option("--business-id", type=BUSINESS_ID, default="", help=lazy("Such as 1234567-1."))
@option("--chart", default="fi_common", help=lazy("The chart of accounts to begin with."))
@option("--year", type=YEAR, help=lazy("The first fiscal year: the year in which it ends."))
@option(
    "--fiscal-year-start",
    "start",
    type=START,
    default="01-01",
    help=lazy("The month and day on which a fiscal year starts, such as 07-01."),
)
@option("--encrypt", is_flag=True, help=lazy("Protect the file with a password."))
def new(
    invocation: Invocation,
    *,
    target: str,
    name: str,
    business_id: str,
    chart: str,
    year: int | None,
    start: tuple[int, int],
    encrypt: bool,
) -> None:
    """Make an association and close it again."""
    from yhdistys.app import create  # noqa: PLC0415 - slow: loads the database library

    period = _fiscal_year(invocation, year, start)
    with create(
        target,
        name=name,
        business_id=business_id,
        chart=chart,
        fiscal_year=period,
        password=new_password() if encrypt else None,
    ) as workspace:
        changes = workspace.last_change
        made = workspace.database.target
    # The address of a database may hold a password: only its name is told.
    place = target if made.path is not None else made.name
    message = _("{name} was made in {path}; its first fiscal year is {year}.").format(
        name=name, path=place, year=period.label
    )
    invocation.answer(
        lambda: {**change(changes, "association"), "message": message, "path": place},
        lambda: message,
    )


def _fiscal_year(invocation: Invocation, year: int | None, start: tuple[int, int]) -> FiscalYear:
    from yhdistys.store.clock import today  # noqa: PLC0415 - slow: only when nothing was told

    month, day = start
    if year is None:
        now = invocation.as_of or today()
        year = (
            now.year if (month, day) == (1, 1) or now < date(now.year, month, day) else now.year + 1
        )
    first = date(year if (month, day) == (1, 1) else year - 1, month, day)
    return FiscalYear.starting(first)


@command("backup", help=lazy("Write a checked copy of the file into a folder."))
@argument("folder", metavar="DIR", type=PATH, help=lazy("The folder to write it into."))
def backup(invocation: Invocation, *, folder: Path) -> None:
    """Write a backup."""
    from yhdistys.app import backup as write_backup  # noqa: PLC0415 - slow: database library

    with invocation.workspace() as workspace:
        path = write_backup(workspace, folder)
    invocation.answer(
        lambda: {"paths": [str(path)]},
        lambda: _("The backup is {path}; it was checked and is whole.").format(path=path),
    )


@command("restore", help=lazy("Make the file anew from a backup; the present one is kept."))
@argument("source", metavar="BACKUP", type=PATH, help=lazy("The backup to restore."))
@argument(
    "target", metavar="FILE", type=PATH, help=lazy("The file that becomes what the backup is.")
)
def restore(invocation: Invocation, *, source: Path, target: Path) -> None:
    """Restore a backup."""
    from yhdistys.app import restore as bring_back  # noqa: PLC0415 - slow: database library

    kept = bring_back(source, target, password=asked_password(source))
    lines = [_("{path} was restored from {backup}.").format(path=target, backup=source)]
    if kept is not None:
        lines.append(_("The file that was there is kept as {path}.").format(path=kept))
    invocation.answer(
        lambda: {"paths": [str(target)], "kept": None if kept is None else str(kept)},
        lambda: "\n".join(lines),
    )


@command("check", help=lazy("Prove that the file and its figures are whole."))
def check(invocation: Invocation) -> int:
    """Check the file and end with 1 when something does not hold."""
    from yhdistys.app import check as check_workspace  # noqa: PLC0415 - slow: database library

    with invocation.workspace() as workspace:
        found = check_workspace(workspace)
    invocation.answer(lambda: _check_json(found), lambda: _check_text(found))
    return DONE if found.ok else DATA_PROBLEMS


def _check_json(found: Check) -> dict[str, object]:
    items = [{"name": item.id, "ok": item.ok, "detail": item.detail} for item in found.items]
    return {"ok": found.ok, "invariants": items, "content_hash": found.content_hash}


def _check_text(found: Check) -> str:
    columns = (Column(_("What must hold"), shrinks=True), Column(_("Found"), shrinks=True))
    rows = [
        [str(item.title), (item.detail or _("no")) if not item.ok else _("yes")]
        for item in found.items
    ]
    sentence = (
        _("Everything holds.")
        if found.ok
        else _("Something does not hold: restore a backup, or ask for help.")
    )
    return f"{text_table(columns, rows)}\n\n{sentence}\n" + _("Content: {digest}").format(
        digest=found.content_hash
    )


COMMANDS = {"new": new, "backup": backup, "restore": restore, "check": check}
