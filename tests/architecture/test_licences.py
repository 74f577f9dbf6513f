"""The program is given away under the MIT licence, and its dependencies allow that."""

from __future__ import annotations

import re
from importlib import metadata

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from architecture.sources import ROOT

# Identifiers of spdx.org, and the words of older package descriptions beside them.
ALLOWED = {
    *("MIT", "MIT-CMU", "MIT License", "0BSD", "BSD-2-Clause", "BSD-3-Clause", "BSD License"),
    *("Apache-2.0", "Apache Software License", "PSF-2.0", "Python Software Foundation License"),
    *("LGPL-3.0-only", "LGPL-3.0-or-later", "MPL-2.0", "ISC", "Zlib", "ZPL-2.1", "HPND"),
}
ZLIB = re.compile(
    r"provided 'as-is'.*origin of this software must not be misrepresented", re.DOTALL
)


def _runtime_packages() -> dict[str, metadata.Distribution]:
    found: dict[str, metadata.Distribution] = {}
    waiting = [("yhdistys", frozenset[str]())]
    while waiting:
        name, extras = waiting.pop()
        for text in metadata.requires(name) or ():
            wanted = Requirement(text)
            choices = [{"extra": extra} for extra in (*extras, "")]
            if wanted.marker and not any(wanted.marker.evaluate(choice) for choice in choices):
                continue
            key = canonicalize_name(wanted.name)
            if key not in found or wanted.extras:
                found[key] = metadata.distribution(wanted.name)
                waiting.append((wanted.name, frozenset(wanted.extras)))
    return found


def _licences(package: metadata.Distribution) -> list[str]:
    words = package.metadata
    classifiers = words.get_all("Classifier") or []
    told = [text.rpartition(" :: ")[2] for text in classifiers if text.startswith("License :: ")]
    if "License-Expression" in words:
        told = words["License-Expression"].split(" OR ")
    elif not told and "License" in words:
        told = words["License"].split(" OR ")
    elif not told and ZLIB.search(package.read_text("licenses/LICENSE") or ""):
        told = ["Zlib"]
    return told


def _is_allowed(package: metadata.Distribution) -> bool:
    return any(set(licence.split(" AND ")) <= ALLOWED for licence in _licences(package))


def test_every_runtime_dependency_has_a_licence_we_accept() -> None:
    packages = _runtime_packages()
    assert len(packages) >= 15
    refused = {name: _licences(item) for name, item in packages.items() if not _is_allowed(item)}
    assert refused == {}


def test_the_licence_of_the_program_stands_in_its_root() -> None:
    assert (ROOT / "LICENSE").read_text(encoding="utf-8").startswith("MIT License")
    assert metadata.metadata("yhdistys")["License-Expression"] == "MIT"


def test_the_bundled_fonts_come_with_their_licence() -> None:
    folder = ROOT / "resources" / "yhdistys_resources" / "fonts"
    fonts = sorted(path.name for path in folder.glob("*.ttf"))
    licences = [path.read_text(encoding="utf-8") for path in folder.glob("*.txt")]
    assert fonts != []
    assert any("SIL OPEN FONT LICENSE" in text.upper() for text in licences)
