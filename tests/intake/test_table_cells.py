"""What stands in a cell is read as people mean it, or not at all."""

from __future__ import annotations

from datetime import date

import pytest

from kps.intake.readers.grid import Cell
from kps.intake.readers.number_formats import built_in, format_of
from kps.intake.tables.days import Years, days
from kps.intake.tables.mapping import Column
from kps.intake.tables.municipality_cells import NoPlace, Places, agreeing, municipalities_in
from kps.intake.tables.names import people
from kps.intake.tables.values import About, parts
from kps.models.places import municipalities

AGDER = Places("Agder", frozenset(one.number for one in municipalities().values() if one.district == "Agder"))
NORWAY = Places("", frozenset())


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("31.12.2025", "2025-12-31"), ("31/12-25", "2025-12-31"), ("12. mars 2026", "2026-03-12"),
        ("2026-03-12", "2026-03-12"), ("2026/03/12", "2026-03-12"), ("12.mars 26", "2026-03-12"), ("1/3 2025",
        "2025-03-01"),
        ("2. 3. 2025", "2025-03-02"), ("torsdag 12. mars 2026", "2026-03-12"), ("to. 12.3.26", "2026-03-12"),
        ("den 3. mai 2025", "2025-05-03"), ("3. jun 2024", "2024-06-03"), ("2026-03-12 00:00:00", "2026-03-12"),
        ("12.3.2025, 4.6.2025 og 9.9.2025", "2025-03-12 2025-06-04 2025-09-09"),
        ("12.3.2025\n14.5.2025", "2025-03-12 2025-05-14"), ("12.3.2025; 14.5.2025", "2025-03-12 2025-05-14"),
    ],
)  # fmt: skip
def test_a_day_in_any_writing(text: str, meant: str) -> None:
    assert " ".join(part.value for part in days(Cell(text), Years(2026))) == meant


@pytest.mark.parametrize(
    "text",
    ["mars 2017", "høst 2021", "Q1", "2016", "uke 12", "4", "4 møter", "ca. 12.3.2025", "12.3.2025 (avlyst)",
    "31.02.2025",
     "01.03.2025-31.03.2025", "fredag 12. mars 2026", "1.1.99", "20251231", "12. mars", "12.3", "3. ju 2024",
     "1. kvartal 2025",
     "innen 1.6.2026", "12.3.2025?", "våren 2025", "snarest"],
)  # fmt: skip
def test_what_is_no_day_is_never_made_one(text: str) -> None:
    parts = days(Cell(text), Years(2026))
    assert [part.value for part in parts] == [""]
    assert parts[0].reason
    assert parts[0].text == text


def test_a_day_without_a_year_is_one_of_the_columns_year_only() -> None:
    found = days(Cell("12.3, 4. juni og 9/9"), Years(2026, 2025))
    assert [(part.text, part.value) for part in found] == [
        ("12.3", "2025-03-12"), ("4. juni", "2025-06-04"), ("9/9", "2025-09-09")
    ]  # fmt: skip


def test_of_several_only_those_that_are_days_are_read() -> None:
    found = days(Cell("5. mars, høsten og 9. september 2025"), Years(2026))
    assert [part.value for part in found] == ["", "", "2025-09-09"]


def test_the_time_beside_a_day_is_a_part_of_its_own() -> None:
    day, clock = days(Cell("12.03.26 kl. 09.00"), Years(2026))
    assert (day.value, clock.value, clock.clock) == ("2026-03-12", "09:00", True)


def test_a_date_that_is_shown_without_its_year_has_the_columns_year_or_none() -> None:
    cell = Cell("12. mars", "part_of_day", date(2025, 3, 12))
    assert [part.value for part in days(cell, Years(2026))] == [""]
    assert [part.value for part in days(cell, Years(2026, 2025))] == ["2025-03-12"]
    assert [part.value for part in days(cell, Years(2026, 2024))] == [""]


