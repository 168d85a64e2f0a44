"""What of minutes is sure is placed, and what two may mean is told: lists of actions, columns, numbers, parties."""

from __future__ import annotations

from typing import Any

import pytest
from minutes_read import a_register, read, record, unplaced
from written_word import written

from kps.intake.claim import Reading

pytest.importorskip("mammoth")

HEAD = "= Referat fra møte i politirådet i Lindesnes 5. februar 2026\n"
THERE = "Til stede: Anne Berg, Kari Hansen, Siv Aas\n"
CASE = "## Sak 1/26 Uro\n"


def _reading(text: str) -> Reading:
    return read(written(HEAD + text), a_register())


def _cases(text: str) -> list[dict[str, Any]]:
    found = record(_reading(THERE + text)).get("saker", [])
    assert isinstance(found, list)
    return found


# --- actions ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "actions",
    ["Tiltak:\n- Montere lys\n- Ringe skolen\n", "Tiltak: Montere lys\nTiltak: Ringe skolen\n",
     "Tiltak:\nMontere lys\nRinge skolen\n"],
)  # fmt: skip
def test_one_line_below_several_actions_is_told_and_given_to_none(actions: str) -> None:
    reading = _reading(f"{THERE}{CASE}{actions}Ansvarlig: Kari Hansen Frist: 1.3.2026\n")
    assert record(reading)["saker"][0]["tiltak"] == [{"hva": "Montere lys"}, {"hva": "Ringe skolen"}]
    assert unplaced(reading) == ["Ansvarlig: Kari Hansen", "Frist: 1.3.2026"]


def test_a_deadline_below_several_that_have_somebody_each_is_given_to_none() -> None:
    lines = "- Montere lys, ansvarlig: Siv Aas\n- Ringe skolen, ansvarlig: Kari Hansen\nFrist: 1.3.2026\n"
    reading = _reading(f"{THERE}{CASE}Tiltak:\n{lines}")
    assert not any("frist" in one for one in record(reading)["saker"][0]["tiltak"])
    assert unplaced(reading) == ["Frist: 1.3.2026"]


@pytest.mark.parametrize(
    "lines",
    ["- Montere lys\n- Ringe skolen\n  - Ansvarlig: Kari Hansen Frist: 1.3.2026\n",
     "- Montere lys\nAnsvarlig: Siv Aas\n- Ringe skolen\nAnsvarlig: Kari Hansen\nFrist: 1.3.2026\n",
     "- Montere lys, ansvarlig: Siv Aas, frist: 1.2.2026\n- Ringe skolen\nAnsvarlig: Kari Hansen. Frist: 1.3.2026\n"],
)  # fmt: skip
def test_a_line_below_an_action_is_that_ones_where_it_can_be_no_others(lines: str) -> None:
    reading = _reading(f"{THERE}{CASE}Tiltak:\n{lines}")
    last = record(reading)["saker"][0]["tiltak"][-1]
    assert last == {"hva": "Ringe skolen", "ansvarlig": ["Kari Hansen"], "frist": "2026-03-01"}
    assert not unplaced(reading)


def test_a_line_below_one_action_is_its_own() -> None:
    (case,) = _cases(f"{CASE}Tiltak:\n- Ringe skolen\nAnsvarlig: Kari Hansen Frist: 1.3.2026\n")
    assert case["tiltak"] == [{"hva": "Ringe skolen", "ansvarlig": ["Kari Hansen"], "frist": "2026-03-01"}]


@pytest.mark.parametrize("head", ["Ansvar/frist", "Ansvarlig / frist", "Ansvar og frist"])
@pytest.mark.parametrize("cell", ["Kari Hansen, 1.3.2026", "Kari Hansen // 1.3.2026", "Kari Hansen innen 1. mars 2026"])
def test_who_and_by_when_in_one_column(head: str, cell: str) -> None:
    (case,) = _cases(f"{CASE}| Tiltak | {head} |\n| Ringe skolen | {cell} |\n")
    assert case["tiltak"] == [{"hva": "Ringe skolen", "ansvarlig": ["Kari Hansen"], "frist": "2026-03-01"}]


