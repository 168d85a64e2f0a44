"""Where a place is, from the lines alone: what the node tree says of a sound text, and something of any other."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path as File
from random import Random

import pytest

from kps.source import Path
from kps.source.node_tree import node_tree
from kps.source.nodes import Node
from kps.source.outline import spot
from sampling import sampled

EXAMPLES = File(__file__).parent.parent.parent / "examples"
FILES = sorted(EXAMPLES.rglob("*.yaml"))


def _text(file: File) -> str:
    return file.read_bytes().decode("utf-8", "replace")


def _places(node: Node, path: Path) -> Iterator[tuple[int, int, Path, str]]:
    """Every key and every text, with where it stands and the way to it."""
    if node.kind == "scalar" and node.end > node.start:
        yield node.start, node.end, path, "value"
    for key, inner in node.entries.items():
        yield (*node.keys[key], (*path, key), "key")
        yield from _places(inner, (*path, key))
    for index, inner in enumerate(node.items):
        yield from _places(inner, (*path, index))


@pytest.mark.parametrize("file", sampled(FILES, 4), ids=lambda file: str(file.relative_to(EXAMPLES)))
def test_in_a_sound_text_it_is_where_the_node_tree_says(file: File) -> None:
    text = _text(file)
    tree = node_tree(text)
    if tree.root is None or tree.faults:
        return
    random = Random(text)
    for start, end, path, kind in _places(tree.root, ()):
        for offset in {start, random.randrange(start, end), end - 1}:
            if text[start:offset].endswith(("\n", "\r", " ", "\t")) and offset != start:
                continue  # between the lines of a text there is only indentation
            found = spot(text, offset)
            assert found.kind != "comment", (path, offset)
            assert found.path == path, (path, offset, found)
            assert (found.kind == "key") == (kind == "key"), (path, found)


@pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.relative_to(EXAMPLES)))
def test_it_has_something_to_say_of_any_text_cut_at_any_place(file: File) -> None:
    text = _text(file)
    for offset in Random(text).sample(range(len(text) + 1), min(len(text), 40)):
        found = spot(text[:offset], offset)
        assert found.start - len(found.quote) <= offset <= found.end
        torn = text[: offset // 2] + text[offset:]
        found = spot(torn, offset // 2)
        assert found.start - len(found.quote) <= offset // 2 <= found.end


@pytest.mark.parametrize(
    ("marked", "kind", "path", "word"),
    [
        ("|", "key", ("",), ""),
        ("ty|", "key", ("ty",), "ty"),
        ("type: |", "value", ("type",), ""),
        ("type: m|ø", "value", ("type",), "mø"),
        ("type:m|", "value", ("type",), "m"),
        ("type: møte # |", "comment", ("type",), "# "),
        ("a:\n  - |", "item", ("a", 0), ""),
        ("a:\n  - x\n  - y|", "item", ("a", 1), "y"),
        ("a:\n- x: 1\n  |", "key", ("a", 0, ""), ""),
        ("a:\n- x: 1\n|", "key", ("",), ""),
        ("a:\n  x: 1\n  n|", "key", ("a", "n"), "n"),
        ("a:\n  |", "key", ("a", ""), ""),
        ("a: {b: |", "value", ("a", "b"), ""),
        ("a: {b: 1, |", "key", ("a", ""), ""),
        ("a:\n  - {tiltak: |", "value", ("a", 0, "tiltak"), ""),
        ("a:\n  - {tiltak: 2026-06-11/7.1, sta|}", "key", ("a", 0, "sta"), "sta"),
        ("a: [x, |y]", "item", ("a", 1), "y"),
        ("a: [|", "item", ("a", 0), ""),
        ('a: "x|y', "value", ("a",), "xy"),
        ('a: "xy\nb: |', "value", ("b",), ""),
        ("a: [x\nb: |", "value", ("b",), ""),
        ("a: |\n  te^xt", "text", ("a",), "text"),
        ("a: x\n\tb: |", "value", ("b",), ""),
        ("a: 'it''s' # |", "comment", ("a",), "# "),
    ],
)
def test_the_place_while_people_type(marked: str, kind: str, path: Path, word: str) -> None:
    sign = "^" if "^" in marked else "|"
    offset = marked.index(sign)
    text = marked.replace(sign, "", 1)
    found = spot(text, offset)
    assert (found.kind, text[found.start : found.end]) == (kind, word)
    if "\t" not in marked:
        assert found.path == path
