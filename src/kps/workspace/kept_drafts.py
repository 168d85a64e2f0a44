"""The drafts of mails beside a meeting's papers: those no longer due, and those that no longer match its record."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from email import message_from_bytes
from pathlib import Path

from kps.formats.eml import is_draft
from kps.models.meeting import Meeting
from kps.register.files import bytes_or_none
from kps.register.kept import paper_folder
from kps.register.seals import fingerprint
from kps.register.stamps import stamp_in
from kps.workspace.paper_requests import PaperRequest
from kps.workspace.sending import CLOSED, EML

_NAME = re.compile(r"(\d{4}-\d{2}-\d{2}(?:-\d+)?)-(innkalling|referat|paminnelse)(-[a-z0-9-]+)?\.eml", re.ASCII)
_WITH_PAPERS = ("innkalling", "referat")


def overtaken(asked: PaperRequest, made: Collection[str]) -> tuple[Path, ...]:
    """The drafts that those just ``made`` take the place of: of the same meeting and kind, or of no meeting any more.

    One that a mail program has kept as its own since is not among them.
    """
    known = {one.origin.stem for one in asked.register.meetings if _folder(one, asked) == _folder(asked.record, asked)}
    kinds = {found.groups()[:2] for name in made if (found := _NAME.fullmatch(name))}
    return tuple(
        file
        for file in sorted(asked.folder.glob(f"*{EML}"))
        if file.name not in made and (found := _NAME.fullmatch(file.name))
        if found.groups()[:2] in kinds or found[1] not in known
        if is_draft(bytes_or_none(file))
    )


def outdated_drafts(asked: Iterable[PaperRequest]) -> Iterator[Path]:
    """The drafts whose paper was made of something else than the record says now; that of a held meeting is history."""
    for one in asked:
        if isinstance(one.record, Meeting):
            for kind in _WITH_PAPERS:
                if not (kind == "innkalling" and one.record.status == "avholdt"):
                    yield from _outdated(one, kind)


def _outdated(one: PaperRequest, kind: str) -> Iterator[Path]:
    for closed in (False, True):
        name = f"{one.record.origin.stem}-{kind}{CLOSED if closed else ''}{EML}"
        if one.register.surroundings.has_file(f"{paper_folder(one.register, one.record)}/{name}"):
            data = bytes_or_none(one.folder / name)
            if is_draft(data) and _source(data) != fingerprint(one.record, public=not closed):
                yield one.folder / name


def _source(data: bytes) -> str:
    """What the paper in a draft tells that it was made of."""
    for part in message_from_bytes(data).walk():
        if part.get_content_type() == "application/pdf":
            written = part.get_payload(decode=True)
            stamp = stamp_in(written) if isinstance(written, bytes) else None
            return stamp.source if stamp else ""
    return ""


def _folder(record: object, asked: PaperRequest) -> str:
    return paper_folder(asked.register, record) if isinstance(record, Meeting) else ""
