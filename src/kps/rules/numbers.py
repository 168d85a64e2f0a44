"""D004: municipality numbers that never were, are no more, or lie elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from kps.language import msg
from kps.models.agreement import Agreement
from kps.models.base import Model, Record, Waiver
from kps.models.contact import Contact
from kps.models.council import Bylaws, Council, Member, Slt
from kps.models.meeting import Meeting
from kps.models.person import Person
from kps.models.places import former, municipalities
from kps.models.shared import MunicipalityEntry
from kps.register.index import Register
from kps.rules.context import Context
from kps.rules.finding import On, Remark
from kps.rules.rule import rule
from kps.rules.subjects import the_register
from kps.source import Path


@rule("D004", on=the_register)
def unknown_municipality(register: Register, context: Context) -> Iterator[Remark]:
    """A municipality number that is wrong, former, or outside the register.

    An error where no municipality ever had the number. A warning where one had it, but lost it before the
    record's last day (til, fratrådt, nedlagt; a meeting's dato; else the day asked about), and where the
    municipality lies outside the register's list or, with kommuner: alle, its district.

    Mend: Write the municipality's number of today; kps names the one that follows a former number. To take a
    municipality in, add it to kommuner in kps.yaml.
    """
    for record, path, number, own_end in register.once(_unknown, lambda: tuple(_unknown(context))):
        yield from _judge(record, path, number, own_end or _last_day(record) or context.as_of)
    yield from register.once(_outside, lambda: tuple(_outside(context)))


def _unknown(context: Context) -> Iterator[tuple[Record, Path, str, date | None]]:
    """Those of the numbers that no municipality has today."""
    yield from (one for one in _numbers(context) if one[2] and one[2] not in municipalities())


def _numbers(context: Context) -> Iterator[tuple[Record, Path, str, date | None]]:
    """Every municipality number, its record and path, and the last day it is used for there."""
    register = context.register
    if register.charter:
        for index, number in enumerate(register.charter.municipalities):
            yield register.charter, ("kommuner", index), number, None
    for contact in register.contacts:
        for number in contact.expectations_clarified:
            yield contact, ("forventninger_avklart", number), number, None
    for record, path, part in context.parts:
        for inner, number, own_end in _numbers_in(part):
            yield record, (*path, *inner), number, own_end


def _numbers_in(part: Model) -> Iterator[tuple[Path, str, date | None]]:
    """The municipality numbers of one mapping: where in it, the number, the mapping's own last day."""
    match part:
        case MunicipalityEntry():
            yield ("nr",), part.number, part.end
        case Member():
            yield ("kommune",), part.municipality, part.end
        case Slt():
            yield from ((("kommuner", index), number, None) for index, number in enumerate(part.municipalities))
        case Person() | Bylaws() | Waiver():
            yield ("kommune",), part.municipality or "", None


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


def _judge(record: Record, path: Path, number: str, last: date) -> Iterator[Remark]:
    on: On = "key" if path[:1] == ("forventninger_avklart",) else "auto"
    gone = former().get(number)
    if gone is None:
        yield Remark(record, path, msg("no municipality has ever had the number {number}", number=number), on=on)
    elif gone.until < last:
        names = [f"{new} {municipalities()[new].name}" for new in gone.successors]
        yield Remark(
            record,
            path,
            msg(
                "{number} {name} ended on {until}; now: {successors}",
                number=number,
                name=gone.name,
                until=gone.until,
                successors=", ".join(names),
            ),
            severity="warning",
            on=on,
        )


def _outside(context: Context) -> Iterator[Remark]:
    register = context.register
    if register.charter is None:
        return
    covered = set(register.covered)
    rests_on = tuple((register.charter, (key,)) for key in ("kommuner", "politidistrikt") if register.charter)
    for record, path, part in context.parts:
        if isinstance(part, MunicipalityEntry) and part.number in municipalities() and part.number not in covered:
            yield Remark(
                record,
                (*path, "nr"),
                msg(
                    "{number} {name} is not among the municipalities of this register",
                    number=part.number,
                    name=municipalities()[part.number].name,
                ),
                severity="warning",
                numbers=(part.number,),
                rests_on=rests_on,
            )
