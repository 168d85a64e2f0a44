"""What looks as one thing in minutes and is another: rather without a place than in a wrong one."""

from __future__ import annotations

from typing import Any

import pytest
from made_word import p, run, word
from minutes_read import a_register, read, record, unplaced
from written_word import written

pytest.importorskip("mammoth")

HEAD = "# Referat fra Politirådet i Lindesnes 12.03.2026\n"
THERE = "Til stede: Anne Berg, Per Li, Kari Hansen\n"


def _record(text: str) -> dict[str, Any]:
    return record(read(written(HEAD + text), a_register()))


@pytest.mark.parametrize(
    ("people", "there", "away"),
    [
        ("Til stede:\nAnne Berg\nPer Li\nSykmeldt\nSiv Aas", ["Anne Berg", "Per Li"], []),
        ("Til stede:\nAnne Berg\nPermisjon:\nSiv Aas", ["Anne Berg"], []),
        ("Forfall:\nIda Moe\nMøtende vara:\nNils Vik", [{"navn": "Nils Vik"}], ["Ida Moe"]),
        ("Til stede: Per Li, Ida Moe v/ Nils Vik, Siv Aas", ["Per Li", "Siv Aas"], []),
        ("Møtt: Per Li, Nils Vik for Ida Moe", ["Per Li", {"navn": "Nils Vik", "for": "Ida Moe"}], []),
        ("Til stede: Per Li og Lars Holm fra Nav", ["Per Li", {"navn": "Lars Holm", "rolle": "Nav"}], []),
        ("Til stede: Anne, Per Li, Kari", ["Per Li"], []),
        ("Til stede: Næringssjef Ola Lie", [{"navn": "Ola Lie", "tittel": "Næringssjef"}], []),
        ("Til stede:\nLindesnes kommune: Anne Berg, Per Li\nPolitiet: Ida Moe", ["Anne Berg", "Per Li", "Ida Moe"], []),
        ("Ordfører\tAnne Berg", [], []),
        ("Til stede: Lindesnes kommune, Per Li", ["Per Li"], []),
        ("Deltakere\n| Ordfører | Anne Berg |\n| Politikontakt | Kari Hansen |", ["Anne Berg", "Kari Hansen"], []),
    ],
)
def test_who_was_there(people: str, there: list[Any], away: list[str]) -> None:
    found = _record(people + "\nSak 1/26 Uro\nDrøftet.")
    assert (found.get("til_stede", []), found.get("forfall", [])) == (there, away)


@pytest.mark.parametrize(
    ("text", "actions"),
    [
        ("Oppfølging: Siv Aas\nFrist: 1.9.2026", []),
        ("Det ble tatt opp. Vedtak: Ja. Ansvarlig: Per Li", []),
        ("Ansvarlig: Per Li\nFrist: 1.9.2026", []),
        ("Tiltak: Ringe. Ansvarlig: Kari. Frist: 1.4.2026", [("Ringe.", ["Kari Hansen"], "2026-04-01")]),
        ("Tiltak: Ringe. Ansvarlig: Siv. Frist: 1.4.2026", [("Ringe.", [], "2026-04-01")]),
        ("Tiltak: Ringe. Ansvarlig: XY", [("Ringe.", [], None)]),
        ("Tiltak: Ringe. Frist: mars 2027", [("Ringe (frist: mars 2027)", [], None)]),
        ("Tiltak: Ringe. Frist: 30.02.2026", [("Ringe (frist: 30.02.2026)", [], None)]),
        ("Tiltak: Ringe. Frist: 1. mars", [("Ringe (frist: 1. mars)", [], None)]),
        ("Tiltak: Ringe. Frist: neste møte", [("Ringe (frist: neste møte)", [], None)]),
        ("Tiltak:\n1. Ringe. Ansvar: Per Li\n2. Skrive", [("Ringe.", ["Per Li"], None), ("Skrive", [], None)]),
        ("Tiltak: Plan. Ansvarlig: Oppvekst og kultur", [("Plan.", ["Oppvekst og kultur"], None)]),
    ],
)
def test_what_was_set(text: str, actions: list[tuple[str, list[str], str | None]]) -> None:
    (case,) = _record(f"{THERE}Sak 1/26 Uro\n{text}")["saker"]
    found = [(one["hva"], one.get("ansvarlig", []), one.get("frist")) for one in case.get("tiltak", [])]
    assert found == actions


@pytest.mark.parametrize(
    ("text", "titles"),
    [
        ("Sak 1/26 Uro\nSak 2/25 ble nevnt.\nSak 1/26 ble drøftet lenge.", ["Uro"]),
        ("Sak 1/26: Uro. Sak 3/25 følges opp.", ["Uro"]),
        ("Sak 1/26\nUro i byen\nPolitiet orienterte.", ["Uro i byen"]),
        ("Sak nr.: 1/26\nSakstittel: Uro\nVedtak: Ja", ["Uro"]),
        ("PS 26/1 Uro\nTekst\nPS 26/2 Lys\nTekst", ["Uro", "Lys"]),
        ("01/26 Uro ble nevnt.\n**Sak 1/26 Lys**\nTekst", ["Lys"]),
        ("Sak 1/26 Kjøreplan for kl. 09.00 i Mandal vgs. Oslo", ["Kjøreplan for kl. 09.00 i Mandal vgs. Oslo"]),
        ("Sak 4/26: Eventuelt. a) Nettside b) Skilt", ["Eventuelt"]),
    ],
)
def test_which_cases_there_are(text: str, titles: list[str]) -> None:
    assert [case.get("tittel") for case in _record(THERE + text)["saker"]] == titles


def test_a_list_before_the_cases_is_no_more_cases_and_what_it_says_otherwise_is_told() -> None:
    listed = "Saksliste\nSak 1/26 Uro\nSak 2/26 Lys i parken\nSak 3/26 Utgår\n"
    found = read(written(f"{HEAD}{listed}Sak 1/26 Uro\nDrøftet.\nSak 2/26 Lys\nDrøftet."), a_register())
    assert [case["tittel"] for case in record(found)["saker"]] == ["Uro", "Lys"]
    assert unplaced(found) == ["Lys i parken", "Sak 3/26 Utgår"]


def test_two_days_for_the_next_meeting_are_none() -> None:
    found = _record(THERE + "Sak 1/26 Uro\nDrøftet.\nNeste møte: 4.6.2026 eller 11.6.2026")
    assert "neste_møte" not in found


def test_what_was_struck_out_is_told_and_stands_nowhere() -> None:

    data = word(
        p("Politirådet i Lindesnes 12.03.2026"), p(inner=run("Til stede: Per Li") + run(", Anne Berg", "<w:strike/>"))
    )
    found = read(data, a_register())
    assert record(found)["til_stede"] == ["Per Li"]
    assert unplaced(found) == [", Anne Berg"]
