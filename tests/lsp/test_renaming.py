"""A name changed wherever it stands, and the files that name a record which moves."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from editor import agder_in

from kps.checking.engine import check
from kps.lsp.client import RENAMING, VERSIONED_EDITS, Client
from kps.lsp.refusals import Refused
from kps.lsp.renaming import prepare_rename, rename, will_rename_files
from kps.lsp.session import Place, Session
from kps.lsp.texts import OpenText

DAY = date(2026, 11, 23)
MEETING = "politirad/4205-lindesnes/moter/2026-12-03.yaml"
COUNCIL = "politirad/4205-lindesnes/politirad.yaml"
CONTACT = "politikontakter/marit-lauvas.yaml"


@pytest.fixture
def session(tmp_path: Path) -> Session:
    root = agder_in(tmp_path)
    session = Session(lambda: DAY, "nb", Client(can=frozenset((VERSIONED_EDITS, RENAMING))))
    session.register_of(Place(root, MEETING))
    return session


def _at(session: Session, file: str, words: str, within: str, **more: Any) -> dict[str, Any]:
    (root,) = session.registers
    text = session.text(Place(root, file))
    offset = text.body.index(words) + words.index(within) + 1
    return {"textDocument": {"uri": text.uri}, "position": text.between(offset, offset, "utf-16")["start"], **more}


def _made(session: Session, edit: dict[str, Any]) -> None:
    """Make an edit of the texts, as an editor does."""
    (root,) = session.registers
    for one in edit["documentChanges"]:
        if one.get("kind") == "rename":
            Path(one["oldUri"].removeprefix("file://")).rename(one["newUri"].removeprefix("file://"))
            continue
        path = Path(one["textDocument"]["uri"].removeprefix("file://"))
        changes = sorted(one["edits"], key=lambda edit: tuple(edit["range"]["start"].values()), reverse=True)
        text = OpenText("", 0, path.read_bytes().decode())
        made = text.changed(1, [{"range": edit["range"], "text": edit["newText"]} for edit in changes], "utf-16")
        path.write_bytes(made.text.encode())
    session.registers[root] = session.registers[root].from_disk(session.registers[root].register.files)


def _codes(session: Session) -> list[tuple[str, str]]:
    (live,) = session.registers.values()
    return sorted((one.code, one.file.rpartition("/")[0]) for one in check([live.register], DAY))


def test_a_member_is_renamed_in_every_file_of_the_council_and_nothing_new_falls_short(session: Session) -> None:
    before = _codes(session)
    params = _at(session, MEETING, "møteleder: Hege Stordal", "Hege")
    assert prepare_rename(session, params)["placeholder"] == "Hege Stordal"
    edit = rename(session, {**params, "newName": "Hege Nordmann: leder"})
    (root,) = session.registers
    _made(session, edit)
    assert 'møteleder: "Hege Nordmann: leder"' in (root / MEETING).read_text(encoding="utf-8")
    assert all("Hege Stordal" not in path.read_text() for path in (root / MEETING).parent.glob("*.yaml"))
    assert _codes(session) == before


def test_names_in_adjustments_and_in_lists_of_slt_follow(session: Session) -> None:
    evaluation = "politirad/4205-lindesnes/evaluering-2025.yaml"
    edit = rename(session, _at(session, evaluation, "ansvarlig: Linn Osestad", "Linn", newName="Linn Berg"))
    _made(session, edit)
    (root,) = session.registers
    text = (root / evaluation).read_text(encoding="utf-8")
    assert "ansvarlig: Linn Berg, frist" in text
    assert "Linn Osestad" not in text
    assert "Linn Osestad" not in (root / COUNCIL).read_text(encoding="utf-8")


def test_a_contact_is_renamed_with_its_file(session: Session) -> None:
    before = _codes(session)
    params = _at(session, COUNCIL, "politikontakt: marit-lauvas", "marit")
    edit = rename(session, {**params, "newName": "marit-berg"})
    assert [one["newUri"].rpartition("/")[2] for one in edit["documentChanges"] if one.get("kind")] == [
        "marit-berg.yaml"
    ]
    _made(session, edit)
    assert _codes(session) == before


@pytest.mark.parametrize(
    ("file", "words", "within", "new"),
    [
        (MEETING, "sted: Rådhuset", "Råd", "x"),
        (CONTACT, "navn: Marit", "Marit", "x"),
        (MEETING, "møteleder: Hege", "Hege", ""),
        (MEETING, "møteleder: Hege", "Hege", "a\nb"),
        (MEETING, "møteleder: Hege", "Hege", "Linn Osestad"),
        (COUNCIL, "politikontakt: marit", "marit", "Marit Lauvås"),
        (COUNCIL, "politikontakt: marit", "marit", "ragnhild-tveiten"),
    ],
)
def test_what_cannot_be_renamed_is_refused_with_a_sentence(
    session: Session, file: str, words: str, within: str, new: str
) -> None:
    with pytest.raises(Refused):
        rename(session, _at(session, file, words, within, newName=new))


def test_an_editor_that_renames_no_files_is_refused_a_contact(session: Session) -> None:
    session.client = Client()
    with pytest.raises(Refused):
        rename(session, _at(session, COUNCIL, "politikontakt: marit", "marit", newName="marit-berg"))


def test_when_a_meetings_file_moves_what_names_it_and_its_actions_follows(session: Session) -> None:
    (root,) = session.registers
    old = root / "politirad/4205-lindesnes/moter/2026-06-11.yaml"
    files = [{"oldUri": old.as_uri(), "newUri": old.with_name("2026-06-12.yaml").as_uri()}]
    edit = will_rename_files(session, {"files": files})
    assert edit is not None
    _made(session, edit)
    text = (root / MEETING).read_text(encoding="utf-8")
    assert "2026-06-11/" not in text
    assert "tiltak: 2026-06-12/7.1" in text


def test_when_a_contacts_file_moves_its_ids_follow(session: Session) -> None:
    (root,) = session.registers
    old = root / CONTACT
    files = [{"oldUri": old.as_uri(), "newUri": old.with_name("marit-berg.yaml").as_uri()}]
    edit = will_rename_files(session, {"files": files})
    assert edit is not None
    assert {one["newText"] for change in edit["documentChanges"] for one in change["edits"]} == {"marit-berg"}
    assert will_rename_files(session, {"files": [{"oldUri": "file:///a", "newUri": "file:///b"}]}) is None


def test_when_a_meetings_file_moves_its_papers_and_the_meeting_held_instead_follow(session: Session) -> None:
    (root,) = session.registers
    old = root / "politirad/4205-lindesnes/moter/2026-06-11.yaml"
    entry = root / "politirad/4205-lindesnes/dokumenter/2026-06-11.ics"
    entry.parent.mkdir(exist_ok=True)
    entry.write_text("BEGIN:VCALENDAR\r\n")
    session.registers[root] = session.registers[root].from_disk([entry.relative_to(root).as_posix()])
    files = [{"oldUri": old.as_uri(), "newUri": old.with_name("2026-06-12.yaml").as_uri()}]
    edit = will_rename_files(session, {"files": files})
    assert edit is not None
    moved = [one for one in edit["documentChanges"] if one.get("kind") == "rename"]
    assert [one["newUri"].rpartition("/")[2] for one in moved] == ["2026-06-12.ics"]
    session.client = Client()
    plain = will_rename_files(session, {"files": files})
    assert plain is not None
    assert plain.keys() == {"changes"}