def test_of_who_and_by_when_what_is_no_one_person_or_day_is_told() -> None:
    text = f"{CASE}| Tiltak | Ansvar/frist |\n| Ringe | Ola, 1.3.2026 |\n| Skrive | 1.3.2026 eller 1.4.2026 |\n"
    reading = _reading(THERE + text)
    first, second = record(reading)["saker"][0]["tiltak"]
    assert (first, second) == ({"hva": "Ringe", "frist": "2026-03-01"}, {"hva": "Skrive"})
    assert unplaced(reading) == ["Ola", "1.3.2026 eller 1.4.2026"]


def test_a_cell_over_several_rows_is_said_of_each() -> None:
    from made_word import cell, p, word

    merged, going_on = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    rows = (
        "".join(map(cell, ("Tiltak", "Ansvarlig", "Frist"))),
        cell("Ringe skolen") + cell("Kari Hansen", merged) + cell("1.3.2026"),
        cell("Montere lys") + cell("", going_on) + cell("1.4.2026"),
    )
    body = "<w:tbl>" + "".join(f"<w:tr>{row}</w:tr>" for row in rows) + "</w:tbl>"
    head = p("Referat fra møte i politirådet i Lindesnes 5. februar 2026", "Tittel")
    reading = read(word(head, p(THERE.strip()), p("Sak 1/26 Uro", "Overskrift2"), body), a_register())
    assert [one["ansvarlig"] for one in record(reading)["saker"][0]["tiltak"]] == [["Kari Hansen"], ["Kari Hansen"]]


# --- tables of cases -------------------------------------------------------------------------------------------


def test_a_table_of_cases_with_columns_of_actions() -> None:
    text = (
        "| Nr | Sak | Vedtak | Tiltak | Ansvar | Frist |\n"
        "| 1/26 | Uro i sentrum | Tatt til orientering. | Felles runder i mars | Kari Hansen | 1.3.2026 |\n"
        "| 2/26 | Lys | Utsettes. | | | |\n"
    )
    reading = _reading(THERE + text)
    action = {"hva": "Felles runder i mars", "ansvarlig": ["Kari Hansen"], "frist": "2026-03-01"}
    assert record(reading)["saker"] == [
        {"nr": "1/2026", "tittel": "Uro i sentrum", "konklusjon": "Tatt til orientering.", "tiltak": [action]},
        {"nr": "2/2026", "tittel": "Lys", "konklusjon": "Utsettes."},
    ]
    assert not unplaced(reading)


def test_the_case_goes_on_in_rows_without_a_number() -> None:
    text = (
        "| Saksnr | Sak | Tiltak | Ansvar | Frist |\n"
        "| 1/26 | Uro i sentrum | Felles runder | Kari Hansen | 1.3.2026 |\n"
        "| | | Montere lys | Siv Aas | 1.4.2026 |\n"
    )
    (case,) = _cases(text)
    assert [one["hva"] for one in case["tiltak"]] == ["Felles runder", "Montere lys"]
    assert [one["ansvarlig"] for one in case["tiltak"]] == [["Kari Hansen"], ["Siv Aas"]]


def test_a_list_of_actions_that_names_cases_opens_none() -> None:
    text = f"{CASE}Prat.\n| Saksnr | Sak | Tiltak | Ansvar | Frist |\n| 1/26 | Uro | Ringe | Kari Hansen | 1.3.2026 |\n"
    (case,) = _cases(text)
    assert case["tiltak"] == [{"hva": "Ringe", "ansvarlig": ["Kari Hansen"], "frist": "2026-03-01"}]


def test_columns_of_who_and_by_when_are_of_the_one_action_of_the_row() -> None:
    text = "| Nr | Sak | Referat | Ansvar | Frist |\n| 1/26 | Lys | Tiltak: Sette opp lys | Kari Hansen | 1.3.2026 |\n"
    (case,) = _cases(text)
    assert case["tiltak"] == [{"hva": "Sette opp lys", "ansvarlig": ["Kari Hansen"], "frist": "2026-03-01"}]


