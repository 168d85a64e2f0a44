"""Values put into a file that somebody wrote: their place is right, and nothing else is touched."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path as File

import pytest

from kps.source import Path, read
from kps.source.edits import edited, splices
from kps.source.intentions import FIRST, Append, Edit, Put, Remove, Rename, Replace
from kps.source.nodes import Node
from kps.source.places import Positions
from kps.source.splices import Unplaced

NEW = {"godkjent": "2026-06-11", "segl": "k1"}
PUT = Put(("referat",), tuple(NEW.items()))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("a: 1\nreferat: {ferdig: 1}\n", "a: 1\nreferat: {ferdig: 1, godkjent: 2026-06-11, segl: k1}\n"),
        ("referat: {ferdig: 1, godkjent: x, } # m\n", "referat: {ferdig: 1, godkjent: 2026-06-11, segl: k1 } # m\n"),
        ("{referat: {}}\n", "{referat: {godkjent: 2026-06-11, segl: k1}}\n"),
        ("referat: {}\n", "referat: {godkjent: 2026-06-11, segl: k1}\n"),
        ("referat:\nb: 1\n", "referat: {godkjent: 2026-06-11, segl: k1}\nb: 1\n"),
        ("referat:   # m\nb: 1", "referat: {godkjent: 2026-06-11, segl: k1}   # m\nb: 1"),
        ("a: 1", "a: 1\nreferat: {godkjent: 2026-06-11, segl: k1}\n"),
        ("referat: {a: 1, segl, b: 2}\nc: 3\n", "referat: {a: 1, segl: k1, b: 2, godkjent: 2026-06-11}\nc: 3\n"),
        ("referat: {a: 1\u2028}\n", "referat: {a: 1\u2028, godkjent: 2026-06-11, segl: k1}\n"),
        ("  a: 1\n", "  a: 1\n  referat: {godkjent: 2026-06-11, segl: k1}\n"),
        (" ? a\n : 1\n", " ? a\n : 1\n referat: {godkjent: 2026-06-11, segl: k1}\n"),
        ("a: 1\n...\n# m\n", "a: 1\nreferat: {godkjent: 2026-06-11, segl: k1}\n...\n# m\n"),
        (
            "referat:\n  ferdig: 1   # m\n\n# slutt\nb: 1\n",
            "referat:\n  ferdig: 1   # m\n  godkjent: 2026-06-11\n  segl: k1\n\n# slutt\nb: 1\n",
        ),
        (
            "referat:\n  ferdig: 1\n  godkjent:                # dagen\nb: 1\n",
            "referat:\n  ferdig: 1\n  godkjent: 2026-06-11     # dagen\n  segl: k1\nb: 1\n",
        ),
        ("referat:\n    segl: 'gammelt'\n    a: 1", "referat:\n    segl: k1\n    a: 1\n    godkjent: 2026-06-11"),
    ],
)  # fmt: skip
def test_the_values_stand_where_they_belong(before: str, after: str) -> None:
    made = edited(before, PUT)
    assert made == after
    assert read(made.encode()).value["referat"].items() >= NEW.items()  # type: ignore[call-overload,union-attr,index]


def test_the_file_s_own_line_endings_are_kept() -> None:
    made = edited("a: æ\r\nreferat:\r\n  ferdig: 1\r\nb: 2\r\n", PUT)
    assert made == "a: æ\r\nreferat:\r\n  ferdig: 1\r\n  godkjent: 2026-06-11\r\n  segl: k1\r\nb: 2\r\n"


@pytest.mark.parametrize("text", ["referat: ja\n", "- a\n", "referat: {segl # m\n : }\n", "", "referat: {segl: [a]}\n"])
def test_another_layout_is_refused(text: str) -> None:
    with pytest.raises(Unplaced):
        edited(text, PUT)


LIST = "a:   # om a\n  - x   # en\n  # om y\n  - y: 1   # to\n    z: 2\n  - w\nb: 1\n"


@pytest.mark.parametrize(
    ("before", "edit", "after"),
    [
        ("a: 1 # m\nb: 2\n", Rename(("a",), "c"), "c: 1 # m\nb: 2\n"),
        ("a: [{b: 1}]\n", Rename(("a", 0, "b"), "c d"), "a: [{c d: 1}]\n"),
        ("a: {b: 1}\n", Rename(("a", 0, "b"), "c"), "a: {c: 1}\n"),
        ('a: "x" # m\n', Replace(("a",), 'y "z"'), 'a: "y \\"z\\"" # m\n'),
        ("a: 'x'\n", Replace(("a",), "it's"), "a: 'it''s'\n"),
        ("a: x # m\n", Replace(("a",), "y: z"), 'a: "y: z" # m\n'),
        ("a: x # m\n", Replace(("a",), "09:00", quoted=True), 'a: "09:00" # m\n'),
        ("a: Berg, Anne\n", Replace(("a",), "Moe, Ida"), "a: Moe, Ida\n"),
        ("a: [Berg]\n", Replace(("a", 0), "Moe, Ida"), 'a: ["Moe, Ida"]\n'),
        ("a: |\n  x\n  y\nb: 1\n", Replace(("a",), "z"), 'a: "z"\nb: 1\n'),
        ("a:    # m\n", Replace(("a",), "x"), "a: x  # m\n"),
        ('nr: ["301"]\n', Replace(("nr", 0), "0301"), 'nr: ["0301"]\n'),
        ("a: 1\nb: 2\n", Put((), (("t", "m"),), FIRST), "t: m\na: 1\nb: 2\n"),
        ("a: 1 # m\r\nb: 2\n", Put((), (("t", "m"),), "a"), "a: 1 # m\r\nt: m\r\nb: 2\n"),
        (
            "a:\n  b: 1\nc: 2",
            Put(("a",), (("t", "\n- x: 1\n  y: 2"),)),
            "a:\n  b: 1\n  t:\n    - x: 1\n      y: 2\nc: 2",
        ),
        (LIST, Append(("a",), "v: 1\nu: 2"), LIST.replace("  - w\n", "  - w\n  - v: 1\n    u: 2\n")),
        (LIST, Remove(("a", 0)), LIST.replace("  - x   # en\n", "")),
        (LIST, Remove(("a", 1)), LIST.replace("  - y: 1   # to\n    z: 2\n", "")),
        (LIST, Remove(("a", 1, "y")), LIST.replace("y: 1   # to\n    z: 2", "z: 2")),
        (LIST, Remove(("a", 1, "z")), LIST.replace("    z: 2\n", "")),
        (LIST, Remove(("a",)), "b: 1\n"),
        ("a:\n- x\n- y", Remove(("a", 1)), "a:\n- x"),
        ("a:\n- x\nb: 1\n", Append(("a",), "y"), "a:\n- x\n- y\nb: 1\n"),
        ("a: 1\nb:\n  - x\n", Remove(("b", 0)), "a: 1\n"),
        ("a: 1\nb: [{c: x}]\n", Remove(("b", 0, "c")), "a: 1\n"),
        ("a: [x, y, z]\n", Remove(("a", 2)), "a: [x, y]\n"),
        ("a: [x, y, z]\n", Remove(("a", 0)), "a: [y, z]\n"),
        ("a: [x, # om x\n  y]\n", Remove(("a", 1)), "a: [x, # om x\n  ]\n"),
        ("a: {b: 1, c: 2}\n", Remove(("a", "c")), "a: {b: 1}\n"),
        ("a: [x, # om x\n  y # om y\n  ]\n", Append(("a",), "z"), "a: [x, # om x\n  y # om y\n  , z]\n"),
        ("a: x\n", Append(("a",), "y"), "a: [x, y]\n"),
        ("a: # m\nb: 1\n", Append(("a",), "y"), "a: # m\n  - y\nb: 1\n"),
        ("b: 1\n", Append(("a",), "y"), "b: 1\na:\n  - y\n"),
        ("{b: 1}\n", Append(("a",), "y"), "{b: 1, a: [y]}\n"),
        ("a: 1\nb: 2\na: 1 # igjen\nc: 3\n", Remove(("a",), again=True), "a: 1\nb: 2\nc: 3\n"),
    ],
)  # fmt: skip
def test_what_was_meant_is_done_and_no_more(before: str, edit: Edit, after: str) -> None:
    assert edited(before, edit) == after


BLOCK = "|\n  one\n\n  two"
ITEMS = "\n- x: 1\n  y: 2\n- z"


@pytest.mark.parametrize(
    ("before", "yaml", "after"),
    [
        ("a:\nb: 1\n", BLOCK, "a: |\n  one\n\n  two\nb: 1\n"),
        ("a: |\n\nb: 1\n", BLOCK, "a: |\n  one\n\n  two\n\nb: 1\n"),
        ("a:    # m\nb: 1", BLOCK, "a: |    # m\n  one\n\n  two\nb: 1"),
        ("a: old   # m\nb: 1\n", BLOCK, "a: |   # m\n  one\n\n  two\nb: 1\n"),
        ("a: |\n  x\n  y\nb: 1\n", BLOCK, "a: |\n  one\n\n  two\nb: 1\n"),
        ("a: [] # m\n  # n\nb: 1\n", ITEMS, "a: # m\n  - x: 1\n    y: 2\n  - z\n  # n\nb: 1\n"),
        ("a:\r\n  # n\r\nb: 1\r\n", ITEMS, "a:\r\n  - x: 1\r\n    y: 2\r\n  - z\r\n  # n\r\nb: 1\r\n"),
        ("a: {}", ITEMS, "a:\n  - x: 1\n    y: 2\n  - z"),
        ("a: [] # m\n", "[x, y]", "a: [x, y] # m\n"),
        ("a: |\n  x\n  y\nb: 1\n", "z", "a: z\nb: 1\n"),
    ],
)
def test_a_value_of_several_lines_takes_the_place_of_none_or_of_a_text(before: str, yaml: str, after: str) -> None:
    assert edited(before, Put((), (("a", yaml),))) == after


@pytest.mark.parametrize("text", ["{a: , b: 1}\n", "a: [x]\n", "a:\n  b: 1\n"])
def test_it_takes_the_place_of_nothing_else(text: str) -> None:
    with pytest.raises(Unplaced):
        edited(text, Put((), (("a", BLOCK),)))


def test_several_changes_are_made_to_the_text_as_it_was() -> None:
    changes = (Remove(("a", 0)), Replace(("a", 1, "y"), "2"), Append(("a",), "v"), Put((), (("c", "3"),)))
    assert edited(LIST, *changes) == "a:   # om a\n  # om y\n  - y: 2   # to\n    z: 2\n  - w\n  - v\nb: 1\nc: 3\n"


@pytest.mark.parametrize(
    "edits",
    [
        [Remove(("a",)), Remove(("a", 0))],
        [Rename(("a",), "b")],
        [Rename(("c",), "d")],
        [Replace(("a",), "x")],
        [Append(("b",), "\n- x: [")],
    ],
)
def test_what_cannot_be_as_it_was_meant_is_refused(edits: list[Edit]) -> None:
    with pytest.raises(Unplaced):
        edited(LIST, *edits)


def _places(node: Node, path: Path = ()) -> Iterator[tuple[Path, Node]]:
    yield path, node
    for key, inner in node.entries.items():
        yield from _places(inner, (*path, key))
    for index, inner in enumerate(node.items):
        yield from _places(inner, (*path, index))


def _any_change(path: Path, node: Node) -> Iterator[Edit]:
    if path:
        yield Remove(path)
        if isinstance(path[-1], str):
            yield Rename(path, "ny_nøkkel")
    match node.kind:
        case "mapping":
            yield Put(path, (("ny", "1"), ("to", "[a, b]")))
            yield Put(path, (("etter", "x"),), next(iter(node.entries), None))
        case "list":
            yield Append(path, 'regel: M414\nbegrunnelse: ""' if not node.flow else "{regel: M414}")
        case _:
            yield from (Replace(path, value) for value in ("a: b # c", "2026-03-12", "- x", "", "linje\nto"))


SOUND = sorted((File(__file__).parents[2] / "examples" / "agder").rglob("*.yaml"))[::23]


@pytest.mark.parametrize("ends", ["\n", "\r\n"], ids=["lf", "crlf"])
@pytest.mark.parametrize("file", SOUND, ids=lambda file: f"{file.parent.name}/{file.name}")
def test_every_place_of_a_sound_record_can_be_changed_each_way(file: File, ends: str) -> None:
    text = file.read_text(encoding="utf-8").rstrip("\n").replace("\n", ends)
    root = Positions(text).tree.root
    assert root is not None
    for place in list(_places(root))[::4]:
        for edit in _any_change(*place):
            (splice,) = splices(text, edit)
            comments = text[splice.start : splice.end].count("#")
            assert isinstance(edit, Remove) or not comments or place[1].kind == "scalar"
