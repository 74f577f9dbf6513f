"""What an import tells: for scripts and for people."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import TYPE_CHECKING

from yhdistys.cli.json_values import amount_of_cents, problems
from yhdistys.i18n import _, ngettext
from yhdistys.values.findings import Severity
from yhdistys.values.formats import money, whole_number

if TYPE_CHECKING:
    from yhdistys.app import Preview

_NOT_SKIPPED = frozenset({"entry", "blank", "unknown"})
_SHOWN = 8


def skipped(row_classes: Mapping[str, int]) -> dict[str, int]:
    """Return the rows that are neither entries nor blank nor unknown, by class."""
    return {name: n for name, n in row_classes.items() if name not in _NOT_SKIPPED and n}


def _proof_json(preview: Preview) -> dict[str, int]:
    failed = sum(not check.ok for check in preview.proof)
    return {"checked": len(preview.proof), "failed": failed}


def ledger_json(preview: Preview) -> dict[str, object]:
    """Return what an import of a ledger found and stored."""
    plan, result = preview.plan, preview.result
    diff = plan.diff
    return {
        "kind": "ledger",
        "batch": preview.batch,
        "rows_read": result.rows_read,
        "entries": len(result.ledger),
        "vouchers": {
            "new": len(diff.new),
            "same": len(diff.same),
            "changed": len(diff.changed),
            "vanished": len(diff.vanished),
        },
        "skipped": skipped(result.row_classes),
        "debit": amount_of_cents(sum(line.debit_cents for line in result.ledger)),
        "credit": amount_of_cents(sum(line.credit_cents for line in result.ledger)),
        "proof": _proof_json(preview),
        "unknown_accounts": list(plan.unknown_accounts),
        "created": {
            "accounts": len(plan.new_accounts),
            "cost_centres": len(plan.new_cost_centres),
            "projects": len(plan.new_projects),
            "fiscal_years": len(plan.new_fiscal_years),
        },
        "problems": problems(preview.problems),
        "stored": preview.is_stored,
    }


def budget_json(preview: Preview, version: str | None) -> dict[str, object]:
    """Return what an import of a budget found and stored."""
    plan, result = preview.plan, preview.result
    diff = plan.diff
    amounts = [line.amount_cents for line in result.budget]
    return {
        "kind": "budget",
        "batch": preview.batch,
        "year": plan.year.label,
        "version": version,
        "rows_read": result.rows_read,
        "entries": len(result.budget),
        "lines": {
            "new": len(diff.new),
            "same": len(diff.same),
            "changed": len(diff.changed),
            "vanished": len(diff.vanished),
        },
        "skipped": skipped(result.row_classes),
        "income": amount_of_cents(sum(cents for cents in amounts if cents > 0)),
        "expense": amount_of_cents(sum(cents for cents in amounts if cents < 0)),
        "proof": _proof_json(preview),
        "unknown_accounts": list(plan.unknown.accounts_without_line),
        "created": {
            "accounts": len(plan.unknown.accounts),
            "cost_centres": len(plan.unknown.cost_centres),
            "projects": len(plan.unknown.projects),
        },
        "problems": problems(preview.problems),
        "stored": preview.is_stored,
    }


def chart_json(preview: Preview) -> dict[str, object]:
    """Return what an import of a chart of accounts found and stored."""
    return {
        "kind": "chart",
        "batch": None,
        "rows_read": preview.result.rows_read,
        "entries": len(preview.result.chart),
        "problems": problems(preview.problems),
        "stored": preview.is_stored,
    }


def reading_text(preview: Preview) -> str:
    """Say what was read, how, and whether the file proves itself."""
    result = preview.result
    lines = [
        _("{file}, sheet {sheet}: {rows} rows").format(
            file=result.file_name, sheet=result.sheet, rows=whole_number(result.rows_read)
        )
    ]
    if result.sign is not None:
        told = _("Sign convention: {sign}").format(sign=result.sign)
        lines.append(f"{told}. {result.sign_reason}".rstrip(". ") + ".")
    left_out = ", ".join(f"{name} {n}" for name, n in skipped(result.row_classes).items())
    if left_out:
        lines.append(_("Rows used as proof or left out: {rows}").format(rows=left_out))
    lines += _proof_lines(preview)
    warnings = [f for f in preview.problems if f.severity is not Severity.ERROR]
    lines += [f"- {finding.message}" for finding in warnings[:_SHOWN]]
    if len(warnings) > _SHOWN:
        lines.append(_("… and {n} more remarks").format(n=len(warnings) - _SHOWN))
    return "\n".join(lines)


def _proof_lines(preview: Preview) -> list[str]:
    if not preview.proof:
        return []
    failed = [check for check in preview.proof if not check.ok]
    told = ngettext(
        "Proof: {n} figure of the file was compared with its entries",
        "Proof: {n} figures of the file were compared with its entries",
        len(preview.proof),
    ).format(n=whole_number(len(preview.proof)))
    if not failed:
        return [told + ", " + _("all agree") + "."]
    lines = [told + ", " + _("{n} do not agree").format(n=len(failed)) + ":"]
    text = _("{place}: the file says {expected}, its entries make {found}")
    return lines + [
        "- "
        + text.format(place=check.place, expected=money(check.expected), found=money(check.found))
        for check in failed[:_SHOWN]
    ]


def ledger_text(preview: Preview, *, is_dry: bool) -> str:
    """Say what an import of a ledger found and stored."""
    plan, lines = preview.plan, preview.result.ledger
    debit = Decimal(sum(line.debit_cents for line in lines)) / 100
    credit = Decimal(sum(line.credit_cents for line in lines)) / 100
    told = [
        reading_text(preview),
        _("{n} entries, debit {debit}, credit {credit}").format(
            n=whole_number(len(lines)), debit=money(debit), credit=money(credit)
        ),
        _("Vouchers: {counts}").format(counts=_counts(plan.diff)),
        *_created(
            {
                _("accounts"): plan.new_accounts,
                _("cost centres"): plan.new_cost_centres,
                _("projects"): plan.new_projects,
                _("fiscal years"): [year.label for year in plan.new_fiscal_years],
            }
        ),
        *_without_line(plan.unknown_accounts),
        _outcome(preview, is_dry=is_dry),
    ]
    return "\n".join(told)


def budget_text(preview: Preview, version: str | None, *, is_dry: bool) -> str:
    """Say what an import of a budget found and stored."""
    plan = preview.plan
    told = [
        reading_text(preview),
        _("Fiscal year {year}, lines: {counts}").format(
            year=plan.year.label, counts=_counts(plan.diff)
        ),
        *_created(
            {
                _("accounts"): plan.unknown.accounts,
                _("cost centres"): plan.unknown.cost_centres,
                _("projects"): plan.unknown.projects,
            }
        ),
        *_without_line(plan.unknown.accounts_without_line),
    ]
    if version is not None:
        told.append(_("Version: {name}").format(name=version))
    return "\n".join([*told, _outcome(preview, is_dry=is_dry)])


def chart_text(preview: Preview, *, is_dry: bool) -> str:
    """Say what an import of a chart of accounts found and stored."""
    accounts = len(preview.result.chart)
    told = ngettext("{n} account", "{n} accounts", accounts).format(n=accounts)
    return "\n".join([reading_text(preview), told, _outcome(preview, is_dry=is_dry)])


def _counts(diff: object) -> str:
    words = {
        "new": _("new"),
        "same": _("the same"),
        "changed": _("changed"),
        "vanished": _("vanished"),
    }
    counted = {word: len(getattr(diff, name)) for name, word in words.items()}
    return ", ".join(f"{whole_number(n)} {word}" for word, n in counted.items())


def _created(new: Mapping[str, object]) -> list[str]:
    counted = [f"{len(list(found))} {word}" for word, found in new.items() if found]  # type: ignore[call-overload]
    return [_("Not known before: {things}").format(things=", ".join(counted))] if counted else []


def _without_line(accounts: tuple[str, ...]) -> list[str]:
    if not accounts:
        return []
    shown = ", ".join(accounts[:_SHOWN]) + (" …" if len(accounts) > _SHOWN else "")
    return [_("On no line of the statements: {accounts}").format(accounts=shown)]


def _outcome(preview: Preview, *, is_dry: bool) -> str:
    if is_dry:
        return _("Nothing was stored: this was a trial.")
    if not preview.is_stored:
        return _("Nothing was stored: everything is there already.")
    if preview.batch is None:
        return _("Stored. “yhdistys undo” takes it back.")
    return _("Stored as import {batch}. “yhdistys undo” takes it back.").format(batch=preview.batch)
