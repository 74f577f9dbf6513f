"""STEA's form of project grants reads without problems and knows the funder's rules."""

from __future__ import annotations

import tomllib
from collections import Counter
from datetime import date, time
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

import pytest

import yhdistys_funders_fi
import yhdistys_resources
from helpers.forms import application, with_answers
from yhdistys.grants.rules.answers import read_answer
from yhdistys.grants.rules.application import Amount, Answer, Application, AttachmentState, Planned
from yhdistys.grants.rules.budget import scheme_budget
from yhdistys.grants.rules.call_dates import dates_of, next_closing
from yhdistys.grants.rules.checking import check
from yhdistys.grants.rules.conditions import is_required, is_visible
from yhdistys.grants.rules.from_plan import NOT_ELIGIBLE, fill
from yhdistys.grants.rules.funder_rules import RULES
from yhdistys.grants.rules.template import FunderTemplate, LineKind, Question, Status
from yhdistys.grants.rules.template_reading import read_template
from yhdistys.grants.rules.years import years_of
from yhdistys.i18n import LANGUAGES, DataText
from yhdistys.ledger.rules.categories import CATEGORIES
from yhdistys.values.counting import over_limit

FOLDER: Final = Path(yhdistys_funders_fi.__file__).parent / "stea_c"
SAMPLE: Final = Path(yhdistys_resources.__file__).parent / "samples" / "application.toml"
AS_OF: Final = date(2025, 10, 14)
D = Decimal

READ = read_template((FOLDER / "form.toml").read_text(encoding="utf-8"))


@pytest.fixture
def form() -> FunderTemplate:
    assert READ.template is not None
    return READ.template


@pytest.fixture
def sample() -> dict[str, Any]:
    text = SAMPLE.read_text(encoding="utf-8")
    return tomllib.loads(text, parse_float=Decimal)


def test_the_form_reads_without_any_problem() -> None:
    assert READ.problems == ()


def test_the_form_is_that_of_its_folder_and_funder(form: FunderTemplate) -> None:
    found = (form.id, form.funder_id, form.kind, form.status, form.valid_from)
    assert found == (FOLDER.name, "stea", "application", Status.VERIFIED, date(2025, 5, 5))
    assert form.grant_type is not None
    assert (form.grant_type.code, form.grant_type.label.texts["fi"]) == ("C", "hankeavustus")


def texts_of(found: object, place: str = "form") -> dict[str, dict[str, str]]:
    """All texts by language, by the place where they stand."""
    if isinstance(found, dict) and "fi" in found:
        return {place: found}
    if isinstance(found, dict):
        parts = [(f"{place}.{key}", part) for key, part in found.items()]
    elif isinstance(found, list):
        parts = [(f"{place}.{number}", part) for number, part in enumerate(found)]
    else:
        parts = []
    return {key: value for name, part in parts for key, value in texts_of(part, name).items()}


def test_every_text_is_there_in_three_languages() -> None:
    content = tomllib.loads((FOLDER / "form.toml").read_text(encoding="utf-8"))
    found = texts_of(content)
    wrong = {place for place, texts in found.items() if set(texts) != set(LANGUAGES)}
    assert (wrong, len(found) > 200) == (set(), True)
    assert {place for place, texts in found.items() if not all(texts.values())} == set()


def test_helps_are_at_most_two_sentences(form: FunderTemplate) -> None:
    parts: list[Any] = [*form.sections, *form.questions, *form.scheme.lines, *form.dates]
    parts += [*form.attachments, *form.rules, *form.reports]
    helps: list[DataText] = [part.help for part in parts if part.help]
    ends = {text for one in helps for text in one.texts.values() if sentences(text) > 2}
    assert ends == set()


def sentences(text: str) -> int:
    return sum(text.count(end) for end in (". ", "? ")) + 1


