"""The gallery of slips that people make: each told at its own place, with its own mend, in words for people."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from kps.language import Language
from kps.source import Fault, read, slips
from kps.source.slips import Slip

GALLERY = Path(__file__).parent / "slips"
SLIPS = sorted(folder.name for folder in GALLERY.iterdir())
IN_UTF8 = [name for name in SLIPS if not name.startswith("saved-as-")]
KINDS = [name for name, value in vars(slips).items() if isinstance(value, Slip)]

PARSERS_WORDS = re.compile(r"\b(mapping|scalar|token|sequence|node|block end|flow|parse|indicator|stream)", re.I)


def _slip(name: str, file: str = "slip.yaml") -> bytes:
    return (GALLERY / name / file).read_bytes()


def _told(name: str) -> dict[str, Any]:
    told: dict[str, Any] = yaml.safe_load((GALLERY / name / "told.yaml").read_text(encoding="utf-8"))
    return told


def _only(data: bytes) -> Fault:
    (fault,) = read(data).faults
    return fault


def _at(fault: Fault) -> str:
    span = fault.span
    return f"{span.line}:{span.column}-{span.end_line}:{span.end_column}"


@pytest.mark.parametrize("name", SLIPS)
def test_is_told_at_its_place_in_words_for_people(name: str) -> None:
    fault, told = _only(_slip(name)), _told(name)
    assert fault.code == "D001"
    assert _at(fault) == told["at"]
    assert fault.mend is not None
    languages: tuple[Language, ...] = ("en", "nb")
    for tongue in languages:
        assert fault.message.text(tongue) == told[tongue]["says"]
        assert fault.mend.text(tongue) == told[tongue]["mend"]
    norwegian: tuple[Language, ...] = ("nb", "nn")
    for tongue in norwegian:
        assert fault.message.text(tongue) != fault.message.text("en")
        assert fault.mend.text(tongue) != fault.mend.text("en")


@pytest.mark.parametrize("name", SLIPS)
def test_mended_as_told_it_is_read(name: str) -> None:
    assert read(_slip(name, "mended.yaml")).faults == ()


@pytest.mark.parametrize("name", IN_UTF8)
@pytest.mark.parametrize("ending", [b"\r\n", b"\r"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_the_place_is_the_same_whatever_ends_the_lines(name: str, ending: bytes, mark: bytes) -> None:
    assert _at(_only(mark + _slip(name).replace(b"\n", ending))) == _told(name)["at"]


@pytest.mark.parametrize("name", IN_UTF8)
def test_signs_of_many_bytes_before_it_move_it_by_one_column_each(name: str) -> None:
    """A comment of signs outside the first plane, on the line before, moves nothing but the line."""
    fault = _only("# 😀 𝔘 å\n".encode() + _slip(name))
    line, rest = _told(name)["at"].split(":", 1)
    assert _at(fault).startswith(f"{int(line) + 1}:{rest.split('-')[0]}-")


def test_every_kind_of_slip_has_its_place_in_the_gallery() -> None:
    told = {_only(_slip(name)).message.msgid for name in SLIPS}
    assert [kind for kind in KINDS if vars(slips)[kind].says not in told] == []


@pytest.mark.parametrize("kind", KINDS)
def test_no_word_of_a_parser_in_any_message(kind: str) -> None:
    slip = vars(slips)[kind]
    for text in (slip.says, slip.mend):
        assert not PARSERS_WORDS.search(text)
