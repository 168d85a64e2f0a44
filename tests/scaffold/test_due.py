"""What has come due for a council by a day, and what just has not."""

from __future__ import annotations

from datetime import date

import pytest
from small import FOLDER, QUIET, meeting, register, texts

from kps.register.index import Register
from kps.scaffold.due import due

DAY = date(2026, 6, 11)
AGREEMENT = "type: avtale\navtaletype: samarbeidsavtale\nkommuner: ['4205']\nstatus: inngått\nfra: 2024-06-01\n"
LEGAL = "{nr: 1/2025, tittel: J, fast_sak: juridiske_rammer}"


def settled(council: str = QUIET, agreement: str = "", *meetings: tuple[str, str], **files: str) -> Register:
    """A register in which nothing is due but what a test adds."""
    files.setdefault("evaluering-2025", evaluation("2025-11-20", "behandlet: 2026-01-15"))
    if agreement:
        files["avtale-2024"] = AGREEMENT + agreement
    held = [meeting("2026-01-15", LEGAL), *meetings]
    return register({**texts(council=council, **files), **dict(held)})


def evaluation(day: str, rest: str = "") -> str:
    return f"type: evaluering\ngjelder: politirådet\når: {day[:4]}\ngjennomført: {day}\nmetode: gll\n{rest}\n"


def kinds(of: Register, day: date = DAY) -> list[str]:
    return [one.kind for one in due(of, of.councils[0], day)]


def whys(of: Register, day: date = DAY) -> list[str]:
    return [f"{one.why.text('en')} ({one.section})" for one in due(of, of.councils[0], day)]


def test_nothing_is_due_where_all_is_in_order() -> None:
    assert kinds(settled()) == []


@pytest.mark.parametrize(
    ("revision", "expected"),
    [
        ("måneder: 24", ["The agreement was to be revised by 1 June 2026. (3)"]),
        ("måneder: 27", ["The agreement is to be revised by 1 September 2026. (3)"]),
        ("neste: 2026-09-09", ["The agreement is to be revised by 9 September 2026. (3)"]),
        ("neste: 2026-09-10", []),
        ("måneder: 24, sist: 2026-01-15", []),
        ("ansvarlig: Siv Aas", []),
    ],
)
def test_the_revision_is_due_within_the_notice(revision: str, expected: list[str]) -> None:
    assert whys(settled(QUIET, f"revisjon: {{{revision}}}\n")) == expected


def test_an_agreement_that_runs_out_is_taken_up() -> None:
    agreement = "til: 2026-08-31\nrevisjon: {neste: 2027-01-01}\n"
    assert whys(settled(QUIET, agreement)) == ["The agreement's last day is 31 August 2026: shall it go on? (3)"]


@pytest.mark.parametrize(
    ("months", "last", "expected"),
    [
        (12, "2025-06-11", True),
        (12, "2025-09-09", True),
        (12, "2025-09-10", False),
        (24, "2024-06-12", True),
        (24, "2025-06-11", False),
    ],
)
def test_the_evaluation_is_due_by_the_agreed_interval(months: int, last: str, expected: bool) -> None:
    agreement = f"evaluering: {{måneder: {months}}}\n"
    of = settled(QUIET, agreement, **{"evaluering-2025": evaluation(last, "behandlet: 2026-01-15")})
    assert ("evaluering" in kinds(of)) is expected


def test_without_an_interval_two_years_are_meant() -> None:
    of = register({**texts(), **dict([meeting("2026-01-15", LEGAL)])})
    assert whys(of) == ["The cooperation is to be evaluated every other year, the first time by 1 March 2023. (7)"]


@pytest.mark.parametrize(
    ("months", "nb", "nn"),
    [
        (1, "hver måned", "kvar månad"),
        (12, "hvert år", "kvart år"),
        (18, "hver 18. måned", "kvar 18. månad"),
        (24, "hvert annet år", "annakvart år"),
        (36, "hvert tredje år", "tredjekvart år"),
        (48, "hvert fjerde år", "fjerdekvart år"),
        (60, "hvert femte år", "femtekvart år"),
    ],
)
def test_an_agenda_says_how_often_and_when_as_people_say_it(months: int, nb: str, nn: str) -> None:
    agreement = AGREEMENT.replace("2024", "2018") + f"evaluering: {{måneder: {months}}}\n"
    of = settled(**{"avtale-2018": agreement, "evaluering-2025": evaluation("2020-05-02", "behandlet: 2026-01-15")})
    (why,) = (one.why for one in due(of, of.councils[0], DAY) if one.kind == "evaluering")
    assert why.text("nb").startswith(f"Samarbeidet evalueres {nb}: sist 2. mai 2020, neste gang innen ")
    assert why.text("nn").startswith(f"Samarbeidet blir evaluert {nn}: sist 2. mai 2020, neste gong innan ")


@pytest.mark.parametrize(
    ("taken_up", "expected"),
    [("", True), ("behandlet: 2026-01-15", False), ("behandlet: 2026-02-01", True)],
)
def test_an_evaluation_is_taken_up_once(taken_up: str, expected: bool) -> None:
    files = {"evaluering-2025": evaluation("2025-11-20", taken_up)}
    of = settled(QUIET, "", meeting("2026-02-01", status="avlyst"), **files)
    assert ("evaluering" in kinds(of)) is expected


