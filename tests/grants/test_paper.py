from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

from grants.paper_form import AMOUNTS, ANSWERS, MONEY, TEMPLATE, application
from yhdistys.documents.context import AssociationIdentity
from yhdistys.documents.document import (
    Cell,
    ColumnKind,
    Document,
    Fact,
    FactList,
    Heading,
    Letterhead,
    Paragraph,
    ParagraphKind,
    RowKind,
    Table,
)
from yhdistys.grants.rules.application import (
    Answer,
    Application,
    ApplicationState,
    AttachmentState,
)
from yhdistys.grants.rules.paper import application_document, years_text
from yhdistys.grants.rules.template import (
    BudgetScheme,
    LineKind,
    QuestionKind,
    SchemeLine,
    Status,
)
from yhdistys.i18n import DataText

TODAY = date(2026, 11, 22)
NBSP, DASH = "\N{NO-BREAK SPACE}", "\N{EN DASH}"


def document(
    case: Application | None = None, *, language: str = "en", with_notes: bool = False
) -> Document:
    return application_document(
        case or application(),
        identity=AssociationIdentity(name="Aamusilta ry", business_id="1234567-1"),
        language=language,
        today=TODAY,
        with_notes=with_notes,
    )


def headings(made: Document, level: int) -> list[str]:
    return [part.text for part in made.parts if isinstance(part, Heading) and part.level == level]


def below(made: Document, heading: str) -> object:
    """Return the part under a heading."""
    texts = [part.text if isinstance(part, Heading) else "" for part in made.parts]
    return made.parts[texts.index(heading) + 1]


def table(made: Document, name: str) -> Table:
    return next(one for one in made.tables if one.name == name)


def cells(made: Document, name: str) -> list[tuple[Cell, ...]]:
    return [row.cells for row in table(made, name).rows]


def facts(made: Document) -> dict[str, str]:
    return {fact.label: fact.text for fact in made.facts}


def test_the_head_tells_funder_grant_years_sum_deadline_and_state() -> None:
    made = document()
    assert (made.title, made.subtitle) == ("Morning café", "Small grants")
    assert made.letterhead == Letterhead(name="Aamusilta ry", lines=("Business ID 1234567-1",))
    assert made.footer == "Morning café · Draft"
    assert facts(made) == {
        "Funder": "The Town",
        "Kind of grant": "small grant (S)",
        "Years": f"2027{DASH}2028",
        "Applied for": f"2,550.50{NBSP}€",
        "Call closes": f"31 May 2027 at{NBSP}16:15",
        "State": "Draft 22 Nov 2026",
    }


def test_a_form_that_knows_less_has_a_shorter_head() -> None:
    plain = replace(TEMPLATE, grant_type=None, years=None, scheme=BudgetScheme(), sections=())
    case = replace(application(template=plain), closes_on=None)
    assert facts(document(case)) == {
        "Funder": "The Town",
        "Years": "2027",
        "State": "Draft 22 Nov 2026",
    }


def test_an_application_that_was_sent_tells_the_day_and_is_no_draft() -> None:
    sent = replace(application(), state=ApplicationState.SUBMITTED, submitted_on=date(2027, 5, 28))
    made = document(sent)
    assert facts(made)["State"] == "Submitted 28 May 2027"
    assert made.footer == ""


def test_an_application_that_was_withdrawn_before_it_was_sent_has_no_day() -> None:
    case = replace(application(), state=ApplicationState.WITHDRAWN)
    assert facts(document(case))["State"] == "Withdrawn"


def test_sections_and_questions_stand_in_the_order_of_the_form_without_what_is_not_asked() -> None:
    made = document()
    assert headings(made, 1) == ["Basics", "Content", "Money", "Attachments"]
    assert headings(made, 2) == ["Why?", "How?", "People", "Staff", "The budget"]


def test_short_answers_stand_beside_their_questions_as_people_read_them() -> None:
    assert below(document(), "Basics") == FactList(
        facts=(
            Fact(label="Name of the project", text="Morning café"),
            Fact(label="Begins", text="1 Mar 2027"),
            Fact(label="Ends", text="31 Dec 2028"),
            Fact(label="Is it renewed?", text="No"),
            Fact(label="Area", text="Town"),
            Fact(label="Ways of working", text="Groups, Walks"),
        )
    )


