"""The figures of a year: counted by hand, in the example's files and in small registers."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from kps.register.memory import Texts
from kps.register.reading import load
from kps.register.tree import Folder
from kps.report.figures import ActionFigures, Figures, MeetingFigures
from kps.report.shape import Share
from kps.report.year_status import Status, StatusLine, last_day, status

AGDER = Path(__file__).parent.parent.parent / "examples" / "agder"
TODAY = date(2026, 11, 23)


def _example(year: int) -> Status:
    return status([load(Folder(AGDER))], year, last_day(year, TODAY))


def _of(found: Status, scope: str) -> StatusLine:
    """The line of a municipality, by number; a council, by folder; or the sum."""
    lines = {one.key: one for one in (*found.municipalities, *found.councils, *found.districts)}
    return lines[scope] if scope else found.total


def _share(share: Share) -> tuple[int, int]:
    return share.count, share.of


# Read out of the example's files by hand: a municipality, a regional council, and the district, for two years.
# Lindesnes held three meetings of its own in 2025, and one together with Lister, in Lister's folder.
# Held, owed; agendas in time, minutes in time, meetings with the head of the service unit, each of how many; extended.
MEETINGS = {
    (2025, "4205"): (4, 2, (4, 4), (4, 4), (4, 4), 1),
    (2026, "4205"): (3, 2, (3, 3), (3, 3), (3, 3), 1),
    # In June the head of the unit had sent apologies, and nobody came instead.
    (2025, "lister"): (3, 2, (3, 3), (3, 3), (2, 3), 0),
    # The minutes of the meeting in November are not due yet.
    (2026, "lister"): (3, 2, (3, 3), (2, 2), (2, 2), 0),
    (2025, "Agder"): (12, 8, (12, 12), (12, 12), (11, 12), 2),
    # Grimstad's minutes of the spring were done after 16 days.
    (2026, "Agder"): (11, 8, (11, 11), (9, 10), (10, 10), 1),
}


@pytest.mark.parametrize(("year", "scope"), MEETINGS)
def test_the_examples_meetings(year: int, scope: str) -> None:
    one = _of(_example(year), scope)
    shares = (one.meetings.agendas_on_time, one.meetings.minutes_on_time, one.meetings.unit_head)
    counted = (one.meetings_held, one.meetings_owed, *map(_share, shares), one.meetings.extended)
    assert counted == MEETINGS[year, scope]


# Kinds: for information, for discussion, for decision; decisions without standing items, and the bases of these from
# the police, from the municipality, from both.
CASES = {
    (2025, "4205"): {"kinds": (3, 1, 10), "postponed": 0, "decisions": (3, 2, 3, 2)},
    (2026, "4205"): {"kinds": (3, 2, 7), "postponed": 0, "decisions": (1, 1, 1, 1)},
    (2025, "lister"): {"kinds": (2, 2, 6), "postponed": 0, "decisions": (3, 2, 3, 2)},
    (2026, "lister"): {"kinds": (1, 2, 5), "postponed": 0, "decisions": (1, 1, 1, 1)},
    (2025, "Agder"): {"kinds": (9, 6, 24), "postponed": 1, "decisions": (9, 7, 8, 6)},
    (2026, "Agder"): {"kinds": (7, 7, 22), "postponed": 0, "decisions": (5, 5, 5, 5)},
}


@pytest.mark.parametrize(("year", "scope"), CASES)
def test_the_examples_cases(year: int, scope: str) -> None:
    cases = _of(_example(year), scope).cases
    assert {
        "kinds": tuple(cases.by_kind[kind] for kind in ("orientering", "drøfting", "vedtak")),
        "postponed": cases.postponed,
        "decisions": (cases.decisions, cases.basis_police, cases.basis_municipality, cases.basis_both),
    } == CASES[year, scope]
    assert sum(cases.by_kind.values()) == cases.dealt_with


# Set, closed, deadlines moved, open at the end, overdue; the middle number of days to close; those set on step 4, and
# those of a process of measures.
ACTIONS = {
    (2025, "4205"): ((5, 4, 1, 2, 1), 57.5, (1, 2)),
    (2026, "4205"): ((4, 4, 0, 2, 1), 160.0, (1, 1)),
    (2025, "lister"): ((3, 3, 0, 1, 0), 96.0, (1, 1)),
    (2026, "lister"): ((2, 3, 0, 0, 0), 85.0, (0, 1)),
    (2025, "Agder"): ((14, 12, 1, 6, 3), 76.0, (2, 6)),
    (2026, "Agder"): ((12, 12, 0, 6, 1), 144.0, (1, 5)),
}


@pytest.mark.parametrize(("year", "scope"), ACTIONS)
def test_the_examples_actions(year: int, scope: str) -> None:
    one = _of(_example(year), scope)
    counted = (one.actions.opened, one.actions.closed, one.actions.deferrals, one.actions_open, one.actions_overdue)
    kinds = (one.actions.by_step.get("4", 0), one.actions.by_process.get("tiltaksprosess", 0))
    assert (counted, one.actions.median_days_to_close, kinds) == ACTIONS[year, scope]


@pytest.mark.parametrize("scope", ["4202", "4205", "4222", "lister", "Agder"])
def test_what_was_open_and_what_was_set_is_closed_or_open_still(scope: str) -> None:
    one = _of(_example(2026), scope)
    assert one.actions_open == one.previous.actions_open + one.actions.opened - one.actions.closed


def test_the_examples_topics_agreements_contacts_and_work() -> None:
    found = _example(2026)
    # Bykle writes nynorsk: "kriminalitet på internett og i sosiale medium" counts with the others' word for it.
    assert _of(found, "4222").cases.by_topic == {
        "uten": 4, "miljøkriminalitet": 1, "kriminalitet på internett og i sosiale medier": 1,
    }  # fmt: skip
    grimstad = _of(found, "4202")
    assert [(one.status, one.next_revision, one.days_to_revision) for one in grimstad.agreements] == [
        ("inngått", date(2027, 1, 15), 53)
    ]
    assert (grimstad.municipalities, grimstad.inhabitants) == (1, 24_969)
    # Its contact answers for Iveland and Bykle too.
    assert (grimstad.positions[0].municipalities, grimstad.positions[0].inhabitants) == (3, 24_969 + 1_380 + 1_011)
    # Authority stands beside it, so that like terms can be seen (5.2).
    assert grimstad.positions[0].authority_clarified == date(2023, 8, 21)
    assert grimstad.positions[0].authority.startswith("Avtaler på egen hånd alt som gjelder innkalling")
    work = {one.folder: one for one in found.total.work}
    assert (work["lister"].municipalities, work["4222-bykle"].slt, work["4205-lindesnes"].action_plans) == (
        3,
        "annen",
        1,
    )
    assert work["4202-grimstad"].bylaws_revised == date(2024, 6, 17)
    assert "halvårlig møte" in work["4218-iveland"].other_cooperation
    assert [(one.rule, one.until, one.findings) for one in found.total.waivers] == [("R408", date(2027, 6, 30), 1)]
    assert found.total.full_positions == 1.8
    assert {one.council: (one.adjustments_done, one.adjustments) for one in found.total.evaluations} == {
        "4202-grimstad": (0, 1), "4205-lindesnes": (1, 2), "4222-bykle": (0, 1), "lister": (0, 0),
    }  # fmt: skip
    assert found.total.meetings.by_year == {"2024": 12, "2025": 12, "2026": 11}


# --- one register at a time ------------------------------------------------------------------------------

REGISTER = """\
type: register
navn: Agder
politidistrikt: Agder
kommuner: ["4205"]
gjelder_fra: 2024-03-01
frister: {innkalling_dager: 7, referat_dager: 10}
"""
COUNCIL = """\
type: politiråd
navn: X
kommuner: ["4205"]
status: aktivt
opprettet: 2024-01-01
medlemmer:
  - {navn: Anne Berg, rolle: ordfører}
  - {navn: Per Li, rolle: kommunedirektør, vara: Eva Ness}
  - {navn: Ida Moe, rolle: tjenesteenhetsleder}
