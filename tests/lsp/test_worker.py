"""The one who works, talked to without a process: settings, progress, what changes on disk, faults of kps's own."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from threading import Timer
from typing import Any

import pytest

from kps.lsp import features
from kps.lsp.client import CONFIGURATION, PROGRESS, RELATED, WATCHING, Client
from kps.lsp.conversation import Conversation
from kps.lsp.log import Log
from kps.lsp.session import Session
from kps.lsp.worker import Worker

DAY = date(2026, 11, 23)
CHARTER = 'type: register\nnavn: {}\npolitidistrikt: Agder\nkommuner: ["4205"]\ngjelder_fra: 2020-01-01\n'
COUNCIL = 'type: politiråd\nnavn: Rådet\nkommuner: ["4205"]\nstatus: aktivt\nopprettet: 2020-01-01\nmedlemer: []\n'
PATIENCE = 60.0

Said = Mapping[str, Any]
Act = Callable[[], None]


class Desk:
    """A worker in this process: what it says is kept, and on what it says one may act at once."""

    def __init__(self, folder: Path, *can: str) -> None:
        self.said: list[Said] = []
        self.log = io.StringIO()
        self._on: list[tuple[Callable[[Said], bool], Act]] = []
        self._conversation = Conversation(self._hear, lambda: "nb")
        self._conversation.receive({"id": 0, "method": "initialize"})
        self._conversation.next(None)
        client = Client(folders=(folder.as_uri(),), can=frozenset(can))
        self.session = Session(lambda: DAY, None, client)
        self._worker = Worker(self.session, self._conversation, Log(self.log))

    def notify(self, method: str, params: Any = None) -> None:
        self._conversation.receive({"method": method, "params": params})

    def ask(self, id: int, method: str, params: Any = None) -> None:
        self._conversation.receive({"id": id, "method": method, "params": params})

    def reply(self, method: str, result: Any) -> None:
        """Answer the last of its questions of a kind."""
        asked = [one for one in self.said if one.get("method") == method and "id" in one][-1]
        self._conversation.receive({"id": asked["id"], "result": result})

    def on(self, fits: Callable[[Said], bool], act: Act) -> None:
        """Act once, as soon as it says something that fits."""
        self._on.append((fits, act))

    def work(self, until: Callable[[Said], bool]) -> None:
        """Let it work until it says something that fits."""
        patience = Timer(PATIENCE, self._conversation.end)
        patience.start()
        self.on(until, self._conversation.end)
        self._worker.work()
        patience.cancel()
        assert any(map(until, self.said)), "it never said so"

    def _hear(self, message: Said) -> None:
        self.said.append(message)
        for one in [one for one in self._on if one[0](message)]:
            self._on.remove(one)
            one[1]()

    def answer(self, id: int) -> Said:
        return next(one for one in self.said if one.get("id") == id and "method" not in one)

    def told(self, path: Path) -> list[list[str]]:
        """The messages of each list of diagnostics that was told of a file."""
        return [[each["message"] for each in one["params"]["diagnostics"]] for one in self.said if tells_of(path)(one)]


def tells_of(path: Path) -> Callable[[Said], bool]:
    return lambda one: one.get("method") == "textDocument/publishDiagnostics" and one["params"]["uri"] == path.as_uri()


def answers(id: int) -> Callable[[Said], bool]:
    return lambda one: one.get("id") == id and "method" not in one


def says(method: str, kind: str = "") -> Callable[[Said], bool]:
    return lambda one: one.get("method") == method and (not kind or one["params"]["value"]["kind"] == kind)


def opened(path: Path) -> dict[str, Any]:
    return {"textDocument": {"uri": path.as_uri(), "version": 1, "text": path.read_text(encoding="utf-8")}}


def at(path: Path) -> dict[str, Any]:
    return {"textDocument": {"uri": path.as_uri()}, "position": {"line": 0, "character": 0}}


@pytest.fixture
def council(tmp_path: Path) -> Path:
    return made(tmp_path, "agder")


def made(folder: Path, name: str) -> Path:
    """A register with one council; the council's record."""
    council = folder / name / "politirad" / "4205" / "politirad.yaml"
    council.parent.mkdir(parents=True)
    (folder / name / "kps.yaml").write_text(CHARTER.format(name), encoding="utf-8")
    council.write_text(COUNCIL, encoding="utf-8")
    return council


# --- settings --------------------------------------------------------------------------------------------------


