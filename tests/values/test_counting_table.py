"""Two hundred texts under all thirty-two counting rules, against a stored table.

The table holds each text divided by hand into the characters that a person sees (a plain text is
one string: each of its characters is one), and the length under each rule. The lengths are proved
here by counting those pieces, in another way than the program counts.
"""

from __future__ import annotations

import json
import re
from itertools import product
from pathlib import Path
from typing import Any, Literal

import pytest

from yhdistys.values.counting import CountedUnit, CountingRule, count

TABLE = json.loads(
    (Path(__file__).parents[1] / "data" / "counting_table.json").read_text(encoding="utf-8")
)
TEXTS: list[dict[str, Any]] = TABLE["texts"]
ONE_OR_TWO: tuple[Literal[1, 2], ...] = (1, 2)
RULES = [
    CountingRule(unit=unit, line_break=line_break, trims_end=trims, counts_spaces=spaces)
    for unit, line_break, trims, spaces in product(
        CountedUnit, ONE_OR_TWO, (False, True), (True, False)
    )
]
LINE_BREAKS = {"\r\n", "\r", "\n"}
BLANKS = LINE_BREAKS | {" ", "\t", "\u00a0", "\u2009", "\u202f", "\u3000"}
PIECE = re.compile(r"\r\n|.", re.DOTALL)


def named(rule: CountingRule) -> str:
    return (
        f"{rule.unit}, line break {rule.line_break}"
        f"{', trimmed' if rule.trims_end else ''}{'' if rule.counts_spaces else ', no blanks'}"
    )


def pieces_of(written: str | list[str]) -> list[str]:
    return PIECE.findall(written) if isinstance(written, str) else written


def length_of_piece(piece: str, rule: CountingRule) -> int:
    if piece in LINE_BREAKS:
        return rule.line_break
    if rule.unit is CountedUnit.CODE_POINTS:
        return sum(1 for _code_point in piece)
    if rule.unit is CountedUnit.UTF_16_UNITS:
        return sum(2 if ord(one) > 0xFFFF else 1 for one in piece)
    if rule.unit is CountedUnit.UTF_8_BYTES:
        return sum(1 + (ord(one) > 0x7F) + (ord(one) > 0x7FF) + (ord(one) > 0xFFFF)
                   for one in piece)  # fmt: skip
    return 1


def counted_by_pieces(written: str | list[str], rule: CountingRule) -> int:
    pieces = list(pieces_of(written))
    while rule.trims_end and pieces and pieces[-1] in BLANKS:
        pieces.pop()
    kept = [piece for piece in pieces if rule.counts_spaces or piece not in BLANKS]
    return sum(length_of_piece(piece, rule) for piece in kept)


def test_the_table_has_two_hundred_different_texts_and_all_rules() -> None:
    texts = {"".join(entry["text"]) for entry in TEXTS}
    assert len(texts) == len(TEXTS) >= 200
    assert TABLE["rules"] == [named(rule) for rule in RULES]
    assert len(RULES) == 32


@pytest.mark.parametrize(("index", "rule"), list(enumerate(RULES)), ids=[named(r) for r in RULES])
def test_the_lengths_in_the_table_are_those_of_the_pieces(index: int, rule: CountingRule) -> None:
    counted = [counted_by_pieces(entry["text"], rule) for entry in TEXTS]
    assert [entry["lengths"][index] for entry in TEXTS] == counted


@pytest.mark.parametrize(("index", "rule"), list(enumerate(RULES)), ids=[named(r) for r in RULES])
def test_all_texts_have_the_length_of_the_table(index: int, rule: CountingRule) -> None:
    counted = {ascii("".join(entry["text"])): count("".join(entry["text"]), rule)
               for entry in TEXTS}  # fmt: skip
    assert counted == {ascii("".join(entry["text"])): entry["lengths"][index] for entry in TEXTS}
