"""The quick way to the places of a sound text gives just what the slow one does."""

from __future__ import annotations

import pathlib
from collections.abc import Iterator
from random import Random
from typing import get_args

import pytest

from kps.output.rule_cases import cases
from kps.resources import folder
from kps.source import Path, locate, node_tree
from kps.source.nodes import Node
from kps.source.sound import sound_nodes
from kps.source.values import On

EXAMPLES = pathlib.Path(__file__).parents[2] / "examples"

TEXTS = [
    "a: 1\nb: [x, {c: d, e: }, []]\n\n# c\nf:\n  - |\n    text\n\n    more\n\n  - >-\n    folded\n- \n",
    "a: |+\n  x\n\n\n", "a:\n- b\n-  c: d\n   e: f\n", "{a: {b: [1,2]}, c: ''}", "- - - a\n- b: ~\n",
    "a: \"x\\\n  y\"\n",
    "? a\n: b\n", "? |\n  key\n: v\n", "'a': \"b\"\n", "a: b", "a:", "", "# only\n", "---\na: b\n...\n",
    "a: b\r\nc: d\r\n",
    "æ: ø\nå: e\u0301\n", "a: 1\na: 2\n", "<<: x\n", "a: &b c\n", "a: !!str b\n", "a: *b\n", "a: b\n---\nc: d\n",
    "[a, b]: c\n", "a: [b\n", "a: null\nb: 'null'\nc: \"~\"\n", "[" * 70 + "]" * 70, "a: b: c\n", "\ufeffa: b\n",
]  # fmt: skip


def _slowly(text: str, monkeypatch: pytest.MonkeyPatch) -> node_tree.NodeTree:
    with monkeypatch.context() as patched:
        patched.setattr(node_tree, "sound_nodes", lambda text, under: None)
        return node_tree.node_tree(text)


@pytest.mark.parametrize("text", TEXTS)
def test_a_text(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert node_tree.node_tree(text) == _slowly(text, monkeypatch)


def test_every_text_of_the_examples_and_the_cases(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = [file.read_bytes().decode("utf-8", "replace") for file in EXAMPLES.rglob("*.yaml")]
    texts += [
        text for file in folder("cases").glob("*.yaml") for one in cases(file.stem)[0] for text in one.files.values()
    ]
    for text in texts:
        assert node_tree.node_tree(text) == _slowly(text, monkeypatch)


def test_texts_with_a_slip_anywhere(monkeypatch: pytest.MonkeyPatch) -> None:
    dice = Random(0)
    texts = [file.read_text(encoding="utf-8") for file in sorted(EXAMPLES.glob("agder/**/*.yaml"))]
    for _ in range(300):
        text = dice.choice(texts)[:1500]
        place = dice.randint(0, len(text))
        text = text[:place] + dice.choice(("", "\n", ":", "- ", "[", '"', "  ", "|", "#", "é", ",")) + text[place + 1 :]
        assert node_tree.node_tree(text) == _slowly(text, monkeypatch), text


def test_what_is_asked_for_alone_has_the_places_that_it_has_among_all() -> None:
    dice = Random(0)
    texts = [*TEXTS, *(file.read_bytes().decode("utf-8", "replace") for file in sorted(EXAMPLES.rglob("*.yaml")))]
    for text in texts:
        every = locate(text)
        for path in dice.sample(paths := list(_paths(every.tree.root)), min(8, len(paths))):
            path = (*path, *dice.choice(((), (0,), ("nr",), ("tiltak", 1))))  # something that may be missing too
            some = locate(text, frozenset(path))
            for on in get_args(On):
                assert some.place(path, on) == every.place(path, on), (text, path)
            assert some.written(path) == every.written(path)
            assert some.there(path) == every.there(path)


def test_what_is_not_asked_for_is_not_hung_up() -> None:
    root = sound_nodes("a: {b: [1, 2]}\nc:\n- d\n- e: [{f: g}]\n", frozenset(("c", 1)))
    assert root is not None
    assert list(root.keys) == ["a", "c"]
    assert list(root.entries) == ["c"]
    assert list(root.entries["c"].items[1].keys) == ["e"]
    assert root.entries["c"].items[1].entries == {}


def _paths(node: Node | None, path: Path = ()) -> Iterator[Path]:
    if node is not None:
        yield path
        for key, inner in node.entries.items():
            yield from _paths(inner, (*path, key))
        for place, inner in enumerate(node.items):
            yield from _paths(inner, (*path, place))


def test_a_sound_text_goes_the_quick_way() -> None:
    found = sound_nodes(TEXTS[1])
    assert found is not None
    assert found == node_tree.node_tree(TEXTS[1]).root