def test_settings_are_asked_for_and_each_change_is_followed(council: Path, tmp_path: Path) -> None:
    desk = Desk(tmp_path, CONFIGURATION)

    def english() -> None:
        desk.reply("workspace/configuration", [{"language": "en", "unheardOf": 1}])

    def changed() -> None:
        desk.on(says("workspace/configuration"), lambda: desk.reply("workspace/configuration", [{"language": "nn"}]))
        desk.notify("workspace/didChangeConfiguration", {"settings": None})

    desk.on(says("workspace/configuration"), english)
    desk.on(lambda one: tells_of(council)(one) and "is not known" in str(one), changed)
    desk.notify("initialized", {})
    desk.work(lambda one: tells_of(council)(one) and "ikkje kjend" in str(one))
    asked = [one["params"] for one in desk.said if says("workspace/configuration")(one)]
    assert asked == [{"items": [{"section": "kps"}]}] * 2


def test_an_editor_that_is_not_asked_sends_its_settings_along(council: Path, tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    desk.notify("initialized", {})
    desk.on(
        tells_of(council),
        lambda: desk.notify("workspace/didChangeConfiguration", {"settings": {"kps": {"asOf": "2019-01-01"}}}),
    )
    desk.work(lambda one: tells_of(council)(one) and len(desk.told(council)) > 1)
    assert desk.session.as_of == date(2019, 1, 1)
    assert not any(says("workspace/configuration")(one) for one in desk.said)


# --- progress, and what is asked meanwhile ---------------------------------------------------------------------


def test_reading_is_told_of_where_the_editor_shows_it(council: Path, tmp_path: Path) -> None:
    desk = Desk(tmp_path, PROGRESS)
    desk.notify("initialized", {})
    desk.work(tells_of(council))
    kinds = [one["params"]["value"] for one in desk.said if says("$/progress")(one)]
    assert kinds == [{"kind": "begin", "title": "Leser agder"}, {"kind": "end"}]
    assert any(says("window/workDoneProgress/create")(one) for one in desk.said)
    silent = Desk(tmp_path)
    silent.notify("initialized", {})
    silent.work(tells_of(council))
    assert not any(says("$/progress")(one) for one in silent.said)


def test_what_is_asked_and_typed_while_a_register_is_read_does_not_wait_for_it(council: Path, tmp_path: Path) -> None:
    other = made(tmp_path, "vest")
    desk = Desk(tmp_path, PROGRESS)

    def meanwhile() -> None:
        desk.ask(7, "textDocument/hover", at(council))
        desk.notify("textDocument/didOpen", opened(council))

    desk.on(lambda one: says("$/progress", "begin")(one) and "vest" in str(one), meanwhile)
    desk.notify("initialized", {})
    desk.work(tells_of(other))
    order = [
        "answer" if answers(7)(one) else "told" if tells_of(council)(one) and "version" in one["params"] else "end"
        for one in desk.said
        if answers(7)(one)
        or (tells_of(council)(one) and "version" in one["params"])
        or (says("$/progress", "end")(one) and "vest" in one["params"]["token"])
    ]
    assert order == ["answer", "told", "end"]


def test_a_file_that_changes_on_disk_while_its_register_is_read_is_read_anew(council: Path, tmp_path: Path) -> None:
    desk = Desk(tmp_path, PROGRESS)

    def changed() -> None:
        # kps.yaml is the first of the files; by the time the council's is asked for, it has been read.
        (tmp_path / "agder" / "kps.yaml").write_text(CHARTER.format("agder") + "ukjent: 1\n", encoding="utf-8")
        files = [{"uri": (tmp_path / "agder" / "kps.yaml").as_uri(), "type": 2}]
        desk.notify("workspace/didChangeWatchedFiles", {"changes": files})

    desk.on(says("$/progress", "begin"), changed)
    desk.notify("initialized", {})
    desk.work(tells_of(council))
    assert desk.told(tmp_path / "agder" / "kps.yaml")[-1]


# --- what changes on disk --------------------------------------------------------------------------------------


def test_a_storm_of_changes_on_disk_is_one_pass(council: Path, tmp_path: Path) -> None:
    desk = Desk(tmp_path, WATCHING)

    def checked_out() -> None:
        council.write_text(COUNCIL.replace("medlemer", "medlemmer"), encoding="utf-8")
        for _ in range(50):
            changes = [{"uri": council.as_uri(), "type": 2}]
            desk.notify("workspace/didChangeWatchedFiles", {"changes": changes})

    desk.on(tells_of(council), checked_out)
    desk.notify("initialized", {})
    desk.work(lambda one: tells_of(council)(one) and len(desk.told(council)) > 1)
    assert [any("medlemer" in each for each in some) for some in desk.told(council)] == [True, False]
    watched = next(one for one in desk.said if says("client/registerCapability")(one))
    (registration,) = watched["params"]["registrations"]
    assert registration["method"] == "workspace/didChangeWatchedFiles"


# --- several registers -----------------------------------------------------------------------------------------


def test_a_municipality_in_two_registers_of_one_folder_is_told_of_with_the_other_place(tmp_path: Path) -> None:
    made(tmp_path, "agder")
    made(tmp_path, "vest")
    second = tmp_path / "vest" / "kps.yaml"
    desk = Desk(tmp_path, RELATED)
    desk.notify("initialized", {})
    desk.work(tells_of(second))
    shown = next(one for one in desk.said if tells_of(second)(one))["params"]["diagnostics"]
    (twice,) = [one for one in shown if one["code"] == "D006"]
    (related,) = twice["relatedInformation"]
    assert related["location"]["uri"] == (tmp_path / "agder" / "kps.yaml").as_uri()
    assert related["location"]["range"]["start"] == {"line": 3, "character": 11}


def test_registers_of_different_folders_are_not_held_together(tmp_path: Path) -> None:
    made(tmp_path, "agder")
    made(tmp_path, "vest")
    desk = Desk(tmp_path / "agder")
    desk.session.folders = (tmp_path / "agder", tmp_path / "vest")
    desk.notify("initialized", {})
    desk.work(tells_of(tmp_path / "vest" / "politirad" / "4205" / "politirad.yaml"))
    assert not any("D006" in str(one) for one in desk.said)


# --- faults of kps's own ---------------------------------------------------------------------------------------


def test_a_fault_of_ours_is_a_plain_sentence_told_once_and_nothing_of_a_record_is_logged(
    council: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def crash(*_: Any) -> None:
        raise ValueError("Ola Nordmann, 01010112345")

    monkeypatch.setitem(features.REQUESTS, "textDocument/hover", crash)
    desk = Desk(tmp_path)
    for id in (1, 2):
        desk.ask(id, "textDocument/hover", at(council))
    desk.ask(3, "textDocument/documentSymbol", at(council))
    desk.work(answers(3))
    for id in (1, 2):
        error = desk.answer(id)["error"]
        assert error["code"] == -32603
        assert error.keys() == {"code", "message"}
        assert "ValueError" not in error["message"]
    assert len([one for one in desk.said if says("window/showMessage")(one)]) == 1
    assert "result" in desk.answer(3)
    assert "ValueError" in desk.log.getvalue()
    assert "Nordmann" not in desk.log.getvalue()


def test_a_request_that_was_taken_back_or_overtaken_is_never_begun(
    council: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun: list[str] = []
    monkeypatch.setitem(features.REQUESTS, "textDocument/hover", lambda *_: begun.append("hover"))
    desk = Desk(tmp_path)
    desk.notify("textDocument/didOpen", opened(council))
    desk.ask(1, "textDocument/hover", at(council))
    desk.ask(2, "textDocument/hover", at(council))
    desk.notify("$/cancelRequest", {"id": 1})
    text = {"textDocument": {"uri": council.as_uri(), "version": 2}, "contentChanges": [{"text": COUNCIL}]}
    desk.notify("textDocument/didChange", text)
    desk.ask(3, "textDocument/hover", at(council))
    desk.work(answers(3))
    assert desk.answer(1)["error"]["code"] == -32800
    assert desk.answer(2)["error"]["code"] == -32801
    assert begun == ["hover"]


def test_what_a_register_read_later_covers_is_told_of_in_the_one_that_was_open(tmp_path: Path) -> None:
    made(tmp_path, "agder")
    council = made(tmp_path, "vest")
    second = tmp_path / "vest" / "kps.yaml"
    desk = Desk(tmp_path)
    desk.notify("textDocument/didOpen", opened(council))
    desk.on(tells_of(second), lambda: desk.notify("initialized", {}))
    desk.work(lambda one: tells_of(second)(one) and "D006" in str(one))
    assert "D006" not in str(next(one for one in desk.said if tells_of(second)(one)))
