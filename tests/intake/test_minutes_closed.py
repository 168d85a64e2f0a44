"""What is exempt from public disclosure in minutes: its words go into the record, and are told nowhere."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from minutes_read import a_register, read, record
from written_word import written

from kps.intake.claim import Reading
from kps.language import LANGUAGES, Message, in_language

pytest.importorskip("mammoth")

BIRD = "KANARI"
HEAD = "# Referat fra Politirådet i Lindesnes 12.03.2026\nTil stede: Anne Berg, Per Li, Kari Hansen\n"
OPEN = "## Sak 1/26 Åpen sak\nRådet drøftet saken.\n"

CLOSED: dict[str, list[str]] = {
    "in the title": [
        "## Sak 2/26 KANARI i byen (unntatt offentlighet, offl. § 13)",
        "KANARI er sett.",
        "Vedtak: KANARI tas.",
    ],
    "in the text": [
        "## Sak 2/26 KANARI",
        "KANARI er sett. Saken er u.off.",
        "Tiltak: KANARI. Ansvarlig: KANARI. Frist: KANARI",
    ],
    "on a line": [
        "## Sak 2/26 KANARI",
        "Unntatt offentlighet, offl. § 13 jf. politiregisterloven § 23 – KANARI",
        "KANARI",
    ],
    "in a table": [
        "## Sak 2/26 KANARI",
        "| Tiltak | Ansvarlig | Frist |",
        "| KANARI, offl. § 13 | KANARI | KANARI |",
    ],
    "in an attachment": [
        "## Sak 2/26 KANARI",
        "KANARI er sett.",
        "Vedlegg:",
        "- KANARI (unntatt off.)",
    ],
    "as a row": [
        "| Sak | Tittel | Vedtak |",
        "| 2/26 | KANARI | KANARI (offl. § 23) |",
    ],
    "in nynorsk": [
        "## Sak 2/26 KANARI",
        "Saka er unnateken offentlegheit etter offentleglova § 13.",
        "KANARI",
    ],
    "in its list": [
        "Saksliste",
        "Sak 1/26 Åpen sak",
        "Sak 2/26 KANARI (u.off.)",
        "## Sak 1/26 Åpen sak",
        "Åpent.",
        "## Sak 2/26 KANARI",
        "KANARI",
    ],
    "in the tail": [
        "## Sak 2/26 KANARI u. off.",
        "KANARI",
        "## Tiltaksliste",
        "| Tiltak | Ansvarlig | Frist |",
        "| KANARI | Per Li | KANARI |",
    ],
}
"""A closed case, by where it is marked."""


def _closed(where: str) -> str:
    return "\n".join(CLOSED[where])


def _reading(text: str) -> Reading:
    return read(written(text), a_register())


def _shown(reading: Reading) -> Iterator[str]:
    """All that an account may show: open pieces, places, reasons, remarks, and the values of open claims."""
    messages: list[Message] = list(reading.remarks)
    for piece in reading.pieces:
        yield "" if piece.exempt else piece.text
        yield from (in_language(piece.place, language) for language in LANGUAGES)
    for told in reading.told:
        messages += [told.reason] if told.reason else []
    for claim in reading.claims:
        messages += [claim.remark] if claim.remark else []
        if not any(piece.exempt for piece in claim.pieces):
            yield str(claim.value)
    messages += [one for one in (reading.refused, reading.about) if one]
    yield from (message.text(language) for message in messages for language in LANGUAGES)


@pytest.mark.parametrize("where", CLOSED)
def test_the_words_of_a_closed_case_are_told_nowhere(where: str) -> None:
    before = "" if where == "in its list" else OPEN
    found = _reading(HEAD + before + _closed(where))
    assert not [text for text in _shown(found) if BIRD in text]
    cases = record(found)["saker"]
    assert [bool(case.get("unntatt_offentlighet")) for case in cases] == [False, True]
    assert BIRD in str(cases[1])


def test_the_open_case_beside_it_stays_open() -> None:
    found = _reading(HEAD + OPEN + _closed("in the title"))
    assert "Rådet drøftet saken." in list(_shown(found))


@pytest.mark.parametrize(
    "mark",
    ["Unntatt offentlighet, jf. offl. § 13", "^ UNNTATT OFFENTLIGHET", "_ u.off.", "Gradering: u.off. offl. § 13"],
)
def test_a_mark_in_the_head_closes_every_case(mark: str) -> None:
    text = f"{mark}\n{HEAD}## Sak 1/26 KANARI\nKANARI\n## Sak 2/26 KANARI\nKANARI\nEtter: KANARI"
    found = _reading(text)
    assert all(case["unntatt_offentlighet"] for case in record(found)["saker"])
    assert not [text for text in _shown(found) if BIRD in text]


def test_what_stands_beside_a_paper_with_a_closed_case_is_closed_too() -> None:
    found = _reading(HEAD + OPEN + _closed("in the title") + "\n! Spør KANARI\n_ KANARI side 1")
    assert not [text for text in _shown(found) if BIRD in text]


def test_the_basis_that_stands_there_is_the_one_in_the_record() -> None:
    (_, closed) = record(_reading(HEAD + OPEN + _closed("on a line")))["saker"]
    assert closed["unntatt_offentlighet"] == {
        "hjemmel": "offl. § 13 jf. politiregisterloven § 23",
        "begrunnelse": "KANARI",
    }


def test_a_case_without_a_basis_is_closed_all_the_same() -> None:
    (_, closed) = record(_reading(HEAD + OPEN + _closed("in the text")))["saker"]
    assert closed["unntatt_offentlighet"] == "ja"


def test_an_earlier_closed_action_is_told_nowhere() -> None:
    earlier = """\
type: møte
dato: 2026-02-12
status: avholdt
saker:
  - nr: 1/2026
    tittel: KANARI
    unntatt_offentlighet: {hjemmel: offl. § 13}
    tiltak: [{hva: KANARI tas, ansvarlig: Per Li}]
"""
    table = "| Tiltak | Ansvarlig | Status | Merknad |\n| KANARI tas | Per Li | Utført | KANARI |\n"
    found = read(written(HEAD + table + OPEN), a_register({"2026-02-12": earlier}))
    assert record(found)["oppfølging"][0]["tiltak"] == "2026-02-12/1.1"
    assert not [text for text in _shown(found) if BIRD in text]
