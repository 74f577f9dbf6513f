"""What changed, in the words of the reader: tables, their fields, and values."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal

from yhdistys.i18n import LANGUAGES, LazyText, _, data_text, lazy, ngettext
from yhdistys.values.formats import date_text, money
from yhdistys.values.money import from_cents

MISSING = "\N{EN DASH}"
_LONGEST_VALUE = 40

ENTITIES: Mapping[str, LazyText] = {
    "account": lazy("Account"),
    "accounting_project": lazy("Project"),
    "application": lazy("Application"),
    "application_amount": lazy("Amount of an application"),
    "application_answer": lazy("Answer of an application"),
    "application_attachment": lazy("Attachment of an application"),
    "application_source": lazy("Plan behind an application"),
    "application_version": lazy("Version of an application"),
    "budget_version": lazy("Budget version"),
    "category_rule": lazy("Cost category of accounts"),
    "cost_centre": lazy("Cost centre"),
    "cost_centre_group": lazy("Group of cost centres"),
    "cost_centre_in_group": lazy("Cost centre of a group"),
    "explanation": lazy("Explanation"),
    "fiscal_year": lazy("Fiscal year"),
    "form_copy": lazy("Funder's form"),
    "line_rule": lazy("Line of accounts"),
    "own_limit": lazy("Limit read in a web form"),
    "plan_line": lazy("Plan line"),
    "plan_month": lazy("Month of a plan"),
    "setting": lazy("Setting"),
}
FIELDS: Mapping[str, LazyText] = {
    "account": lazy("account"),
    "actor": lazy("by whom"),
    "amount": lazy("amount"),
    "application_id": lazy("application"),
    "approved_on": lazy("approved on"),
    "attachment": lazy("attachment"),
    "basis": lazy("taken from"),
    "budget_name": lazy("budget"),
    "budget_version_id": lazy("budget version"),
    "category": lazy("cost category"),
    "cents": lazy("amount"),
    "closes_at": lazy("time of the deadline"),
    "closes_on": lazy("deadline"),
    "code": lazy("code"),
    "cost_centre": lazy("cost centre"),
    "cost_centre_id": lazy("cost centre"),
    "cost_centres": lazy("its cost centres"),
    "counting": lazy("how characters are counted"),
    "ends_on": lazy("ends on"),
    "first_year": lazy("first year"),
    "fiscal_year_id": lazy("fiscal year"),
    "form_copy_id": lazy("form"),
    "form_id": lazy("form"),
    "form_version": lazy("version of the form"),
    "general_centres": lazy("cost centres of general costs"),
    "general_share": lazy("share of the general costs"),
    "group_id": lazy("group"),
    "is_planned": lazy("taken from the plan"),
    "kept_at": lazy("kept"),
    "key": lazy("name"),
    "label": lazy("year"),
    "line": lazy("line"),
    "max_chars": lazy("limit of characters"),
    "meeting": lazy("meeting"),
    "month": lazy("month"),
    "name": lazy("name"),
    "names": lazy("name"),
    "note": lazy("note"),
    "number": lazy("number"),
    "parent_id": lazy("part of"),
    "percent": lazy("change in per cent"),
    "plan_line_id": lazy("plan line"),
    "prefix": lazy("accounts beginning with"),
    "profile": lazy("spread over the months"),
    "project": lazy("project"),
    "question": lazy("question"),
    "reason": lazy("reason"),
    "rows": lazy("rows"),
    "section": lazy("section"),
    "starts_on": lazy("starts on"),
    "state": lazy("state"),
    "submitted_on": lazy("sent on"),
    "text": lazy("text"),
    "value": lazy("value"),
    "year": lazy("year"),
}
STATES: Mapping[str, LazyText] = {
    "approved": lazy("approved"),
    "attached": lazy("attached"),
    "draft": lazy("draft"),
    "in_other_file": lazy("in another file"),
    "later": lazy("sent later"),
    "missing": lazy("missing"),
    "not_needed": lazy("not needed"),
    "replaced": lazy("replaced"),
    "submitted": lazy("sent"),
    "withdrawn": lazy("withdrawn"),
}


def entity_text(entity: str) -> str:
    """Name an entity such as ``budget_version/3``."""
    kind, _slash, row_id = entity.partition("/")
    return f"{ENTITIES.get(kind, kind)} {row_id}".strip()


def field_text(field: str) -> str:
    """Name a field of an entity."""
    return str(FIELDS.get(field, field))


def value_text(field: str, value: object) -> str:
    """Show a value of a field; a dash where there is none."""
    text = _value_text(field, value)
    return text if len(text) <= _LONGEST_VALUE else text[: _LONGEST_VALUE - 1] + "…"


def _value_text(field: str, value: object) -> str:
    if value is None:
        return MISSING
    if field == "cents" and isinstance(value, int):
        value = from_cents(value)
    if isinstance(value, Decimal):
        return money(value)
    if field.endswith("_on") and isinstance(value, str):
        return date_text(date.fromisoformat(value[:10]))
    if isinstance(value, Mapping):
        return _mapping_text(value)
    if field.startswith("is_"):
        return _("yes") if value else _("no")
    return str(STATES.get(str(value), value)) if field == "state" else str(value)


def _mapping_text(value: Mapping[str, object]) -> str:
    if value and set(value) <= set(LANGUAGES):
        return data_text({code: str(text) for code, text in value.items()})
    rows = value.get("rows")
    if isinstance(rows, Sequence):
        return ngettext("{n} row", "{n} rows", len(rows)).format(n=len(rows))
    codes = value.get("codes")
    parts = codes if isinstance(codes, Sequence) else value.values()
    return ", ".join(str(part) for part in parts) or MISSING
