"""What a council's page shows of knowledge, goals, preparedness, the year and evaluations: each answer by itself."""

from __future__ import annotations

from datetime import date

import pytest
from papers import WORDING

from agreed import DAY, FILES, LINDESNES
from kps.documents.document import document
from kps.documents.withholding import Withheld
from kps.formats.making import file_of
from kps.formats.paper import Paper
from kps.register.kept import PaperKind
from kps.register.memory import Texts
from kps.register.reading import load
from kps.register.stamps import ENDINGS, Ending

COUNCIL = f"{LINDESNES}/politirad.yaml"
AGREEMENT = f"{LINDESNES}/avtale-2023.yaml"
UNGDATA = f"{LINDESNES}/grunnlag/ungdata-2025.yaml"
SECRET = f"{LINDESNES}/grunnlag/trusler.yaml"


def page(files: dict[str, str] = FILES, day: date = DAY, *, public: bool = True, folder: str = LINDESNES) -> str:
    """The page of a council."""
    register = load(Texts(files))
    council = next(one for one in register.councils if one.origin.folder == folder)
    return document(register, council, "rådet", public=public, as_of=day, wording=WORDING).text


def _with(file: str, old: str, new: str) -> dict[str, str]:
    assert old in FILES[file]
    return {**FILES, file: FILES[file].replace(old, new)}


def _block(text: str, title: str) -> str:
    """What stands under a heading, up to the next one of its level."""
    return text.partition(f"\n## {title}\n")[2].partition("\n## ")[0]


# --- 5.3c: the district's functions, once for all councils -----------------------------------------------


def test_the_districts_functions_stand_on_every_page_with_the_councils_own_instead() -> None:
    own = page()
    assert "Nettpatruljen" in own
    assert "Lindesnes sin Ola" in own
    assert "Distriktets Jon" not in own
    other = page(folder="politirad/4206-farsund")
    assert "Distriktets Jon" in other
    assert "Nettpatruljen" in other


# --- 1d, 4.1.5b: knowledge -------------------------------------------------------------------------------


def test_what_is_known_of_what_age_from_whom() -> None:
    assert _block(page(), "Hva rådet vet").strip().splitlines() == [
        "- **Situasjonsbilde for Agder** (fra politiet), 15. januar 2026",
        "- **Ungdata 2025** (fra kommunen), 20. mai 2025; om innbyggernes egne behov og erfaringer",
        "- **Trusselvurdering** (unntatt offentlighet, offl. §\N{NO-BREAK SPACE}24)",
        "- **Voldsbildet i sentrum** (fra politiet): bestilt 1. februar 2026, ikke levert; fristen var 31. mai 2026",
    ]
    assert "innbyggernes" not in page(_with(UNGDATA, "innbyggere: ja\n", ""))
    assert "eldre enn tre år" in page(day=date(2028, 6, 1))


# --- 3g, 4c, 4f: the line from a goal --------------------------------------------------------------------


def test_the_line_from_a_goal_to_its_latest_measuring() -> None:
    rus, skolevei = _block(page(), "Mål og målinger").split("### ")[1:]
    assert rus.strip().splitlines()[:10] == [
        "Færre unge i rusmiljøer",
        "",
        "- **Innen:** 31. desember 2027",
        "- **Satsingsområder:** Rus blant unge",
        "- **Handlingsplaner:** Trygt uteliv",
        "- **Tiltak:** Felles runder fredag og lørdag (forsinket, Siv Aas, frist 31. desember 2025)",
        "- **Tiltak:** Kurs for ordensvakter (ferdig)",
        "- **Tiltak fra møter:** 2, 0 ferdige",
        "- **Har prøvd hasj:** 4,0 prosent (2. februar 2026), i ønsket retning fra forrige måling; "
        "måltallet 3 er ikke nådd",
        "",
    ]
    assert [line for line in rus.splitlines() if line.startswith("| ")][1:] == [
        "| 20.05.2023 | 5,1 |",
        "| 20.05.2025 | 4,25 |",
        "| 02.02.2026 | 4,0 |",
        "| Måltall (ønsket retning: ned) | 3 |",
    ]
    assert "Ingen satsingsområder, planer eller tiltak nevner målet" in skolevei


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("måltall: 3", "måltall: 4", "måltallet 4 er nådd"),
        ("ønsket: ned", "ønsket: opp", "i motsatt retning fra forrige måling"),
        ('verdi: "4,0"', "verdi: 4.25", "uendret fra forrige måling"),
    ],
)
def test_the_latest_measuring_is_held_against_what_is_wanted(old: str, new: str, told: str) -> None:
    assert told in page(_with(AGREEMENT, old, new))
    assert told not in page()


def test_a_meetings_word_moves_a_plans_measure() -> None:
    meeting = f"{LINDESNES}/moter/2026-03-12.yaml"
    assert "fredag og lørdag (pågår" in page(_with(meeting, "status: forsinket", "merknad: nei"))


# --- 4j: preparedness; the council's own year ------------------------------------------------------------


