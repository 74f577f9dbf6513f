"""Amounts given by hand and taken from the plan; versions kept and restored."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from helpers.applications import NAME, answer, begin, form_without_budget, project_form
from yhdistys.app import Workspace
from yhdistys.budget import queries as budget_queries
from yhdistys.budget import services as budget
from yhdistys.errors import NotAllowed, UsageError, ValidationError
from yhdistys.grants import queries, services
from yhdistys.grants.rules.application import (
    Amount,
    Answer,
    Application,
    AttachmentState,
    Planned,
)
from yhdistys.grants.services import FilledBudget, NewAmount, YearSource
from yhdistys.ledger import services as ledger

YEAR = 2025
SALARIES, RENT, FEES, BANK = "5000", "4400", "3000", "1910"


def _read(workspace: Workspace, application_id: int) -> Application:
    return workspace.read(queries.application, application_id=application_id)


def _set(workspace: Workspace, application_id: int, *amounts: NewAmount) -> None:
    workspace.do(services.set_amounts, application_id=application_id, amounts=amounts)


def _new(line: str, amount: str | None, year: int = 2027, note: str = "") -> NewAmount:
    value = None if amount is None else Decimal(amount)
    return NewAmount(line=line, year=year, amount=value, note=note)


def test_amounts_are_given_and_taken_away(either_workspace: Workspace) -> None:
    workspace = either_workspace
    one = begin(workspace)
    _set(workspace, one, _new("muut_kulut", "1200.5", note=" Tilat \r\n"))
    assert workspace.undo_text == f"Set Other costs 2027 in “{NAME}”"
    _set(workspace, one, _new("muut_kulut", "0", 2028), _new("yleiskulut", "10"))
    assert workspace.undo_text == f"Set 2 amounts in “{NAME}”"
    _set(workspace, one, _new("yleiskulut", None), _new("henkilostokulut", None))
    assert _read(workspace, one).amounts == {
        ("muut_kulut", 2027): Amount(amount=Decimal("1200.50"), note="Tilat"),
        ("muut_kulut", 2028): Amount(amount=Decimal("0.00")),
    }


@pytest.mark.parametrize(
    ("amount", "kind", "message"),
    [
        (_new("muut", "1"), "unknown-line", "The budget has no line “muut”."),
        (
            _new("avustus", "1"),
            "computed-line",
            "“Grant applied for” is computed from other figures; no amount can be given.",
        ),
        (
            _new("muut_kulut", "-0.01"),
            "negative-amount",
            "Other costs 2027: \N{MINUS SIGN}0.01 is below zero.",
        ),
        (
            _new("muut_kulut", "0.001"),
            "wrong-amount",
            "Other costs 2027: The number 0.001 is not an amount in euros and whole cents.",
        ),
        (
            _new("muut_kulut", "NaN"),
            "wrong-amount",
            "Other costs 2027: The number NaN is not an amount in euros and whole cents.",
        ),
        (_new("muut_kulut", "1", 1899), "wrong-year", "1899 is not a year of an activity."),
        (_new("muut_kulut", "1", 2201), "wrong-year", "2201 is not a year of an activity."),
    ],
)
def test_a_wrong_amount_is_refused_with_its_place(
    workspace: Workspace, amount: NewAmount, kind: str, message: str
) -> None:
    one = begin(workspace)
    with pytest.raises(ValidationError) as refused:
        _set(workspace, one, _new("yleiskulut", "5"), amount)
    assert (refused.value.kind, refused.value.message) == (kind, message)
    assert [problem.kind for problem in refused.value.problems] == [kind]
    assert _read(workspace, one).amounts == {}


def test_several_wrong_amounts_are_told_together(workspace: Workspace) -> None:
    one = begin(workspace)
    with pytest.raises(ValidationError) as refused:
        _set(workspace, one, _new("muut_kulut", "-1"), _new("avustus", "-1", 1))
    assert refused.value.message == (
        "4 amounts were refused. Other costs 2027: \N{MINUS SIGN}1.00 is below zero."
    )
    assert len(refused.value.problems) == 4


def test_a_form_of_whole_euros_takes_no_cents(workspace: Workspace) -> None:
    one = begin(workspace, form=project_form().replace('rounding = "cent"', 'rounding = "euro"'))
    _set(workspace, one, _new("muut_kulut", "12"))
    with pytest.raises(ValidationError) as refused:
        _set(workspace, one, _new("muut_kulut", "12.10"))
    assert refused.value.kind == "not-whole-euros"


def _plan(workspace: Workspace) -> int:
    """Store a plan of two cost centres and one of general costs; return the version's id."""
    for code in ("10", "20", "90"):
        workspace.do(ledger.add_cost_centre, code=code, names={"fi": f"Kp {code}"})
    version_id = workspace.do(budget.create_version, year=YEAR, name="Talousarvio")
    for account, amount, centre in (
        (SALARIES, "-30000.10", "10"),
        (RENT, "-9600", "10"),
        (RENT, "-1000", "20"),
        (RENT, "-4000", "90"),
        (FEES, "1200.01", "10"),
    ):
        workspace.do(
            budget.add_plan_line, version_id=version_id, account=account, amount=Decimal(amount),
            cost_centre=centre,
        )  # fmt: skip
    for prefix, category in ((SALARIES, "salaries"), (RENT, "premises"), (FEES, "sales")):
        workspace.do(ledger.set_category, prefix=prefix, category=category)
    return version_id


