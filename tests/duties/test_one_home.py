"""An obligation is told alike wherever it is told: rules, calendar, agenda, figures."""

from __future__ import annotations

import random
from collections.abc import Mapping
from datetime import date, timedelta

import pytest

from kps.checking.engine import check
from kps.duties import owed
from kps.duties.duty import Duty, DutyKind
from kps.models.meeting import Meeting
from kps.register.index import Register
from kps.register.memory import Texts
from kps.register.on_day import OnDay
from kps.register.reading import load
from kps.report.next_steps import next_steps
from kps.report.open_actions import Wanted, open_actions
from kps.report.year_calendar import coming
from kps.report.year_status import status
from kps.scaffold.due import due
from kps.scaffold.meeting import MeetingPlan, new_meeting
from sampling import sampled

FOLDER = "politirad/4205-lindesnes"
DAY = date(2026, 5, 1)
KPS = "type: register\nnavn: R\npolitidistrikt: Agder\nkommuner: alle\ngjelder_fra: 2024-01-01\n"
COUNCIL = 'type: politiråd\nnavn: Rådet\nkommuner: ["4205"]\nstatus: aktivt\nopprettet: 2021-03-01\n'
AGREEMENT = 'type: avtale\navtaletype: samarbeidsavtale\nkommuner: ["4205"]\nstatus: inngått\nfra: 2022-01-01\n'


def register(*, since: str = "2024-01-01", **files: str) -> Register:
    """A register with one council, and more files in its folder by name (``__`` for a slash)."""
    charter = KPS.replace("2024-01-01", since)
    own = {f"{FOLDER}/{name.replace('__', '/')}.yaml": text for name, text in files.items()}
    return load(Texts({"kps.yaml": charter, f"{FOLDER}/politirad.yaml": COUNCIL, **own}))


def meeting(day: date, status: str, rest: str = "") -> dict[str, str]:
    return {f"moter__{day}": f"type: møte\ndato: {day}\nstatus: {status}\n{rest}"}


def keys(of: Register, day: date = DAY) -> set[str]:
    """What the calendar tells of, by its keys."""
    return {one.key for one in coming(of, day, date.max)}


def test_an_extraordinary_meeting_owes_no_agenda() -> None:
    of = register(**meeting(date(2026, 5, 6), "planlagt", "ekstraordinært: ja\n"))
    assert "møte" in keys(of)
    assert "innkalling" not in keys(of)


@pytest.mark.parametrize(
    ("status", "told", "key"),
    [
        ("planlagt", "innkalling: {sendt: 2026-05-10}\n", "innkalling"),
        ("avholdt", "referat: {ferdig: 2026-05-10}\n", "referat"),
    ],
)
def test_an_earlier_day_does_not_know_what_was_done_later(status: str, told: str, key: str) -> None:
    of = register(**meeting(date(2026, 4, 28 if status == "avholdt" else 30), status, told))
    assert key in keys(of, date(2026, 5, 9))
    assert key not in keys(of, date(2026, 5, 10))


def test_an_agreement_that_ran_out_is_not_told_as_made() -> None:
    of = register(avtale=f"{AGREEMENT}til: 2026-04-30\n")
    states = {
        day: [one.status for one in status([of], day.year, day).total.agreements]
        for day in (date(2026, 4, 30), date(2026, 5, 1))
    }
    assert states == {date(2026, 4, 30): ["inngått"], date(2026, 5, 1): ["avsluttet"]}


def test_an_agreement_stands_on_its_own() -> None:
    files = {"kps.yaml": KPS, "avtaler/avtale.yaml": f"{AGREEMENT}revisjon: {{måneder: 24}}\n"}
    of = load(Texts(files))
    assert "A304" in {one.code for one in check([of], DAY)}
    [entry] = coming(of, DAY, DAY)
    assert (entry.key, entry.council, entry.passed(DAY)) == ("revisjon", "Lindesnes", True)


@pytest.mark.parametrize("day", [DAY, date.max])
def test_the_calendars_first_and_last_days_are_days_too(day: date) -> None:
    rest = f"saker: [{{nr: 1/9999, tittel: S, tiltak: [{{hva: H, frist: {date.max}}}]}}]\n"
    of = register(
        since=str(date.min),
        avtale=f"{AGREEMENT}til: {date.max}\nrevisjon: {{neste: {date.max}}}\n",
        **meeting(date.min, "planlagt"),
        **meeting(date.max, "avholdt", rest),
    )
    assert "X999" not in {one.code for one in check([of], day)}
    assert "innkalling" in keys(of, day)
    assert next_steps(of, day)


