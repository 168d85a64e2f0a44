"""R: who joins the council: partners, new members, those who are elected (sections 4.1.1 to 4.3)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from kps.checking.context import Context
from kps.checking.finding import Remark
from kps.checking.phrases import named
from kps.checking.rule import rule
from kps.checking.subjects import active_councils
from kps.language import Message, msg
from kps.models.council import Council, Member
from kps.models.date_arithmetic import months_after
from kps.models.meeting import Item
from kps.models.person import Person
from kps.rules.records.municipality_numbers import is_told

PARTNERS = ("næringsliv", "frivillig organisasjon")
"""Local actors that councils are asked to involve (4.1.3)."""

ELECTIONS_FROM, ELECTION_PERIOD = 2023, 4
ELECTED = ("ordfører", "varaordfører", "folkevalgt")


@rule("R410", cites=("4.1.3b", "4.2a"), on=active_councils)
def partners_not_considered(council: Council, context: Context) -> Iterator[Remark]:
    """No partner in business or the voluntary sector is recorded, and no assessment of it.

    Nobody with the role `næringsliv` or `frivillig organisasjon` was a member, or stands in `til_stede` at a held
    meeting, in the last 12 months, and no assessment (`utvidelse.vurdert`) was made within 24 months. Both
    numbers are the register's own.

    Mend: Consider together who could take part, and write down when and by whom, as
    `utvidelse: {vurdert: 2026-03-04, av: [kommune, politi], konklusjon: Næringsforeningen inviteres.}`. A partner
    who does take part is written under `medlemmer` or in the meeting's `til_stede`, as
    `{navn: Tom Dahl, rolle: næringsliv}`.
    """
    since = months_after(context.as_of, -12)
    people: list[Person] = [
        one
        for one in council.members
        if (one.start is None or one.start <= context.as_of) and (one.end is None or one.end >= since)
    ]
    meetings = [one for one in context.held(council) if one.day and one.day >= since]
    for meeting in meetings:
        people.extend(meeting.present)
    assessed = context.known(council.extension.assessed) if council.extension else None
    if any(one.has_role(*PARTNERS) for one in people):
        return
    if assessed is None or assessed < months_after(context.as_of, -24):
        yield Remark(
            council,
            ("utvidelse", "vurdert"),
            msg(
                "nobody with the role `næringsliv` or `frivillig organisasjon` is recorded as a member or guest in the "
                "last 12 months, and no assessment (`utvidelse.vurdert`) within 24 months"
            ),
            rests_on=(
                (council, ("medlemmer",)),
                *context.doubts(meetings, "til_stede"),
                *context.uncounted(council),
            ),
        )


@rule("R413", cites=("4.3c", "4.1.5a"), on=active_councils, severity="hint")
def legal_frame_not_taken_up(council: Council, context: Context) -> Iterator[Remark]:
    """The legal frame has not been on the agenda, or not since members joined.

    The council began more than 12 months ago. No meeting held within 48 months had the standing item
    `fast_sak: juridiske_rammer`, or none since the newest of those members who joined more than 12 months ago.

    A hint: the guideline says that it can be useful, and that members should know what they may share; the 48 and
    12 months are the register's own.

    Mend: Put the item on the next agenda, with `fast_sak: juridiske_rammer`; `kps new-meeting` does so by itself.
    """
    year_ago = months_after(context.as_of, -12)
    if council.founded is None or council.founded >= year_ago:
        return
    since = months_after(context.as_of, -48)
    meetings = context.held(council)
    last = max((one.day for one in meetings if one.day and any(map(_on_the_law, one.items))), default=None)
    newcomers = [
        one
        for one in council.members_on(context.as_of)
        if one.start and one.start < year_ago and (last is None or last < one.start)
    ]
    if last is None or last < since or newcomers:
        recent = (one for one in meetings if one.day and one.day >= since)
        rests_on = (*context.doubts(recent, "saker"), *context.uncounted(council))
        yield Remark(council, (), _not_taken_up(last, newcomers), rests_on=rests_on)


def _on_the_law(item: Item) -> bool:
    return item.standing == "juridiske_rammer"


def _not_taken_up(last: date | None, newcomers: list[Member]) -> Message:
    """When the legal frame was taken up last, and who has joined since, with the day."""
    told = (
        msg("no held meeting is recorded with the legal frame (`juridiske_rammer`) on its agenda")
        if last is None
        else msg("the legal frame (`juridiske_rammer`) was last on the agenda on {day}", day=last)
    )
    joined = [
        msg("{name} ({day})", name=one.name, day=one.start)
        for one in sorted(newcomers, key=lambda one: one.start or date.min)
    ]
    return msg("{told}; these members joined without it: {joined}", told=told, joined=joined) if joined else told


@rule("R417", cites="4.2c", on=active_councils)
def extension_not_assessed_together(council: Council, context: Context) -> Iterator[Remark]:
    """The council is extended without an assessment that both sides made.

    A member on the day has the role `næringsliv`, `frivillig organisasjon` or `videregående skole`, and
    `utvidelse.vurdert` is missing, or `utvidelse.av` does not name both `kommune` and `politi`.

    Mend: Make the assessment together, and write it, as
    `utvidelse: {vurdert: 2026-03-04, av: [kommune, politi], konklusjon: Næringsforeningen er med fra 2026.}`.
    """
    if not any(member.extends for member in council.members_on(context.as_of)):
        return
    extension = council.extension
    both = extension is not None and {"kommune", "politi"} <= set(extension.by)
    if extension is None or context.known(extension.assessed) is None:
        message = (
            msg("the council is extended, but no assessment is recorded (`utvidelse.vurdert`)")
            if extension is None or both
            else msg(
                "the council is extended, but `utvidelse` does not say when that was assessed (`vurdert`), nor that "
                "both sides did it (`av`)"
            )
        )
        yield Remark(council, ("utvidelse", "vurdert"), message)
    elif not both:
        message = msg("`utvidelse.av` does not say that both `kommune` and `politi` assessed the extension")
        yield Remark(council, ("utvidelse", "av"), message)


@rule("R418", cites="4.1.1a", on=active_councils, severity="hint")
def elected_before_the_election(council: Council, context: Context) -> Iterator[Remark]:
    """An elected member, and nothing says whether the latest election changed that.

    It is after 31 October of the latest election year (2023, 2027 and so on), and a member on the day with the role
    `ordfører`, `varaordfører` or `folkevalgt` has neither `fra` nor `gjenvalgt` on or after 1 September of that
    year.

    A hint: the guideline recommends that the political leadership takes part; that the list keeps up with
    elections, is kps's own question.

    Mend: For one who was elected again, write the day, as `gjenvalgt: 2023-10-12`. Give one who left a `til`, and
    add the successor under `medlemmer`, as `{navn: Lars Vik, rolle: ordfører, fra: 2023-10-12}`.
    """
    if context.as_of.year < ELECTIONS_FROM:
        return
    year = ELECTIONS_FROM + (context.as_of.year - ELECTIONS_FROM) // ELECTION_PERIOD * ELECTION_PERIOD
    if context.as_of <= date(year, 10, 31):
        year -= ELECTION_PERIOD
    if year < ELECTIONS_FROM:
        return
    since = date(year, 9, 1)
    for index, member in enumerate(council.members):
        if not member.on(context.as_of) or not member.has_role(*ELECTED):
            continue
        days = (context.known(member.start), context.known(member.reelected))
        if not any(day is not None and day >= since for day in days):
            message = msg(
                "neither `fra` nor `gjenvalgt` says whether {name} was elected in {year}", name=member.name, year=year
            )
            yield Remark(council, ("medlemmer", index), message, lacking=("fra", "gjenvalgt"))


@rule("R420", cites=("4.1.1a", "4.4a"), on=active_councils)
def member_from_elsewhere(council: Council, context: Context) -> Iterator[Remark]:
    """A member from a municipality that is not in the council.

    A member on the day has under `kommune` a municipality that is not, or no longer, in the council; one that is to
    join (`fra` ahead) is in it. Not where the number itself is told of (D004). `kps new-meeting` does not invite such
    a member.

    Mend: Where the municipality left, give the member a last day, as `til: 2026-06-30`; one who leads the council is
    replaced under `ledelse` too. If the number is wrong, correct `kommune`; if the municipality is in the council, add
    it to the council's `kommuner`.
    """
    within = council.numbers_from(context.as_of)
    left = {one.number: one.end for one in sorted(council.municipalities, key=lambda one: one.end or date.min)}
    for index, member in enumerate(council.members):
        number = member.municipality
        if not number or number in within or not member.on(context.as_of):
            continue
        if is_told(council, number, member.end, context):
            continue
        own = (("medlemmer", index, "fra"), ("medlemmer", index, "til"), ("kommuner",))
        name = _with_office(member, council, context.as_of)
        yield Remark(
            council,
            ("medlemmer", index, "kommune"),
            _from_elsewhere(name, number, left.get(number)),
            numbers=(number,),
            rests_on=tuple((council, path) for path in own),
        )


def _from_elsewhere(name: object, number: str, left: date | None) -> Message:
    """Where the member is from, and until when that was in the council."""
    if left is None:
        return msg(
            "{name} is a member from {municipality}, which is not in the council", name=name, municipality=named(number)
        )
    return msg(
        "{name} is a member from {municipality}, which was in the council until {day}",
        name=name,
        municipality=named(number),
        day=left,
    )


def _with_office(member: Member, council: Council, day: date) -> object:
    """The member's name, and whether the member leads the council."""
    offices = [one.office for one in council.offices if one.covers(day) and one.name == member.name != ""]
    if "leder" in offices:
        return msg("{name}, the council's leader,", name=member.name)
    if "nestleder" in offices:
        return msg("{name}, the council's deputy leader,", name=member.name)
    return member.name
