"""M: the cases on the agenda and what they rest on (sections 4 and 4.1 of the guideline)."""

from __future__ import annotations

from collections.abc import Iterator

from kps.language import msg, msgn
from kps.models.meeting import Item, Meeting
from kps.register.attendance import attendance, members_at
from kps.register.index import Register
from kps.rules.context import Context
from kps.rules.council_work import is_on_slt
from kps.rules.finding import Remark
from kps.rules.rule import rule
from kps.rules.subjects import CouncilYear, meetings_of_any_council, minuted_meetings, past_years

HANDBOOK_MEETINGS = 4
"""Meetings a year that the SLT handbook asks of SLT's steering level; the guideline does not."""


@rule("M406", cites="4.1.2c", on=minuted_meetings)
def nothing_decided(meeting: Meeting, context: Context) -> Iterator[Remark]:
    """A case for decision has neither a conclusion nor an action.

    Once the minutes are done or due: an item with sakstype: vedtak has neither konklusjon (or vedtak) nor
    tiltak, and its utfall is not utsatt or trukket.

    Mend: Write what was concluded, as konklusjon: |, and who does what as tiltak; or utfall: utsatt.
    """
    for index, item in enumerate(meeting.items):
        if (
            item.kind == "vedtak"
            and not item.decision
            and not item.actions
            and item.outcome not in ("utsatt", "trukket")
        ):
            yield Remark(
                meeting,
                ("saker", index, "konklusjon"),
                msg("case {number} was for decision, and has neither a conclusion nor an action", number=item.number),
                rests_on=((meeting, ("saker", index, "tiltak")), (meeting, ("saker", index, "utfall"))),
            )


@rule("M415", cites="4.1.5b", on=minuted_meetings, severity="hint")
def no_basis(meeting: Meeting, context: Context) -> Iterator[Remark]:
    """A case for decision rests on no knowledge.

    Once the minutes are done or due: an item with sakstype: vedtak, standing items excepted, has no
    kunnskapsgrunnlag.

    Mend: Name what it rests on, as kunnskapsgrunnlag: [{kilde: politi, tittel: Situasjonsbilde uke 8}].
    """
    for index, item in enumerate(meeting.items):
        if item.kind == "vedtak" and not item.standing and not item.bases:
            yield Remark(
                meeting,
                ("saker", index, "kunnskapsgrunnlag"),
                msg("case {number} was for decision, and names no knowledge basis", number=item.number),
            )


@rule("M416", cites=("2.1b", "4.1.5b"), on=past_years, yearly=True)
def year_without_knowledge(subject: CouncilYear, context: Context) -> Iterator[Remark]:
    """A year without knowledge from both sides.

    In a past year with a held meeting, the police neither delivered a kunnskapsgrunnlag, raised an item
    (meldt_av: politi) nor introduced one (innleder is a member or guest of the police): an error. Otherwise,
    no kunnskapsgrunnlag from politi, or none from kommune: a warning.

    Mend: Ask both sides for a knowledge basis before each meeting, and name it under the item.
    """
    cases = [(meeting, item) for meeting in subject.held(context) for item in meeting.items]
    if not subject.held(context):
        return
    sources = {basis.source for _, item in cases for basis in item.bases}
    missing = [side for side in ("politi", "kommune") if side not in sources]
    silent = "politi" in missing and not any(_from_police(item, meeting, context.register) for meeting, item in cases)
    rests_on = context.doubts(subject.held(context), "saker")
    if silent:
        rests_on = (*rests_on, *context.doubts([subject.council], "medlemmer"))
        message = msg("the police contributed to no case in {year}", year=subject.year)
        yield Remark(subject.council, (), message, day=subject.last_day, rests_on=rests_on)
    elif missing:
        message = msg("no knowledge basis in {year} from: {missing}", year=subject.year, missing=", ".join(missing))
        yield Remark(subject.council, (), message, severity="warning", day=subject.last_day, rests_on=rests_on)


def _from_police(item: Item, meeting: Meeting, register: Register) -> bool:
    """Whether the police raised the item, or somebody of theirs introduced it."""
    if item.raised_by == "politi":
        return True
    police = {one.guest.name for one in attendance(meeting, register) if "politi" in one.parties}
    police |= {member.name for member in members_at(meeting, register) if "politi" in member.parties}
    return any(name in police for name in item.introduced_by)


@rule("M419", cites="6d", on=past_years, severity="hint", yearly=True)
def slt_on_no_agenda(subject: CouncilYear, context: Context) -> Iterator[Remark]:
    """The council steers SLT, and had no case on it in a year.

    styrende names politirådet, and no item of a past year's held meetings was on SLT (tema: slt, or
    fast_sak: slt).

    Mend: Put SLT on the agenda at least once a year; kps new-meeting proposes it.
    """
    steers = any(slt.steered_by_council for slt in subject.council.slt)
    if steers and not any(is_on_slt(item) for meeting in subject.held(context) for item in meeting.items):
        message = msg("the council steers SLT, and had no case on it in {year}", year=subject.year)
        rests_on = context.doubts(subject.held(context), "saker")
        yield Remark(subject.council, (), message, day=subject.last_day, rests_on=rests_on)


@rule("M420", cites="6d", on=past_years, severity="hint", yearly=True)
def too_seldom_for_slt(subject: CouncilYear, context: Context) -> Iterator[Remark]:
    """The council steers SLT, and met fewer than four times in a year.

    styrende names politirådet, and fewer than four meetings were held in a past year. Four is what the SLT
    handbook asks of the steering level; this guideline does not ask it.

    Mend: Plan four meetings a year, or name another steering level in slt.styrende.
    """
    count = len(subject.held(context))
    if any(slt.steered_by_council for slt in subject.council.slt) and count < HANDBOOK_MEETINGS:
        message = msgn(
            "the council steers SLT, and held {n} meeting in {year}; the SLT handbook asks four, "
            "this guideline does not",
            "the council steers SLT, and held {n} meetings in {year}; the SLT handbook asks four, "
            "this guideline does not",
            count,
            year=subject.year,
        )
        rests_on = context.doubts(context.register.all_meetings_of(subject.council), "status", "dato")
        yield Remark(subject.council, (), message, day=subject.last_day, rests_on=rests_on)


@rule("M421", cites="4b", on=meetings_of_any_council)
def individual_case(meeting: Meeting, context: Context) -> Iterator[Remark]:
    """A case about a single person or a single case.

    An item is marked enkeltsak: ja. The council works on the strategic level; such cases do not belong there.

    Mend: Take the case to those who deal with it, and take it off the agenda; if it is in fact a general
    matter, write enkeltsak: nei.
    """
    for index, item in enumerate(meeting.items):
        if item.individual_case:
            yield Remark(
                meeting,
                ("saker", index, "enkeltsak"),
                msg(
                    "case {number} is about a single person or case; it does not belong in the council",
                    number=item.number,
                ),
            )
