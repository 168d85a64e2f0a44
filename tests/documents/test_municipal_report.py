"""The report to kommunestyret: each thing that elected people are to be told, and nothing exempt."""

from __future__ import annotations

from datetime import date

import pytest
from papers import WORDING

from agreed import DAY, FILES, LINDESNES
from kps.documents.document import document
from kps.documents.withholding import Withheld
from kps.formats.making import file_of
from kps.formats.paper import Paper
from kps.register.memory import Texts
from kps.register.reading import load
from kps.register.stamps import ENDINGS, Ending

COUNCIL = f"{LINDESNES}/politirad.yaml"
MARCH = f"{LINDESNES}/moter/2026-03-12.yaml"
JUNE = f"{LINDESNES}/moter/2026-06-11.yaml"
EVALUATION = f"{LINDESNES}/evaluering-2025.yaml"
MORE = {
    **FILES,
    COUNCIL: FILES[COUNCIL].replace("slt:", "slt:")
    + """\
medlemmer: [{navn: Anne Berg, rolle: ordfører}, {navn: Siv Aas, rolle: SLT-koordinator}]
ledelse: [{navn: Anne Berg, verv: leder}]
saksbank:
  - {tittel: Elsparkesykler, dato: 2026-02-11}
  - {tittel: Kommer i høst, dato: 2026-09-11}
  - {tittel: FUGL i banken, dato: 2026-02-11, unntatt_offentlighet: {hjemmel: offl. § 24}}
""",
    f"{LINDESNES}/grunnlag/ungdata-2025.yaml": FILES[f"{LINDESNES}/grunnlag/ungdata-2025.yaml"]
    + "funn: |\n  En av ti er tilbudt hasj.\n",
    JUNE: """\
type: møte
dato: 2026-06-11
status: avholdt
utvidet: ja
oppfølging: [{tiltak: 2026-03-12/1.2, status: ferdig}]
saker:
  - {nr: 3/2026, tittel: Godkjenning, fast_sak: godkjenning_referat, konklusjon: Godkjent}
  - {nr: 4/2026, tittel: Uro ved skolen, tema: trygge skoler, sakstype: vedtak, konklusjon: Vi går felles runder.}
  - {nr: 5/2026, tittel: Utsatt sak, utfall: utsatt, konklusjon: Utsatt}
""",
    f"{LINDESNES}/moter/2026-10-01.yaml": "type: møte\ndato: 2026-10-01\nstatus: planlagt\n",
    EVALUATION: FILES[EVALUATION]
    + "svar:\n  læring: Korte møter virker.\n  videre: Vi møtes oftere.\n"
    + "justeringer:\n  - {hva: Innkalle tidligere, frist: 2026-01-31, gjennomført: 2026-02-01}\n"
    + "  - {hva: Rullere møtested, frist: 2026-12-31, gjennomført: 2026-11-01}\n",
}


LONG = "Seks ungdommer fra to skoler samles ved brua om kvelden og selger hasj til yngre elever"


def report(files: dict[str, str] = MORE, day: date = DAY, folder: str = LINDESNES) -> str:
    """The report on a day."""
    register = load(Texts(files))
    council = next(one for one in register.councils if one.origin.folder == folder)
    return document(register, council, "kommunestyret", public=False, as_of=day, wording=WORDING).text


def _block(title: str, text: str) -> str:
    assert f"\n## {title}\n" in text
    return text.partition(f"\n## {title}\n")[2].partition("\n## ")[0]


def test_who_the_council_is_and_when_it_met() -> None:
    text = report()
    assert text.startswith("# Melding fra politirådet i Lindesnes 2026\n")
    assert "- **Til:** kommunestyret i Lindesnes kommune" in text
    assert "- **Gjelder:** 2026, til og med 30. juni 2026" in text
    assert "Rådet ble opprettet 1. mars 2021 og har to medlemmer. Anne Berg er leder." in text
    assert "Rådet møttes to ganger i 2026: 12. mars og 11. juni. Ett av møtene var utvidet" in text
    assert "Rådet møttes én gang i 2026: 12. mars." in report({k: v for k, v in MORE.items() if k != JUNE})
    assert "Rådet har ikke hatt noe møte i 2025." in report(day=date(2025, 12, 31))


def test_the_years_themes_and_how_many_cases_were_exempt() -> None:
    found = _block("Temaer i 2026", report())
    assert "Rådet behandlet to saker, utenom de faste postene på sakslisten." in found
    assert "I tillegg behandlet rådet én sak som er unntatt offentlighet." in found
    assert "- **Trygge skoler:** Uro ved skolen\n- **Andre saker:** Rus" in found


def test_what_was_agreed_standing_items_and_what_was_put_off_left_out() -> None:
    rows = [line for line in _block("Det rådet ble enige om", report()).splitlines() if line.startswith("| ")][1:]
    assert rows == ["| 4/2026 Uro ved skolen | 11.06.2026 | Vi går felles runder. |"]