"""


MANY_YEARS = ("2001-12-31", "2002-01-01", "2026-05-10", "2027-01-01")


def _figures(year: int, today: date, council: str = "", **meetings: str) -> Figures:
    """The sum of a register with one council; each meeting's text under its day, as ``d0305``."""
    files = {"kps.yaml": REGISTER, "raad/x/politirad.yaml": COUNCIL + council}
    for name, text in meetings.items():
        day = f"{year}-{name[1:3]}-{name[3:5]}"
        files[f"raad/x/moter/{day}.yaml"] = f"type: møte\ndato: {day}\nstatus: avholdt\n{text}"
    return status([load(Texts(files))], year, last_day(year, today)).total


def test_meetings_are_counted_for_all_years_that_a_register_is_likely_to_keep() -> None:
    meetings = {f"raad/x/moter/{day}.yaml": f"type: møte\ndato: {day}\nstatus: avholdt\n" for day in MANY_YEARS}
    files = {"kps.yaml": REGISTER, "raad/x/politirad.yaml": COUNCIL.replace("2024-01-01", "2000-01-01"), **meetings}
    by_year = status([load(Texts(files))], 2026, TODAY).total.meetings.by_year
    assert by_year == {"2002": 1, "2026": 1}


def test_cooperation_agreements_in_force_are_counted_on_the_same_day_of_each_year() -> None:
    made = "type: avtale\navtaletype: {}\nkommuner: ['4205']\nstatus: {}\nfra: {}\n"
    files = {
        "kps.yaml": REGISTER,
        "avtaler/a.yaml": made.format("samarbeidsavtale", "avsluttet", "2022-11-23") + "til: 2024-11-22\n",
        "avtaler/b.yaml": made.format("samarbeidsavtale", "inngått", "2024-11-24"),
        "avtaler/c.yaml": made.format("samarbeidsavtale", "inngått", "1980-01-01") + "til: 2022-12-01\n",
        "avtaler/d.yaml": made.format("skoleavtale", "inngått", "2020-01-01"),
        "avtaler/e.yaml": made.format("samarbeidsavtale", "tilbudt", "2020-01-01"),
    }
    found = status([load(Texts(files))], 2026, TODAY)
    counted = found.total.agreements_by_year
    assert counted == {**dict.fromkeys(map(str, range(2002, 2022)), 1), "2022": 2, "2023": 1, "2025": 1, "2026": 1}
    assert found.municipalities[0].agreements_by_year == counted
    assert counted["2026"] == sum(one.status == "inngått" for one in found.total.cooperation_agreements)


