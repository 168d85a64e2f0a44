"""How far rules look: asked of each neighbourhood by itself they say, together, what they say of the whole register.

Registers are edited at random. ``python tests/try_edits.py reach 5000`` tries more than the suite does.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from functools import cached_property
from itertools import islice
from random import Random

import pytest

import random_edits
from kps.checking.context import Context
from kps.checking.engine import CRASH, judged, judged_in
from kps.checking.finding import Finding, Remark
from kps.checking.rule import Check, Rule, rules
from kps.language import msg
from kps.models.council import Council
from kps.output.rule_cases import REGISTER
from kps.register.index import Register
from kps.register.memory import Texts
from kps.register.neighbourhoods import neighbourhoods
from kps.register.pieces import Pieces
from kps.register.reading import load
from kps.register.tree import REGISTER_FILE
from sampling import sampled

DAY = date(2026, 11, 23)
A_WHILE = 12
"""How many edits are made of a register before another is begun with."""


class Whole(Context):
    """A register whose rules are shown all of it."""

    @cached_property
    def neighbourhoods(self) -> tuple[Context, ...]:
        return (self,)


def told(found: Iterable[Finding]) -> list[tuple[object, ...]]:
    """Findings with all that there is to them."""
    return [
        (
            one.code, one.severity, one.register, one.file, one.path, one.on, one.message.text("en"),
            one.mend.text("en"), one.day, one.numbers, one.span, one.sought, one.lacking, one.echo, one.waiver,
            tuple((other.file, other.path, other.message.text("en")) for other in one.related), one.mends,
        )
        for one in found
    ]  # fmt: skip


def differs(register: Register, day: date, asked: Iterable[Rule] | None = None) -> list[tuple[object, ...]]:
    """What is told of the whole register and not of its neighbourhoods together, or the other way round."""
    asked = tuple(rules().values()) if asked is None else tuple(asked)
    parts, whole = (told(judged(one.of(register, day), asked)) for one in (Context, Whole))
    return [] if parts == whole else [one for one in (*parts, *whole) if one not in parts or one not in whole] or [()]


def drawn(seed: int) -> Iterator[tuple[Register, date]]:
    """Registers as random edits leave them, one after the other, and a day to ask about."""
    dice = Random(seed)
    if seed % 4 > 1:
        some = tuple(dice.sample(random_edits.all_cases(), dice.randint(2, 6)))
        start, near = random_edits.side_by_side(some), some[0].as_of
    else:
        start, near = random_edits.example(("agder", "mangler")[seed % 4]), DAY
    pieces = Pieces().renewed(Texts(start))
    for texts, changed in random_edits.edited(dice, start, A_WHILE):
        pieces = pieces.renewed(Texts(texts), changed)
        yield pieces.assembled("."), random_edits.a_day(dice, near)


@pytest.mark.parametrize("first", range(0, 120, 20))
def test_of_every_case_the_parts_say_what_the_whole_does(first: int) -> None:
    every = random_edits.all_cases()
    for case in every[first::120]:
        assert differs(load(Texts(case.files)), case.as_of) == [], case.name


@pytest.mark.parametrize("name", ["agder", "mangler"])
def test_of_the_examples_the_parts_say_what_the_whole_does(name: str) -> None:
    register = load(Texts(random_edits.example(name)))
    assert len(neighbourhoods(register)) > 1
    assert differs(register, DAY) == []


@pytest.mark.parametrize("seed", sampled(range(8), 2))
def test_whatever_is_edited_the_parts_say_what_the_whole_does(seed: int) -> None:
    for count, (register, day) in enumerate(drawn(seed)):
        assert differs(register, day) == [], f"seed {seed}, edit {count}, {day}"


def differing_files(register: Register, day: date, files: Iterable[str]) -> list[str]:
    """The files of which the look round them alone, as an editor takes it, says other than the whole."""
    context = Context.of(register, day)
    whole = told(judged(context))
    return [
        file
        for file in files
        if file != REGISTER_FILE and told(judged_in(context, file)) != [one for one in whole if one[3] == file]
    ]


@pytest.mark.parametrize("seed", sampled(range(4), 2))
def test_whatever_is_edited_the_look_round_a_file_says_what_the_whole_does(seed: int) -> None:
    for count, (register, day) in enumerate(islice(drawn(seed), 3)):
        files = Random(seed).sample(sorted(register.files), min(8, len(register.files)))
        assert differing_files(register, day, files) == [], f"seed {seed}, edit {count}, {day}"


def test_each_file_and_each_municipality_is_in_one_neighbourhood() -> None:
    for register, _ in drawn(2):
        parts = neighbourhoods(register)
        files = [file for part in parts for file in part.files]
        assert sorted(files) == sorted(register.files)
        if len(parts) > 1:
            assert sorted(one for part in parts for one in part.covered_here) == sorted(register.covered)
            assert sorted(one.origin.file for part in parts for one in part.records) == sorted(register.record_in)


COUNCIL = "type: politiråd\nnavn: P\nkommuner: ['{}']\nstatus: aktivt\nopprettet: 2021-03-01\n"
AGREEMENT = "type: avtale\navtaletype: samarbeidsavtale\nkommuner: ['{}']\nstatus: inngått\nfra: 2024-01-01\n"


@pytest.mark.parametrize(
    ("here", "there"),
    [
        ("handlingsplaner: [{tittel: P, mål: [rus]}]\n", {"avtale-2024.yaml": AGREEMENT + "mål: [[x]]\n"}),
        ("handlingsplaner: [{tittel: P, kunnskapsgrunnlag: [u]}]\n", {"grunnlag/u.yaml": "type: kunnskapsgrunnlag\n"}),
        ("politikontakt: kari\n", {"politikontakt.yaml": "type: politikontakt\nnavn: [x]\nkommuner: ['{}']\n"}),
        ("videreført_i: 4202-b\n", {"moter/2026-03-12.yaml": "type: møte\ndato: x\nstatus: avholdt\n"}),
    ],
)
def test_what_is_faulty_elsewhere_silences_nothing_here(here: str, there: dict[str, str]) -> None:
    files = {
        "kps.yaml": REGISTER.replace('"4205"', '"4205", "4202"'),
        "politirad/4205-a/politirad.yaml": COUNCIL.format("4205") + here,
        "politirad/4202-b/politirad.yaml": COUNCIL.format("4202"),
        **{f"politirad/4202-b/{file}": text.replace("{}", "4202") for file, text in there.items()},
    }
    assert differs(load(Texts(files)), DAY) == []


def test_a_council_within_anothers_folder_is_its_neighbour_since_waivers_hold_there() -> None:
    waiver = "unntak: [{regel: R402, begrunnelse: B, til: 2030-01-01}]\n"
    files = {
        "kps.yaml": REGISTER.replace('"4205"', '"4205", "4202"'),
        "politirad/4205-a/politirad.yaml": COUNCIL.format("4205") + waiver,
        "politirad/4205-a/4202-b/politirad.yaml": COUNCIL.format("4202"),
    }
    register = load(Texts(files))
    assert differs(register, DAY) == []
    assert [one.code for one in judged(Context.of(register, DAY)) if one.code == "U901"] == []


def _as_many_councils(council: Council, context: Context) -> Iterator[Remark]:
    """Looks at councils that have nothing to do with the one it is asked of."""
    yield Remark(council, (), msg("{n}", n=len(context.register.councils)))


def _no_other_meeting(council: Council, context: Context) -> Iterator[Remark]:
    """The same, but only where one of them has met in a year that this one has not."""
    years = {meeting.day.year for meeting in context.register.meetings if meeting.day}
    if years - {meeting.day.year for meeting in context.register.all_meetings_of(council) if meeting.day}:
        yield Remark(council, (), msg("{n}", n=1))


@pytest.mark.parametrize("check", [_as_many_councils, _no_other_meeting])
def test_a_rule_that_looks_further_than_it_says_is_found_out(check: Check[Council]) -> None:
    liar = replace(rules()["R402"], check=check)
    assert any(differs(register, day, [liar]) for seed in range(3) for register, day in drawn(seed))


def test_a_rule_that_crashes_in_many_neighbourhoods_is_told_once() -> None:
    def crashes(council: Council, context: Context) -> Iterator[Remark]:
        yield from ()
        raise RuntimeError(council.folder)

    register = load(Texts(random_edits.example("agder")))
    found = judged(Context.of(register, DAY), [replace(rules()["R402"], check=crashes)])
    assert [one.code for one in found] == [CRASH]


def differences(seed: int) -> Iterator[str | None]:
    """For each edit what the parts, or the look round a file, say otherwise than the whole; None where nothing is."""
    for register, day in drawn(seed):
        found = differs(register, day) or differing_files(register, day, sorted(register.files))
        yield f"{day}, {found}" if found else None
