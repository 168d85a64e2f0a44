"""The drafts of mails as files: the paper, the items' attachments and the calendar file that go along."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass, field
from email import message_from_bytes
from pathlib import Path, PurePosixPath

from kps.documents.cases import untitled
from kps.documents.invitation import invitation, public_invitation, uid
from kps.formats.eml import Attachment, Draft, eml, is_draft
from kps.language import Message, msg
from kps.models.layout import slug
from kps.models.meeting import Attachment as ItemPaper
from kps.models.meeting import Meeting
from kps.register.files import bytes_or_none
from kps.register.kept import PUBLIC, PaperKind, paper_name
from kps.register.recipients import Recipient, address, called_members, sender
from kps.register.tree import contents, shown
from kps.source.text import composed
from kps.workspace.errors import Wrong
from kps.workspace.listening import NOBODY, Listener
from kps.workspace.paper_requests import PaperRequest, paper
from kps.workspace.rendering import Made
from kps.workspace.sending import Mailing
from kps.workspace.writing import mind_links, protection

MOST = 20 * 1000 * 1000
"""Bytes of the items' attachments together: what mail servers take."""
_SORTS = {".pdf": "application/pdf", ".md": "text/plain; charset=utf-8", ".txt": "text/plain; charset=utf-8"}
_OTHER = "application/octet-stream"