def test_preparedness_stands_there_and_what_lies_ahead_does_not() -> None:
    found = _block(page(), "Redning og beredskap")
    assert "- **Beredskapsråd:** ledet av Anne Berg, sist samlet 2. oktober 2025" in found
    assert "- **Helhetlig ROS:** vedtatt 20. juni 2024" in found
    assert "- **Øvelse 9. april 2026:** PLIVO på Mandal vgs. (politi, brannvesen)" in found
    assert "Framtidig" not in found
    elsewhere = {**FILES, COUNCIL: FILES[COUNCIL].partition("beredskap:")[0] + "beredskap: {dekkes_av: Lister}\n"}
    assert "- **Dekkes av:** Lister" in page(elsewhere)


def test_the_councils_own_year_by_month() -> None:
    rows = [line for line in _block(page(), "Årshjul").splitlines() if line.startswith("| ")][1:]
    assert rows == ["| Mars | trygge skoler | kommunen |", "| September | trafikksikkerhet | Siv Aas |"]


# --- 4.3a, 4.3d: forums ----------------------------------------------------------------------------------


def test_that_it_was_considered_which_forums_are_needed() -> None:
    told = "Rådet har vurdert hvilke temafora det trenger (4. mars 2025):\n\nEtt forum er nok."
    assert told in _block(page(), "Temafora")
    assert "## Temafora" not in page(day=date(2025, 3, 3))


# --- 4.1.4a, 7c: evaluations -----------------------------------------------------------------------------


def test_scores_by_question_over_the_years_beside_the_district() -> None:
    council, forum = _block(page(), "Evalueringer").split("### ")
    assert "| Påstand | 20.11.2025 | 20.11.2024 | 20.11.2023 | Snitt i distriktet |" in council
    assert [line.split("|")[2:-1] for line in council.splitlines() if line.startswith("| ")][1:] == [
        [" 5 ", " 3 ", " 2 ", " 4,5 "],
        ["  ", " 2 ", "  ", "  "],
    ]
    assert forum.startswith("Utelivsforum\n")
    assert "distriktet" not in forum


# --- what is nobody's but the council's ------------------------------------------------------------------


@pytest.mark.parametrize("ending", ENDINGS)
@pytest.mark.parametrize("public", [True, False])
def test_no_bird_is_on_the_page(ending: Ending, public: bool) -> None:
    from test_canaries import everything_in

    made = file_of(Paper(page(public=public), "nb", "kps", DAY), ending)
    text = everything_in(made, ending)
    assert "Trusselvurdering" in text
    assert "FUGL" not in text


def test_what_is_exempt_stays_so_when_its_key_is_misspelt_or_its_text_stands_elsewhere() -> None:
    with pytest.raises(Withheld):
        page(_with(SECRET, "unntatt_offentlighet", "untatt_offentlihet"))
    with pytest.raises(Withheld):
        page(_with(COUNCIL, "tittel: Trygt uteliv\n", "tittel: Trygt uteliv, som FUGL i funnene sier\n"))


AGENDA = """\
type: møte
dato: 2026-09-10
status: planlagt
saker:
  - {nr: 3/2026, tittel: Ungdata, kunnskapsgrunnlag: [ungdata-2025, trusler]}
"""


def test_an_agenda_prints_the_findings_of_the_knowledge_it_uses_and_minutes_do_not() -> None:
    meeting = f"{LINDESNES}/moter/2026-09-10.yaml"
    files = {**FILES, UNGDATA: FILES[UNGDATA] + "funn: |\n  - En av ti er tilbudt hasj.\n", meeting: AGENDA}
    register = load(Texts(files))
    (record,) = (one for one in register.meetings if one.origin.file == meeting)

    def made(kind: PaperKind, *, public: bool) -> str:
        return document(register, record, kind, public=public, as_of=DAY, wording=WORDING).text

    assert "**Hovedfunn i Ungdata 2025:**\n\n- En av ti er tilbudt hasj.\n" in made("innkalling", public=True)
    assert "FUGL i funnene" in made("innkalling", public=False)
    assert "FUGL" not in made("innkalling", public=True)
    assert "En av ti" not in made("referat", public=True)


def test_nynorsk_is_nynorsk() -> None:
    """Of a municipality that writes nynorsk: no word of the new parts is left in bokmål."""
    files = {name.replace("4205", "4621"): text.replace("4205", "4621") for name, text in FILES.items()}
    text = page(files, folder="politirad/4621-lindesnes")
    for told in (
        "i ønskt retning frå førre måling",
        "er ikkje nådd",
        "## Kva rådet veit",
        "bestilt 1. februar 2026, ikkje levert",
    ):
        assert told in text
    new = "".join(_block(text, one) for one in ("Mål og målingar", "Kva rådet veit", "Årshjul", "Evalueringar"))
    assert not {" ikke ", " fra ", " hva ", "ønsket"} & set(new.replace(",", " ").split(" "))
    assert "ikke" not in new


def test_a_page_without_any_of_it_is_as_it_was() -> None:
    files = {"kps.yaml": FILES["kps.yaml"].partition("funksjoner:")[0]}
    files |= {name: text for name, text in FILES.items() if name.startswith("politirad/4206-farsund/pol")}
    text = page(files, folder="politirad/4206-farsund")
    assert [line for line in text.splitlines() if line.startswith("#")] == ["# Politirådet i Farsund"]
