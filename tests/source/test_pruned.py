"""What is taken apart of a text is just what the node tree has there; and no fault of the rest goes unseen."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from random import Random

import pytest

from kps.source.node_tree import node_tree
from kps.source.nodes import Node
from kps.source.pruned import Worth, pruned
from sampling import sampled

EXAMPLES = Path(__file__).parents[2] / "examples"
PLAIN = """\
type: møte
dato: 2026-03-12
oppfølging:
- {tiltak: 1, status: x}
- tiltak: 2
  merknad: |
    En
    to
saker:
  - nr: 1
    tittel: A b
    tema: [x, y]
    tiltak:
    - {hva: q}
    - hva: z
      av: p
    referat: |
      Linje

      to
  # en merknad
  - nr: 2
    tittel: "B"
  - tekst
plan: {tittel: q}
"""
KEPT = frozenset(("nr", "dato", "tittel", "tema"))
SIGNS = (
    "'", '"', "[", "]", "{", "}", ": ", " #", "\n", "\n  ", "- ", "  - ", "&a ", "*a", "!x ", "? ", "|\n", "| \n   ",
    ">\n", "---\n", "...\n", "%", "\t", "\r\n", "\r", ", {", ", [", "<<: ", "null", "~", "a: b", "\nnr: 1",
    "    x: |\n      y\n", "\n\n", "      \n", "\\", ":", "@", "saker:", "# k\n", "''", "é", "\x85", "nr: 'x\n",
)  # fmt: skip
WRITTEN = (
    '"{}"', "'{}'", "[{}]", "{{a: {}}}", "{{a: [{}], b: {{c: d}}}}", "|\n          {}", ">\n          {}",
    "{}\n          mer", '"{}\n  mer"', "[{},\n b]", "- {}",
)  # fmt: skip


@dataclass(frozen=True)
class Around:
    """That what stands around a place is worth being taken apart."""

    place: int

    def __call__(self, start: int, end: int) -> bool:
        return start <= self.place < end


def differing(there: Node, whole: Node, worth: Worth, kept: frozenset[str]) -> list[str]:
    """Where what was taken apart is not what the whole has, or lacks what is worth it."""
    if there.kind != whole.kind or there.value != whole.value:
        lost = there.kind == "scalar" and there.value is None
        return [] if lost and not worth(whole.start, whole.end) else [f"{there} for {whole}"]
    if there.value is not None and (there.start, there.end) != (whole.start, whole.end):
        return [f"{there} at the place of {whole}"]
    found = [] if len(there.items) == len(whole.items) else ["another number of items"]
    for one, other in zip(there.items, whole.items, strict=False):
        found += differing(one, other, worth, kept)
    for key, inner in whole.entries.items():
        if key in there.entries:
            found += differing(there.entries[key], inner, worth, kept)
        elif worth(inner.start, inner.end) or (key in kept and inner.kind == "scalar"):
            found.append(f"no {key}")
    return found + [f"{key} from nowhere" for key in there.entries if key not in whole.entries]


def is_right(text: str, dice: Random) -> bool:
    """Whether some of a text was taken apart, which is then as in the whole."""
    places = [dice.randrange(len(text) + 1) for _ in range(dice.choice((0, 1, 2, 3, 8)))]
    kept = dice.choice((KEPT, frozenset()))

    def worth(start: int, end: int) -> bool:
        return any(start <= place < end for place in places)

    found, whole = pruned(text, worth, kept), node_tree(text)
    if found is None:
        return False
    assert not [fault for fault in whole.faults if fault.code == "D001"], text
    assert whole.root is not None
    assert not differing(found, whole.root, worth, kept), text
    return True


def with_slips(text: str, dice: Random) -> str:
    """The text with something put in, taken out or written otherwise in a few places."""
    for _ in range(dice.choice((1, 1, 2, 4))):
        lines = text.split("\n")
        place, number = dice.randrange(len(text) + 1), dice.randrange(len(lines))
        line = lines[number]
        match dice.randrange(5):
            case 0 | 1:
                text = text[:place] + dice.choice(SIGNS) + text[place:]
                continue
            case 2:
                text = text[:place] + text[place + dice.randrange(1, 12) :]
                continue
            case 3:
                lines[number] = dice.choice((f" {line}", line[1:], f"  {line}", line[2:], line.lstrip(), ""))
            case _:
                if value := re.match(r"( *(?:- )?\w+: )(.+)", line):
                    lines[number] = value[1] + dice.choice(WRITTEN).format(value[2])
        text = "\n".join(lines)
    return text


@pytest.mark.parametrize("seed", sampled(range(40), 40))
def test_texts_with_slips(seed: int) -> None:
    dice = Random(seed)
    texts = [file.read_text("utf-8", "replace") for file in sorted(EXAMPLES.rglob("*.yaml"))[seed % 40 :: 40]]
    taken = [is_right(with_slips(dice.choice((PLAIN, dice.choice(texts))), dice), dice) for _ in range(400)]
    assert 50 < sum(taken) < 350


def test_sound_texts_of_the_examples() -> None:
    dice = Random(0)
    taken = [is_right(file.read_text("utf-8", "replace"), dice) for file in sorted(EXAMPLES.rglob("*.yaml"))[::7]]
    assert sum(taken) > len(taken) * 0.7


@pytest.mark.parametrize(
    "text",
    ['a: "b\nnr: 1"\n', "a: 'b\nnr: 1'\n", "a: [b,\nnr: 1\n]\n", "a: {b: c,\nnr: 1\n}\n", "x:\n  it's: 'b\nnr: 1'\n",
     'saker:\n- "a\n- b"\n- nr: 1\n', "saker:\n- [a,\n- b,\n  c]\n- nr: 1\n",
     "saker:\n- {\nx: 1, status: y}\n- nr: 2\n"],
)  # fmt: skip
def test_what_stands_in_a_quote_or_a_bracket_is_no_key_and_no_item(text: str) -> None:
    whole = node_tree(text).root
    assert whole is not None
    for place in range(len(text)):
        found = pruned(text, Around(place), KEPT)
        assert found is None or differing(found, whole, Around(-1), KEPT) == []


@pytest.mark.parametrize(
    "slip",
    ["a: &b c", "a: *b", "a: !!str b", "<<: {a: b}", "? a", "a: {[b]: c}", "a: {b: c, {d: e}}", "a: [b]: c", "a: 'b",
     "---", "a: [b", "dato: 2026-03-12", "- a", f"a: {'{b: ' * 64}c{'}' * 64}", "a: b: c", "\ta: b", "a: \x01",
     "a: |\n   b\n  c", "a: b\x85 c"],
)  # fmt: skip
def test_a_fault_in_what_is_passed_over_is_seen(slip: str) -> None:
    def nothing(start: int, end: int) -> bool:
        return False

    assert pruned(PLAIN, nothing, KEPT) is not None
    assert pruned(f"{PLAIN}{slip}\n", nothing, KEPT) is None
    indented = "".join(f"      {line}\n" for line in slip.split("\n"))
    assert (
        pruned(PLAIN.replace("      av: p\n", f"      av: p\n{indented}"), nothing, KEPT) is None
        or slip == "dato: 2026-03-12"
    )


def test_what_is_not_worth_it_is_not_there() -> None:
    place = PLAIN.index("Linje")
    found = pruned(PLAIN, lambda start, end: start <= place < end, KEPT)
    assert found is not None
    assert list(found.entries) == ["dato", "saker"]
    first, second, third = found.entries["saker"].items
    assert {key: one.value for key, one in first.entries.items() if one.kind == "scalar"} == {
        "nr": "1", "tittel": "A b", "referat": "Linje\n\nto\n",
    }  # fmt: skip
    assert (second.value, third.value) == (None, None)
