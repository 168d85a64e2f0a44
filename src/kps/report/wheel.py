"""The year's wheel (årshjul): what comes when, and what should have come already."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from kps.language import Message, msg, tr
from kps.models.agreement import Agreement
from kps.models.contact import Contact
from kps.models.council import Council
from kps.models.meeting import Meeting
from kps.register.index import Register
from kps.register.tree import shown_file
from kps.report.table import Table
from kps.report.unread import is_concerned, marked
from kps.rules.context import Context
from kps.rules.evaluation import next_evaluation
from kps.rules.subjects import active_councils, agreements_in_force, councils_sharing

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
    """What comes by ``until``, and what is behind its day on ``as_of`` and not done; by day."""
    context = Context.of(register, as_of)
    councils = [one for one in active_councils(context) if council is None or one is council]
    agreements = list(_agreements(councils, context))
    found = (
        *(one for each in councils for one in _of_council(each, context)),
        *(one for each in agreements for one in _of_agreement(each, context)),
        *_evaluations(councils, agreements, context),
        *(one for each in register.contacts if council is None for one in _of_contact(each, as_of)),
    )
    told = sorted((one for one in found if one.day <= until), key=lambda one: (one.day, one.file, one.key))
    return tuple(replace(one, unread=is_concerned(register, register.record_in[one.file])) for one in told)


def _of_council(council: Council, context: Context) -> Iterator[Coming]:
    for meeting in context.register.meetings_of(council):
        yield from _of_meeting(council, meeting, context)
    for place, plan in enumerate((*council.plans, *council.action_plans)):
        if plan.end and plan.end >= context.as_of:
            what = msg("the plan runs out: {title}", title=plan.title or msg("the council's plan"))
            yield Coming(plan.end, what, council.name, council.origin.file, f"plan-{place}")


def _of_meeting(council: Council, meeting: Meeting, context: Context) -> Iterator[Coming]:
    limits = context.deadlines
    day, file = meeting.day, meeting.origin.file
    if day is None:
        return
    if meeting.status == "planlagt":
        yield Coming(day, msg("meeting"), council.name, file, "møte", meeting)
        if meeting.sent is None:
            yield Coming(
                day - timedelta(days=limits.agenda), msg("the agenda is sent"), council.name, file, "innkalling"
            )
    if meeting.held(context.as_of) and meeting.done is None and context.charter.judges(day):
        yield Coming(day + timedelta(days=limits.minutes), msg("the minutes are done"), council.name, file, "referat")


def _agreements(councils: Sequence[Council], context: Context) -> Iterator[Agreement]:
    """The agreements in force, of any kind, with a municipality of one of the councils."""
    numbers = {number for council in councils for number in council.numbers}
    return (one for one in agreements_in_force(context) if numbers & set(one.numbers))


def _of_agreement(agreement: Agreement, context: Context) -> Iterator[Coming]:
    name, file = _whose(agreement, context), agreement.origin.file
    revised = agreement.next_revision(context.as_of)
    if revised and agreement.agreement_kind == "samarbeidsavtale":
        yield Coming(revised, msg("the agreement is revised"), name, file, "revisjon")
    if agreement.end and agreement.end >= context.as_of:
        yield Coming(agreement.end, msg("the agreement runs out"), name, file, "til")


def _whose(agreement: Agreement, context: Context) -> str:
    """The councils that share a municipality with the agreement."""
    councils = context.register.councils
    return ", ".join(one.name for one in councils if set(one.numbers) & set(agreement.numbers))


def _evaluations(councils: Sequence[Council], agreements: Sequence[Agreement], context: Context) -> Iterator[Coming]:
    """When the cooperation is evaluated: under each samarbeidsavtale, and in each council without one (7)."""
    what = msg("the cooperation is evaluated")
    without = {one.origin.file: one for one in councils}
    for agreement in agreements:
        shared = councils_sharing(agreement, context) if agreement.agreement_kind == "samarbeidsavtale" else ()
        for one in shared:
            without.pop(one.origin.file, None)
        if shared and (by := next_evaluation(agreement, shared, context).by):
            yield Coming(by, what, _whose(agreement, context), agreement.origin.file, "evaluering")
    for council in without.values():
        if by := next_evaluation(None, (council,), context).by:
            yield Coming(by, what, council.name, council.origin.file, "evaluering")


def _of_contact(contact: Contact, as_of: date) -> Iterator[Coming]:
    approval = contact.approval
    if contact.active(as_of) and approval and approval.end and approval.in_force(as_of):
        what = msg("the approval of {name} as contact for several municipalities runs out", name=contact.name)
        yield Coming(approval.end, what, contact.name, contact.origin.file, "godkjenning_pod")


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
