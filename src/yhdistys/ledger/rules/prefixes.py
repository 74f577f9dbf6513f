"""Rules by the beginning of an account's number; the longest beginning wins."""

from __future__ import annotations

from collections.abc import Mapping


def prefix_of(number: str, rules: Mapping[str, str]) -> str | None:
    """Return the longest prefix of the number that has a rule, or None.

    With rules for ``49`` and ``4990``, the account 4990 follows the second and 4900 the first.
    """
    lengths = range(len(number), 0, -1)
    return next((number[:length] for length in lengths if number[:length] in rules), None)


def by_prefix(number: str, rules: Mapping[str, str]) -> str | None:
    """Return what the rule of the longest prefix says of the number; None when none fits."""
    prefix = prefix_of(number, rules)
    return None if prefix is None else rules[prefix]
