"""The vocabularies: complete, each word with its names, and found as people type it."""

import unicodedata
from collections.abc import Callable
from typing import Any

import pytest

from kps.models.vocabulary import (
    Vocabulary,
    functions,
    grounds,
    nearest,
    normal,
    nynorsk,
    reasons,
    roles,
    shown,
    slt_levels,
    staircase,
    standing_items,
    topics,
    words,
)

ALL = [roles, topics, functions, staircase, slt_levels, standing_items, grounds, reasons, words]

POLITICAL, ADMINISTRATIVE, POLICE = "politisk", "administrativ", "politi"

TABLE = {
    ("kommune", (POLITICAL,)): ["ordfører", "varaordfører", "folkevalgt", "leder av bydelsutvalg"],
    ("kommune", (POLITICAL, ADMINISTRATIVE)): ["byrådsleder", "byråd"],
    ("kommune", (ADMINISTRATIVE,)): [
        "kommunedirektør",
        "rådmann",
        "assisterende kommunedirektør",
        "kommunalsjef",
        "kommunaldirektør",
        "bydelsdirektør",
    ],
    ("kommune", ()): [
        "SLT-koordinator",
        "kriminalitetsforebyggende koordinator",
        "beredskapskoordinator",
        "kommuneoverlege",
        "barnevernsleder",
        "rektor",
        "enhetsleder",
        "brannsjef",
        "kommunejurist",
        "sekretær",
    ],
    ("politi", (POLICE,)): [
        "politimester",
        "visepolitimester",
        "driftsenhetsleder",
        "tjenesteenhetsleder",
        "tjenestestedsleder",
        "politistasjonssjef",
        "lensmann",
        "regionlensmann",
        "politiavdelingsleder",
    ],
    ("politi", ()): [
        "politikontakt",
        "leder for forebyggende enhet",
        "beredskapsplanlegger",
        "etterretning",
        "næringslivskontakt",
        "radikaliseringskontakt",
        "mangfoldskoordinator",
        "familievoldskoordinator",
        "forebyggende risikovurderer",
        "fagansvarlig for forebygging av partner- og æresrelatert vold",
        "SARA-koordinator",
        "nettpatrolje",
        "støttesenter for kriminalitetsutsatte",
        "Statens barnehus",
        "miljøkrimkoordinator",
    ],
    ("andre", ()): [
        "næringsliv",
        "frivillig organisasjon",
        "videregående skole",
        "fylkeskommune",
        "brannvesen",
        "helseforetak",
        "Nav",
        "konfliktråd",
        "Sivilforsvaret",
        "Heimevernet",
    ],
}
"""The contract's table of roles, by party and leadership."""


@pytest.mark.parametrize(("party", "leadership", "key"), [(*kind, key) for kind, keys in TABLE.items() for key in keys])
def test_party_and_leadership_follow_from_the_role(party: str, leadership: tuple[str, ...], key: str) -> None:
    role = roles().get(key)
    assert role is not None
    assert (role.key, role.party, role.leadership) == (key, party, frozenset(leadership))


def test_heads_of_the_police_and_extended_councils() -> None:
    unit_heads = {role.key for role in roles() if role.unit_head}
    district_heads = {role.key for role in roles() if role.district_head}
    assert unit_heads == {"tjenesteenhetsleder", "politistasjonssjef", "lensmann", "regionlensmann"}
    assert district_heads == {"driftsenhetsleder", "visepolitimester", "politimester"}
    extending = {role.key for role in roles() if role.extends}
    assert extending == {"næringsliv", "frivillig organisasjon", "videregående skole"}


@pytest.mark.parametrize("vocabulary", ALL)
def test_every_term_has_its_names_and_no_two_share_one(vocabulary: Callable[[], Vocabulary[Any]]) -> None:
    seen: dict[str, str] = {}
    for term in vocabulary():
        assert {"nn", "en"} <= term.labels.keys(), term.key
        for name in (*term.spellings, *term.labels.values()):
            assert seen.setdefault(normal(name), term.key) == term.key