def test_agendas_in_time_are_counted_year_by_year_since_they_are_judged() -> None:
    sent = {"2023-03-05": "2023-02-01", "2025-03-05": "2025-02-10", "2025-06-05": "2025-06-04", "2026-03-05": ""}
    files = {"kps.yaml": REGISTER, "raad/x/politirad.yaml": COUNCIL.replace("2024-01-01", "2010-01-01")}
    for day, was_sent in sent.items():
        text = f"type: møte\ndato: {day}\nstatus: avholdt\n"
        files[f"raad/x/moter/{day}.yaml"] = text + (f"innkalling: {{sendt: {was_sent}}}\n" if was_sent else "")
    found = status([load(Texts(files))], 2026, TODAY)
    assert (found.total.meetings.agendas_by_year, found.total.meetings.agendas_on_time_by_year) == (
        {"2025": 2, "2026": 1},
        {"2025": 1},
    )
    assert found.municipalities[0].meetings.agendas_by_year == found.total.meetings.agendas_by_year


@pytest.mark.parametrize(("today", "planned"), [("2026-05-01", 1), ("2026-05-10", 0), ("2026-05-11", 0)])
def test_a_meeting_that_was_held_later_was_still_to_come(today: str, planned: int) -> None:
    found = _figures(2026, date.fromisoformat(today), d0510="")
    assert (found.meetings.planned, found.meetings_held) == (planned, 1 - planned)
    assert "D012" not in found.findings_by_rule


def test_of_an_earlier_day_those_held_later_are_not_too_few() -> None:
    found = _figures(2026, date(2026, 10, 15), d1020="", d1110="")
    assert found.findings_by_rule["M401"] == 2  # of 2024 and 2025


@pytest.mark.parametrize(("day", "rules"), [("2026-06-30", {}), ("2026-11-23", {"M403": 1})])
def test_last_year_is_judged_as_a_run_of_that_day_would_have(day: str, rules: dict[str, int]) -> None:
    """What was held later that year, or this, was to come: no error, and not too few; nor was its agenda sent yet."""
    sent = {
        "2025-03-05": "2025-02-10",
        "2025-11-27": "2025-11-26",
        "2026-03-05": "2026-02-10",
        "2026-11-10": "2026-10-20",
    }
    found = _of_register({one: f"innkalling: {{sendt: {was}}}\n" for one, was in sent.items()}, day)
    for one in (found.total.previous, found.municipalities[0].previous):
        assert {code: one.findings_by_rule.get(code, 0) for code in ("M401", "M403", "D012")} == {
            "M401": 1, "M403": 0, "D012": 0, **rules,
        }  # fmt: skip


def test_too_few_last_year_is_told_of_last_year() -> None:
    found = _of_register({"2025-03-05": "", "2026-03-05": "", "2026-11-10": ""}, "2026-06-30")
    assert found.total.previous.findings_by_rule["M401"] == 2  # of 2024, and of 2025: one held, none to come
    assert found.total.findings_by_rule["M401"] == 2  # of 2024 and 2025


