"""What changed, in the words of the reader: tables, their fields, and values."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from yhdistys.i18n import LANGUAGES, LazyText, data_text, lazy
from yhdistys.values.formats import date_text, money
from yhdistys.values.money import from_cents

MISSING = "\N{EN DASH}"
_LONGEST_VALUE = 40

ENTITIES: Mapping[str, LazyText] = {
    "account": lazy("Account"),
    "accounting_project": lazy("Project"),
    "budget_version": lazy("Budget version"),
    "category_rule": lazy("Cost category of accounts"),
    "cost_centre": lazy("Cost centre"),
    "cost_centre_group": lazy("Group of cost centres"),
    "cost_centre_in_group": lazy("Cost centre of a group"),
    "explanation": lazy("Explanation"),
    "fiscal_year": lazy("Fiscal year"),
    "line_rule": lazy("Line of accounts"),
    "plan_line": lazy("Plan line"),
    "plan_month": lazy("Month of a plan"),
    "setting": lazy("Setting"),
}
FIELDS: Mapping[str, LazyText] = {
    "account": lazy("account"),
    "actor": lazy("by whom"),
    "amount": lazy("amount"),
    "approved_on": lazy("approved on"),
    "budget_version_id": lazy("budget version"),
    "category": lazy("cost category"),
    "cents": lazy("amount"),
    "code": lazy("code"),
    "cost_centre": lazy("cost centre"),
    "cost_centre_id": lazy("cost centre"),
    "ends_on": lazy("ends on"),
    "fiscal_year_id": lazy("fiscal year"),
    "group_id": lazy("group"),
    "key": lazy("name"),
    "label": lazy("year"),
    "line": lazy("statement line"),
    "meeting": lazy("meeting"),
    "month": lazy("month"),
    "name": lazy("name"),
    "names": lazy("name"),
    "note": lazy("note"),
    "number": lazy("number"),
    "parent_id": lazy("part of"),
    "plan_line_id": lazy("plan line"),
    "prefix": lazy("accounts beginning with"),
    "profile": lazy("spread over the months"),
    "project": lazy("project"),
    "section": lazy("section"),
    "starts_on": lazy("starts on"),
    "state": lazy("state"),
    "text": lazy("text"),
    "value": lazy("value"),
}
STATES: Mapping[str, LazyText] = {
    "approved": lazy("approved"),
    "draft": lazy("draft"),
    "replaced": lazy("replaced"),
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
    if isinstance(value, Decimal):
        return money(value)
    if field == "cents" and isinstance(value, int):
        return money(from_cents(value))
    if field.endswith("_on") and isinstance(value, str):
        return date_text(date.fromisoformat(value[:10]))
    if isinstance(value, Mapping):
        return _mapping_text(value)
    return str(STATES.get(str(value), value)) if field == "state" else str(value)


def _mapping_text(value: Mapping[str, object]) -> str:
    if value and set(value) <= set(LANGUAGES):
        return data_text({code: str(text) for code, text in value.items()})
    return ", ".join(str(part) for part in value.values())
