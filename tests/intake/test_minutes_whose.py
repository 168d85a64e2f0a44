"""Whose minutes a paper is and of which day; where that cannot be told for certain, nothing of it is written."""

from __future__ import annotations

import pytest
from minutes_read import COUNCIL, HEAD, KPS, a_register, an_empty_register, read, record
from written_word import written

from kps.intake.claim import CouncilSubject, MeetingSubject, Reading
from kps.register.memory import Texts
from kps.register.reading import load

pytest.importorskip("mammoth")

OTHER = "politirad/4206-farsund"
BODY = "\nTil stede: Anne Berg\nSak 1/26 Uro\nRådet drøftet saken."


def _reading(head: str, name: str = "Referat.docx", council: str = "") -> Reading:
    return read(written(head + BODY), a_register(), name, council)


@pytest.mark.parametrize(
    "head",
    [
        "Referat politirådet i Lindesnes 12.03.2026", "Politiråd Lindesnes\nDato: 12. mars 2026",
        "LINDESNES KOMMUNE\nMøte i politirådet torsdag 12/3-26", "Råd: Politirådet i Lindesnes\nMøtedato: 2026-03-12",
        "Kommune: Lindesnes\nTid: 12.3.2026 kl. 9-11", "^ Lindesnes kommune\nReferat 12. 3. 2026",
    ],
)  # fmt: skip
def test_the_council_and_the_day_are_told_in_many_ways(head: str) -> None:
    found = _reading(head)
    assert found.refused is None
    subjects = {claim.subject for claim in found.claims}
    assert {(one.council.folder, str(one.day)) for one in subjects if isinstance(one, MeetingSubject)} == {
        (COUNCIL, "2026-03-12")
    }


@pytest.mark.parametrize("name", ["Politiråd Lindesnes 12.03.26.docx", "2026-03-12_Lindesnes_kommune.docx"])
def test_the_files_name_tells_where_the_paper_does_not(name: str) -> None:
    found = _reading("Referat", name)
    assert found.refused is None
    assert record(found)["dato"] == "2026-03-12"


@pytest.mark.parametrize(
    ("head", "name"),
    [
        ("Politirådet i Lindesnes 12.03.2026\nDato: 13.03.2026", "Referat.docx"),
        ("Politirådet i Lindesnes 12.03.2026", "Referat 13.03.26.docx"),
        ("Politirådet i Lindesnes", "Referat 120326.docx"),
        ("Politirådet i Lindesnes 12.-13. mars 2026", "Referat.docx"),
        ("Politirådet i Lindesnes mars 2026", "Referat.docx"),
        ("Politirådet 12.03.2026", "Referat.docx"),
        ("Politirådet i Lindesnes og Kvinesdal 12.03.2026", "Referat.docx"),
        ("Politiråd for Farsund og Lyngdal 12.03.2026", "Referat.docx"),
        ("Innkalling til politirådet i Lindesnes 12.03.2026", "Referat.docx"),
    ],
)
def test_what_is_not_certain_is_refused_whole(head: str, name: str) -> None:
    found = _reading(head, name)
    assert found.refused is not None
    assert not found.claims
    assert list(found.told)


def test_the_council_that_is_asked_for_must_not_be_another_than_the_papers() -> None:
    assert _reading("Referat 12.03.2026", council=COUNCIL).refused is None
    farsund = HEAD.replace("Lindesnes", "Farsund").replace("4205", "4206")
    both = load(Texts({"kps.yaml": KPS, f"{COUNCIL}/politirad.yaml": HEAD, f"{OTHER}/politirad.yaml": farsund}))
    assert read(written("Politirådet i Lindesnes 12.03.2026" + BODY), both, council=OTHER).refused is not None


def test_a_council_that_the_register_has_none_of_is_opened_by_its_minutes() -> None:
    found = read(written("Referat fra Lindesnes politiråd 12.03.2026" + BODY), an_empty_register())
    of_council = {claim.path: claim for claim in found.claims if isinstance(claim.subject, CouncilSubject)}
    assert {path: claim.value for path, claim in of_council.items()} == {
        ("navn",): "Politirådet i Lindesnes",
        ("kommuner", 0): "4205",
        ("status",): "aktivt",
    }
    assert all(claim.remark for claim in of_council.values())
    assert record(found)["status"] == "avholdt"