# --- the same answer everywhere ------------------------------------------------------------------------------

RULE: Mapping[DutyKind, str] = {
    "agenda": "M403",
    "minutes": "M405",
    "revision": "A304",
    "evaluation": "E701",
    "evaluation_taken_up": "E705",
    "forum_report": "R411",
    "plan": "R406",
    "bylaws": "R408",
    "action": "M412",
    "order": "G102",
    "measuring": "G104",
    "measure": "G105",
    "forum_evaluation": "E706",
}
"""The rule that tells of a duty that is overdue.

The others have none that asks about the day: a legal frame is no rule's, SLT (M420, R419) and focus areas (M418) are
judged by the year that is past, an end (an agreement's, an approval's) is no duty that can be behind its day, and the
council's own year, what waits and how often preparedness is exercised are the council's own.
"""

CALENDAR: Mapping[DutyKind, str] = {
    "agenda": "innkalling",
    "minutes": "referat",
    "revision": "revisjon",
    "evaluation": "evaluering",
    "order": "levert",
    "measuring": "måling",
    "measure": "plantiltak",
    "forum_evaluation": "temaforum",
    "year_topic": "årshjul",
    "preparedness_council": "beredskapsråd",
    "risk_analysis": "ros",
    "exercise": "øvelser",
}
"""How the calendar's key begins.

The others have no day in the records or the guideline (or, actions, a list of their own).
"""

AGENDA: Mapping[DutyKind, str] = {
    "revision": "revisjon",
    "evaluation": "evaluering",
    "forum_report": "temafora",
    "bylaws": "politivedtekter",
}
"""The agenda's kind. The others are not the council's to deal with at a meeting, or are a record's to mend."""


def made(seed: int) -> tuple[Register, date]:
    """A small register and a day, made from a seed."""
    dice = random.Random(seed)
    day = date(2026, 1, 1) + timedelta(days=dice.randrange(400))

    def about(spread: int) -> date:
        return day + timedelta(days=dice.randint(-spread, spread))

    def maybe(text: str) -> str:
        return text if dice.random() < 0.6 else ""

    files: dict[str, str] = {}
    for _ in range(3):
        when = about(60)
        held = when <= day and dice.random() < 0.8
        about_plivo = "tema: PLIVO, " if dice.random() < 0.4 else ""
        action = f"saker: [{{nr: 1/{when.year}, tittel: S, {about_plivo}tiltak: [{{hva: H, frist: {about(90)}}}]}}]\n"
        rest = (
            maybe(f"innkalling: {{sendt: {when - timedelta(days=dice.randrange(20))}}}\n")
            + maybe(f"referat: {{ferdig: {when + timedelta(days=dice.randrange(20))}}}\n" if held else "")
            + maybe("ekstraordinært: ja\n" if dice.random() < 0.3 else "")
            + maybe(action)
            + maybe("oppfølging: [{tiltak: h/1, status: ferdig}]\n" if dice.random() < 0.4 else "")
        )
        files |= meeting(when, "avholdt" if held else dice.choice(["planlagt", "avlyst"]), rest)
    start = about(300) - timedelta(days=800)
    files["avtale"] = (
        AGREEMENT.replace("2022-01-01", str(start))
        + maybe(f"til: {about(200) + timedelta(days=100)}\n")
        + maybe(f"revisjon: {{måneder: 24, {maybe(f'sist: {about(900)}, ')}ansvarlig: Siv}}\n")
        + maybe(f"evaluering: {{måneder: {dice.choice([12, 24, 36])}}}\n")
        + maybe(f"mål: [{{tekst: M, id: m, indikator: {{måles: 12}}, målinger: [{{dato: {about(700)}, verdi: 1}}]}}]\n")
    )
    if dice.random() < 0.6:
        done = about(400)
        files["evaluering"] = (
            f"type: evaluering\ngjelder: politirådet\når: {done.year}\ngjennomført: {done}\nmetode: gll\n"
        )
    council = COUNCIL + maybe(f"temafora: [{{navn: F, leder: L, fra: 2024-01-01, rapportert: [{about(500)}]}}]\n")
    council += maybe(f"plan: {{tittel: P, fra: 2024-01-01, til: {about(200)}}}\n")
    council += maybe(f"politivedtekter: {{revidert: {about(100) - timedelta(days=1461)}}}\n")
    council += maybe(f"handlingsplaner: [{{id: h, tiltak: [{{hva: H, frist: {about(90)}}}, {{hva: U}}]}}]\n")
    council += maybe(f"årshjul: [{{måned: [{dice.randint(1, 12)}, {dice.randint(1, 12)}], tema: PLIVO}}]\n")
    council += maybe("saksbank: [{tittel: V}]\n")
    council += maybe(
        f"beredskap: {{beredskapsråd: {{sist: {about(500)}}}, ros: {{vedtatt: {about(2000)}}},"
        f" øvelser: [{{dato: {about(900)}}}]}}\n"
    )
    order = f"{{dato: {day - timedelta(days=200)}, frist: {about(90)}}}"
    files["grunnlag__k"] = f"type: kunnskapsgrunnlag\ntittel: K\nkilde: politi\nbestilt: {order}\n" + maybe(
        f"levert: {about(90)}\ndato: 2025-01-01\n"
    )
    texts = {"kps.yaml": KPS, f"{FOLDER}/politirad.yaml": council}
    texts |= {f"{FOLDER}/{name.replace('__', '/')}.yaml": text for name, text in files.items()}
    return load(Texts(texts)), day