def _of_register(meetings: dict[str, str], day: str) -> Status:
    """The status of a register with one council, and these meetings held."""
    files = {"kps.yaml": REGISTER, "raad/x/politirad.yaml": COUNCIL} | {
        f"raad/x/moter/{one}.yaml": f"type: møte\ndato: {one}\nstatus: avholdt\n{text}"
        for one, text in meetings.items()
    }
    return status([load(Texts(files))], 2026, date.fromisoformat(day))


def _on_time(figures: Figures) -> tuple[tuple[int, int], tuple[int, int]]:
    return _share(figures.meetings.agendas_on_time), _share(figures.meetings.minutes_on_time)


PAPERS = {
    "in time to the day": ("innkalling: {sendt: 2026-05-03}\nreferat: {ferdig: 2026-05-20}\n", (1, 1), (1, 1)),
    "each a day late": ("innkalling: {sendt: 2026-05-04}\nreferat: {ferdig: 2026-05-21}\n", (0, 1), (0, 1)),
    "neither": ("", (0, 1), (0, 1)),
    "called at short notice": ("ekstraordinært: ja\nreferat: {ferdig: 2026-05-11}\n", (0, 0), (1, 1)),
}


@pytest.mark.parametrize("case", PAPERS)
def test_papers_in_time(case: str) -> None:
    text, agendas, minutes = PAPERS[case]
    assert _on_time(_figures(2026, TODAY, d0510=text)) == (agendas, minutes)


def test_minutes_count_once_they_are_due() -> None:
    assert _on_time(_figures(2026, date(2026, 5, 20), d0510=""))[1] == (0, 0)
    assert _on_time(_figures(2026, date(2026, 5, 21), d0510=""))[1] == (0, 1)
    # What was done after the day asked about was not done then.
    assert _on_time(_figures(2026, date(2026, 5, 15), d0510="referat: {ferdig: 2026-05-16}\n"))[1] == (0, 0)


def test_nothing_before_the_register_began_is_judged() -> None:
    found = _figures(2024, TODAY, d0229="", d0301="")
    assert (found.meetings_held, _on_time(found)) == (2, ((0, 1), (0, 1)))


def test_who_was_there() -> None:
    both = "referat: {ferdig: 2026-05-11}\ntil_stede: [Anne Berg, Eva Ness]\n"
    police = "referat: {ferdig: 2026-05-11}\ntil_stede: [{navn: Ole Aas, rolle: visepolitimester}]\n"
    meetings = _figures(2026, TODAY, d0510=both, d0511=police).meetings
    shares = (meetings.political, meetings.administrative, meetings.police, meetings.unit_head)
    # The deputy counts for the member; a visepolitimester leads the police, but no service unit.
    assert [_share(one) for one in shares] == [(1, 2), (1, 2), (1, 2), (0, 2)]


def test_cases_postponed_are_no_cases_dealt_with() -> None:
    items = """\
saker:
  - nr: 1/2026
    tittel: A
    sakstype: vedtak
    tema: [trygge skular, Nattravn]
    kunnskapsgrunnlag: [{kilde: politi, tittel: S}]
  - {nr: 2/2026, tittel: B, sakstype: vedtak, fast_sak: slt, kunnskapsgrunnlag: [{kilde: kommune, tittel: U}]}
  - {nr: 3/2026, tittel: C, sakstype: vedtak, utfall: utsatt}
  - {nr: 4/2026, tittel: D, prosess: tiltaksprosess}
"""
    cases = _figures(2026, TODAY, d0510=items).cases
    assert (cases.dealt_with, cases.postponed) == (3, 1)
    assert cases.by_topic == {"trygge skoler": 1, "annet": 1, "slt": 1, "uten": 1}
    assert cases.by_kind == {"vedtak": 2, "uten": 1}
    assert cases.by_process == {"uten": 2, "tiltaksprosess": 1}
    assert (cases.decisions, cases.basis_police, cases.basis_municipality, cases.basis_both) == (1, 1, 0, 0)


SET = """\
saker:
  - nr: 1/2026
    tittel: A
    prosess: tiltaksprosess
    tiltak:
      - {hva: En, ansvarlig: Anne Berg, frist: 2026-06-01, trinn: 2}
      - {hva: To, ansvarlig: Anne Berg, frist: 2026-06-01, prosess: prioriteringsprosess}
      - {hva: Tre, ansvarlig: Anne Berg, frist: 2026-06-01}
"""
TOLD = """\
oppfølging:
  - {tiltak: 2026-02-01/1.1, status: ferdig, dato: 2026-02-11}
  - {tiltak: 2026-02-01/1.2, status: pågår, frist: 2026-12-01}
  - {tiltak: 2026-02-01/1.3, status: bortfalt}
"""


