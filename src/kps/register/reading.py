"""Reading a register in one pass: every file once, what is wrong with it noted, never raised."""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from kps.language import Message
from kps.language.private import may_hold_private
from kps.models.base import Record
from kps.models.parse import parse
from kps.register.flaws import Flaw
from kps.register.index import Register
from kps.register.stamps import Stamp, may_be_kept, stamp_in
from kps.register.tree import RECORD_ENDINGS, Tree, contents
from kps.source import Span, read, whole_text

TEXT_ENDINGS = (*RECORD_ENDINGS, ".md")

_START = Span(1, 1, 1, 1)


def load(tree: Tree) -> Register:
    """The register in ``tree``, with every flaw of its files."""
    with _uncollected():
        files = tree.files()
        records: list[Record] = []
        flaws: list[Flaw] = []
        suspects: dict[str, str] = {}
        stamps: dict[str, Stamp] = {}
        for file in files:
            is_text, is_kept = file.endswith(TEXT_ENDINGS), may_be_kept(file)
            if not is_text and not is_kept:
                continue
            data = contents(tree, file)
            if isinstance(data, Message):
                if is_text:
                    flaws.append(Flaw("D001", file, data, span=_START))
                continue
            if is_kept and (stamp := stamp_in(data)):
                stamps[file] = stamp
            if is_text and may_hold_private(data):  # only such texts are kept, for the P rules
                suspects[file] = whole_text(data)
            if file.endswith(RECORD_ENDINGS):
                record, found = _record(file, data)
                flaws.extend(found)
                if record:
                    records.append(record)
        garbled = {file: _text(tree, file) for file in _unreadable(flaws) if file.endswith(RECORD_ENDINGS)}
        return Register(tree.label, tuple(records), tuple(flaws), frozenset(files), suspects, stamps, garbled)


def _unreadable(flaws: Iterable[Flaw]) -> tuple[str, ...]:
    """The files that cannot be read at all, by what is wrong with them."""
    return tuple(dict.fromkeys(flaw.file for flaw in flaws if flaw.code == "D001"))


def _text(tree: Tree, file: str) -> str:
    """The text of such a file, as far as it can be had."""
    data = contents(tree, file)
    return "" if isinstance(data, Message) else whole_text(data)


@contextmanager
def _uncollected() -> Iterator[None]:
    # Thousands of small immutable objects are built and kept: collecting costs more than parsing, and so does
    # looking through them again at each later collection.
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.freeze()
            gc.enable()


def _record(file: str, data: bytes) -> tuple[Record | None, list[Flaw]]:
    document = read(data)
    flaws = [Flaw(fault.code, file, fault.message, fault.path, span=fault.span) for fault in document.faults]
    if not document.readable:
        return None, flaws
    record, misfits = parse(document.value, file)
    flaws.extend(Flaw("D002", file, misfit.message, misfit.path, misfit.on, misfit.near) for misfit in misfits)
    return record, flaws
