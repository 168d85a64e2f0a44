"""What kps keeps of sources under ``.kps/import`` in a register: the mapping, what was written, and the account."""

from __future__ import annotations

import json
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

from kps.intake.settling.earlier import Earlier
from kps.register.files import bytes_of
from kps.workspace.together import Rewritten

FOLDER = ".kps/import"

VERSION = 1


def mapping_of(source: str) -> str:
    """The file of the mapping that people keep for a source."""
    return f"{FOLDER}/{source}.yaml"


def account_of(source: str) -> str:
    """The file of the account of what was taken over."""
    return f"{FOLDER}/{source}.md"


def provenance_of(source: str) -> str:
    """The file of what the source has written, in hashes."""
    return f"{FOLDER}/{source}.json"


def kept(root: Path, file: str) -> bytes | None:
    """The bytes of a kept file; None where there is none, or it cannot be read."""
    try:
        return bytes_of(root / file, follow=False)
    except OSError:
        return None


def earlier(root: Path, source: str) -> Earlier:
    """What the source has written before; nothing where that is lost or damaged: as if never imported."""
    data = kept(root, provenance_of(source))
    try:
        found = json.loads(data or b"")
        if found["version"] != VERSION or found["sum"] != _sum(found["digest"], found["account"], found["written"]):
            return Earlier()
        hashes = {
            (str(file), tuple(map(str, route))): str(hash)
            for file, written in found["written"].items()
            for route, hash in written
        }
        return Earlier(str(found["digest"]), hashes, str(found["account"]))
    except (ValueError, KeyError, TypeError, AttributeError):
        return Earlier()


def written_by(root: Path) -> dict[str, str]:
    """The records that sources have written, each with the source."""
    found: dict[str, str] = {}
    for kept_file in sorted((root / FOLDER).rglob("*.json")):
        source = kept_file.relative_to(root / FOLDER).as_posix().removesuffix(".json")
        found |= dict.fromkeys(earlier(root, source).files, source)
    return found


def as_kept(wrote: Earlier, account: bytes) -> bytes:
    """What a source has written, as it is kept: hashes, and no words; that of the account, too."""
    written: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for (file, route), hash in sorted(wrote.hashes.items()):
        written.setdefault(file, []).append((route, hash))
    listed = {file: [[list(route), hash] for route, hash in some] for file, some in written.items()}
    lines = ",\n".join(
        f"  {json.dumps(file, ensure_ascii=False)}: [\n"
        + ",\n".join(f"   {json.dumps(one, ensure_ascii=False)}" for one in some)
        + "\n  ]"
        for file, some in listed.items()
    )
    told = _hash(account)
    head = {"version": VERSION, "digest": wrote.digest, "account": told, "sum": _sum(wrote.digest, told, listed)}
    begun = json.dumps(head, ensure_ascii=False)[:-1]
    return f'{begun}, "written": {{\n{lines}\n}}}}\n'.encode()


def _sum(digest: str, account: str, written: object) -> str:
    """What tells a kept file that was damaged."""
    return _hash(json.dumps([digest, account, written], ensure_ascii=False).encode())


def _hash(data: bytes) -> str:
    return sha256(data).hexdigest()[:16]


def to_keep(root: Path, source: str, wrote: Earlier, account: str) -> Iterator[Rewritten]:
    """The files to be kept of a source, those of them that change; what people wrote in the account stays below it."""
    new, told = account.encode(), kept(root, account_of(source))
    changed_by_hand = told is not None and _hash(told) != earlier(root, source).account
    whole = new + b"\n" + told if told is not None and changed_by_hand else new
    for file, after in ((provenance_of(source), as_kept(wrote, whole)), (account_of(source), whole)):
        before = kept(root, file)
        if before != after:
            yield Rewritten(file, before, after)
