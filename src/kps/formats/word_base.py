"""Whether a register's own Word document may be built on: anybody may have sent it."""

from __future__ import annotations

import re
from io import BytesIO
from xml.etree import ElementTree
from zipfile import BadZipFile, ZipFile

from kps.formats.extras import Unusable
from kps.language import msg

LARGEST = 64 * 1024 * 1024
"""Bytes that it may unpack to; a letterhead with pictures has some few million."""
_MANY = 2000
_LINK = "/hyperlink"
_ACTIVE = ("/aFChunk", "/control", "/oleObject", "/vbaProject")
"""Parts that hold pages, programs or other programs' documents, which may fetch or run in their turn."""
_FIELD = re.compile(
    r"\s*\\?\s*(DDE|DDEAUTO|DATABASE|IMPORT|INCLUDE|INCLUDEPICTURE|INCLUDETEXT|LINK|RD)\b", re.IGNORECASE
)
"""What a field begins with that has Word fetch something, or ask another program."""
_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def refuse_unsafe(data: bytes) -> None:
    """Raise Unusable for a document that unpacks to far more than it says, or has Word fetch something from elsewhere.

    A link that a reader may follow is left alone; a template or a picture that lies elsewhere is fetched unasked.
    """
    try:
        with ZipFile(BytesIO(data)) as parts:
            entries = parts.infolist()
            if len(entries) > _MANY or sum(one.file_size for one in entries) > LARGEST:
                raise Unusable(msg("it unpacks to more than {most} MiB", most=LARGEST // 1024**2))
            for entry in entries:
                if entry.filename.endswith(".rels"):
                    _refuse_fetching(_root(parts.read(entry)))
                elif entry.filename.endswith(".xml"):
                    _refuse_fields(_root(parts.read(entry)))
    except BadZipFile as error:
        raise Unusable(str(error)) from error


def _root(part: bytes) -> ElementTree.Element:
    try:
        return ElementTree.fromstring(part)
    except ElementTree.ParseError as error:
        raise Unusable(str(error)) from error


def _refuse_fetching(relations: ElementTree.Element) -> None:
    for one in relations:
        kind, target = one.get("Type", ""), one.get("Target", "?")
        if one.get("TargetMode") == "External" and not kind.endswith(_LINK):
            raise Unusable(msg("it has Word fetch {target}; put that into the document itself", target=target))
        if kind.endswith(_ACTIVE):
            raise Unusable(msg("it holds {target}, which may fetch or run something; take that out", target=target))


def _refuse_fields(part: ElementTree.Element) -> None:
    """Word puts a field's instruction into as many pieces as it likes; each field begins anew."""
    asked = [one.get(f"{_WORD}instr", "") for one in part.iter(f"{_WORD}fldSimple")]
    for one in part.iter():
        if one.tag == f"{_WORD}fldChar":
            asked.append("")
        elif one.tag == f"{_WORD}instrText":
            asked[-1:] = ["".join((*asked[-1:], one.text or ""))]
    if found := next(filter(None, map(_FIELD.match, asked)), None):
        raise Unusable(
            msg("it has a field {field}, with which Word fetches something; take that out", field=found[1].upper())
        )
