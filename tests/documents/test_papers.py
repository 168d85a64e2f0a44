"""The agenda and the minutes: who, when, what, in both written forms."""

from __future__ import annotations

from datetime import date, time, timedelta
from itertools import pairwise

import pytest
from papers import JUNE, MARCH, meeting, paper, register

from kps.documents.dates import written_day, written_hours

HELD = meeting(
    """\
- nr: 1/2026
  tittel: Uro ved skolen
  sakstype: vedtak
  tema: [trygge skoler, Eget tema]
  meldt_av: politi
  innleder: [Kari Hansen, Siv Aas]
  kunnskapsgrunnlag: [{kilde: kommune, tittel: Ungdata 2025}]
  vedlegg: [{tittel: Kart, fil: kart.pdf}]
  saksframlegg: |
    # Bakgrunn

    Det har vært uro.
  referat: |
    Rådet drøftet saken.
  konklusjon: Felles runder.
  oversendt: kommunestyret
  tiltak:
    - {hva: Felles runder, ansvarlig: [Kari Hansen, Siv Aas], frist: 2026-03-31, trinn: 4, ressurser: To lærere}
    - {hva: Skrive brev}
- {nr: 2/2026, tittel: Eventuelt, utfall: utsatt}
""",
    rest="""\
start: "09:00"
slutt: "11:30"
sted: Rådhuset
form: hybrid
lenke: https://møte.example/1
innkalling: {sendt: 2026-02-26}
referat: {ferdig: 2026-03-18, godkjent: 2026-06-11, godkjent_av: politirådet}
arkivref: {kommune: 24/1234, politi: "202400567"}
møteleder: Anne Berg
referent: Kari Hansen
til_stede: [Anne Berg, {navn: Nils Vik, for: Ida Moe}, {navn: Ola Lie, rolle: næringsliv, saker: [1/26]}]
forfall: [Ida Moe]
ikke_møtt: [Siv Aas]
neste_møte: 2026-06-11
""",
)
PLANNED = meeting(
    "- {nr: 3/2026, tittel: Oppfølging, fast_sak: oppfølging}",
    day="2026-06-11",
    status="planlagt",
    rest="oppfølging: [{tiltak: 2026-03-12/1.1, status: forsinket, frist: 2026-06-30, merknad: Litt sent.}]\n",
)
FILES = {MARCH: HELD, JUNE: PLANNED}


def test_minutes_in_bokmaal() -> None:
    made = paper(register(FILES))
    assert (made.author, made.language) == ("Politirådet i Lindesnes", "nb")
    for words in (
        "# Referat: Politirådet i Lindesnes\n",
        "- **Dato:** torsdag 12. mars 2026\n- **Tid:** kl. 09.00–11.30\n- **Sted:** Rådhuset\n",
        "- **Møteform:** fysisk og digitalt\n",
        "- **Kommune:** Lindesnes kommune\n- **Politidistrikt:** Agder politidistrikt\n",
        "- **Kommunens arkivsak:** 24/1234\n- **Politiets arkivsak:** 202400567\n",
        "- **Møteleder:** Anne Berg\n- **Referent:** Kari Hansen\n",
        "- Anne Berg, ordfører\n- Nils Vik, vara for Ida Moe, tjenesteenhetsleder\n",
        "- Ola Lie, næringsliv – sak 1/2026\n",
        "**Forfall:**\n\n- Ida Moe, tjenesteenhetsleder\n",
        "**Ikke møtt:**\n\n- Siv Aas, SLT-koordinator\n",
        "## Sak 1/2026: Uro ved skolen\n",
        "**Type:** vedtak · **Tema:** trygge skoler, Eget tema · **Meldt av:** politiet · **Innleder:** Kari Hansen",
        "- Ungdata 2025 (fra kommunen)\n",
        "Rådet drøftet saken.\n\n**Vedtak:**\n\nFelles runder.\n\n**Oversendt til:** kommunestyret\n",
        "- **Tiltak 2026-03-12/1.1:** Felles runder\n  - Ansvarlig: Kari Hansen, Siv Aas\n  - Frist: 31. mars 2026\n",
        "  - Ressurser: To lærere\n- **Tiltak 2026-03-12/1.2:** Skrive brev\n",
        "Saken er utsatt.\n",
        "| Tiltak | Ansvarlig | Frist |\n|---|---|---|\n| 2026-03-12/1.1 | Kari Hansen, Siv Aas | 31.03.2026 |\n",
        "## Neste møte\n\nTorsdag 11. juni 2026\n",
        "Referatet ble godkjent 11. juni 2026 av politirådet.\n",
        "| Møteleder | Referent |\n|---|---|\n| Anne Berg | Kari Hansen |\n",
    ):
        assert words in made.text
    assert "Det har vært uro." not in made.text