@pytest.mark.parametrize("text", ["Drøftet.", "Tiltak: Sette opp lys // Tiltak: Ringe skolen"])
def test_who_and_by_when_of_no_one_action_is_told(text: str) -> None:
    reading = _reading(
        f"{THERE}| Nr | Sak | Referat | Ansvar | Frist |\n| 1/26 | Lys | {text} | Kari Hansen | 1.3.2026 |\n"
    )
    (case,) = record(reading)["saker"]
    assert not any({"ansvarlig", "frist"} & one.keys() for one in case.get("tiltak", []))
    assert unplaced(reading) == ["Kari Hansen", "1.3.2026"]


# --- cases that are numbered and not called cases --------------------------------------------------------------


@pytest.mark.parametrize("sign", ["## {n}. {title}\n", "**{n}. {title}**\n", " {n}. {title}\n", "{n}) {title}\n"])
def test_cases_that_have_a_number_alone(sign: str) -> None:
    lines = [("Velkommen", "Ordføreren ønsket velkommen.\n"), ("Uro i sentrum", "Drøftet.\nVedtak: Runder i mars.\n"),
             ("Eventuelt", "")]  # fmt: skip
    text = "".join(sign.format(n=n, title=title) + body for n, (title, body) in enumerate(lines, 1))
    reading = _reading(THERE + text)
    made = record(reading)
    assert made["saker"] == [
        {"tittel": "Velkommen", "referat": "Ordføreren ønsket velkommen."},
        {"tittel": "Uro i sentrum", "referat": "Drøftet.", "konklusjon": "Runder i mars."},
        {"tittel": "Eventuelt", "fast_sak": "eventuelt"},
    ]
    assert made["notat"] == "Sakene er nummerert slik i kilden: 1, 2, 3."
    assert not unplaced(reading)


def test_a_list_of_numbered_cases_before_them() -> None:
    listed = "Saksliste\n 1. Velkommen\n 2. Uro\n"
    made = _cases(f"{listed}**1. Velkommen**\nHei.\n**2. Uro**\nDrøftet.\n")
    assert [(one["tittel"], one["referat"]) for one in made] == [("Velkommen", "Hei."), ("Uro", "Drøftet.")]


@pytest.mark.parametrize(
    "text",
    [" 1. Velkommen\n 2. Uro\n 3. Eventuelt\nDette var saklista.\n",  # a list, and nothing said of any of them
     "**1. Til stede**\nAnne Berg\n**2. Saker**\nPrat om uro.\n",  # a paper's own parts
     "**2. Uro**\nDrøftet.\n**3. Eventuelt**\nIntet.\n",  # not from the first on
     "**1. Uro**\nDrøftet.\n"],  # one alone is no order
)  # fmt: skip
def test_numbers_that_are_not_surely_cases(text: str) -> None:
    assert not _cases(text)


def test_numbered_points_of_a_case_are_none() -> None:
    (case,) = _cases(f"{CASE}**1. Først**\nA.\n**2. Så**\nB.\n")
    assert case["tittel"] == "Uro"


def test_headings_that_word_numbers_by_itself() -> None:
    from made_word import p, word

    lines = (p("**Velkommen**", listed=2), p("Hei."), p("**Uro**", listed=2), p("Drøftet."))
    head = p("Referat fra møte i politirådet i Lindesnes 5. februar 2026", "Tittel")
    numbering = {
        "word/numbering.xml": '<w:numbering xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
        '<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/>'
        '</w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num></w:numbering>'
    }
    body = (line.replace('w:ilvl w:val="1"', 'w:ilvl w:val="0"') for line in lines)
    made = record(read(word(head, p(THERE.strip()), *body, parts=numbering), a_register()))
    assert [(one["tittel"], one["referat"]) for one in made["saker"]] == [("Velkommen", "Hei."), ("Uro", "Drøftet.")]


# --- people ----------------------------------------------------------------------------------------------------


def test_a_table_with_a_column_of_deputies() -> None:
    rows = "| Anne Berg | x | |\n| Ida Moe | | Nils Vik |\n| Per Li | Forfall | Jon Ro |\n| Siv Aas | Ja | |\n"
    reading = _reading(f"| Medlem | Møtt | Vara |\n{rows}\n{CASE}")
    made = record(reading)
    assert made["til_stede"] == [
        "Anne Berg", {"navn": "Nils Vik", "for": "Ida Moe"}, {"navn": "Jon Ro", "for": "Per Li"}, "Siv Aas",
    ]  # fmt: skip
    assert made["forfall"] == ["Per Li"]
    assert not unplaced(reading)


