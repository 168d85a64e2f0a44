"""What an examiner's papers found: people of a side, deputies, the next meeting's place, automatic numbers, marks."""

from __future__ import annotations

from typing import Any

import pytest
from made_word import _W, p, part, table, word
from minutes_read import a_register, read, record, unplaced

pytest.importorskip("mammoth")

HEAD = p("Referat fra møte i politirådet i Lindesnes 5. februar 2026", "Tittel")
CASE = p("Sak 1/26 Ymse", "Overskrift2")
THERE = p("Til stede: Anne Berg, Per Li, Kari Hansen")
TWO = (p("Sak 1/26 Uro", "Overskrift2"), p("Prat KANARI"), p("Sak 2/26 Ok", "Overskrift2"), p("Fint."))


def _of(*lines: str) -> dict[str, Any]:
    return record(read(word(HEAD, *map(p, lines), CASE), a_register()))


@pytest.mark.parametrize(
    "line",
    [
        "Møtedato: 5. februar 2026   Stad: Kommunehuset, møterom Mandal   Tid: 9–11",
        "Dato: 5. februar 2026 Sted: Kommunehuset, møterom Mandal Tid: 09-11",
        "Dato: 5. februar 2026, Sted: Kommunehuset, møterom Mandal, Tid: kl. 09.00-11.00",
        "**Dato:** 5. februar 2026 **Sted:** Kommunehuset, møterom Mandal **Tid:** 09.00 - 11.00",
    ],
)
def test_labels_on_one_line(line: str) -> None:
    reading = read(word(HEAD, p(line), CASE), a_register())
    made = record(reading)
    assert (made["sted"], made["start"], made["slutt"]) == ("Kommunehuset, møterom Mandal", "09:00", "11:00")
    assert not unplaced(reading)


def test_a_label_that_is_not_known_ends_what_stands_before_it_on_its_line() -> None:
    reading = read(word(HEAD, p("Møterom: Elva   Innkalt av: Siv Aas"), CASE), a_register())
    assert record(reading)["sted"] == "Elva"
    assert unplaced(reading) == ["Innkalt av: Siv Aas"]


@pytest.mark.parametrize(
    "lines",
    [("Forfall:", "Fra kommunen: Per Li", "Fra politiet: Kari Hansen"),
     ("Forfall: Fra kommunen: Per Li. Fra politiet: Kari Hansen.",)],
)  # fmt: skip
def test_those_of_a_side_are_away_where_the_label_above_says_so(lines: tuple[str, ...]) -> None:
    made = _of("Til stede: Anne Berg", *lines)
    assert (made["til_stede"], made["forfall"]) == (["Anne Berg"], ["Per Li", "Kari Hansen"])


def test_after_some_who_were_away_nobody_says_whether_a_side_was_there() -> None:
    reading = read(word(HEAD, *map(p, ("Forfall: Per Li", "Fra politiet: Kari Hansen")), CASE), a_register())
    assert (record(reading)["forfall"], "til_stede" in record(reading)) == (["Per Li"], False)
    assert unplaced(reading) == ["Kari Hansen"]
    assert _of("Forfall: ingen", "Fra politiet: Kari Hansen")["til_stede"] == ["Kari Hansen"]


@pytest.mark.parametrize("line", ["Møtt for Ida Moe: Nils Vik", "Vara for Ida Moe: Nils Vik"])
@pytest.mark.parametrize("there", ["Anne Berg", "Anne Berg, Nils Vik"])
def test_a_deputy_told_after_the_member(line: str, there: str) -> None:
    assert _of(f"Til stede: {there}", line)["til_stede"] == ["Anne Berg", {"navn": "Nils Vik", "for": "Ida Moe"}]


def test_a_deputy_named_beside_one_who_was_away_was_not_away() -> None:
    reading = read(word(HEAD, p("Forfall: Per Li (vara: Jon Ro), Ida Moe (Nils Vik møtte)"), CASE), a_register())
    assert record(reading)["forfall"] == ["Per Li", "Ida Moe"]
    assert {"Jon Ro", "Nils Vik møtte"} <= set(unplaced(reading))


@pytest.mark.parametrize(
    "lines",
    [("Neste møte: 4. juni 2026 Sted: Rådhuset Tid: 10.00",),
     ("Neste møte: 4. juni 2026", "Sted: Rådhuset", "Tid: 10.00"),
     ("Neste møte:", "Dato: 4. juni 2026", "Sted: Rådhuset", "Tid: 10.00")],
)  # fmt: skip
def test_where_the_next_meeting_is_does_not_become_this_ones(lines: tuple[str, ...]) -> None:
    made = record(read(word(HEAD, THERE, CASE, *map(p, lines)), a_register()))
    assert made["neste_møte"] == "2026-06-04"
    assert not {"sted", "start"} & made.keys()


