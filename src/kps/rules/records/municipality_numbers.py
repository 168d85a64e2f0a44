"""D004: municipality numbers that kps knows nothing of, that are no more, or that lie elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from kps.checking.context import Context
from kps.checking.finding import Places, Remark, Severity
from kps.checking.mends import Mend, renamed, to_nearest
from kps.checking.phrases import named
from kps.checking.rule import rule
from kps.checking.subjects import the_register
from kps.language import Message, msg
from kps.models.agreement import Agreement
from kps.models.base import Record, Waiver
from kps.models.contact import Contact
from kps.models.council import Bylaws, Council, Member, Slt
from kps.models.meeting import Meeting
from kps.models.person import Person
from kps.models.places import districts, former, municipalities
from kps.models.register import Charter
from kps.models.shared import MunicipalityEntry
from kps.register.index import Register
from kps.register.tree import REGISTER_FILE
from kps.source import Path
from kps.source.values import On


@dataclass(frozen=True, slots=True)
class Use:
    """A municipality's number where a record uses it; ``until`` is the last day it is used for, where it says one."""

    record: Record
    path: Path
    number: str
    until: date | None = None

    def remark(
        self, message: Message, *, warning: bool = True, rests_on: Places = (), mends: tuple[Mend, ...] = ()
    ) -> Remark:
        """A remark on the number: at the value, or at the key where the number is one."""
        on: On = "key" if self.path[:1] == ("forventninger_avklart",) else "auto"
        severity: Severity | None = "warning" if warning else None
        return Remark(
            self.record, self.path, message, severity, on=on, numbers=(self.number,), rests_on=rests_on, mends=mends
        )

    def renumbered(self, number: str | None) -> tuple[Mend, ...]:
        """The change to another number, where there is one: of the value, or of the key where the number is one."""
        if number and self.path[:1] == ("forventninger_avklart",):
            return tuple(replace(one, safe=False) for one in renamed(self.path, number))
        return to_nearest(self.path, number)


@rule("D004", on=the_register)
def unknown_municipality(register: Register, context: Context) -> Iterator[Remark]:
    """A municipality number that is unknown, former, or outside the register.

    An error where kps knows of no municipality with the number. A warning where the number was given up before the
    record's last day (`til`, `fratrådt`, `nedlagt`; a meeting's `dato`; else the day asked about), and where the
    municipality is not among the register's `kommuner` or, in that list itself, lies outside the police district.

    Mend: Write the municipality's number of today; kps names the one that follows a former number. To take a
    municipality in, add its number to `kommuner` in `kps.yaml`; one of another district belongs in that district's
    register.
    """
    for use in register.once(_not_of_today, lambda: tuple(_not_of_today(context))):
        gone = former().get(use.number)
        if gone is None:
            yield use.remark(
                msg("the municipality number {number} is unknown to kps", number=use.number), warning=False
            )
        elif is_told(use.record, use.number, use.until, context):
            message = msg(
                "{municipality} ended on {until}; now: {successors}",
                municipality=named(use.number),
                until=gone.until,
                successors=[named(one) for one in gone.successors],
            )
            only = gone.successors[0] if len(gone.successors) == 1 else None
            yield use.remark(message, mends=use.renumbered(only))
    yield from register.once(_elsewhere, lambda: tuple(_elsewhere(context)))


def is_told(record: Record, number: str, until: date | None, context: Context) -> bool:
    """Whether the number is told of where a record uses it until a day: unknown, given up before it, or elsewhere."""
    if number in municipalities():
        return context.register.charter is not None and number not in context.register.covered
    gone = former().get(number)
    return gone is None or gone.until < (until or _last_day(record) or context.as_of)


def _not_of_today(context: Context) -> Iterator[Use]:
    yield from (use for use in _uses(context) if use.number not in municipalities())


def _elsewhere(context: Context) -> Iterator[Remark]:
    """What is said of municipalities outside the register, and in its own list of those outside its district."""
    charter = context.register.charter
    if charter is None:
        return
    covered = set(context.register.covered)
    rests_on = ((charter, ("kommuner",)), *(() if charter.municipalities else ((charter, ("politidistrikt",)),)))
    for use in _uses(context):
        if use.number not in municipalities():
            continue
        if isinstance(use.record, Charter) and use.path[0] == "kommuner":
            if municipalities()[use.number].district != charter.district in districts():
                yield use.remark(
                    msg(
                        "{municipality} lies in {district}, not in the register's own police district",
                        municipality=named(use.number),
                        district=districts()[municipalities()[use.number].district].name,
                    )
                )
        elif use.number not in covered:
            message = msg(
                "{municipality} is not among the municipalities of this register", municipality=named(use.number)
            )
            yield use.remark(message, rests_on=rests_on)


def _uses(context: Context) -> Iterator[Use]:
    """Every municipality number, wherever one may stand."""
    if REGISTER_FILE in context.register.record_in:
        for index, number in enumerate(context.charter.municipalities):
            if number:
                yield Use(context.charter, ("kommuner", index), number)
    for contact in context.register.contacts:
        for number in contact.expectations_clarified:
            if number:
                yield Use(contact, ("forventninger_avklart", number), number, _left(contact, number))
    for record, path, part in context.parts_of(_Numbered):
        for inner, given, until in _numbers_in(part, record):
            if given:
                yield Use(record, (*path, *inner), given, until)


_Numbered = MunicipalityEntry | Slt | Bylaws | Waiver | Person


def _numbers_in(part: _Numbered, record: Record) -> Iterator[tuple[Path, str, date | None]]:
    """The municipality numbers of one mapping: where in it, the number, the last day that it is used for there."""
    match part:
        case MunicipalityEntry():
            yield ("nr",), part.number, part.end
        case Member():
            yield ("kommune",), part.municipality, part.end
        case Slt():
            for index, number in enumerate(part.municipalities):
                yield ("kommuner", index), number, _left(record, number)
        case Bylaws():
            yield ("kommune",), part.municipality or "", _left(record, part.municipality)
        case Waiver():
            yield ("kommune",), part.municipality or "", part.until
        case Person():
            yield ("kommune",), part.municipality or "", None


def _left(record: Record, number: str | None) -> date | None:
    """The municipality's own last day in a contact's or a council's list; None where it has none there."""
    if not isinstance(record, Contact | Council):
        return None
    ends = [entry.end for entry in record.municipalities if entry.number == number]
    return max((end for end in ends if end), default=None) if None not in ends else None


def _last_day(record: Record) -> date | None:
    match record:
        case Agreement() | Contact():
            return record.end
        case Council():
            return record.closed
        case Meeting():
            return record.day
        case _:
            return None
