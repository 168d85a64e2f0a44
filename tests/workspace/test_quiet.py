"""What a door asks of the workspace is done without a word: no print, no question, no tongue, no clock."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import pytest

from kps.language import Message, reader
from kps.scaffold.meeting import MeetingPlan
from kps.workspace.approval import Approval, approve
from kps.workspace.errors import Wrong
from kps.workspace.listening import Step
from kps.workspace.next_meeting import announced, drafts, planned, remarks
from kps.workspace.opening import Workspace
from kps.workspace.rendering import Rendering, made_anew, named, outdated, requests, with_kind
from kps.workspace.scope import Scope
from kps.workspace.validation import Asked, validated

AGDER = Path(__file__).parents[2] / "examples" / "agder"
DAY = date(2026, 11, 23)


@dataclass
class Hearing:
    """A listener that writes down what it hears."""

    heard: list[str] = field(default_factory=list)

    @contextmanager
    def doing(self, what: Message) -> Iterator[Step]:
        self.heard.append(what.text("en"))
        yield lambda: None

    def mind(self, remark: Message) -> None:
        self.heard.append(remark.text("en"))


@pytest.fixture
def agder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the example, to stand in."""
    shutil.copytree(AGDER, tmp_path / "agder")
    monkeypatch.chdir(tmp_path / "agder")
    return tmp_path / "agder"


@pytest.fixture
def _quiet(capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Nothing is printed, and nobody asks for the reader's language, or for the day that the door would tell."""

    def asked() -> str:
        raise AssertionError("the reader's language was asked for")

    monkeypatch.setattr(reader, "chosen", asked)
    monkeypatch.setenv("KPS_TODAY", "no day")
    yield
    assert capfd.readouterr() == ("", "")


def _rendered(workspace: Workspace, listener: Hearing) -> list[str]:
    asked = requests(workspace.loaded, [Path()], DAY)
    made = Rendering(False, None, True, listener).papers(with_kind(asked, None, skip=True), "md")
    return sorted({target.suffix for target, _ in made})


def _entered(workspace: Workspace, listener: Hearing) -> list[str]:
    meetings = [path for path in Path().glob("politirad/*/moter/*.yaml") if "4205" in str(path)]
    asked = named(requests(workspace.loaded, [Path()], DAY), meetings)
    made, gone = Rendering(True, None, False, listener).entries(asked)
    return [str(len(made) == len(meetings)), *map(str, gone)]


def _renewed(workspace: Workspace, listener: Hearing) -> list[str]:
    asked = requests(workspace.loaded, [Path()], DAY)
    return [str(len(outdated(asked)) == len(made_anew(asked, listener)))]


def _validated(workspace: Workspace, listener: Hearing) -> list[str]:
    outcome = validated(workspace, Scope((str(Path.cwd()),)), Asked(DAY), listener=listener).outcome
    return [str(outcome.status), *sorted({one.finding.severity for one in outcome.findings})]


def _planned(workspace: Workspace, listener: Hearing) -> list[str]:
    loaded, council = workspace.council("4205")
    new = drafts(loaded, council, MeetingPlan(date(2027, 5, 1), None, None, "", "", False, ()), DAY, listener)
    told = [one.text("en") for one in remarks(loaded, date(2027, 5, 1), planned(loaded, council), DAY)]
    assert announced(loaded, council, DAY) != DAY
    return [new.record.file.rpartition("/")[2], new.agenda.file.rpartition("/")[2], told[0]]


def _approved(workspace: Workspace, listener: Hearing) -> list[str]:
    meetings = (one for one in workspace.registers[0].meetings if one.done and not (one.minutes and one.minutes.seal))
    file = Path(next(meetings).origin.file)
    before = file.read_bytes()
    done = approve(workspace, file, Approval(DAY, "Siv"), DAY)
    with pytest.raises(Wrong):
        approve(Workspace.open([Path()]), file, Approval(DAY), DAY)
    return [done.by, str(done.day), str(file.read_bytes() != before)]


@pytest.mark.usefixtures("_quiet")
@pytest.mark.parametrize(
    ("done", "gives", "heard"),
    [
        (_rendered, [".md"], "making the papers"),
        (_entered, ["True"], "making the papers"),
        (_renewed, ["True"], "making the papers"),
        (_validated, ["0", "hint", "warning"], "holding the records against the guideline"),
        (_planned, ["2027-05-01.yaml", "2027-05-01-innkalling.md", "1 May 2027 is a Saturday"], ""),
        (_approved, ["Siv", "2026-11-23", "True"], ""),
    ],
)
def test_all_is_done_without_a_word(
    agder: Path, done: Callable[[Workspace, Hearing], list[str]], gives: list[str], heard: str
) -> None:
    listener = Hearing()
    workspace = Workspace.open([Path()], listener=listener)
    assert done(workspace, listener) == gives
    assert listener.heard[0] == "reading ."
    assert not heard or heard in listener.heard
