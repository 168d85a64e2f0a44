"""The commands, and the lenses that lead to them."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from editor import agder_in

from kps.cli.app import run
from kps.lsp.client import CREATING, SHOWING, Client
from kps.lsp.commands import code_lenses, execute_command
from kps.lsp.refusals import INVALID_PARAMS, Refused
from kps.lsp.session import Place, Session

MEETING = "politirad/4205-lindesnes/moter/2026-12-03.yaml"
HELD = "politirad/4205-lindesnes/moter/2026-06-11.yaml"
COUNCIL = "politirad/4205-lindesnes/politirad.yaml"
CONTACT = "politikontakter/marit-lauvas.yaml"


class Office:
    """A session with what it asked the editor for."""

    def __init__(self, folder: Path) -> None:
        self.root = agder_in(folder)
        self.asked: list[tuple[str, Any]] = []
        self.session = Session(lambda: date(2026, 11, 23), "nb", Client(can=frozenset((CREATING, SHOWING))))
        self.session.ask = lambda method, params: self.asked.append((method, params))
        self.session.register_of(Place(self.root, MEETING))

    def uri(self, file: str) -> str:
        return (self.root / file).as_uri()

    def do(self, command: str, *arguments: Any) -> Any:
        return execute_command(self.session, {"command": command, "arguments": list(arguments)})

    def lenses(self, file: str) -> list[tuple[str, str]]:
        found = code_lenses(self.session, {"textDocument": {"uri": self.uri(file)}})
        assert all(one["range"]["start"] == {"line": 0, "character": 0} for one in found)
        return [(one["command"]["title"], one["command"]["command"]) for one in found]


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return Office(tmp_path)


def test_lenses_say_what_can_be_done_with_a_record(office: Office) -> None:
    assert office.lenses(MEETING)[0] == ("Lag innkalling", "kps.render")
    assert office.lenses(HELD)[0] == ("Lag referat", "kps.render")
    assert office.lenses(HELD)[1][0].startswith("Åpne tiltak: ")
    titles = [title for title, _ in office.lenses(COUNCIL)]
    assert titles[0] == "Neste møte …"
    assert titles[1].startswith("Møter i 2026: ")
    assert office.lenses(CONTACT)[0][0].startswith("Brukes i ")
    assert office.lenses("README.md") == []


def test_a_paper_is_written_where_render_writes_it_and_shown(office: Office) -> None:
    uri = office.do("kps.render", office.uri(MEETING), "innkalling")
    assert uri.endswith("/dokumenter/2026-12-03-innkalling.md")
    assert Path(uri.removeprefix("file://")).is_file()
    assert office.asked == [("window/showDocument", {"uri": uri})]


def test_the_next_meeting_is_made_by_the_editor(office: Office) -> None:
    uri = office.do("kps.newMeeting", office.uri(COUNCIL), "2027-03-04")
    ((method, params),) = office.asked
    create, text = params["edit"]["documentChanges"]
    assert method == "workspace/applyEdit"
    assert create["uri"] == uri == office.uri("politirad/4205-lindesnes/moter/2027-03-04.yaml")
    assert "\ntype: møte\n" in text["edits"][0]["newText"]
    assert not Path(uri.removeprefix("file://")).exists()


def test_actions_are_those_of_kps_actions(
    office: Office, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    found = office.do("kps.actions", office.uri(COUNCIL))
    monkeypatch.chdir(office.root)
    monkeypatch.setenv("KPS_TODAY", "2026-11-23")
    run(["actions", "--council", "4205", "--format", "json"])
    told = json.loads(capsys.readouterr().out)
    assert [one["id"] for one in found["actions"]] == [one["id"] for one in told["actions"]] != []
    assert found["as_of"] == told["as_of"]


def test_a_rules_page_is_in_the_readers_language(office: Office) -> None:
    assert "veilederen" in office.do("kps.explain", "M401").lower()
    office.session.stated_language = "en"
    assert "guideline" in office.do("kps.explain", "M401").lower()


@pytest.mark.parametrize(
    "arguments",
    [("kps.other",), ("kps.explain",), ("kps.explain", "Z1"), ("kps.explain", 7), ("kps.render", "file:///x.yaml"),
     ("kps.newMeeting", "uri", "soon", "x")],
)  # fmt: skip
def test_wrong_arguments_are_told_as_that(office: Office, arguments: tuple[Any, ...]) -> None:
    with pytest.raises(Refused) as refused:
        office.do(*arguments)
    assert refused.value.code == INVALID_PARAMS


def test_a_paper_that_a_record_has_not_is_refused(office: Office) -> None:
    with pytest.raises(Refused):
        office.do("kps.render", office.uri(COUNCIL), "innkalling")
