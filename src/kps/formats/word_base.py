"""Whether a register's own Word document may be built on: anybody may have sent it."""

from __future__ import annotations

from io import BytesIO
from xml.etree import ElementTree
from zipfile import BadZipFile, ZipFile

from kps.formats.extras import Unusable
from kps.language import msg

LARGEST = 64 * 1024 * 1024
"""Bytes that it may unpack to; a letterhead with pictures has some few million."""
_MANY = 2000
_LINK = "/hyperlink"


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
                    _refuse_fetching(parts.read(entry))
    except BadZipFile as error:
        raise Unusable(str(error)) from error


def _refuse_fetching(relations: bytes) -> None:
    try:
        related = list(ElementTree.fromstring(relations))
    except ElementTree.ParseError as error:
        raise Unusable(str(error)) from error
    for one in related:
        if one.get("TargetMode") == "External" and not one.get("Type", "").endswith(_LINK):
            raise Unusable(
                msg("it has Word fetch {target}; put that into the document itself", target=one.get("Target", "?"))
            )
