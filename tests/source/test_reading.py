"""Bytes to values: every scalar keeps its text, every refusal stands at its very place."""

from __future__ import annotations

import random
import unicodedata

import pytest

from kps.source import MAX_BYTES, Lines, Span, decode, locate, read
from kps.source.nodes import MAX_NODES

Told = list[tuple[str, int, int]]


def _told(text: str | bytes) -> Told:
    data = text if isinstance(text, bytes) else text.encode()
    return [(fault.code, fault.span.line, fault.span.column) for fault in read(data).faults]


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("0301", "0301"),
        ('"0301"', "0301"),
        ("no", "no"),
        ("on", "on"),
        ("09:00", "09:00"),
        ("1.10", "1.10"),
        ("1e3", "1e3"),
        ("true", "true"),
        ("2026-03-12", "2026-03-12"),
        ("null", None),
        ("~", None),
        ("", None),
        ('"null"', "null"),
        ("''", ""),
        ("Ærfugl i Ås 😀", "Ærfugl i Ås 😀"),
    ],
)
def test_a_scalar_keeps_its_text(typed: str, value: str | None) -> None:
    assert read(f"nøkkel: {typed}\n".encode()).value == {"nøkkel": value}


def test_nested_values_and_blocks() -> None:
    text = "a: [x, {b: y}]\nc:\n  - d: |\n      hei\n      du\n\n  - >\n    en\n    linje\n"
    assert read(text.encode()).value == {"a": ["x", {"b": "y"}], "c": [{"d": "hei\ndu\n"}, "en linje\n"]}


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_line_endings_and_a_byte_order_mark_make_no_difference(ending: str, mark: bytes) -> None:
    data = mark + ending.join(["type: møte", "sted: Ås", "sted: Os", ""]).encode()
    assert read(data).value == {"type": "møte", "sted": "Ås"}
    assert _told(data) == [("D003", 3, 1)]


def test_composed_and_decomposed_keys_are_one_key() -> None:
    decomposed = unicodedata.normalize("NFD", "målform")
    assert read(f"{decomposed}: bokmål\n".encode()).value == {"målform": "bokmål"}
    document = read(f"målform: bokmål\n{decomposed}: nynorsk\n".encode())
    assert document.value == {"målform": "bokmål"}
    (fault,) = document.faults
    # The decomposed å is two code points.
    assert (fault.span.line, fault.span.column, fault.span.end_column) == (2, 1, 9)
    assert fault.path == ("målform",)
    assert document.readable


def test_a_key_twice_at_any_depth_names_the_first() -> None:
    document = read(b"a:\n  - {b: 1, c: 2, b: 3}\n")
    (fault,) = document.faults
    assert (fault.span.line, fault.span.column) == (2, 18)
    assert "line 2" in fault.message.text("en")
    assert document.value == {"a": [{"b": "1", "c": "2"}]}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("a: b: c\n", [("D001", 1, 5)]),
        ("a: 'x\nb: 2\n", [("D001", 1, 4)]),
        ("a:\n\t- b\n", [("D001", 2, 1)]),
        ("a: [1, 2\nb: 3\n", [("D001", 1, 4)]),
        ("a: {x: 1\n", [("D001", 1, 4)]),
        ("a: &x 1\nb: *x\n", [("D001", 1, 4), ("D001", 2, 4)]),
        ("a: !t 3\nb: !!map {c: 1}\n", [("D001", 1, 4), ("D001", 2, 4)]),
        ("<<: {a: 1}\n", [("D001", 1, 1)]),
        ("a: 1\n---\nb: 2\n", [("D001", 2, 1)]),
        ("? [a]\n: b\n", [("D001", 1, 3)]),
        ("a: @x\n", [("D001", 1, 4)]),
        ("æøå: 😀 x: y\n", [("D001", 1, 9)]),
    ],
)
def test_refused_at_the_very_place(text: str, told: Told) -> None:
    assert _told(text) == told
    assert not read(text.encode()).readable


@pytest.mark.parametrize("text", ["---\na: 1\n", "a: 1\n...\n", "# bare en kommentar\n", "", "a: '<<'\n", '"<<": 1\n'])
def test_not_refused(text: str) -> None:
    assert _told(text) == []


