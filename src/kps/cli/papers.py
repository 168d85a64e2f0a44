"""Making a record's papers for the commands: what was asked for, and why it cannot be made."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from kps.cli.loading import Loaded, today
from kps.cli.notes import tell
from kps.documents.document import document
from kps.documents.invitation import invitation, uid
from kps.documents.render import Wording
from kps.documents.templates import OWN_FOLDER, OWN_FOLDERS, TemplateFault, own_templates
from kps.documents.unread import unread
from kps.documents.withholding import Withheld, refuse_exempt
from kps.formats.extras import Missing, Unusable
from kps.formats.making import file_of
from kps.formats.paper import Paper
from kps.language import Message, msg
from kps.models.base import Record
from kps.models.meeting import Meeting
from kps.register.index import Register
from kps.register.kept import PaperKind, paper_folder, paper_name, stamp_text
from kps.register.stamps import Ending
from kps.register.tree import Folder, contents, shown
from kps.source import NOT_UTF8, decode
from kps.workspace.bounded import wording
from kps.workspace.errors import Wrong

STYLES = f"{OWN_FOLDER}papir.css"
BASE = f"{OWN_FOLDER}papir.docx"


@dataclass(frozen=True)
class Branding:
    """What a register has of its own for papers: templates, styles and a Word document to build on."""

    tree: Folder

    @cached_property
    def wording(self) -> Wording:
        """Its templates; Wrong where their folder is a link, for a register's files are not sought behind one."""
        for folder in OWN_FOLDERS:
            if (path := self.tree.root / folder).is_symlink():
                raise Wrong(
                    msg("{file} is a symbolic link, and is not followed; put the folder itself here", file=shown(path))
                )
        return wording(own_templates(self.tree))

    @cached_property
    def styles(self) -> str:
        """Its CSS for pages; empty where it has none."""
        text, stop = decode(self._file(STYLES))
        if stop is not None:
            raise Wrong(msg("{file}: {reason}", file=shown(self.tree.root / STYLES), reason=NOT_UTF8))
        return text

    @cached_property
    def base(self) -> bytes:
        """Its Word document to build on; empty where it has none."""
        return self._file(BASE)

    def _file(self, name: str) -> bytes:
        """The file's bytes; none where the register has it not."""
        path = self.tree.root / name
        data = contents(self.tree, name) if os.path.lexists(path) else b""
        if isinstance(data, Message):
            raise Wrong(msg("{file}: {reason}", file=shown(path), reason=data))
        return data


@dataclass(frozen=True, slots=True)
class PaperRequest:
    """A record whose paper was asked for, in its register."""

    loaded: Loaded
    record: Record
    own: Branding

    @property
    def register(self) -> Register:
        """The record's register."""
        return self.loaded.register

    @property
    def file(self) -> Path:
        """The record's file."""
        return self.loaded.tree.root / self.record.origin.file

    @property
    def folder(self) -> Path:
        """Where its papers are kept."""
        return self.loaded.tree.root / paper_folder(self.register, self.record)

    def place(self, kind: PaperKind, ending: Ending, public: bool) -> Path:
        """Where a paper of the record is kept."""
        return self.folder / paper_name(self.record, kind, public, ending)


def paper(asked: PaperRequest, kind: PaperKind, ending: Ending, public: bool) -> bytes:
    """The paper's file; Wrong, in words for people, where it is not made."""
    file = shown(asked.file)
    if kind == "referat" and isinstance(asked.record, Meeting) and asked.record.status == "avlyst":
        raise Wrong(msg("{file}: the meeting was cancelled, and has no minutes", file=file))
    try:
        said = document(asked.register, asked.record, kind, public=public, as_of=today(), wording=asked.own.wording)
    except Withheld as withheld:
        raise _withheld(file, withheld) from None
    except TemplateFault as fault:
        raise _faulty(asked.loaded.tree, fault) from None
    _tell_unread(asked)
    whole = Paper(
        said.text,
        said.language,
        author=said.author,
        day=said.day,
        stamp=stamp_text(asked.record, public=public),
        marking=said.marking,
        styles=asked.own.styles if ending == "html" else "",
        base=asked.own.base if ending == "docx" else b"",
    )
    with makeable():
        made = file_of(whole, ending)
    if ending == "pdf":
        tell_unshown(file, whole)
    return made


_SIGNS_TOLD = 10


def tell_unshown(name: str, paper: Paper) -> None:
    """Tell which signs of the paper a PDF has no shape for."""
    from kps.formats.pdf import unshown

    if signs := unshown(paper):
        told = [f"{sign} (U+{ord(sign):04X})" for sign in signs[:_SIGNS_TOLD]]
        more = ["…"] if len(signs) > _SIGNS_TOLD else []
        what = msg(
            "{name}: a PDF has no shape for {signs}; ◊ stands there, or nothing for an accent",
            name=name,
            signs=[*told, *more],
        )
        tell(what)


@contextmanager
def makeable() -> Iterator[None]:
    """What keeps a format from being made, in words for people: Wrong."""
    try:
        yield
    except Missing as missing:
        raise Wrong(missing.message) from None
    except Unusable as unusable:
        raise Wrong(msg("{file}: {reason}", file=BASE, reason=unusable.message)) from None


def entry(asked: PaperRequest, public: bool, earlier: bytes) -> bytes:
    """The meeting's calendar file, going on from the one that is there."""
    from kps.formats.calendar import meeting_file

    file = shown(asked.file)
    if not isinstance(asked.record, Meeting):
        raise Wrong(msg("{file} is not a meeting's record; only a meeting goes into a calendar", file=file))
    try:
        one = invitation(asked.register, asked.record, public=public, as_of=today())
        if one:
            refuse_exempt(one.text, asked.register, asked.record)
    except Withheld as withheld:
        raise _withheld(file, withheld) from None
    if one is None:
        raise Wrong(msg("{file}: the meeting has no day that can be read", file=file))
    _tell_unread(asked)
    others = {uid(other) for other in asked.register.meetings if other is not asked.record}
    return meeting_file(one, today(), earlier, others)


def lacks_something(asked: Iterable[PaperRequest]) -> int:
    """The exit status: 1 where a paper of one of the records draws on a file that cannot be read at all."""
    day = today()
    some = (one for one in asked if one.register.garbled)
    return int(any(one.register.garbled.keys() & set(unread(one.register, one.record, day)) for one in some))


def _tell_unread(asked: PaperRequest) -> None:
    """Tell which of the files that a paper draws on cannot be read in full."""
    if files := unread(asked.register, asked.record, today()):
        told = msg(
            "{file}: the document may lack something, since {files} cannot be read in full; kps validate says what to "
            "mend",
            file=shown(asked.file),
            files=", ".join(shown(asked.loaded.tree.root / file) for file in files),
        )
        tell(told)


def _withheld(file: str, withheld: Withheld) -> Wrong:
    return Wrong(msg("{file}: the public document is not made: {reason}", file=file, reason=withheld.message))


def _faulty(tree: Folder, fault: TemplateFault) -> Wrong:
    own = tree.root / fault.file
    return Wrong(
        msg(
            "{file}, line {line}: {reason}",
            file=shown(own) if own.is_file() else fault.file,
            line=fault.line,
            reason=fault.reason,
        )
    )
