"""What the councils know, want and achieve, as the yearly status shows it: each answer is there in every format."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from io import BytesIO
from typing import Any

import openpyxl
import pytest

from agreed import DAY, FARSUND, FILES, LINDESNES, agreed
from kps.formats.making import file_of
from kps.formats.paper import Paper
from kps.formats.tables import as_csv, words, written
from kps.formats.workbook import workbook
from kps.language import in_language
from kps.language.reader import choose, chosen, said
from kps.output.year_pages.page import status_page
from kps.output.year_paper import as_markdown
from kps.output.year_text import as_text
from kps.report.book import book
from kps.report.content_sheets import content_tables, readings
from kps.report.exchange import as_json, read_json
from kps.report.score_sheets import scores
from kps.report.spreadsheet import rows
from kps.report.table import Table
from kps.report.year_status import Status, merged, of_district

AGREEMENT = f"{LINDESNES}/avtale-2023.yaml"
COUNCIL = f"{LINDESNES}/politirad.yaml"
UNGDATA = f"{LINDESNES}/grunnlag/ungdata-2025.yaml"
ORDERED = f"{LINDESNES}/grunnlag/voldsbildet.yaml"


@pytest.fixture(autouse=True)
def _language() -> Iterator[None]:
    before = chosen()
    choose("nb")
    yield
    choose(before)


def _with(**changes: tuple[str, str]) -> dict[str, str]:
    """The register's files with one text in some of them exchanged."""
    files = dict(FILES)
    for file, (old, new) in changes.items():
        assert old in files[file]
        files[file] = files[file].replace(old, new)
    return files


def _table(title: str, made: Status) -> list[list[str]]:
    """The rows of a table, in words."""
    from kps.formats.tables import words

    found = [one for one in (*content_tables(made), *readings(made), *scores(made)) if said(one.title) == title]
    return [list(row) for one in found for row in words(one, "nb")[1:]]


def _content(made: Status) -> Any:
    return json.loads(as_json(made))["content"]


# --- knowledge: 1d, 4.1.5b -------------------------------------------------------------------------------


def test_what_is_known_by_whom_and_how_old_it_is() -> None:
    assert _table("Det som er kjent", agreed("4205-lindesnes")) == [
        ["Situasjonsbilde for Agder", "Agder", "politi", "situasjonsbilde", "2026-01-15", "5", "–", "–"],
        ["Trusselvurdering (unntatt offentlighet, offl. § 24)", "Politirådet i Lindesnes", *["–"] * 6],
        ["Ungdata 2025", "Politirådet i Lindesnes", "kommune", "undersøkelse", "2025-05-20", "13", "ja", "Siv Aas"],
    ]


def test_the_inhabitants_needs_are_told_of_the_knowledge_that_has_them_only() -> None:
    files = _with(**{UNGDATA: ("innbyggere: ja\n", "")})
    assert agreed().total.content.about_inhabitants == 1
    assert agreed(files=files).total.content.about_inhabitants == 0
    assert all(row[6] == "–" for row in _table("Det som er kjent", agreed(files=files)))


@pytest.mark.parametrize(("day", "fresh"), [(date(2028, 5, 20), 1), (date(2028, 5, 21), 0)])
def test_knowledge_of_the_inhabitants_is_fresh_for_36_months(day: date, fresh: int) -> None:
    assert agreed(day=day).total.content.about_inhabitants == fresh


def test_what_was_ordered_and_not_delivered() -> None:
    name = "Politirådet i Lindesnes"
    assert _table("Bestilt og ikke levert", agreed()) == [
        ["Voldsbildet i sentrum", name, "politi", "2026-02-01", "politirådet", "2026-05-31", "30"]
    ]
    delivered = _with(**{ORDERED: ("kilde: politi\n", "kilde: politi\ndato: 2026-05-01\nlevert: 2026-05-30\n")})
    assert _table("Bestilt og ikke levert", agreed(files=delivered)) == []
    assert "Voldsbildet i sentrum" in [row[0] for row in _table("Det som er kjent", agreed(files=delivered))]


def test_what_was_not_there_on_the_day_is_not_told() -> None:
    titles = [row[0] for row in _table("Det som er kjent", agreed(day=date(2025, 12, 31)))]
    assert titles == ["Ungdata 2025"]
    assert _table("Bestilt og ikke levert", agreed(day=date(2025, 12, 31))) == []


