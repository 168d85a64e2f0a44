"""Break each file of both examples in turn: nothing is told that was not, and what is held back is told to be."""

from __future__ import annotations

from collections import Counter
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from kps.checking.engine import check
from kps.checking.finding import Finding
from kps.checking.held_back import held_back
from kps.register.index import Register
from kps.register.memory import Texts
from kps.register.reading import load
from kps.register.tree import Folder
from sampling import sampled

DAY = date(2026, 11, 23)
BROKEN = "\n- [\n"
EXAMPLES = Path(__file__).parents[3] / "examples"

Told = tuple[object, ...]


@cache
def _texts(example: str) -> dict[str, str]:
    tree = Folder(EXAMPLES / example)
    return {file: tree.read(file).decode() for file in tree.files()}


def _read(texts: dict[str, str]) -> Register:
    return load(Texts(texts))


def _told(found: tuple[Finding, ...]) -> Counter[Told]:
    # Without the words: which names are proposed for one that leads nowhere may differ.
    return Counter((one.code, one.file, one.path, one.severity) for one in found)


@cache
def _sound(example: str) -> Counter[Told]:
    return _told(check([_read(_texts(example))], DAY))


def _records() -> list[tuple[str, str]]:
    return [(one, file) for one in ("agder", "mangler") for file in _texts(one) if file.endswith(".yaml")]


@pytest.mark.parametrize(("example", "file"), sampled(_records(), 4))
def test_a_broken_file_raises_no_finding_but_its_own(example: str, file: str) -> None:
    texts = _texts(example)
    register = _read(texts | {file: texts[file] + BROKEN})
    broken = _told(check([register], DAY))
    new = [(code, at) for code, at, *_ in broken - _sound(example) if at != file]
    assert new == []
    own = {code for code, at, *_ in broken if at == file}
    assert "D001" in own
    assert {code for code in own if str(code)[0] != "P"} <= {"D001", "D003"}


# What takes two records to be wrong is not told while one of them cannot be read: there is nothing to hold back.
OF_TWO = {"D004", "D006", "D009", "D013", "K507"}


@pytest.mark.parametrize(("example", "file"), sampled((one for one in _records() if one[1] != "kps.yaml"), 4))
def test_what_disappears_elsewhere_is_among_what_is_held_back(example: str, file: str) -> None:
    texts = _texts(example)
    register = _read(texts | {file: texts[file] + BROKEN})
    gone = _sound(example) - _told(check([register], DAY))
    codes = {code for one in held_back(register) if one.unread.file == file for code in one.codes}
    assert {code for code, at, *_ in gone if at != file} - OF_TWO <= codes
