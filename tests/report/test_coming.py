"""The year's wheel: each thing on its day, done ones gone, and nothing of what is closed."""

from __future__ import annotations

from datetime import date, timedelta

from kps.register.memory import Texts
from kps.register.reading import load
from kps.report.year_calendar import Coming, coming

FOLDER = "politirad/4205-lindesnes"
KPS = "type: register\nnavn: R\npolitidistrikt: Agder\nkommuner: alle\ngjelder_fra: 2024-01-01\n"
COUNCIL = """\
type: politiråd
navn: Rådet
kommuner: ["4205"]
status: aktivt
opprettet: 2021-03-01
plan: {tittel: Planen, fra: 2024-01-01, til: 2026-12-31}
handlingsplaner: [{tittel: Gammel, til: 2025-12-31}]
"""
AGREEMENT = """\
type: avtale
avtaletype: samarbeidsavtale
kommuner: ["4205"]
status: inngått
fra: 2024-09-01
til: 2028-08-31
revisjon: {måneder: 24, ansvarlig: Siv}
evaluering: {måneder: 12}
"""
CONTACT = """\
type: politikontakt
navn: Kari Hansen
kommuner: ["4205"]
tiltrådt: 2025-02-01
godkjenning_pod: {dato: 2025-01-20, antall: 4, til: 2026-10-01}
"""
PLANNED = "type: møte\ndato: 2026-06-11\nstatus: planlagt\n"
HELD = "type: møte\ndato: 2026-03-12\nstatus: avholdt\n"
EVALUATION = "type: evaluering\ngjelder: politirådet\når: 2025\ngjennomført: 2025-11-20\nmetode: annet\n"
DAY = date(2026, 5, 1)


def dated(day: date = DAY, days: int = 3650, **changed: str) -> list[tuple[str, str]]:
    files = {
        "kps.yaml": KPS,
        f"{FOLDER}/politirad.yaml": changed.get("council", COUNCIL),
        f"{FOLDER}/avtale-2024.yaml": AGREEMENT,
        f"{FOLDER}/moter/2026-03-12.yaml": changed.get("held", HELD),
        f"{FOLDER}/moter/2026-06-11.yaml": changed.get("planned", PLANNED),
        f"{FOLDER}/evaluering-2025.yaml": EVALUATION,
        "politikontakter/kari.yaml": CONTACT,
    }
    return [told(one) for one in coming(load(Texts(files)), day, day + timedelta(days=days))]


def told(one: Coming) -> tuple[str, str]:
    return str(one.day), one.key


def test_everything_on_its_day() -> None:
    assert dated() == [
        ("2026-03-26", "referat"),
        ("2026-06-01", "innkalling"),
        ("2026-06-11", "møte"),
        ("2026-09-01", "revisjon"),
        ("2026-10-01", "godkjenning_pod"),
        ("2026-11-20", "evaluering"),
        ("2026-12-31", "plan-0"),
        ("2028-08-31", "til"),
    ]


def test_no_further_than_asked() -> None:
    assert dated(days=31) == [("2026-03-26", "referat"), ("2026-06-01", "innkalling")]


def test_what_is_done_is_gone() -> None:
    keys = [key for _, key in dated(held=f"{HELD}referat: {{ferdig: 2026-03-18}}\n")]
    assert "referat" not in keys
    assert "innkalling" not in [key for _, key in dated(planned=f"{PLANNED}innkalling: {{sendt: 2026-05-01}}\n")]


def test_a_cancelled_meeting_is_gone() -> None:
    assert "møte" not in [key for _, key in dated(planned=PLANNED.replace("planlagt", "avlyst"))]


def test_a_closed_council_has_no_calendar_but_its_agreement_stands_on_its_own() -> None:
    closed = COUNCIL.replace("aktivt", "nedlagt") + "nedlagt: 2026-01-31\n"
    assert {key for _, key in dated(council=closed)} == {"revisjon", "til", "godkjenning_pod"}


def test_what_is_behind_its_day_is_told() -> None:
    files = {
        "kps.yaml": KPS,
        f"{FOLDER}/politirad.yaml": COUNCIL,
        f"{FOLDER}/moter/2026-03-12.yaml": HELD,
        f"{FOLDER}/evaluering-2025.yaml": EVALUATION,
    }
    [late, *rest] = coming(load(Texts(files)), DAY, DAY + timedelta(days=365))
    assert late.passed(DAY)
    assert not any(one.passed(DAY) for one in rest)
    assert not late.passed(date(2026, 3, 26))


def test_a_council_without_an_agreement_is_evaluated_by_its_own_age() -> None:
    files = {"kps.yaml": KPS, f"{FOLDER}/politirad.yaml": COUNCIL}
    assert ("2023-03-01", "evaluering") in [told(one) for one in coming(load(Texts(files)), DAY, DAY)]
    files[f"{FOLDER}/evaluering-2025.yaml"] = EVALUATION
    until = DAY + timedelta(days=3650)
    assert ("2027-11-20", "evaluering") in [told(one) for one in coming(load(Texts(files)), DAY, until)]