def test_a_councils_own_knowledge_is_not_anothers() -> None:
    titles = [row[0] for row in _table("Det som er kjent", agreed("4206-farsund"))]
    assert titles == ["Situasjonsbilde for Agder"]


# --- goals: 3g, 4c, 4f -----------------------------------------------------------------------------------


def test_the_line_from_a_goal_to_its_latest_measuring() -> None:
    rus, skolevei = _table("Målene, og det som er målt", agreed())
    name = "Politirådet i Lindesnes"
    assert rus[:6] == ["Færre unge i rusmiljøer", name, "2027-12-31", "Rus blant unge", "Trygt uteliv", "1/5"]
    assert rus[6:] == ["Har prøvd hasj (prosent)", "ned", "3", "4,25", "4", "2026-02-02", "i ønsket retning"]
    assert skolevei == ["Trygg skolevei", name, *["–"] * 11]


@pytest.mark.parametrize(
    ("latest", "told"),
    [
        ('"4,0"', "i ønsket retning"),
        ("4.5", "i motsatt retning"),
        ("4.25", "ingen endring"),
        ("2.9", "i ønsket retning, måltallet er nådd"),
    ],
)
def test_a_measuring_is_held_against_the_one_before_and_the_wanted_direction(latest: str, told: str) -> None:
    files = _with(**{AGREEMENT: ('verdi: "4,0"', f"verdi: {latest}")})
    assert _table("Målene, og det som er målt", agreed(files=files))[0][-1] == told
    up = {**files, AGREEMENT: files[AGREEMENT].replace("ønsket: ned, måltall: 3", "ønsket: opp")}
    other = {"i ønsket retning": "i motsatt retning", "i motsatt retning": "i ønsket retning"}
    plain = told.partition(",")[0]
    assert _table("Målene, og det som er målt", agreed(files=up))[0][-1] == other.get(plain, plain)


def test_everything_that_names_a_goal_is_told_with_its_state() -> None:
    found = [row[1:] for row in _table("Det som er avtalt og gjort for hvert mål", agreed())]
    assert found == [
        ["satsingsområde", "Rus blant unge", "–", "–", "–"],
        ["handlingsplan", "Trygt uteliv", "–", "–", "–"],
        ["tiltak i plan", "Felles runder fredag og lørdag", "Siv Aas", "2025-12-31", "forsinket"],
        ["tiltak i plan", "Kurs for ordensvakter", "–", "–", "ferdig"],
        ["tiltak", "Foreldremøter på alle trinn", "Siv Aas", "2026-05-01", "ikke påbegynt"],
        ["tiltak", "Runder i juni", "–", "–", "ikke påbegynt"],
        ["tiltak", "(unntatt offentlighet, offl. § 13)", "–", "–", "ikke påbegynt"],
    ]


def test_which_goals_have_nothing_and_what_stands_without_a_goal() -> None:
    title = "Mål som ikke nevnes av noe satsingsområde, noen plan eller noe tiltak"
    assert [row[0] for row in _table(title, agreed())] == ["Trygg skolevei"]
    found = [row[1:3] for row in _table("Det som ikke nevner noe mål", agreed())]
    assert found == [
        ["satsingsområde", "Arbeidslivskriminalitet"],
        ["handlingsplan", "Trafikk ved skolene"],
        ["tiltak i plan", "Droppsone ved Furulunden"],
        ["tiltak", "Ny belysning"],
    ]
    figures = agreed().total.content
    assert (figures.goals, figures.unserved, figures.measured, figures.compared, figures.wanted_way) == (2, 1, 1, 1, 1)


def test_goals_that_nothing_can_name_ask_nothing_of_anybody() -> None:
    """A register from before goals had ids is not told that all it does is without a goal."""
    files = dict(FILES)
    files[AGREEMENT] = files[AGREEMENT].partition("mål:\n")[0] + "mål: [{tekst: Trygg skolevei}]\n"
    made = agreed(files=files)
    assert (made.content.goals, made.content.without_goal) == ((), ())