def test_minutes_in_nynorsk() -> None:
    made = paper(register(FILES, numbers='["4621"]'))
    assert made.language == "nn"
    for words in (
        "- **Stad:** Rådhuset\n",
        "- **Kommune:** Voss herad\n",
        "- Anne Berg, ordførar\n",
        "## Til stades\n",
        "**Ikkje møtt:**",
        "- Ida Moe, tenesteeiningsleiar\n",
        "**Tema:** trygge skular",
        "  - Ansvarleg: Kari Hansen",
        "Saka er utsett.",
        "Referatet blei godkjent 11. juni 2026",
    ):
        assert words in made.text


def test_agenda() -> None:
    text = paper(register(FILES), "innkalling").text
    for words in (
        "# Møteinnkalling: Politirådet i Lindesnes\n",
        "- **Lenke:** <https://møte.example/1>\n",
        "- Anne Berg, ordfører\n- Ida Moe, tjenesteenhetsleder (vara: Nils Vik)\n- Kari Hansen, politikontakt\n",
        "Forfall meldes så snart som mulig til Siv Aas,",
        "| 1/2026 | Uro ved skolen | vedtak | politiet | Kari Hansen, Siv Aas |\n| 2/2026 | Eventuelt |  |  |  |\n",
        "### Bakgrunn\n\nDet har vært uro.\n",
        "- Kart (vedlegg 1)\n",
        "## Vedlegg\n\n1. [Kart](</politirad/raadet/moter/kart.pdf>)\n",
        "- **Sendt:** 26. februar 2026\n",
    ):
        assert words in text
    for words in ("Tom Dahl", "Gammel Ordfører", "Rådet drøftet", "Felles runder", "## Sak 2/2026"):
        assert words not in text


def test_the_extended_council_is_called_to_its_meetings_only() -> None:
    text = paper(register({MARCH: meeting(rest="utvidet: ja\n")}), "innkalling").text
    assert "- Tom Dahl, næringsliv, Næringsforeningen\n" in text
    assert "- **Møtetype:** utvidet politiråd\n" in text


def test_earlier_actions_with_deadline_and_state() -> None:
    text = paper(register(FILES), "innkalling", file=JUNE).text
    assert (
        "| 2026-03-12/1.1 | Felles runder | Kari Hansen, Siv Aas | 30.06.2026 | forsinket | Litt sent. |\n"
        "| 2026-03-12/1.2 | Skrive brev |  |  | ikke påbegynt |  |\n"
    ) in text
    assert "Tiltak til oppfølging" not in paper(register(FILES), "innkalling").text


def test_a_deadline_is_told_as_it_will_be_at_the_meeting_also_to_those_who_read_of_it_before() -> None:
    held = meeting("- {nr: 1/2026, tittel: A, tiltak: [{hva: B, frist: 2026-06-10}, {hva: C, frist: 2026-06-11}]}")
    files = {MARCH: held, JUNE: meeting(day="2026-06-11", status="planlagt")}
    for number in ("4205", "4621"):
        text = paper(register(files, numbers=f'["{number}"]'), "innkalling", file=JUNE).text
        assert "| 10.06.2026 – ute før møtet |" in text
        assert "| 11.06.2026 |" in text


@pytest.mark.parametrize(
    ("numbers", "charter", "language"),
    [
        ('["4205"]', "", "nb"),
        ('["4621"]', "", "nn"),
        ('["0301"]', "", "nb"),
        ('["0301"]', "målform: nynorsk\n", "nn"),
        ('["4205"]', "målform: nynorsk\n", "nb"),
        ('["4205", "4621"]', "", "nb"),
        ('["4205", "4621"]', "målform: nynorsk\n", "nn"),
        ('["4621", "4620"]', "", "nn"),
    ],
)
def test_the_written_form_is_the_municipalitys_else_the_registers(numbers: str, charter: str, language: str) -> None:
    made = paper(register({MARCH: meeting()}, numbers=numbers, charter=charter))
    assert made.language == language


