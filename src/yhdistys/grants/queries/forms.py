"""The stored copies of forms: their hash, and the form that such a text describes."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from yhdistys.errors import FileProblem, ValidationError
from yhdistys.grants.rules.template import FunderTemplate
from yhdistys.i18n import _
from yhdistys.values.findings import Finding, Severity, has_errors

if TYPE_CHECKING:
    from yhdistys.grants.rules.template_reading import ReadTemplate

_FORGIVEN: Final = frozenset(
    {"unknown-rule", "missing-parameter", "unknown-parameter", "unfit-parameter"}
)
"""Errors of the rules of a form: the check tells that such a rule was not checked."""


def form_hash(text: str) -> str:
    """Return the hash by which a form's text is stored once."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


@lru_cache(maxsize=64)
def sound_form(text: str) -> FunderTemplate:
    """Read a form that an application shall begin with; a sound one is read once.

    Args:
        text: The whole ``form.toml``.

    Raises:
        ValidationError: The form has errors; they are its problems.
    """
    from yhdistys.grants.rules.template_reading import (  # noqa: PLC0415 - slow: only with a form
        read_template,
    )

    read = read_template(text)
    if read.template is None or has_errors(read.problems):
        raise ValidationError(
            _("The form has errors: {first}").format(first=_first_error(read.problems)),
            hint=_("Check it with “yhdistys funder check” and correct it, or update the form."),
            kind="form-with-errors",
            problems=read.problems,
        )
    return read.template


def stored_form(text: str) -> FunderTemplate:
    """Return the form that a stored text describes.

    A rule that this version of the program does not know, or knows otherwise, is no hindrance.

    Raises:
        FileProblem: This version of the program cannot read it.
    """
    read = _stored_form(text)
    if read.template is None:
        raise FileProblem(
            _("The form that an application was begun with cannot be read: {reason}").format(
                reason=_first_error(read.problems)
            ),
            hint=_("Nothing is lost. Update the program, and report this."),
            kind="unreadable-form",
        )
    return read.template


@lru_cache(maxsize=64)
def _stored_form(text: str) -> ReadTemplate:
    from yhdistys.grants.rules.template_reading import (  # noqa: PLC0415 - slow: only with a form
        read_template,
    )

    return read_template(text, forgives=_FORGIVEN)


def _first_error(problems: tuple[Finding, ...]) -> str:
    """Return the first of the problems that stops the form; warnings may stand before it."""
    return next(one.message for one in problems if one.severity is Severity.ERROR)
