"""S: SLT and like models (section 6 of the guideline)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from kps.checking.context import Context
from kps.checking.finding import Places, Remark
from kps.checking.phrases import quoted, sides
from kps.checking.rule import rule
from kps.checking.subjects import active_councils
from kps.language import msg
from kps.models.council import Council, Steering
from kps.models.person import LEADING
from kps.models.shared import Participant
from kps.models.vocabulary import roles, slt_levels


@rule("S601", cites="6c", on=active_councils)
def no_coordinator(council: Council, context: Context) -> Iterator[Remark]:
    """SLT without a coordinator.

    The council states `modell: slt`, and no `koordinator`.

    Mend: Write the coordinator's name under `slt`, as `koordinator: Siv Aas`.
    """
    for index, slt in council.slt_on(context.as_of):
        if slt.model == "slt" and not slt.coordinator:
            yield Remark(
                council, ("slt", index, "koordinator"), msg("SLT is used, and no coordinator (`koordinator`) is named")
            )


@rule("S602", cites=("6a", "6c"), on=active_councils, severity="hint")
def level_empty(council: Council, context: Context) -> Iterator[Remark]:
    """One of SLT's three levels is empty.

    The council states `modell: slt`, and `styrende`, `koordinerende` or `utførende` names nobody. A hint: the
    levels are the municipality's own to fill, and the guideline tells what they are more than it asks for them.

    Mend: Write under `slt` who is on each level, of both sides on the two lower ones, as
    `koordinerende: [{navn: Eva Ness, part: kommune}, {navn: Kari Hansen, part: politi}]`; the steering level may be the
    council itself, as `styrende: politirådet`.
    """
    for index, slt in council.slt_on(context.as_of):
        levels = {"styrende": slt.steering, "koordinerende": slt.coordinating, "utførende": slt.executing}
        empty = tuple(level.key for key, people in levels.items() if not people and (level := slt_levels().get(key)))
        if slt.model == "slt" and empty:
            message = msg("nobody is named on these levels of SLT: {levels}", levels=quoted(empty))
            yield Remark(council, ("slt", index), message, lacking=empty)


@rule("S603", cites="6e", on=active_councils)
def police_not_in_slt(council: Council, context: Context) -> Iterator[Remark]:
    """Nobody of the police is named as taking part in SLT.

    The council states `modell: slt`, and `koordinerende` or `utførende` names somebody. Nobody from the police on
    either of the two is an error. Nobody on one that names others is a warning: then the police do take part, if not on
    both. An empty list is S602's.

    Mend: Write under `slt` who of the police takes part on each of the two levels, as
    `koordinerende: [{navn: Kari Hansen, part: politi}]`.
    """
    for index, slt in council.slt_on(context.as_of):
        if slt.model != "slt":
            continue
        levels = {"koordinerende": slt.coordinating, "utførende": slt.executing}
        filled = [key for key, people in levels.items() if people]
        without = [key for key in filled if not _has_police(levels[key], council)]
        told_there = context.sides_rest_on(council, (*slt.coordinating, *slt.executing))
        if filled and without == filled:
            message = msg("nobody from the police is named in SLT, neither under `koordinerende` nor under `utførende`")
            yield Remark(council, ("slt", index, without[0]), message, rests_on=(*told_there, *_levels(council, index)))
        elif without:
            yield Remark(
                council,
                ("slt", index, without[0]),
                msg("nobody from the police is named on SLT's level `{level}`", level=without[0]),
                severity="warning",
                rests_on=told_there,
            )


@rule("S604", cites="6e", on=active_councils, severity="hint")
def police_not_in_other_model(council: Council, context: Context) -> Iterator[Remark]:
    """Nobody of the police is named as taking part in the other model.

    The council states `modell: annen`, and nobody among its `deltakere` is from the police. A hint, though the police
    shall take part: the form of another model is the municipality's own, and it need not have a list of people.

    Mend: Write under `slt` who of the police takes part, as `deltakere: [{navn: Kari Hansen, part: politi}]`.
    """
    for index, slt in council.slt_on(context.as_of):
        if slt.model == "annen" and not _has_police(slt.participants, council):
            yield Remark(
                council,
                ("slt", index, "deltakere"),
                msg("nobody from the police is named among `deltakere` of the other model"),
                rests_on=context.sides_rest_on(council, slt.participants),
            )


@rule("S605", cites=("6a", "6c"), on=active_councils, severity="hint")
def steering_without_leaders(council: Council, context: Context) -> Iterator[Remark]:
    """SLT's steering level has no leader from one of the sides.

    The council states `modell: slt`, and `styrende` is a list of names without a leader of the municipality (political
    or administrative), or without one of the police. A name is judged by its own `rolle`, else as the member of that
    name; where one of them is neither, nothing is said.

    A hint: the guideline tells that the local top leaders are on the steering level, more than it asks for it, and who
    they are is the municipality's own to say.

    Mend: Write under `slt` the leaders who steer, each with a role, as
    `styrende: [{navn: Per Li, rolle: kommunedirektør}, {navn: Ida Moe, rolle: tjenesteenhetsleder}]`; where the council
    itself does, `styrende: politirådet`.
    """
    for index, slt in council.slt_on(context.as_of):
        if slt.model != "slt" or not slt.steering or slt.steered_by_council:
            continue
        members = _by_name(council, context.as_of)
        leadership = [_leadership(one, members) for one in slt.steering]
        if None in leadership:
            continue
        found = frozenset[str]().union(*(kinds for kinds in leadership if kinds))
        missing = [side for side, kinds in LEADING.items() if not found & kinds]
        if missing:
            message = msg("no leader is named on SLT's level `styrende` from: {missing}", missing=sides(missing))
            rests_on = tuple((council, path) for path in (("slt", index, "styrende"), ("medlemmer",)))
            yield Remark(council, ("slt", index, "styrende"), message, rests_on=rests_on)


def _leadership(one: Steering, members: Mapping[str, frozenset[str]]) -> frozenset[str] | None:
    """The kinds of leadership of somebody who steers, by own role, else as a member; None where neither tells."""
    if not one.given_roles:
        return members.get(one.name)
    known = [roles().get(role) for role in one.given_roles]
    return frozenset[str]().union(*(role.leadership for role in known if role)) if all(known) else None


def _by_name(council: Council, day: date) -> dict[str, frozenset[str]]:
    """The kinds of leadership of each who is a member on the day, else of those who were or will be."""
    found: dict[str, frozenset[str]] = {}
    for member in sorted(council.members, key=lambda one: not one.on(day)):
        if member.name and (member.on(day) or member.name not in found):
            found[member.name] = found.get(member.name, frozenset()) | member.leadership
    return found


def _levels(council: Council, index: int) -> Places:
    """The two lists that the police shall be on, for a remark that rests on both."""
    return tuple((council, ("slt", index, key)) for key in ("koordinerende", "utførende"))


def _has_police(people: tuple[Participant, ...], council: Council) -> bool:
    """Whether somebody is from the police, as stated, else as a member of the council."""
    return any("politi" in council.parties_of(one) for one in people)
