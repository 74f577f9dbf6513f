"""Taking the budget of an application from a plan: what is asked for, and what came of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any, Final

from yhdistys.budget.queries import VersionRow
from yhdistys.errors import ValidationError
from yhdistys.grants.rules.from_plan import told_of
from yhdistys.grants.rules.plan_sources import FilledBudget, YearSource, budget_name
from yhdistys.i18n import LazyText, _, lazy, ngettext
from yhdistys.values.fields import Field, FieldKind
from yhdistys.values.findings import Finding, Severity

ALL_YEARS: Final = "all"
_HUNDRED: Final = Decimal(100)
_MOST_NAMED: Final = 12
_STATES: Final[Mapping[str, LazyText]] = {
    "approved": lazy("approved"),
    "draft": lazy("draft"),
    "replaced": lazy("replaced"),
}


def plan_fields(
    versions: Sequence[VersionRow], centres: Mapping[str, str], years: Sequence[int]
) -> tuple[Field, ...]:
    """Return what is asked for.

    Args:
        versions: The budget versions of all years.
        centres: The names of the cost centres by code.
        years: The years of the application.
    """
    newest = sorted(versions, key=_by_year, reverse=True)
    choices = tuple((str(one.id), _version_text(one)) for one in newest)
    each = tuple((str(year), str(year)) for year in years)
    return (
        Field(
            id="version", label=_("Budget"), kind=FieldKind.CHOICE, required=True, choices=choices,
            default=choices[0][0] if choices else None,
        ),
        Field(
            id="percent", label=_("Change by per cent"), kind=FieldKind.PERCENT,
            default=Decimal(0), help=_("Such as 2 or -1,5."),
        ),
        *_centre_fields(centres),
        Field(
            id="years", label=_("For the years"), kind=FieldKind.CHOICE, default=ALL_YEARS,
            choices=((ALL_YEARS, _("all years")), *each),
        ),
    )  # fmt: skip


def _centre_fields(centres: Mapping[str, str]) -> tuple[Field, ...]:
    told = _("Codes such as 10, 20; empty takes all. There are: {known}.")
    return (
        Field(
            id="cost_centres", label=_("Cost centres"), kind=FieldKind.TEXT, default="",
            help=told.format(known=_known(centres)),
        ),
        Field(
            id="general_centres", label=_("Cost centres of general costs"), kind=FieldKind.TEXT,
            default="", help=_("Such as that of the administration; may be empty."),
        ),
        Field(
            id="general_share", label=_("Their share for this activity"), kind=FieldKind.PERCENT,
            default=Decimal(0), help=_("Per cent of the general costs, from 0 to 100."),
        ),
    )  # fmt: skip


def _by_year(version: VersionRow) -> tuple[int, bool, int]:
    return (version.year, version.state == "approved", version.id)


def _version_text(version: VersionRow) -> str:
    state = _STATES.get(version.state, version.state)
    return _("{name}, {state}").format(name=budget_name(version.name, version.year), state=state)


def _known(centres: Mapping[str, str]) -> str:
    named = [code if code == name else f"{code} {name}" for code, name in centres.items()]
    shown = ", ".join(named[:_MOST_NAMED])
    return (f"{shown}…" if len(named) > _MOST_NAMED else shown) or _("none")


def values_of(source: YearSource | None) -> dict[str, object]:
    """Return what was asked the last time, to begin with."""
    if source is None:
        return {}
    return {
        "version": str(source.version_id),
        "percent": source.percent,
        "cost_centres": ", ".join(source.cost_centres),
        "general_centres": ", ".join(source.general_centres),
        "general_share": (source.general_share * _HUNDRED).normalize() + Decimal(0),
    }


def sources_of(
    values: Mapping[str, Any], centres: Mapping[str, str], years: Sequence[int]
) -> tuple[YearSource, ...]:
    """Return the sources that were asked for, one for each year.

    Raises:
        ValidationError: A cost centre is not known, or a share stands without its cost centres;
            told at the field.
    """
    direct = _codes(values, "cost_centres", centres)
    general = _codes(values, "general_centres", centres)
    share = values["general_share"]
    problems = [*direct[1], *general[1], *_share_problems(share, general[0])]
    if problems:
        first = problems[0]
        raise ValidationError(first.message, kind=first.kind, problems=tuple(problems))
    chosen = years if values["years"] == ALL_YEARS else [int(values["years"])]
    return tuple(
        YearSource(
            year=year,
            version_id=int(values["version"]),
            percent=values["percent"],
            cost_centres=direct[0],
            general_centres=general[0],
            general_share=share / _HUNDRED,
        )
        for year in chosen
    )


def _codes(
    values: Mapping[str, Any], field: str, centres: Mapping[str, str]
) -> tuple[tuple[str, ...], list[Finding]]:
    text = values[field] or ""
    codes = tuple(dict.fromkeys(text.replace(",", " ").replace(";", " ").split()))
    told = _("There is no cost centre “{code}”.")
    problems = [_problem(field, told.format(code=c)) for c in codes if c not in centres]
    return codes, problems


def _share_problems(share: Decimal, general: tuple[str, ...]) -> Iterable[Finding]:
    if not 0 <= share <= _HUNDRED:
        yield _problem("general_share", _("Give a share from 0 to 100 per cent."))
    elif general and not share:
        told = _("Give the share of the general costs that belongs to this activity.")
        yield _problem("general_share", told)
    elif share and not general:
        yield _problem("general_centres", _("Give the cost centres that the share is taken of."))


def _problem(field: str, message: str) -> Finding:
    return Finding(
        severity=Severity.ERROR, kind="wrong-source", message=message, column=field, value=""
    )


def told_filled(filled: FilledBudget) -> tuple[str, str]:
    """Return what was filled, and what happened to the rest."""
    count = len(filled.amounts)
    done = ngettext(
        "{n} amount was taken from the plan.", "{n} amounts were taken from the plan.", count
    ).format(n=count)
    replaced = len(filled.replaced)
    parts = list(told_of(filled))
    if replaced:
        text = ngettext(
            "{n} amount given by hand was replaced.",
            "{n} amounts given by hand were replaced.",
            replaced,
        )
        parts.insert(0, text.format(n=replaced))
    return done, " ".join(parts)
