"""D006: two of what there can be one of. What stands twice in one list is in ``listed_twice``."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator
from datetime import date
from typing import TypeVar

from kps.checking.context import Before, Context
from kps.checking.finding import Related, Remark
from kps.checking.phrases import named
from kps.checking.rule import rule
from kps.checking.subjects import the_register
from kps.language import msg
from kps.models.agreement import Agreement
from kps.models.council import Council, Member
from kps.models.meeting import Meeting
from kps.register.index import Register
from kps.register.tree import REGISTER_FILE, shown_file
from kps.rules.records.listed_twice import listed_twice
from kps.source import Path

ONE_AT_A_TIME = ("ordfører", "kommunedirektør")
"""Offices that a municipality has one of."""

_OTHER = msg("the other one stands here")

T = TypeVar("T")


@rule("D006", on=the_register)
def two_of_one(register: Register, context: Context) -> Iterator[Remark]:
    """Two of what there can be one of.

    Two active local councils for one municipality, unless each names another `bydel`; councils of other municipalities
    in one folder. Two agreements in force: with one municipality (`samarbeidsavtale`; a regional one beside a local one
    is fine), with one school, or with one county. A case number twice in a council's year; a meeting's date twice
    without `-2` in the file's name; two mayors or two municipal directors of one municipality on one day (the day of
    handing over may be both's); a municipality in two registers that are read together.

    Twice in one list: a municipality in `kommuner`, a name in `medlemmer` or `ledelse` (in these three only where
    the two overlap in time), in `til_stede`, `forfall`, `ikke_møtt`, `ansvarlig` or `deltakere`, a goal's `id`; two
    people of one name are told apart by another `rolle` or `virksomhet`. A name both in `til_stede` and in `forfall`
    or `ikke_møtt` is a warning: it counts once, as present.

    Mend: Take away the one that was written by mistake, or correct the one that is wrong: its last day (`til`,
    `nedlagt`), its number, its date, its name, its folder, or the `rolle` or `virksomhet` that tells two people apart.
    """
    yield from _councils(register, context.as_of)
    yield from _in_one_folder(register)
    yield from _agreements(register, context.as_of)
    for council in {one.origin.folder: one for one in reversed(register.councils)}.values():
        yield from _case_numbers(council, register)
        yield from _dates(council, register)
    for council in register.councils:
        yield from _offices(council)
    yield from listed_twice(context)
    yield from _registers(register, context.before)


def _pairs(
    things: Iterable[T], key: Callable[[T], Hashable], clash: Callable[[T, T], bool] = lambda a, b: True
) -> Iterator[tuple[T, T]]:
    """Each thing that clashes with an earlier one of the same key, with the first such."""
    before: dict[Hashable, list[T]] = defaultdict(list)
    for thing in things:
        alike = before[key(thing)]
        first = next((one for one in alike if clash(one, thing)), None)
        if first is not None:
            yield first, thing
        if len(alike) < _MOST_ALIKE:
            alike.append(thing)


_MOST_ALIKE = 400
"""So many are compared with those after them; no council has had more mayors."""


def _councils(register: Register, day: date) -> Iterator[Remark]:
    local = [one for one in register.councils if one.active(day) and not one.regional and one.numbers_on(day)]
    for first, second in _pairs(local, lambda one: one.numbers[0], _same_place):
        message = msg(
            "{municipality} already has an active council: {file}",
            municipality=named(second.numbers[0]),
            file=first.origin.file,
        )
        rests_on = Context.doubts((first, second), "bydel", "opprettet", "nedlagt", "kommuner")
        related = (Related(first, ("kommuner", 0, "nr"), _OTHER),)
        yield Remark(second, ("kommuner", 0, "nr"), message, rests_on=rests_on, related=related)


def _in_one_folder(register: Register) -> Iterator[Remark]:
    """A council of other municipalities in the folder of another, to which the records there belong."""
    for second in register.councils:
        first = register.council_in(second.origin.folder)
        if first is not None and first is not second and set(first.numbers).isdisjoint(second.numbers):
            message = msg("the records in this folder are the council's in {file}", file=first.origin.file)
            yield Remark(second, ("type",), message, related=(Related(first, ("type",), _OTHER),))


def _same_place(a: Council, b: Council) -> bool:
    return not (a.district_part and b.district_part and a.district_part != b.district_part)


def _agreements(register: Register, day: date) -> Iterator[Remark]:
    in_force: dict[str, list[Agreement]] = defaultdict(list)
    for agreement in register.agreements:
        if agreement.in_force(day):
            in_force[agreement.agreement_kind or ""].append(agreement)
    places = (
        ((agreement, ("kommuner", index, "nr"), number), regional)
        for agreement in in_force["samarbeidsavtale"]
        for regional in (len(set(agreement.numbers)) > 1,)
        for number, index in _first_places(agreement, day)
    )
    yield from _agreements_twice(places)
    for kind, place in (("skoleavtale", "skole"), ("fylkeskommuneavtale", "fylkeskommune")):
        parties = ((one, one.school if place == "skole" else one.county) for one in in_force[kind])
        yield from _agreements_twice(((one, (place,), party), False) for one, party in parties if party)


def _first_places(agreement: Agreement, day: date) -> Iterable[tuple[str, int]]:
    """Each municipality that is in an agreement on the day, with its first place in the list."""
    places: dict[str, int] = {}
    for index, entry in enumerate(agreement.municipalities):
        if entry.covers(day):
            places.setdefault(entry.number, index)
    return ((number, index) for number, index in places.items() if number)


def _agreements_twice(agreements: Iterable[tuple[tuple[Agreement, Path, str], bool]]) -> Iterator[Remark]:
    """Two with one party; a regional one, which is marked, beside a local one is fine."""
    for (first, _), ((second, path, party), _) in _pairs(agreements, lambda one: (one[0][2], one[1])):
        message = msg(
            "{party} already has an agreement of this kind in force: {file}",
            party=named(party),
            file=first[0].origin.file,
        )
        by_place = path[0] == "kommuner"
        rests_on = Context.doubts((first[0], second), "fra", "til", *(("kommuner",) if by_place else ()))
        numbers = (party,) if by_place else ()
        related = (Related(first[0], first[1], _OTHER),)
        yield Remark(second, path, message, numbers=numbers, rests_on=rests_on, related=related)


def _case_numbers(council: Council, register: Register) -> Iterator[Remark]:
    first: dict[tuple[int, int], tuple[Meeting, Path]] = {}
    for meeting in register.meetings_of(council):
        for index, item in enumerate(meeting.items):
            case = item.case
            if case is None:
                continue
            if case in first:
                other, path = first[case]
                message = msg(
                    "the case number {number} is already in {file}", number=item.number, file=other.origin.file
                )
                yield Remark(meeting, ("saker", index, "nr"), message, related=(Related(other, path, _OTHER),))
            else:
                first[case] = meeting, ("saker", index, "nr")


def _dates(council: Council, register: Register) -> Iterator[Remark]:
    dated = [meeting for meeting in register.meetings_of(council) if meeting.day]
    for first, second in _pairs(dated, lambda one: one.order[:2]):
        yield Remark(
            second,
            ("dato",),
            msg(
                "{file} has the same date; name the second meeting of a day {day}-2.yaml",
                file=first.origin.file,
                day=str(second.day),
            ),
            related=(Related(first, ("dato",), _OTHER),),
        )


def _offices(council: Council) -> Iterator[Remark]:
    regional = council.regional
    for office in ONE_AT_A_TIME:
        holders = [
            (index, one)
            for index, one in enumerate(council.members)
            if one.has_role(office) and (one.municipality or not regional)
        ]
        clashing = _pairs(holders, lambda one: one[1].municipality if regional else "", _at_once)
        for (first, a), (index, b) in clashing:
            message = msg(
                "{name} and {other} are both recorded as `{office}` on the same day; give the one who left a `til`",
                name=a.name,
                other=b.name,
                office=office,
            )
            numbers = (b.municipality,) if b.municipality else ()
            days = tuple((council, ("medlemmer", place, key)) for place in (first, index) for key in ("fra", "til"))
            rests_on = (*days, (council, ("kommuner",)))
            related = (Related(council, ("medlemmer", first), _OTHER),)
            yield Remark(council, ("medlemmer", index), message, numbers=numbers, rests_on=rests_on, related=related)


def _at_once(a: tuple[int, Member], b: tuple[int, Member]) -> bool:
    """Whether two people hold an office on a day, that of handing over left out."""
    one, other = a[1], b[1]
    return (
        one.name != other.name
        and (one.end is None or other.start is None or other.start < one.end)
        and (other.end is None or one.start is None or one.start < other.end)
    )


def _registers(register: Register, before: Before) -> Iterator[Remark]:
    if REGISTER_FILE not in register.files:
        return  # it is another neighbourhood's
    for label, covered in before:
        for number in sorted(set(covered) & set(register.covered)):
            yield Remark(
                REGISTER_FILE,
                register.charter.place_of(number) if register.charter else ("kommuner",),
                msg(
                    "{municipality} is in another register as well: {label}",
                    municipality=named(number),
                    label=shown_file(label, REGISTER_FILE),
                ),
                numbers=(number,),
                related=(Related(REGISTER_FILE, ("kommuner", covered.index(number)), _OTHER, register=label),),
            )
