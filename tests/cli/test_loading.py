"""Which registers, which day, which council."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import pytest
from conftest import REGISTER, write

from kps.cli.loading import find_council, load_registers, today
from kps.register.memory import Texts
from kps.register.reading import load
from kps.workspace.errors import NOTHING_FOUND, Wrong

COUNCIL = "type: politiråd\nnavn: {name}\nkommuner: [{numbers}]\nstatus: aktivt\nopprettet: 2025-01-01\n"


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for register in ("a", "b"):
        write(tmp_path / register / "kps.yaml", REGISTER.replace('["4205"]', "alle"))
    council(tmp_path / "a/politirad/4205-lindesnes", "Politirådet i Lindesnes", "4205")
    council(tmp_path / "a/politirad/lister", "Lister", "4205", "4206")
    council(tmp_path / "a/politirad/heroy-nord", "Politirådet i nord", "1818")
    council(tmp_path / "a/politirad/heroy-sor", "Politirådet i sør", "1515")
    council(tmp_path / "b/politirad/lister", "Rådet i b", "4207")
    return tmp_path


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
    loaded, found = find_council(load_registers([here]), text)
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
        find_council(load_registers([here]), text)
    assert says in wrong.value.message.text("en")


def test_a_register_named_twice_is_read_once(here: Path) -> None:
    loaded = load_registers([Path(), Path("a"), here / "a/politirad", Path("b")])
    assert [one.register.label for one in loaded] == ["a", "b"]


def test_nothing_there_and_nothing_found(tmp_path: Path) -> None:
    with pytest.raises(Wrong) as wrong:
        load_registers([tmp_path / "nowhere"])
    assert wrong.value.status == 2
    with pytest.raises(Wrong) as wrong:
        load_registers([tmp_path])
    assert wrong.value.status == NOTHING_FOUND


def test_the_day_can_be_set(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KPS_TODAY", "2026-03-12")
    assert today() == date(2026, 3, 12)
    monkeypatch.setenv("KPS_TODAY", "tomorrow")
    with pytest.raises(Wrong, match="tomorrow"):
        today()


@dataclass(frozen=True)
class Counting(Texts):
    """Files that count how often each is read."""

    counts: Counter[str] = field(default_factory=Counter)

    def read(self, file: str) -> bytes:
        self.counts[file] += 1
        return super().read(file)


def test_each_file_is_read_once_a_kept_paper_too() -> None:
    papers = {f"politirad/x/dokumenter/2026-03-12-referat.{ending}": "A" for ending in ("md", "html")}
    files = Counting({"kps.yaml": REGISTER, "les.md": "B", "bilde.png": "C", **papers})
    load(files)
    assert files.counts == dict.fromkeys(("kps.yaml", "les.md", *papers), 1)
