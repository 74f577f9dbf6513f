"""What waits for somebody: each kind with its sentence and what it is about."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from types import SimpleNamespace

import yhdistys
from helpers.applications import begin, fill_application
from helpers.ledgers_built import FEES, JANUARY, RENT, YEAR, entry, ledger_of, paid
from helpers.workspaces import ACTOR
from yhdistys.api import hookimpl
from yhdistys.app import Waiting, Workspace, back_up_now, backups
from yhdistys.app.waiting import waiting
from yhdistys.budget import services as budget
from yhdistys.grants import services as grants
from yhdistys.ledger import services
from yhdistys.registry import Plugins
from yhdistys.values.period import Month


def _opened(workspace: Workspace, plugins: Plugins, today: date) -> Workspace:
    path = workspace.database.target.path
    assert path is not None
    workspace.close()
    return yhdistys.open(path, plugins=plugins, actor=ACTOR, today=today)


def _kinds(workspace: Workspace) -> list[str]:
    return [one.kind for one in waiting(workspace)]


def test_an_empty_association_waits_for_a_ledger_and_a_budget(
    workspace: Workspace, plugins: Plugins
) -> None:
    with _opened(workspace, plugins, date(2025, 5, 1)) as opened:
        assert waiting(opened) == (
            Waiting(kind="no-ledger", message="There is no ledger yet."),
            Waiting(kind="no-budget", message="The year 2025 has no budget yet.", value="2025"),
        )


def test_what_is_wrong_with_a_ledger_waits(workspace: Workspace, plugins: Plugins) -> None:
    with _opened(workspace, plugins, date(2025, 3, 1)) as opened:
        lonely = (entry("9", "2025-01-20", "4995", 500), entry("9", "2025-01-20", "1910", -400))
        opened.do(services.store_ledger, result=ledger_of(*JANUARY, lonely))
        told = {one.kind: (one.message, one.value) for one in waiting(opened)}
        assert told == {
            "late-ledger": (
                "The ledger reaches to 31 Jan 2025; the month 2/2025 has ended since.", None,
            ),
            "account-without-line": (
                "The account 4995 4995 carries \N{MINUS SIGN}5.00 in 2025 and is on no line.",
                "4995",
            ),
            "unbalanced-vouchers": ("1 voucher does not balance.", None),
            "no-budget": ("The year 2025 has no budget yet.", "2025"),
        }  # fmt: skip


def test_vouchers_are_counted_anew_when_the_ledger_or_its_lines_change(
    workspace: Workspace, plugins: Plugins
) -> None:
    with _opened(workspace, plugins, date(2025, 2, 1)) as opened:
        opened.do(services.store_ledger, result=ledger_of(*JANUARY))
        assert "unbalanced-vouchers" not in _kinds(opened)
        wrong = (entry("9", "2025-01-20", RENT, 500), entry("9", "2025-01-20", "2999", -400))
        opened.do(services.set_line, prefix="2999", line="activity_other")
        opened.do(services.store_ledger, result=ledger_of(*JANUARY, wrong))
        assert "unbalanced-vouchers" not in _kinds(opened)
        opened.do(services.set_line, prefix="2999", line="balance_liabilities")
        assert "unbalanced-vouchers" in _kinds(opened)
        opened.undo()
        assert "unbalanced-vouchers" not in _kinds(opened)


def test_deviations_wait_until_they_are_explained(workspace: Workspace, plugins: Plugins) -> None:
    with _opened(workspace, plugins, date(2025, 2, 1)) as opened:
        version = opened.do(budget.create_version, year=YEAR, name="Talousarvio")
        opened.do(
            budget.add_plan_line, version_id=version, account=FEES, amount=Decimal("12000.00")
        )
        assert _kinds(opened) == ["no-ledger", "budget-not-approved"]
        opened.do(budget.approve_version, year=YEAR, approved_on=date(2024, 11, 26))
        opened.do(services.store_ledger, result=ledger_of(paid("1", "2025-01-07", FEES, -100)))
        text = "1 deviation from the budget of 2025 has no explanation."
        assert waiting(opened) == (
            Waiting(kind="unexplained-deviations", message=text, value="2025"),
        )
        opened.do(
            budget.explain_deviation,
            year=YEAR,
            account=FEES,
            through=Month(2025, 1),
            text="Maksut lähetettiin myöhässä.",
        )
        assert waiting(opened) == ()


def test_drafts_wait_when_their_call_closes_soon_or_has_closed(
    workspace: Workspace, plugins: Plugins
) -> None:
    ready = fill_application(workspace)
    late = begin(workspace, "Myöhässä", closes_on=date(2026, 3, 31))
    today = begin(workspace, "Tänään", closes_on=date(2026, 4, 2), closes_at=None)
    begin(workspace, "Vasta kesällä", closes_on=date(2026, 6, 2))
    sent = begin(workspace, "Lähetetty")
    workspace.do(grants.submit_application, application_id=sent, submitted_on=date(2026, 3, 1))
    with _opened(workspace, plugins, date(2026, 4, 2)) as opened:
        found = [one for one in waiting(opened) if one.kind.startswith("application")]
    assert found == [
        Waiting(
            kind="application-late",
            message="The call for “Myöhässä” closed on 31 Mar 2026 at\u00a016:15,"
            " and it was not sent.",
            value=str(late),
        ),
        Waiting(
            kind="application-deadline",
            message="The call for “Tänään” closes today, 2 Apr 2026; 28% is ready.",
            value=str(today),
        ),
        Waiting(
            kind="application-deadline",
            message="The call for “Kohtaamisia kylillä” closes in 60 days,"
            " on 1 Jun 2026 at\u00a016:15; 100% is ready.",
            value=str(ready),
        ),
    ]


def test_missing_backups_wait(workspace: Workspace) -> None:
    assert [row.kind for row in backups(workspace)] == ["daily"]
    for row in backups(workspace):
        row.path.rename(row.path.with_name("daily-20200101.yhdistys"))
    assert "no-backup" in _kinds(workspace)
    back_up_now(workspace)
    assert "no-backup" not in _kinds(workspace)
    workspace.backup_problem = "The folder cannot be written."
    assert waiting(workspace)[-1] == Waiting(
        kind="backup-failed", message="The folder cannot be written."
    )


def test_a_plugin_with_a_problem_waits(workspace: Workspace) -> None:
    def fail() -> object:
        raise ValueError

    broken = SimpleNamespace(__name__="broken", yhdistys_reports=hookimpl(fail))
    path = workspace.database.target.path
    assert path is not None
    workspace.close()
    with yhdistys.open(path, plugins=Plugins.of(broken)) as opened:
        last = waiting(opened)[-1]
        assert (last.kind, last.value) == ("plugin-problem", "broken")
        assert last.message.startswith("broken: ")
