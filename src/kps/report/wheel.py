"""The year's wheel (årshjul): what comes when, and what should have come already."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from kps.language import Message, msg, tr
from kps.models.agreement import Agreement
from kps.models.calendar import months_after
from kps.models.contact import Contact
from kps.models.council import Council
from kps.models.meeting import Meeting
from kps.register.index import Register
from kps.report.table import Table
from kps.rules.context import Context
from kps.rules.evaluation import DEFAULT_MONTHS


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

    def passed(self, as_of: date) -> bool:
        """Whether it should have been done already."""
        return self.day < as_of


def coming(register: Register, as_of: date, until: date, council: Council | None = None) -> tuple[Coming, ...]:
    """What comes by ``until``, and what is behind its day on ``as_of`` and not done; by day."""
    councils = [one for one in register.councils if one.active(as_of) and (council is None or one is council)]
    found = (
        *(one for each in councils for one in _of_council(register, each, as_of)),
        *(one for each in _agreements(register, councils, as_of) for one in _of_agreement(register, each, as_of)),
        *(one for each in register.contacts if council is None for one in _of_contact(each, as_of)),
    )
    return tuple(sorted((one for one in found if one.day <= until), key=lambda one: (one.day, one.file, one.key)))


def _of_council(register: Register, council: Council, as_of: date) -> Iterator[Coming]:
    for meeting in register.meetings_of(council):
        yield from _of_meeting(register, council, meeting, as_of)
    for place, plan in enumerate((*council.plans, *council.action_plans)):
        if plan.end and plan.end >= as_of:
            what = msg("the plan runs out: {title}", title=plan.title or msg("the council's plan"))
            yield Coming(plan.end, what, council.name, council.origin.file, f"plan-{place}")


def _of_meeting(register: Register, council: Council, meeting: Meeting, as_of: date) -> Iterator[Coming]:
    limits = Context.of(register, as_of).deadlines
    day, file = meeting.day, meeting.origin.file
    if day is None:
        return
    if meeting.status == "planlagt":
        yield Coming(day, msg("meeting"), council.name, file, "møte", meeting)
        if meeting.sent is None:
            yield Coming(
                day - timedelta(days=limits.agenda), msg("the agenda is sent"), council.name, file, "innkalling"
            )
    if meeting.held(as_of) and meeting.done is None and _judged(register, day):
        yield Coming(day + timedelta(days=limits.minutes), msg("the minutes are done"), council.name, file, "referat")


def _judged(register: Register, day: date) -> bool:
    return register.charter is not None and register.charter.judges(day)


def _agreements(register: Register, councils: Sequence[Council], as_of: date) -> Iterator[Agreement]:
    numbers = {number for council in councils for number in council.numbers}
    return (one for one in register.agreements if one.in_force(as_of) and numbers & set(one.numbers))


def _of_agreement(register: Register, agreement: Agreement, as_of: date) -> Iterator[Coming]:
    name = ", ".join(one.name for one in register.councils if set(one.numbers) & set(agreement.numbers))
    file = agreement.origin.file
    if agreement.agreement_kind == "samarbeidsavtale":
        if revised := agreement.next_revision(as_of):
            yield Coming(revised, msg("the agreement is revised"), name, file, "revisjon")
        yield Coming(
            _evaluated(register, agreement, as_of), msg("the cooperation is evaluated"), name, file, "evaluering"
        )
    if agreement.end and agreement.end >= as_of:
        yield Coming(agreement.end, msg("the agreement runs out"), name, file, "til")


def _evaluated(register: Register, agreement: Agreement, as_of: date) -> date:
    """So long after the latest evaluation, or after the agreement began."""
    months = (agreement.evaluation and agreement.evaluation.months) or DEFAULT_MONTHS
    days = (
        one.carried_out
        for council in register.councils
        if set(council.numbers) & set(agreement.numbers)
        for one in register.evaluations_of(council)
        if one.of_council
    )
    last = max((day for day in days if day and day <= as_of), default=agreement.start)
    return months_after(last or as_of, months)


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
    return str(one.day), what, one.council, one.file
