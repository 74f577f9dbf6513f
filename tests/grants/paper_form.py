"""A small form with a question of every kind, and an application made with it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, time
from decimal import Decimal

from yhdistys.grants.rules.application import Amount, Answer, Application
from yhdistys.grants.rules.template import (
    AttachmentDemand,
    BudgetScheme,
    Choice,
    FunderTemplate,
    GrantType,
    LineGroup,
    LineKind,
    Question,
    QuestionKind,
    SchemeLine,
    Section,
    TableColumn,
    YearsOfActivity,
)
from yhdistys.i18n import DataText
from yhdistys.values.expression import parse


def text(words: str) -> DataText:
    return DataText({"en": words})


def choice(words: str) -> Choice:
    return Choice(id=words.split(maxsplit=1)[0].lower(), label=text(words))


BASICS = Section(
    id="basics",
    label=text("Basics"),
    questions=(
        Question(id="name", label=text("Name of the project"), kind=QuestionKind.TEXT),
        Question(id="begins", label=text("Begins"), kind=QuestionKind.DATE),
        Question(id="ends", label=text("Ends"), kind=QuestionKind.DATE),
        Question(id="renewed", label=text("Is it renewed?"), kind=QuestionKind.YES_NO),
        Question(
            id="former",
            label=text("The former grant"),
            kind=QuestionKind.MONEY,
            visible_if=parse("renewed"),
        ),
        Question(
            id="area",
            label=text("Area"),
            kind=QuestionKind.CHOICE,
            choices=(choice("Town"), choice("Country")),
        ),
        Question(
            id="ways",
            label=text("Ways of working"),
            kind=QuestionKind.CHOICES,
            choices=(choice("Groups"), choice("Visits"), choice("Walks")),
        ),
        Question(id="rules", label=text("Read the rules."), kind=QuestionKind.NOTE),
    ),
)
CONTENT = Section(
    id="content",
    label=text("Content"),
    questions=(
        Question(id="need", label=text("Why?"), kind=QuestionKind.LONG_TEXT, max_chars=20),
        Question(id="plan", label=text("How?"), kind=QuestionKind.LONG_TEXT),
        Question(
            id="people",
            label=text("People"),
            kind=QuestionKind.TABLE,
            columns=(
                TableColumn(id="group", label=text("Group"), kind=QuestionKind.TEXT),
                TableColumn(
                    id="count",
                    label=text("Persons"),
                    kind=QuestionKind.WHOLE_NUMBER,
                    is_yearly=True,
                    is_summed=True,
                ),
            ),
        ),
        Question(
            id="staff",
            label=text("Staff"),
            kind=QuestionKind.TABLE,
            columns=(
                TableColumn(id="title", label=text("Title"), kind=QuestionKind.TEXT),
                TableColumn(id="share", label=text("Share (%)"), kind=QuestionKind.PERCENT),
                TableColumn(id="pay", label=text("Pay (€)"), kind=QuestionKind.MONEY),
                TableColumn(
                    id="cost",
                    label=text("Cost (€)"),
                    kind=QuestionKind.COMPUTED,
                    formula=parse("pay * share / 100"),
                    is_summed=True,
                ),
            ),
        ),
    ),
)
HIDDEN = Section(
    id="hidden",
    label=text("Only when renewed"),
    visible_if=parse("renewed"),
    questions=(Question(id="results", label=text("Results"), kind=QuestionKind.LONG_TEXT),),
)
MONEY = Section(
    id="money",
    label=text("Money"),
    questions=(
        Question(id="budget", label=text("The budget"), kind=QuestionKind.BUDGET),
        Question(
            id="asked_for",
            label=text("Asked for (€)"),
            kind=QuestionKind.COMPUTED,
            formula=parse("grant"),
        ),
    ),
)
SCHEME = BudgetScheme(
    lines=(
        SchemeLine(id="pay", label=text("Staff"), kind=LineKind.DIRECT),
        SchemeLine(id="travel", label=text("Travel"), kind=LineKind.DIRECT, group="activity"),
        SchemeLine(id="rooms", label=text("Rooms"), kind=LineKind.DIRECT, group="activity"),
        SchemeLine(id="office", label=text("Overhead"), kind=LineKind.OVERHEAD, group="general"),
        SchemeLine(
            id="grant_line",
            label=text("The grant"),
            kind=LineKind.GRANT,
            formula=parse("costs - other_income"),
        ),
        SchemeLine(id="fees", label=text("Fees"), kind=LineKind.ACTIVITY),
    ),
    groups=(
        LineGroup(id="activity", label=text("Activity")),
        LineGroup(id="general", label=text("General costs")),
    ),
)
ATTACHMENTS = (
    AttachmentDemand(id="accounts", label=text("Annual accounts"), is_required=True),
    AttachmentDemand(id="letter", label=text("Letter")),
)
TEMPLATE = FunderTemplate(
    id="small",
    version="1",
    title=text("Small grants"),
    funder_id="town",
    funder=text("The Town"),
    grant_type=GrantType(code="S", label=text("small grant")),
    years=YearsOfActivity(begins="begins", ends="ends"),
    sections=(BASICS, CONTENT, HIDDEN, MONEY),
    scheme=SCHEME,
    attachments=ATTACHMENTS,
)
ANSWERS: Mapping[str, Answer] = {
    "name": Answer(text="Morning café"),
    "begins": Answer(text="2027-03-01"),
    "ends": Answer(text="2028-12-31"),
    "renewed": Answer(text="false"),
    "area": Answer(text="town"),
    "ways": Answer(text="groups,walks"),
    "need": Answer(text="Many are alone.\n\n- at home"),
    "people": Answer(
        rows=(
            {"group": "Young", "count/2027": "1030", "count/2028": "40"},
            {"group": "Old", "count/2027": "5"},
        )
    ),
    "staff": Answer(rows=({"title": "Guide", "share": "33.33", "pay": "3000.00"},)),
}
AMOUNTS = {
    ("pay", 2027): Amount(amount=Decimal("1000.00"), basis="Plan 2027", note="one guide"),
    ("pay", 2028): Amount(amount=Decimal("1200.00"), basis="Plan 2027, +20 %"),
    ("travel", 2027): Amount(amount=Decimal("10.50")),
    ("rooms", 2028): Amount(amount=Decimal("300.00"), note="from March"),
    ("office", 2027): Amount(amount=Decimal("90.00")),
    ("fees", 2027): Amount(amount=Decimal("50.00")),
}


def application(
    *,
    template: FunderTemplate = TEMPLATE,
    answers: Mapping[str, Answer] = ANSWERS,
    amounts: Mapping[tuple[str, int], Amount] = AMOUNTS,
) -> Application:
    return Application(
        id=1,
        name="Morning café",
        template=template,
        answers=answers,
        amounts=amounts,
        first_year=2027,
        closes_on=date(2027, 5, 31),
        closes_at=time(16, 15),
    )
