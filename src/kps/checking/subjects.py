"""What rules are asked of: each name here is a phrase that the rules' pages use.

A register's ``gjelder_fra`` and a council that is not active on the day are minded here, once.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from kps.checking.context import Context
from kps.models.agreement import Agreement
from kps.models.base import Record
from kps.models.contact import Contact
from kps.models.council import Council
from kps.models.evaluation import Evaluation
from kps.models.meeting import Meeting
from kps.register.actions import TrackedAction
from kps.register.index import Register


@dataclass(frozen=True, slots=True)
class CouncilCalendarYear:
    """A council in a calendar year."""

    council: Council
    year: int

    @property
    def last_day(self) -> date:
        """31 December, the day of findings about a year that is past."""
        return date(self.year, 12, 31)

    def held(self, context: Context) -> tuple[Meeting, ...]:
        """The meetings the council held that year, joint ones too."""
        return context.held_in(self.council, self.year)


def the_register(context: Context) -> Iterator[Register]:
    """The register as a whole."""
    yield context.register


def all_records(context: Context) -> Iterator[Record]:
    """Every record, of any time."""
    yield from context.register.records


def all_meetings(context: Context) -> Iterator[Meeting]:
    """Every meeting, of any time and status."""
    yield from context.register.meetings


def covered_municipalities(context: Context) -> Iterator[str]:
    """Each municipality the register covers, by number."""
    yield from context.register.covered_here


def cooperation_agreements(context: Context) -> Iterator[Agreement]:
    """Every samarbeidsavtale, whatever its status."""
    yield from (one for one in context.register.agreements if one.agreement_kind == "samarbeidsavtale")


def agreements_in_force(context: Context) -> Iterator[Agreement]:
    """Every agreement in force on the day, of any kind."""
    yield from context.agreements_in_force()


def cooperation_agreements_in_force(context: Context) -> Iterator[Agreement]:
    """Every samarbeidsavtale in force on the day."""
    yield from context.cooperation_agreements_in_force()


def active_councils(context: Context) -> Iterator[Council]:
    """Every council active on the day."""
    yield from context.active_councils()


def _with_records(context: Context) -> Iterator[Council]:
    """The active councils that the records in their folders belong to: each record is judged once."""
    yield from (one for one in active_councils(context) if context.register.council_in(one.origin.folder) is one)


def meetings_judged(context: Context) -> Iterator[Meeting]:
    """The meetings of active councils since ``gjelder_fra``, held, planned or cancelled."""
    for council in _with_records(context):
        for meeting in context.register.meetings_of(council):
            if meeting.day is not None and context.charter.judges(meeting.day):
                yield meeting


def held_meetings(context: Context) -> Iterator[Meeting]:
    """Those of the meetings judged that have been held."""
    yield from (one for one in meetings_judged(context) if one.held(context.as_of))


def actions_judged(context: Context) -> Iterator[TrackedAction]:
    """The actions that active councils set at held meetings since ``gjelder_fra``, with what was said of them later."""
    for council in _with_records(context):
        yield from (one for one in context.actions(council) if context.charter.judges(one.born))


def minuted_meetings(context: Context) -> Iterator[Meeting]:
    """Those of the held meetings whose minutes are done, or due."""
    yield from (one for one in held_meetings(context) if context.minutes_due(one))


def past_years(context: Context) -> Iterator[CouncilCalendarYear]:
    """Each past year that an active council was active the whole of, since ``gjelder_fra``."""
    for council in active_councils(context):
        yield from (CouncilCalendarYear(council, year) for year in whole_years(council, context))


def whole_years(council: Council, context: Context) -> range:
    """The past years that the council was active the whole of, since ``gjelder_fra``."""
    begun = max(council.founded or date.max, context.charter.begun)
    first = begun.year if begun == date(begun.year, 1, 1) else begun.year + 1
    return range(max(first, first_year(context)), context.as_of.year)


def first_year(context: Context) -> int:
    """The first year that is judged at all: a `gjelder_fra` of another century is a slip, and many years' work."""
    return context.as_of.year - _YEARS


_YEARS = 100


def meetings_of_any_council(context: Context) -> Iterator[Meeting]:
    """The meetings since ``gjelder_fra`` of every council, active or not."""
    for meeting in context.register.meetings:
        if meeting.day is not None and context.charter.judges(meeting.day) and context.register.council_of(meeting):
            yield meeting


def active_contacts(context: Context) -> Iterator[Contact]:
    """Every contact in the role on the day."""
    yield from context.active_contacts()


def new_contacts(context: Context) -> Iterator[Contact]:
    """The active contacts who began since ``gjelder_fra``."""
    yield from (one for one in active_contacts(context) if one.start and context.charter.judges(one.start))


def evaluations_judged(context: Context) -> Iterator[Evaluation]:
    """The evaluations of active councils, carried out since ``gjelder_fra`` and by the day."""
    for council in _with_records(context):
        for evaluation in context.register.evaluations_of(council):
            day = context.known(evaluation.carried_out)
            if day is not None and context.charter.judges(day):
                yield evaluation