def test_a_regional_council_names_its_municipalities() -> None:
    text = paper(register({MARCH: meeting()}, numbers='["4205", "4621"]')).text
    assert "- **Kommuner:** Lindesnes kommune, Voss herad\n" in text


def test_a_cancelled_meeting_says_so() -> None:
    cancelled = "avlysning: {dato: 2026-03-10, grunn: Sykdom., nytt_møte: 2026-04-09}\n"
    record = register({MARCH: meeting(status="avlyst", rest=cancelled)})
    text = paper(record, "innkalling").text
    assert "**Møtet er avlyst.** Sykdom. Nytt møte: torsdag 9. april 2026.\n" in text
    assert "Sykdom" not in paper(record, "innkalling", public=True).text


def test_a_meeting_with_next_to_nothing_in_it() -> None:
    for kind in ("innkalling", "referat"):
        text = paper(register({MARCH: meeting(status="planlagt")}, council=""), kind).text
        assert "\n\n\n" not in text
        assert "None" not in text


def test_no_paper_has_runs_of_blank_lines_or_a_second_main_heading() -> None:
    for public in (False, True):
        for file in FILES:
            for kind in ("innkalling", "referat"):
                lines = paper(register(FILES), kind, file=file, public=public).text.split("\n")
                assert sum(line.startswith("# ") for line in lines) == 1
                assert all(one or other for one, other in pairwise(lines))
                assert not any(line != line.rstrip() for line in lines)


def test_weekdays_in_both_written_forms() -> None:
    week = [date(2026, 11, 2) + timedelta(days) for days in range(7)]
    nynorsk = [written_day(day, "nn").with_weekday.split()[0] for day in week]
    assert nynorsk == ["måndag", "tysdag", "onsdag", "torsdag", "fredag", "laurdag", "søndag"]
    bokmaal = [written_day(day, "nb").with_weekday.split()[0] for day in week]
    assert bokmaal == ["mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag", "søndag"]
    assert written_day(date(2026, 11, 3), "nn").with_weekday == "tysdag 3. november 2026"
    assert written_day(date(2026, 11, 3), "nb").in_digits == "03.11.2026"


def test_hours() -> None:
    assert written_hours(time(9, 0), None) == "kl. 09.00"
    assert written_hours(None, time(9, 0)) == ""


@pytest.mark.parametrize(
    ("written", "printed"),
    [
        ("Kommunedirektør og beredskapssjef", "kommunedirektør og beredskapssjef"),
        ("SLT-koordinator", "SLT-koordinator"),
        ("Nav-leder", "Nav-leder"),
        ("Agder politidistrikts jurist", "Agder politidistrikts jurist"),
        ("HR", "HR"),
    ],
)
def test_a_title_stands_after_a_name_as_roles_do(written: str, printed: str) -> None:
    council = f"medlemmer:\n  - {{navn: Per Li, rolle: kommunedirektør, tittel: {written}}}\n"
    text = paper(register({MARCH: meeting()}, council=council), "innkalling").text
    assert f"- Per Li, {printed}\n" in text


@pytest.mark.parametrize("public", [True, False])
def test_an_agenda_says_which_deputies_and_guests_are_called_too(public: bool) -> None:
    rest = """\
til_stede:
  - Siv Aas
  - {navn: Nils Vik, for: Ida Moe}
  - {navn: Ola Lie, rolle: rektor, saker: [1/2026]}
  - {navn: Gjest Fugl, rolle: lensmann, saker: [2/2026]}
"""
    items = "- {nr: 1/2026, tittel: Åpen}\n- {nr: 2/2026, tittel: F, unntatt_offentlighet: {hjemmel: offl. § 24}}"
    text = paper(register({MARCH: meeting(items, status="planlagt", rest=rest)}), "innkalling", public=public).text
    called = text.partition("## Innkalt\n\n")[2].partition("\n\n")[0].splitlines()
    assert called[4:] == [
        "- Nils Vik, vara for Ida Moe, tjenesteenhetsleder",
        "- Ola Lie, rektor – sak 1/2026",
        *([] if public else ["- Gjest Fugl, lensmann – sak 2/2026"]),
    ]
    held = paper(register({MARCH: meeting(items, rest=rest)}), "innkalling").text
    assert "Ola Lie" not in held
