"""Whole answers of earlier runs: what was told of files that are as they were is told again."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import blake2b
from typing import Any

from kps.language.private import masked
from kps.workspace.cache.sight import Memory, Sight, look
from kps.workspace.cache.store import Store

_FAST = 1


@dataclass(frozen=True)
class Answer:
    """What a run told on the standard output, and its exit status."""

    status: int
    told: bytes


@dataclass(frozen=True)
class Kept:
    """An answer and the files that it was drawn from: all that lay below the ``tops``."""

    tops: tuple[str, ...]
    memory: Memory
    answer: Answer


def key_of(*parts: object) -> str:
    """A name for what hangs on all of the parts."""
    return blake2b(json.dumps(parts, default=str).encode(), digest_size=16).hexdigest()


def known(store: Store, key: str, now: float) -> Answer | None:
    """The answer that was kept under the key; None where there is none, or a file is not as it was.

    ``now`` is the time by this machine's clock, in seconds.
    """
    kept = _read(store, key)
    sight = look(kept.tops) if kept else None
    memory = kept.memory.renewed(sight, now) if kept and sight else None
    if kept is None or memory is None:
        return None
    if memory != kept.memory:
        _write(store, key, Kept(kept.tops, memory, kept.answer))
    return kept.answer


def keep(store: Store, key: str, kept: Kept) -> None:
    """Keep an answer under a key; not where somebody's number would stand in what is kept beside it."""
    if all(masked(top) == top for top in kept.tops):
        store.put(_told_under(kept.answer.told), zlib.compress(kept.answer.told, _FAST))
        _write(store, key, kept)


def remembered(sight: Sight, digests: Mapping[str, str], now: float) -> Memory:
    """The files seen, of which those in ``digests`` were read then."""
    return Memory.of(sight, [digests.get(name, "") for name in sight.names], now)


def _write(store: Store, key: str, kept: Kept) -> None:
    memory = kept.memory
    document = {
        "tops": kept.tops,
        "names": memory.names,
        "stamps": memory.stamps,
        "digests": memory.digests,
        "since": memory.since,
        "status": kept.answer.status,
        "told": _told_under(kept.answer.told),
    }
    store.put(key, json.dumps(document, separators=(",", ":")).encode())


def _read(store: Store, key: str) -> Kept | None:
    data = store.get(key)
    try:
        document = json.loads(data) if data else None
        told = store.get(document["told"]) if document else None
        return _kept(document, zlib.decompress(told)) if document and told is not None else None
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError, zlib.error):
        return None


def _kept(document: dict[str, Any], told: bytes) -> Kept:
    stamps: Iterable[Any] = map(tuple, document["stamps"])
    memory = Memory(document["names"], tuple(stamps), tuple(document["digests"]), tuple(document["since"]))
    return Kept(tuple(document["tops"]), memory, Answer(document["status"], told))


def _told_under(told: bytes) -> str:
    return blake2b(told, digest_size=16).hexdigest() + "-told"
