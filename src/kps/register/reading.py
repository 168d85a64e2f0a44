"""Reading a register in one pass: every file once, what is wrong with it noted, never raised."""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import chain

from kps.language import Message
from kps.language.private import may_hold_private
from kps.models.base import Record
from kps.models.parse import parse
from kps.register.copies import Copy, copies, differing, stray_name
from kps.register.flaws import Flaw, capped
from kps.register.index import Register
from kps.register.stamps import Stamp, may_be_kept, stamp_in
from kps.register.tree import Tree, contents, is_record_name, is_text
from kps.source import Span, read, whole_text

_START = Span(1, 1, 1, 1)


def load(tree: Tree) -> Register:
    """The register in ``tree``, with every flaw of its files."""
    with _uncollected():
        files = tree.files()
        strays = {file: name for file in files if (name := stray_name(file))}
        copied = {copy: original for copy, original in copies(files).items() if copy not in strays}
        named = frozenset(file for file in files if is_record_name(file) and file not in copied and file not in strays)
        records: list[Record] = []
        flaws: list[Flaw] = []
        suspects: dict[str, str] = {}
        stamps: dict[str, Stamp] = {}
        for file in files:
            is_read, is_kept = is_text(file) or file in strays, may_be_kept(file)
            if not is_read and not is_kept:
                continue
            data = contents(tree, file)
            if isinstance(data, Message):
                if file in named or (is_text(file) and not is_record_name(file)):
                    flaws.append(Flaw("D001", file, data, span=_START))
                continue
            if is_kept and (stamp := stamp_in(data)):
                stamps[file] = stamp
            if is_read and may_hold_private(data):  # only such texts are kept, for the P rules
                suspects[file] = whole_text(data)
            if file in named:
                record, found = _record(file, data)
                flaws.extend(found)
                if record:
                    records.append(record)
        return Register(
            label=tree.label,
            records=tuple(records),
            flaws=tuple(flaws),
            files=frozenset(files),
            suspects=suspects,
            stamps=stamps,
            garbled={file: _text(tree, file) for file in _unreadable(flaws) if file in named},
            record_files=named,
            copies=tuple(Copy(copy, original, _differing(tree, copy, original)) for copy, original in copied.items()),
            strays=strays,
        )


def _unreadable(flaws: Iterable[Flaw]) -> tuple[str, ...]:
    """The files that cannot be read at all, by what is wrong with them."""
    return tuple(dict.fromkeys(flaw.file for flaw in flaws if flaw.code == "D001"))


def _text(tree: Tree, file: str) -> str:
    """The text of such a file, as far as it can be had."""
    data = contents(tree, file)
    return "" if isinstance(data, Message) else whole_text(data)


def _differing(tree: Tree, copy: str, original: str) -> int | None:
    """How many keys of a copy and of its record differ; None where one of them cannot be read."""
    texts = [contents(tree, file) for file in (copy, original)]
    documents = [read(text) for text in texts if not isinstance(text, Message)]
    if len(documents) < len(texts) or not all(document.readable for document in documents):
        return None
    return differing(documents[0].value, documents[1].value)


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


def _record(file: str, data: bytes) -> tuple[Record | None, tuple[Flaw, ...]]:
    document = read(data)
    record, misfits = parse(document.value, file) if document.readable else (None, ())
    flaws = chain(
        (Flaw(one.code, file, one.message, one.path, span=one.span, mend=one.mend) for one in document.faults),
        (Flaw("D002", file, one.message, one.path, one.on, one.near) for one in misfits),
    )
    return record, capped(flaws, len(document.faults) + len(misfits), readable=document.readable)
