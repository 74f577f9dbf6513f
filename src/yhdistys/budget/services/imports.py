"""Storing an imported budget: the lines of a draft are made equal to the file's."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from yhdistys.budget import queries
from yhdistys.budget.model import BudgetVersion, PlanLine
from yhdistys.budget.queries.plans import BudgetPreview
from yhdistys.budget.rules.plan_diff import PlanContent, PlanKey, numbered
from yhdistys.budget.services.plans import new_version, put_line
from yhdistys.exchange.imports import ImportResult
from yhdistys.i18n import _
from yhdistys.ledger.services.imports import add_unknown_words, open_batch, refuse_errors
from yhdistys.store.unit_of_work import UnitOfWork, service
from yhdistys.values.money import from_cents


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredBudget:
    """What an import did; ``batch`` is None when the file changed nothing."""

    batch: int | None
    version_name: str
    preview: BudgetPreview


@service("Import the budget {file}")
def store_budget(uow: UnitOfWork, *, result: ImportResult, year: int | None = None) -> StoredBudget:
    """Make the newest draft equal to a file; begins a draft when there is none.

    Args:
        uow: The step.
        result: What was read; amounts in cents, expenses negative.
        year: The label of the fiscal year; by default the one its months belong to.

    Raises:
        ValidationError: The file has errors or no lines, or fits no fiscal year.
        UsageError: There is no such fiscal year.
    """
    refuse_errors(result, result.budget)
    uow.describe(file=result.file_name)
    preview = queries.preview_budget(uow.session, lines=result.budget, year=year)
    compared = preview.compared_with
    if preview.diff.is_empty and compared is not None:
        return StoredBudget(batch=None, version_name=compared.name, preview=preview)
    unknown = preview.unknown
    add_unknown_words(
        uow,
        accounts=unknown.accounts,
        cost_centres=unknown.cost_centres,
        projects=unknown.projects,
    )
    period = preview.year
    batch = open_batch(uow, "budget", result, first_day=period.starts_on, last_day=period.ends_on)
    if compared is not None and compared.state == "draft":
        version = uow.session.get_one(BudgetVersion, compared.id)
        _change_draft(uow, version, preview)
    else:
        version = new_version(uow, period.label, _free_name(uow, period.label))
        for key, content in preview.lines.items():
            _put(uow, version, preview, key, content)
    return StoredBudget(batch=batch, version_name=version.name, preview=preview)


def _free_name(uow: UnitOfWork, year: int) -> str:
    taken = {row.name for row in queries.versions(uow.session, year=year)}
    name = _("Budget {year}").format(year=year)
    number = 1
    while name in taken:
        name = _("Budget {year}, change {number}").format(year=year, number=number)
        number += 1
    return name


def _change_draft(uow: UnitOfWork, version: BudgetVersion, preview: BudgetPreview) -> None:
    rows = uow.session.scalars(
        select(PlanLine).where(PlanLine.budget_version_id == version.id).order_by(PlanLine.id)
    ).all()
    keys = numbered(
        (PlanKey(row.account, row.cost_centre or "", row.project or "", row.note), _NOTHING)
        for row in rows
    )
    changed, vanished = set(preview.diff.changed), set(preview.diff.vanished)
    for key, row in zip(keys, rows, strict=True):
        if key in vanished:
            uow.session.delete(row)
        elif key in changed:
            _change(row, preview, key)
    uow.session.flush()
    for key in preview.diff.new:
        _put(uow, version, preview, key, preview.lines[key])


def _change(row: PlanLine, preview: BudgetPreview, key: PlanKey) -> None:
    """Give a line other amounts in its place, so that it stays the same line in its order."""
    content = preview.lines[key]
    cents = dict(content.months)
    row.amount = from_cents(content.amount_cents)
    row.profile = _profile(preview, key, content)
    row.version += 1
    for month in row.months:
        month.cents = cents[month.month]


_NOTHING = PlanContent(0, ())


def _put(
    uow: UnitOfWork,
    version: BudgetVersion,
    preview: BudgetPreview,
    key: PlanKey,
    content: PlanContent,
) -> None:
    line = PlanLine(
        account=key.account,
        cost_centre=key.cost_centre or None,
        project=key.project or None,
        amount=from_cents(content.amount_cents),
        profile=_profile(preview, key, content),
        note=key.note,
    )
    put_line(uow, version, line, dict(content.months))


def _profile(preview: BudgetPreview, key: PlanKey, content: PlanContent) -> dict[str, Any]:
    if preview.profiles[key] == "even":
        return {"kind": "even"}
    return {"kind": "months", "cents": [cents for _month, cents in content.months]}