def test_what_became_of_the_actions() -> None:
    found = _figures(2026, TODAY, d0201=SET, d0601=TOLD)
    assert found.actions == ActionFigures(
        opened=3,
        closed=2,
        closed_after_days=(10, 120),  # the day it happened; else the day of the meeting where it was told
        deferrals=1,
        by_step={"2": 1, "uten": 2},
        by_process={"tiltaksprosess": 2, "prioriteringsprosess": 1},
        open_ages={"181-365": 1},
        overdue=0,
        due_by_year={"2026": 1},  # neither what was given up nor what is not due yet
        in_time_by_year={"2026": 1},
    )
    assert (found.actions.median_days_to_close, found.actions_open) == (65.0, 1)
    before = _figures(2026, date(2026, 5, 31), d0201=SET, d0601=TOLD)
    assert (before.actions.closed, before.actions_open, before.actions.median_days_to_close) == (0, 3, None)


@pytest.mark.parametrize(
    ("day", "told", "in_time"),
    [
        ("2026-06-01", "", None),  # its deadline is today
        ("2026-06-02", "", 0),
        ("2026-07-02", "ferdig, dato: 2026-06-01", 1),
        ("2026-07-02", "ferdig, dato: 2026-06-02", 0),
        ("2026-07-02", "ferdig, frist: 2026-07-01", 1),  # the deadline as it was last set
        ("2026-07-02", "bortfalt", None),
    ],
)
def test_whether_an_action_was_done_in_time(day: str, told: str, in_time: int | None) -> None:
    follow_up = f"oppfølging: [{{tiltak: 2026-02-01/1.1, status: {told}}}]\n" if told else ""
    one = "saker: [{nr: 1/2026, tittel: A, tiltak: [{hva: En, frist: 2026-06-01}]}]\n"
    actions = _figures(2026, date.fromisoformat(day), d0201=one, d0630=follow_up).actions
    assert actions.due_by_year.get("2026") == (None if in_time is None else 1)
    assert actions.in_time_by_year.get("2026", 0) == (in_time or 0)


@pytest.mark.parametrize(("day", "age"), [("2026-05-02", "0-90"), ("2026-05-03", "91-180"), ("2026-08-01", "181-365")])
def test_the_age_of_what_is_open(day: str, age: str) -> None:
    found = _figures(2026, date.fromisoformat(day), d0201=SET)
    assert found.actions.open_ages == {age: 3}


def test_the_work_of_a_council_is_as_of_the_day() -> None:
    council = """\
plan: {tittel: P, fra: 2026-01-01, til: 2026-06-30}
politivedtekter: {revidert: 2026-09-01}
utvidelse: {vurdert: 2026-09-01, av: [kommune], konklusjon: Nei}
temafora: [{navn: F, fra: 2026-01-01, til: 2026-06-30}]
slt: {modell: ingen}
"""
    then, now = (_figures(2026, day, council).work[0] for day in (date(2026, 6, 30), TODAY))
    assert (then.plan, then.forums, then.bylaws, then.bylaws_revised, then.extension_assessed, then.slt) == (
        True, 1, "finnes", None, None, "ingen",
    )  # fmt: skip
    assert (now.plan, now.forums, now.bylaws_revised, now.extension_assessed) == (
        False, 0, date(2026, 9, 1), date(2026, 9, 1),
    )  # fmt: skip


# --- sums ------------------------------------------------------------------------------------------------


def test_a_sum_is_made_of_its_parts() -> None:
    one = Figures(meetings_held=1, contacts=("a",), findings={"error": 1}, meetings=MeetingFigures(planned=2))
    other = Figures(meetings_held=2, contacts=("b",), findings={"error": 2, "hint": 1})
    both = Figures.together([one, other])
    expected: dict[str, Any] = {"meetings_held": 3, "contacts": ("a", "b"), "findings": {"error": 3, "hint": 1}}
    assert {name: getattr(both, name) for name in expected} == expected
    assert both.meetings.planned == 2
    assert Figures.together([]) == Figures()
    assert Figures.together([one, Figures()]) == one


def test_the_middle_one_of_a_sum_is_not_the_middle_of_the_middle_ones() -> None:
    some = [ActionFigures(closed_after_days=days) for days in ((1, 2, 3), (100,))]
    assert ActionFigures.together(some).median_days_to_close == 2.5