def test_sections_stand_in_the_order_of_the_web_form(form: FunderTemplate) -> None:
    assert [(section.id, len(section.questions)) for section in form.sections] == [
        ("perustiedot", 11),
        ("tarve", 4),
        ("yhtymakohdat", 1),
        ("tavoitteet", 2),
        ("kohderyhma", 2),
        ("toiminta_ja_tuotokset", 7),
        ("tulokset", 2),
        ("mittarit", 2),
        ("seuranta_ja_arviointi", 4),
        ("juurtuminen", 3),
        ("yhteistyo", 9),
        ("palkkatiedot_ja_talousarvio", 9),
    ]


def test_limits_are_not_known_and_wordings_are_not_verified(form: FunderTemplate) -> None:
    asked = list(form.questions)
    assert {question.max_chars for question in asked} == {None}
    assert {section.status for section in form.sections} == {Status.VERIFIED}
    verified = [question.id for question in asked if question.status is Status.VERIFIED]
    assert verified == ["kohderyhmat", "talousarvio"]
    legacy = [question.id for question in asked if question.status is Status.LEGACY]
    assert legacy == ["hankkeen_nimi", "alue", "kunnat", "haettava_avustus"]


def test_no_two_questions_ask_for_the_same_topic(form: FunderTemplate) -> None:
    topics = Counter(question.topic for question in form.questions if question.topic)
    assert [topic for topic, number in topics.items() if number > 1] == []


def test_the_budget_has_the_lines_of_the_funder(form: FunderTemplate) -> None:
    lines = [(line.id, line.kind, line.group) for line in form.scheme.lines]
    assert lines == [
        ("henkilostokulut", LineKind.DIRECT, ""),
        ("toimitilakulut", LineKind.DIRECT, ""),
        ("ulkopuoliset_palvelut", LineKind.DIRECT, "toimintakulut"),
        ("hankinnat", LineKind.DIRECT, "toimintakulut"),
        ("matkakulut", LineKind.DIRECT, "toimintakulut"),
        ("muut_kulut", LineKind.DIRECT, "toimintakulut"),
        ("yleiskulut", LineKind.OVERHEAD, ""),
        ("delegoitavat_avustukset", LineKind.DELEGATED, ""),
        ("stea_avustus", LineKind.GRANT, ""),
        ("osallistumis_ja_asiakasmaksut", LineKind.ACTIVITY, ""),
        ("muut_julkiset_avustukset", LineKind.OTHER_PUBLIC, ""),
        ("muut_avustukset", LineKind.OTHER_PRIVATE, ""),
        ("omarahoitus", LineKind.OWN, ""),
    ]
    assert [line.id for line in form.scheme.lines if line.formula] == ["stea_avustus"]
    (from_staff,) = (line for line in form.scheme.lines if line.first_year_from)
    assert (from_staff.id, from_staff.first_year_from) == (
        "henkilostokulut", ("palkkatiedot", "yhteensa"),
    )  # fmt: skip


def test_every_neutral_category_has_one_place_or_none_by_the_funders_rules(
    form: FunderTemplate,
) -> None:
    places = Counter(category for line in form.scheme.lines for category in line.categories)
    assert [category for category, number in places.items() if number > 1] == []
    assert set(CATEGORIES) - set(places) == {*NOT_ELIGIBLE, "donations"}
    (rule,) = (rule for rule in form.rules if rule.rule == "ineligible_kinds")
    refused = rule.parameters["categories"].on(date(2027, 1, 1)).value
    assert refused == ("depreciation", "loan_costs", "fundraising", "investment")


