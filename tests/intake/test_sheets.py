"""Which sheets and which rows of them a table is: nothing is read under another table's headings."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from made_book import DAY, Cell, Rows, book, read, register, said, unplaced

from kps.intake.source import Source, Wanted
from kps.intake.tables import apart, reading
from kps.intake.tables.headings import meanings

pytest.importorskip("python_calamine")

HEAD: list[Cell] = ["Kommune", "Politiråd", "Opprettet", "Politikontakt"]
RISØR: list[Cell] = ["Risør", "Ja", date(2020, 1, 1), "Kari Hansen"]


def test_what_stands_below_another_tables_headings_is_no_row_of_this_one() -> None:
    rows: Rows = [
        HEAD,
        RISØR,
        [],
        ["Kommune", "Ordfører", "Telefon", "Varaordfører"],
        ["Grimstad", "Anne Berg", "1", "Per Li"],
    ]
    found = read(book(rows))
    assert not [line for line in said(found) if "4202" in line or "Per Li" in line]
    assert unplaced(found)["Per Li"] == "another table begins in row 4"


def test_headings_that_are_said_again_are_headings_still() -> None:
    found = read(book([HEAD, RISØR, HEAD, ["Grimstad", "Ja", date(2021, 1, 1), "Per Li"]]))
    assert [line for line in said(found) if "4202" in line and "opprettet = 2021-01-01" in line]
    assert unplaced(found) == {}


def test_sheets_of_other_municipalities_under_the_same_headings_are_one_table() -> None:
    found = read(book([HEAD, RISØR], "Øst", Vest=[HEAD, ["Lindesnes", "Ja", date(2021, 1, 1), "Per Li"]]))
    assert found.refused is None
    assert len([line for line in said(found) if "status = aktivt" in line]) == 2


def test_sheets_that_tell_of_the_same_municipalities_are_not_read_as_one() -> None:
    data = book([HEAD, RISØR], "2024", år_2026=[HEAD, ["Risør", "Ja", date(2020, 1, 1), "Per Li"]])
    found = read(data)
    assert found.claims == ()
    assert found.refused is not None
    assert found.refused.text("en") == (
        "several sheets tell of the same municipalities: 2024, år_2026; say which with --sheet or ark:"
    )
    chosen = read(data, sheet="år_2026")
    assert [line for line in said(chosen) if "navn = Per Li" in line]
    assert not [line for line in said(chosen) if "Kari Hansen" in line]


def test_a_sheet_that_the_mapping_does_not_name_is_left_out_by_name() -> None:
    found = read(
        book([HEAD, RISØR], "Råd", Annet=[["a", "b"], ["c"]]),
        "ark: Råd\nkolonner: {Kommune: kommune, Politiråd: råd.navn}\n",
    )
    assert [one.text("en") for one in found.remarks] == ["sheet “Annet” is left out: 3 cells"]
    assert sum(one.fate == "left_out" for one in found.told) == 3


def test_a_mapping_for_another_sheet_or_other_headings_reads_nothing_and_says_why() -> None:
    mapping = "ark: {}\nkolonner: {{Kommune: kommune, X: råd.navn}}\n"
    for name, why in (("Borte", "there is no sheet “Borte”; the sheets are: Politiråd"),
                      ("Politiråd", "the sheet has no row with the headings that the mapping names")):  # fmt: skip
        found = read(book([HEAD, RISØR]), mapping.format(name))
        assert found.refused is not None
        assert found.refused.text("en") == why


@pytest.mark.parametrize("since", ["2024-02-01", "", "2024-02-01\nfratrådt: 2099-01-01"])
def test_nobody_is_ended_by_anothers_name(since: str) -> None:
    there = register(
        politikontakter__tor=f'type: politikontakt\nnavn: Tor Moen\nkommuner: ["4201"]\ntiltrådt: {since}\n'
    )
    source, wanted = Source("x.xlsx", book([HEAD, RISØR])), Wanted(DAY)
    found = reading(apart(source, wanted), there, wanted)
    assert [one.text("en") for one in found.remarks] == [
        "Risør has Tor Moen in the register, who is not ended; the source says Kari Hansen"
    ]
    assert not [line for line in said(found) if "fratrådt" in line]


def test_what_is_struck_out_in_a_row_is_told_and_not_placed() -> None:
    def more(whole: Any, sheet: Any) -> None:
        sheet.write_string("D2", "Kari Hansen", whole.add_format({"font_strikeout": True}))

    found = read(book([HEAD, [*RISØR[:3], None], ["Grimstad", "Ja", date(2021, 1, 1), "Per Li"]], more=more))
    assert unplaced(found) == {"Kari Hansen": "Risør, Politikontakt: it is struck out, or some of it"}


@pytest.mark.parametrize(
    ("heading", "year"),
    [("Møter 2025", 2025), ("Møter i 2025", 2025), ("Møter 2024-2025", None), ("Møter fra 2025", None)],
)
def test_the_year_of_a_heading_is_the_days_only_where_it_says_so(heading: str, year: int | None) -> None:
    found = meanings(heading)
    assert found is None or found.year == year


def test_a_cell_that_is_merged_over_rows_is_one_piece() -> None:
    def more(whole: Any, sheet: Any) -> None:
        sheet.merge_range("B2:B3", "Hansen, Kari")
        sheet.merge_range("C2:C3", "12.3.2026 kl. 09.00")
        sheet.merge_range("D2:D3", "4201-risor")

    mapping = (
        "fyll_ned: [Kontakt, Møte, Mappe]\n"
        "kolonner: {Kommune: kommune, Kontakt: kontakt.navn, Møte: møte.dato, Mappe: råd.mappe}\n"
    )
    found = read(book([["Kommune", "Kontakt", "Møte", "Mappe"], ["Risør"], ["Grimstad"]], more=more), mapping)
    assert len({(str(one.place), one.text) for one in found.pieces}) == len(list(found.pieces))
    assert "read as Kari Hansen" not in [one.remark.text("en") for one in found.claims if one.remark and not one.pieces]