@dataclass(frozen=True)
class Drafting:
    """The making of a meeting's drafts: from what, where to, and who hears what to mind."""

    asked: PaperRequest
    folder: Path
    own_place: bool
    """Whether the folder is the council's own, beside its papers."""
    listener: Listener = field(default=NOBODY)

    def files(self, mailings: tuple[Mailing, ...]) -> Made:
        """The drafts, each with its place; all are made before any is written."""
        places = [self.folder / one.name for one in mailings]
        for place in places:
            self._mind_place(place)
        return [(place, self._draft(one, place)) for place, one in zip(places, mailings, strict=True)]

    def _mind_place(self, place: Path) -> None:
        if self.own_place:
            mind_links(self.asked.loaded.root, place)
        if protected := protection(place):
            raise Wrong(protected)
        if place.exists() and not (place.is_file() and is_draft(bytes_or_none(place))):
            raise Wrong(msg("{file} is there already, and is not overwritten", file=shown(place)))

    def _draft(self, one: Mailing, place: Path) -> bytes:
        attached = () if one.kind == "påminnelse" else tuple(self._attached(one, place))
        to = tuple((person.name, person.address) for person in one.to)
        made = Draft(to, one.mail.subject, one.mail.text, one.mail.language, attached, confidential=one.closed)
        return eml(made)

    def _attached(self, one: Mailing, place: Path) -> Iterator[Attachment]:
        kind: PaperKind = "referat" if one.kind == "referat" else "innkalling"
        data = paper(self.asked, kind, "pdf", public=not one.closed, listener=self.listener)
        yield Attachment(
            self._name(paper_name(self._meeting, kind, "pdf", public=not one.closed)), data, _SORTS[".pdf"]
        )
        if one.kind != "avlysning":
            yield from self._item_papers(one.closed)
        if one.kind != "referat" and (calendar := self._calendar(one, place)):
            yield calendar

    @property
    def _meeting(self) -> Meeting:
        assert isinstance(self.asked.record, Meeting)
        return self.asked.record

    def _name(self, rest: str) -> str:
        """A file's name outside the register: the council's folder first."""
        council = self.asked.register.council_of(self._meeting)
        folder = slug(council.folder) if council else ""
        return f"{folder}-{rest}" if folder else rest

    # --- what the items bring ---------------------------------------------------------------------------------------

    def _item_papers(self, closed: bool) -> Iterator[Attachment]:
        """The items' attachments, as many as there is room for; of those that are exempt none but in the closed one."""
        left, number = MOST, 0
        every = [(item, one) for item in self._meeting.items for one in item.attachments]
        secret = {self._file(one) for item, one in every if item.exempt or one.exempt}
        for item, one in every:
            if item.exempt and not closed:
                continue
            number += 1  # as the paper that comes along numbers them
            file = self._file(one)
            if not one.file or (not closed and file in secret):
                continue
            # Not even the closed draft has what is exempt in a file's name.
            title = "" if item.exempt or one.exempt else one.title or untitled("nb")
            data = self._data(file)
            if isinstance(data, Message) or len(data) > left:
                reason = data if isinstance(data, Message) else msg("the attachments would be more than 20 MB")
                self._left_out(title, item.number, reason)
                continue
            left -= len(data)
            yield Attachment(self._item_paper_name(title, file, number), data, _sort(file))

    def _file(self, one: ItemPaper) -> str:
        """The attachment's file, from the register's folder."""
        folder = self._meeting.origin.folder
        return composed(posixpath.normpath(posixpath.join(folder, one.file)))

    def _data(self, file: str) -> bytes | Message:
        tree = self.asked.loaded.tree
        there = {composed(one): one for one in tree.files()}
        return contents(tree, there[file]) if file in there else msg("there is no such file in the register")

    def _left_out(self, title: str, number: str, reason: Message) -> None:
        self.listener.mind(
            msg(
                "an attachment of case {number} is left out of the mail ({title}): {reason}",
                title=title or "–",
                number=number,
                reason=reason,
            )
        )

    def _item_paper_name(self, title: str, file: str, number: int) -> str:
        # The file's own name is nobody's but the council's; the title is in the paper itself.
        ending = PurePosixPath(file).suffix.lower()
        told = slug(title)[:60].strip("-")
        whole = f"{self._meeting.origin.stem}-vedlegg-{number}-{told}".rstrip("-")
        return self._name(whole + (ending if slug(ending) == ending[1:] else ""))

    # --- the calendar ------------------------------------------------------------------------------------------------

    def _calendar(self, one: Mailing, place: Path) -> Attachment | None:
        from kps.formats.ics import Called, request

        register, meeting = self.asked.register, self._meeting
        entry = invitation(register, meeting) if one.closed else public_invitation(register, meeting, self.asked.as_of)
        if entry is None:
            return None
        organizer = self._organizer()
        if organizer is None:
            self.listener.mind(
                msg(
                    "the calendar file asks nobody for an answer, since neither the council's secretary nor avsender "
                    "has an e-mail address"
                )
            )
        called = Called(organizer, tuple((person.name, person.address) for person in one.to)) if organizer else None
        others = {uid(other) for other in register.meetings if other is not meeting}
        data = request(entry, called, self.asked.as_of, self._earlier(place), others)
        method = "CANCEL" if entry.cancelled else "REQUEST" if called else "PUBLISH"
        sort = f"text/calendar; method={method}; charset=utf-8"
        return Attachment(self._name(f"{meeting.origin.stem}.ics"), data, sort)

    def _organizer(self) -> tuple[str, str] | None:
        """Who calls to the meeting: the secretary, else the council's own address."""
        register, meeting = self.asked.register, self._meeting
        for member in called_members(meeting, register):
            if member.secretary and address(member.email):
                return member.name, address(member.email)
        council = register.council_of(meeting)
        own = sender(council, register)
        place = address(own.email)
        return (own.name or (council.name if council else ""), place) if place else None

    def _earlier(self, place: Path) -> bytes:
        """The calendar file that was handed out before: the one kept beside the record, else the last draft's."""
        stem = self._meeting.origin.stem
        kept = (self.asked.folder / f"{stem}{ending}.ics" for ending in (PUBLIC, ""))
        found = next((data for file in kept if (data := bytes_or_none(file))), b"")
        if found:
            return found
        for part in message_from_bytes(bytes_or_none(place)).walk():
            if part.get_content_type() == "text/calendar":
                written = part.get_payload(decode=True)
                return written if isinstance(written, bytes) else b""
        return b""


def _sort(file: str) -> str:
    return _SORTS.get(PurePosixPath(file).suffix.lower(), _OTHER)


def addresses(to: tuple[Recipient, ...]) -> tuple[str, ...]:
    """The addresses alone."""
    return tuple(one.address for one in to)
