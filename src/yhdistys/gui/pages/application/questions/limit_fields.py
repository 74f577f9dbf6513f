"""What is asked about the limit of an answer in the funder's web form."""

from __future__ import annotations

from typing import Any

from yhdistys.grants.rules.application import Application
from yhdistys.grants.rules.limits import limit_of
from yhdistys.grants.rules.template import Question
from yhdistys.i18n import _
from yhdistys.values.counting import CountedUnit, CountingRule
from yhdistys.values.fields import Field, FieldKind


def limit_fields() -> tuple[Field, ...]:
    """Return what is asked."""
    return (
        Field(
            id="max_chars",
            label=_("Most characters"),
            kind=FieldKind.WHOLE_NUMBER,
            help=_("As the funder's web form says; empty when it has no limit."),
        ),
        Field(id="counts_spaces", label=_("Spaces count"), kind=FieldKind.SWITCH, default=True),
        Field(
            id="breaks_are_two",
            label=_("A line break counts as two"),
            kind=FieldKind.SWITCH,
            default=False,
        ),
        Field(
            id="unit",
            label=_("Counted as"),
            kind=FieldKind.CHOICE,
            default=CountedUnit.CODE_POINTS.value,
            choices=(
                (CountedUnit.CODE_POINTS.value, _("characters")),
                (CountedUnit.UTF_16_UNITS.value, _("characters, an emoji as two")),
                (CountedUnit.UTF_8_BYTES.value, _("bytes: ä and ö as two")),
                (CountedUnit.GRAPHEMES.value, _("signs as one sees them")),
            ),
        ),
    )


def limit_values(application: Application, question: Question) -> dict[str, object]:
    """Return the limit that holds now."""
    limit = limit_of(application, question)
    return {
        "max_chars": limit.max_chars,
        "counts_spaces": limit.counting.counts_spaces,
        "breaks_are_two": limit.counting.line_break == 2,  # noqa: PLR2004 - as CR LF
        "unit": limit.counting.unit.value,
    }


def counting_of(values: dict[str, Any]) -> CountingRule:
    """Return how the web form counts."""
    return CountingRule(
        unit=CountedUnit(values["unit"]),
        line_break=2 if values["breaks_are_two"] else 1,
        counts_spaces=bool(values["counts_spaces"]),
    )
