"""The business ids of Finland: seven digits, a hyphen and a check digit, such as ``1234567-1``."""

from __future__ import annotations

import re
from typing import Final

_FORM: Final = re.compile(r"[0-9]{7}-[0-9]", re.ASCII)
_WEIGHTS: Final = (7, 9, 10, 5, 8, 4, 2)


def is_business_id(text: str) -> bool:
    """Tell whether a text has the form of a business id and its check digit is right."""
    if _FORM.fullmatch(text) is None:
        return False
    rest = sum(int(digit) * weight for digit, weight in zip(text[:7], _WEIGHTS, strict=True)) % 11
    return rest != 1 and int(text[-1]) == (11 - rest) % 11