def test_the_indicator_over_the_years_is_a_table_and_a_drawing() -> None:
    assert _table("Færre unge i rusmiljøer: Har prøvd hasj (prosent); ønsket retning: ned", agreed()) == [
        ["2023-05-20", "5,1"],
        ["2025-05-20", "4,25"],
        ["2026-02-02", "4"],
        ["måltall", "3"],
    ]
    page = status_page(agreed())
    drawn = page[page.index('id="maaling-1-t"') :].partition("</svg>")[0]
    assert drawn.count("<rect") == 4
    assert ">5,1<" in drawn
    assert ">4,25<" in drawn
    assert '<section id="maalinger"' in page
    assert 'href="#maalinger"' in page


def test_nothing_is_said_to_have_caused_anything() -> None:
    for language in ("nb", "nn", "en"):
        choose(language)
        texts = " ".join(
            text
            for one in (*content_tables(agreed()), *readings(agreed()))
            for text in (in_language(one.title, language), *words(one, language)[0])
        ).casefold()
        assert not [
            word for word in ("effekt", "virk", "takket", "førte", "resultat av", "cause", "effect") if word in texts
        ]


# --- preparedness: 4j ------------------------------------------------------------------------------------


def test_preparedness_and_exercises() -> None:
    name = "Politirådet i Lindesnes"
    assert _table("Redning og beredskap", agreed()) == [
        [name, "ja", "Anne Berg", "2025-10-02", "–", "2024-06-20", "1", "2026-04-09"]
    ]
    assert _table("Øvelser", agreed()) == [[name, "2026-04-09", "PLIVO på Mandal vgs.", "politi, brannvesen"]]
    elsewhere = {**FILES, COUNCIL: FILES[COUNCIL].partition("beredskap:")[0] + "beredskap: {dekkes_av: Lister}\n"}
    assert _table("Redning og beredskap", agreed(files=elsewhere))[0][4] == "Lister"
    assert agreed(files=elsewhere).total.content.preparedness == 1
    without = {**FILES, COUNCIL: FILES[COUNCIL].partition("beredskap:")[0]}
    assert _table("Redning og beredskap", agreed(files=without)) == []


# --- forums: 4.3a, 4.3d ----------------------------------------------------------------------------------


def test_that_it_was_considered_which_forums_are_needed() -> None:
    title = "Hvilke temafora som trengs"
    assert _table(title, agreed()) == [["Politirådet i Lindesnes", "2025-03-04", "Ett forum er nok."]]
    assert _table(title, agreed(day=date(2025, 3, 3))) == []
    without = _with(**{COUNCIL: ("temafora_vurdert: {dato: 2025-03-04, konklusjon: Ett forum er nok.}\n", "")})
    assert _table(title, agreed(files=without)) == []


# --- evaluations: 4.1.4a, 7c -----------------------------------------------------------------------------


def test_scores_by_question_over_the_years_against_the_district() -> None:
    lindesnes, forum, farsund = scores(agreed())
    assert [written(one, "nb") for one in lindesnes.head] == [
        "20.11.2025",
        "20.11.2024",
        "20.11.2023",
        "distriktet",
        "spørsmål",
    ]
    assert [[str(cell) for cell in row[:-1]] for row in lindesnes.rows] == [
        ["5", "3", "2", "4.5"],
        ["None", "2", "None", "None"],
    ]
    assert said(forum.title).startswith("Politirådet i Lindesnes, Utelivsforum:")
    assert [written(one, "nb") for one in forum.head] == ["01.12.2025", "spørsmål"]
    assert farsund.rows[0][:2] == (4, lindesnes.rows[0][3])


def test_one_council_is_held_against_its_whole_district() -> None:
    lindesnes, _ = scores(agreed("4205-lindesnes"))
    assert str(lindesnes.rows[0][3]) == "4.5"
    alone = {name: text for name, text in FILES.items() if not name.startswith(FARSUND)}
    lindesnes, _ = scores(agreed(files=alone))
    assert "distriktet" not in [written(one, "nb") for one in lindesnes.head]


def test_an_old_evaluation_is_not_held_against_a_day_before_it() -> None:
    (lindesnes,) = scores(agreed("4205-lindesnes", date(2024, 12, 31)))
    assert [written(one, "nb") for one in lindesnes.head] == ["20.11.2024", "20.11.2023", "spørsmål"]


# --- every format ----------------------------------------------------------------------------------------


def _sheets(made: Status) -> str:
    found = openpyxl.load_workbook(BytesIO(workbook(book(made), "T", DAY, "nb")))
    return "\n".join(
        str(cell) for sheet in found.worksheets for row in sheet.iter_rows(values_only=True) for cell in row
    )