def test_a_column_that_lists_each_members_deputy_tells_nobody_who_came() -> None:
    rows = "| Anne Berg | x | Liv Ås |\n| Ida Moe | | Nils Vik |\n"
    reading = _reading(f"| Medlem | Møtt | Vara |\n{rows}\n{CASE}")
    assert record(reading)["til_stede"] == ["Anne Berg"]
    assert set(unplaced(reading)) == {"Liv Ås", "Ida Moe", "Nils Vik"}


@pytest.mark.parametrize(
    "people",
    ["Til stede: Anne Berg, Eva Lund (Ap), Siv Aas\n", "Til stede:\nAnne Berg\nEva Lund (Ap)\nSiv Aas\n",
     "Til stede: Anne Berg\nEva Lund, Ap\nSiv Aas\n",
     "| Navn | Parti | Møtt |\n| Anne Berg | | x |\n| Eva Lund | Ap | x |\n| Siv Aas | | x |\n\n",
     "Til stede:\n| Navn | Rolle | Parti |\n| Anne Berg | | |\n| Eva Lund | | Ap |\n| Siv Aas | | |\n\n",
     "| Navn | Møtt |\n| Anne Berg | x |\n| Eva Lund (Ap) | x |\n| Siv Aas | x |\n\n"],
)  # fmt: skip
def test_a_party_is_told_and_the_name_placed(people: str) -> None:
    reading = _reading(f"{people}{CASE}")
    assert record(reading)["til_stede"] == ["Anne Berg", {"navn": "Eva Lund"}, "Siv Aas"]
    told = [(one.piece.text, one.reason.text("en")) for one in reading.told if one.fate == "unplaced" and one.reason]
    assert told == [("Ap", "a record has no place for a person's party")]


def test_who_is_said_to_have_been_there_and_not_is_told() -> None:
    reading = _reading(f"Til stede: Anne Berg, Per Li\nForfall: Per Li, Siv Aas\n{CASE}")
    made = record(reading)
    assert (made["til_stede"], made["forfall"]) == (["Anne Berg", "Per Li"], ["Siv Aas"])
    assert unplaced(reading) == ["Per Li"]


def test_the_party_of_a_member_and_of_one_who_was_away() -> None:
    reading = _reading(f"Til stede: ordfører Anne Berg (Høyre)\nForfall: Eva Lund (SV)\n{CASE}")
    made = record(reading)
    assert (made["til_stede"], made["forfall"]) == (["Anne Berg"], ["Eva Lund"])
    assert unplaced(reading) == ["Høyre", "SV"]


# --- titles ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("cell", ["Uro i sentrum. Det har vært bråk.", "Uro i sentrum // Det har vært bråk."])
def test_of_a_title_cell_the_first_sentence_is_the_title(cell: str) -> None:
    reading = _reading(f"{THERE}| Nr | Sak | Vedtak |\n| 1/26 | {cell} | Runder. |\n")
    assert record(reading)["saker"] == [
        {"nr": "1/2026", "tittel": "Uro i sentrum", "referat": "Det har vært bråk.", "konklusjon": "Runder."}
    ]
    assert not unplaced(reading)
    told = [claim.remark for claim in reading.claims if claim.path[-1] == "tittel"]
    assert bool(told[0]) == ("//" not in cell)


@pytest.mark.parametrize(
    "text",
    ["| Nr | Sak | Vedtak |\n| 1/26 | Uro | Runder. |\n| 2/26 | | Tatt til orientering. |\n",
     "## Sak 1/26 Uro\nVedtak: Runder.\n## Sak 2/26\nVedtak: Tatt til orientering.\n"],
)  # fmt: skip
def test_a_case_without_a_title_is_told_whole_and_not_written(text: str) -> None:
    reading = _reading(THERE + text)
    assert [one["nr"] for one in record(reading)["saker"]] == ["1/2026"]
    told = {one.piece.text: one.reason.text("en") for one in reading.told if one.fate == "unplaced" and one.reason}
    (why,) = set(told.values())
    assert why == "case 2/26 has no title; write one in the source and take it over again, or write the case by hand"
    assert "Tatt til orientering." in " ".join(told)
    assert "2/26" in " ".join(told)
