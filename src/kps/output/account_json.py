"""The account of sources for programs: each piece with its fate, each record with what changes in it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from kps.intake.settling.account import Settled, Settlement
from kps.language.for_programs import as_document
from kps.language.reader import said
from kps.source import Path

VERSION = 1


def accounts_json(settled: Iterable[Settlement]) -> str:
    """The accounts as one JSON document that ends its line; the words of what is exempt are in no part of it."""
    settled = tuple(settled)
    return as_document(
        {
            "version": VERSION,
            "sources": [_source(one) for one in settled],
            "records": [record for one in settled for record in _records(one)],
            "pieces": [_piece(one.source, piece) for one in settled for piece in one.pieces],
        }
    )


def _source(one: Settlement) -> Mapping[str, Any]:
    counts = one.counts
    return {
        "file": one.source,
        "digest": one.digest,
        "kind": one.kind,
        "pieces": one.read,
        "placed": counts.get("placed", 0),
        "labels": counts.get("label", 0),
        "left_out": counts.get("left_out", 0),
        "same": counts.get("same", 0),
        "conflicts": counts.get("conflict", 0),
        "unplaced": counts.get("unplaced", 0),
        "refused": said(one.refused) if one.refused else None,
        "remarks": [said(remark) for remark in one.remarks],
    }


def _records(one: Settlement) -> Iterator[Mapping[str, Any]]:
    for record in one.records:
        yield {
            "file": record.file,
            "new": record.new,
            "changes": [_route(path) for path in record.changes],
            "missing": [_route(path) for path in record.missing],
        }


def _piece(source: str, one: Settled) -> Mapping[str, Any]:
    return {
        "source": source,
        "place": said(one.piece.place),
        "text": None if one.piece.exempt else one.piece.text,
        "fate": one.fate,
        "reason": said(one.reason) if one.reason else None,
        "record": one.record or None,
        "path": _route(one.path) if one.record else None,
    }


def _route(path: Path) -> list[str | int]:
    """The way to a value, places in lists from 0."""
    return list(path)
