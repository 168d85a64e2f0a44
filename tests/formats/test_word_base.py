"""A register's own Word document is built on only where nothing in it is fetched unasked, or swells."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from kps.formats import word_base
from kps.formats.extras import Unusable
from kps.formats.word_base import refuse_unsafe

RELATIONS = "word/_rels/document.xml.rels"
FETCHED = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}" '
    'Target="http://192.0.2.1/x" TargetMode="External"/></Relationships>'
)


def archive(**parts: str) -> bytes:
    made = BytesIO()
    with ZipFile(made, "w", ZIP_DEFLATED) as to:
        for name, text in {"word/document.xml": "<a/>", **parts}.items():
            to.writestr(name, text)
    return made.getvalue()


@pytest.mark.parametrize("kind", ["attachedTemplate", "image", "oleObject", "frame", "subDocument"])
def test_what_word_would_fetch_is_refused_and_named(kind: str) -> None:
    with pytest.raises(Unusable, match=r"has Word fetch http://192\.0\.2\.1/x"):
        refuse_unsafe(archive(**{RELATIONS: FETCHED.format(kind=kind)}))


def test_a_link_to_follow_is_left_alone() -> None:
    refuse_unsafe(archive(**{RELATIONS: FETCHED.format(kind="hyperlink")}))


@pytest.mark.parametrize("kind", ["aFChunk", "oleObject", "control", "vbaProject"])
def test_a_part_that_may_fetch_or_run_is_refused(kind: str) -> None:
    inside = FETCHED.format(kind=kind).replace(' TargetMode="External"', "").replace("http://192.0.2.1/x", "it.bin")
    with pytest.raises(Unusable, match=r"holds it\.bin"):
        refuse_unsafe(archive(**{RELATIONS: inside}))


def field(*pieces: str) -> str:
    inside = "".join(f"<w:instrText>{piece}</w:instrText>" for piece in pieces)
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    return f'<w:hdr {space}><w:fldChar/>{inside}<w:fldChar/><w:fldSimple w:instr=" PAGE "/></w:hdr>'


@pytest.mark.parametrize(
    "pieces", [(' INCLUDEPICTURE "http://192.0.2.1/x" \\d ',), (" include", "TEXT x"), ("DDEAUTO c:\\cmd.exe",)]
)
def test_a_field_that_fetches_is_refused(pieces: tuple[str, ...]) -> None:
    with pytest.raises(Unusable, match=r"has a field (INCLUDE|DDE)"):
        refuse_unsafe(archive(**{"word/header1.xml": field(*pieces)}))


@pytest.mark.parametrize("instruction", [" PAGE ", ' HYPERLINK "https://politiet.no" ', ' STYLEREF "Link" '])
def test_a_field_of_a_letterhead_is_left_alone(instruction: str) -> None:
    refuse_unsafe(archive(**{"word/header1.xml": field(instruction)}))


def test_one_that_swells_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(word_base, "LARGEST", 1024 * 1024)
    with pytest.raises(Unusable, match="unpacks to more than 1 MiB"):
        refuse_unsafe(archive(**{"word/styles.xml": " " * (1024 * 1024)}))


@pytest.mark.parametrize("data", [b"", b"PK", b"ikke et dokument", archive(**{RELATIONS: "<"})])
def test_what_is_no_document_at_all_is_refused(data: bytes) -> None:
    with pytest.raises(Unusable):
        refuse_unsafe(data)
