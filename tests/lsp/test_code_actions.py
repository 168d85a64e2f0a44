"""What is offered to do about findings, as the edits come to the editor."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from editor import ROOT, agder_in

from kps.cli.app import run
from kps.lsp import diagnostics
from kps.lsp.client import RENAMING, VERSIONED_EDITS, Client
from kps.lsp.code_actions import code_actions
from kps.lsp.session import Place, Session
from kps.lsp.texts import OpenText

FILE = "politirad/4205-lindesnes/moter/2026-12-03.yaml"
WHOLE = {"start": {"line": 0, "character": 0}, "end": {"line": 9999, "character": 0}}


def _open(folder: Path, text: str, file: str = FILE) -> tuple[Session, Place]:
    root = agder_in(folder)
    place = Place(root, file)
    session = Session(lambda: date(2026, 11, 23))
    session.client = Client(can=frozenset((VERSIONED_EDITS,)))
    session.texts[place.path] = OpenText(place.path.as_uri(), 4, text)
    session.renew(place)
    return session, place


def _text(folder: Path, *changes: tuple[str, str]) -> str:
    text = (Path(__file__).parents[2] / "examples" / "agder" / FILE).read_text(encoding="utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    return text


def _asked(session: Session, place: Place, **context: Any) -> list[dict[str, Any]]:
    params = {"textDocument": {"uri": session.address(place)}, "range": WHOLE, "context": context}
    return code_actions(session, params)


def _done(session: Session, place: Place, action: dict[str, Any]) -> str:
    (edit,) = action["edit"]["documentChanges"]
    assert edit["textDocument"] == {"uri": session.address(place), "version": 4}
    text = session.texts[place.path]
    changes = sorted(edit["edits"], key=lambda one: tuple(one["range"]["start"].values()), reverse=True)
    return text.changed(5, [{"range": one["range"], "text": one["newText"]} for one in changes], "utf-16").text


def test_a_slip_is_mended_by_the_one_action_that_is_preferred(tmp_path: Path) -> None:
    session, place = _open(tmp_path, _text(tmp_path, ("status: planlagt", "status: planlakt  # \U0001f600")))
    actions = [one for one in _asked(session, place) if one.get("isPreferred")]
    (action,) = actions
    assert action["kind"] == "quickfix"
    assert action["title"] == "Rett til «planlagt»"
    assert [one["code"] for one in action["diagnostics"]] == ["D002"]
    assert _done(session, place, action) == _text(tmp_path, ("status: planlagt", "status: planlagt  # \U0001f600"))


def test_what_a_person_must_look_over_says_so_and_is_not_preferred(tmp_path: Path) -> None:
    session, place = _open(tmp_path, _text(tmp_path, ("2026-06-11/7.1", "2026-06-11/7.7")))
    actions = [one for one in _asked(session, place) if "2026-06-11/7.1»" in one["title"]]
    assert [one["title"].endswith("(se over)") for one in actions] == [True]
    assert "isPreferred" not in actions[0]


def test_a_finding_that_may_be_waived_can_be_explained_for_a_year(tmp_path: Path) -> None:
    file = "politirad/4205-lindesnes/moter/2026-06-11.yaml"
    text = (Path(__file__).parents[2] / "examples" / "agder" / file).read_text(encoding="utf-8")
    session, place = _open(tmp_path, text, file)
    waivable = [one for one in diagnostics.found_in(session, place) if one.code[0] in "ARMKSEG" and not one.waiver]
    actions = [one for one in _asked(session, place) if "begrunnelse" in str(one["edit"])]
    assert len(actions) == len(waivable) > 0
    code = waivable[0].code
    assert actions[0]["title"] == f"Forklar hvorfor (unntak for {code})"
    assert f'{{regel: {code}, begrunnelse: "", til: 2027-11-23}}' in _done(session, place, actions[0])
    assert not any(one.get("isPreferred") for one in actions)


def test_fix_all_comes_only_where_it_is_asked_for_and_gives_the_bytes_that_kps_fix_writes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = _text(
        tmp_path, ("status: planlagt", "status: planlakt"), ('start: "09:00"', "start: kl. 9"), ("sted", "stedd")
    )
    session, place = _open(tmp_path, text.replace("\n", "\r\n"))
    assert "source.fixAll.kps" not in {one["kind"] for one in _asked(session, place)}
    for only in (["source.fixAll.kps"], ["source.fixAll"], ["source"]):
        (action,) = _asked(session, place, only=only)
        assert action["title"] == "Rett alt som trygt kan rettes"
    place.path.write_bytes(text.replace("\n", "\r\n").encode())
    monkeypatch.chdir(place.root)
    monkeypatch.setenv("KPS_TODAY", "2026-11-23")
    run(["fix", "--write", str(place.path)])
    assert _done(session, place, action).encode() == place.path.read_bytes()
    assert b"planlagt" in place.path.read_bytes()


def test_all_open_actions_are_taken_up_at_once_but_those_that_are_there(tmp_path: Path) -> None:
    session, place = _open(tmp_path, _text(tmp_path, ("  - {tiltak: 2026-06-11/7.1}\n", "")))
    (action,) = _asked(session, place, only=["refactor"])
    assert (action["kind"], action["title"]) == ("refactor.rewrite", "Ta opp alle åpne tiltak (1)")
    assert "  - tiltak: 2026-06-11/7.1\n    status:" in _done(session, place, action)
    session, place = _open(tmp_path / "again", _text(tmp_path))
    assert _asked(session, place, only=["refactor"]) == []


def test_given_diagnostics_and_kinds_are_obeyed(tmp_path: Path) -> None:
    session, place = _open(tmp_path, _text(tmp_path, ("status: planlagt", "status: planlakt"), ("sted:", "stedd:")))
    (first, *_) = (one for one in _asked(session, place) if one.get("isPreferred"))
    again = _asked(session, place, diagnostics=first["diagnostics"])
    assert {one["diagnostics"][0]["code"] for one in again if "diagnostics" in one} == {"D002"}
    assert len(again) < len(_asked(session, place))
    assert {one["kind"] for one in _asked(session, place, only=["quickfix"])} == {"quickfix"}


def test_a_file_in_no_register_is_offered_nothing(tmp_path: Path) -> None:
    session = Session(lambda: date(2026, 11, 23))
    params = {"textDocument": {"uri": (tmp_path / "a.yaml").as_uri()}, "range": WHOLE, "context": {}}
    assert code_actions(session, params) == []


def test_a_file_gets_its_name_and_what_names_it_follows_where_the_editor_renames_files(tmp_path: Path) -> None:
    file = "politirad/4205-lindesnes/moter/2026-06-11.yaml"
    text = (
        (ROOT / "examples" / "agder" / file).read_text(encoding="utf-8").replace("dato: 2026-06-11", "dato: 2026-06-12")
    )
    session, place = _open(tmp_path, text, file)
    assert not [one for one in _asked(session, place) if "2026-06-12.yaml" in one["title"]]
    session.client = Client(can=frozenset((VERSIONED_EDITS, RENAMING)))
    (action,) = [one for one in _asked(session, place) if "2026-06-12.yaml" in one["title"]]
    assert action["title"].endswith("(se over)")
    changes = action["edit"]["documentChanges"]
    *written, moved = changes
    assert moved["kind"] == "rename"
    assert moved["newUri"] == session.address(place).replace("06-11", "06-12")
    december = next(one for one in written if one["textDocument"]["uri"].endswith("2026-12-03.yaml"))
    assert {one["newText"] for one in december["edits"]} <= {"2026-06-12/7.1", "2026-06-12/8.1"}
