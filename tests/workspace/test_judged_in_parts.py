"""Whatever is edited, on whatever day: what is told of a register judged in parts, and of parts that were kept, is what
is told of the whole.

Registers are edited at random. ``python tests/try_edits.py judged_in_parts 5000`` tries more than the suite does.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from functools import cached_property
from hashlib import blake2b
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any

import pytest

import random_edits
from kps.checking.context import Context
from kps.checking.engine import judged
from kps.checking.finding import Finding
from kps.language.private import masked
from kps.output.located import Located, located
from kps.output.rule_cases import REGISTER
from kps.register import division
from kps.register.memory import Texts
from kps.register.parted import Parted
from kps.register.reading import load
from kps.register.surroundings import Heard
from kps.workspace import parts
from kps.workspace.cache.parts import KeptRegister
from kps.workspace.cache.store import Store
from kps.workspace.parts import View, judged_in_parts
from sampling import sampled

DAY = date(2026, 11, 23)
A_WHILE = 10


class Whole(Context):
    """A register whose rules are shown all of it."""

    @cached_property
    def neighbourhoods(self) -> tuple[Context, ...]:
        return (self,)


def told(found: tuple[Located, ...]) -> list[tuple[Any, ...]]:
    """Findings with all that there is to them, and their places."""
    return [
        (
            one.finding.code, one.finding.severity, one.finding.statements, one.file, one.finding.path, one.finding.on,
            one.finding.message.text("nn"), one.finding.mend.text("en"), one.finding.day, one.finding.numbers,
            one.finding.sought, one.finding.lacking, one.finding.stands_for, one.finding.mends,
            one.finding.waiver and (one.finding.waiver.reason, one.finding.waiver.until), one.span, one.line, one.path,
            one.lacks, one.missing, one.value, [(other.shown, other.span, other.message) for other in one.related],
        )
        for one in found
    ]  # fmt: skip


def of_the_whole(texts: Mapping[str, str], day: date) -> list[tuple[Any, ...]]:
    """What is told of a register that is read and judged whole."""
    tree = Texts(texts)
    return told(located(judged(Whole.of(load(tree), day)), {".": tree}, related=True))


def all_of(_: Finding) -> bool:
    """All findings are wanted."""
    return True


class Kept:
    """A folder in which what is found in registers is kept from edit to edit."""

    def __init__(self, room: str) -> None:
        self._store = Store(Path(room) / "kps")
        self.reads = 0

    def register(self, texts: Mapping[str, str], day: date) -> KeptRegister:
        """What is kept of a register on a day."""
        digests = {file: blake2b(text.encode(), digest_size=16).hexdigest() for file, text in texts.items()}
        return KeptRegister(self._store, str(day), ".", _asked_for(texts, digests))

    def told(self, texts: Mapping[str, str], day: date) -> list[tuple[Any, ...]]:
        """What is told of a register with the help of what is kept, which is kept again."""
        kept = self.register(texts, day)
        parted = Parted(Texts(texts), known=kept.summaries)
        found = judged_in_parts(parted, View(day, all_of, related=True), kept)
        self.reads = len(parted.read.by_file)
        return sorted(told(found.found), key=repr)


def _asked_for(texts: Mapping[str, str], digests: Mapping[str, str]) -> dict[str, str]:
    """The digests of the files, empty of those that nobody reads."""
    summaries = Parted(Texts(texts)).summaries
    return {file: digests[file] if one.digest else "" for file, one in summaries.items()}


def differences(seed: int, edits: int = A_WHILE) -> Iterator[str | None]:
    """For each edit what is told otherwise than of the whole; None where nothing is."""
    dice = Random(seed)
    if seed % 3:
        some = tuple(dice.sample(random_edits.all_cases(), dice.randint(2, 6)))
        start, near = random_edits.side_by_side(some), some[0].as_of
    else:
        start, near = random_edits.example("agder"), DAY
    days = (near, random_edits.a_day(dice, near))  # few, so that they come again
    with TemporaryDirectory(prefix="kps-parts-") as room:
        kept = Kept(room)
        now = dict(start)
        for texts, _ in random_edits.edited(dice, start, edits):
            # A file that cannot be read has all be judged whole: most edits are of registers without.
            now = dict(texts) if not any(one.unread for one in Parted(Texts(texts)).summaries.values()) else now
            for some_texts in (now, texts):
                day = dice.choice(days)
                whole = sorted(of_the_whole(some_texts, day), key=repr)
                again = [kept.told(some_texts, day) for _ in range(2)]
                yield next((f"{day}, asked {n} times" for n, one in enumerate(again, 1) if one != whole), None)


@pytest.mark.parametrize("seed", sampled(range(6), 6))
def test_whatever_is_edited_the_parts_that_were_kept_say_what_the_whole_does(seed: int) -> None:
    assert [one for one in differences(seed, 6) if one] == []


COUNCIL = "type: politiråd\nnavn: {0}\nkommuner: ['{0}']\nstatus: aktivt\nopprettet: 2021-03-01\n"
KARI = "medlemmer: [{navn: Kari, rolle: rektor}]\n"
TEXTS = {
    "kps.yaml": REGISTER.replace('"4205"', '"4205", "4202"'),
    "politirad/4205-x/politirad.yaml": COUNCIL.format("4205"),
    "politirad/4202-y/politirad.yaml": COUNCIL.format("4202") + KARI,
    "politirad/4205-x/moter/2026-03-12.yaml": "type: møte\ndato: 2026-03-12\nstatus: avholdt\n"
    "felles_med: [4202-y]\ntil_stede: [Kari]\n",
}
EDITED = TEXTS | {"politirad/4202-y/politirad.yaml": COUNCIL.format("4202")}


def _forget_the_day(patch: pytest.MonkeyPatch) -> None:
    made = Kept.register
    patch.setattr(Kept, "register", lambda self, texts, day: _under(made(self, texts, day), "some day"))


def _under(kept: KeptRegister, name: str) -> KeptRegister:
    return KeptRegister(kept.store, name, ".", kept.digests)


def _forget_a_file(patch: pytest.MonkeyPatch) -> None:
    row = parts._row
    patch.setattr(parts, "_row", lambda parted, file: () if "4202-y" in file else row(parted, file))


def _forget_a_tie(patch: pytest.MonkeyPatch) -> None:
    """As if a rule looked further than its neighbourhood: to councils that are met with."""
    links = division._Places.links
    patch.setattr(division._Places, "links", lambda self, file, one: links(self, file, replace(one, councils=())))


def _all_as_the_whole(room: Path) -> bool:
    kept = Kept(str(room))
    asked = [(texts, day) for texts in (TEXTS, EDITED) for day in (DAY, date(2024, 11, 23))]
    return all(kept.told(*one) == sorted(of_the_whole(*one), key=repr) for one in asked)


@pytest.mark.parametrize("forget", [_forget_the_day, _forget_a_file, _forget_a_tie])
def test_what_forgets_is_found_out(
    forget: Callable[[pytest.MonkeyPatch], None], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert _all_as_the_whole(tmp_path / "as it is")
    forget(monkeypatch)
    assert not _all_as_the_whole(tmp_path / "forgotten")


def test_two_records_that_say_the_same_are_told_of_each_for_itself(tmp_path: Path) -> None:
    meeting = "type: møte\ndato: 2026-03-12\nstatus: planlagt\nsaker: [{nr: 1/2026, tittel: T, tema: trygge skolerr}]\n"
    texts = TEXTS | {f"politirad/4205-x/moter/2026-{day}.yaml": meeting for day in ("04-12", "05-12")}
    found = [one for one in Kept(str(tmp_path)).told(texts, DAY) if one[0] == "D002" and one[1] == "hint"]
    assert [one[3] for one in found] == [f"politirad/4205-x/moter/2026-{day}.yaml" for day in ("04-12", "05-12")]


def test_what_is_asked_of_names_elsewhere_is_asked_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    texts = {
        "kps.yaml": REGISTER.replace('"4205"', '"4205", "4202"'),
        "politirad/4205-x/politirad.yaml": COUNCIL.format("4205") + "politikontakt: kari-hansn\nplan: {fil: ../p.md}\n",
    }
    more = {
        "politikontakter/kari-hansen.yaml": "type: politikontakt\nnavn: K\nkommuner: ['4202']\ntiltrådt: 2024-01-01\n",
        "politirad/p.md": "# P\n",
    }
    kept = Kept(str(tmp_path))
    for some in (texts, texts | more, texts):
        assert kept.told(some, DAY) == sorted(of_the_whole(some, DAY), key=repr)
    monkeypatch.setattr(Heard, "answer", lambda self, question: self.whole.answer(question))  # as if nobody heard
    kept = Kept(str(tmp_path / "deaf"))
    kept.told(texts, DAY)
    assert kept.told(texts | more, DAY) != sorted(of_the_whole(texts | more, DAY), key=repr)


def test_only_the_part_in_which_something_has_changed_is_read(tmp_path: Path) -> None:
    numbers = ("4205", "4202", "4207")
    texts = {f"politirad/{number}-x/politirad.yaml": COUNCIL.format(number) for number in numbers}
    texts["kps.yaml"] = REGISTER.replace('"4205"', '"4205", "4202", "4207"')
    kept = Kept(str(tmp_path))
    kept.told(texts, DAY)
    assert kept.reads == 4
    kept.told(texts, DAY)
    assert kept.reads <= 1  # kps.yaml at most
    changed = f"{texts['politirad/4202-x/politirad.yaml']}notat: N\n"
    kept.told({**texts, "politirad/4202-x/politirad.yaml": changed}, DAY)
    assert kept.reads == 2


def test_all_that_rules_tell_in_their_cases_can_be_kept_but_where_somebodys_number_is_in_it(tmp_path: Path) -> None:
    for number, case in enumerate(random_edits.all_cases()[::9]):
        kept = Kept(str(tmp_path / str(number)))
        if not any(one.unread for one in Parted(Texts(case.files)).summaries.values()):
            kept.told(case.files, case.as_of)
            private = any(masked(file) != file for file in case.files)
            assert bool(kept.register(case.files, case.as_of).state) is not private, f"{case.code}: {case.name}"
