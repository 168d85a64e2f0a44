"""What an editor is told of the records: the same as kps validate tells."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from editor import ROOT, agder_in, editor

from kps.lsp import diagnostics
from kps.lsp.session import Place, Session
from kps.lsp.texts import OpenText
from kps.output.findings_json import as_json
from kps.register.tree import REGISTER_FILE, registers_at, whole
from kps.workspace.opening import Workspace
from kps.workspace.scope import Scope
from kps.workspace.validation import Asked, validated

pytest.importorskip("pygls", reason="the extra lsp is not installed")

DAY = date(2026, 11, 23)
SEVERITIES = {"error": 1, "warning": 2, "hint": 3}
EXAMPLES = tuple(root for name in ("agder", "mangler") for root in registers_at(ROOT / "examples" / name)[0])

Told = list[tuple[Any, ...]]


def _validated(root: Path) -> dict[str, Told]:
    """What validate tells of each file: code, place and severity, in its order."""
    workspace = Workspace.open([root])
    outcome = validated(workspace, Scope((whole(root),)), Asked(DAY)).outcome
    label = workspace.registers[0].label
    found: dict[str, Told] = {}
    for one in json.loads(as_json(outcome))["findings"]:
        place = (one["line"] - 1, one["column"] - 1, one["end_line"] - 1, one["end_column"] - 1)
        file = one["file"].removeprefix(f"{label}/")
        found.setdefault(file, []).append((one["code"], *place, SEVERITIES[one["severity"]]))
    return found


def _told(shown: list[dict[str, Any]]) -> Told:
    return [
        (
            one["code"],
            *(one["range"][edge][key] for edge in ("start", "end") for key in ("line", "character")),
            one["severity"],
        )
        for one in shown
        if one["severity"] < 4
    ]


def _session(root: Path) -> Session:
    session = Session(lambda: DAY)
    session.client = type(session.client)(encoding="utf-32")
    session.register_of(Place(root, REGISTER_FILE))
    return session


def _opened(root: Path) -> Iterator[tuple[Place, Session]]:
    """Each text of a register opened in turn, in one session."""
    session = _session(root)
    for file in session.registers[root].register.files:
        place = Place(root, file)
        if file.endswith((".yaml", ".yml", ".md")):
            session.texts[place.path] = OpenText(place.path.as_uri(), 1, session.text(place).text)
            session.renew(place)
            yield place, session
            del session.texts[place.path]
            session.renew(place)


@pytest.mark.parametrize("root", EXAMPLES, ids=lambda root: root.name)
def test_every_file_that_is_opened_is_told_what_validate_tells_of_it(root: Path) -> None:
    expected = _validated(root)
    unreadable = {file for file, told in expected.items() if any(one[0] == "D001" for one in told)}
    seen = 0
    for place, session in _opened(root):
        if (found := diagnostics.in_file(session, place)) is None:
            continue
        told = _told(diagnostics.shown(session, place, found))
        wanted = expected.get(place.file, [])
        if place.file in unreadable:
            wanted = [one for one in wanted if one[0] == "D001" or one[0].startswith("P")]
        assert told == wanted, place.file
        seen += 1
    assert seen > 0


@pytest.mark.parametrize("root", EXAMPLES, ids=lambda root: root.name)
def test_the_second_pass_tells_of_every_file_what_validate_tells(root: Path) -> None:
    session = _session(root)
    found = diagnostics.in_register(session, session.registers[root], lambda: None)
    told = {file: _told(diagnostics.shown(session, Place(root, file), some)) for file, some in found.items()}
    assert {file: some for file, some in told.items() if some} == _validated(root)


def test_half_a_word_in_a_councils_own_file_turns_no_meeting_red(tmp_path: Path) -> None:
    agder = agder_in(tmp_path)
    session = _session(agder)
    before = diagnostics.in_register(session, session.registers[agder], lambda: None)
    place = Place(agder, "politirad/4202-grimstad/politirad.yaml")
    session.texts[place.path] = OpenText("u", 2, session.text(place).text + "\nmedlem [\n")
    session.renew(place)
    after = diagnostics.in_register(session, session.registers[agder], lambda: None)
    assert [one.code for one in after[place.file]] == ["D001"]
    assert [one.code for one in diagnostics.in_file(session, place) or ()] == ["D001"]
    assert {file: some for file, some in after.items() if file != place.file} == {
        file: some for file, some in before.items() if file != place.file
    }


def test_a_message_says_what_falls_short_and_below_it_the_mend_in_the_language_asked_for(tmp_path: Path) -> None:
    agder = agder_in(tmp_path)
    with editor(agder.parent, KPS_LANG="en") as client:
        client.begin(agder)
        file = agder / "politirad/4205-lindesnes/moter/2026-12-03.yaml"
        uri = client.open(file, "type: møte\ndato: 2026-12-33\n")
        told = client.told(uri, 1)
        assert [one["source"] for one in told] == ["kps"] * len(told)
        assert all(len(one["message"].split("\n")) == 2 for one in told)
        assert "D002" in [one["code"] for one in told]
        assert any("2026-12-33" in one["message"] for one in told)


def test_a_burst_of_changes_gets_one_answer_for_the_last_and_the_rest_follows(tmp_path: Path) -> None:
    agder = agder_in(tmp_path)
    with editor(agder.parent) as client:
        client.begin(agder)
        file = agder / "politirad/4205-lindesnes/moter/2026-12-03.yaml"
        uri = client.open(file)
        assert client.told(uri, 1) == []
        for version in range(2, 40):
            client.change(uri, version, {"text": "type: møte\nx" + "x" * version + ": 1\n"})
        last = client.told(uri, 39)
        assert any("x" * 40 in one["message"] for one in last)
        client.hear(lambda one: Path((one.get("params") or {}).get("uri", "")).name == "avtale-2025.yaml")
        told = [one["params"] for one in client.heard if one.get("method") == "textDocument/publishDiagnostics"]
        versions = [one.get("version") for one in told if one["uri"] == uri]
        assert versions == sorted(versions)


def test_closing_counts_the_file_on_disk_again_and_an_empty_list_is_told_once(tmp_path: Path) -> None:
    agder = agder_in(tmp_path)
    with editor(agder.parent) as client:
        client.begin(agder)
        file = agder / "politirad/4205-lindesnes/moter/2026-12-03.yaml"
        uri = client.open(file, "type: [\n")
        assert [one["code"] for one in client.told(uri, 1)] == ["D001"]
        client.notify("textDocument/didClose", {"textDocument": {"uri": uri}})
        assert client.told(uri) == []


def test_a_text_in_no_register_gets_nothing(tmp_path: Path) -> None:
    with editor(tmp_path) as client:
        client.begin(tmp_path)
        client.open(tmp_path / "other.yaml", "a: [")
        assert client.silence(0.5) == []


def test_an_unsaved_file_takes_part_and_one_that_is_deleted_is_emptied(tmp_path: Path) -> None:
    agder = agder_in(tmp_path)
    with editor(agder.parent) as client:
        client.begin(agder)
        new = agder / "politirad/4202-grimstad/moter/2027-01-01.yaml"
        uri = client.open(new, "type: møte\nhva: ja\n")
        assert client.told(uri, 1)
        client.notify("textDocument/didClose", {"textDocument": {"uri": uri}})
        assert client.told(uri) == []
        gone = agder / "politirad/lister/politirad.yaml"
        assert client.told(gone.as_uri())
        gone.unlink()
        event = {"uri": gone.as_uri(), "type": 3}
        client.notify("workspace/didChangeWatchedFiles", {"changes": [event]})
        assert client.told(gone.as_uri()) == []