def held(duty: Duty, day: date) -> bool:
    """Whether the duty's meeting has been held: its agenda can no longer be sent, but its rule tells of it."""
    return isinstance(duty.record, Meeting) and duty.record.held(day)


def held_or_gone(duty: Duty, day: date) -> bool:
    """Whether the day of the duty's meeting has gone by: its agenda can no longer be sent."""
    return isinstance(duty.record, Meeting) and (duty.record.day or date.min) < day


def counted(duty: Duty, day: date) -> bool:
    """Whether the year's figures count the agenda: of a meeting held that year."""
    of_year = isinstance(duty.record, Meeting) and duty.record.day and duty.record.day.year == day.year
    return duty.kind == "agenda" and held(duty, day) and bool(of_year)


def told_by_a_rule(duty: Duty, day: date) -> bool:
    """Whether a rule tells of the overdue duty: the agenda of a planned meeting gone by is told by D012 instead."""
    planned = isinstance(duty.record, Meeting) and duty.record.status == "planlagt"
    gone_by = planned and isinstance(duty.record, Meeting) and (duty.record.day or day) < day
    return duty.kind in RULE and not (duty.kind == "agenda" and gone_by)


@pytest.mark.parametrize("seed", sampled(range(300), 6))
def test_what_is_overdue_is_so_everywhere(seed: int) -> None:
    of, day = made(seed)
    duties = list(owed.of(OnDay.of(of, day)))
    overdue = [one for one in duties if one.overdue(day)]

    others = ("M405", "G105")  # where they are hints they tell of something else
    found = {(one.code, one.file) for one in check([of], day) if one.severity != "hint" or one.code not in others}
    ruled = {
        (RULE[one.kind], one.record.origin.file) for one in overdue if one.kind in RULE and told_by_a_rule(one, day)
    }
    assert ruled == {one for one in found if one[0] in RULE.values()}

    late = {
        (one.key.partition("-")[0], one.file) for one in coming(of, day, day) if one.passed(day) and one.key != "møte"
    }
    told = {
        (CALENDAR[one.kind], one.record.origin.file)
        for one in overdue
        if one.kind in CALENDAR and not (one.kind == "agenda" and held(one, day))
    }
    assert late == told

    offered = {one.kind for one in due(of, of.councils[0], day) if one.cites != "7f" and (one.by or date.min) < day}
    assert offered & set(AGENDA.values()) == {AGENDA[one.kind] for one in overdue if one.kind in AGENDA}

    told_to_writer = new_meeting(of, of.councils[0], MeetingPlan(day)).text
    topics = [one for one in overdue if one.kind == "year_topic"]
    assert not topics or "# Årshjulet for denne måneden: PLIVO\n" in told_to_writer
    assert not any(one.kind == "measure" for one in overdue) or "- tiltak: h/1\n" in told_to_writer
    listed = open_actions([of], day, Wanted(overdue=True))
    assert sorted(one.kind for one in listed) == sorted(
        one.kind for one in overdue if one.kind in ("action", "measure")
    )
    steps = [one.kind for one in next_steps(of, day) if one.when == "late" and one.kind != "meeting"]
    assert sorted(steps) == sorted(one.kind for one in overdue if not (one.kind == "agenda" and held_or_gone(one, day)))

    total = status([of], day.year, day).total
    assert total.actions_overdue == sum(one.kind == "action" for one in overdue)
    assert total.meetings.agendas_on_time.of == sum(counted(one, day) for one in duties)
    assert total.meetings.agendas_on_time.count == sum(one.in_time and counted(one, day) for one in duties)