@pytest.mark.parametrize(
    ("vocabulary", "size"),
    [(topics, 18), (staircase, 4), (slt_levels, 3), (standing_items, 12), (grounds, 4)],
)
def test_how_many_there_are(vocabulary: Callable[[], Vocabulary[Any]], size: int) -> None:
    assert len(vocabulary().keys()) == size


def test_the_functions_are_roles_of_the_police() -> None:
    for function in functions():
        role = roles().get(function.key)
        assert role is not None
        assert role.party == "politi"


def test_standing_items_come_in_the_order_of_an_agenda() -> None:
    assert standing_items().keys() == (
        "godkjenning_innkalling",
        "godkjenning_referat",
        "oppfølging",
        "runde_politi",
        "runde_kommune",
        "juridiske_rammer",
        "slt",
        "temafora",
        "revisjon",
        "evaluering",
        "eventuelt",
        "neste_møte",
    )


@pytest.mark.parametrize(
    "text",
    ["leder av bydelsutvalg", "LEDER AV BYDELSUTVALG", "leder_av_bydelsutvalg", "  leder  av\tbydelsutvalg "],
)
def test_case_underscore_and_blanks_make_no_difference(text: str) -> None:
    role = roles().get(text)
    assert role is not None
    assert role.key == "leder av bydelsutvalg"


def test_the_encoding_of_a_letter_makes_no_difference() -> None:
    decomposed = unicodedata.normalize("NFD", "RÅDMANN")
    assert decomposed != "RÅDMANN"
    role = roles().get(decomposed)
    assert role is not None
    assert role.key == "rådmann"


def test_labels() -> None:
    mayor = roles().get("ordfører")
    assert mayor is not None
    assert [mayor.text(language) for language in ("nb", "nn", "en")] == ["ordfører", "ordførar", "mayor"]


@pytest.mark.parametrize("text", ["ordforer", "ordfoerer", "Ordfører", "odrfører", "ordfører:"])
def test_a_slip_is_recognised(text: str) -> None:
    assert roles().nearest(text) == "ordfører"


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("naeringsliv", "næringsliv"),
        ("videregaende skole", "videregående skole"),
        ("videregaaende skole", "videregående skole"),
        ("tjenestenhetsleder", "tjenesteenhetsleder"),
        ("lensman", "lensmann"),
        ("vaktmester", None),
        ("kirkeverge", None),
        ("", None),
    ],
)
def test_the_nearest_role(text: str, meant: str | None) -> None:
    assert roles().nearest(text) == meant


def test_the_nearest_of_any_choices_is_given_as_written() -> None:
    assert nearest("Ann Berg", ["Kari Hansen", "Anne Berg"]) == "Anne Berg"
    assert nearest("medlem", ["ledelse", "medlemmer"]) == "medlemmer"
    assert nearest("noe annet", ["ledelse", "medlemmer"]) is None
    assert nearest("fra", []) is None


@pytest.mark.parametrize(
    ("text", "meant"),
    [("tenesteeiningsleier", "tenesteeiningsleiar"), ("vidaregaande skule", "vidaregåande skule")],
)
def test_a_slip_in_nynorsk_is_told_in_nynorsk(text: str, meant: str) -> None:
    assert roles().nearest(text) == meant


@pytest.mark.parametrize(
    ("word", "read"),
    [
        ("ikke_påbegynt", ["ikke påbegynt", "ikkje påbyrja", "not begun"]),
        ("avholdt", ["avholdt", "avhalde", "held"]),
        ("Mandal", ["Mandal", "Mandal", "Mandal"]),
    ],
)
def test_a_value_is_shown_in_the_readers_tongue(word: str, read: list[str]) -> None:
    assert [shown(word, "nb"), shown(word, "nn"), shown(word, "en")] == read


@pytest.mark.parametrize(
    ("word", "written"),
    [
        ("ikke_påbegynt", "ikkje_påbyrja"),
        ("takket_nei", "takka_nei"),
        ("ordfører", "ordførar"),
        ("trygge skoler", "trygge skular"),
        ("eget tema", "eget tema"),
    ],
)
def test_a_value_is_written_in_the_registers_tongue(word: str, written: str) -> None:
    assert nynorsk(word) == written
