"""What a seal and a paper's fingerprint know of a record: any change of meaning, its place, and no other change."""

from __future__ import annotations

import unicodedata
from typing import Any

import pytest

from kps.models.meeting import Meeting
from kps.models.parse import parse
from kps.register.seals import changed_since, fingerprint, seal

RECORD: dict[str, Any] = {
    "type": "møte",
    "dato": "2026-03-12",
    "start": "09:00",
    "slutt": "11:00",
    "sted": "Rådhuset på Vigeland",
    "form": "fysisk",
    "lenke": "https://møte.example",
    "åpent": "ja",
    "utvidet": "ja",
    "ekstraordinært": "ja",
    "felles_med": ["4206-farsund"],
    "status": "avholdt",
    "avlysning": {"dato": "2026-03-01", "grunn": "Ikke avlyst"},
    "innkalling": {"sendt": "2026-03-01"},
    "referat": {"ferdig": "2026-03-18", "godkjent": "2026-06-11"},
    "møteleder": "Anne Berg",
    "referent": "Siv Aas",
    "til_stede": ["Anne Berg"],
    "forfall": ["Ida Moe"],
    "ikke_møtt": ["Per Li"],
    "oppfølging": [{"tiltak": "2025-12-04/1.1", "status": "ferdig", "merknad": "Gjort."}],
    "neste_møte": "2026-06-11",
    "kopi": ["Statsforvalteren"],
    "saker": [
        {"nr": "1/2026", "tittel": "Én sak", "konklusjon": "Tatt til orientering.", "vedlegg": [{"tittel": "Kart"}]},
        {"nr": "2/2026", "tittel": "To", "konklusjon": "A.", "vedtak": "B."},
    ],
}
OTHERS = {
    "notat": "Husk",
    "arkivref": {"kommune": "26/117"},
    "unntak": [{"regel": "M401", "begrunnelse": "x", "til": "2026-12-31"}],
}


def _meeting(**more: Any) -> Meeting:
    values = {key: value for key, value in (RECORD | more).items() if value is not None}
    record, misfits = parse(values, "politirad/4205-lindesnes/moter/2026-03-12.yaml")
    assert isinstance(record, Meeting)
    assert misfits == ()
    return record


SEAL = seal(_meeting())


@pytest.mark.parametrize("key", [key for key in RECORD if key not in ("type", "dato", "status", "saker")])
def test_a_key_that_is_taken_away_is_named(key: str) -> None:
    assert changed_since(_meeting(**{key: None}), SEAL) == ((key,),)


def test_every_key_of_a_meeting_is_tried_here() -> None:
    keys = {field.alias for field in Meeting.model_fields.values()}
    assert keys - set(RECORD) - set(OTHERS) == set()


@pytest.mark.parametrize(("key", "value"), [("dato", "2026-03-13"), ("status", "avlyst")])
def test_what_no_meeting_is_without_is_named_too(key: str, value: str) -> None:
    assert changed_since(_meeting(**{key: value}), SEAL) == ((key,),)


@pytest.mark.parametrize("key", ["tittel", "konklusjon", "vedlegg"])
def test_a_changed_case_is_named_by_its_place(key: str) -> None:
    first, second = RECORD["saker"]
    changed = first | {key: [{"tittel": "Et annet kart"}] if key == "vedlegg" else "Noe annet"}
    assert changed_since(_meeting(saker=[changed, second]), SEAL) == (("saker", 0),)
    assert changed_since(_meeting(saker=[first, second | {"konklusjon": "C."}]), SEAL) == (("saker", 1),)


def test_of_one_case_more_or_less_the_list_is_named() -> None:
    assert changed_since(_meeting(saker=RECORD["saker"][:1]), SEAL) == (("saker",),)
    assert changed_since(_meeting(saker=[*RECORD["saker"], {"nr": "3/2026", "tittel": "Ny"}]), SEAL) == (("saker",),)


