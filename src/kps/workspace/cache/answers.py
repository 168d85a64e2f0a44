"""Whole answers of earlier runs: what was told of files that are as they were is told again."""

from __future__ import annotations

import json
import zlib
from dataclasses import dataclass
from hashlib import blake2b
from typing import Any

from kps.language.private import masked
from kps.workspace.cache.sight import Memory, Sight, look
from kps.workspace.cache.store import Store

_FAST = 1
_NOT_AS_WRITTEN = (ValueError, KeyError, TypeError, AttributeError, RecursionError, zlib.error)
"""What reading meets in what was not written here."""


@dataclass(frozen=True)
class Answer:
    """What a run told on the standard output, and its exit status."""

    status: int
    told: bytes


@dataclass(frozen=True)
class Seen:
    """What lies below some folders, seen at a time by this machine's clock, and what is known of it."""

    tops: tuple[str, ...]
    sight: Sight
    at: float
    memory: Memory | None = None


def key_of(*parts: object) -> str:
    """A name for what hangs on all of the parts."""
    return blake2b(json.dumps(parts, default=str).encode(), digest_size=16).hexdigest()


def see(store: Store, tops: tuple[str, ...], now: float) -> Seen | None:
    """What lies below the folders, and what an earlier run knew of it; None where that cannot be told.

    ``now`` is the time by this machine's clock, in seconds.
    """
    sight = look(tops)
    if sight is None:
        return None
    before = _memory(store, tops)
    memory = before.renewed(sight, now) if before else None
    if memory and memory != before:
        _remember(store, tops, memory)
    return Seen(tops, sight, now, memory)


def known(store: Store, key: str, now: float) -> tuple[Answer | None, Seen | None]:
    """The answer kept under the key, None where there is none, or a file is not as it was; and what was seen."""
    try:
        document = _read(store, key)
        seen = see(store, tuple(document["tops"]), now) if document else None
        if document is None or seen is None or seen.memory is None or document["state"] != seen.memory.state:
            return None, seen
        told = store.get(document["told"])
        return (Answer(document["status"], zlib.decompress(told)) if told is not None else None), seen
    except _NOT_AS_WRITTEN:
        return None, None


def keep(store: Store, key: str, seen: Seen, memory: Memory, answer: Answer | None) -> None:
    """Keep what is known now of what was seen, and an answer that was drawn from it under the key.

    Not where somebody's number would stand in what is kept beside the answer.
    """
    if memory != seen.memory:
        _remember(store, seen.tops, memory)
    if answer is None or not _is_nobodys("\n".join(seen.tops)):
        return
    told = f"{blake2b(answer.told, digest_size=16).hexdigest()}-told"
    document = {"tops": seen.tops, "state": memory.state, "status": answer.status, "told": told}
    store.put(told, zlib.compress(answer.told, _FAST))
    store.put(key, json.dumps(document).encode())


def _remember(store: Store, tops: tuple[str, ...], memory: Memory) -> None:
    document = {
        "names": memory.names,
        "stamps": [one for stamp in memory.stamps for one in stamp],
        "digests": memory.digests,
        "since": memory.since,
    }
    if _is_nobodys("\n".join(memory.names)):
        store.put(_of_files(tops), zlib.compress(json.dumps(document, separators=(",", ":")).encode(), _FAST))


def _memory(store: Store, tops: tuple[str, ...]) -> Memory | None:
    data = store.get(_of_files(tops))
    try:
        document = json.loads(zlib.decompress(data)) if data is not None else None
        return _as_memory(document) if document else None
    except _NOT_AS_WRITTEN:
        return None


def _as_memory(document: dict[str, Any]) -> Memory:
    flat: Any = iter(document["stamps"])
    stamps = tuple(zip(flat, flat, flat, flat, strict=True))
    return Memory(tuple(document["names"]), stamps, tuple(document["digests"]), tuple(document["since"]))


def _of_files(tops: tuple[str, ...]) -> str:
    return f"{key_of(tops)}-files"


def _is_nobodys(text: str) -> bool:
    return masked(text) == text


def _read(store: Store, key: str) -> dict[str, Any] | None:
    data = store.get(key)
    document: dict[str, Any] | None = json.loads(data) if data else None
    return document
