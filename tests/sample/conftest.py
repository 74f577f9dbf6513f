"""The sample's files, written once for all its tests."""

from __future__ import annotations

from pathlib import Path

import pytest

from yhdistys.sample.files import write_files


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write the sample's files; no test changes them."""
    place = tmp_path_factory.mktemp("sample")
    write_files(place)
    return place
