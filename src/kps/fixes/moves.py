"""A file that gets another name: what belongs to it moves along, and what names it in the register's files follows."""

from __future__ import annotations

import posixpath
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import PurePosixPath

from kps.fixes.change import Change
from kps.models.base import Record
from kps.models.council import Council
from kps.register.index import Register
from kps.register.kept import renamed_with
from kps.register.named_files import naming
from kps.register.references import references
from kps.register.tree import Tree, contents
from kps.source import whole_text
from kps.source.edits import splices
from kps.source.intentions import Edit, Replace
from kps.source.splices import Unplaced


def followed(change: Change, register: Register, tree: Tree) -> Change | None:
    """The change with what follows from its file's new name; None where that cannot be done in one of the files."""
    record = register.record_in.get(change.file)
    if record is None:
        return change
    along = tuple(_along(record, change.move_to, register))
    taken = register.surroundings.has_file
    if any(taken(to) or not isinstance(contents(tree, file), bytes) for file, to in along):
        return None
    whole = replace(change, along=along)
    try:
        found = tuple(
            (file, splices(_text(tree, file), *some)) for file, some in _edits(whole, record, register).items()
        )
    except Unplaced:
        return None
    return replace(whole, elsewhere=found)


def _along(record: Record, to: str, register: Register) -> Iterator[tuple[str, str]]:
    """The other files that get another name: all in a council's folder, else what kps made of the record."""
    if isinstance(record, Council):
        folder, new = record.origin.folder, posixpath.dirname(to)
        for file in sorted(register.surroundings.files - {record.origin.file}):
            if file.startswith(f"{folder}/"):
                yield file, f"{new}/{file.removeprefix(f'{folder}/')}"
    elif (stem := PurePosixPath(to).stem) != record.origin.stem:
        yield from renamed_with(register, record, stem)


def _edits(change: Change, record: Record, register: Register) -> Mapping[str, list[Edit]]:
    """What is to be written instead wherever a file that moves is named, by file."""
    moved = dict(change.moves)
    found: dict[str, list[Edit]] = defaultdict(list)
    name = _name(record, change.move_to)
    if name != _name(record, record.origin.file):
        for one in references(register, record):
            found[one.record.origin.file].append(Replace(one.path, one.naming(name)))
    for other, named in naming(register).around(moved):
        file = other.origin.file
        target, folder = moved.get(named.file, named.file), posixpath.dirname(moved.get(file, file))
        if not named.file.startswith(("/", "..")):
            written = posixpath.relpath(f"/{target}", f"/{folder}")
            if written != posixpath.normpath(named.name):
                found[file].append(Replace(named.path, written))
    return found


def _name(record: Record, file: str) -> str:
    """What others name the record by, were it in this file."""
    place = PurePosixPath(file)
    return place.parent.name if isinstance(record, Council) else place.stem


def _text(tree: Tree, file: str) -> str:
    data = contents(tree, file)
    return whole_text(data) if isinstance(data, bytes) else ""
