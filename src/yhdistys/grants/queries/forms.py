"""The stored copies of forms: their hash, and the form that such a text describes."""

from __future__ import annotations

import hashlib


def form_hash(text: str) -> str:
    """Return the hash by which a form's text is stored once."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