def test_a_question_that_is_asked_under_a_condition_appears_with_its_answer() -> None:
    answers = {
        **ANSWERS,
        "renewed": Answer(text="true"),
        "former": Answer(text="4000.00"),
        "name": Answer(text="Long name " * 12),
    }
    made = document(application(answers=answers))
    assert "Only when renewed" in headings(made, 1)
    assert headings(made, 2)[0] == "Name of the project"
    assert below(made, "Name of the project") == Paragraph(text="Long name " * 12)
    listed = next(part for part in made.parts if isinstance(part, FactList)).facts
    assert Fact(label="The former grant", text=f"4,000.00{NBSP}€") in listed


def test_a_text_is_printed_exactly_as_it_was_written() -> None:
    assert below(document(), "Why?") == Paragraph(text="Many are alone.\n\n- at home")


def test_an_unanswered_question_says_so_quietly() -> None:
    quiet = Paragraph(text="Not answered", kind=ParagraphKind.NOTE)
    made = document(application(answers={}, amounts={}))
    assert [below(made, question) for question in headings(made, 2)] == [quiet] * 5
    listed = below(made, "Basics")
    assert isinstance(listed, FactList)
    assert {fact.text for fact in listed.facts} == {"Not answered"}


def test_a_table_has_a_column_for_each_year_and_its_sums() -> None:
    made = document()
    assert [(one.title, one.group, one.kind) for one in table(made, "People").columns] == [
        ("Group", "", ColumnKind.TEXT),
        ("2027", "Persons", ColumnKind.WHOLE),
        ("2028", "Persons", ColumnKind.WHOLE),
    ]
    assert cells(made, "People") == [
        ("Young", "1,030", "40"),
        ("Old", "5", ""),
        ("Total", Decimal(1035), Decimal(40)),
    ]
    assert table(made, "People").rows[-1].kind is RowKind.TOTAL


def test_a_computed_column_stands_with_cents_and_a_share_as_it_was_written() -> None:
    assert cells(document(), "Staff") == [
        ("Guide", "33.33", Decimal("3000.00"), Decimal("999.90")),
        ("Total", "", "", Decimal("999.90")),
    ]


def test_a_computed_cell_that_lacks_a_figure_is_empty() -> None:
    answers = {**ANSWERS, "staff": Answer(rows=({"title": "Guide", "share": "80"},))}
    made = document(application(answers=answers))
    assert cells(made, "Staff") == [("Guide", "80", "", ""), ("Total", "", "", None)]


def test_an_activity_of_one_year_has_no_heads_of_years() -> None:
    answers = {**ANSWERS, "ends": Answer(text="2027-12-31")}
    made = document(application(answers=answers))
    assert [(one.title, one.group) for one in table(made, "People").columns] == [
        ("Group", ""),
        ("Persons", ""),
    ]
    assert [one.title for one in table(made, "Budget").columns] == ["Line", "2027"]
    assert cells(made, "Budget")[-1] == ("Income less costs", Decimal("0.00"))


def test_a_table_without_sums_has_its_rows_only() -> None:
    people = next(one for one in TEMPLATE.questions if one.id == "people")
    names = replace(people, columns=people.columns[:1])
    counts = replace(people, id="counts", label=DataText({"en": "Counts"}))
    counts = replace(counts, columns=(replace(people.columns[1], is_yearly=False),))
    section = replace(TEMPLATE.sections[1], questions=(names, counts))
    answers = {
        "people": Answer(rows=({"group": "Young"},)),
        "counts": Answer(rows=({"count": "3"},)),
    }
    case = application(template=replace(TEMPLATE, sections=(section,)), answers=answers)
    made = document(case)
    assert cells(made, "People") == [("Young",)]
    assert cells(made, "Counts") == [("3",), (Decimal(3),)]


def test_the_budget_stands_in_the_lines_of_the_funder_with_its_sums() -> None:
    rows = table(document(), "Budget").rows
    assert [(row.kind, row.level, *map(str, row.cells)) for row in rows] == [
        (RowKind.HEADING, 0, "Costs", "None", "None", "None"),
        (RowKind.BODY, 1, "Staff", "1000.00", "1200.00", "2200.00"),
        (RowKind.HEADING, 1, "Activity", "None", "None", "None"),
        (RowKind.BODY, 2, "Travel", "10.50", "None", "10.50"),
        (RowKind.BODY, 2, "Rooms", "None", "300.00", "300.00"),
        (RowKind.SUBTOTAL, 1, "Activity, total", "10.50", "300.00", "310.50"),
        (RowKind.HEADING, 1, "General costs", "None", "None", "None"),
        (RowKind.BODY, 2, "Overhead", "90.00", "None", "90.00"),
        (RowKind.TOTAL, 0, "Costs, total", "1100.50", "1500.00", "2600.50"),
        (RowKind.HEADING, 0, "Income", "None", "None", "None"),
        (RowKind.BODY, 1, "The grant", "1050.50", "1500.00", "2550.50"),
        (RowKind.BODY, 1, "Fees", "50.00", "None", "50.00"),
        (RowKind.TOTAL, 0, "Income, total", "1100.50", "1500.00", "2600.50"),
        (RowKind.TOTAL, 0, "Income less costs", "0.00", "0.00", "0.00"),
    ]


