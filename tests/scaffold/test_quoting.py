"""Whatever people type is read back as the very same, wherever in a record it stands."""

from __future__ import annotations

import random
from datetime import time

import pytest

from kps.scaffold.quoting import key_line, one_line, paragraph, scalar
from kps.source import read

TRICKY = [
    "Anne Berg", "Ida: Moe", "Ida :Moe", "a #b", "#1", "- strek", "-", "?", "? a", "! a", "&a", "*a", "%a", "@a",
    "`a", "|", ">", "[a", "a]", "{a}", "a, b", "'", '"', 'sa "hei"', "it's", "\\", "a\\nb", "no", "Nei", "ja", "on",
    "null", "Null", "~", "true", "0301", "1e3", "0x1F", "12:30", "2026-03-12", "2026-03-12/3.1", "1/2026", ".5", "+47",
    "<<", "=", "---", "...", "--- a", " foran", "bak ", "to  mellomrom", "", " ", "a\tb", "a\nb", "\n", "a\r\nb",
    "æøå ÆØÅ", "Kárášjohka – Karasjok", "\u00a0", "a\u2028b", "a\u2029b", "a\x85b", "\ufeffa", "a\x07b", "\x7f", "😀",
    "Gáivuotna / Kåfjord", "navn:", "a: b # c", "unntak: [", "- {navn: x}", "%YAML 1.2", "!!str a", "e\u0301",
]  # fmt: skip


def random_texts(count: int = 3000) -> list[str]:
    rng = random.Random(20260312)
    signs = "abc æøå XYZ 0123 :#-?!&*%@`|>[]{},'\"\\/.=~<+\t\n\r\u00a0\u2028\u2029\x85\ufeff\x00\x07\x1b\x7f\x9f😀é"
    return ["".join(rng.choices(signs, k=rng.randint(0, 9))) for _ in range(count)]


@pytest.mark.parametrize("shape", ["a: {}", "a: {}   # ord", "a: [{}, x]", "a: {{b: {}, c: d}}", "a:\n  - {}\n  - x"])
def test_a_scalar_is_read_back_as_it_was(shape: str) -> None:
    for text in (*TRICKY, *random_texts()):
        written = shape.format(scalar(text))
        document = read(written.encode())
        assert not document.faults, (text, written)
        assert isinstance(document.value, dict)
        value = document.value["a"]
        if isinstance(value, list):
            value = value[0]
        if isinstance(value, dict):
            value = value["b"]
        assert value == text, written


def test_a_text_that_is_no_text_is_mended() -> None:
    assert scalar("a\udcffb") == '"a?b"'


def test_plain_where_that_is_safe() -> None:
    assert [scalar(text) for text in ("Anne Berg", "SLT-koordinator", "2026-03-12/3.1", "Ungdata (2025)")] == [
        "Anne Berg",
        "SLT-koordinator",
        "2026-03-12/3.1",
        "Ungdata (2025)",
    ]
    assert [scalar(text) for text in ("0301", "no", "nei", "a: b", "1/2026")] == [
        '"0301"',
        '"no"',
        '"nei"',
        '"a: b"',
        '"1/2026"',
    ]


def test_a_comment_stays_on_its_line() -> None:
    for text in (*TRICKY, *random_texts()):
        document = read(f"# {one_line(text)}\na: b\n".encode())
        assert not document.faults
        assert document.value == {"a": "b"}


def test_a_block_holds_its_text() -> None:
    for text in (*TRICKY, *random_texts()):
        words = paragraph(f"Fordi {text} er slik.", width=12)
        indented = words.replace("\n", "\n  ")
        document = read(f"a: |\n  {indented}\nb: c\n".encode())
        assert not document.faults
        assert document.value == {"a": words + "\n", "b": "c"}


def test_numbers_of_persons_are_not_carried_on() -> None:
    assert one_line("Gjelder 01010012345 og 010100 12345, 1234.56.78901.") == "Gjelder *** og ***, ***."


def test_no_line_begins_with_a_list_or_a_heading() -> None:
    assert paragraph("Fristen er 1. juni - eller # 2 (eller 3)", width=8).splitlines() == [
        "Fristen",
        "er 1.",
        "juni -",
        "eller # 2",
        "(eller 3)",
    ]


def test_a_line_with_what_is_known() -> None:
    assert key_line("sted", "", "hvor") == "sted:                    # hvor"
    assert key_line("sted", "Sal: 2", "hvor") == 'sted: "Sal: 2"           # hvor'
    assert key_line("start", time(9)) == 'start: "09:00"'
    assert key_line("utvidet", True) == "utvidet: ja"
