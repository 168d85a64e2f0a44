"""A first mapping guesses what headings and cells speak for, and nothing where they may mean something else."""

from __future__ import annotations

from datetime import date

import pytest
from made_book import DAY, Cell, Rows, book, register

from kps.intake.source import Source, Wanted
from kps.intake.tables import apart, suggestion
from kps.intake.tables.mapping import mapping_of
from kps.language import Language, in_language

pytest.importorskip("python_calamine")

D = date(2023, 5, 1)


def text(rows: Rows, language: Language = "en") -> str:
    wanted = Wanted(DAY)
    return in_language(suggestion(apart(Source("x.xlsx", book(rows)), wanted), register(), wanted), language)


def guessed(*columns: tuple[str, Cell, Cell]) -> dict[str, str]:
    """The guesses for columns of two cells each, by heading."""
    made = text([[one[row] for one in columns] for row in range(3)])
    return {name: column.to for name, column in mapping_of(made).columns.items()}


KOMMUNE = ("Kommune", "Risør", "Grimstad")
RÅD = ("Politiråd", "Ja", "Nei")
AVTALE = ("Samarbeidsavtale", "inngått", "inngått")
KONTAKT = ("Politikontakt", "Kari Hansen", "Ola By")


@pytest.mark.parametrize(
    ("columns", "heading", "target"),
    [
        ([RÅD, AVTALE, ("Dato", D, D)], "Dato", "avtale.fra"),
        ([RÅD, ("Dato", D, D)], "Dato", "råd.opprettet"),
        ([RÅD, KONTAKT, ("Dato", D, D)], "Dato", None),
        ([("Dato", D, D), ("Sted", "Teams", "Rådhuset"), ("Referent", "Siv Aas", "Siv Aas")], "Dato", "møte.dato"),
        ([RÅD, KONTAKT, ("Fra", D, D), ("Til", D, D)], "Fra", "kontakt.tiltrådt"),
        ([RÅD, KONTAKT, ("Fra", D, D), ("Til", D, D)], "Til", "kontakt.fratrådt"),
        ([RÅD, AVTALE, ("Fra", D, D), ("Til", D, D)], "Til", "avtale.til"),
        ([RÅD, AVTALE, ("Status", "inngått", "tilbudt")], "Status", None),
        ([RÅD, ("Avtale fra", D, D), ("Status", "inngått", "tilbudt")], "Status", "avtale.status"),
        ([("Opprettet", D, D), ("Status", "aktivt", "nedlagt"), AVTALE], "Status", "råd.status"),
        ([RÅD, AVTALE, ("Telefon", "37 00 00 00", "37 00 00 01")], "Telefon", None),
        ([RÅD, KONTAKT, ("Telefon", "37 00 00 00", "37 00 00 01")], "Telefon", "kontakt.telefon"),
        ([RÅD, ("Ordfører", "Anne Berg", "Per Li"), ("E-post", "a@b.no", "c@d.no")], "E-post",
        "medlem(ordfører).epost"),
        ([RÅD, AVTALE, ("Kontaktperson", "Anne Berg", "Per Li")], "Kontaktperson", None),
        ([RÅD, ("Politiråd (ja/nei)", "Ja", "Nei")], "Politiråd (ja/nei)", None),
        ([AVTALE, ("Evalueringsår", 2025, 2024)], "Evalueringsår", "evaluering.år"),
        ([RÅD, ("Møte 1", D, D), ("Møte 2", D, D)], "Møte 2", "møte.dato"),
        ([RÅD, ("Haustmøte", D, D)], "Haustmøte", "møte.dato"),
        ([RÅD, AVTALE, ("Navn", "Anne Berg", "Per Li")], "Navn", None),
        ([RÅD, AVTALE, ("Sted", "Mandal", "Risør")], "Sted", None),
        ([RÅD, AVTALE, ("Sekretær", "Anne Berg", "Per Li")], "Sekretær", None),
        ([RÅD, AVTALE, ("Plan", "Ja", "Nei")], "Plan", None),
        ([RÅD, AVTALE, ("Møter 2025", 4, 3)], "Møter 2025", None),
        ([RÅD, AVTALE, ("Politirådsavtale", D, D)], "Politirådsavtale", None),
        ([("Politiråd", D, D), AVTALE], "Politiråd", "råd.opprettet"),
        ([("Politiråd", "Politirådet i Risør", "Grimstad politiråd"), AVTALE], "Politiråd", "råd.navn"),
        ([RÅD, ("SLT", "Ja", "Nei")], "SLT", "råd.slt.modell"),
        ([RÅD, ("SLT", "Siv Aas", "Per Li")], "SLT", "medlem(SLT-koordinator).navn"),
        ([RÅD, ("Møte 1 2026", D, D), ("2. møte 2026", D, D)], "Møte 1 2026", "møte.dato"),
        ([RÅD, ("Møte 1 2026", D, D), ("2. møte 2026", D, D)], "2. møte 2026", "møte.dato"),
        ([RÅD, KONTAKT, ("Politikontakt 2", "Anne Berg", "Per Li")], "Politikontakt 2", None),
        ([RÅD, AVTALE, ("Innbyggere", 7000, 24000)], "Innbyggere", None),
        ([RÅD, AVTALE, ("Fylke", "Agder", "Agder")], "Fylke", None),
    ],
)  # fmt: skip
def test_a_heading_means_what_its_neighbours_and_cells_say(
    columns: list[tuple[str, Cell, Cell]], heading: str, target: str | None
) -> None:
    assert guessed(KOMMUNE, *columns).get(heading) == target


