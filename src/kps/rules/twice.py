"""D006: two of what there can be one of."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator
from datetime import date
from itertools import combinations
from typing import TypeVar

from kps.language import msg
from kps.models.agreement import Agreement
from kps.models.council import Council, Member
from kps.models.places import municipalities
from kps.register.index import Register
from kps.register.tree import REGISTER_FILE
from kps.rules.context import Context
from kps.rules.finding import Remark
from kps.rules.rule import rule
from kps.rules.subjects import the_register

ONE_AT_A_TIME = ("ordfører", "kommunedirektør")
"""Offices that a municipality has one of."""

T = TypeVar("T")


@rule("D006", on=the_register)
def two_of_one(register: Register, context: Context) -> Iterator[Remark]:
    """Two of what there can be one of.

    Two active local councils for one municipality, unless each names another bydel. Two samarbeidsavtaler in
    force for one municipality (a regional one beside a local one is fine), two skoleavtaler with one school,
    two fylkeskommuneavtaler with one county. A case number twice in a council's year; a meeting's date twice
    without -2 in the file's name; two ordførere or two kommunedirektører of one municipality on one day (til
    may be the successor's fra); a municipality in two registers that are read together.

    Mend: End or correct the older of the two: give it its last day (til, nedlagt), another number, or take
    away the record that was written by mistake.
    """
    yield from _councils(register, context.as_of)
    yield from _agreements(register, context.as_of)
    for council in register.councils:
        yield from _case_numbers(council, register)
        yield from _dates(council, register)
        yield from _offices(council)
    yield from _registers(register, context.together)


def _repeated(things: Iterable[T], key: Callable[[T], Hashable]) -> Iterator[tuple[T, T]]:
    """Each thing whose key an earlier one had, with that one."""
    first: dict[Hashable, T] = {}
    for thing in things:
        if (mark := key(thing)) in first:
            yield first[mark], thing
        else:
            first[mark] = thing


def _councils(register: Register, day: date) -> Iterator[Remark]:
    local = [one for one in register.councils if one.active(day) and not one.regional and one.numbers]
    by_number: dict[str, list[Council]] = defaultdict(list)
    for council in local:
        by_number[council.numbers[0]].append(council)
    for number, some in by_number.items():
        parts = [council.district_part for council in some]
        clashing = _repeated(some, lambda one: one.district_part) if all(parts) else _repeated(some, lambda _: 0)
        for first, second in clashing:
            yield Remark(
                second,
                ("kommuner", 0, "nr"),
                msg(
                    "{number} {name} already has an active council: {file}",
                    number=number,
                    name=_name(number),
                    file=first.origin.file,
                ),
            )


def _agreements(register: Register, day: date) -> Iterator[Remark]:
    in_force = [one for one in register.agreements if one.in_force(day)]
    entries = [
        (agreement, index, entry.number)
        for agreement in in_force
        if agreement.agreement_kind == "samarbeidsavtale"
        for index, entry in enumerate(agreement.municipalities)
        if entry.number
    ]
    for first, second in _repeated(entries, lambda one: (one[2], len(one[0].municipalities) > 1)):
        yield _agreement_twice(first[0], second[0], second[2], ("kommuner", second[1], "nr"))
    schools = [one for one in in_force if one.agreement_kind == "skoleavtale" and one.school]
    for a, b in _repeated(schools, lambda one: one.school):
        yield _agreement_twice(a, b, b.school, ("skole",))
    counties = [one for one in in_force if one.agreement_kind == "fylkeskommuneavtale" and one.county]
    for a, b in _repeated(counties, lambda one: one.county):
        yield _agreement_twice(a, b, b.county, ("fylkeskommune",))


def _agreement_twice(first: Agreement, second: Agreement, party: str, path: tuple[str | int, ...]) -> Remark:
    return Remark(
        second,
        path,
        msg(
            "{party} already has an agreement of this kind in force: {file}",
            party=f"{party} {_name(party)}".strip(),
            file=first.origin.file,
        ),
    )


def _case_numbers(council: Council, register: Register) -> Iterator[Remark]:
    cases = [
        (meeting, index, item)
        for meeting in register.meetings_of(council)
        for index, item in enumerate(meeting.items)
        if item.case
    ]
    for (meeting, _, _), (other, index, item) in _repeated(cases, lambda one: one[2].case):
        yield Remark(
            other,
            ("saker", index, "nr"),
            msg("the case number {number} is already in {file}", number=item.number, file=meeting.origin.file),
        )


def _dates(council: Council, register: Register) -> Iterator[Remark]:
    dated = [meeting for meeting in register.meetings_of(council) if meeting.day]
    for first, second in _repeated(dated, lambda one: one.order[:2]):
        yield Remark(
            second,
            ("dato",),
            msg(
                "{file} has the same date; name the second meeting of a day {day}-2.yaml",
                file=first.origin.file,
                day=str(second.day),
            ),
        )


def _offices(council: Council) -> Iterator[Remark]:
    for office in ONE_AT_A_TIME:
        holders = [(index, one) for index, one in enumerate(council.members) if one.has_role(office)]
        told: set[int] = set()
        for (_, a), (index, b) in combinations(holders, 2):
            if index not in told and _same_office(a, b, council) and _overlap(a, b):
                told.add(index)
                yield Remark(
                    council,
                    ("medlemmer", index),
                    msg(
                        "{name} and {other} are both {office} on the same day; give the one who left a til",
                        name=a.name,
                        other=b.name,
                        office=office,
                    ),
                    numbers=(b.municipality,) if b.municipality else (),
                )


def _same_office(a: Member, b: Member, council: Council) -> bool:
    if a.name == b.name:
        return False
    return not council.regional or (a.municipality != "" and a.municipality == b.municipality)


def _overlap(a: Member, b: Member) -> bool:
    """Whether two memberships share a day, the day of handing over left out."""
    return (a.end is None or b.start is None or b.start < a.end) and (
        b.end is None or a.start is None or a.start < b.end
    )


def _registers(register: Register, together: tuple[Register, ...]) -> Iterator[Remark]:
    for other in together[: together.index(register)] if register in together else ():
        for number in sorted(set(other.covered) & set(register.covered)):
            yield Remark(
                REGISTER_FILE,
                register.charter.place_of(number) if register.charter else ("kommuner",),
                msg(
                    "{number} {name} is in another register as well: {label}",
                    number=number,
                    name=_name(number),
                    label=other.label,
                ),
                numbers=(number,),
            )


def _name(number: str) -> str:
    known = municipalities().get(number)
    return known.name if known else ""
