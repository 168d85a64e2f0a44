from __future__ import annotations

from collections.abc import Mapping
from random import Random
from typing import Any

import pytest

from kps.lsp import positions
from kps.lsp.addresses import path_of
from kps.lsp.positions import ENCODINGS, Encoding
from kps.lsp.texts import OpenText
from kps.source import Lines

SIGNS = (
    *("a", "æ", " ", "\t", "\U0001f600", "e\u0301", "\n", "\r\n", "\r"),
    *("\u2028", "\u2029", "\x85", "\v", "\f", "\x1c", "\x1d", "\x1e"),
)
UNIT = {"utf-8": 1, "utf-16": 2, "utf-32": 4}
CODEC = {"utf-8": "utf-8", "utf-16": "utf-16-le", "utf-32": "utf-32-le"}


def _drawn(random: Random, most: int) -> str:
    return "".join(random.choice(SIGNS) for _ in range(random.randrange(most)))


class Plain:
    """The protocol to the letter: lines end at three things, and characters are an encoding's units."""

    def __init__(self, text: str, encoding: Encoding) -> None:
        self.codec, self.unit = CODEC[encoding], UNIT[encoding]
        self.data = text.encode(self.codec)

    def lines(self) -> list[tuple[int, int]]:
        """Where each line begins and where its own signs end, in bytes."""
        text = self.data.decode(self.codec)
        found, start, at = [], 0, 0
        while at < len(text):
            end = 2 if text.startswith("\r\n", at) else 1 if text[at] in "\r\n" else 0
            if end:
                found.append((start, len(text[:at].encode(self.codec))))
                start = len(text[: at + end].encode(self.codec))
            at += max(end, 1)
        return [*found, (start, len(self.data))]

    def place(self, position: dict[str, int]) -> int:
        start, end = self.lines()[position["line"]]
        return min(start + position["character"] * self.unit, end)

    def change(self, change: Mapping[str, Any]) -> None:
        span = change["range"]
        start, end = self.place(span["start"]), self.place(span["end"])
        self.data = self.data[:start] + str(change["text"]).encode(self.codec) + self.data[end:]

    def draw(self, random: Random) -> dict[str, int]:
        """A place between two code points, or beyond a line's end."""
        line = random.randrange(len(self.lines()))
        start, end = self.lines()[line]
        signs = self.data[start:end].decode(self.codec)
        before = signs[: random.randrange(len(signs) + 1)]
        beyond = random.choice((0, 0, 0, 5)) if before == signs else 0
        return {"line": line, "character": len(before.encode(self.codec)) // self.unit + beyond}


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_a_text_stays_what_the_editor_has_whatever_is_changed_in_it(encoding: Encoding) -> None:
    random = Random(13)
    for _ in range(150):
        text = _drawn(random, 40)
        kept, plain = OpenText("u", 0, text), Plain(text, encoding)
        for version in range(1, 6):
            start, end = sorted((plain.draw(random), plain.draw(random)), key=plain.place)
            change = {"range": {"start": start, "end": end}, "text": _drawn(random, 8)}
            plain.change(change)
            kept = kept.changed(version, [change], encoding)
            assert kept.text == plain.data.decode(plain.codec)


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_every_offset_has_a_position_that_leads_back_to_it(encoding: Encoding) -> None:
    random = Random(14)
    for _ in range(50):
        text = _drawn(random, 30)
        lines = Lines(text)
        for offset in range(len(text) + 1):
            if text[offset - 1 : offset + 1] == "\r\n" or text[offset - 1 : offset] == "\r":
                continue  # between the two there is no position
            place = positions.position(lines, offset, encoding)
            assert positions.offset(lines, place, encoding) == offset


def test_a_pair_that_comes_in_halves_is_one_sign() -> None:
    text = (
        OpenText("u", 0, "a").changed(1, [_insert(1, "\ud83d")], "utf-16").changed(2, [_insert(2, "\ude00")], "utf-16")
    )
    assert text.text == "a\U0001f600"


def _insert(character: int, text: str) -> dict[str, object]:
    place = {"line": 0, "character": character}
    return {"range": {"start": place, "end": place}, "text": text}


def test_several_changes_are_each_told_in_the_text_that_the_one_before_left() -> None:
    changes: list[Any] = [{"text": "ab"}, _insert(1, "\n"), _insert(1, "x")]
    assert OpenText("u", 0, "old").changed(1, changes, "utf-16").text == "ax\nb"


def test_a_byte_order_mark_in_the_text_moves_no_place_but_the_editors_own() -> None:
    text = OpenText("u", 0, "\ufefftype: møte\n")
    assert text.body == "type: møte\n"
    assert text.between(0, 4, "utf-16") == {"start": {"line": 0, "character": 1}, "end": {"line": 0, "character": 5}}
    assert text.offset({"line": 0, "character": 1}, "utf-16") == 0


@pytest.mark.parametrize(
    ("offered", "chosen"),
    [
        (None, "utf-16"),
        ([], "utf-16"),
        (["utf-8", "utf-16"], "utf-8"),
        (["latin-1", "utf-32"], "utf-32"),
        (7, "utf-16"),
    ],
)
def test_the_first_encoding_that_is_known_is_chosen(offered: object, chosen: str) -> None:
    assert positions.chosen(offered) == chosen


def test_one_file_is_the_same_however_its_address_is_written() -> None:
    path = path_of("file:///reg/m%C3%B8ter/a.yaml")
    assert path is not None
    assert path == path_of("file:///reg/møter/a.yaml") == path_of("file:///reg/x/../m%c3%b8ter/a%2Eyaml")
    assert path_of("file:///c%3A/a") == path_of("file:///C:/a")


@pytest.mark.parametrize(
    "uri", [None, 7, "", "untitled:Untitled-1", "http://x/a.yaml", "file://other/a.yaml", "file:///a%00b"]
)
def test_what_is_no_file_here_has_no_path(uri: object) -> None:
    assert path_of(uri) is None
