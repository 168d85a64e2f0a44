"""The municipalities and the districts: the data is whole, and a place is found as people write it."""

import unicodedata
from datetime import date

import pytest

from kps.models.places import districts, find_district, find_municipality, former, municipalities, of_district


def test_the_country_is_whole() -> None:
    assert len(municipalities()) == 357
    assert sum(one.inhabitants for one in municipalities().values()) == 5_550_203
    assert {one.written_form for one in municipalities().values()} == {"bokmål", "nynorsk", "nøytral"}
    assert all(number == one.number and len(number) == 4 for number, one in municipalities().items())


def test_twelve_districts_share_it() -> None:
    assert len(districts()) == 12
    assert {one.district for one in municipalities().values()} == set(districts())
    assert sum(len(of_district(name)) for name in districts()) == 357


@pytest.mark.parametrize(
    ("district", "number"),
    [("Oslo", "3201"), ("Sør-Vest", "4228"), ("Trøndelag", "1811"), ("Nordland", "5516"), ("Innlandet", "3234")],
)
def test_a_district_may_cross_a_county(district: str, number: str) -> None:
    assert municipalities()[number] in of_district(district)


def test_no_such_district() -> None:
    assert of_district("Hålogaland") == ()


def test_three_are_herad() -> None:
    herad = [one.full_name for one in municipalities().values() if one.designation != "kommune"]
    assert herad == ["Ulvik herad", "Voss herad", "Kvam herad"]
    assert municipalities()["4205"].full_name == "Lindesnes kommune"


def test_a_district_in_both_written_forms() -> None:
    assert districts()["Sør-Øst"].full_name("nb") == "Sør-Øst politidistrikt"
    assert districts()["Sør-Øst"].full_name("nn") == "Sør-Aust politidistrikt"


@pytest.mark.parametrize(
    ("number", "successors"),
    [
        ("1029", ("4205",)),
        ("0101", ("3101",)),  # by way of 3001
        ("1901", ("5503",)),  # by way of 1903 and 5402
        ("1613", ("5055", "5056", "5059")),  # Snillfjord, by way of 5012, split in three
        ("1850", ("1806", "1875")),  # Tysfjord
        ("0720", ("3907", "3905")),  # Stokke, the main part first
        ("1507", ("1508", "1580")),  # the Ålesund that was split again
        ("1504", ("1508",)),  # the Ålesund before it
        ("1534", ("1580",)),  # the Haram before it
    ],
)
def test_successors_are_those_of_today(number: str, successors: tuple[str, ...]) -> None:
    assert former()[number].successors == successors


def test_every_former_number_leads_somewhere() -> None:
    assert len(former()) == 483
    assert former().keys().isdisjoint(municipalities())
    for one in former().values():
        assert one.successors
        assert set(one.successors) <= municipalities().keys()


def test_the_last_day_of_a_former_number() -> None:
    assert former()["1029"].until == date(2019, 12, 31)
    assert former()["3001"].until == date(2023, 12, 31)


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("4205", ["4205"]),
        (" LINDESNES ", ["4205"]),
        ("lindesnes kommune", ["4205"]),
        ("Voss herad", ["4621"]),
        ("Våler", ["3114", "3419"]),
        ("herøy", ["1515", "1818"]),
        (unicodedata.normalize("NFD", "Våler"), ["3114", "3419"]),
        ("Herøy (Nordland)", ["1818"]),
        ("deatnu", ["5628"]),
        ("Deatnu - Tana", ["5628"]),
        ("Kaivuono", ["5540"]),
        ("Kåfjord", ["5540"]),
        ("Trondheim", ["5001"]),
        ("Mandal", []),
        ("1029", []),
        ("", []),
    ],
)
def test_a_municipality_is_found_by_number_or_name(text: str, numbers: list[str]) -> None:
    assert [one.number for one in find_municipality(text)] == numbers


def test_the_facts_cannot_be_changed() -> None:
    with pytest.raises(TypeError):
        municipalities()["0301"] = municipalities()["4205"]  # type: ignore[index]
    with pytest.raises(AttributeError):
        municipalities()["0301"].name = "Kristiania"  # type: ignore[misc]


@pytest.mark.parametrize("text", ["Sør-Øst", "sør-aust", "Sør-Øst politidistrikt", " SØR-AUST POLITIDISTRIKT "])
def test_a_district_by_its_name_in_either_written_form(text: str) -> None:
    found = find_district(text)
    assert found is not None
    assert found.name == "Sør-Øst"


def test_no_district_of_that_name() -> None:
    assert find_district("Sør") is None