def test_planned_money_goes_to_the_lines_of_the_funder(form: FunderTemplate) -> None:
    planned = [
        Planned(
            year=2028,
            account=f"4{number:03}",
            name=category,
            category=category,
            amount=D(2**number),
            is_cost=CATEGORIES[category].side == "cost",
        )
        for number, category in enumerate(CATEGORIES)
    ]
    filled = fill(form.scheme, planned, {2028: "Talousarvio 2025"}, first_year=2027)
    position = {category: D(2**number) for number, category in enumerate(CATEGORIES)}
    assert {line: amount.amount for (line, _year), amount in filled.amounts.items()} == {
        "henkilostokulut": position["salaries"] + position["side_costs"] + position["fees"],
        "toimitilakulut": position["premises"],
        "ulkopuoliset_palvelut": position["purchased_services"],
        "hankinnat": position["materials"] + position["equipment"] + position["catering"],
        "matkakulut": position["travel"],
        "muut_kulut": sum(
            position[one]
            for one in ("training", "communication", "volunteers", "insurance", "other")
        ),
        "yleiskulut": position["admin_overhead"],
        "osallistumis_ja_asiakasmaksut": position["participant_fees"]
        + position["sales"]
        + position["other_income"],
        "muut_julkiset_avustukset": position["grants_eu"] + position["grants_municipal"],
        "muut_avustukset": position["grants_foundation"],
    }
    left_out = {item.category for item in filled.left_out}
    assert left_out == {"depreciation", "loan_costs", "fundraising", "investment", "taxes"}
    elsewhere = {item.category for item in filled.elsewhere}
    assert elsewhere == {*NOT_ELIGIBLE, "grants_state"} - left_out
    assert {item.category for item in filled.unmapped} == {"donations"}


def test_the_rules_are_known_and_each_value_has_a_source_and_a_day(form: FunderTemplate) -> None:
    assert [rule.rule for rule in form.rules] == [
        "overhead_cap",
        "overhead_cap",
        "max_grant_share",
        "sums_balance",
        "max_years",
        "use_time",
        "purchases",
        "ineligible_kinds",
    ]
    for rule in form.rules:
        assert set(rule.parameters) == set(RULES[rule.rule].parameters)
        for values in rule.parameters.values():
            assert all(
                entry.valid_from and "Avustusopas 2026" in entry.source for entry in values.entries
            )


def test_the_next_call_closes_on_monday_the_first_of_june(form: FunderTemplate) -> None:
    closing = next_closing(form, AS_OF)
    assert closing is not None
    assert (closing.day, closing.at) == (date(2026, 6, 1), time(16, 15))


def test_the_dates_of_a_year_are_those_of_the_funders_calendar(form: FunderTemplate) -> None:
    assert [(event.form_date.id, event.day) for event in dates_of(form, 2027)] == [
        ("avustuspaatos", date(2027, 2, 28)),
        ("tuloksellisuusraportti_annetaan", date(2027, 3, 31)),
        ("haku_avautuu", date(2027, 4, 1)),
        ("haku_paattyy", date(2027, 5, 31)),
        ("vuosiselvitys_annetaan", date(2027, 5, 31)),
        ("varakkuudesta_kerrotaan", date(2027, 11, 30)),
        ("jatkoaikaa_haetaan", date(2027, 12, 31)),
        ("avustusehdotus", date(2027, 12, 31)),
        ("maksua_pyydetaan", date(2027, 12, 31)),
    ]
    fixed = [event for event in dates_of(form, 2025) if event.form_date.day]
    assert [(event.form_date.event, event.day) for event in fixed] == [
        ("call_opens", date(2025, 5, 5)),
        ("call_closes", date(2025, 6, 2)),
    ]


DIRECT: Final = {
    ("henkilostokulut", 2027): D(62_400) + D(13_728),
    ("toimitilakulut", 2027): 9_600,
    ("matkakulut", 2027): 3_200,
    ("ulkopuoliset_palvelut", 2027): 4_000,
    ("muut_kulut", 2027): D(2_400) + D(2_800),
    ("hankinnat", 2027): 1_900,
}
ONE_YEAR: Final = {"alkaa": "2027-01-01", "paattyy": "2027-12-31"}


def case_of(form: FunderTemplate, overhead: object, **more: object) -> Application:
    amounts = {**DIRECT, ("yleiskulut", 2027): overhead}
    amounts |= {(line, 2027): amount for line, amount in more.items()}
    answers = {**ONE_YEAR, "saa_yleisavustusta": "false", "varakas": "false"}
    return application(form, answers=answers, amounts=amounts)


def broken(case: Application, rule: str) -> list[dict[str, Decimal]]:
    return [dict(note.numbers) for note in check(case, today=AS_OF) if note.kind == rule]


