"""M: to whom meetings give what is to be done (section 4.1.2)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from kps.checking.context import Context
from kps.checking.finding import Places, Remark
from kps.checking.mends import to_nearest
from kps.checking.rule import rule
from kps.checking.subjects import held_meetings
from kps.language import Message, msg
from kps.models.council import Council
from kps.models.meeting import Meeting
from kps.models.person import Person
from kps.models.vocabulary import Proposals, normal
from kps.register.actions import actions_of
from kps.register.attendance import attendance, members_at
from kps.register.index import Register
from kps.register.responsible import BOTH, OF_ONE_SIDE
from kps.source import Path


@rule("M408", cites="4.1.2d", on=held_meetings, severity="hint")
def unknown_responsible(meeting: Meeting, context: Context) -> Iterator[Remark]:
    """An action is given to somebody the council does not know.

    An `ansvarlig`, of an action or of a line under `oppfølging`, is neither a member on the meeting's day, by name or
    role, nor a guest or deputy of that meeting, nor `politirådet`, `kommunen` or `politiet`, nor a unit or person that
    the council's record names under `slt`, `funksjoner`, `temafora` or `politikontakt`, or kps.yaml under `funksjoner`.

    A hint: the guideline asks that somebody is responsible; that the name is one that the records know, is kps's own
    question.

    Mend: Write the name as it stands in the council's record; the nearest one is proposed. Somebody who is not there
    yet is written in the council's record, as a member who was one that day, or as
    `funksjoner: [{funksjon: radikaliseringskontakt, navn: Jon Ro}]`. Approved minutes are left as they are: then do
    the latter, or write a waiver in the meeting's record, as
    `unntak: [{regel: M408, begrunnelse: Enheten er lagt ned siden, til: 2026-12-31}]`.
    """
    people = {one.name for one in _people(meeting, context.register)}
    given = [one for one in _given(meeting) if one[1] not in people]
    known = _known_names(meeting, context) if given else {}
    unknown = [one for one in given if normal(one[1]) not in known]
    proposals = Proposals(known.values())
    rests_on = lists_of_names(meeting, context) if unknown else ()
    for id, name, path in unknown:
        near = proposals.nearest(name)
        yield Remark(meeting, path, _who(id, name, near), rests_on=rests_on, mends=to_nearest(path, near))


def _given(meeting: Meeting) -> Iterator[tuple[str, str, Path]]:
    """Whom the meeting gave actions to, its own and earlier ones: the action's id, the name, and where it stands."""
    for id, _, action, path in actions_of(meeting):
        yield from _names(id, action.responsible, path)
    for index, entry in enumerate(meeting.follow_ups):
        yield from _names(entry.action, entry.responsible, ("oppfølging", index))


def _names(id: str, responsible: Sequence[str], path: Path) -> Iterator[tuple[str, str, Path]]:
    for index, name in enumerate(responsible):
        if name:
            yield id, name, (*path, "ansvarlig", index)


def _who(id: str, name: str, near: str | None) -> Message:
    if near is None:
        return msg("the council does not know “{name}”, who is to see to {id}", name=name, id=id)
    return msg(
        "the council does not know “{name}”, who is to see to {id}; did you mean “{near}”?", name=name, id=id, near=near
    )


def _known_names(meeting: Meeting, context: Context) -> dict[str, str]:
    """All that an action of the meeting may be given to, by the form it is compared in."""
    register = context.register
    people = _people(meeting, register)
    known = _by_form((BOTH, *OF_ONE_SIDE, *(name for one in people for name in (one.name, *one.role_names))))
    for council in register.councils_in(meeting):
        known |= _of_council(council, register)
    return known | _by_form(name for one in context.charter.functions for name in (one.name, one.function))


def _people(meeting: Meeting, register: Register) -> tuple[Person, ...]:
    """Those who were there, and the members on the day."""
    return (*(one.guest for one in attendance(meeting, register)), *members_at(meeting, register))


def _of_council(council: Council, register: Register) -> dict[str, str]:
    """What the council's record names, the same for all its meetings."""
    return register.once(("names", council.origin.file), lambda: _by_form(_named_by(council, register)))


def _by_form(names: Iterable[str]) -> dict[str, str]:
    return {normal(name): name for name in names if name}


def lists_of_names(meeting: Meeting, context: Context) -> Places:
    """Where the names are written that an action of the meeting may be given to."""
    councils = context.register.councils_in(meeting)
    return (
        *context.doubts(councils, "medlemmer", "slt", "funksjoner", "temafora", "politikontakt"),
        *context.doubts([meeting], "til_stede", "felles_med", "dato"),
        *context.doubts([context.charter], "funksjoner"),
    )


def _named_by(council: Council, register: Register) -> Iterator[str]:
    """The units and persons that the council's record names outside its list of members, and its contacts."""
    for slt in council.slt:
        yield slt.coordinator
        for people in (slt.participants, slt.steering, slt.coordinating, slt.executing):
            yield from (one.name for one in people)
    for function in council.functions:
        yield from (function.name, function.function)
    for forum in council.forums:
        yield from (forum.name, forum.leader)
    yield from (register.contact_named[id].name for id in council.contacts if id in register.contact_named)
