"""Which registers, which day, which council."""

from __future__ import annotations

from pathlib import Path

import pytest

from kps.workspace.errors import NOTHING_FOUND, Wrong
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
