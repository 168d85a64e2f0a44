"""Minutes as people write them, in eight layouts: each gives the record that was written out beside it beforehand."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from minutes_read import a_register, read, unplaced
from written_word import written

from kps.intake.claim import Reading

pytest.importorskip("mammoth")

LAYOUTS = sorted((Path(__file__).parent / "layouts").glob("*.yaml"))


def _case(file: Path) -> dict[str, Any]:
    found = yaml.safe_load(file.read_text(encoding="utf-8"))
    assert isinstance(found, dict)
    return found


def _reading(case: dict[str, Any]) -> Reading:
    meetings = {str(day): text for day, text in case.get("møter", {}).items()}
    return read(written(case["dokument"]), a_register(meetings), case.get("fil", "Referat.docx"))


def _values(value: Any, path: tuple[str | int, ...] = ()) -> Iterator[tuple[tuple[str | int, ...], Any]]:
    if isinstance(value, dict):
        for key, one in value.items():
            yield from _values(one, (*path, key))
    elif isinstance(value, list):
        for place, one in enumerate(value):
            yield from _values(one, (*path, place))
    else:
        yield path, value


def _said(reading: Reading) -> dict[tuple[str | int, ...], set[Any]]:
    said: dict[tuple[str | int, ...], set[Any]] = {}
    for claim in reading.claims:
        for path, value in _values(claim.value, claim.path):
            said.setdefault(path, set()).add(value)
    return said


@pytest.mark.parametrize("file", LAYOUTS, ids=lambda file: file.stem)
def test_the_record_is_the_one_that_was_expected(file: Path) -> None:
    case = _case(file)
    reading = _reading(case)
    assert reading.refused is None
    said = _said(reading)
    expected = dict(_values(case["venter"]))
    torn = {path[-1] for path, values in said.items() if len(values) > 1}
    assert torn == set(case.get("konflikt", []))
    found = {path: next(iter(values)) for path, values in said.items() if len(values) == 1}
    assert found == expected


@pytest.mark.parametrize("file", LAYOUTS, ids=lambda file: file.stem)
def test_what_has_no_place_is_told_and_nothing_else_is(file: Path) -> None:
    case = _case(file)
    assert sorted(unplaced(_reading(case))) == sorted(case.get("uten_plass", []))


@pytest.mark.parametrize("file", LAYOUTS, ids=lambda file: file.stem)
def test_each_word_is_in_one_piece(file: Path) -> None:
    reading = _reading(_case(file))
    words = Counter(word for piece in reading.pieces for word in _words(piece.text))
    assert words == Counter(_words(_text(_case(file)["dokument"])))


def _text(written_out: str) -> str:
    """What the document says, without the signs that it is written with."""
    text = re.sub(r"\{-.*?-\}|\{<.*?<\}|\[\?.*?\?\]", "", written_out)
    text = re.sub(r"\*\*|\[\[|\]\]|\{\+|\+\}|\{>|>\}", "", text)
    return re.sub(r"(?m)^(?:=|#{1,3}| *-|1\.|\^|_|!|<box>) ", "", text)


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text)
