"""However odd a paper is put together, each of its words is in one piece, and nothing is raised."""

from __future__ import annotations

import random
import re
from collections import Counter
from datetime import date

import pytest
from minutes_read import TODAY, a_register

from kps.intake.claim import Reading
from kps.intake.minutes import Apart, reading
from kps.intake.minutes.lines import flow, lines_of, struck_of
from kps.intake.readers.blocks import Block, Cell, Paragraph, Place, Table, paragraphs
from kps.intake.source import Wanted

DAY = date(2026, 3, 12)
EARLIER = """\
type: møte
dato: 2026-02-12
status: avholdt
saker:
  - nr: 1/2026
    tittel: Lys
    tiltak: [{hva: Lys i parken, ansvarlig: Siv Aas}]
"""
WORDS = [
    "Anne Berg",
    "Per Li",
    "Kari Hansen",
    "Kari",
    "KH",
    "ordfører",
    "Nav",
    "politiet",
    "(vara)",
    "for Ida Moe",
    "v/ Ola Lie",
    "12.03.2026",
    "1. mai",
    "kl. 09.00–11.00",
    "Sak 1/26",
    "Sak 2",
    "sak 3/25",
    "PS 4/26:",
    "Vedtak:",
    "Konklusjon:",
    "Tiltak:",
    "Ansvarlig:",
    "Frist:",
    "snarest",
    "neste møte",
    "Bakgrunn",
    "og",
    ",",
    ";",
    ".",
    "-",
    "–",
    "(",
    ")",
    "Til stede:",
    "Forfall",
    "Neste møte:",
    "Referent:",
    "Sted:",
    "Dato:",
    "Tid",
    "Politirådet i Lindesnes",
    "Referat",
    "u.off.",
    "offl. § 13",
    "Saksliste",
    "Eventuelt",
    "x",
    "Status",
    "Hva",
    "Rus blant unge",
    "Det er slik.",
    "2026-02-12/1.1",
    "Lys i parken",
    "Møtet hevet kl. 12",
    "\t",
    "   ",
    "Godkjenning av innkalling",
    "Type: vedtak ·",
    "Tema:",
    "#",
    "Møteleder",
    "Dato og underskrift:",
    "Kopi:",
    "Tiltaksliste",
    "Oppfølging av tiltak",
    "Kunnskapsgrunnlag:",
    "Vedlegg:",
    "(fra politiet)",
    "Uro (unntatt offentlighet)",
]
HEADS = (
    "Sak",
    "Hva",
    "Ansvarlig",
    "Frist",
    "Status",
    "Merknad",
    "Navn",
    "Rolle",
    "Til stede",
    "Forfall",
    "Tittel",
    "Vedtak",
)


def _text(chosen: random.Random, most: int = 9) -> str:
    return " ".join(chosen.choice(WORDS) for _ in range(chosen.randint(1, most)))


def _paragraph(chosen: random.Random, place: Place) -> Paragraph:
    text = _text(chosen)
    return Paragraph(
        text,
        place,
        heading=chosen.choice([0, 0, 0, 0, 1, 2, 3]),
        bold=chosen.choice([0, 0, 0, len(text), 5]),
        level=chosen.choice([0, 0, 0, 1, 2]),
        ordered=chosen.random() < 0.2,
        struck=("Strøket tekst",) if chosen.random() < 0.05 else (),
    )


def _table(chosen: random.Random, number: int) -> Table:
    rows, columns = chosen.randint(1, 5), chosen.randint(1, 5)
    return Table(
        tuple(
            tuple(_cell(chosen, Place("body", 0, number, row, column), row) for column in range(columns))
            for row in range(rows)
        )
    )


def _cell(chosen: random.Random, place: Place, row: int) -> Cell:
    text = chosen.choice(HEADS) if row == 0 else _text(chosen, 3) if chosen.random() < 0.8 else ""
    blocks = tuple(Paragraph(one, place) for one in (text,) if one.strip())
    return Cell(blocks, chosen.choice([1, 1, 1, 2]), chosen.choice([1, 1, 1, 2]))


def _words(text: str) -> Counter[str]:
    return Counter(re.findall(r"\w+", text))


def _made(chosen: random.Random) -> tuple[Reading, Counter[str]]:
    blocks: list[Block] = [Paragraph("Referat Politirådet i Lindesnes 12.03.2026", Place("body", 1))]
    for number in range(chosen.randint(1, 25)):
        odd = chosen.random() < 0.15
        blocks.append(_table(chosen, number) if odd else _paragraph(chosen, Place("body", number + 2)))
    aside = [Paragraph(_text(chosen), Place(chosen.choice(["header", "comment", "footer"]), 1))]
    beside = tuple(line for paragraph in aside for line in lines_of(paragraph))
    paper = Apart("x.docx", flow(tuple(blocks)), beside, struck_of(paragraphs(tuple(blocks))), DAY)
    written = Counter[str]()
    for one in (*paragraphs(tuple(blocks)), *aside):
        written += sum((_words(text) for text in (one.text, *one.struck)), Counter[str]())
    return reading(paper, REGISTER, Wanted(TODAY)), written


REGISTER = a_register({"2026-02-12": EARLIER})


@pytest.mark.parametrize("part", range(4))
def test_each_word_is_in_one_piece_and_no_value_is_blank(part: int) -> None:
    for seed in range(part * 60, part * 60 + 60):
        found, written = _made(random.Random(seed))
        assert sum((_words(piece.text) for piece in found.pieces), Counter[str]()) == written, seed
        assert all(claim.value not in ("", [], {}) for claim in found.claims), seed
