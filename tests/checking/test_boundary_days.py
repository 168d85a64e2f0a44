"""Days on the edge: each rule that counts days or months is silent on one day and tells on the next, leap years too."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from kps.checking.engine import check
from kps.checking.rule import rules
from kps.output.rule_cases import REGISTER
from kps.register.memory import Texts
from kps.register.reading import load

FOLDER = "politirad/4205-lindesnes"
COUNCIL = f"{FOLDER}/politirad.yaml"
AGREEMENT = f"{FOLDER}/avtale-2023.yaml"
EVALUATION = f"{FOLDER}/evaluering-2025.yaml"
CONTACT = "politikontakter/kari-hansen.yaml"

HEAD = 'type: politiråd\nnavn: Politirådet i Lindesnes\nkommuner: ["4205"]\nstatus: aktivt\n'
BASE = HEAD + "opprettet: 2020-01-01\n"
MADE = 'type: avtale\navtaletype: samarbeidsavtale\nkommuner: ["4205"]\nstatus: inngått\n'
IN_ROLE = 'type: politikontakt\nnavn: Kari Hansen\nkommuner: ["4205"]\n'
EVALUATED = "type: evaluering\ngjelder: politirådet\når: 2025\nmetode: annet\n"


def held(day: str, more: str = "", items: str = "") -> dict[str, str]:
    """A meeting that was held on a day."""
    return {f"{FOLDER}/moter/{day}.yaml": f"type: møte\ndato: {day}\nstatus: avholdt\n{more}{items}"}


def case(more: str) -> str:
    """One item of a meeting."""
    return f"saker:\n  - nr: 1/2024\n    tittel: Skoler\n{more}"


def codes(files: dict[str, str], day: date, code: str) -> int:
    """How often the rule tells something on the day."""
    register = load(Texts({"kps.yaml": REGISTER, **files}))
    return sum(one.code == code for one in check([register], day, [rules()[code]]))


LEGAL = case("    fast_sak: juridiske_rammer\n")
SLT = "slt: {modell: slt, koordinator: Siv Aas}\n"

# The rule, the first day it tells something, the register: the day before it is silent.
BEGINS: list[tuple[str, str, dict[str, str]]] = [
    # an offer for more than 180 days; 29 February among them
    ("A302", "2024-07-01", {AGREEMENT: MADE.replace("inngått", "tilbudt") + "tilbudt: 2024-01-02\n"}),
    # a month that has no such day ends on its last
    ("A304", "2025-03-01", {AGREEMENT: MADE + "fra: 2024-02-29\nrevisjon: {måneder: 12, ansvarlig: A}\n"}),
    ("A304", "2024-03-01", {AGREEMENT: MADE + "fra: 2023-08-31\nrevisjon: {måneder: 6, ansvarlig: A}\n"}),
    ("A305", "2026-10-02", {AGREEMENT: MADE + "fra: 2026-01-01\nrevisjon: {neste: 2026-12-31, ansvarlig: A}\n"}),
    # the last day counts
    ("A313", "2024-03-01", {AGREEMENT: MADE + "fra: 2022-01-01\ntil: 2024-02-29\n"}),
    ("R401", "2027-01-01", {COUNCIL: BASE.replace("aktivt", "nedlagt") + "nedlagt: 2026-12-31\n"}),
    ("R402", "2025-01-01", {COUNCIL: BASE + "medlemmer: [{navn: A, rolle: ordfører, til: 2024-12-31}]\n"}),
    ("R406", "2028-01-01", {COUNCIL: BASE + "plan: {tittel: P, fra: 2024-01-01, til: 2027-12-31}\n"}),
    ("R407", "2025-03-01", {COUNCIL: BASE, AGREEMENT: MADE + "fra: 2024-02-29\nsatsingsområder: [{navn: Skoler}]\n"}),
    ("R408", "2028-03-01", {COUNCIL: BASE + "politivedtekter: {revidert: 2024-02-29}\n"}),
    ("R410", "2026-03-01", {COUNCIL: BASE + "utvidelse: {vurdert: 2024-02-29, av: [kommune, politi]}\n"}),
    ("R410", "2025-03-01", {COUNCIL: BASE, **held("2024-02-29", "til_stede: [{navn: T, rolle: næringsliv}]\n")}),
    ("R411", "2025-03-01", {COUNCIL: BASE + "temafora: [{navn: F, leder: A, rapportert: 2024-02-29}]\n"}),
    ("R413", "2028-03-01", {COUNCIL: BASE, **held("2024-02-29", items=LEGAL)}),
    ("R413", "2025-03-01", {COUNCIL: HEAD + "opprettet: 2024-02-29\n"}),
    (
        "R413",
        "2026-03-16",
        {
            COUNCIL: BASE + "medlemmer: [{navn: A, rolle: ordfører, fra: 2025-03-15}]\n",
            **held("2025-03-14", items=LEGAL),
        },
    ),
    ("R418", "2023-11-01", {COUNCIL: BASE + "medlemmer: [{navn: A, rolle: ordfører, fra: 2023-08-31}]\n"}),
    ("R419", "2025-03-01", {COUNCIL: BASE + SLT, **held("2024-02-29", items=case("    tema: slt\n"))}),
    (
        "M403",
        "2026-03-03",
        {COUNCIL: BASE, f"{FOLDER}/moter/m.yaml": "type: møte\ndato: 2026-03-12\nstatus: planlagt\n"},
    ),
    ("M405", "2024-03-15", {COUNCIL: BASE, **held("2024-02-29")}),
    ("M415", "2024-03-15", {COUNCIL: BASE, **held("2024-02-29", items=case("    sakstype: vedtak\n"))}),
    (
        "M412",
        "2024-03-01",
        {COUNCIL: BASE, **held("2024-01-15", items=case("    tiltak: [{hva: T, frist: 2024-02-29}]\n"))},
    ),
    # a past year is past on 1 January
    ("M416", "2025-01-01", {COUNCIL: BASE, **held("2024-12-31")}),
    ("M420", "2025-01-01", {COUNCIL: HEAD + "opprettet: 2024-01-01\nslt: {modell: slt, styrende: politirådet}\n"}),
    ("K501", "2024-03-01", {CONTACT: IN_ROLE + "tiltrådt: 2020-01-01\nfratrådt: 2024-02-29\n"}),
    ("K505", "2024-03-02", {CONTACT: IN_ROLE + "tiltrådt: 2024-02-01\n"}),
    ("E705", "2024-03-01", {COUNCIL: BASE, EVALUATION: EVALUATED + "gjennomført: 2023-08-31\n"}),
    ("E706", "2027-03-01", {COUNCIL: BASE + "temafora: [{navn: F, fra: 2024-02-29}]\n"}),
    ("E707", "2024-02-29", {COUNCIL: BASE, EVALUATION: EVALUATED + "gjennomført: 2024-02-29\n"}),
]

# The rule, the last day it tells something, the register: the day after it is silent.
ENDS: list[tuple[str, str, dict[str, str]]] = [
    ("R402", "2024-02-28", {COUNCIL: BASE + "medlemmer: [{navn: A, rolle: ordfører, fra: 2024-02-29}]\n"}),
    ("R401", "2024-12-31", {COUNCIL: HEAD + "opprettet: 2025-01-01\n"}),
    ("K501", "2025-01-31", {CONTACT: IN_ROLE + "tiltrådt: 2025-02-01\n"}),
    ("A305", "2026-12-31", {AGREEMENT: MADE + "fra: 2026-01-01\nrevisjon: {neste: 2026-12-31, ansvarlig: A}\n"}),
    # what is judged while the council works, is not the day after its last
    ("R409", "2026-12-31", {COUNCIL: BASE + "nedlagt: 2026-12-31\n"}),
    ("M413", "2026-12-31", {COUNCIL: BASE + "nedlagt: 2026-12-31\n", **held("2026-03-12")}),
    # a step 4 is asked about for twelve months, and so is a process in minutes that nobody approved
    (
        "M417",
        "2025-02-28",
        {
            COUNCIL: BASE,
            **held(
                "2024-02-29",
                items=case("    vedtak: V\n    tiltak: [{hva: T, ansvarlig: politiet, trinn: 4, ressurser: R}]\n"),
            ),
        },
    ),
    (
        "M422",
        "2025-02-28",
        {COUNCIL: BASE, **held("2024-02-29", items=case("    meldt_av: kommune\n    prosess: tiltaksprosess\n"))},
    ),
]


@pytest.mark.parametrize(("code", "first", "files"), BEGINS, ids=lambda one: one if isinstance(one, str) else "")
def test_it_begins_on_just_that_day(code: str, first: str, files: dict[str, str]) -> None:
    day = date.fromisoformat(first)
    assert codes(files, day - timedelta(days=1), code) == 0
    assert codes(files, day, code) == 1


@pytest.mark.parametrize(("code", "last", "files"), ENDS, ids=lambda one: one if isinstance(one, str) else "")
def test_it_ends_with_just_that_day(code: str, last: str, files: dict[str, str]) -> None:
    day = date.fromisoformat(last)
    assert codes(files, day, code) == 1
    assert codes(files, day + timedelta(days=1), code) == 0


@pytest.mark.parametrize(("goal", "found"), [("2025-02-28", 1), ("2025-03-01", 0)])
def test_a_goal_reaches_further_than_a_year_the_day_after_it(goal: str, found: int) -> None:
    files = {AGREEMENT: MADE + f"fra: 2024-02-29\nmål: [{{tekst: Færre, til: {goal}}}]\n"}
    assert codes(files, date(2024, 6, 1), "A307") == found


@pytest.mark.parametrize(("training", "found"), [("2026-02-28", 0), ("2026-03-01", 1), ("2025-08-30", 1)])
def test_training_within_six_months_whatever_the_month_s_length(training: str, found: int) -> None:
    files = {CONTACT: IN_ROLE + f"tiltrådt: 2025-08-31\nopplæring: [{{dato: {training}}}]\n"}
    assert codes(files, date(2026, 6, 1), "K506") == found


@pytest.mark.parametrize(
    ("founded", "closed", "owed"),
    [
        ("2024-01-01", "2024-12-31", 2),
        ("2024-01-02", "2024-12-31", 1),  # eleven whole months
        ("2024-07-01", "2024-12-31", 1),
        ("2024-07-02", "2024-12-31", 0),
        ("2024-01-01", "2024-12-30", 1),
        ("2024-01-01", "2024-06-30", 1),
        ("2024-01-01", "2024-06-29", 0),
        ("2024-02-01", "2024-07-31", 1),  # February of a leap year is a whole month on its 29th
    ],
)
def test_meetings_owed_by_whole_calendar_months(founded: str, closed: str, owed: int) -> None:
    council = HEAD.replace("aktivt", "nedlagt") + f"opprettet: {founded}\nnedlagt: {closed}\n"
    register = load(Texts({"kps.yaml": REGISTER, COUNCIL: council}))
    found = check([register], date.fromisoformat(closed), [rules()["M401"]])
    assert [one.message.values["n"] for one in found] == ([owed] if owed else [])


@pytest.mark.parametrize(
    ("day", "found"), [("2023-12-31", 0), ("2024-01-01", 1)], ids=["before gjelder_fra", "on gjelder_fra"]
)
@pytest.mark.parametrize("code", ["R402", "A303", "K510", "M405", "S601", "E702", "A301"])
def test_before_gjelder_fra_nothing_is_asked(code: str, day: str, found: int) -> None:
    files = {
        "kps.yaml": REGISTER.replace('["4205"]', '["4205", "4206"]').replace("2020-01-01", "2024-01-01"),
        COUNCIL: BASE + "slt: {modell: slt}\n",
        AGREEMENT: MADE + "fra: 2020-01-01\n",
        CONTACT: IN_ROLE + "tiltrådt: 2020-01-01\n",
        EVALUATION: EVALUATED + f"gjennomført: {day}\n",
        **held(day),
    }
    on = date.fromisoformat(day) + timedelta(days=0 if code != "M405" else 40 * found)
    assert codes(files, on, code) == found


@pytest.mark.parametrize(("born", "code", "found"), [("2023-12-31", "M409", 0), ("2024-01-01", "M409", 1)])
def test_an_action_is_judged_by_the_day_it_was_born(born: str, code: str, found: int) -> None:
    files = {
        "kps.yaml": REGISTER.replace("2020-01-01", "2024-01-01"),
        COUNCIL: BASE,
        **held(born, items=case("    tiltak: [{hva: T}]\n")),
    }
    assert codes(files, date(2024, 6, 1), code) == found
