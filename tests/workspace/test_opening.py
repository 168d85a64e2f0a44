"""Which registers, which day, which council."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from kps.language import Message
from kps.register.tree import REGISTER_FILE
from kps.workspace.errors import NOTHING_FOUND, Wrong
from kps.workspace.listening import Step
from kps.workspace.opening import Workspace

REGISTER = """\
type: register
navn: Kommune- og politisamarbeid i Agder
politidistrikt: Agder
kommuner: alle
gjelder_fra: 2024-01-01
"""
COUNCIL = "type: politiråd\nnavn: {name}\nkommuner: [{numbers}]\nstatus: aktivt\nopprettet: 2025-01-01\n"


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for register in ("a", "b"):
        write(tmp_path / register / "kps.yaml", REGISTER)
    council(tmp_path / "a/politirad/4205-lindesnes", "Politirådet i Lindesnes", "4205")
    council(tmp_path / "a/politirad/lister", "Lister", "4205", "4206")
    council(tmp_path / "a/politirad/heroy-nord", "Politirådet i nord", "1818")
    council(tmp_path / "a/politirad/heroy-sor", "Politirådet i sør", "1515")
    council(tmp_path / "b/politirad/lister", "Rådet i b", "4207")
    return tmp_path


def write(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")


def council(folder: Path, name: str, *numbers: str) -> None:
    quoted = ", ".join(f'"{number}"' for number in numbers)
    write(folder / "politirad.yaml", COUNCIL.format(name=name, numbers=quoted))


@pytest.mark.parametrize(
    ("text", "folder"),
    [
        ("4205-lindesnes", "a/politirad/4205-lindesnes"),
        ("politirad/4205-lindesnes/", "a/politirad/4205-lindesnes"),
        ("4205", "a/politirad/4205-lindesnes"),
        ("lindesnes", "a/politirad/4205-lindesnes"),
        ("politirådet i lindesnes", "a/politirad/4205-lindesnes"),
        ("4206", "a/politirad/lister"),
        ("b/politirad/lister", "b/politirad/lister"),
        ("./a/politirad/lister", "a/politirad/lister"),
        ("../elsewhere/heroy-sor", "a/politirad/heroy-sor"),
    ],
)
def test_a_council_by_folder_path_number_or_name(here: Path, text: str, folder: str) -> None:
    loaded, found = Workspace.open([here]).council(text)
    assert f"{loaded.register.label}/{found.origin.folder}" == folder


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("Herøy", "heroy-nord, heroy-sor"),
        ("politirad/lister", "a/politirad/lister, b/politirad/lister"),
        ("4205-lindesens", "did you mean 4205-lindesnes?"),
        ("xyzzy", "write its folder's name"),
        ("4204", "4204 Kristiansand has no council; make it first: kps new-council --municipality 4204"),
        ("Grimstad", "4202 Grimstad has no council"),
        ("0301", "0301 Oslo is not among the register's municipalities"),
        ("", "there is no council “”"),
    ],
)
def test_a_council_that_is_none_or_several(here: Path, text: str, says: str) -> None:
    with pytest.raises(Wrong) as wrong:
        Workspace.open([here]).council(text)
    assert says in wrong.value.message.text("en")


def test_a_register_named_twice_is_read_once(here: Path) -> None:
    workspace = Workspace.open([Path(), Path("a"), here / "a/politirad", Path("b")])
    assert [one.label for one in workspace.registers] == ["a", "b"]


def test_nothing_there_and_nothing_found(tmp_path: Path) -> None:
    with pytest.raises(Wrong) as wrong:
        Workspace.open([tmp_path / "nowhere"])
    assert wrong.value.status == 2
    with pytest.raises(Wrong) as wrong:
        Workspace.open([tmp_path])
    assert wrong.value.status == NOTHING_FOUND


def test_nothing_is_told_of_but_kept_to_be_told(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(here / "a/politirad/lister/politirad.yaml", "navn: [\n")
    (here / "b/lenke").symlink_to(here / "a/politirad")
    workspace = Workspace.open([here])
    assert [one.text("en") for one in workspace.unread] == [
        "a/politirad/lister/politirad.yaml cannot be read, and is left out; kps validate says why"
    ]
    assert [one.text("en") for one in workspace.troubles] == [
        "b/lenke is a symbolic link to a folder, and is not followed; what lies there is left out"
    ]
    assert capsys.readouterr() == ("", "")


def test_what_may_be_the_cause_is_told_with_what_is_wrong(tmp_path: Path) -> None:
    write(tmp_path / "kps.yml", REGISTER)
    with pytest.raises(Wrong) as wrong:
        Workspace.open([tmp_path])
    assert [one.text("en").partition(" is not read")[1] for one in wrong.value.besides] == [" is not read"]


def test_a_register_s_own_file_that_cannot_be_read_is_minded_when_asked(here: Path) -> None:
    write(here / "b/kps.yaml", "type: [\n")
    workspace = Workspace.open([here])
    assert [bool(one.charter) for one in workspace.registers] == [True, False]
    with pytest.raises(Wrong, match=r"b/kps\.yaml"):
        workspace.mind_charters()


@dataclass
class Hearing:
    """A listener that writes down what it hears."""

    heard: list[str] = field(default_factory=list)

    @contextmanager
    def doing(self, what: Message) -> Iterator[Step]:
        self.heard.append(f"{what.text('en')} ...")
        yield lambda: self.heard.append("step")
        self.heard.append("done")

    def mind(self, remark: Message) -> None:
        self.heard.append(remark.text("en"))


def test_a_listener_hears_of_each_file_that_is_read(here: Path) -> None:
    listener = Hearing()
    Workspace.open([here / "b"], listener=listener)
    assert listener.heard == ["reading b ...", "step", "step", "done"]


NEW = "type: politiråd\nnavn: Nytt\nkommuner: ['4211']\nstatus: aktivt\nopprettet: 2026-01-01\n"


def test_a_text_counts_instead_of_the_file(here: Path) -> None:
    changed, new, gone = (here / f"a/politirad/{name}/politirad.yaml" for name in ("lister", "ny", "heroy-nord"))
    before = changed.read_bytes()
    workspace = Workspace.open(
        [here], {changed: NEW.replace("Nytt", "Endret"), Path("a/politirad/ny/politirad.yaml"): NEW, gone: None}
    )
    assert {council.name for council in workspace.registers[0].councils} >= {"Endret", "Nytt"}
    assert "heroy-nord" not in {council.folder for council in workspace.registers[0].councils}
    assert workspace.loaded[0].tree.read("politirad/ny/politirad.yaml") == NEW.encode()
    assert (changed.read_bytes(), new.exists(), gone.exists()) == (before, False, True)


def test_a_text_counts_in_the_nearest_register_alone(here: Path) -> None:
    """In an inner register, not in the one around it; in none that was not opened."""
    write(here / "a/pilot" / REGISTER_FILE, REGISTER)
    texts = {here / "a/pilot/politirad/ny/politirad.yaml": NEW, here / "utenfor/politirad/ny/politirad.yaml": NEW}
    found = {
        one.label: "ny" in {council.folder for council in one.councils}
        for one in Workspace.open([here], texts).registers
    }
    assert found == {"a": False, "a/pilot": True, "b": False}
    assert Workspace.open([here / "b"], texts).loaded[0].tree == Workspace.open([here / "b"]).loaded[0].tree