def test_where_the_amounts_come_from_stands_under_the_budget() -> None:
    assert cells(document(), "Basis of the budget") == [
        ("Staff", "2027", "Plan 2027", "one guide"),
        ("Staff", "2028", "Plan 2027, +20 %", ""),
        ("Rooms", "2028", "", "from March"),
    ]


def test_a_budget_without_bases_has_one_table() -> None:
    made = document(application(amounts={("travel", 2027): AMOUNTS["travel", 2027]}))
    assert [one.name for one in made.tables] == ["People", "Staff", "Budget", "Attachments"]


def test_a_budget_of_income_only_has_one_side() -> None:
    fees = SchemeLine(id="fees", label=DataText({"en": "Fees"}), kind=LineKind.ACTIVITY)
    scheme = BudgetScheme(lines=(fees,))
    made = document(application(template=replace(TEMPLATE, scheme=scheme)))
    assert [row.cells[0] for row in table(made, "Budget").rows] == [
        "Income",
        "Fees",
        "Income, total",
        "Income less costs",
    ]


def test_a_budget_without_a_place_in_the_form_is_a_chapter_of_its_own() -> None:
    others = replace(MONEY, questions=MONEY.questions[1:])
    template = replace(TEMPLATE, sections=(*TEMPLATE.sections[:-1], others))
    made = document(application(template=template))
    assert headings(made, 1) == ["Basics", "Content", "Money", "Budget", "Attachments"]
    assert isinstance(below(made, "Budget"), Table)
    kinds = {question.kind for question in template.questions}
    assert QuestionKind.BUDGET not in kinds


def test_attachments_tell_where_they_are() -> None:
    assert cells(document(), "Attachments") == [
        ("Annual accounts", "missing"),
        ("Letter", "not demanded"),
    ]
    states = {"letter": (AttachmentState.LATER, "in June")}
    made = document(replace(application(), attachments=states))
    assert cells(made, "Attachments") == [
        ("Annual accounts", "missing", ""),
        ("Letter", "sent later", "in June"),
    ]


def test_a_form_without_attachments_has_no_such_chapter() -> None:
    made = document(application(template=replace(TEMPLATE, attachments=())))
    assert "Attachments" not in headings(made, 1)


def test_what_the_check_finds_stands_at_the_end_when_it_is_asked_for() -> None:
    made = document(with_notes=True)
    assert headings(made, 1)[-1] == "Remarks of the check"
    found = below(made, "To be mended")
    assert isinstance(found, Paragraph)
    assert found.text.splitlines()[0] == (
        "• “Why?” has 26 characters, 6 over the limit of 20. Shorten the answer."
    )


def test_a_check_that_finds_nothing_says_so() -> None:
    bare = replace(
        TEMPLATE, status=Status.VERIFIED, sections=(), scheme=BudgetScheme(), attachments=()
    )
    made = document(application(template=bare), with_notes=True)
    assert made.parts == (
        Heading(text="Remarks of the check"),
        Paragraph(text="The check found nothing.", kind=ParagraphKind.NOTE),
    )


def test_short_answers_before_and_after_a_long_one_are_two_lists() -> None:
    area, need = TEMPLATE.sections[0].questions[5], TEMPLATE.sections[1].questions[0]
    section = replace(TEMPLATE.sections[0], questions=(area, need, replace(area, id="again")))
    made = document(application(template=replace(TEMPLATE, sections=(section,))))
    assert [type(part) for part in made.parts[:5]] == [
        Heading,
        FactList,
        Heading,
        Paragraph,
        FactList,
    ]


def test_a_computed_answer_is_shown_and_one_that_cannot_be_computed_is_not() -> None:
    listed = [part for part in document().parts if isinstance(part, FactList)][-1]
    assert listed.facts == (Fact(label="Asked for (€)", text="2,550.50"),)
    text = replace(MONEY.questions[1], formula=None)
    template = replace(TEMPLATE, sections=(replace(MONEY, questions=(text,)),))
    assert below(document(application(template=template)), "Money") == FactList(
        facts=(Fact(label="Asked for (€)", text="Not answered"),)
    )


def test_one_year_is_no_span() -> None:
    assert (years_text((2027,)), years_text((2027, 2028, 2029))) == ("2027", f"2027{DASH}2029")