def _fill(workspace: Workspace, application_id: int, *years: YearSource) -> FilledBudget:
    return workspace.do(services.fill_budget, application_id=application_id, years=years)


def _source(version_id: int, year: int = 2027, **told: Any) -> YearSource:
    words = {"percent": Decimal(2), "cost_centres": ("10",), **told}
    return YearSource(year=year, version_id=version_id, **words)


def test_the_budget_is_filled_from_the_plan_with_its_basis(either_workspace: Workspace) -> None:
    workspace = either_workspace
    one, version_id = begin(workspace), _plan(workspace)
    _set(workspace, one, _new("muut_kulut", "5", note="Tilat"), _new("yleiskulut", "7", 2028))
    source = _source(version_id, general_centres=("90",), general_share=Decimal("0.25"))
    filled = _fill(workspace, one, source)
    basis = "Talousarvio 2025, cost centre 10, 25.0% of the general costs of 90, +2.0%"
    application = _read(workspace, one)
    assert application.amounts == {
        ("muut_kulut", 2027): Amount(
            amount=Decimal("9792.00"), basis=basis, note="Tilat", is_planned=True
        ),
        ("yleiskulut", 2027): Amount(amount=Decimal("1020.00"), basis=basis, is_planned=True),
        ("yleiskulut", 2028): Amount(amount=Decimal("7.00")),
    }
    assert filled.replaced == (("muut_kulut", 2027),)
    assert [(item.account, item.amount) for item in filled.unmapped] == [(FEES, Decimal("1224.01"))]
    # the table of staff tells the first year of the staff's costs
    assert filled.left_out == ()
    assert set(filled.amounts) == {key for key in application.amounts if key[1] == 2027}
    assert {item.account for item in application.planned} == {SALARIES, RENT, FEES}
    assert workspace.undo_text == f"Fill the budget of “{NAME}” from the plan"


def test_an_amount_changed_by_hand_is_no_longer_planned_but_a_note_changes_nothing(
    workspace: Workspace,
) -> None:
    one, version_id = begin(workspace), _plan(workspace)
    _fill(workspace, one, _source(version_id))
    _set(workspace, one, _new("muut_kulut", "9792", note="Vuokra"), _new("henkilostokulut", "1"))
    amounts = _read(workspace, one).amounts
    assert amounts["muut_kulut", 2027] == Amount(
        amount=Decimal("9792.00"), basis="Talousarvio 2025, cost centre 10, +2.0%",
        note="Vuokra", is_planned=True,
    )  # fmt: skip
    assert amounts["henkilostokulut", 2027] == Amount(amount=Decimal("1.00"))


def test_filling_again_takes_away_what_the_plan_has_no_more(workspace: Workspace) -> None:
    one, version_id = begin(workspace), _plan(workspace)
    _fill(workspace, one, _source(version_id), _source(version_id, 2028))
    _fill(workspace, one, _source(version_id, cost_centres=("20",), percent=Decimal(0)))
    amounts = {key: one.amount for key, one in _read(workspace, one).amounts.items()}
    assert {key: value for key, value in amounts.items() if key[1] == 2027} == {
        ("muut_kulut", 2027): Decimal("1000.00")
    }
    assert amounts["henkilostokulut", 2028] == Decimal("30600.10")


def test_a_removed_plan_leaves_the_amounts_and_an_undone_removal_the_plan(
    workspace: Workspace,
) -> None:
    one, version_id = begin(workspace), _plan(workspace)
    _fill(workspace, one, _source(version_id))
    before = _read(workspace, one)
    workspace.do(budget.remove_version, year=YEAR, name="Talousarvio")
    after = _read(workspace, one)
    assert (after.amounts, after.planned) == (before.amounts, ())
    workspace.undo()
    assert _read(workspace, one) == before
    assert before.planned[0] == Planned(
        year=2027, account=RENT, name=before.planned[0].name, category="premises",
        amount=Decimal("9792.00"), is_cost=True,
    )  # fmt: skip


