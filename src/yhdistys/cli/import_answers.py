"""What an import tells: for scripts and for people."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from yhdistys.cli.file_words import rows_text, sign_text
from yhdistys.cli.json_values import amount_of_cents, problems
from yhdistys.cli.texts import span_text
from yhdistys.i18n import _, ngettext
from yhdistys.values.findings import Severity
from yhdistys.values.formats import money, whole_number

if TYPE_CHECKING:
    from yhdistys.app import Preview
    from yhdistys.ledger.queries import LedgerPreview
    from yhdistys.values.findings import Finding

_NOT_SKIPPED = frozenset({"entry", "blank", "unknown"})
_PROOF_FAILED = "proof-failed"
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
    size = ngettext("{n} row", "{n} rows", result.rows_read)
    lines = [
        _("{file}, sheet {sheet}: {size}").format(
            file=result.file_name,
            sheet=result.sheet,
            size=size.format(n=whole_number(result.rows_read)),
        )
    ]
    if result.sign is not None:
        lines.append(sign_text(result.sign, result.sign_reason))
    left_out = rows_text(skipped(result.row_classes))
    if left_out:
        lines.append(_("Rows used as proof or left out: {rows}").format(rows=left_out))
    warnings = [f for f in preview.problems if f.severity is not Severity.ERROR]
    proof = [f for f in warnings if f.kind == _PROOF_FAILED]
    lines += [*_proof_lines(preview), *_remarks(proof)]
    return "\n".join([*lines, *_remarks([f for f in warnings if f.kind != _PROOF_FAILED])])


def _proof_lines(preview: Preview) -> list[str]:
    if not preview.proof:
        return []
    failed = sum(not check.ok for check in preview.proof)
    told = ngettext(
        "Proof: {n} figure of the file was compared with its entries",
        "Proof: {n} figures of the file were compared with its entries",
        len(preview.proof),
    ).format(n=whole_number(len(preview.proof)))
    outcome = (
        ngettext("{n} does not agree", "{n} do not agree", failed).format(n=whole_number(failed))
        if failed
        else _("all agree")
    )
    return [f"{told}, {outcome}."]


def _remarks(findings: Sequence[Finding]) -> list[str]:
    lines = [f"- {finding.message}" for finding in findings[:_SHOWN]]
    left = len(findings) - _SHOWN
    if left > 0:
        more = ngettext("… and {n} more remark", "… and {n} more remarks", left)
        lines.append(more.format(n=whole_number(left)))
    return lines


def ledger_text(preview: Preview, *, is_dry: bool) -> str:
    """Say what an import of a ledger found and stored."""
    plan, lines = preview.plan, preview.result.ledger
    debit = Decimal(sum(line.debit_cents for line in lines)) / 100
    credit = Decimal(sum(line.credit_cents for line in lines)) / 100
    told = [
        reading_text(preview),
        ngettext(
            "{n} entry, debit {debit}, credit {credit}",
            "{n} entries, debit {debit}, credit {credit}",
            len(lines),
        ).format(n=whole_number(len(lines)), debit=money(debit), credit=money(credit)),
        _("Vouchers: {counts}").format(counts=_counts(plan.diff)),
        *_vanished(plan),
        *_created(
            len(plan.new_accounts),
            len(plan.new_cost_centres),
            len(plan.new_projects),
            len(plan.new_fiscal_years),
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
            len(plan.unknown.accounts),
            len(plan.unknown.cost_centres),
            len(plan.unknown.projects),
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


def _vanished(plan: LedgerPreview) -> list[str]:
    """Say plainly that an import replaces what was booked for the same days."""
    gone = plan.diff.vanished
    if not gone:
        return []
    text = ngettext(
        "{n} voucher stored for {days} is not in this file and no longer counts: {vouchers}",
        "{n} vouchers stored for {days} are not in this file and no longer count: {vouchers}",
        len(gone),
    )
    shown = ", ".join(key.voucher for key in gone[:_SHOWN]) + (" …" if len(gone) > _SHOWN else "")
    days = span_text(plan.first_day, plan.last_day)
    return [text.format(n=whole_number(len(gone)), days=days, vouchers=shown)]


def _created(accounts: int, cost_centres: int, projects: int, years: int = 0) -> list[str]:
    counted = (
        (ngettext("{n} account", "{n} accounts", accounts), accounts),
        (ngettext("{n} cost centre", "{n} cost centres", cost_centres), cost_centres),
        (ngettext("{n} project", "{n} projects", projects), projects),
        (ngettext("{n} fiscal year", "{n} fiscal years", years), years),
    )
    things = ", ".join(text.format(n=whole_number(n)) for text, n in counted if n)
    return [_("Not known before: {things}").format(things=things)] if things else []


def _without_line(accounts: tuple[str, ...]) -> list[str]:
    if not accounts:
        return []
    shown = ", ".join(accounts[:_SHOWN]) + (" …" if len(accounts) > _SHOWN else "")
    return [
        _("On no line of the statements: {accounts}").format(accounts=shown),
        "  "
        + _(
            "“yhdistys export chart tilikartta.xlsx” writes the chart; fill in the column Rivi "
            "and import it."
        ),
    ]


def _outcome(preview: Preview, *, is_dry: bool) -> str:
    if is_dry:
        return _("Nothing was stored: this was a trial.")
    if not preview.is_stored:
        return _("Nothing was stored: everything is there already.")
    if preview.batch is None:
        return _("Stored. “yhdistys undo” takes it back.")
    return _("Stored as import {batch}. “yhdistys undo” takes it back.").format(batch=preview.batch)
