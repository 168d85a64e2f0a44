"""Another register is taken over record by record, byte for byte; what is somebody else's here is held back."""

from __future__ import annotations

from settling import CHARTER

from kps.intake.settling.account import Settlement
from kps.intake.settling.another_register import OtherRegister, files_of, settle_register
from kps.intake.settling.earlier import Earlier
from kps.register.memory import Texts
from kps.register.reading import load

CONTACT = "type: politikontakt\nnavn: Kari Hansen\nkommuner: ['4205']\ntiltrådt: 2025-01-01\n"
COUNCIL = """\
type: politiråd
navn: Rådet
kommuner: ['4205']   # vårt
status: invitert
invitert: 2025-01-01
politikontakt: kari-hansen
"""
OTHER = {
    "kps.yaml": CHARTER,
    "politikontakter/kari-hansen.yaml": CONTACT,
    "politirad/4205-lindesnes/politirad.yaml": COUNCIL,
    "politirad/4205-lindesnes/moter/2026-03-12.yaml": "type: møte\ndato: 2026-03-12\nstatus: planlagt\n",
    "politirad/4205-lindesnes/plan.md": "# Plan\n",
    "politirad/skadet.yaml": "type: [\n",
}


def taken(here: dict[str, str], other: dict[str, str] | None = None, earlier: Earlier | None = None) -> Settlement:
    texts = other or OTHER
    there = load(Texts(texts))
    source = OtherRegister("annet", there, {file: texts[file].encode() for file in files_of(there)})
    made, _ = settle_register(source, load(Texts(here)), lambda file: here[file].encode(), earlier or Earlier())
    return made


def fates(settled: Settlement) -> dict[str, str]:
    return {one.piece.text: one.fate for one in settled.pieces}


def test_the_records_come_byte_for_byte_to_the_same_places() -> None:
    settled = taken({"kps.yaml": CHARTER})
    assert settled.sums_up
    assert {one.file: one.after.decode() for one in settled.records} == {
        file: OTHER[file]
        for file in OTHER
        if file.endswith(".yaml") and file not in ("kps.yaml", "politirad/skadet.yaml")
    }
    assert fates(settled)["kps.yaml"] == fates(settled)["politirad/4205-lindesnes/plan.md"] == "left_out"
    assert fates(settled)["politirad/skadet.yaml"] == "unplaced"


def test_what_is_there_is_as_before_or_a_conflict_and_what_moved_there_alone_is_changed() -> None:
    first = taken({"kps.yaml": CHARTER})
    here = {"kps.yaml": CHARTER, **{file: data.decode() for file, data in first.written.items()}}
    assert set(fates(taken(here, None, first.wrote)).values()) == {"same", "left_out", "unplaced"}
    newer = OTHER | {"politikontakter/kari-hansen.yaml": CONTACT + "telefon: '900'\n"}
    assert [one.file for one in taken(here, newer, first.wrote).records] == ["politikontakter/kari-hansen.yaml"]
    assert fates(taken(here, newer))["politikontakter/kari-hansen.yaml"] == "conflict"
    here["politikontakter/kari-hansen.yaml"] += "# mitt\n"
    assert fates(taken(here, None, first.wrote))["politikontakter/kari-hansen.yaml"] == "same"
    assert fates(taken(here, newer, first.wrote))["politikontakter/kari-hansen.yaml"] == "conflict"


def test_a_contact_whose_id_is_anothers_here_is_held_back_with_all_that_names_it() -> None:
    here = {"kps.yaml": CHARTER, "politikontakter/kari-hansen.yaml": CONTACT.replace("Kari Hansen", "Kari Hansen Moe")}
    settled = taken(here)
    assert settled.records == ()
    held = {one.piece.text: one.reason.text("en") for one in settled.pieces if one.fate == "conflict" and one.reason}
    assert set(held) == {
        "politikontakter/kari-hansen.yaml",
        "politirad/4205-lindesnes/politirad.yaml",
        "politirad/4205-lindesnes/moter/2026-03-12.yaml",
    }
    assert all("Kari Hansen Moe" in why and "politirad.yaml" in why for why in held.values())


def test_somebodys_number_in_a_record_keeps_all_of_it_out() -> None:
    settled = taken({"kps.yaml": CHARTER}, OTHER | {"politikontakter/x.yaml": CONTACT + "område: '13097248022'\n"})
    assert (settled.records, settled.sums_up) == ((), True)
    assert settled.refused
    assert "13097248022" not in settled.refused.text("nb")
