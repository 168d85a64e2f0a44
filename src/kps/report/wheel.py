"""The year's wheel (årshjul): what comes when, and what should have come already."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from kps.duties import owed
from kps.duties.duty import Duty
from kps.language import Message, msg, tr
from kps.models.agreement import Agreement
from kps.models.base import Record
from kps.models.contact import Contact
from kps.models.council import Council
from kps.models.meeting import Meeting
from kps.models.places import municipalities
from kps.register.index import Register
from kps.register.on_day import OnDay
from kps.register.tree import shown_file
from kps.report.table import Table
from kps.report.unread import is_concerned, marked

VERSION = 1


@dataclass(frozen=True, slots=True)
class Coming:
    """Something with a day: what it is, whom it is about, and the record it follows from."""

    day: date
    what: Message
    council: str
    file: str
    """The record, from the register's folder."""
    key: str
    """Tells it from other things that follow from the same record."""
    meeting: Meeting | None = None
    """The meeting itself, for its hours and its place."""
    unread: bool = False
    """Whether a file that cannot be read may be about its council."""

    def passed(self, as_of: date) -> bool:
        """Whether it should have been done already."""
        return self.day < as_of


def coming(register: Register, as_of: date, until: date, council: Council | None = None) -> tuple[Coming, ...]:
    """What comes by ``until``, and what is behind its day on ``as_of`` and not done; by day.

    With ``council`` what is its own, and its municipalities' agreements; else all, agreements without a council too.
    """
    on_day = OnDay.of(register, as_of)
    found = (*_meetings(on_day), *(one for duty in owed.of(on_day) if (one := _of_duty(duty, on_day))))
    told = sorted(
        (one for one in found if one.day <= until and (council is None or _is_about(one, council, register))),
        key=lambda one: (one.day, one.file, one.key),
    )
    return tuple(replace(one, unread=is_concerned(register, register.record_in[one.file])) for one in told)


def _is_about(one: Coming, council: Council, register: Register) -> bool:
    record = register.record_in[one.file]
    if isinstance(record, Agreement):
        return not set(record.numbers).isdisjoint(council.numbers)
    return register.council_of(record) is council


def _meetings(on_day: OnDay) -> Iterator[Coming]:
    """The meetings that active councils plan."""
    for council in on_day.active_councils():
        for meeting in on_day.register.meetings_of(council):
            if meeting.status == "planlagt" and meeting.day:
                yield Coming(meeting.day, msg("meeting"), council.name, meeting.origin.file, "møte", meeting)


def _of_duty(duty: Duty, on_day: OnDay) -> Coming | None:
    """The duty as the wheel tells it; None where it is done, has no day, or is not for the wheel."""
    told = _told(duty, on_day)
    if told is None or duty.met or duty.due is None:
        return None
    key, what = told
    return Coming(duty.due, what, whose(duty.record, on_day), duty.record.origin.file, key)


def _told(duty: Duty, on_day: OnDay) -> tuple[str, Message] | None:
    """The wheel's key for the duty, and what it says of it.

    What has no day of its own in the guideline or the records is for the agenda and the rules: a forum's report, the
    legal frame, bylaws, SLT, a focus area, when an evaluation is taken up. Actions have a list of their own
    (kps actions). The agenda of a meeting that was held can no longer be sent.
    """
    match duty.kind, duty.record:
        case "agenda", Meeting(status="planlagt"):
            return "innkalling", msg("the agenda is sent")
        case "minutes", _:
            return "referat", msg("the minutes are done")
        case "revision", _:
            return "revisjon", msg("the agreement is revised")
        case "agreement_end", _:
            return "til", msg("the agreement runs out")
        case "evaluation", _:
            return "evaluering", msg("the cooperation is evaluated")
        case "approval", Contact(name=name):
            what = msg("the approval of {name} as contact for several municipalities runs out", name=name)
            return "godkjenning_pod", what
        case "plan", Council() as council if not duty.overdue(on_day.as_of):
            return _plan(duty, council)
        case _:
            return None


def _plan(duty: Duty, council: Council) -> tuple[str, Message]:
    place = int(duty.path[1]) + (len(council.plans) if duty.path[0] == "handlingsplaner" else 0)
    plan = (*council.plans, *council.action_plans)[place]
    return f"plan-{place}", msg("the plan runs out: {title}", title=plan.title or msg("the council's plan"))


def whose(record: Record, on_day: OnDay) -> str:
    """Whom a record is about: the councils that share an agreement, else its parties; a contact; its own council."""
    if isinstance(record, Contact):
        return record.name
    if isinstance(record, Agreement):
        councils = on_day.register.councils
        shared = [one.name for one in councils if set(one.numbers) & set(record.numbers)]
        places = [place.name for one in record.numbers if (place := municipalities().get(one))]
        return ", ".join(shared or filter(None, (record.school, record.county, *places)))
    council = on_day.register.council_of(record)
    return council.name if council else ""


def wheel_table(entries: Iterable[Coming], as_of: date) -> Table:
    """The wheel as people read it."""
    head = (tr("day"), tr("what"), tr("whom"), tr("record"))
    return Table(tr("What comes when"), head, tuple(_row(one, as_of) for one in entries))


def _row(one: Coming, as_of: date) -> tuple[str, ...]:
    what = one.what.text()
    if one.passed(as_of):
        what = f"{what} ({tr('behind its day')})"
    return str(one.day), what, marked(one.council, one.unread), one.file


def wheel_json(entries: Iterable[tuple[str, Coming]], as_of: date, unread: Sequence[str]) -> str:
    """The wheel as one JSON document that ends its line; each entry with its register's label.

    ``unread`` are the files that it should have drawn on.
    """
    listed = [
        {
            "day": one.day.isoformat(),
            "what": one.what.text(),
            "about": one.council,
            "file": shown_file(label, one.file),
            "key": one.key,
            "passed": one.passed(as_of),
        }
        for label, one in entries
    ]
    document = {"version": VERSION, "as_of": as_of.isoformat(), "unread": list(unread), "entries": listed}
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"