@pytest.mark.parametrize("key", OTHERS)
def test_what_is_no_part_of_the_minutes_is_no_change(key: str) -> None:
    assert changed_since(_meeting(**{key: OTHERS[key]}), SEAL) == ()


def test_another_way_to_write_the_same_is_no_change() -> None:
    decomposed = unicodedata.normalize("NFD", RECORD["sted"])
    assert decomposed != RECORD["sted"]
    first, second = RECORD["saker"]
    same = [first | {"nr": "01/26", "konklusjon": None, "vedtak": "Tatt til orientering.  \n"}, second]
    cases = [{key: value for key, value in case.items() if value is not None} for case in same]
    follow_up = RECORD["oppfølging"][0] | {"tiltak": "2025-12-04/01.01"}
    again = _meeting(sted=decomposed, saker=cases, oppfølging=[follow_up])
    assert changed_since(again, SEAL) == ()


def test_the_seal_does_not_seal_itself() -> None:
    sealed = _meeting(referat=RECORD["referat"] | {"segl": SEAL})
    assert changed_since(sealed, SEAL) == ()
    assert fingerprint(sealed, public=False) == fingerprint(_meeting(), public=False)


@pytest.mark.parametrize("written", ["", "k1", SEAL[:20], SEAL.replace("k1.", "k2."), SEAL + ".x"])
def test_what_is_no_seal_of_ours_tells_of_no_change(written: str) -> None:
    assert changed_since(_meeting(sted="Et annet sted"), written) is None


def test_a_change_that_no_short_hash_tells_is_the_records_as_a_whole() -> None:
    version, whole, keys, cases = SEAL.split(".")
    assert changed_since(_meeting(), f"{version}.{whole[::-1]}.{keys}.{cases}") == ((),)


# --- a paper's fingerprint -------------------------------------------------------------------------------

BASIS = {"hjemmel": "offl. § 13", "offentlig_tittel": "Fra politiet"}


def _exempt(**more: Any) -> Meeting:
    """The meeting with its second case exempt."""
    return _meeting(saker=[RECORD["saker"][0], {"nr": "2/2026", "tittel": "To", "unntatt_offentlighet": BASIS} | more])


@pytest.mark.parametrize(
    ("more", "shown"),
    [
        ({"tittel": "Noe annet"}, False),
        ({"referat": "Vi skal spane."}, False),
        ({"tiltak": [{"hva": "Spane"}]}, False),
        ({"vedlegg": [{"tittel": "Kart"}]}, False),
        ({"unntatt_offentlighet": BASIS | {"begrunnelse": "Derfor"}}, False),
        ({"unntatt_offentlighet": BASIS | {"hjemmel": "offl. § 24"}}, True),
        ({"unntatt_offentlighet": BASIS | {"offentlig_tittel": "En annen"}}, True),
        ({"nr": "3/2026"}, True),
    ],
)
def test_of_an_exempt_case_a_public_paper_knows_what_it_shows(more: dict[str, Any], shown: bool) -> None:
    assert fingerprint(_exempt(**more), public=False) != fingerprint(_exempt(), public=False)
    assert (fingerprint(_exempt(**more), public=True) != fingerprint(_exempt(), public=True)) is shown


def test_of_an_exempt_attachment_too() -> None:
    def attached(title: str, basis: str = "offl. § 24") -> Meeting:
        attachment = {"tittel": title, "unntatt_offentlighet": {"hjemmel": basis}}
        return _meeting(saker=[RECORD["saker"][0] | {"vedlegg": [attachment]}])

    assert fingerprint(attached("A"), public=False) != fingerprint(attached("B"), public=False)
    assert fingerprint(attached("A"), public=True) == fingerprint(attached("B"), public=True)
    assert fingerprint(attached("A"), public=True) != fingerprint(attached("A", "offl. § 13"), public=True)


@pytest.mark.parametrize("key", ["notat", "unntak"])
def test_what_no_paper_shows_makes_none_stale(key: str) -> None:
    assert fingerprint(_meeting(**{key: OTHERS[key]}), public=False) == fingerprint(_meeting(), public=False)
