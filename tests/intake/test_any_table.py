"""Whatever stands in a table, each cell is told of once, and what is to stand in a record is what its key takes."""

from __future__ import annotations

import random
from datetime import date

from made_book import DAY, register

from kps.intake.claim import ContactSubject, Reading
from kps.intake.kinds import KINDS
from kps.intake.labels import labels
from kps.intake.readers.grid import Cell, CellKind, Merged, Row, Sheet, Workbook
from kps.intake.settling.settle import Asked, settle
from kps.intake.settling.subjects import KIND
from kps.intake.source import Wanted
from kps.intake.tables.reading import read
from kps.intake.tables.written import MappingText
from kps.models.fields import field_at

WORDS = (
    "", " ", "-", "–", "?", "x", "Ja", "nei", "aktivt", "Inngått", "Takka nei", "avholdt", "slt", "4", "4201",
    "4205", "301",
    "4201.0", "Risør", "Lindesnes kommune", "4204 Kristiansand", "Herøy", "1027 Audnedal", "Oslo", "Sum", "I alt",
    "Agder",
    "Farsund, Flekkefjord og Kvinesdal", "31.12.2025", "12. mars 2026", "mars 2017", "12.3, 4.6 og 9.9", "2026-03-12",
    "31.02.2025", "12.03.26 kl. 09.00", "Kari Hansen", "Hansen, Kari", "K. Hansen", "Kari Hansen og Ola Li", "Vakant",
    "kari@politiet.no", "a@b.no; c@d.no", "38 00 00 00", "+47 900 00 000", "50 %", "0,5", "=1+1", "#N/A", "{{ 7*7 }}",
    "null", "~", "no", "[a", "a: b", "# x", "- y", "\x00", "\x1b[31m", "a\nb", "\u202eabc", "’", "𝕏" * 40, "å" * 5000,
    "<b>", "yes", "true", "1e999", "nan", "٣", "१२.३.२०२५", "Politirådet i Risør", "lister", "Teams", "https://x.no",
)  # fmt: skip
PLACES = ("4201", "Risør", "Grimstad kommune", "4205 Lindesnes", "Farsund og Flekkefjord", "Arendal")
DAYS = (date(2025, 3, 12), date(1900, 1, 1), date(9999, 12, 31), date(2026, 1, 1))
KINDS_OF_CELLS: tuple[CellKind, ...] = ("text", "text", "text", "number", "part_of_day", "truth", "error", "uncomputed")


def made(chance: random.Random) -> Workbook:
    """A workbook of any cells under headings that are mostly known."""
    headings = ["Kommune", *chance.sample(sorted(word.text for word in labels("table")), chance.randint(2, 14))]
    chance.shuffle(headings)
    rows = [
        Row(1, {0: Cell("Tittel")}),
        Row(2, {column: Cell(text) for column, text in enumerate(headings) if text.strip()}),
    ]
    for number in range(3, 3 + chance.randint(1, 12)):
        cells = {column: cell for column in range(len(headings) + 1) if (cell := _cell(chance)) is not None}
        if chance.random() < 0.8:
            cells[headings.index("Kommune")] = Cell(chance.choice(PLACES))
        rows.append(Row(number, cells, chance.random() < 0.1))
    merged = (Merged(3, 0, 5, 0), Merged(2, 1, 2, 3)) if chance.random() < 0.3 else ()
    return Workbook((Sheet("Ark", tuple(row for row in rows if row.cells), False, frozenset((2,)), merged),))


def _cell(chance: random.Random) -> Cell | None:
    if chance.random() < 0.15:
        day = chance.choice(DAYS)
        return Cell(str(day), "day", day, chance.choice(("", "09:30")), chance.random() < 0.2)
    text = chance.choice(WORDS).strip()
    return Cell(text, chance.choice(KINDS_OF_CELLS)) if text else None


def _judge(found: Reading, book: Workbook) -> None:
    pieces = list(found.pieces)
    assert len({id(one) for one in pieces}) == len(pieces)
    cells = {sheet.place(row.number, column) for sheet in book for row in sheet.rows for column in row.cells}
    assert {one.place for one in pieces} == cells
    for told in found.told:
        assert told.reason or told.fate != "unplaced"
    for claim in found.claims:
        assert claim.pieces or claim.remark
        assert field_at(KIND[type(claim.subject)], claim.path) is not None
        assert claim.value or isinstance(claim.value, ContactSubject)


def test_each_cell_is_told_of_once_whatever_stands_in_it() -> None:
    chance = random.Random(20261124)
    of_agder = register()
    placed = 0
    for round in range(120):
        book = made(chance)
        found = read(book, None, of_agder, Wanted(DAY))
        _judge(found, book)
        placed += sum(len(one.pieces) for one in found.claims)
        if isinstance(found.mapping, MappingText) and not found.refused:
            # The mapping that was made says in a file what it said on the spot.
            from kps.intake.tables.mapping import mapping_of

            again = read(book, mapping_of(found.mapping.text("nb")), of_agder, Wanted(DAY))
            assert [(one.subject, one.path, one.value) for one in again.claims] == [
                (one.subject, one.path, one.value) for one in found.claims
            ]
        if round % 6 == 0:
            settled, _ = settle(Asked(found, "ark.xlsx", "x", "table", DAY), of_agder, lambda file: b"")
            assert settled.sums_up
    assert placed > 200


def test_the_kind_is_known_by_its_name() -> None:
    assert "table" in {one.name for one in KINDS}
