"""At most a hundred of a file's faults are told, then one that counts the rest."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest

from kps.checking.engine import check
from kps.checking.finding import Finding
from kps.models.ways import Ways
from kps.output.rule_cases import REGISTER
from kps.register.memory import Texts
from kps.register.reading import load

FILE = "politirad/4205-lindesnes/moter/2026-03-12.yaml"
MEETING = "type: møte\ndato: 2026-03-12\nstatus: avlyst\n"


def found(text: str) -> list[Finding]:
    files = {"kps.yaml": REGISTER, FILE: text}
    return [one for one in check([load(Texts(files))], date(2026, 11, 23)) if one.code in ("D001", "D002", "D003")]


@pytest.mark.parametrize(
    ("code", "rest"),
    [
        ("D002", "".join(f"tull{number}: 1\n" for number in range(150))),
        ("D003", "sted: her\n" * 151),
        ("D001", f"sted: [{'*a,' * 150}]\n"),
    ],
)
def test_the_rest_are_counted(code: str, rest: str) -> None:
    some = found(MEETING + rest)
    assert Counter(one.code for one in some) == {code: 101}
    counting = [one for one in some if "not told" in one.message.text("en")]
    assert [one.message.text("en").split()[0] for one in counting] == ["50"]


def test_a_hundred_are_all_told() -> None:
    some = found(MEETING + "".join(f"tull{number}: 1\n" for number in range(100)))
    assert len(some) == 100
    assert not any("not told" in one.message.text("en") for one in some)


def test_a_file_of_which_nothing_is_read_says_so_even_when_that_is_among_the_rest() -> None:
    some = found(MEETING + "sted: her\n" * 121 + "form: *a\n")
    assert Counter(one.code for one in some) == {"D003": 100, "D001": 1}
    assert next(one for one in some if one.code == "D001").message.text("en").startswith("21 more")


def test_hints_count_with_the_rest() -> None:
    items = "".join(f"  - {{nr: {number}/2026, tittel: T, tema: trygge skole, tull: 1}}\n" for number in range(80))
    some = found(f"{MEETING}saker:\n{items}")
    assert Counter((one.code, one.severity) for one in some) == {("D002", "error"): 80, ("D002", "hint"): 21}


def test_what_closes_an_item_is_seen_among_thousands_of_slips() -> None:
    slips = "".join(f"    tull{number}: 1\n" for number in range(300))
    text = f"{MEETING}saker:\n  - nr: 1/2026\n    tittel: Hemmelig\n{slips}    unntatt_offentlighett: ja\n"
    register = load(Texts({"kps.yaml": REGISTER, FILE: text}))
    assert register.meetings[0].items[0].exempt is not None


@pytest.mark.parametrize(
    ("faulty", "path", "met"),
    [
        (("a", 1, "b"), ("a",), True),
        (("a", 1, "b"), ("a", 1, "b", "c"), True),
        (("a", 1, "b"), ("a", 2, "b"), False),
        (("a", 1, "b"), ("a", "b"), True),
        (("a", 1, "b"), ("a", "c"), False),
        (("a", "b"), ("a", 3, "b"), True),
        (("a", "b"), ("a", 3), True),
        (("a", "b"), ("a", 3, "c"), False),
        (("a", "b"), (), True),
        ((), ("a",), True),
        (("a", 0, 1, "b"), ("a", "b"), True),
    ],
)
def test_ways_meet(faulty: tuple[str | int, ...], path: tuple[str | int, ...], met: bool) -> None:
    assert Ways.along([faulty]).meet(path) is met
    assert Ways.along([("z",), faulty]).meet(path) is met
