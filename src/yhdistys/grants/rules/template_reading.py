"""Reading a funder's form from the text of its ``form.toml``: its values, or all its problems."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import islice
from typing import Any, Final

from yhdistys.grants.rules import (
    template_figures,
    template_names,
    template_parts,
    template_questions,
)
from yhdistys.grants.rules.funder_rules import RULES
from yhdistys.grants.rules.template import FunderTemplate
from yhdistys.grants.rules.template_building import build
from yhdistys.grants.rules.template_keys import Key, ValueKind
from yhdistys.grants.rules.template_locating import line_of, locate, shown_path
from yhdistys.grants.rules.template_pieces import Form, Problem, read_pieces
from yhdistys.grants.rules.template_values import remedy, written
from yhdistys.i18n import LazyText, _, lazy
from yhdistys.values.findings import Finding, Severity, has_errors

CHECKS: Final = (
    *template_parts.CHECKS,
    *template_questions.CHECKS,
    *template_names.CHECKS,
    *template_figures.CHECKS,
)
"""Everything that is checked beyond keys and values; each takes a form and yields problems."""

MOST_PROBLEMS: Final = 200
"""How many problems of one kind are told: whoever wrote more begins with those."""
_DEEP_KEY: Final = re.compile(
    r"""(?m)(?:^[ \t]*+\[{0,2}+|[{,])[ \t]*+"""
    r"""(?:(?:[A-Za-z0-9_-]++|"[^"\n]*+"|'[^'\n]*+')[ \t]*+\.[ \t]*+){16}"""
)
"""A key of more parts than any form has: the parser of TOML would need hours for thousands."""
_PLACE: Final = re.compile(r"\(at line (?P<line>[0-9]+), column (?P<column>[0-9]+)\)")
_PARTS: Final = re.compile(r"[ \t]*\[\[[ \t]*(?P<key>[A-Za-z0-9_.-]+)[ \t]*\]\]")
"""The name of parts of which there may be many: what is wrong there is not its brackets."""
_SYNTAX: Final[Mapping[str, LazyText]] = {
    "Cannot overwrite": lazy("a key or a part is written a second time."),
    "Cannot declare": lazy("a part is written a second time."),
    "Cannot mutate": lazy("a key is added to a part that was already closed."),
    "Duplicate inline": lazy("a key is written a second time."),
    "Expected '='": lazy("“=” is missing after a key."),
    "Expected newline": lazy("something stands here that does not belong to the line."),
    "Expected ']": lazy("“]” is missing after the name of a part."),
    "Unclosed array": lazy("“]” is missing, or a comma between two items."),
    "Unclosed inline": lazy("a closing curly bracket is missing, or a comma between two keys."),
    "Unterminated": lazy("a text has no quotation mark at its end."),
    "Illegal character": lazy("a text has no quotation mark at its end, or a sign is not allowed."),
    "Unescaped": lazy("a backslash stands in a text; write two, or use 'single quotes'."),
    "Invalid date": lazy("there is no such day or time."),
    "Invalid value": lazy("there is no value, or a text without quotation marks."),
    "Invalid statement": lazy("a line begins with something that is no key."),
    "Invalid initial": lazy("a key is missing, or has signs that need quotation marks."),
}


@dataclass(frozen=True, slots=True)
class ReadTemplate:
    """What reading a form gave.

    Attributes:
        template: The form; None when it has errors.
        problems: All that is wrong, in the order of the lines; ``row`` is the line of the text,
            ``column`` the path of the key, such as ``sections[2].questions[0].max_chars``.
    """

    template: FunderTemplate | None
    problems: tuple[Finding, ...]


def read_template(
    text: str,
    *,
    today: date | None = None,
    rules: Mapping[str, Mapping[str, str]] | None = None,
    forgives: Collection[str] = (),
) -> ReadTemplate:
    """Read a form and check everything in it; its problems are told at once.

    Args:
        text: The whole ``form.toml``.
        today: The day on which deadlines count as past; without it they are compared with the
            first day of the form.
        rules: The known rules of funders with the kinds of their parameters; by default those of
            the program.
        forgives: Kinds of errors that the form is made in spite of.
    """
    deep = _DEEP_KEY.search(text)
    if deep is not None:
        told = _("The form: {reason}").format(reason=_("a key has more than 16 parts."))
        return ReadTemplate(None, (_syntax(text.count("\n", 0, deep.end()) + 1, told),))
    try:
        content = tomllib.loads(text, parse_float=Decimal)
    except (ValueError, ArithmeticError, RecursionError) as error:
        return ReadTemplate(None, (_unreadable(text, error),))
    if rules is None:
        rules = {name: rule.parameters for name, rule in RULES.items()}
    whole, problems = read_pieces(content)
    form = Form(whole=whole, rules=rules, today=today)
    found = (problem for check in CHECKS for problem in islice(check(form), MOST_PROBLEMS))
    findings = _findings(text, [*problems, *found])
    is_wrong = has_errors(tuple(one for one in findings if one.kind not in forgives))
    return ReadTemplate(None if is_wrong else build(whole), findings)


def _findings(text: str, problems: Sequence[Problem]) -> tuple[Finding, ...]:
    """Return the problems with their lines, which are found only when there is one."""
    lines = locate(text) if problems else {}
    findings = (
        Finding(
            severity=problem.severity,
            kind=problem.kind,
            message=problem.message,
            hint=problem.hint,
            row=line_of(lines, problem.path),
            column=shown_path(problem.path),
            value=None if problem.value is None else written(problem.value),
        )
        for problem in problems
    )
    return tuple(sorted(findings, key=lambda finding: finding.row or 0))


def _unreadable(text: str, error: Exception) -> Finding:
    told = str(error)
    place = _PLACE.search(told)
    known: Any = next((own for start, own in _SYNTAX.items() if told.startswith(start)), None)
    if isinstance(error, RecursionError):
        known = lazy("brackets stand too deep inside each other.")
    reason = known or lazy("this is no TOML.")
    if place is None:
        return _syntax(text.count("\n") + 1, _("The form: {reason}").format(reason=reason))
    line, character = int(place["line"]), int(place["column"])
    message = _("Line {line}, character {character}: {reason}")
    parts = _PARTS.match(text.split("\n")[line - 1])
    is_twice = told.startswith("Cannot")
    hint = (
        remedy(Key(name=parts["key"], kind=ValueKind.TABLES, about=""))
        if parts and is_twice
        else ""
    )
    return _syntax(line, message.format(line=line, character=character, reason=reason), hint)


def _syntax(line: int, message: str, hint: str = "") -> Finding:
    return Finding(
        severity=Severity.ERROR,
        kind="no-toml",
        message=message,
        hint=hint or _("Correct this place; quotation marks and brackets must come in pairs."),
        row=line,
    )