def test_the_worked_example_adds_up_and_the_grant_is_what_is_left(form: FunderTemplate) -> None:
    case = case_of(form, 12_000, osallistumis_ja_asiakasmaksut=600, omarahoitus=1_428)
    budget = scheme_budget(case)
    sums = (budget.direct.total, budget.overhead.total, budget.costs.total, budget.grant.total)
    assert sums == (D(100_028), D(12_000), D(112_028), D(110_000))
    assert budget.balance.total == 0


@pytest.mark.parametrize(
    ("overhead", "found"),
    [
        ("12000", []),
        ("17652", []),
        ("17652.01", ["17652.00"]),
        ("17653", ["17652.00"]),
        ("18000", ["17652.00"]),
    ],
)
def test_general_costs_are_at_most_fifteen_per_cent_of_all_costs(
    form: FunderTemplate, overhead: str, found: list[str]
) -> None:
    notes = broken(case_of(form, overhead), "overhead_cap")
    assert [str(numbers["cap"]) for numbers in notes] == found


def test_a_project_has_no_general_costs_beside_a_general_grant(form: FunderTemplate) -> None:
    case = with_answers(case_of(form, "0.01"), saa_yleisavustusta="true")
    assert [numbers["cap"] for numbers in broken(case, "overhead_cap")] == [D("0.00")]
    assert broken(with_answers(case_of(form, 0), saa_yleisavustusta="true"), "overhead_cap") == []


def test_a_wealthy_association_pays_a_tenth_itself(form: FunderTemplate) -> None:
    poor = case_of(form, 12_000, osallistumis_ja_asiakasmaksut=600, omarahoitus=1_428)
    assert broken(poor, "max_grant_share") == []
    (numbers,) = broken(with_answers(poor, varakas="true"), "max_grant_share")
    assert (numbers["cap"], numbers["most_grant"], numbers["least_own_share"]) == (
        D("100825.20"), D("100225.20"), D("11202.80"),
    )  # fmt: skip
    enough = case_of(form, 12_000, osallistumis_ja_asiakasmaksut=600, omarahoitus="11202.80")
    assert broken(with_answers(enough, varakas="true"), "max_grant_share") == []


@pytest.mark.parametrize(
    ("begins", "ends", "number"),
    [
        ("2027-01-01", "2029-12-31", 0),
        ("2027-03-01", "2030-02-28", 0),
        ("2027-01-01", "2030-01-01", 1),
    ],
)
def test_a_project_lasts_at_most_three_years(
    form: FunderTemplate, begins: str, ends: str, number: int
) -> None:
    case = with_answers(case_of(form, 0), alkaa=begins, paattyy=ends)
    assert len(broken(case, "max_years")) == number


def asked(form: FunderTemplate, question_id: str) -> Question:
    question = form.question(question_id)
    assert question is not None
    return question


@pytest.mark.parametrize(
    ("question", "answer", "shown"),
    [
        ("vapaaehtoisia", "true", ("vapaaehtoisten_rooli",)),
        ("on_muuta_toimintaa", "true", ("muu_toiminta",)),
        ("alue", "kunnat", ("kunnat",)),
        ("delegoidaan", "true", ("delegoinnin_saajat",)),
        (
            "jasenjarjestoavustuksia",
            "true",
            (
                "jasenjarjestoja",
                "jasenjarjesto_pienin",
                "jasenjarjesto_suurin",
                "jasenjarjesto_perusteet",
            ),
        ),
        ("jatkon_tapa", "muu_rahoitus", ("jatkorahoitus",)),
    ],
)
def test_some_questions_are_asked_and_demanded_only_after_an_answer(
    form: FunderTemplate, question: str, answer: str, shown: tuple[str, ...]
) -> None:
    before = case_of(form, 0)
    after = with_answers(before, **{question: answer})
    for question_id in shown:
        part = asked(form, question_id)
        assert (is_visible(before, part), is_visible(after, part)) == (False, True)
        assert (is_required(before, part), is_required(after, part)) == (False, True)


