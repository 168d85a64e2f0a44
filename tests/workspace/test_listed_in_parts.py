"""Whatever is edited, on whatever day: the lists of a register's parts, kept or not, are those of the whole.

Registers are edited at random. ``python tests/try_edits.py listed_in_parts 5000`` tries more than the suite does.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any

import pytest

import random_edits
from kps.register.memory import Texts
from kps.register.parted import Parted
from kps.register.reading import load
from kps.workspace import parts
from kps.workspace.cache.parts import KeptRegister
from kps.workspace.cache.store import Store
from kps.workspace.listed_in_parts import Listing, listed
from kps.workspace.lists import of_actions, of_coming, of_steps
from sampling import sampled

DAY = date(2026, 11, 23)


def listings(day: date) -> tuple[Listing[Any], ...]:
    """All that is listed of registers on a day."""
    return of_actions(day), of_coming(day, day + timedelta(365)), of_steps(day)


def of_the_whole(texts: Mapping[str, str], day: date) -> list[list[str]]:
    """What each list of a register that is read whole consists of, in no order."""
    register = load(Texts(texts))
    return [sorted(map(repr, one.entries(register, None))) for one in listings(day)]


class Kept:
    """A folder in which what is listed of registers is kept from edit to edit."""

    def __init__(self, room: str) -> None:
        self._store = Store(Path(room) / "kps")
        self.reads = 0

    def listed(self, texts: Mapping[str, str], day: date) -> list[list[str]]:
        """The same of parts, with the help of what is kept, and kept again."""
        found = []
        self.reads = 0
        for one in listings(day):
            kept = KeptRegister(self._store, str(day), ".", Parted(Texts(texts)).digests)
            parted = Parted(Texts(texts), known=kept.summaries)
            found.append(sorted(map(repr, listed(parted, one, kept).entries)))
            self.reads += len(parted.read.by_file)
        return found


def differences(seed: int, edits: int = 12) -> Iterator[str | None]:
    """For each edit what is listed otherwise than of the whole; None where nothing is."""
    dice = Random(seed)
    start = random_edits.example("agder")
    if seed % 3:
        start = random_edits.side_by_side(tuple(dice.sample(random_edits.all_cases(), dice.randint(2, 6))))
    days = (DAY, random_edits.a_day(dice, DAY))  # few, so that they come again
    with TemporaryDirectory(prefix="kps-listed-") as room:
        kept = Kept(room)
        for texts, _ in random_edits.edited(dice, start, edits):
            day = dice.choice(days)
            whole = of_the_whole(texts, day)
            again = [kept.listed(texts, day) for _ in range(2)]
            yield next((f"{day}, asked {n} times" for n, one in enumerate(again, 1) if one != whole), None)


@pytest.mark.parametrize("seed", sampled(range(6), 6))
def test_whatever_is_edited_the_lists_of_parts_are_those_of_the_whole(seed: int) -> None:
    assert [one for one in differences(seed, 6) if one] == []


COUNCIL = "type: politiråd\nnavn: {0}\nkommuner: ['{0}']\nstatus: aktivt\nopprettet: 2021-03-01\n"
MEETING = "type: møte\ndato: {}\nstatus: {}\n"
SET = MEETING.format("2026-03-12", "avholdt") + (
    "saker: [{nr: 1/2026, tittel: T, tiltak: [{id: T1, hva: Lys, ansvarlig: [Kari], frist: 2026-05-01}]}]\n"
)
TEXTS = {
    "kps.yaml": "type: register\nnavn: A\npolitidistrikt: Agder\nkommuner: ['4205', '4202']\n",
    "politirad/4205-x/politirad.yaml": COUNCIL.format("4205"),
    "politirad/4202-y/politirad.yaml": COUNCIL.format("4202"),
    "politirad/4202-y/moter/2026-03-12.yaml": SET,
    "politirad/4205-x/moter/2026-12-12.yaml": MEETING.format("2026-12-12", "planlagt"),
}


def test_only_the_part_in_which_something_has_changed_is_read(tmp_path: Path) -> None:
    kept = Kept(str(tmp_path))
    kept.listed(TEXTS, DAY)
    assert kept.reads >= len(TEXTS)
    kept.listed(TEXTS, DAY)
    assert kept.reads <= 3  # kps.yaml at most, for each list
    changed = TEXTS | {"politirad/4205-x/moter/2026-12-12.yaml": MEETING.format("2026-12-13", "planlagt")}
    assert kept.listed(changed, DAY) == of_the_whole(changed, DAY)
    assert kept.reads <= 3 * 3  # its council, it, and kps.yaml


def _forget_a_file(patch: pytest.MonkeyPatch) -> None:
    row = parts._row
    patch.setattr(parts, "_row", lambda parted, file: () if "4202-y" in file else row(parted, file))
    patch.setattr(parts, "state_of", lambda *_: "")


def _forget_the_day(patch: pytest.MonkeyPatch) -> None:
    made = KeptRegister.__init__
    patch.setattr(KeptRegister, "__init__", lambda self, store, _, *more: made(self, store, "some day", *more))


@pytest.mark.parametrize("forget", [_forget_a_file, _forget_the_day])
def test_what_forgets_is_found_out(
    forget: Callable[[pytest.MonkeyPatch], None], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    edited = TEXTS | {"politirad/4202-y/moter/2026-03-12.yaml": SET.replace("2026-05-01", "2026-06-01")}
    asked: list[tuple[Mapping[str, str], Any]] = [(TEXTS, DAY), (edited, DAY), (edited, date(2026, 4, 1))]

    def all_as_the_whole(room: str) -> bool:
        kept = Kept(room)
        return all(kept.listed(*one) == of_the_whole(*one) for one in asked)

    assert all_as_the_whole(str(tmp_path / "as it is"))
    forget(monkeypatch)
    assert not all_as_the_whole(str(tmp_path / "forgotten"))