@pytest.mark.parametrize(
    ("encoding", "says", "place"),
    [
        ("cp1252", "Windows-1252", (2, 8)),
        ("utf-16", "UTF-16", (1, 1)),
        ("utf-16-le", "UTF-16", (1, 1)),
        ("utf-16-be", "UTF-16", (1, 1)),
    ],
)
def test_another_encoding_is_named(encoding: str, says: str, place: tuple[int, int]) -> None:
    (fault,) = read("type: x\nsted: Rådhuset\n".encode(encoding)).faults
    assert says in fault.message.text("en")
    assert fault.mend is not None
    assert (fault.span.line, fault.span.column) == place


def test_bytes_of_no_encoding_are_refused_without_a_name() -> None:
    (fault,) = read("sted: Rådhuset".encode()[:8]).faults
    assert "not saved as UTF-8" in fault.message.text("en")


def test_encoding_and_control_characters() -> None:
    assert _told("a: æ\nb: ".encode() + b"\xff\n") == [("D001", 2, 4)]
    assert _told(b"a: x\x00y\n") == [("D001", 1, 5)]
    assert _told("a: \x07\n") == [("D001", 1, 4)]
    assert _told("a: \x85b\nc: \x92\n") == [("D001", 2, 4)]


@pytest.mark.parametrize("sign", ["\x00", "\x07", "\x7f", "\x80", "\x9f", "\uffff"])
def test_a_file_with_a_forbidden_sign_has_a_place_all_the_same(sign: str) -> None:
    assert locate(f"a: x{sign}\n").place(("a",)) == Span(1, 1, 1, 1)


def test_nesting_and_size() -> None:
    assert _told("[" * 64 + "]" * 64) == []
    assert _told("[" * 65 + "]" * 65) == [("D001", 1, 65)]
    assert _told("[" * 100_000) == [("D001", 1, 65)]
    assert _told("- " * 2_000) == [("D001", 1, 129)]
    assert _told("a: {b: 1}\n😀: " + "[" * 2_000) == [("D001", 2, 67)]
    assert "64" in read(b"[" * 2_000).faults[0].message.text("en")
    assert _told(b"#" * MAX_BYTES) == []
    assert _told(b"#" * (MAX_BYTES + 1)) == [("D001", 1, 1)]


def test_lines_are_counted_as_editors_do() -> None:
    text = "a: en\u2028to\u0085tre\nb: x\nb: y\n"
    assert _told(text) == [("D003", 3, 1)]
    assert read(text.encode()).value == {"a": "en\u2028to\u0085tre", "b": "x"}
    lines = Lines("en\r\nto\rtre\n")
    assert [lines.text(number) for number in range(5)] == ["", "en", "to", "tre", ""]
    assert lines.at(4) == (2, 1)


def test_decoding_gives_what_could_be_read() -> None:
    assert decode("æ\n".encode() + b"\xff") == ("æ\n", 2)
    assert decode(b"\xef\xbb\xbfa") == ("a", None)


def test_no_bytes_are_too_strange() -> None:
    chance = random.Random(20261123)
    base = "type: møte\nsaker:\n  - nr: 1/2026\n    tittel: |\n      Uro\n    tiltak: [{hva: x, frist: 2026-01-01}]\n"
    for _ in range(400):
        data = bytearray(base.encode())
        for _ in range(chance.randint(1, 6)):
            data[chance.randrange(len(data))] = chance.choice(b"\x00\xff\t\n:-[]{}&*!|>'\"#% a0")
        document = read(bytes(data))
        assert document.readable or document.faults


@pytest.mark.thorough
def test_more_values_than_can_be_worked_through_are_one_fault() -> None:
    just_enough = read(f"saker: [{'1,' * (MAX_NODES - 3)}]\n".encode())
    assert just_enough.faults == ()
    for text in (f"saker: [{'1,' * MAX_NODES}]\n", "- {}\n" * MAX_NODES, f"saker: ['\x85', {'1,' * MAX_NODES}]\n"):
        (fault,) = read(text.encode()).faults
        assert fault.code == "D001"
        assert "more than 100000 keys and values" in fault.message.text("en")