@pytest.mark.parametrize(
    ("text", "start", "numbers"), [("Sak %1", 1, [None, None]), ("Sak %1/26", 7, ["7/2026", "8/2026"])]
)
def test_numbers_that_word_sets_by_itself(text: str, start: int, numbers: list[str | None]) -> None:
    level = (
        f'<w:lvl w:ilvl="0"><w:start w:val="{start}"/><w:numFmt w:val="decimal"/><w:lvlText w:val="{text}"/></w:lvl>'
    )
    lists = f'<w:abstractNum w:abstractNumId="1">{level}</w:abstractNum>'
    lists += '<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>'
    body = (p("Orientering", listed=1), p("Godkjent."), p("**Trygg skolevei**", listed=1), p("Vedtak: Ja."))
    parts = {"word/numbering.xml": f"<w:numbering {_W}>{lists}</w:numbering>"}
    cases = record(read(word(HEAD, THERE, *body, parts=parts), a_register()))["saker"]
    assert [one.get("nr") for one in cases] == numbers
    assert [one["tittel"] for one in cases] == ["Orientering", "Trygg skolevei"]
    assert (cases[0]["referat"], cases[1]["konklusjon"]) == ("Godkjent.", "Ja.")


@pytest.mark.parametrize(
    "mark",
    ["Ikke offentlig", "Ikkje offentleg", "Offentlighetsloven § 5a", "off.lova § 13", "offvl. § 13",
     "pol.reg.loven § 23", "Unntas offentlighet", "Lukket møte", "Behandlet for lukkede dører"],
)  # fmt: skip
def test_other_ways_to_say_that_a_case_is_exempt(mark: str) -> None:
    first, second = record(read(word(HEAD, THERE, TWO[0], p(f"Prat. {mark}."), *TWO[2:]), a_register()))["saker"]
    assert ("unntatt_offentlighet" in first, "unntatt_offentlighet" in second) == (True, False)


_NOTE = '<w:footnote w:id="2">' + p("Unntatt etter offl. § 13, KANARI") + "</w:footnote>"
_COMMENT = '<w:comment w:id="2">' + p("u.off., KANARI") + "</w:comment>"


@pytest.mark.parametrize(
    ("after", "parts"),
    [
        ((), {"word/footnotes.xml": part("footnotes", _NOTE)}),
        ((), {"word/comments.xml": part("comments", _COMMENT)}),
        ((p("Vedlegg", "Overskrift2"), p("KANARI om sak 1/26 (u.off.)")), {}),
        ((p("Neste møte: 4. juni 2026"), p("Sak 1/26 er unntatt offentlighet, KANARI")), {}),
        (
            (p("Tiltaksliste"), table(["Tiltak", "Ansvarlig", "Frist"], ["Ring KANARI, u.off.", "Per Li", "1.3.2026"])),
            {},
        ),
    ],
)
def test_a_mark_outside_the_cases_closes(after: tuple[str, ...], parts: dict[str, str]) -> None:
    reading = read(word(HEAD, THERE, *TWO, *after, parts=parts), a_register())
    assert "unntatt_offentlighet" in record(reading)["saker"][0]
    pieces = [one.piece for one in reading.told] + [piece for claim in reading.claims for piece in claim.pieces]
    assert all(piece.exempt for piece in pieces if "KANARI" in piece.text)


def test_a_paper_that_is_refused_shows_nothing_of_what_is_exempt() -> None:
    reading = read(word(HEAD, p("Dato: 6. februar 2026"), *TWO, p("Unntatt off., KANARI")), a_register())
    assert reading.refused
    assert all(one.piece.exempt for one in reading.told)


@pytest.mark.parametrize("who", ["rektor ved Vassmyra Ola By", "Liv Ro, rektor ved Vassmyra Ola By"])
def test_a_place_and_a_name_after_a_role_are_not_one_name(who: str) -> None:
    reading = read(word(HEAD, p(f"Til stede: Anne Berg, {who}"), CASE), a_register())
    assert "rektor ved Vassmyra Ola By" in unplaced(reading)
    assert not any("Ola" in str(one) for one in record(reading)["til_stede"])


