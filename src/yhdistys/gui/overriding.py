"""The mark of a method that Qt calls; `typing` has it from Python 3.12 on."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from typing_extensions import override
else:
    _Method = TypeVar("_Method", bound=Callable[..., Any])

    def override(method: _Method) -> _Method:
        """Mark a method that overrides one of its base; loading the real mark takes 20 ms."""
        return method


__all__ = ["override"]
