"""Making a record's papers: what was asked for, and why it cannot be made."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TypedDict

from kps.documents.document import Document, document
from kps.documents.invitation import invitation, public_invitation, uid
from kps.documents.templates import OWN_FOLDER, TemplateFault
from kps.documents.unread import unread
from kps.documents.withholding import Withheld, refuse_exempt
from kps.formats.extras import Missing, Unusable
from kps.formats.making import file_of
from kps.formats.paper import Paper
from kps.formats.typesetting import NotSet, Typesetter
from kps.language import Message, msg
from kps.models.base import Record
from kps.models.meeting import Meeting
from kps.register.index import Register
from kps.register.kept import PaperKind, paper_folder, paper_name, stamp_text
from kps.register.stamps import Ending
from kps.register.tree import shown
from kps.workspace.branding import BASE, OWN_LAYOUT, Branding
from kps.workspace.errors import Wrong
from kps.workspace.listening import NOBODY, Listener
from kps.workspace.loading import Loaded
from kps.workspace.pictures import Beside, Illustrated, illustrated


@dataclass(frozen=True, slots=True)
class PaperRequest:
    """A record whose papers were asked for, in its register, on a day."""

    loaded: Loaded
    record: Record
    own: Branding
    as_of: date
    made_by: date | None = None
    """The last day that a paper may say it was made on; ``as_of`` where it is not told."""

    @property
    def register(self) -> Register:
        """The record's register."""
        return self.loaded.register

    @property
    def file(self) -> Path:
        """The record's file."""
        return self.loaded.root / self.record.origin.file

    @property
    def folder(self) -> Path:
        """Where its papers are kept."""
        return self.loaded.root / paper_folder(self.register, self.record)

    def place(self, kind: PaperKind, ending: Ending, *, public: bool) -> Path:
        """Where a paper of the record is kept."""
        return self.folder / paper_name(self.record, kind, ending, public=public)

    @property
    def unread(self) -> tuple[str, ...]:
        """The files that a paper of the record draws on and that cannot be read in full."""
        return unread(self.register, self.record, self.as_of)

    @property
    def lacks_something(self) -> bool:
        """Whether a paper of the record draws on a file that cannot be read at all."""
        garbled = self.register.garbled
        return bool(garbled) and not garbled.keys().isdisjoint(self.unread)


def paper(
    asked: PaperRequest,
    kind: PaperKind,
    ending: Ending,
    *,
    public: bool,
    listener: Listener = NOBODY,
    folder: Path | None = None,
) -> bytes:
    """The paper's file; Wrong, in words for people, where it is not made. ``listener`` hears what it may lack.

    ``folder`` is where it is written, from where its links lead: where such papers are kept, if not given.
    """
    file = shown(asked.file)
    if kind == "referat" and isinstance(asked.record, Meeting) and asked.record.status == "avlyst":
        raise Wrong(msg("{file}: the meeting was cancelled, and has no minutes", file=file))
    try:
        said = document(asked.register, asked.record, kind, public=public, as_of=asked.as_of, wording=asked.own.wording)
    except Withheld as kept_back:
        raise withheld(file, kept_back) from None
    except TemplateFault as fault:
        raise faulty(asked.loaded, fault) from None
    _mind_unread(asked, listener)
    shown_with = _illustrated(asked, said, folder or asked.folder)

    def left_out(remark: Message) -> None:
        listener.mind(msg("{file}: {reason}", file=file, reason=remark))

    for remark in shown_with.left_out:
        left_out(remark)
    whole = Paper(
        shown_with.text,
        said.language,
        name=said.title,
        author=said.author,
        day=min(said.day, asked.made_by or asked.as_of),
        stamp=stamp_text(asked.record, public=public),
        marking=said.marking,
        pictures=shown_with.pictures,
        **_looks(asked.own, ending),
    )
    try:
        with makeable():
            made = file_of(whole, ending, left_out)
    except TemplateFault as fault:
        raise faulty(asked.loaded, fault) from None
    if ending == "pdf" and (unshown := unshown_signs(file, whole)):
        listener.mind(unshown)
    return made


