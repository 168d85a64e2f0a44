"""A file that gets another name: what names it in the register's other files follows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace
from pathlib import PurePosixPath

from kps.fixes.change import Change
from kps.register.index import Register
from kps.register.references import references
from kps.register.tree import Tree, contents
from kps.source import whole_text
from kps.source.edits import splices
from kps.source.intentions import Edit, Replace
from kps.source.splices import Unplaced


def followed(change: Change, register: Register, tree: Tree) -> Change | None:
    """The change with what follows from its file's new name; None where that cannot be written in one of the files."""
    edits = _edits(change, register)
    try:
        found = tuple((file, splices(_text(tree, file), *some)) for file, some in edits.items())
    except Unplaced:
        return None
    return replace(change, elsewhere=found)


def _edits(change: Change, register: Register) -> Mapping[str, list[Edit]]:
    """What is to be written instead wherever the file is named, by file."""
    record = register.record_in.get(change.file)
    stem = PurePosixPath(change.move_to).stem
    found: dict[str, list[Edit]] = defaultdict(list)
    if record and record.origin.stem != stem:
        for one in references(register, record):
            found[one.record.origin.file].append(Replace(one.path, one.naming(stem)))
    return found


def _text(tree: Tree, file: str) -> str:
    data = contents(tree, file)
    return whole_text(data) if isinstance(data, bytes) else ""
