"""Positions: against what is seen by eye, and against a second parser over all examples."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq

from kps.source import Span, decode, locate, read

EXAMPLES = Path(__file__).parent.parent.parent / "examples"

TEXT = """\
type: møte
sted: Ås 😀 rådhus
kommuner: [0301, "4205"]
saker:
  - nr: 1/2026
    tittel: |
      Uro
      igjen

    tiltak: {hva: x, frist: }
  - nr: 2/2026
referat:
  ferdig: 2026-03-18
"""


@pytest.mark.parametrize(
    ("path", "on", "place"),
    [
        (("sted",), "auto", (2, 7, 2, 18)),
        (("sted",), "key", (2, 1, 2, 5)),
        (("kommuner", 0), "auto", (3, 12, 3, 16)),
        (("kommuner", 1), "auto", (3, 18, 3, 24)),
        (("kommuner",), "auto", (3, 1, 3, 9)),
        (("saker", 0), "auto", (5, 5, 10, 30)),
        (("saker", 0, "tittel"), "auto", (6, 13, 8, 12)),
        (("saker", 0, "tiltak", "frist"), "auto", (10, 22, 10, 27)),
        # Missing: the item that lacks it, the key whose mapping lacks it, the file's first key.
        (("saker", 1, "tittel"), "auto", (11, 5, 11, 15)),
        (("referat", "godkjent"), "auto", (12, 1, 12, 8)),
        (("dato",), "auto", (1, 1, 1, 5)),
        ((), "auto", (1, 1, 1, 5)),
        # A single item may be written without its list, or its mapping.
        (("sted", 0), "auto", (2, 7, 2, 18)),
        (("kommuner", 1, "nr"), "auto", (3, 18, 3, 24)),
    ],
)
def test_where_a_finding_stands(path: tuple[str | int, ...], on: Any, place: tuple[int, int, int, int]) -> None:
    assert locate(TEXT).place(path, on) == Span(*place)


def test_the_path_as_written() -> None:
    positions = locate(TEXT)
    assert positions.written(("sted", 0)) == ("sted",)
    assert positions.written(("saker", 1, "tittel")) == ("saker", 1, "tittel")
    assert positions.written(("kommuner", 1, "nr")) == ("kommuner", 1)


def test_a_file_that_cannot_be_read_to_its_end_has_places_all_the_same() -> None:
    positions = locate("type: møte\nsaker: [{nr: 1}\nsted: x")
    assert positions.first_key() == Span(1, 1, 1, 5)
    assert positions.key(("saker",)) == Span(2, 1, 2, 6)
    assert locate("").place(("type",)) == Span(1, 1, 1, 1)


# The other parser refuses a date that is no day in the calendar.
REFUSED = {"mangler/politirad/osterdalen/avtale-2026.yaml"}


def _records() -> list[Path]:
    sound = [file for file in sorted(EXAMPLES.rglob("*.yaml")) if not read(file.read_bytes()).faults]
    return [file for file in sound if file.relative_to(EXAMPLES).as_posix() not in REFUSED]


def _places(node: Any, path: tuple[str | int, ...] = ()) -> Iterator[tuple[tuple[str | int, ...], str, int, int]]:
    """Every key's and plain value's start, as the other parser has it (it counts from 0)."""
    if isinstance(node, CommentedMap):
        for key, inner in node.items():
            line, column = node.lc.key(key)
            yield (*path, str(key)), "key", line + 1, column + 1
            yield from _places(inner, (*path, str(key)))
    elif isinstance(node, CommentedSeq):
        for index, inner in enumerate(node):
            line, column = node.lc.item(index)
            yield (*path, index), "value", line + 1, column + 1
            yield from _places(inner, (*path, index))


@pytest.mark.parametrize("file", _records(), ids=lambda file: str(file.relative_to(EXAMPLES)))
def test_the_same_places_as_another_parser(file: Path) -> None:
    text, _ = decode(file.read_bytes())
    positions = locate(text)
    seen = 0
    for path, on, line, column in _places(YAML().load(text)):
        span = positions.key(path) if on == "key" else positions.value(path)
        assert span is not None, path
        assert (span.line, span.column) == (line, column), path
        seen += 1
    assert seen > 3