def test_columns_under_a_group_say_things_of_what_the_group_is_about() -> None:
    groups = [
        "",
        "Politiråd",
        "",
        "Samarbeidsavtale",
        "",
        "Kontaktperson i politiet",
        "",
        "Kontaktperson i kommunen",
        "",
    ]
    own: list[Cell] = ["Kommune", "Ja/nei", "Dato", "Ja/nei", "Til", "Navn", "Tlf", "Navn", "Tlf"]
    row: list[Cell] = ["Risør", "Ja", D, "Ja", D, "Kari Hansen", "37123456", "Per Li", "37000000"]
    found = [one.to for one in mapping_of(text([groups, own, row])).columns.values()]
    assert found == [
        "kommune",
        "råd.status",
        "råd.opprettet",
        "avtale.status",
        "avtale.til",
        "kontakt.navn",
        "kontakt.telefon",
    ]


def test_each_guess_has_its_evidence_and_what_is_not_known_is_told() -> None:
    made = text(
        [
            ["Kommune", "Politiråd", "Avtale", "Politikontakt", "Avholdte møter 2025", "Intern kode"],
            ["Risør", "Ja", "Signert", "Kari Hansen", "12.3 og 4.6", "A1"],
            ["Grimstad", "Nei", "på vei", "Vakant", 3, "A2"],
            ["Totalt", 1, 1, None, 2],
        ]
    )
    assert made.splitlines() == [
        "# A first mapping, guessed from headings and cells. Look at each line, and mend what is wrong.",
        "ark: Politiråd",
        "overskrift: 1",
        "hopp_over: [{Kommune: Totalt}]",
        "kolonner:",
        "  Kommune: kommune                                        # 2 of 3 cells",
        '  Politiråd: {til: råd.status, verdier: {"Ja": aktivt, "Nei": utelat}}  # 2 of 3 cells; not known: 1',
        "  Avtale: {til: avtale.status, verdier: {Signert: inngått}}  # 1 of 3 cells; not known: på vei, 1",
        "  Politikontakt: kontakt.navn                             # 1 of 2 cells",
        "  Avholdte møter 2025: {til: møte.dato, år: 2025, status: avholdt}  # 1 of 3 cells",
        "  # Intern kode:                                          # not known; the cells are told as unplaced",
        "# standard: {kontakt.tiltrådt: 2024-01-01}   # "
        "contacts must have a first day; this is told as assumed for each",
    ]
    assert mapping_of(made).columns["Avtale"].words == {"Signert": "inngått"}


def test_headings_that_yaml_takes_for_something_else_are_written_so_that_they_are_read_back() -> None:
    odd = (
        ("Avtale: gyldig til [dato]", D, D),
        ("Politiråd, ja/nei #1", "Ja", "Nei"),
        ("E-post {kontakt}", "a@b.no", None),
    )
    found = guessed(KOMMUNE, KONTAKT, *odd)
    assert found["Avtale: gyldig til [dato]"] == "avtale.til"
    assert "Kommune" in found


def test_a_table_without_municipalities_has_no_mapping() -> None:
    assert text([["Navn", "Telefon", "E-post"], ["Kari Hansen", "1", "a@b.no"]]) == ""