def test_a_plan_is_looked_at_as_it_is_now(workspace: Workspace) -> None:
    one, version_id = begin(workspace), _plan(workspace)
    _fill(workspace, one, _source(version_id, percent=Decimal(0)))
    line = next(
        row
        for row in workspace.read(budget_queries.plan_lines, version_id=version_id)
        if (row.account, row.cost_centre) == (RENT, "10")
    )
    workspace.do(
        budget.change_plan_line, line_id=line.id, if_version=line.version, amount=Decimal(-1),
        profile={"kind": "even"},
    )  # fmt: skip
    application = _read(workspace, one)
    assert application.amounts["muut_kulut", 2027].amount == Decimal("9600.00")
    assert [item.amount for item in application.planned if item.account == RENT] == [
        Decimal("1.00")
    ]


@pytest.mark.parametrize(
    ("told", "kind"),
    [
        ({"year": 1000}, "wrong-year"),
        ({"percent": Decimal("-100.1")}, "wrong-percent"),
        ({"percent": Decimal("Infinity")}, "wrong-percent"),
        ({"general_share": Decimal("1.01")}, "wrong-share"),
        ({"general_share": Decimal("NaN")}, "wrong-share"),
        ({"year": 2028}, "year-twice"),
    ],
)
def test_sources_that_cannot_be_are_refused(
    workspace: Workspace, told: dict[str, Any], kind: str
) -> None:
    one, version_id = begin(workspace), _plan(workspace)
    with pytest.raises(ValidationError) as refused:
        _fill(workspace, one, _source(version_id, **told), _source(version_id, 2028))
    assert refused.value.kind == kind


def test_a_plan_that_is_not_there_and_a_form_without_a_budget_are_refused(
    workspace: Workspace,
) -> None:
    one = begin(workspace)
    with pytest.raises(UsageError) as unknown:
        _fill(workspace, one, _source(99))
    assert unknown.value.kind == "unknown-version"
    other = begin(workspace, form=form_without_budget())
    with pytest.raises(NotAllowed) as without:
        _fill(workspace, other)
    assert without.value.kind == "form-without-budget"


def test_a_version_is_put_back_whole_in_one_step(either_workspace: Workspace) -> None:
    workspace = either_workspace
    one, version_id = begin(workspace), _plan(workspace)
    answer(workspace, one, "tarve", "Ensimmäinen")
    answer(workspace, one, "kohderyhma", rows=[{"ryhma": "Nuoret", "maara/2027": "3"}])
    _fill(workspace, one, _source(version_id))
    told: dict[str, Any] = {"application_id": one, "attachment": "saannot"}
    workspace.do(services.set_attachment, **told, state=AttachmentState.LATER, note="a")
    kept = _read(workspace, one)
    number = workspace.do(services.keep_version, application_id=one, name=" Ennen\nkokousta ")
    answer(workspace, one, "tarve", "Toinen")
    answer(workspace, one, "kohderyhma", rows=[])
    answer(workspace, one, "alkaa", "1.1.2027")
    _set(workspace, one, _new("muut_kulut", "5"), _new("henkilostokulut", None))
    _fill(workspace, one, _source(version_id, 2028), _source(version_id, percent=Decimal(9)))
    workspace.do(services.set_attachment, **told, state=AttachmentState.MISSING)
    changed = _read(workspace, one)
    content = workspace.read(queries.version_content, application_id=one, number=number)
    assert (content.answers, content.amounts, content.attachments, content.planned) == (
        kept.answers, kept.amounts, kept.attachments, (),
    )  # fmt: skip
    workspace.do(services.restore_version, application_id=one, number=number)
    assert workspace.undo_text == f"Restore version 1 of “{NAME}”"
    assert _read(workspace, one) == kept
    workspace.undo()
    assert _read(workspace, one) == changed
    (row,) = workspace.read(queries.application_versions, application_id=one)
    assert (row.number, row.name, row.actor) == (1, "Ennen kokousta", workspace.actor)


def test_a_version_or_an_application_that_is_not_there_is_named(workspace: Workspace) -> None:
    one = begin(workspace)
    for application_id, number, message in (
        (one, 3, "The application has no version 3."),
        (77, 1, "There is no application 77."),
    ):
        told = {"application_id": application_id, "number": number}
        with pytest.raises(UsageError) as read:
            workspace.read(queries.version_content, **told)
        with pytest.raises(UsageError) as restored:
            workspace.do(services.restore_version, **told)
        assert (read.value.message, restored.value.message) == (message, message)


def test_an_answer_equal_to_the_version_is_left_alone(workspace: Workspace) -> None:
    one = begin(workspace)
    number = workspace.do(services.keep_version, application_id=one)
    text = workspace.undo_text
    workspace.do(services.restore_version, application_id=one, number=number)
    assert workspace.undo_text == text
    assert _read(workspace, one).answer("hakija") == Answer(text="Testilä ry")