@pytest.mark.parametrize(
    ("forum", "expected"),
    [
        ("fra: 2024-05-01", ["“F” has not reported to the council yet. (4.3)"]),
        ("fra: 2025-06-11", []),
        ("fra: 2024-05-01, rapportert: [2025-06-10]", ["“F” last reported to the council on 10 June 2025. (4.3)"]),
        ("fra: 2024-05-01, rapportert: [2025-06-11]", []),
        ("fra: 2024-05-01, rapportert: [2026-06-12]", ["“F” has not reported to the council yet. (4.3)"]),
        ("fra: 2024-05-01, til: 2026-06-10", []),
        ("fra: 2026-06-12", []),
    ],
)
def test_a_forum_reports_every_year(forum: str, expected: list[str]) -> None:
    assert whys(settled(f"{QUIET}temafora: [{{navn: F, {forum}}}]\n")) == expected


@pytest.mark.parametrize(
    ("joined", "held", "expected"),
    [
        ("2023-10-12", "2026-01-15", False),
        ("2026-01-16", "2026-01-15", True),
        ("2026-06-12", "2026-01-15", False),
        ("2021-03-01", "2022-06-10", True),
        ("2021-03-01", "2022-06-11", False),
    ],
)
def test_the_legal_frame_is_gone_through_anew(joined: str, held: str, expected: bool) -> None:
    council = f"{QUIET}medlemmer: [{{navn: A, rolle: ordfører, fra: {joined}}}]\n"
    evaluated = {"evaluering-2025": evaluation("2025-11-20", "behandlet: " + held)}
    of = register({**texts(council=council, **evaluated), **dict([meeting(held, LEGAL)])})
    assert ("juridiske_rammer" in kinds(of)) is expected


FOCUS = "satsingsområder: [{navn: Trygge skoler}, {navn: Rus, tema: rus og psykiatri}]\n"


@pytest.mark.parametrize(
    ("item", "status", "expected"),
    [
        ("{nr: 2/2026, tittel: S, tema: trygge skoler}", "avholdt", ["Rus"]),
        ("{nr: 2/2026, tittel: S, tema: [trygge skular, rus og psykiatri]}", "avholdt", []),
        ("{nr: 2/2026, tittel: S, tema: trygge skoler}", "planlagt", ["Rus"]),
        ("{nr: 2/2026, tittel: S, tema: trygge skoler}", "avlyst", ["Trygge skoler", "Rus"]),
        ("{nr: 2/2026, tittel: S, tema: trygge skoler, utfall: utsatt}", "avholdt", ["Trygge skoler", "Rus"]),
    ],
)
def test_a_focus_area_is_on_an_agenda_every_year(item: str, status: str, expected: list[str]) -> None:
    of = settled(QUIET, FOCUS, meeting("2026-03-12", item, status))
    found = due(of, of.councils[0], DAY)
    assert [one.subject for one in found if one.kind == "satsingsområde"] == expected


def test_last_years_agenda_is_no_longer_enough() -> None:
    item = "{nr: 2/2025, tittel: S, tema: [trygge skoler, rus og psykiatri]}"
    of = settled(QUIET, FOCUS, meeting("2025-12-30", item))
    assert kinds(of) == ["satsingsområde", "satsingsområde"]


PART = "{} is part of the council's work, and has been on no agenda in 2026. (4.1.1)"


@pytest.mark.parametrize(
    ("slt", "expected"),
    [
        ("{modell: slt, koordinator: A}", [PART.format("SLT")]),
        ("{modell: slt, styrende: politirådet}", ["The council steers SLT, which has been on no agenda in 2026. (6)"]),
        ("{modell: annen, navn: SaLTo}", [PART.format("SaLTo")]),
        ("{modell: ingen}", []),
    ],
)
def test_slt_is_on_an_agenda_every_year(slt: str, expected: list[str]) -> None:
    assert whys(settled(f"{QUIET}slt: {slt}\n")) == expected
    item = meeting("2026-03-12", "{nr: 2/2026, tittel: S, fast_sak: slt}")
    assert whys(settled(f"{QUIET}slt: {slt}\n", "", item)) == []


@pytest.mark.parametrize(
    ("bylaws", "expected"),
    [
        ("", ["It is not known when the police bylaws were revised. (4)"]),
        ("politivedtekter: {revidert: 2022-06-10}\n", ["The police bylaws were last revised on 10 June 2022. (4)"]),
        ("politivedtekter: {revidert: 2022-06-11}\n", []),
        ("politivedtekter: {finnes: nei}\n", []),
    ],
)
def test_the_police_bylaws_are_looked_at(bylaws: str, expected: list[str]) -> None:
    assert whys(settled(bylaws)) == expected


def test_the_bylaws_come_once_a_year() -> None:
    item = meeting("2026-03-12", "{nr: 2/2026, tittel: Politivedtektene}")
    assert kinds(settled("", "", item)) == []


def test_all_in_the_order_of_an_agenda() -> None:
    council = "temafora: [{navn: F, fra: 2024-05-01}]\nslt: {modell: slt}\n"
    files = {"avtale-2024": AGREEMENT + FOCUS + "revisjon: {måneder: 24}\nevaluering: {måneder: 12}\n"}
    of = register(texts(council=council, **files))
    assert kinds(of) == [
        "revisjon",
        "evaluering",
        "temafora",
        "juridiske_rammer",
        "satsingsområde",
        "satsingsområde",
        "slt",
        "politivedtekter",
    ]


def test_a_regional_council_is_told_which_municipality() -> None:
    files = texts()
    record = files[f"{FOLDER}/politirad.yaml"].replace("['4205']", "['4205', '4206']")
    of = register(
        {
            **files,
            f"{FOLDER}/politirad.yaml": record,
            "politirad/x/avtale-2024.yaml": AGREEMENT + "revisjon: {måneder: 24}\n",
        }
    )
    assert [one.subject for one in due(of, of.councils[0], DAY) if one.kind == "revisjon"] == ["Lindesnes"]
