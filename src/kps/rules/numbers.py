"""D004: municipality numbers that never were, are no more, or lie elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from kps.language import msg
from kps.models.agreement import Agreement
from kps.models.base import Record, walk
from kps.models.contact import Contact
from kps.models.council import Council
from kps.models.meeting import Meeting
from kps.models.places import former, municipalities
from kps.models.register import Charter
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
    for record in register.records:
        last = _last_day(record) or context.as_of
        for path, number, own_end in _numbers(record):
            yield from _judge(record, path, number, own_end or last, register)
        if not isinstance(record, Charter):
            yield from _outside(record, register)


def _numbers(record: Record) -> Iterator[tuple[Path, str, date | None]]:
    """Every municipality number in a record, its path, and the last day it is used for there."""
    if isinstance(record, Charter):
        for index, number in enumerate(record.municipalities):
            yield ("kommuner", index), number, None
    if isinstance(record, Contact):
        for number in record.expectations_clarified:
            yield ("forventninger_avklart", number), number, None
    for path, part in walk(record):
        if isinstance(part, MunicipalityEntry):
            yield (*path, "nr"), part.number, part.end
        elif number := getattr(part, "municipality", ""):
            yield (*path, "kommune"), number, getattr(part, "end", None)


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


def _judge(record: Record, path: Path, number: str, last: date, register: Register) -> Iterator[Remark]:
    if not number or number in municipalities():
        return
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


def _outside(record: Record, register: Register) -> Iterator[Remark]:
    covered = set(register.covered)
    for path, part in walk(record):
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
            )
