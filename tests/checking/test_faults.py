"""A value of the wrong kind counts as missing, and nobody reports its absence again: over both examples."""

from __future__ import annotations

import json
import random
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from kps.checking.engine import check
from kps.register.index import Register
from kps.register.memory import Texts
from kps.register.reading import load
from kps.register.tree import Folder
from kps.source import read

DAY = date(2026, 11, 23)
EXAMPLES = Path(__file__).parents[2] / "examples"
SEED, OF_EACH, TOGETHER = 20261123, 200, 5

Fault = tuple[str, tuple[str | int, ...]]
"""A file and the way to the value in it that is made faulty."""

EVIDENCE = {
    # Without its last day an agreement is in force, and without theirs a contact's municipalities are the contact's.
    ("til",): {"A303", "A304", "A305", "A306", "A307", "A309", "A310", "A312", "E701"},
    ("kommuner", "til"): {"K502", "K503", "K509"},
    # Another role is a deviation by itself.
    ("stillingsprosent",): {"K504"},
    # A mapping in the place of a list of them is one, and lacks what it lacks.
    ("politivedtekter",): {"R408"},
    ("slt",): {"R409"},
}
"""What may be found since a faulty value counts as missing: not that it is, but what it was evidence against."""


@cache
def _values(example: str) -> dict[str, Any]:
    """The values of the example's records that can be read, by file; other files' bytes."""
    tree = Folder(EXAMPLES / example)
    found: dict[str, Any] = {}
    for file in tree.files():
        document = read(tree.read(file)) if file.endswith(".yaml") else None
        found[file] = document.value if document and document.readable else tree.read(file)
    return found


def _written(value: Any) -> str:
    return value.decode() if isinstance(value, bytes) else json.dumps(value, ensure_ascii=False)


@cache
def _sound(example: str) -> Register:
    return load(Texts({file: _written(value) for file, value in _values(example).items()}))


@cache
def _told(example: str) -> Counter[tuple[object, ...]]:
    return _found(_sound(example))


def _found(register: Register) -> Counter[tuple[object, ...]]:
    return Counter((one.code, one.file, one.path, one.severity) for one in check([register], DAY))


def _ways(value: Any, way: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, one in inner:
        yield (*way, key)
        yield from _ways(one, (*way, key))


def _faults(example: str) -> list[Fault]:
    records = {file: value for file, value in _values(example).items() if not isinstance(value, bytes)}
    every = [(file, way) for file, value in records.items() if file != "kps.yaml" for way in _ways(value)]
    return random.Random(SEED).sample(every, OF_EACH)


def _groups(faults: list[Fault]) -> Iterator[list[Fault]]:
    """The faults a few at a time, of no file two: a register that is read and checked once tells of them all."""
    left = faults
    while left:
        files: dict[str, Fault] = {}
        for fault in left:
            if len(files) < TOGETHER:
                files.setdefault(fault[0], fault)
        left = [fault for fault in left if fault not in files.values()]
        yield list(files.values())


def _made_faulty(value: Any, way: tuple[str | int, ...]) -> Any:
    """The record with the value made one that no key takes."""
    changed = json.loads(json.dumps(value))
    here = changed
    for key in way[:-1]:
        here = here[key]
    here[way[-1]] = [["x", {"y": "z"}]] if isinstance(here[way[-1]], dict) else {"feil": {"x": "1"}}
    return changed


def _with_faults(example: str, faults: list[Fault]) -> Register:
    """The example with those values made faulty."""
    changed = {file: _written(_made_faulty(_values(example)[file], way)) for file, way in faults}
    alone = load(Texts({"kps.yaml": _written(_values(example)["kps.yaml"]), **changed}))
    sound = _sound(example)
    mine: Callable[[Any], bool] = lambda one: getattr(one, "origin", one).file in changed  # noqa: E731  # both kinds have one
    records = [one for one in sound.records if not mine(one)] + [one for one in alone.records if mine(one)]
    flaws = [one for one in sound.flaws if not mine(one)] + [one for one in alone.flaws if mine(one)]
    ordered = sorted(records, key=lambda one: one.origin.file)
    return replace(sound, records=tuple(ordered), flaws=tuple(flaws))


def _avoidable(code: object, way: tuple[str | int, ...]) -> bool:
    keys = tuple(key for key in way if isinstance(key, str))
    return code not in EVIDENCE.get(keys, set())


@pytest.mark.parametrize("example", ["agder", "mangler"])
def test_a_faulty_value_raises_nothing_but_that_it_is_faulty(example: str) -> None:
    for faults in _groups(_faults(example)):
        new = _found(_with_faults(example, faults)) - _told(example)
        told = {("D002", file) for file, _ in faults}
        others = [
            one for one in new if (one[0], one[1]) not in told and all(_avoidable(one[0], way) for _, way in faults)
        ]
        assert (faults, others) == (faults, [])
