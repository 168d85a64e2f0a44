"""The outline of a record, what is found by letters, the links and what is written beside numbers, ids and dates."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from editor import agder_in

from kps.lsp.client import NESTED_SYMBOLS, Client, Settings
from kps.lsp.marks import document_links, inlay_hints
from kps.lsp.session import Place, Session
from kps.lsp.symbols import document_symbols, workspace_symbols

MEETING = "politirad/4205-lindesnes/moter/2026-12-03.yaml"
HELD = "politirad/4205-lindesnes/moter/2026-06-11.yaml"
COUNCIL = "politirad/4205-lindesnes/politirad.yaml"
ALL = {"start": {"line": 0, "character": 0}, "end": {"line": 9999, "character": 0}}


@pytest.fixture
def session(tmp_path: Path) -> Session:
    root = agder_in(tmp_path)
    session = Session(lambda: date(2026, 11, 23), "nb", Client(can=frozenset((NESTED_SYMBOLS,))))
    session.register_of(Place(root, MEETING))
    return session


def _about(session: Session, file: str, **more: Any) -> dict[str, Any]:
    (root,) = session.registers
    return {"textDocument": {"uri": (root / file).as_uri()}, **more}


def _walked(symbols: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for one in symbols:
        yield one
        yield from _walked(one["children"])


def _order(place: dict[str, int]) -> tuple[int, int]:
    return place["line"], place["character"]


@pytest.mark.parametrize("file", [MEETING, HELD, COUNCIL, "kps.yaml", "politirad/4205-lindesnes/avtale-2023.yaml"])
def test_each_symbol_lies_within_its_range_and_that_in_the_one_above(session: Session, file: str) -> None:
    symbols = document_symbols(session, _about(session, file))
    assert symbols
    for one in _walked(symbols):
        whole, name = one["range"], one["selectionRange"]
        assert _order(whole["start"]) <= _order(name["start"]) <= _order(name["end"]) <= _order(whole["end"])
        for child in one["children"]:
            assert _order(whole["start"]) <= _order(child["range"]["start"])
            assert _order(child["range"]["end"]) <= _order(whole["end"])


def test_a_meeting_shows_its_items_with_their_actions_and_a_council_its_members(session: Session) -> None:
    names = {one["name"]: one for one in _walked(document_symbols(session, _about(session, HELD)))}
    items = [one for one in names.values() if one["kind"] == 24]
    assert items
    assert all(one["name"][0].isdigit() and "/2026 " in one["name"] for one in items)
    assert any(child["kind"] == 14 for one in items for child in one["children"])
    members = [one for one in _walked(document_symbols(session, _about(session, COUNCIL))) if one["kind"] == 8]
    assert "Hege Stordal" in {one["name"] for one in members}
    assert all(one["detail"] for one in members)


def test_an_editor_that_knows_no_nesting_gets_them_one_by_one(session: Session) -> None:
    session.client = Client()
    symbols = document_symbols(session, _about(session, HELD))
    assert all(set(one) == {"name", "kind", "location"} for one in symbols)


def test_letters_in_their_order_find_what_has_them_whatever_the_case_and_signs(session: Session) -> None:
    found = workspace_symbols(session, {"query": "marit lauvas"})
    assert found[0]["name"] == "Marit Lauvås"
    assert "Hege Stordal" in [one["name"] for one in workspace_symbols(session, {"query": "hgstrd"})]
    assert workspace_symbols(session, {"query": "qqqq"}) == []
    assert 0 < len(workspace_symbols(session, {"query": ""})) <= 200


def test_a_file_that_is_there_is_a_link(session: Session) -> None:
    (link,) = document_links(session, _about(session, MEETING))
    assert link["target"].endswith("/politirad/4205-lindesnes/trygt-uteliv.md")


def test_numbers_ids_and_dates_are_told_beside_them_but_where_a_comment_does(session: Session) -> None:
    labels = [one["label"] for one in inlay_hints(session, _about(session, MEETING, range=ALL))]
    assert labels[0] == "tor."
    assert any(label.endswith((", pågår", ", forsinket", ", ikke påbegynt", ", ferdig")) for label in labels)
    (root,) = session.registers
    path = root / COUNCIL
    beside = [one["label"] for one in inlay_hints(session, _about(session, COUNCIL, range=ALL))]
    assert "Lindesnes" in beside
    text = path.read_text(encoding="utf-8")
    line = next(one for one in text.splitlines() if '"4205"' in one)
    path.write_text(text.replace(line, f"{line.partition('#')[0]}  # Lindesnes"), encoding="utf-8")
    again = Session(lambda: date(2026, 11, 23))
    again.register_of(Place(root, COUNCIL))
    labels = [one["label"] for one in inlay_hints(again, _about(session, COUNCIL, range=ALL))]
    assert labels.count("Lindesnes") == beside.count("Lindesnes") - 1


def test_there_are_none_where_the_user_wants_none(session: Session) -> None:
    session.settings = Settings(inlay_hints=False)
    assert inlay_hints(session, _about(session, MEETING, range=ALL)) == []


def test_a_contact_shows_its_municipalities_and_they_lead_to_their_councils(session: Session) -> None:
    symbols = document_symbols(session, _about(session, "politikontakter/marit-lauvas.yaml"))
    assert "4205 Lindesnes" in {one["name"] for one in _walked(symbols)}
    found = workspace_symbols(session, {"query": "farsund"})
    assert "Lister politiråd" in {one["containerName"] for one in found}
