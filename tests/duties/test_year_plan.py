"""What a council means to take up, and what it owes of preparedness and of others' evaluations, each on its day."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest

from kps.checking.engine import check
from kps.cli.app import run
from kps.duties.duty import DutyKind
from kps.duties.owed import of
from kps.language import in_language
from kps.register.memory import Texts
from kps.register.on_day import OnDay
from kps.register.reading import load
from kps.report.duty_names import called
from kps.report.next_steps import next_steps

FOLDER = "politirad/4205-lindesnes"
DAY = date(2026, 5, 10)
KPS = 'type: register\nnavn: R\npolitidistrikt: Agder\nkommuner: ["4205"]\ngjelder_fra: 2020-01-01\n'
COUNCIL = 'type: politiråd\nnavn: Rådet\nkommuner: ["4205"]\nstatus: aktivt\nopprettet: 2021-03-01\n'
YEAR = "årshjul: [{måned: [mars, september], tema: trygge skoler}]\n"


def told(
    kind: DutyKind, council: str = "", files: Mapping[str, str] = {}, day: date = DAY
) -> list[tuple[str, str, bool]]:
    """The duties of the kind: what they are called, their day, and whether they are done."""
    own = {f"{FOLDER}/{name.replace('__', '/')}.yaml": text for name, text in files.items()}
    known = load(Texts({"kps.yaml": KPS, f"{FOLDER}/politirad.yaml": COUNCIL + council, **own}))
    assert "X999" not in {one.code for one in check([known], day)}
    owed = (one for one in of(OnDay.of(known, day)) if one.kind == kind)
    return [(in_language(called(one), "en"), str(one.due), one.met is not None) for one in owed]


def meeting(day: str, items: str, status: str = "avholdt", rest: str = "") -> dict[str, str]:
    return {f"moter__{day}": f"type: møte\ndato: {day}\nstatus: {status}\nsaker: [{items}]\n{rest}"}


def months(**files: str) -> dict[str, bool]:
    found = told("year_topic", YEAR, files)
    assert {name for name, _, _ in found} == {"the council's year: safe schools is on an agenda"}
    return {due: done for _, due, done in found}


def test_the_year_and_the_next_by_the_ends_of_the_months() -> None:
    assert months() == {"2026-03-31": False, "2026-09-30": False, "2027-03-31": False, "2027-09-30": False}


@pytest.mark.parametrize(
    ("item", "status", "done"),
    [
        ("{nr: 1/2026, tittel: S, tema: Trygge skoler}", "avholdt", 1),
        ("{nr: 1/2026, tittel: S, tema: Trygge skoler}", "planlagt", 1),
        ("{nr: 1/2026, tittel: S, tema: Trygge skoler}", "avlyst", 0),
        ("{nr: 1/2026, tittel: S, tema: Trygge skoler, utfall: utsatt}", "avholdt", 0),
        ("{nr: 1/2026, tittel: S, tema: trafikksikkerhet}", "avholdt", 0),
        ("{nr: 1/2026, tittel: S, tema: Trygge skoler}, {nr: 2/2026, tittel: T, tema: Trygge skoler}", "avholdt", 1),
    ],
)
def test_a_meeting_ticks_off_the_first_month_that_is_left(item: str, status: str, done: int) -> None:
    assert list(months(**meeting("2026-04-16", item, status)).values()) == [done > 0, False, False, False]


def test_two_meetings_tick_off_two_months() -> None:
    first = meeting("2026-04-16", "{nr: 1/2026, tittel: S, tema: Trygge skoler}")
    second = meeting("2026-06-11", "{nr: 2/2026, tittel: S, tema: Trygge skoler}", "planlagt")
    assert list(months(**first, **second).values()) == [True, True, False, False]


def test_slt_is_ticked_off_by_its_standing_item() -> None:
    held = meeting("2026-04-16", "{nr: 1/2026, tittel: S, fast_sak: slt}")
    assert told("year_topic", "årshjul: {måned: 4, tema: slt}\n", held)[0][2]


@pytest.mark.parametrize(
    ("files", "due"),
    [
        ({}, "2026-05-10"),
        (meeting("2026-06-11", "", "planlagt"), "2026-06-11"),
        (meeting("2026-04-16", "", rest="neste_møte: 2026-06-04\n"), "2026-06-04"),
        (meeting("2026-04-16", "", rest="neste_møte: 2026-05-01\n"), "2026-05-10"),
    ],
)
def test_what_waits_waits_for_the_next_meeting(files: dict[str, str], due: str) -> None:
    bank = (
        "saksbank: [{tittel: Uro}, {tittel: Senere, dato: 2026-05-11}, {tittel: FUGL, unntatt_offentlighet: ja},"
        " {tittel: FUGL, unntatt_offentlighet: {offentlig_tittel: Fra politiet}}]\n"
    )
    assert told("waiting_item", bank, files) == [
        ("waits for a meeting: Uro", due, False),
        ("waits for a meeting: an exempt item", due, False),
        ("waits for a meeting: Fra politiet", due, False),
    ]


def test_preparedness_comes_back() -> None:
    stated = (
        "beredskap: {beredskapsråd: {sist: 2025-10-02}, ros: {vedtatt: 2022-06-20},"
        " øvelser: [{dato: 2025-04-09, hva: PLIVO}, {dato: 2026-10-01, hva: Øvelse Nord}]}\n"
    )
    assert told("preparedness_council", stated) == [("the preparedness council meets", "2026-10-02", False)]
    assert told("risk_analysis", stated) == [("the risk and vulnerability analysis is renewed", "2026-06-20", False)]
    assert told("exercise", stated) == [("exercise: Øvelse Nord", "2026-10-01", False)]
    assert told("exercise", stated, day=date(2026, 10, 2)) == [("preparedness is exercised", "2028-10-01", False)]
    assert told("exercise", "beredskap: {dekkes_av: politirådet}\n") == []


SCHOOL = (
    'type: avtale\navtaletype: skoleavtale\nkommuner: ["4205"]\nskole: Mandal vgs.\nstatus: inngått\n'
    "fra: 2024-08-01\nrevisjon: {måneder: 24}\nevaluering: {måneder: 12}\n"
)


def test_a_school_agreement_is_revised_and_evaluated() -> None:
    assert told("revision", files={"avtale": SCHOOL}) == [("the agreement is revised", "2026-08-01", False)]
    name = "the cooperation with Mandal vgs. is evaluated"
    assert (name, "2025-08-01", False) in told("evaluation", files={"avtale": SCHOOL})
    made = "type: evaluering\ngjelder: Mandal vgs.\når: 2025\ngjennomført: 2025-09-01\nmetode: gll\n"
    assert (name, "2026-09-01", False) in told("evaluation", files={"avtale": SCHOOL, "evaluering": made})


def test_a_forum_is_evaluated() -> None:
    forum = "temafora: [{navn: Uteliv, fra: 2023-06-01}]\n"
    assert told("forum_evaluation", forum) == [("the forum “Uteliv” is evaluated", "2026-06-01", False)]
    made = "type: evaluering\ngjelder: Uteliv\når: 2025\ngjennomført: 2025-09-01\nmetode: gll\n"
    assert told("forum_evaluation", forum, {"evaluering": made})[0][2]


BIRDS = (
    "saksbank: [{tittel: FUGL, meldt_av: politi, unntatt_offentlighet: {hjemmel: offl. § 24, begrunnelse: FUGL,"
    " offentlig_tittel: Fra politiet}}, {tittel: FUGL, unntatt_offentlighet: }]\n"
)
ORDER = (
    "type: kunnskapsgrunnlag\ntittel: FUGL\nkilde: politi\nbestilt: {dato: 2026-01-15, frist: 2026-06-01}\n"
    "unntatt_offentlighet: {hjemmel: offl. § 24, offentlig_tittel: Bilde fra politiet}\nfunn: FUGL\n"
)
PLANNED = "type: møte\ndato: 2026-06-11\nstatus: planlagt\n"


@pytest.mark.parametrize("planned", [True, False])
@pytest.mark.parametrize(
    "command",
    [
        *(("calendar", "--format", one) for one in ("text", "md", "json", "ics")),
        ("status", "--all"),
        ("status", "--format", "json"),
    ],
)
def test_of_what_is_exempt_no_list_shows_more_than_its_public_title(
    command: tuple[str, ...],
    planned: bool,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    files = {"kps.yaml": KPS, f"{FOLDER}/politirad.yaml": COUNCIL + BIRDS, f"{FOLDER}/grunnlag/bilde.yaml": ORDER}
    if planned:
        files[f"{FOLDER}/moter/2026-06-11.yaml"] = PLANNED
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert run([*command, "--as-of", str(DAY)]) == 0
    out = capsys.readouterr().out.replace("\n ", "")
    assert "FUGL" not in out
    assert "Fra politiet" in out
    assert "Bilde fra politiet" in out


def test_a_topic_is_put_on_a_meeting_of_its_own_year() -> None:
    files = {"kps.yaml": KPS, f"{FOLDER}/politirad.yaml": COUNCIL + YEAR, f"{FOLDER}/moter/2026-06-11.yaml": PLANNED}
    found = [one for one in next_steps(load(Texts(files)), DAY) if one.kind == "year_topic"]
    assert [(str(one.day), one.line, one.command) for one in found] == [
        ("2026-03-31", "saker: tema: trygge skoler", ""),
        ("2026-09-30", "saker: tema: trygge skoler", ""),
        ("2027-03-31", "", "kps new-meeting 4205-lindesnes"),
    ]
