from __future__ import annotations

import pytest

from yhdistys.exchange.signatures import kind_of_bytes, kind_of_package


@pytest.mark.parametrize(
    ("head", "kind"),
    [
        (b"\x89PNG\r\n\x1a\n", "picture"),
        (b"\xff\xd8\xff\xe0", "picture"),
        (b"BM\x36\x00\x0c\x00", "picture"),
        (b"BM;Kuvaus\n", "csv"),
        (b"%PDF-1.7", "pdf"),
        (b"\x1f\x8b\x08", "compressed"),
        (b"SQLite format 3\x00", "database"),
        (b"\xef\xbb\xbf <HTML><body>", "web-page"),
        (b"<?xml version='1.0'?><Workbook>", "web-page"),
        (b"PK\x03\x04", "zip"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "xls"),
        (b"\x00\x01\x02\x03\xff\x00", "binary"),
        ("Tili;Määrä".encode("utf-16"), "csv"),
        ("Tili;Määrä".encode("utf-16-be"), "csv"),
        (b"Tili;Pvm", "csv"),
        (b"", "csv"),
    ],
)
def test_a_file_is_known_by_its_first_bytes(head: bytes, kind: str) -> None:
    assert kind_of_bytes(head) == kind


@pytest.mark.parametrize(
    ("names", "kind"),
    [
        (["[Content_Types].xml", "xl/workbook.xml"], "xlsx"),
        (["[Content_Types].xml", "xl\\workbook.xml"], "xlsx"),
        (["[Content_Types].xml", "xl/workbook.bin"], "xlsx"),
        (["[Content_Types].xml", "odd.xml"], "xlsx"),
        (["[Content_Types].xml", "word/document.xml"], "document"),
        (["mimetype", "content.xml"], "ods"),
        (["notes.txt"], "compressed"),
    ],
)
def test_a_package_is_known_by_its_parts(names: list[str], kind: str) -> None:
    assert kind_of_package(names) == kind
