"""Where the budget of an application is taken from, in words; versions as plain values."""

from __future__ import annotations

import json
from decimal import Decimal

from yhdistys.grants.rules.application import Amount, Answer, Application, AttachmentState
from yhdistys.grants.rules.plan_sources import (
    YearSource,
    basis_text,
    budget_name,
    refuse_wrong_sources,
)
from yhdistys.grants.rules.snapshots import from_snapshot, snapshot
from yhdistys.grants.rules.template import FunderTemplate
from yhdistys.i18n import DataText


def test_the_basis_names_the_plan_and_what_was_done_to_it() -> None:
    plain = YearSource(year=2027, version_id=1)
    assert basis_text("Talousarvio 2025", plain) == "Talousarvio 2025"
    whole = YearSource(
        year=2027,
        version_id=1,
        percent=Decimal("2.5"),
        cost_centres=("10", "20", "30", "40", "50"),
        general_centres=("90",),
        general_share=Decimal("0.125"),
    )
    assert basis_text("Talousarvio 2025", whole) == (
        "Talousarvio 2025, cost centres 10, 20, 30, 40…, 12.5% of the general costs of 90, +2.5%"
    )
    less = YearSource(year=2027, version_id=1, percent=Decimal(-1))
    assert basis_text("TA 2025", less) == "TA 2025, \N{MINUS SIGN}1.0%"
    refuse_wrong_sources((plain, YearSource(year=2028, version_id=1)))


def test_a_budget_is_named_with_its_year_once() -> None:
    assert budget_name("Talousarvio", 2025) == "Talousarvio 2025"
    assert budget_name("TA 2025 muutos", 2025) == "TA 2025 muutos"


def test_a_snapshot_gives_back_what_it_was_made_from_through_json() -> None:
    text = DataText({"fi": "Lomake"})
    template = FunderTemplate(id="a", version="1", title=text, funder_id="b", funder=text)
    empty = Application(id=1, name="Hanke", template=template, first_year=2027)
    application = Application(
        id=1,
        name="Hanke",
        template=template,
        first_year=2027,
        answers={"a": Answer(text="Å"), "b": Answer(rows=({"c": "1", "d/2027": "2"},))},
        amounts={
            ("x", 2027): Amount(amount=Decimal("1.10"), basis="TA", note="n", is_planned=True)
        },
        attachments={"y": (AttachmentState.LATER, "pian")},
    )
    content = json.loads(json.dumps(snapshot(application)))
    assert from_snapshot(empty, content) == application
    assert from_snapshot(application, snapshot(empty)) == empty
