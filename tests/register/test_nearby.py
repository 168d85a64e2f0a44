"""What bears on a record is in the part of the register around it, and other councils' records are not."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path

import pytest

from heavy import files
from kps.documents.followups import concerned, meetings_of
from kps.models.base import Record
from kps.models.meeting import Meeting
from kps.register.index import Register
from kps.register.knowledge import products_seen_by
from kps.register.memory import Texts
from kps.register.nearby import Nearby
from kps.register.parted import Parted
from kps.register.reading import load
from kps.register.tree import Folder, Tree

AGDER = Path(__file__).parents[2] / "examples" / "agder"
HEAVY = Texts({name: what for name, what in files().items() if isinstance(what, str)})
DAY = date(2026, 11, 23)
COUNCIL = 'type: politiråd\nnavn: Rådet i {}\nkommuner: ["{}"]\nstatus: aktivt\nopprettet: 2021-03-01\n'
MEETING = "type: møte\ndato: 2026-03-12\nstatus: avholdt\nsaker: [{nr: 1/2026, tittel: T}]\n"
FOUR = {
    "kps.yaml": "type: register\nnavn: R\npolitidistrikt: Agder\nkommuner: alle\ngjelder_fra: 2026-01-01\n",
    **{
        f"politirad/{name}/politirad.yaml": COUNCIL.format(name, number)
        for name, number in zip("abcd", ("4201", "4202", "4203", "4204"), strict=True)
    },
    **{f"politirad/{name}/moter/2026-03-12.yaml": MEETING for name in "acd"},
    "politikontakter/ida.yaml": "type: politikontakt\nnavn: Ida\n",
    "avtale.yaml": 'type: avtale\nnavn: A\nkommuner: ["4201", "4204"]\n',
}
JOINT = "politirad/b/moter/2026-05-05.yaml"


def files_of(records: Iterable[Record]) -> set[str]:
    return {one.origin.file for one in records}


def bearing(register: Register, file: str) -> tuple[object, ...]:
    """All that is asked of a register about a record before it is shown to the public."""
    record = register.record_in.get(file)
    if record is None:
        return (None,)
    councils = register.councils_about(record)
    around = meetings_of(register, councils)
    drawn_on = [record, *councils, *around]
    seen = [one for each in (record, *councils, *around) for one in products_seen_by(each, register).values()]
    actions = concerned(record, register, DAY) if isinstance(record, Meeting) else ()
    flawed = {flaw.file for flaw in register.flaws} & files_of((*drawn_on, *seen))
    return record, councils, around, files_of(seen), [one.id for one in actions], flawed


@pytest.mark.parametrize("tree", [HEAVY, Folder(AGDER), Texts(FOUR)], ids=["heavy", "agder", "four"])
def test_all_that_bears_on_a_record_is_in_its_part(tree: Tree) -> None:
    whole, nearby = load(tree), Nearby(Parted(tree))
    records = sorted(whole.record_files)
    for file in records[:: max(1, len(records) // 60)]:
        assert bearing(nearby.around(file), file) == bearing(whole, file)


@pytest.mark.parametrize("key", ["felles_med", '"felles\\u005fmed"'])
def test_councils_that_met_together_are_in_one_part(key: str) -> None:
    nearby = Nearby(Parted(Texts({**FOUR, JOINT: f"{MEETING}{key}: [a, c]\n"})))
    for name in "abc":
        inside = nearby.around(f"politirad/{name}/moter/2026-03-12.yaml").record_files
        assert {"politirad/a/moter/2026-03-12.yaml", JOINT, "politirad/c/moter/2026-03-12.yaml"} <= inside
        assert "politirad/d/moter/2026-03-12.yaml" not in inside
    assert "politirad/a/moter/2026-03-12.yaml" not in nearby.around("politirad/d/politirad.yaml").record_files


def test_an_agreement_is_with_its_councils_and_what_is_nobodys_with_none() -> None:
    nearby = Nearby(Parted(Texts(FOUR)))
    meetings = {f"politirad/{name}/moter/2026-03-12.yaml" for name in "acd"}
    assert meetings & nearby.around("avtale.yaml").record_files == meetings - {"politirad/c/moter/2026-03-12.yaml"}
    assert not meetings & nearby.around("politikontakter/ida.yaml").record_files


def test_records_that_may_hold_something_are_found_by_their_bytes() -> None:
    tree = Texts({**FOUR, "x.yaml": "type: møte\nlenke: A.MD\n", "y.yaml": 'type: møte\nlenke: "a\\u002emd"\n'})
    assert Nearby(Parted(tree)).holding((b".md",)).record_files == {"x.yaml", "y.yaml"}


NAMED_OTHERWISE = {
    # The council's record has a name of its own, and what is named as such a record is none.
    "politirad/e/raadet.yaml": COUNCIL.format("e", "4205"),
    "politirad/e/2025/2025-03-12.yaml": f"{MEETING}felles_med: [a]\n".replace("2026", "2025"),
    "politirad/e/2026/2026-03-12.yaml": MEETING,
    "politirad/e/2026/politirad-plan.md": "Plan\n",
    "politirad/f/politirad.yaml": COUNCIL.format("f", "4206"),
    "politirad/f/2025/2025-03-12.yaml": MEETING.replace("2026", "2025"),
    "politirad/f/2026/2026-03-12.yaml": MEETING,
    "politirad/f/2026/politirad.yaml": "type: avtale\nnavn: A\n",
}


def test_a_council_is_known_by_its_record_and_not_by_the_files_name() -> None:
    tree = Texts({**FOUR, **NAMED_OTHERWISE})
    whole, nearby = load(tree), Nearby(Parted(tree))
    for file in sorted(whole.record_files):
        assert bearing(nearby.around(file), file) == bearing(whole, file)
    others = {"politirad/e/2026/2026-03-12.yaml", "politirad/f/2026/2026-03-12.yaml"}
    assert not others & nearby.around("politirad/d/politirad.yaml").record_files


@pytest.mark.parametrize("head", ["# Rådet\n---\ntype: politiråd", '"type": politiråd', "type: politirådet"])
def test_a_record_that_does_not_begin_as_another_is_read_to_know_what_it_is(head: str) -> None:
    files = {**FOUR, "politirad/e/raadet.yaml": COUNCIL.format("e", "4205").replace("type: politiråd", head)}
    tree = Texts({**files, "politirad/e/moter/2026-03-12.yaml": MEETING})
    whole, nearby = load(tree), Nearby(Parted(tree))
    file = "politirad/e/moter/2026-03-12.yaml"
    assert bearing(nearby.around(file), file) == bearing(whole, file)
    assert file not in nearby.around("politirad/d/politirad.yaml").record_files
