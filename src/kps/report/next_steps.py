"""What is to be done next: what is late, what is due soon, what comes within a year, and what settles each."""

from __future__ import annotations

import shlex
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from kps.duties import owed
from kps.duties.council import not_stated
from kps.duties.duty import ActionDuty, Duty, MeasureDuty
from kps.language import Words, msg
from kps.models.agreement import Agreement
from kps.models.base import Record
from kps.models.contact import Contact
from kps.models.council import Council
from kps.models.date_arithmetic import days_after, months_after
from kps.models.meeting import Meeting
from kps.register.index import Register
from kps.register.on_day import OnDay
from kps.register.recipients import recipients
from kps.register.tree import shown_file
from kps.report.duty_names import called, is_about, whose

When = Literal["late", "soon", "coming"]

YEAR_AHEAD = 365
"""How many days ahead is told of."""


@dataclass(frozen=True, slots=True)
class Step:
    """Something to do: by when, what, where it is written, and the command or the line in the file that settles it."""

    when: When
    kind: str
    day: date | None
    """The last day in time; None where nothing tells one, and it is owed already."""
    what: Words
    about: str
    file: str
    """Where it is, or would be, written; from the working directory."""
    command: str = ""
    line: str = ""


def next_steps(register: Register, as_of: date, council: Council | None = None) -> tuple[Step, ...]:
    """All there is to do in a register, or for one council; the most urgent first."""
    on_day = OnDay.of(register, as_of)
    found = [
        *_meetings(on_day, council),
        *(
            _step(duty, on_day)
            for duty in owed.of(on_day)
            if duty.owed_by(days_after(as_of, YEAR_AHEAD)) and _still_to_do(duty, on_day)
            if council is None or is_about(duty.record, council, register)
        ),
    ]
    return tuple(sorted(found, key=urgency))


def urgency(one: Step) -> tuple[bool, date, str, str]:
    """What steps are sorted by: what is late first, by day; what is owed already without a day, after that."""
    return one.when != "late", one.day or date.max, one.file, one.kind


def _still_to_do(duty: Duty, on_day: OnDay) -> bool:
    """An agenda can be sent until the meeting's day, and no later."""
    meeting = duty.record
    return duty.kind != "agenda" or (isinstance(meeting, Meeting) and (meeting.day or date.min) >= on_day.as_of)


def _when(day: date | None, on_day: OnDay) -> When:
    if day is None or day < on_day.as_of:
        return "late"
    return "soon" if day <= on_day.horizon else "coming"


def _meetings(on_day: OnDay, council: Council | None) -> Iterator[Step]:
    """The planned meetings: those to come, and those whose day has gone by without a word of how it went."""
    for own, meeting, day in on_day.planned_meetings():
        if council not in (None, own) or day > days_after(on_day.as_of, YEAR_AHEAD):
            continue
        file, when = _shown(meeting, on_day), _when(day, on_day)
        if when == "late":
            what = msg("the meeting was held, or cancelled")
            yield Step(when, "meeting", day, what, own.name, file, line="status: avholdt")
        else:
            yield Step(when, "meeting", day, msg("meeting"), own.name, file, command=_command("render", file))


def _step(duty: Duty, on_day: OnDay) -> Step:
    record, command, line = _settled(duty, on_day)
    about = whose(duty.record, on_day)
    when, file = _when(duty.due, on_day), _shown(record, on_day)
    return Step(when, duty.kind, duty.due, called(duty), about, file, command, line)


def _settled(duty: Duty, on_day: OnDay) -> tuple[Record, str, str]:
    """Where what settles the duty is written, the command that does it, and the line that tells that it is done."""
    record, day = duty.record, on_day.as_of
    match duty.kind:
        case "agenda":
            return record, _command(_sending(record, on_day), _shown(record, on_day)), f"innkalling: {{sendt: {day}}}"
        case "evaluation" | "forum_evaluation":
            return record, _new_evaluation(duty, on_day), ""
        case "agreement_end" if isinstance(record, Agreement):
            return record, _new_agreement(record, on_day), ""
        case "legal_frame" | "slt" | "focus_area" | "action" | "measure" | "year_topic" | "waiting_item":
            return _at_next_meeting(duty, on_day)
        case _:
            return record, "", _line(duty, on_day)


def _sending(record: Record, on_day: OnDay) -> str:
    """What makes an agenda ready to go out: as an e-mail, where somebody who is called has an address."""
    mailed = isinstance(record, Meeting) and any(one.address for one in recipients(record, on_day.register))
    return "send" if mailed else "render"


def _line(duty: Duty, on_day: OnDay) -> str:
    """What is written in the record itself."""
    record, day = duty.record, on_day.as_of
    match duty.kind, record:
        case "revision", Agreement():
            return _revised(record, day)
        case "evaluation_taken_up", _:
            meeting = _next_meeting(_council(record, on_day), on_day)
            return f"behandlet: {meeting.origin.stem if meeting else day}"
        case "forum_report", Council():
            days = (*(one for one in record.forums[int(duty.path[1])].reported if one), day)
            return f"rapportert: [{', '.join(map(str, days))}]"
        case "bylaws", Council():
            return _bylaws_revised(record, duty, day)
        case "approval", Contact(approval=given):
            count = (given.count if given else None) or 4
            return f"godkjenning_pod: {{dato: {day}, antall: {count}, til: {months_after(day, 12)}}}"
        case _:
            return _LINES[duty.kind].format(day=day) if duty.kind in _LINES else _new_plan(duty, day)