def test_a_co_financed_project_has_no_staff_table(form: FunderTemplate) -> None:
    part = asked(form, "palkkatiedot")
    case = case_of(form, 0)
    assert is_visible(case, part)
    assert not is_visible(with_answers(case, esr_osarahoitus="true"), part)


def test_documents_are_demanded_of_new_applicants_and_where_money_is_shared(
    form: FunderTemplate,
) -> None:
    def demanded(**answers: str) -> list[str]:
        case = with_answers(case_of(form, 0), **answers)
        return [one.id for one in form.attachments if is_required(case, one)]

    assert demanded() == []
    assert demanded(ensimmainen_hakemus="true") == ["vuosikertomus", "tilinpaatos"]
    assert demanded(rahaa_kumppaneille="true") == ["yhteistyosopimukset"]


def test_the_reports_are_those_of_the_guide(form: FunderTemplate) -> None:
    assert [(report.id, report.kind) for report in form.reports] == [
        ("tuloksellisuusraportti", "results"),
        ("vuosiselvitys_jarjesto", "annual"),
        ("vuosiselvitys_kohde", "annual"),
        ("kuluselvitys", "payment"),
    ]
    assert {report.status for report in form.reports} == {Status.VERIFIED}
    results = form.reports[0]
    assert [section.label.texts["fi"] for section in results.sections] == [
        "Perustiedot",
        "Yhteistyö",
        "Kohderyhmät",
        "Toiminta",
        "Tulokset",
    ]
    assert results.attachments == ()


# The draft of the sample association.


def sample_case(form: FunderTemplate, sample: dict[str, Any]) -> Application:
    """The draft as the program would hold it, without the plan of its budget."""
    years = (2027, 2028, 2029)
    answers: dict[str, Answer] = {}
    for key, text in sample["answers"].items():
        answers[key] = read_answer(asked(form, key), text, None, years).answer
    for key, rows in sample["rows"].items():
        answers[key] = read_answer(asked(form, key), "", rows, years).answer
    amounts = {
        (line, int(year)): Amount(amount=D(amount))
        for year, lines in sample["amounts"].items()
        for line, amount in lines.items()
    }
    return application(form, answers=answers, amounts=amounts)


def test_the_sample_answers_all_questions_but_two(
    form: FunderTemplate, sample: dict[str, Any]
) -> None:
    case = sample_case(form, sample)
    assert years_of(case) == (2027, 2028, 2029)
    missing = [
        question.id
        for question in form.questions
        if is_required(case, question)
        and question.kind != "budget"
        and case.answer(question.id) == Answer()
    ]
    assert missing == ["hyvat_kaytannot", "seuranta_kaytto"]


def test_one_answer_of_the_sample_is_longer_than_its_own_limit(
    form: FunderTemplate, sample: dict[str, Any]
) -> None:
    case = sample_case(form, sample)
    (limit,) = sample["limits"]
    question = asked(form, limit["question"])
    text = case.answer(question.id).text
    assert 0 < over_limit(text, limit["max_chars"], question.counting) < 100


def test_the_samples_staff_table_is_the_first_years_staff_cost(
    form: FunderTemplate, sample: dict[str, Any]
) -> None:
    row = scheme_budget(sample_case(form, sample)).row("henkilostokulut")
    assert row is not None
    assert row.amounts == (D("78335.65"), D("80060.00"), D("81820.00"))


def test_the_sample_names_only_lines_and_documents_of_the_form(
    form: FunderTemplate, sample: dict[str, Any]
) -> None:
    lines = {line.id for line in form.scheme.lines}
    assert {line for year in sample["amounts"].values() for line in year} <= lines
    assert set(sample["attachments"]) == {one.id for one in form.attachments}
    states = {AttachmentState(one["state"]) for one in sample["attachments"].values()}
    assert states == {AttachmentState.NOT_NEEDED, AttachmentState.LATER}
    assert [source["year"] for source in sample["sources"]] == [2027, 2028, 2029]
    closing = next_closing(form, AS_OF)
    assert closing is not None
    assert (sample["form"], sample["closes_on"], sample["closes_at"]) == (
        form.id, closing.day, closing.at,
    )  # fmt: skip
