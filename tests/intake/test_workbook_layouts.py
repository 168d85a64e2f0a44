"""Twelve workbooks as districts keep them: each cell is where it belongs, or told; no value is wrong."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from made_book import DAY, SHEET, Cell, Formula, Shown, book, read, register, separated

from kps.intake.claim import (
    AgreementSubject,
    ContactSubject,
    CouncilSubject,
    EvaluationSubject,
    MeetingSubject,
    Reading,
)
from kps.intake.claim import Subject as AnySubject
from kps.intake.settling.settle import Asked, settle
from kps.language import in_language

pytest.importorskip("python_calamine")

LAYOUTS = sorted((Path(__file__).parent / "workbooks").glob("*.yaml"))


def _cell(given: Any) -> Cell:
    match given:
        case {"dag": day, "som": code}:
            return Shown(day, code)
        case {"tall": number, "som": code}:
            return Shown(number, code)
        case {"formel": text}:
            return Formula(text)
        case {"feil": text}:
            return Formula("=NA()", text)
        case _:
            found: Cell = given
            return found


def made(layout: dict[str, Any]) -> tuple[bytes, str]:
    """The layout's file, and its name."""
    sheets = {name: [[_cell(one) for one in row] for row in rows] for name, rows in layout["ark"].items()}
    if "fil" in layout:
        return separated(next(iter(sheets.values())), layout["fil"]["tegn"], layout["fil"]["skrift"]), "kilde.csv"

    def more(whole: Any, sheet: Any) -> None:
        for merged in layout.get("slått_sammen", ()):
            first = merged.partition(":")[0]
            row, column = int(first[1:]) - 1, ord(first[0]) - ord("A")
            rows = next(iter(sheets.values()))
            value = rows[row][column]
            if isinstance(value, Shown):
                sheet.merge_range(merged, value.value, whole.add_format({"num_format": value.code}))
            else:
                sheet.merge_range(merged, value)
        for number in layout.get("skjult", {}).get("rader", ()):
            sheet.set_row(number - 1, None, None, {"hidden": True})
        for number in layout.get("skjult", {}).get("kolonner", ()):
            sheet.set_column(number, number, None, None, {"hidden": True})

    name, *others = sheets
    return book(sheets[name], name or SHEET, more, **{one: sheets[one] for one in others}), "kilde.xlsx"


def _named(subject: AnySubject) -> str:
    match subject:
        case CouncilSubject(numbers=numbers):
            return f"råd {' '.join(numbers)}"
        case AgreementSubject(kind=kind, numbers=numbers, party=party):
            return f"{'avtale' if kind == 'samarbeidsavtale' else kind} {' '.join(numbers)} {party}".rstrip()
        case ContactSubject(name=name):
            return f"kontakt {name}"
        case MeetingSubject(council=council, day=day):
            return f"møte {' '.join(council.numbers)} {day}"
        case EvaluationSubject(council=council, year=year):
            return f"evaluering {' '.join(council.numbers)} {year}"


def placed(found: Reading) -> tuple[dict[str, dict[str, str]], dict[str, str]]:
    """What is to stand in each record, where the source says one thing of it; and what says two, by its place."""
    said: dict[tuple[str, str], set[str]] = {}
    records = {_named(one.subject) for one in found.claims if one.pieces}
    for one in found.claims:
        assumed = not one.pieces and one.path[0] in ("navn", "politikontakt")
        if _named(one.subject) in records and one.path[0] != "kommuner" and not assumed:
            said.setdefault((_named(one.subject), ".".join(map(str, one.path))), set()).add(str(one.value))
    settled: dict[str, dict[str, str]] = {name: {} for name in records}
    for (name, way), values in said.items():
        if len(values) == 1:
            settled[name][way] = next(iter(values))
    for name in records:
        numbers = dict.fromkeys(
            str(one.value) for one in found.claims if _named(one.subject) == name and one.path[0] == "kommuner"
        )
        if name.startswith("kontakt"):
            settled[name]["kommuner"] = " ".join(numbers)
    both = {
        _at(piece.place): piece.text
        for one in found.claims
        for piece in one.pieces
        if len(said.get((_named(one.subject), ".".join(map(str, one.path))), ())) > 1
    }
    return settled, both


def _at(place: Any) -> str:
    return in_language(place, "en").rpartition("!")[2]


def _expected(layout: dict[str, Any]) -> dict[str, dict[str, str]]:
    return {name: {way: str(value) for way, value in record.items()} for name, record in layout["venter"].items()}


def _unplaced(found: Reading) -> Iterator[tuple[str, str]]:
    for one in found.told:
        if one.fate == "unplaced":
            assert one.reason is not None
            yield _at(one.piece.place), one.piece.text


@pytest.mark.parametrize("file", LAYOUTS, ids=lambda file: file.stem)
def test_each_cell_is_where_it_belongs_or_told(file: Path) -> None:
    layout = yaml.safe_load(file.read_text(encoding="utf-8"))
    data, name = made(layout)
    found = read(data, layout.get("tilordning"), name=name, of=layout["distrikt"])
    assert found.refused is None
    records, both = placed(found)
    expected = _expected(layout)
    for record in {**expected, **records}:
        assert records.get(record) == expected.get(record), record
    assert both == layout.get("i_konflikt", {})
    assert dict(_unplaced(found)) == layout.get("uten_plass", {})
    left_out = [one.text("en") for one in found.remarks if "is left out" in one.text("en")]
    assert [name for name in layout.get("utelatt_ark", ()) if not any(name in one for one in left_out)] == []


@pytest.mark.parametrize("file", LAYOUTS, ids=lambda file: file.stem)
def test_all_that_stands_in_the_sheets_is_told_of_once(file: Path) -> None:
    layout = yaml.safe_load(file.read_text(encoding="utf-8"))
    data, name = made(layout)
    found = read(data, layout.get("tilordning"), name=name, of=layout["distrikt"])
    cells = sum(one not in (None, "") for rows in layout["ark"].values() for row in rows for one in row)
    pieces = list(found.pieces)
    assert len({id(one) for one in pieces}) == len(pieces)
    assert len({in_language(one.place, "en") for one in pieces}) == cells


@pytest.mark.parametrize("file", LAYOUTS, ids=lambda file: file.stem)
def test_what_is_claimed_is_written_and_nothing_of_it_is_lost_on_the_way(file: Path) -> None:
    layout = yaml.safe_load(file.read_text(encoding="utf-8"))
    data, name = made(layout)
    found = read(data, layout.get("tilordning"), name=name, of=layout["distrikt"])
    settled, _ = settle(Asked(found, name, "x", "table", DAY), register(layout["distrikt"]), lambda file: b"")
    assert settled.sums_up
    fates = {(_at(one.piece.place), one.piece.text): one.fate for one in settled.pieces}
    assert {place: text for (place, text), fate in fates.items() if fate == "unplaced"} == layout.get("uten_plass", {})
    assert {place: text for (place, text), fate in fates.items() if fate == "conflict"} == layout.get("i_konflikt", {})
    assert len(settled.records) == len(_expected(layout))
