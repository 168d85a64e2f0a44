"""What a council's archive gets of a year: approved minutes, what belongs to them, and what held that year."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date

from kps.formats.bundle import About, Entry, bundle
from kps.language import Message, msg
from kps.models.agreement import Agreement
from kps.models.base import Record, walk
from kps.models.council import Council
from kps.models.evaluation import Evaluation
from kps.models.exemption import Exemption
from kps.models.meeting import Item, Meeting
from kps.register.index import Register
from kps.register.kept import PaperKind, paper_name
from kps.register.seals import changed_since
from kps.register.stamps import FOLDER
from kps.register.tree import contents, shown_file
from kps.report.missed import OF_CALENDAR, missed
from kps.source.text import composed
from kps.workspace.branding import Branding
from kps.workspace.errors import Wrong
from kps.workspace.listening import NOBODY, Listener, gathered
from kps.workspace.loading import Loaded
from kps.workspace.paper_requests import PaperRequest, paper

CLOSED, PUBLIC = "lukket", "offentlig"
_OUTSIDE = "register"
"""Where in the bundle stands what lies outside the council's folder."""
_MAKING = msg("making the papers")


@dataclass(frozen=True)
class Bundling:
    """The making of a council's bundle of a year, as known on a day."""

    loaded: Loaded
    council: Council
    year: int
    as_of: date
    listener: Listener = field(default=NOBODY)

    def made(self) -> bytes:
        """The bundle; Wrong, with exit status 1, where a seal is broken or a file cannot be read."""
        self._mind_unread()
        for meeting in self.approved:
            self._mind_seal(meeting)
        about = About(self.council.name, self.council.folder, self.year, _case(self.council))
        entries = gathered(self.listener, _MAKING, self._entries())
        return bundle(about, {one.path: one for one in entries}.values())

    @property
    def left_out(self) -> Iterator[Message]:
        """Which meetings of the year are not in it, since their minutes are not approved."""
        for meeting in self._meetings:
            if meeting.status != "avlyst" and not self._is_approved(meeting):
                yield msg(
                    "{file}: the minutes are not approved, and are left out",
                    file=shown_file(self._register.label, meeting.origin.file),
                )

    @property
    def approved(self) -> tuple[Meeting, ...]:
        """The meetings of the year whose minutes are approved."""
        return tuple(filter(self._is_approved, self._meetings))

    @property
    def _register(self) -> Register:
        return self.loaded.register

    @property
    def _meetings(self) -> tuple[Meeting, ...]:
        return self._register.meetings_of_year(self.council, self.year)

    def _is_approved(self, meeting: Meeting) -> bool:
        return meeting.held(self.as_of) and meeting.approved is not None and meeting.approved <= self.as_of

    def _mind_unread(self) -> None:
        files = missed([self._register], OF_CALENDAR, self.council)
        if files:
            raise Wrong(msg("nothing was written: {files} cannot be read; kps validate says why", files=files), 1)

    def _mind_seal(self, meeting: Meeting) -> None:
        seal = meeting.minutes.seal if meeting.minutes else ""
        if seal and changed_since(meeting, seal) != ():
            file = shown_file(self._register.label, meeting.origin.file)
            raise Wrong(msg("nothing was written: {file} was changed after its approval (D010)", file=file), 1)

    # --- what goes along ---------------------------------------------------------------------------------------

    def _entries(self) -> Iterator[Entry]:
        for meeting in self.approved:
            yield from self._of_meeting(meeting)
        for record in (*self._agreements(), *self._evaluations()):
            yield self._record(record)
            yield self._paper(record, "avtale" if isinstance(record, Agreement) else "evaluering", public=False)
        for name in self._plans():
            yield from self._file(name, self.council)

    def _of_meeting(self, meeting: Meeting) -> Iterator[Entry]:
        seal = meeting.minutes.seal if meeting.minutes else ""
        closed = _provisions(part.exempt for _, part in walk(meeting) if isinstance(part, Item) and part.exempt)
        attached = [(item, one) for item in meeting.items for one in item.attachments]
        inner = _provisions(one.exempt for _, one in attached if one.exempt)
        exempt = tuple(dict.fromkeys((*closed, *inner)))
        yield replace(self._record(meeting), seal=seal, provisions=exempt)
        for public in (False, True):
            made = self._paper(meeting, "referat", public=public)
            yield replace(made, seal=seal, provisions=() if public else exempt)
        for item, one in attached:
            by = _provisions(filter(None, (item.exempt, one.exempt)))
            edition = CLOSED if item.exempt or one.exempt else PUBLIC
            for entry in self._file(one.file, meeting):
                yield replace(entry, edition=edition, provisions=by)

    def _record(self, record: Record) -> Entry:
        data = contents(self.loaded.tree, record.origin.file)
        assert not isinstance(data, Message)  # it was read a moment ago
        return Entry(self._place(record.origin.file), data, record.origin.file, CLOSED, archive=_case(record))

    def _paper(self, record: Record, kind: PaperKind, *, public: bool) -> Entry:
        day = min(self.as_of, date(self.year, 12, 31)) if not isinstance(record, Meeting) else self.as_of
        asked = PaperRequest(self.loaded, record, self._own, day)
        data = paper(asked, kind, "pdf", public=public, listener=self.listener)
        name = f"{self.council.folder}-{paper_name(record, kind, 'pdf', public=public)}"
        edition = PUBLIC if public else CLOSED
        return Entry(f"{FOLDER}/{name}", data, record.origin.file, edition, archive=_case(record))

    @property
    def _own(self) -> Branding:
        return self._register.once(("branding of a bundle",), lambda: Branding(self.loaded))

    def _file(self, name: str, record: Record) -> Iterator[Entry]:
        """A file that a record names; one that is not there is told, and left out."""
        if not name:
            return
        file = composed(posixpath.normpath(posixpath.join(record.origin.folder, name)))
        there = {composed(one): one for one in self.loaded.tree.files()}
        missing = msg("there is no such file in the register")
        data = contents(self.loaded.tree, there[file]) if file in there else missing
        if isinstance(data, Message):
            told = shown_file(self._register.label, file)
            self.listener.mind(msg("{file} is left out: {reason}", file=told, reason=data))
            return
        yield Entry(self._place(file), data, record.origin.file, archive=_case(record))

    def _place(self, file: str) -> str:
        """Where in the bundle a file of the register stands: as it lies to the council's folder, so that names hold."""
        folder = f"{self.council.origin.folder}/"
        return file.removeprefix(folder) if file.startswith(folder) else f"{_OUTSIDE}/{file}"

    def _agreements(self) -> Iterator[Agreement]:
        first, last = date(self.year, 1, 1), date(self.year, 12, 31)
        found = (one for number in self.council.numbers for one in self._register.agreements_for(number))
        own = (one for one in self._register.agreements if self._register.council_of(one) is self.council)
        for one in {one.origin.file: one for one in (*own, *found)}.values():
            holds = one.status in ("inngått", "avsluttet") and one.start is not None and one.start <= last
            if holds and (one.end is None or one.end >= first):
                yield one

    def _evaluations(self) -> Iterator[Evaluation]:
        for one in self._register.evaluations_of(self.council):
            if self.year in (one.year, one.carried_out.year if one.carried_out else None):
                yield one

    def _plans(self) -> Iterator[str]:
        first, last = date(self.year, 1, 1), date(self.year, 12, 31)
        for plan in (*self.council.plans, *self.council.action_plans):
            if (plan.start is None or plan.start <= last) and (plan.end is None or plan.end >= first):
                yield plan.file


def _case(record: Record) -> tuple[str, str]:
    """The record's case numbers in the archives of municipality and police."""
    return (record.archive.municipality, record.archive.police) if record.archive else ("", "")


def _provisions(some: Iterable[Exemption | None]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one.provision for one in some if one and one.provision))
