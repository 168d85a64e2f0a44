"""What YAML 1.2 allows is read, also where libyaml refuses it or takes it for something else."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from kps.source import grammar, read
from kps.source.node_tree import TreeBuilder, node_tree
from kps.source.nodes import Node
from kps.source.values import Value

EXAMPLES = Path(__file__).parent.parent.parent / "examples"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        # Tabs, as Notepad makes them.
        ("a:\tb\n", {"a": "b"}),
        ("a: \tb\t\nc:\t\n", {"a": "b", "c": None}),
        ("-\tb\n-\t'c'\n", ["b", "c"]),
        ("-\t-1\n", ["-1"]),
        ("a: 1\n\t\nb: 2\n", {"a": "1", "b": "2"}),
        ("a: 1\n  \t \n\nb: 2\n\t", {"a": "1", "b": "2"}),
        ("a: |\n  \tb\n  c\td\n", {"a": "\tb\nc\td\n"}),
        ("a: >-\n \t\n b\n", {"a": "\t\nb"}),
        ("a:\n \tb\n", {"a": "b"}),
        ("a: b\t# c\n", {"a": "b"}),
        ("a: [\n\tb,\n\tc ]\n", {"a": ["b", "c"]}),
        ("\t[b]\n", ["b"]),
        ("a: 'b\n\tc'\n", {"a": "b c"}),
        # Within brackets.
        ("[:x, ?y, -z, ::a]\n", [":x", "?y", "-z", "::a"]),
        ("{?x: 1, y: :z}\n", {"?x": "1", "y": ":z"}),
        ('{"a":b, "c" :d, \'e\':f}\n', {"a": "b", "c": "d", "e": "f"}),
        ("{a\n  b: c, d\n  : e}\n", {"a b": "c", "d": "e"}),
        ("{a, b: , c: }\n", {"a": None, "b": None, "c": None}),
        ("[a: b, ? c : d, 'e':f]\n", [{"a": "b"}, {"c": "d"}, {"e": "f"}]),
        ("{a: http://x, b: 09:00}\n", {"a": "http://x", "b": "09:00"}),
        ("\t{a: [1, # en\n 2 # to\n ]}\n", {"a": ["1", "2"]}),
        # Texts over several lines.
        ("\ta\n b\n\n\n c\n", "a b\n\nc"),
        ('a:\t"b\\\n   c\\td\\u00e5 \\\n\n  e"\n', {"a": "bc\tdå \ne"}),
        ("a:\t'it''s\n\n  b'\n", {"a": "it's\nb"}),
        ("--- >\na\nb\n\n  c\n", "a b\n\n  c\n"),
        ("a:\t|+\n  b\n\n\nc: |-\n  d\n\ne: |2\n    f\n", {"a": "b\n\n\n", "c": "d", "e": "  f\n"}),
        ("a:\t>\n  b\n  c\n   d\n\n  e\n\n\n  f\n", {"a": "b c\n d\n\ne\n\nf\n"}),
        ("a: |\n  b\n   ", {"a": "b\n \n"}),
        ("a: |\n  b", {"a": "b\n"}),
        ("a: |+\n   ", {"a": "\n"}),
        # The rest of the layout.
        ("a:\t\n- b\n-  - c\n   - d\ne:\n\n# f\n    g\n", {"a": ["b", ["c", "d"]], "e": "g"}),
        ("-\t\n  a: 1\n  b:\n  - 2\n- ? c\n  : d\n  ? e\n", [{"a": "1", "b": ["2"]}, {"c": "d", "e": None}]),
        ("%YAML 1.2\n# a\n---\t\nb:\t~\n...\n# c\n", {"b": None}),
        ("...\n", None),
        ("# a\n...\n...\n", None),
        # Signs that YAML 1.1 took for a line's end.
        ("a: b\u2028 c\u2029d\x85e # f\n", {"a": "b\u2028 c\u2029d\x85e"}),
        ("a: |\n  b\u2028  c\n", {"a": "b\u2028  c\n"}),
        ("a: \"b \u2028 c\"\nd: [e\x85f, g]\n", {"a": "b \u2028 c", "d": ["e\x85f", "g"]}),
        # YAML 1.1's truths and numbers are text.
        ("-\tno\n-\ton\n-\t0301\n-\t1_000\n-\tnull\n-\t'~'\n", ["no", "on", "0301", "1_000", None, "~"]),
    ],
)  # fmt: skip
@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_is_read_as_yaml_1_2_says(text: str, value: Value, ending: str) -> None:
    document = read(text.replace("\n", ending).encode())
    assert document.faults == ()
    assert document.value == value


def _by_the_grammar(text: str) -> Node | None:
    builder = TreeBuilder(text)
    grammar.parse(text, builder)
    return builder.finished()


def _places(node: Node) -> object:
    """Everything of a node but where a collection without brackets ends: a blank line more or less."""
    inner = [_places(one) for one in node.items], {key: _places(one) for key, one in node.entries.items()}
    end = node.end if node.flow or (node.kind == "scalar" and node.end > node.start) else None
    return node.kind, node.start if end else None, end, node.value, node.keys, inner


@pytest.mark.parametrize("file", sorted(EXAMPLES.rglob("*.yaml")), ids=lambda file: str(file.relative_to(EXAMPLES)))
def test_reads_the_examples_as_libyaml_does(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    seen = node_tree(text)
    if any(fault.code == "D001" for fault in seen.faults):
        return
    root = _by_the_grammar(text)
    assert (seen.root and _places(seen.root)) == (root and _places(root))


SIGNS = [
    *"\x00\t\r\n :-[]{}&*!|>'\"#%@`?,\\a0<=",
    "\r\n",
    "- ",
    ": ",
    "\n  ",
    "\n\t",
    "“",
    "😀",
    "\u2028",
    "\xa0",
    "<<<<<<< ",
]


def _mutated(text: str, chance: random.Random) -> bytes:
    signs = list(text)
    for _ in range(chance.randint(1, 6)):
        at = chance.randrange(len(signs))
        signs[at : at + chance.randint(0, 2)] = [chance.choice(SIGNS)] * chance.randint(0, 2)
    data = bytearray("".join(signs).encode())
    if chance.random() < 0.2:
        data[chance.randrange(len(data))] = chance.randrange(256)
    return bytes(data)


@pytest.mark.parametrize("seed", range(8))
def test_whatever_is_typed_is_read_or_told_within_the_text(seed: int) -> None:
    chance = random.Random(seed)
    texts = [file.read_text(encoding="utf-8") for file in sorted(EXAMPLES.rglob("*.yaml"))]
    for _ in range(60):
        data = _mutated(chance.choice(texts), chance)
        document = read(data)
        assert document.readable or document.faults
        text = data.decode("utf-8", "replace").removeprefix("\ufeff")
        widths = [len(line) for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n")]
        for fault in document.faults:
            span = fault.span
            assert (span.line, span.column) <= (span.end_line, span.end_column)
            assert 1 <= span.column <= widths[span.line - 1] + 1
            assert 1 <= span.end_column <= widths[span.end_line - 1] + 1