def _looks(own: Branding, ending: Ending) -> _Looks:
    """What the register has of its own for a format."""
    match ending:
        case "html":
            return {"styles": own.styles}
        case "docx":
            return {"base": own.base}
        case "pdf":
            return {"layout": own.layout, "typesetter": own.typesetter}
        case "md":
            return {}


class _Looks(TypedDict, total=False):
    """Those of a paper's fields that a register's own looks fill."""

    styles: str
    base: bytes
    layout: str
    typesetter: Typesetter | None


def _illustrated(asked: PaperRequest, said: Document, folder: Path) -> Illustrated:
    council = asked.register.council_of(asked.record)
    near = (asked.record.origin.folder, council.origin.folder if council else ".", OWN_FOLDER, ".")
    return illustrated(said.text, Beside(asked.loaded, near, folder), said.logo)


_SIGNS_TOLD = 10


def unshown_signs(name: str, paper: Paper) -> Message | None:
    """Which signs of the paper a PDF has no shape for; None where it shows them all."""
    from kps.formats.pdf import unshown

    signs = unshown(paper)
    if not signs:
        return None
    told = [f"{sign} (U+{ord(sign):04X})" for sign in signs[:_SIGNS_TOLD]]
    more = ["…"] if len(signs) > _SIGNS_TOLD else []
    return msg(
        "{name}: a PDF has no shape for {signs}; ◊ stands there, or nothing for an accent",
        name=name,
        signs=[*told, *more],
    )


@contextmanager
def makeable() -> Iterator[None]:
    """What keeps a format from being made, in words for people: Wrong."""
    try:
        yield
    except Missing as missing:
        raise Wrong(missing.message) from None
    except Unusable as unusable:
        raise Wrong(msg("{file}: {reason}", file=BASE, reason=unusable.message)) from None
    except NotSet as fault:
        raise Wrong(TemplateFault(OWN_LAYOUT, fault.line, msg("typst says: {why}", why=fault.reason)).message) from None


def entry(asked: PaperRequest, earlier: bytes, *, public: bool, listener: Listener = NOBODY) -> bytes:
    """The meeting's calendar file, going on from the one that is there. ``listener`` hears what it may lack."""
    from kps.formats.ics import meeting_file

    file = shown(asked.file)
    if not isinstance(asked.record, Meeting):
        raise Wrong(msg("{file} is not a meeting's record; only a meeting goes into a calendar", file=file))
    try:
        one = (
            public_invitation(asked.register, asked.record, asked.as_of)
            if public
            else invitation(asked.register, asked.record)
        )
        if one:
            refuse_exempt(one.text, asked.register, asked.record)
    except Withheld as kept_back:
        raise withheld(file, kept_back) from None
    if one is None:
        raise Wrong(msg("{file}: the meeting has no day that can be read", file=file))
    _mind_unread(asked, listener)
    others = {uid(other) for other in asked.register.meetings if other is not asked.record}
    return meeting_file(one, asked.as_of, earlier, others)


def lacks_something(asked: Iterable[PaperRequest]) -> bool:
    """Whether a paper of one of the records draws on a file that cannot be read at all."""
    return any(one.lacks_something for one in asked)


def _mind_unread(asked: PaperRequest, listener: Listener) -> None:
    """Have it heard which of the files that a paper draws on cannot be read in full."""
    if files := asked.unread:
        listener.mind(
            msg(
                "{file}: the document may lack something, since {files} cannot be read in full; kps validate says what "
                "to mend",
                file=shown(asked.file),
                files=", ".join(shown(asked.loaded.root / file) for file in files),
            )
        )


def withheld(file: str, reason: Withheld) -> Wrong:
    """That something for the public is not made, and why."""
    return Wrong(msg("{file}: the public document is not made: {reason}", file=file, reason=reason.message))


def faulty(loaded: Loaded, fault: TemplateFault) -> Wrong:
    """Where a register's own template is wrong, and how."""
    own = loaded.root / fault.file
    return Wrong(
        msg(
            "{file}, line {line}: {reason}",
            file=shown(own) if own.is_file() else fault.file,
            line=fault.line,
            reason=fault.reason,
        )
    )
