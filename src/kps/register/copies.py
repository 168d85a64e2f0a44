"""Files that are no records though they look like one: copies of a record, and records under a name nobody reads."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from kps.register.tree import REGISTER_FILE, is_record_name
from kps.source import Value

_COPY = tuple(
    re.compile(pattern, re.IGNORECASE | re.ASCII)
    for pattern in (
        r"(.+) \(\d+\)",
        r"(.+) - (?:kopi|copy)(?: \(\d+\))?",
        r"(?:kopi|copy)(?: \(\d+\))? (?:av|of) (.+)",
        r"(.+) (?:kopi|copy)(?: \d+)?",
        r"(.+) \([^()]*(?:conflicted copy|konfliktkopi|motstridende kopi)[^()]*\)",
        r"(.+)\.sync-conflict-.+",
    )
)
"""What Explorer, Finder, Dropbox, Nextcloud and Syncthing make of a name, without its ending."""
_MACHINE = re.compile(r"-(?=[A-Z0-9-]*[A-Z])[A-Z0-9-]+", re.ASCII)
"""What OneDrive puts after a name: the machine that the copy comes from."""
_MARK = re.compile(r"[A-Z(]|kopi|copy|sync-conflict")
"""What the name of a copy has, by any of these; hardly any other has it."""
_STRAY = re.compile(r"(.+\.ya?ml)(?:\.txt|\.bak|~)", re.IGNORECASE | re.ASCII)
_REGISTER_FILES = (REGISTER_FILE, "kps.yml")
"""What is meant for the register's own file, in letters of any case."""
_LAYERS = 3
"""How many times over a copy is copied before we give up."""


@dataclass(frozen=True, slots=True)
class Copy:
    """A file that is named as copies are, beside the record it is a copy of.

    ``differing`` counts the keys that do not say the same; None where one of the two cannot be read.
    """

    file: str
    original: str
    differing: int | None


def copies(files: Collection[str]) -> Mapping[str, str]:
    """The files that are named as copies of a record beside them, with that record."""
    if not any(map(_MARK.search, files)):
        return {}
    beside: dict[str, dict[str, str]] = defaultdict(dict)
    for file in files:
        if is_record_name(file):
            folder, stem = _parts(file)
            beside[folder].setdefault(stem, file)
    found = {}
    for records in beside.values():
        for stem, file in records.items():
            if _MARK.search(stem) and (original := _original(stem, records)):
                found[file] = original
    return found


def stray_name(file: str) -> str | None:
    """What a record that nobody reads should be called; None for any other file."""
    folder, _, name = file.rpartition("/")
    within = f"{folder}/" if folder else ""
    found = _STRAY.fullmatch(name)
    if name != REGISTER_FILE and (found[1] if found else name).lower() in _REGISTER_FILES:
        return within + REGISTER_FILE
    return within + found[1] if found else None


def differing(one: Value, other: Value) -> int | None:
    """How many keys of two records differ; None where one of them is no record."""
    if not isinstance(one, dict) or not isinstance(other, dict):
        return None
    return sum(_said(one.get(key)) != _said(other.get(key)) for key in {*one, *other})


def _said(value: Value) -> Value:
    """The value; None for what counts as missing."""
    return None if value == [] or (isinstance(value, str) and not value.strip()) else value


def _parts(file: str) -> tuple[str, str]:
    folder, _, name = file.rpartition("/")
    return folder, name.rpartition(".")[0]


def _original(stem: str, records: Mapping[str, str]) -> str | None:
    """The record that the file with this stem is a copy of, or a copy's copy."""
    stems = [stem]
    for _ in range(_LAYERS):
        for name in (name for one in stems for name in _uncopied(one)):
            if name in records:
                return _original(name, records) or records[name]
        stems = [found[1] for one in stems for pattern in _COPY if (found := pattern.fullmatch(one))]
    return None


def _uncopied(stem: str) -> Iterator[str]:
    """What a stem may have been before it was copied."""
    yield from (found[1] for pattern in _COPY if (found := pattern.fullmatch(stem)))
    yield from (stem[: found.start()] for found in re.finditer("-", stem) if _MACHINE.fullmatch(stem, found.start()))
