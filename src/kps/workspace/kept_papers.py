"""The papers kept beside their records: which files kps may write over, and which file a new one goes on from."""

from __future__ import annotations

import os
import re
from collections.abc import Collection
from pathlib import Path

from kps.language import Message, msg
from kps.register.files import bytes_or_none
from kps.register.stamps import stamp_in
from kps.register.tree import shown
from kps.workspace.errors import Wrong
from kps.workspace.listening import NOBODY, Listener
from kps.workspace.paper_requests import PaperRequest
from kps.workspace.writing import mind_links, protection

_ENTRY = re.compile(r"\d{4}-\d{2}-\d{2}(-\d+)?", re.ASCII)
_MADE_HERE = b"PRODID:-//kps//"
"""What stands in every calendar file that kps makes; another's is left alone."""


def is_free(one: PaperRequest, target: Path, *, skip: bool, listener: Listener = NOBODY) -> bool:
    """Whether a kept paper may be written there: over nothing, or over what is still as kps wrote it.

    Anybody else's file stays, such as a signed and scanned one, and so does a paper that was changed by hand. That
    is heard of where the others are written all the same (``skip``); else Wrong.
    """
    mind_links(one.loaded.root, target)
    remark = _in_the_way(target)
    if remark and not skip:
        raise Wrong(remark)
    if remark:
        listener.mind(remark)
    return remark is None


def _in_the_way(target: Path) -> Message | None:
    """Why a file is not written over; None where it may be."""
    if protected := protection(target):
        return protected
    if not os.path.lexists(target) or _is_entry(target):
        return None
    stamp = stamp_in(bytes_or_none(target))
    if stamp is None:
        return msg("{file} is there already, and is not overwritten", file=shown(target))
    if not stamp.untouched:
        return msg(
            "{file} was changed by hand after kps wrote it, and is not overwritten; give it another name, or delete it",
            file=shown(target),
        )
    return None


def _is_entry(file: Path) -> bool:
    """Whether it is a calendar file that kps made."""
    return file.suffix == ".ics" and _MADE_HERE in bytes_or_none(file)


def moved(one: PaperRequest, ending: str, taken: Collection[Path]) -> Path | None:
    """The calendar file of a meeting whose record has got another name: the only one that belongs to no record."""
    known = {f"{record.origin.stem}{ending}" for record in one.register.meetings}
    named = (file for file in one.folder.glob(f"*{ending}") if _ENTRY.fullmatch(file.name.removesuffix(ending)))
    orphans = [file for file in named if file.name not in known and file not in taken and _is_entry(file)]
    return orphans[0] if len(orphans) == 1 else None
