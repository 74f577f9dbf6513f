"""Texts of plugins are compared in English."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from yhdistys.i18n import using


@pytest.fixture(autouse=True)
def in_english() -> Iterator[None]:
    """Speak the language that the tests quote."""
    with using("en"):
        yield
