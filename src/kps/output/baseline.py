"""The findings that were known when kps was taken into use: told again only when they change."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from kps.language.for_programs import as_document
from kps.output.fingerprint import fingerprints
from kps.output.located import Located
from kps.output.outcome import UnreadFile

VERSION = 1


def written(findings: Sequence[Located]) -> str:
    """A baseline of the findings, a line each, so that two versions of it can be compared."""
    known = {
        name: f"{one.finding.code} {one.finding.record}"
        for one, name in zip(findings, fingerprints(findings), strict=True)
    }
    return as_document({"version": VERSION, "known": dict(sorted(known.items()))})


def known(text: str) -> dict[str, str]:
    """The fingerprints in a baseline, each with the code and the record it is of; ValueError where the text is none."""
    document: Any = json.loads(text)
    if not isinstance(document, dict) or document.get("version") != VERSION or not isinstance(document["known"], dict):
        raise ValueError("not a baseline")
    return {name: str(about) for name, about in document["known"].items()}


def unknown(findings: Sequence[Located], names: Collection[str]) -> tuple[Located, ...]:
    """The findings that the baseline does not know."""
    return tuple(one for one, name in zip(findings, fingerprints(findings), strict=True) if name not in names)


def gone(entries: Mapping[str, str], findings: Sequence[Located], unread: Iterable[UnreadFile]) -> int:
    """How many entries are no more, among all ``findings`` of the registers; not those that may but be held back."""
    there = set(fingerprints(findings))
    held = {code for one in unread for code in one.codes}
    return sum(name not in there and about.partition(" ")[0] not in held for name, about in entries.items())