_LINES = {
    "minutes": "referat: {{ferdig: {day}}}",
    "order": "levert: {day}",
    "measuring": "målinger: [{{dato: {day}, verdi: …}}]",  # the figure is for the one who measured to write
    "preparedness_council": "beredskap: beredskapsråd: sist: {day}",
    "risk_analysis": "beredskap: ros: vedtatt: {day}",
    "exercise": "beredskap: øvelser: dato: {day}",
}
"""The lines in which nothing but the day is to be filled in."""


def _revised(agreement: Agreement, day: date) -> str:
    plan = agreement.revision
    months = (plan.months if plan else None) or 24
    stated = f", neste: {months_after(day, months)}" if plan and plan.next else ""
    return f"revisjon: {{sist: {day}{stated}}}"


def _bylaws_revised(council: Council, duty: Duty, day: date) -> str:
    listed = [council.bylaws[int(place)].municipality for place in duty.path[1:2]]
    # A list without one of them is asked for that one; of none at all, no municipality need be named.
    of = listed or (not_stated(council, council.bylaws, day) if council.bylaws else ())
    named = f'kommune: "{of[0]}", ' if of and of[0] else ""
    return f"politivedtekter: {{{named}revidert: {day}}}"


def _new_plan(duty: Duty, day: date) -> str:
    """The plan that follows upon one that runs out."""
    first = days_after(duty.due, 1) if duty.due and duty.due >= day else day
    return f"{duty.path[0]}: {{tittel: Ny plan, fra: {first}, til: {months_after(first, 24)}}}"


def _at_next_meeting(duty: Duty, on_day: OnDay) -> tuple[Record, str, str]:
    """What is for a meeting: a line in the planned one; where there is none, a new one, whose agenda will have it."""
    council = _council(duty.record, on_day)
    meeting = _next_meeting(council, on_day)
    if meeting is None or not _in_its_year(duty, meeting):
        bank = ["--from-bank"] if duty.kind == "waiting_item" else []
        return duty.record, _of_council("new-meeting", council, on_day, *bank), ""
    return meeting, "", _line_in_meeting(duty, council, on_day.as_of)


def _line_in_meeting(duty: Duty, council: Council | None, day: date) -> str:
    """What is written in the meeting that settles the duty."""
    if isinstance(duty, ActionDuty | MeasureDuty):
        id = duty.action.id if isinstance(duty, ActionDuty) else duty.measure.id
        return f"oppfølging: [{{tiltak: {id}, status: ferdig, dato: {day}}}]"
    if duty.kind == "focus_area" and isinstance(duty.record, Agreement):
        return f"saker: tema: {duty.record.focus_areas[int(duty.path[1])].topics[0]}"
    if duty.kind == "year_topic" and council:
        return f"saker: tema: {council.year_plan[int(duty.path[1])].topics[0]}"
    if duty.kind == "waiting_item" and council:
        title = " ".join(council.item_bank[int(duty.path[1])].shown_title.split())
        return f"saker: tittel: {title}" if title else ""
    return f"saker: fast_sak: {'slt' if duty.kind == 'slt' else 'juridiske_rammer'}"


def _council(record: Record, on_day: OnDay) -> Council | None:
    """The council that sees to it: of an agreement, the first of those that share it."""
    if isinstance(record, Agreement):
        return next(iter(on_day.councils_sharing(record)), None)
    return on_day.register.council_of(record)


def _next_meeting(council: Council | None, on_day: OnDay) -> Meeting | None:
    """The next meeting that the council has planned."""
    planned = on_day.register.meetings_of(council) if council else ()
    return next((one for one in planned if one.status == "planlagt" and one.day and one.day >= on_day.as_of), None)


def _new_agreement(ending: Agreement, on_day: OnDay) -> str:
    named: list[str] = []
    parties = {"--school": (ending.school,), "--county": (ending.county,), "--municipality": ending.numbers}
    for option, values in parties.items():
        named += [word for value in values if value for word in (option, value)]
    kind = ending.agreement_kind
    kinds = ["--kind", kind] if kind in ("skoleavtale", "fylkeskommuneavtale") else []
    return _command("new-agreement", *kinds, *named, *_register(on_day))


def _in_its_year(duty: Duty, meeting: Meeting) -> bool:
    """Whether the meeting can settle the duty: what is to be on an agenda every year, in that year."""
    every_year = duty.kind in ("slt", "focus_area", "year_topic")
    return not every_year or duty.due is None or meeting.day is None or meeting.day.year == duty.due.year


def _new_evaluation(duty: Duty, on_day: OnDay) -> str:
    """The command for the record of an evaluation: of a school's or a county's agreement, a forum, else the council."""
    record, council = duty.record, _council(duty.record, on_day)
    subject = record.partner if isinstance(record, Agreement) else ""
    if duty.kind == "forum_evaluation" and council:
        subject = council.forums[int(duty.path[1])].name
    return _of_council("new-evaluation", council, on_day, *(["--subject", subject] if subject else []))


def _of_council(name: str, council: Council | None, on_day: OnDay, *options: str) -> str:
    return _command(name, *([council.folder] if council else []), *options, *_register(on_day))


def _register(on_day: OnDay) -> list[str]:
    """The option that names the register, where the reader does not stand in it."""
    label = on_day.register.label
    return [] if label == "." else ["--register", label]


def _command(*words: str) -> str:
    return shlex.join(["kps", *words])


def _shown(record: Record, on_day: OnDay) -> str:
    return shown_file(on_day.register.label, record.origin.file)
