"""Sources taken over into a register: what would change, and writing it, all of a source or nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

from kps.intake.settling.account import Settlement
from kps.intake.settling.another_register import OtherRegister, files_of, settle_register
from kps.intake.settling.settle import Asked, settle
from kps.intake.source import Unreadable, Wanted
from kps.language import Message, Words, msg
from kps.language.reasons import Unfit, reason
from kps.register.files import bytes_of
from kps.register.index import Register
from kps.register.reading import load
from kps.register.tree import Folder, contents, shown, whole
from kps.resources import requirements
from kps.workspace.errors import Wrong
from kps.workspace.import_sources import Given, Sources
from kps.workspace.imported import earlier, kept, mapping_of, to_keep, written_by
from kps.workspace.listening import NOBODY, Listener
from kps.workspace.loading import Loaded
from kps.workspace.muted import muted
from kps.workspace.together import Rewritten, write_together


@dataclass(frozen=True, slots=True)
class ImportRequest:
    """What was asked of the sources; ``council`` is the folder of one in the register."""

    as_of: date
    mapping: Path | None = None
    sheet: str = ""
    council: str = ""
    until: date | None = None
    strict: bool = False


@dataclass(frozen=True, slots=True)
class Importing:
    """What comes of the sources."""

    loaded: Loaded
    settled: tuple[Settlement, ...]
    unreadable: tuple[tuple[Path, Message], ...]
    others: tuple[Path, ...]
    """The files of folders that are no sources."""
    register: Register
    """The register as the sources leave it."""


@dataclass(frozen=True, slots=True)
class _Opened:
    """A source taken apart."""

    given: Given
    wanted: Wanted
    apart: Any
    day: date | None


def importing(loaded: Loaded, found: Sources, asked: ImportRequest, listener: Listener = NOBODY) -> Importing:
    """What becomes of the sources, in the order of their days: each in the register as those before it leave it."""
    unreadable = list(found.unreadable)
    opened: list[_Opened] = []
    with listener.doing(msg("reading the sources")) as step:
        for given in found.given:
            step()
            try:
                opened.append(_opened(loaded.root, given, asked))
            except Unreadable as why:
                unreadable.append((given.path, why.message))
    opened.sort(key=lambda one: (one.day or date.min, one.given.source.name))
    settled: list[Settlement] = []
    register, written = loaded.register, dict[str, bytes]()
    others = written_by(loaded.root)

    def read(file: str) -> bytes:
        return written[file] if file in written else loaded.tree.read(file)

    for path in found.registers:
        done, register = _register_settled(loaded, path, register, read)
        written |= done.written
        settled.append(done)
    with listener.doing(msg("holding the sources against the register")) as step:
        for one in opened:
            step()
            try:
                done, register = _settled(loaded, one, asked, register, read)
            except Unreadable as why:
                unreadable.append((one.given.path, why.message))
                continue
            written |= done.written
            settled.append(replace(done, remarks=(*done.remarks, *_met_before(done, others))))
            _enter(others, done)
    return Importing(loaded, tuple(settled), tuple(unreadable), tuple(found.others), register)


_MEETING = "/moter/"


def _enter(others: dict[str, str], done: Settlement) -> None:
    """Note which meetings a source has written."""
    others.update((file, done.source) for file in done.wrote.files if _MEETING in file)


def _met_before(done: Settlement, others: Mapping[str, str]) -> Iterator[Message]:
    """The meetings of the source that another source has told of before it."""
    for file in dict.fromkeys(one.record for one in done.pieces if _MEETING in one.record):
        if (source := others.get(file)) and source != done.source:
            yield msg("{file} has been taken over from {source} already", file=file, source=source)


def _opened(root: Path, given: Given, asked: ImportRequest) -> _Opened:
    mapping = mapping_text(root, given, asked)
    wanted = Wanted(asked.as_of, mapping, asked.sheet, asked.council, asked.until)
    with _library(), muted():
        apart = given.known.kind.apart(given.source, wanted)
    return _Opened(given, wanted, apart, apart.day)


def mapping_text(root: Path, given: Given, asked: ImportRequest) -> str | None:
    """The text of the mapping: of the file that was named, else of the one that is kept; None where there is none."""
    if asked.mapping is None:
        data = kept(root, mapping_of(given.source.name))
        return None if data is None else data.decode("utf-8", "replace")
    try:
        return bytes_of(asked.mapping).decode("utf-8-sig", "replace")
    except Unfit as unfit:
        raise Wrong(unfit.message) from None
    except OSError as error:
        raise Wrong(msg("{file}: {reason}", file=shown(asked.mapping), reason=reason(error))) from None


def _settled(
    loaded: Loaded, one: _Opened, asked: ImportRequest, register: Register, read: Callable[[str], bytes]
) -> tuple[Settlement, Register]:
    with _library():
        reading = one.given.known.kind.reading(one.apart, register, one.wanted)
    source = one.given.source
    what = Asked(
        reading,
        source.name,
        source.digest,
        one.given.known.name,
        asked.as_of,
        _digest(source.digest, one.wanted),
        earlier(loaded.root, source.name),
        asked.strict,
    )
    return settle(what, register, read)


def _register_settled(
    loaded: Loaded, path: Path, register: Register, read: Callable[[str], bytes]
) -> tuple[Settlement, Register]:
    tree = Folder(Path(whole(path)))
    there = load(tree)
    data = {file: data for file in files_of(there) if isinstance(data := contents(tree, file), bytes)}
    other = OtherRegister(tree.root.name, there, data)
    return settle_register(other, register, read, earlier(loaded.root, other.name))


def _digest(source: str, wanted: Wanted) -> str:
    """What tells whether the same is asked of the same source."""
    if not any((wanted.mapping, wanted.sheet, wanted.council, wanted.until)):
        return source
    told = (source, wanted.mapping or "", wanted.sheet, wanted.council, str(wanted.until or ""))
    return sha256("\0".join(told).encode("utf-8", "surrogatepass")).hexdigest()


@contextmanager
def _library() -> Iterator[None]:
    """Turn a library that is not installed into Wrong, which says what to install."""
    try:
        yield
    except ModuleNotFoundError as error:
        name = (error.name or "").partition(".")[0].replace("_", "-")
        stated = next((one for one in requirements() if one.startswith(name)), name)
        if name == "kps":
            raise
        raise Wrong(
            msg(
                "this source needs a library that is not installed ({name}, of politisamarbeid[import]); install it "
                'where kps is, with: pip install "{library}"',
                name=name,
                library=stated.partition(";")[0].strip(),
            )
        ) from None


def suggestion(loaded: Loaded, given: Given, asked: ImportRequest) -> Words:
    """A first mapping for a source, with the evidence of each guess; empty where its kind has none."""
    try:
        one = _opened(loaded.root, given, replace(asked, mapping=None))
    except Unreadable as why:
        raise Wrong(msg("{file}: {reason}", file=shown(given.path), reason=why.message)) from None
    with _library():
        return given.known.kind.suggestion(one.apart, loaded.register, one.wanted)


def is_done(loaded: Loaded, settled: Settlement) -> bool:
    """Whether there is nothing to write of a source: it is the same as was taken over, or nothing of it may be."""
    same = earlier(loaded.root, settled.source).digest == settled.wrote.digest
    return settled.refused is not None or (same and not settled.records)


def write(found: Importing, account: Callable[[Settlement], str]) -> Iterator[tuple[Settlement, Message | None]]:
    """Write the sources one by one, each whole or not at all, with what is kept of it; and why not, where it was not.

    ``account`` makes the text of the account that is kept. What comes after a source that could not be written is not
    written either: it was held against a register with that source in it.
    """
    root = found.loaded.root
    for settled in found.settled:
        if is_done(found.loaded, settled) or not settled.sums_up:
            continue
        records = (Rewritten(one.file, one.before or None, one.after) for one in settled.records)
        try:
            write_together(root, (*records, *to_keep(root, settled.source, settled.wrote, account(settled))))
        except Wrong as wrong:
            yield settled, wrong.message
            return
        yield settled, None
