"""Changes of texts as an editor makes them: the files stay the editor's to write."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator
from typing import Any

from kps.lsp.client import VERSIONED_EDITS
from kps.lsp.session import Place, Session
from kps.source.splices import Splice
from kps.source.text import whole_lines

WorkspaceEdit = dict[str, Any]


def workspace_edit(
    session: Session, changes: Iterable[tuple[Place, Iterable[Splice]]], moved: Iterable[tuple[Place, Place]] = ()
) -> WorkspaceEdit:
    """The edit that makes these splices of each file's text, with the version that each is meant for.

    Files that are ``moved`` get their other names after that, in an editor that can give them.
    """
    made = [(place, _text_edits(session, place, splices)) for place, splices in changes]
    if VERSIONED_EDITS not in session.client.can:
        return {"changes": {session.address(place): edits for place, edits in made}}
    renamed = ({"kind": "rename", "oldUri": session.address(old), "newUri": session.address(new)} for old, new in moved)
    written = ({"textDocument": _document(session, place), "edits": edits} for place, edits in made)
    return {"documentChanges": [*written, *renamed]}


def _document(session: Session, place: Place) -> dict[str, Any]:
    known = session.texts.get(place.path)
    return {"uri": session.address(place), "version": known.version if known else None}


def _text_edits(session: Session, place: Place, splices: Iterable[Splice]) -> list[dict[str, Any]]:
    text = session.text(place)
    return [
        {"range": text.between(one.start, one.end, session.client.encoding), "newText": one.text}
        for one in sorted(splices, key=lambda one: (one.start, one.end))
    ]


def differing(before: str, after: str) -> Iterator[Splice]:
    """The splices, whole lines each, that make one text of another."""
    old, new = whole_lines(before), whole_lines(after)
    starts = [0]
    for line in old:
        starts.append(starts[-1] + len(line))
    for tag, first, last, other_first, other_last in difflib.SequenceMatcher(None, old, new, False).get_opcodes():
        if tag != "equal":
            yield Splice(starts[first], starts[last], "".join(new[other_first:other_last]))