def test_every_format_tells_it_all() -> None:
    made = agreed()
    answers = (
        "Ungdata 2025", "Voldsbildet i sentrum", "Færre unge i rusmiljøer", "Trygg skolevei", "Rus blant unge",
        "Trygt uteliv", "Felles runder fredag og lørdag", "Droppsone ved Furulunden", "Anne Berg", "Trusselvurdering",
        "PLIVO på Mandal vgs",
    )  # fmt: skip
    for text in (as_markdown(made), status_page(made), as_json(made), _sheets(made)):
        assert [one for one in answers if one not in text] == []
    # On a screen there is room for the goals and for what is waited for.
    for one in ("Voldsbildet i sentrum", "Færre unge i rusmiljøer", "Trygg skolevei", "i ønsket retning"):
        assert one in as_text(made)
    head, lindesnes, farsund = (line.split(";") for line in as_csv(rows(made), "nb").splitlines())
    told = {name: (here, there) for name, here, there in zip(head, lindesnes, farsund, strict=True)}
    assert told["kunnskapsgrunnlag"] == ("3", "1")
    assert told["kunnskap_bestilt"] == ("2", "0")
    assert told["mål"] == ("2", "0")
    assert told["mål_uten_noe"] == ("1", "0")
    assert told["mål_ønsket_vei"] == ("1", "0")
    assert told["beredskap_omtalt"] == ("1", "0")
    assert told["øvelser"] == ("1", "0")


@pytest.mark.parametrize("ending", ["pdf", "docx"])
def test_no_bird_gets_out(ending: Any) -> None:
    """Whatever is exempt shows its title for the public and its provision, in no format anything else."""
    made = agreed()
    texts = [as_text(made), as_markdown(made), status_page(made), as_json(made), _sheets(made)]
    assert "FUGL" not in "\n".join([*texts, as_csv(rows(made), "nb")])
    paper = file_of(Paper(as_markdown(made), "nb", "kps", DAY, wide=True), ending)
    assert _text(paper, ending).count("Trusselvurdering")
    assert "FUGL" not in _text(paper, ending)


def _text(data: bytes, ending: str) -> str:
    from zipfile import ZipFile

    from pypdf import PdfReader

    if ending == "pdf":
        return "\n".join(page.extract_text() for page in PdfReader(BytesIO(data)).pages)
    with ZipFile(BytesIO(data)) as archive:
        return "\n".join(archive.read(name).decode("utf-8", "replace") for name in archive.namelist())


def test_a_council_with_a_file_that_cannot_be_read_is_marked_here_too() -> None:
    files = {**FILES, f"{LINDESNES}/moter/2026-05-05.yaml": "type: [\n"}
    made = agreed(files=files)
    marked = "Politirådet i Lindesnes *"
    for title, column in (
        ("Målene, og det som er målt", 1),
        ("Redning og beredskap", 0),
        ("Bestilt og ikke levert", 1),
        ("Det som ikke nevner noe mål", 0),
    ):
        assert {row[column] for row in _table(title, made)} == {marked}
    assert said(scores(made)[0].title).startswith(marked)


def test_others_reports_tell_it_as_their_records_would() -> None:
    read = read_json(as_json(agreed()).encode())
    assert as_json(read) == as_json(agreed())
    assert _content(merged([read])) == _content(agreed())
    assert as_markdown(read) == as_markdown(agreed())
    other = of_district(read, "Oslo").content
    assert not any(getattr(other, name) for name in type(other).model_fields)


def test_a_report_from_before_has_none() -> None:
    document = json.loads(as_json(agreed()))
    del document["content"]
    assert read_json(json.dumps(document).encode()).content.goals == ()


def test_a_number_has_the_decimals_it_was_measured_with() -> None:
    from decimal import Decimal

    table = Table("t", ("a",), ((Decimal("0.035"),), (Decimal("12345.50"),), (Decimal("-3"),)))
    assert as_csv(table, "nb").splitlines()[1:] == ["0,035", "12345,50", "-3"]
    from kps.formats.tables import shown

    assert [shown(row[0], "nb") for row in table.rows] == ["0,035", "12\N{NO-BREAK SPACE}345,5", "-3"]