@pytest.mark.parametrize(
    ("code", "whole", "month"),
    [("dd.mm.yyyy", True, True), ("[$-414]d. mmmm yyyy;@", True, True), ("mmm yy", False, True),
    ('"dato" yyyy', False, False),
     ("d. mmm", False, True), ("dd.mm.yyyy hh:mm", True, True), ("hh:mm", False, False), ("0.00E+00", False, False)],
)  # fmt: skip
def test_what_a_format_shows_of_a_date(code: str, whole: bool, month: bool) -> None:
    assert (format_of(code).whole_day, format_of(code).month) == (whole, month)


def test_formats_of_shares_and_of_zeros_before_numbers() -> None:
    assert [format_of(code).shown for code in ("0 %", "[h]:mm", "General")] == ["share", "time", "number"]
    assert [format_of(code).digits for code in ("0000", "00 00 00 00", "0.0")] == [4, 8, 0]
    assert (built_in(14).whole_day, built_in(17).whole_day, built_in(0).shown) == (True, False, "number")


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("4201", "4201"), ("4201.0", "4201"), (" 4201 ", "4201"), ("Kristiansand kommune", "4204"), ("KRISTIANSAND",
        "4204"),
        ("4204 Kristiansand", "4204"), ("Kristiansand (4204)", "4204"), ("4204 - Kristiansand", "4204"),
        ("Bykle herad", "4222"), ("4205-lindesnes", "4205"), ("Farsund, Flekkefjord og Kvinesdal", "4206 4207 4227"),
        ("Vegårshei (tidl. 0912)", "4212"), ("Lindesnes (tidligere Mandal, Marnardal)", "4205"),
    ],
)  # fmt: skip
def test_municipalities_in_any_writing(text: str, numbers: str) -> None:
    assert municipalities_in(text, AGDER) == tuple(numbers.split())


@pytest.mark.parametrize(("text", "number"), [("301", "0301"), ("Nore og Uvdal", "3338"), ("Herøy (Nordland)", "1818")])
def test_municipalities_of_all_of_norway(text: str, number: str) -> None:
    assert municipalities_in(text, NORWAY) == (number,)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("Herøy", "two municipalities are called so: 1515 (Møre og Romsdal) / 1818 (Nordland); write the number"),
        ("0417 Stange", "has the number 3413 today: Stange"),
        ("1027 Audnedal", "is now part of 4225 Lyngdal"), ("Songdalen", "is now part of 4204 Kristiansand"),
        ("4204 Lindesnes", "4204 is Kristiansand, not Lindesnes"), ("9999", "no municipality has this number"),
        ("Agder", "no municipality"), ("1507", "was divided between 1508 Ålesund, 1580 Haram"),
        ("Farsund og Agder", "“Agder”: no municipality"),
    ],
)  # fmt: skip
def test_what_is_no_municipality_of_today_is_told(text: str, why: str) -> None:
    found = municipalities_in(text, NORWAY)
    assert isinstance(found, NoPlace)
    assert found.reason.text("en") == why


def test_one_of_two_by_the_same_name_is_the_registers() -> None:
    nordland = Places("Nordland", frozenset(("1818", "1804")))
    assert municipalities_in("Herøy", nordland) == ("1818",)


def test_another_districts_municipality_is_told() -> None:
    found = municipalities_in("Oslo", AGDER)
    assert isinstance(found, NoPlace)
    assert found.reason.text("en") == "0301 Oslo is not among this register's municipalities"


