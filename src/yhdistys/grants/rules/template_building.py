"""The values of a form made from its pieces; a form with errors is never built."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from yhdistys.grants.rules.template import (
    NO_TEXT,
    AttachmentDemand,
    BudgetScheme,
    Choice,
    FormDate,
    FunderTemplate,
    GrantType,
    LineGroup,
    LineKind,
    Question,
    QuestionKind,
    ReportForm,
    RuleUse,
    SchemeLine,
    Section,
    Source,
    Status,
    TableColumn,
    YearsOfActivity,
)
from yhdistys.grants.rules.template_pieces import Piece
from yhdistys.values.counting import CountedUnit, CountingRule
from yhdistys.values.dated import DatedValue, DatedValues
from yhdistys.values.findings import Severity


@dataclass(frozen=True, slots=True)
class _Around:
    """What a part takes from the parts around it: status, source and the way of counting."""

    status: Status
    source: str
    counting: Mapping[str, Any]

    def inside(self, piece: Piece) -> _Around:
        status = piece.get("status")
        return _Around(
            Status(status) if status else self.status,
            piece.get("source") or self.source,
            self.counting,
        )


def build(form: Piece) -> FunderTemplate:
    """Return the form as a value.

    Args:
        form: The outermost piece of a form without errors.
    """
    counting = form.get("counting")
    around = _Around(
        Status.UNVERIFIED, "", counting.values if isinstance(counting, Piece) else {}
    ).inside(form)
    return FunderTemplate(
        id=form.id,
        version=form.get("version"),
        title=form.get("title"),
        funder_id=form.get("funder").id,
        funder=form.get("funder").get("name"),
        grant_type=_grant_type(form.get("grant_type")),
        kind=form.get("kind") or "application",
        status=around.status,
        valid_from=form.get("valid_from"),
        valid_to=form.get("valid_to"),
        sources=tuple(_source(piece) for piece in form.pieces("sources")),
        years=_years(form.get("years")),
        sections=_sections(form, around),
        scheme=_scheme(form.get("budget"), around),
        attachments=_attachments(form, around),
        dates=tuple(_date(piece, around) for piece in form.pieces("dates")),
        rules=tuple(_rule(piece, around) for piece in form.pieces("rules")),
        reports=tuple(_report(piece, around) for piece in form.pieces("reports")),
    )


def _part(piece: Piece, around: _Around) -> dict[str, Any]:
    known = around.inside(piece)
    return {
        "id": piece.id,
        "label": piece.get("label"),
        "help": piece.get("help") or NO_TEXT,
        "status": known.status,
        "source": known.source,
    }


def _grant_type(piece: Piece | None) -> GrantType | None:
    if piece is None:
        return None
    return GrantType(code=piece.get("code"), label=piece.get("label"))


def _source(piece: Piece) -> Source:
    return Source(
        id=piece.id,
        title=piece.get("title"),
        publisher=piece.get("publisher") or "",
        address=piece.get("address") or "",
        read_on=piece.get("read_on"),
    )


def _years(piece: Piece | None) -> YearsOfActivity | None:
    return None if piece is None else YearsOfActivity(**piece.values)


def _sections(owner: Piece, around: _Around) -> tuple[Section, ...]:
    return tuple(_section(piece, around) for piece in owner.pieces("sections"))


def _section(piece: Piece, around: _Around) -> Section:
    known = around.inside(piece)
    return Section(
        **_part(piece, around),
        questions=tuple(_question(one, known) for one in piece.pieces("questions")),
        visible_if=piece.get("visible_if"),
    )


def _question(piece: Piece, around: _Around) -> Question:
    return Question(
        **_part(piece, around),
        kind=QuestionKind(piece.get("kind")),
        is_required=bool(piece.get("required")),
        required_if=piece.get("required_if"),
        visible_if=piece.get("visible_if"),
        max_chars=piece.get("max_chars"),
        counting=_counting(piece.get("counting"), around),
        choices=_choices(piece),
        columns=tuple(_column(one) for one in piece.pieces("columns")),
        min_rows=piece.get("min_rows") or 0,
        max_rows=piece.get("max_rows"),
        formula=piece.get("formula"),
        prefill=piece.get("prefill") or "",
        topic=piece.get("topic") or "",
    )


def _counting(piece: Piece | None, around: _Around) -> CountingRule:
    told = {**around.counting, **(piece.values if piece else {})}
    if "unit" in told:
        told["unit"] = CountedUnit(told["unit"])
    return CountingRule(**told)


def _choices(piece: Piece) -> tuple[Choice, ...]:
    return tuple(Choice(id=one.id, label=one.get("label")) for one in piece.pieces("choices"))


def _column(piece: Piece) -> TableColumn:
    return TableColumn(
        id=piece.id,
        label=piece.get("label"),
        kind=QuestionKind(piece.get("kind")),
        is_yearly=bool(piece.get("yearly")),
        is_required=bool(piece.get("required")),
        choices=_choices(piece),
        formula=piece.get("formula"),
        is_summed=bool(piece.get("summed")),
    )


def _scheme(piece: Piece | None, around: _Around) -> BudgetScheme:
    if piece is None:
        return BudgetScheme()
    known = around.inside(piece)
    return BudgetScheme(
        rounding=piece.get("rounding") or "cent",
        lines=tuple(_line(one, known) for one in piece.pieces("lines")),
        groups=tuple(
            LineGroup(id=one.id, label=one.get("label")) for one in piece.pieces("groups")
        ),
    )


def _line(piece: Piece, around: _Around) -> SchemeLine:
    return SchemeLine(
        **_part(piece, around),
        kind=LineKind(piece.get("kind")),
        categories=piece.get("categories") or (),
        group=piece.get("group") or "",
        formula=piece.get("formula"),
        first_year_from=piece.get("first_year_from"),
        is_note_required=bool(piece.get("note_required")),
    )


def _attachments(owner: Piece, around: _Around) -> tuple[AttachmentDemand, ...]:
    return tuple(
        AttachmentDemand(
            **_part(piece, around),
            is_required=bool(piece.get("required")),
            required_if=piece.get("required_if"),
        )
        for piece in owner.pieces("attachments")
    )


def _date(piece: Piece, around: _Around) -> FormDate:
    return FormDate(
        **_part(piece, around),
        event=piece.get("event"),
        day=piece.get("day"),
        month_and_day=piece.get("yearly"),
        at=piece.get("at"),
        moves_to_working_day=bool(piece.get("moves_to_working_day")),
    )


def _rule(piece: Piece, around: _Around) -> RuleUse:
    parameters = piece.get("parameters") or {}
    return RuleUse(
        **_part(piece, around),
        rule=piece.get("rule"),
        severity=Severity(piece.get("severity")),
        only_if=piece.get("only_if"),
        parameters={
            name: DatedValues(tuple(_dated(row) for row in rows), name)
            for name, rows in parameters.items()
        },
    )


def _dated(piece: Piece) -> DatedValue[Any]:
    return DatedValue(
        value=piece.get("value"),
        valid_from=piece.get("valid_from"),
        valid_to=piece.get("valid_to"),
        source=piece.get("source"),
    )


def _report(piece: Piece, around: _Around) -> ReportForm:
    known = around.inside(piece)
    return ReportForm(
        **_part(piece, around),
        kind=piece.get("kind"),
        sections=_sections(piece, known),
        attachments=_attachments(piece, known),
    )
