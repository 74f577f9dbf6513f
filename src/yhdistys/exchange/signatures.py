"""What a file is, told from its bytes and never from its name."""

from __future__ import annotations

from collections.abc import Collection

_BEGINNINGS: tuple[tuple[bytes, str], ...] = (
    (b"\x89PNG", "picture"),
    (b"\xff\xd8\xff", "picture"),
    (b"GIF8", "picture"),
    (b"II*\x00", "picture"),
    (b"MM\x00*", "picture"),
    (b"RIFF", "picture"),
    (b"%PDF", "pdf"),
    (b"\x1f\x8b", "compressed"),
    (b"7z\xbc\xaf", "compressed"),
    (b"Rar!", "compressed"),
    (b"SQLite format 3\x00", "database"),
    (b"{\\rtf", "document"),
    (b"PK", "zip"),
    (b"\xd0\xcf\x11\xe0", "xls"),
    (b"\x09\x08\x10\x00", "xls"),
    (b"\x09\x08\x08\x00", "xls"),
)
_WEB_PAGES = (b"<html", b"<!doctype", b"<table", b"<?xml", b"<meta")
_UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")


def kind_of_bytes(head: bytes) -> str:
    """Tell the kind of a file from its first bytes.

    Returns:
        ``zip``, ``xls`` or ``csv`` for what may be read; else what it is instead: ``picture``,
        ``pdf``, ``compressed``, ``database``, ``document``, ``web-page`` or ``binary``.
    """
    for beginning, kind in _BEGINNINGS:
        if head.startswith(beginning):
            return kind
    if head.startswith(b"BM") and b"\x00" in head:
        return "picture"
    if head.lstrip(b"\xef\xbb\xbf \t\r\n")[:9].lower().startswith(_WEB_PAGES):
        return "web-page"
    if b"\x00" in head and not looks_utf16(head):
        return "binary"
    return "csv"


def kind_of_package(names: Collection[str]) -> str:
    """Tell the kind of a zip package from the names of its parts.

    Returns:
        ``xlsx`` or ``ods`` for workbooks; else ``document`` or ``compressed``.
    """
    plain = {name.replace("\\", "/").lstrip("/").lower() for name in names}
    if any(name.startswith(("word/", "ppt/", "visio/")) for name in plain):
        return "document"
    if "content.xml" in plain:
        return "ods"
    if any(name.endswith(("workbook.xml", "workbook.bin")) for name in plain):
        return "xlsx"
    if "[content_types].xml" in plain:
        return "xlsx"
    return "compressed"


def looks_utf16(head: bytes) -> bool:
    """Say whether the bytes are text of two bytes a letter, with or without a mark."""
    if head.startswith(_UTF16_MARKS):
        return True
    sample = head[: len(head) // 2 * 2]
    half = len(sample) // 2
    if half == 0:
        return False
    zeros = max(sample[0::2].count(0), sample[1::2].count(0))
    others = min(sample[0::2].count(0), sample[1::2].count(0))
    return zeros > half * 0.6 and others == 0
