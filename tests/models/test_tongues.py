"""Both written forms of every value are right in any register, and mean the same."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from typing import Any

import pytest

from kps.models.meeting import Meeting
from kps.models.parse import KINDS, parse
from kps.models.vocabulary import spellings
from kps.register.seals import seal
from kps.source import read

BOKMÅL = {
    "politiråd": """
        type: politiråd
        navn: Politirådet
        kommuner: ["4205", "4206"]
        status: takket_nei
        invitert: 2021-01-15
        grunn: kommunesammenslåing
        ledelse: [{navn: Anne Berg, verv: nestleder}]
        medlemmer:
          - {navn: Anne Berg, rolle: [ordfører, leder av bydelsutvalg]}
          - {navn: Ida Moe, rolle: tjenesteenhetsleder, deltar: utvidet}
          - {navn: Tom Dahl, rolle: videregående skole}
        slt: {modell: annen, navn: Modellen}
        funksjoner: [{funksjon: mangfoldskoordinator}]
        grunnlag: [felles_utfordringer, digitale_møter]
        temafora: [{tema: trygge skoler}]
    """,
    "avtale": """
        type: avtale
        avtaletype: skoleavtale
        kommuner: ["4205"]
        skole: Mandal vgs.
        status: tilbudt
        tilbudt: 2023-05-02
        dekker: [forebygging, beredskap, sikkerhet]
        satsingsområder: [{navn: Vold, tema: vold i nære relasjoner og æresrelatert vold}]
    """,
    "møte": """
        type: møte
        dato: 2026-03-12
        status: avholdt
        oppfølging:
          - {tiltak: 2025-11-06/14.1, status: ikke_påbegynt}
          - {tiltak: 2025-11-06/14.2, status: forsinket}
          - {tiltak: 2025-11-06/14.3, status: bortfalt}
        saker:
          - {nr: 1/2026, tittel: Skolen, tema: [trygge skoler], utfall: utsatt, fast_sak: neste_møte}
          - {nr: 2/2026, tittel: Skolen, tema: rus og psykiatri, utfall: trukket}
    """,
    "evaluering": """
        type: evaluering
        gjelder: politirådet
        år: 2025
        gjennomført: 2025-11-20
        metode: hovedspørsmål
    """,
}
NYNORSK = {
    "takket_nei": "takka_nei",
    "kommunesammenslåing": "kommunesamanslåing",
    "nestleder": "nestleiar",
    "[ordfører, leder av bydelsutvalg]": "[ordførar, Leiar_av bydelsutval]",
    "tjenesteenhetsleder": "tenesteeiningsleiar",
    "videregående skole": "vidaregåande skule",
    "deltar: utvidet": "deltar: Utvida",
    "modell: annen": "modell: annan",
    "mangfoldskoordinator": "mangfaldskoordinator",
    "[felles_utfordringer, digitale_møter]": "[felles utfordringar, digitale_møte]",
    "[trygge skoler]": "Trygge skular",
    "tema: trygge skoler": "tema: trygge_skular",
    "avtaletype: skoleavtale": "avtaletype: skuleavtale",
    "status: tilbudt": "status: tilbode",
    "[forebygging, beredskap, sikkerhet]": "[førebygging, beredskap, tryggleik]",
    "vold i nære relasjoner og æresrelatert vold": "vald i nære relasjonar og æresrelatert vald",
    "status: avholdt": "status: avhalde",
    "ikke_påbegynt": "IKKJE PÅBYRJA",
    "forsinket": "forseinka",
    "bortfalt": "bortfalle",
    "utfall: utsatt": "utfall: utsett",
    "utfall: trukket": "utfall: trekt",
    "hovedspørsmål": "hovudspørsmål",
}


def _dumped(text: str) -> tuple[Any, list[str]]:
    record, misfits = parse(read(text.encode()).value, "x.yaml")
    assert record is not None
    return record, [one.message.text("en") for one in misfits]


def _in_nynorsk(kind: str) -> str:
    text = BOKMÅL[kind]
    for old, new in NYNORSK.items():
        text = text.replace(old, new)
    return text


@pytest.mark.parametrize("kind", BOKMÅL)
def test_the_same_record_in_both_written_forms(kind: str) -> None:
    assert _in_nynorsk(kind) != BOKMÅL[kind]
    bokmål, none = _dumped(BOKMÅL[kind])
    assert none == []
    for text in (_in_nynorsk(kind), unicodedata.normalize("NFD", _in_nynorsk(kind))):
        nynorsk, misfits = _dumped(text)
        assert misfits == []
        assert nynorsk.model_dump(mode="json", by_alias=True) == bokmål.model_dump(mode="json", by_alias=True)


def test_a_seal_is_over_the_meaning() -> None:
    sealed = []
    for text in (BOKMÅL["møte"], _in_nynorsk("møte")):
        record, _ = _dumped(text)
        assert isinstance(record, Meeting)
        sealed.append(seal(record))
    assert sealed[0] == sealed[1]


def _closed_values(schema: Any) -> Iterator[str]:
    if isinstance(schema, dict):
        yield from schema.get("metadata", {}).get("words", ())
        for inner in schema.values():
            yield from _closed_values(inner)
    elif isinstance(schema, list | tuple):
        for inner in schema:
            yield from _closed_values(inner)


def test_no_spelling_of_two_values_of_one_key_is_the_same() -> None:
    for kind in KINDS.values():
        kind.model_rebuild()
        closed = set(_closed_values(kind.__pydantic_core_schema__))
        assert all(name == word or name not in closed for word in closed for name in spellings(word))


@pytest.mark.parametrize(
    ("kind", "right", "nynorsk"),
    [
        ("møte", "møteleder", "møteleiar"),
        ("møte", "til_stede", "til_stades"),
        ("møte", "til_stede", "til stades"),
        ("møte", "oppfølging", "oppfølgjing"),
        ("møte", "ikke_møtt", "ikkje_møtt"),
        ("møte", "sted", "stad"),
        ("møte", "lenke", "lenkje"),
        ("møte", "ekstraordinært", "ekstraordinært_møte"),
        ("politiråd", "medlemmer", "medlemer"),
        ("politiråd", "ledelse", "leiing"),
        ("politiråd", "handlingsplaner", "handlingsplanar"),
        ("politiråd", "utvidelse", "utviding"),
        ("politiråd", "funksjoner", "funksjonar"),
        ("politiråd", "møter_per_år", "møte_per_år"),
        ("politiråd", "annen_samarbeidsform", "anna_samarbeidsform"),
        ("avtale", "underskrevet", "underskrive"),
        ("avtale", "satsingsområder", "satsingsområde"),
        ("avtale", "dekker", "dekkjer"),
        ("avtale", "utvidet_råd", "utvida_råd"),
        ("avtale", "tilbudt", "tilbode"),
        ("politikontakt", "tiltrådt", "tiltredd"),
        ("politikontakt", "tjenesteenhet", "tenesteeining"),
        ("politikontakt", "kommuner", "kommunar"),
        ("politikontakt", "andre_roller", "andre_rollar"),
        ("politikontakt", "forventninger_avklart", "forventningar_avklarte"),
        ("politikontakt", "godkjenning_pod", "godkjenning_frå_pod"),
        ("evaluering", "justeringer", "justeringar"),
        ("evaluering", "deltakere", "deltakarar"),
        ("evaluering", "gjelder", "gjeld"),
        ("register", "gjelder_fra", "gjeld_frå"),
    ],
)
def test_a_nynorsk_key_is_told_with_the_right_one(kind: str, right: str, nynorsk: str) -> None:
    _, misfits = parse({"type": kind, nynorsk: "x"}, "x.yaml")
    assert [one.near for one in misfits if one.path == (nynorsk,)] == [right]
