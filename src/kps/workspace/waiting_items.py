"""The items that a council's new meeting takes in, and the council's record without them (saksbank)."""

from __future__ import annotations

import os
from pathlib import Path

from kps.language import msg
from kps.models.council import Council, WaitingItem
from kps.register.files import bytes_of
from kps.register.tree import shown
from kps.source import BOM, decode
from kps.source.edits import edited
from kps.source.intentions import Remove
from kps.source.splices import Unplaced
from kps.workspace.errors import Wrong
from kps.workspace.loading import Loaded
from kps.workspace.writing import Change, mind_links


def waiting(loaded: Loaded, council: Council) -> tuple[WaitingItem, ...]:
    """The council's items that wait and have a title; Wrong where there is none, or the record is not read in full."""
    file = shown(loaded.root / council.origin.file)
    if council.origin.faulty or any(flaw.file == council.origin.file for flaw in loaded.register.flaws):
        raise Wrong(msg("{file} cannot be read in full; mend what kps validate says first", file=file))
    found = tuple(one for one in council.item_bank if one.title)
    if not found:
        raise Wrong(msg("{file}: no item waits (`saksbank`)", file=file))
    return found


def taken_out(loaded: Loaded, council: Council) -> Change:
    """The council's record without the items that wait and have a title; every other byte of it stays as it is."""
    path = loaded.root / council.origin.file
    mind_links(loaded.root, path)
    path = Path(os.path.realpath(path))
    before = bytes_of(path)
    text, _ = decode(before)
    left = [index for index, one in enumerate(council.item_bank) if not one.title]
    taken = [index for index, one in enumerate(council.item_bank) if one.title]
    removals = [Remove(("saksbank", index)) for index in taken] if left else [Remove(("saksbank",))]
    try:
        after = edited(text, *removals)
    except Unplaced:
        raise Wrong(
            msg("{file}: the items that wait cannot be taken out of a file laid out like this", file=shown(path))
        ) from None
    return Change(path, before, (BOM if before.startswith(BOM) else b"") + after.encode())