def test_a_deputys_cell_says_no_title() -> None:
    rows = (["Navn", "Rolle", "Møtt", "Møtt for"], ["Nils Vik", "Vara", "x", "Ida Moe"])
    made = record(read(word(HEAD, table(*rows), CASE), a_register()))
    assert made["til_stede"] == [{"navn": "Nils Vik", "for": "Ida Moe"}]


@pytest.mark.parametrize("head", ["Emne og drøfting", "Tema/innhold", "Sak / kommentarer"])
def test_a_column_of_titles_and_what_was_said(head: str) -> None:
    rows = (["Nr", head, "Ansvar/frist"], ["1/26", "**Rus**\nDrøftet.", "Ida Moe, 1.3.2026"])
    reading = read(word(HEAD, p("Til stede: Anne Berg"), table(*rows)), a_register())
    made = record(reading)
    assert (made["til_stede"], unplaced(reading)) == (["Anne Berg"], ["Ida Moe, 1.3.2026"])
    assert made["saker"] == [{"nr": "1/2026", "tittel": "Rus", "referat": "Drøftet."}]


def test_rows_below_a_head_of_columns_are_no_people() -> None:
    rows = (["Punkt", "Ansvar"], ["Rus", "Ida Moe"])
    reading = read(word(HEAD, p("Til stede: Anne Berg"), table(*rows), CASE), a_register())
    assert record(reading)["til_stede"] == ["Anne Berg"]


def test_a_stroke_between_two_labels() -> None:
    made = _of("Møteleiar: Anne Berg / Referent: Siv Aas")
    assert (made["møteleder"], made["referent"]) == ("Anne Berg", "Siv Aas")


def test_an_action_that_looks_as_a_name() -> None:
    (case,) = record(read(word(HEAD, THERE, CASE, p("Tiltak: Ring Ola. Ansvarlig: Kari. Frist: 15/3.")), a_register()))[
        "saker"
    ]
    assert case["tiltak"] == [{"hva": "Ring Ola.", "ansvarlig": ["Kari Hansen"], "frist": "2026-03-15"}]


def test_a_title_in_bold_ends_without_its_stop() -> None:
    body = p("**Sak 1/26 – Velkommen.** Ordføreren hilste.")
    (case,) = record(read(word(HEAD, THERE, body), a_register()))["saker"]
    assert (case["tittel"], case["referat"]) == ("Velkommen", "Ordføreren hilste.")


def test_a_follow_up_that_holds_the_words_of_an_exempt_action_is_not_shown() -> None:
    earlier = """\
type: møte
dato: 2026-01-14
status: avholdt
saker:
  - {nr: 1/2026, tittel: X, unntatt_offentlighet: ja, tiltak: [{hva: Ring KANARI, ansvarlig: Per Li}]}
"""
    rows = (
        ["Tiltak", "Ansvarlig", "Status"],
        ["Ring KANARI igjen", "Per Li", "Pågår"],
        ["Måle vann", "Per Li", "Pågår"],
    )
    reading = read(word(HEAD, THERE, table(*rows), CASE), a_register({"2026-01-14": earlier}))
    shown = [one.piece.text for one in reading.told if not one.piece.exempt]
    assert "Måle vann" in shown
    assert not any("KANARI" in text for text in shown)


def test_who_is_said_to_be_away_beside_the_name_was_not_there() -> None:
    made = _of("Til stede: Anne Berg, Per Li (forfall), Siv Aas (ikke møtt)")
    assert (made["til_stede"], made["forfall"], made["ikke_møtt"]) == (["Anne Berg"], ["Per Li"], ["Siv Aas"])


@pytest.mark.parametrize(
    "body",
    [(p("Deltakarar"), table(["Anne Berg", "Ordførar"], ["Ida Moe", "Forfall"])),
     (table(["Namn", "Rolle", "Status"], ["Anne Berg", "Ordførar", "Møtt"], ["Ida Moe", "", "Forfall"]),)],
)  # fmt: skip
def test_who_is_said_to_be_away_in_a_row_was_not_there(body: tuple[str, ...]) -> None:
    made = record(read(word(HEAD, *body, CASE), a_register()))
    assert (made["til_stede"], made["forfall"]) == (["Anne Berg"], ["Ida Moe"])


def test_a_unit_and_by_whom_is_one_who_is_responsible() -> None:
    rows = (["Tiltak", "Ansvarlig", "Frist"], ["Skriv", "Politiet v/Kari Hansen", "15.3.2026"])
    (case,) = record(read(word(HEAD, THERE, CASE, table(*rows)), a_register()))["saker"]
    assert case["tiltak"][0]["ansvarlig"] == ["Politiet v/Kari Hansen"]