def test_a_rows_number_and_name_must_agree() -> None:
    def of(*texts: str) -> object:
        return agreeing([(text, municipalities_in(text, NORWAY)) for text in texts])

    assert of("1818", "Herøy") == of("1818.0", "Herøy kommune") == ("1818",)
    assert of("4204", "Kristansand") == ("4204",)
    assert isinstance(of("4204", "Lindesnes"), NoPlace)
    assert isinstance(of("4204", "Kysten"), NoPlace)
    assert isinstance(of("1004", "Flekkefjord"), NoPlace)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Kari Hansen", "Kari Hansen"), ("Hansen, Kari", "Kari Hansen"), ("Anne-Lise von der Lippe",
        "Anne-Lise von der Lippe"),
        ("Kari Hansen og Ola Li", "Kari Hansen|Ola Li"), ("Kari Hansen / Ola Li", "Kari Hansen|Ola Li"),
        ("Kari B. Hansen", "Kari B. Hansen"), ("Žana Čuk", "Žana Čuk"), ("Tor Aas\nIda Moe", "Tor Aas|Ida Moe"),
        ("Kari\nHansen", "Kari Hansen"), ("Tor Aas   Ida Moe", "Tor Aas|Ida Moe"), ("Kari  Hansen", "Kari Hansen"),
        ("Hansen, Kari\nMoe, Ida", "Kari Hansen|Ida Moe"), ("Hansen, Kari; Ida Moe", "Kari Hansen|Ida Moe"),
    ],
)  # fmt: skip
def test_whole_names_are_people(text: str, names: str) -> None:
    assert "|".join(part.value for part in people(text)) == names


@pytest.mark.parametrize(
    "text",
    ["K. Hansen", "Kari", "Vakant", "Ikke avklart", "Kari Hansen, lensmann", "Kari Hansen, GDE Vest",
    "Berg Hansen, Kari Anne Lo",
     "Kari Hansen (Q)", "GDE Vest", "Lensmann Kari Hansen", "Kari Hansen / Lindesnes", "Under tilsetting", "12 Hansen",
     "Kari Hansen, Ola Li", "Felles politikontakt", "KH", "?", "Agder Politidistrikt", "Øvre Eiker",
     "Lister Politistasjon", "Felles Kontakt",
     "Mandal Politistasjon", "Kari Anne\nHansen", "Hansen, Kari\nIda", "Tor Aas\nvikar"],
)  # fmt: skip
def test_what_may_be_anybody_or_nobody_is_no_name(text: str) -> None:
    assert [part.value for part in people(text)] == [""]


@pytest.mark.parametrize("text", ["Kari Hansen (Ap)", "Hansen, Kari (Ap)", "Kari (Ap) Hansen"])
def test_a_party_in_brackets_is_told_beside_the_name(text: str) -> None:
    name, party = people(text)
    assert (name.value, party.text, party.value) == ("Kari Hansen", "Ap", "")
    assert party.reason is not None
    assert party.reason.text("en") == "a record has no place for a person's party"


def test_one_person_with_a_party_is_one_person() -> None:
    found = parts(Column.model_validate("medlem(ordfører).navn"), Cell("Kari Hansen (Ap)"), About(2026, NORWAY))
    assert [part.value for part in found] == ["Kari Hansen", ""]
    two = parts(Column.model_validate("møte.møteleder"), Cell("Kari Hansen (Ap), Ola Li (H)"), About(2026, NORWAY))
    assert not any(part.value for part in two)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("99 11 22 33", "99 11 22 33"), ("tlf. 07012345", "07012345"), ("+47 990 00 000", "+47 990 00 000"),
        ("0047 99 11 22 33", "0047 99 11 22 33"), ("99112233\n44556677", ""), ("9911 2233 4455 6677 8899", ""),
        ("61000001 / 90000000", "61000001 / 90000000"), ("99 11 22 33  44 55 66 77", ""),
        ("99 11 22 33 44 55 66 77 88", ""),
        ("990 00", "990 00"),
    ],
)  # fmt: skip
def test_one_telephone_number_is_read_and_never_two_as_one(text: str, number: str) -> None:
    (part,) = parts(Column.model_validate("kontakt.telefon"), Cell(text), About(2026, NORWAY))
    assert part.value == number
    assert bool(part.reason) is not bool(number)


def test_half_a_name_is_told_with_those_it_may_mean() -> None:
    (part,) = people("K. Hansen", {"Kari Hansen": "row 5", "Knut Lie": "row 6"})
    assert part.reason is not None
    assert part.reason.text("en") == "it may be Kari Hansen (row 5); write the name out"