def test_what_was_done() -> None:
    found = _block("Det som ble gjort", report())
    assert "Rådet satte i gang eller fulgte opp tre tiltak i året. Én er" not in found
    assert "tre tiltak i året. Ett er ferdig, og ett er over fristen." in found
    assert [line for line in found.splitlines() if line.startswith("| ")][1:] == [
        "| Foreldremøter på alle trinn | Siv Aas | 01.05.2026 | ikke påbegynt (over fristen) |",
        "| Runder i juni |  |  | ferdig |",
        "| Ny belysning |  |  | ikke påbegynt |",
    ]


def test_what_is_known_and_what_it_shows() -> None:
    found = _block("Det vi vet, og hva det viser", report())
    assert "**Ungdata 2025** (fra kommunen), 20. mai 2025" in found
    assert "\n\nEn av ti er tilbudt hasj.\n" in found
    assert "- **Voldsbildet i sentrum** (fra politiet): bestilt 1. februar 2026, ikke levert" in found


def test_goals_and_indicators_and_that_figures_do_not_tell_why() -> None:
    found = _block("Mål og målinger", report())
    assert "Tallene viser utviklingen; de sier ikke hva den kommer av." in found
    assert "- **Tiltak:** Kurs for ordensvakter (ferdig)" in found
    assert "4,0 prosent (2. februar 2026), i ønsket retning fra forrige måling" in found
    assert "| 20.05.2025 | 4,25 |" in found


def test_preparedness() -> None:
    assert "PLIVO på Mandal vgs." in _block("Redning og beredskap", report())


def test_the_evaluations_lessons() -> None:
    found = _block("Det vi har lært", report())
    assert "sist evaluert 20. november 2025" in found
    assert "Korte møter virker." in found
    assert "Vi møtes oftere." in found
    assert "- Innkalle tidligere (gjort 1. februar 2026)" in found
    # What was done after the day was not done yet.
    assert "- Rullere møtested (innen 31. desember 2026)" in found


def test_the_year_to_come() -> None:
    found = _block("Veien videre", report())
    assert "Rådet møtes 1. oktober 2026." in found
    assert "| September | trafikksikkerhet | Siv Aas |" in found
    assert "Saker som venter på et møte: Elsparkesykler." in found
    assert "Planer som gjelder: Trygt uteliv; Trafikk ved skolene." in found
    assert "\n## Neste år\n" in report(day=date(2026, 12, 31))


@pytest.mark.parametrize("ending", ENDINGS)
def test_no_bird_is_in_it(ending: Ending) -> None:
    from test_canaries import everything_in

    text = everything_in(file_of(Paper(report(), "nb", "kps", DAY), ending), ending)
    assert "Trusselvurdering" in text
    assert "FUGL" not in text


@pytest.mark.parametrize("file", [MARCH, f"{LINDESNES}/grunnlag/trusler.yaml", COUNCIL])
def test_where_it_cannot_be_told_what_is_exempt_it_is_not_made(file: str) -> None:
    files = {**MORE, file: MORE[file].replace("unntatt_offentlighet", "untatt_offentlihet")}
    with pytest.raises(Withheld):
        report(files)


def test_a_text_of_an_exempt_case_refuses_it_wherever_else_it_stands() -> None:
    told = {**MORE, JUNE: MORE[JUNE].replace("Vi går felles runder.", LONG)}
    report(told)
    secret = MORE[MARCH].replace("hva: FUGL skal fly", f"hva: {LONG}")
    with pytest.raises(Withheld):
        report({**told, MARCH: secret})


def test_nynorsk_is_nynorsk() -> None:
    files = {name.replace("4205", "4621"): text.replace("4205", "4621") for name, text in MORE.items()}
    text = report(files, folder="politirad/4621-lindesnes")
    for told in (
        "# Melding frå politirådet i Lindesnes 2026", "Rådet blei oppretta 1. mars 2021", "Rådet møttest to gonger",
        "Eitt av møta var utvida", "Rådet behandla to saker", "éi sak som er unnateken offentlegheit",
        "## Det rådet blei einige om", "## Det som blei gjort", "Rådet sette i gang eller følgde opp tre tiltak",
        "Tala viser utviklinga; dei seier ikkje kva ho kjem av.", "## Det vi veit, og kva det viser",
        "Samarbeidet blei sist evaluert", "Etter evalueringa blir dette endra", "## Vegen vidare",
        "Saker som ventar på eit møte", "Planar som gjeld",
    ):  # fmt: skip
        assert told in text
    words = {word.strip(".,:;*#|()").casefold() for word in text.split()}
    assert not words & {
        "ikke",
        "fra",
        "hva",
        "ble",
        "rådets",
        "møtene",
        "målene",
        "tallene",
        "viser utviklingen",
        "innen",
    }


def test_a_council_that_has_but_begun_has_a_report_too() -> None:
    files = {"kps.yaml": FILES["kps.yaml"].partition("funksjoner:")[0]}
    files |= {name: text for name, text in FILES.items() if name.startswith("politirad/4206-farsund/pol")}
    text = report(files, folder="politirad/4206-farsund")
    assert [line for line in text.splitlines() if line.startswith("#")] == [
        "# Melding fra politirådet i Farsund 2026",
        "## Veien videre",
    ]
