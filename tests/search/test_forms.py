"""A word is found in every form that Norwegian inflection gives it, and by no misspelling."""

from __future__ import annotations

import unicodedata
from itertools import product

import pytest

from kps.search.forms import beginning, forms, plain
from kps.search.query import Query


def alike(one: str, other: str) -> bool:
    return plain(other) in forms(one)


@pytest.mark.parametrize(
    "words",
    [
        "fartsgrense fartsgrensen fartsgrenser fartsgrensene fartsgrensa Fartsgrensens",
        "møte møtet møter møtene møta MØTE moete mote",
        "råd rådet rådene raad raadet rad",
        "tiltak tiltaket tiltakene tiltaka",
        "regel regelen regler reglene",
        "sykkel sykkelen sykler syklene",
        "program programmet programmer programmene",
        "leder lederen ledere lederne",
        "leiar leiaren leiarar leiarane",
        "politimester politimesteren politimestre",
        "innkalling innkallinga innkallingane innkallinger",
        "skule skulen skular skulane",
        "diskutere diskuterer diskuterte diskutert",
        "lokal lokalt lokale",
        "by byen byer byene",
        "våpen våpenet våpnene",
        "ærlig aerlig ærlige",
        "uro uroen uroene",
        "barn barnet barna barnas",
    ],
)
def test_forms_of_one_word_are_alike(words: str) -> None:
    some = words.split()
    assert [pair for pair in product(some, some) if not alike(*pair)] == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("fartsgrense", "fartgrense"), ("trafikk", "trafik"), ("støtte", "støte"), ("skole", "skolle"),
        ("fart", "far"), ("barn", "bare"), ("navn", "Nav"), ("sak", "takk"), ("grense", "gren"), ("rus", "russ"),
        ("rus", "Rune"), ("hus", "huene"),
        ("2026", "2025"), ("12", "12e"),
    ],
)  # fmt: skip
def test_other_words_and_misspellings_are_not(one: str, other: str) -> None:
    assert not alike(one, other)
    assert not alike(other, one)


def test_letters_are_compared_composed() -> None:
    assert alike("råd", unicodedata.normalize("NFD", "Rådet"))


def test_what_all_forms_begin_with_stands_in_each() -> None:
    for word in ("regel", "fartsgrense", "by", "program", "2026"):
        assert all(form.startswith(beginning(forms(word))) for form in forms(word))
        assert beginning(forms(word))


def test_a_query_is_words_and_phrases() -> None:
    query = Query.of('Uro "ved  Skolen" uro «fra mars»')
    assert query.words == ("uro",)
    assert query.phrases == ("ved skolen", "fra mars")
    assert not Query.of(' "" — ')


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Uro ved\n  skolen igjen", True),
        ("uroen VED SKOLEN", True),
        ("uro på skolen, ved skolene", False),
        ("uro ved skolens gjerde", False),
        ("ved skolen", False),
    ],
)
def test_a_phrase_is_exact_and_words_are_not(text: str, found: bool) -> None:
    query = Query.of('"ved skolen" uro')
    assert (query.parts_in(text) == query.parts) is found
