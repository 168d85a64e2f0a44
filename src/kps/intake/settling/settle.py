"""One source settled: its claims held against the register, kind by kind, and each of its pieces accounted for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from kps.intake.claim import (
    AgreementSubject,
    Claim,
    ContactSubject,
    CouncilSubject,
    EvaluationSubject,
    MeetingSubject,
    Reading,
    Subject,
)
from kps.intake.piece import Fate
from kps.intake.settling.account import RecordChange, Settled, Settlement
from kps.intake.settling.closed_words import EXEMPT, ClosedWords
from kps.intake.settling.earlier import Earlier, hashed
from kps.intake.settling.moves import no_longer, route_of
from kps.intake.settling.one_record import Settling, Subjects, settled_record
from kps.intake.settling.subjects import KIND, About, Found, contacts_there, found
from kps.language import Message, msg
from kps.language.private import private_numbers
from kps.models.base import Record
from kps.register.index import Register
from kps.source import Value

_ORDER: tuple[tuple[type, ...], ...] = (
    (ContactSubject,),
    (CouncilSubject,),
    (AgreementSubject, EvaluationSubject, MeetingSubject),
)
"""What is settled before what: a council names its contact, a meeting lies with its council."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What is to be settled: a reading, of which source, and how."""

    reading: Reading
    source: str
    digest: str
    kind: str
    as_of: date
    told: str = ""
    """A digest of the source with what was asked of it; where that is the same, so is all that comes of it."""
    earlier: Earlier = field(default_factory=Earlier)
    strict: bool = False


@dataclass(slots=True)
class _Run:
    """A source while it is settled: the register as it comes to be, and what has become of each claim."""

    asked: Asked
    register: Register
    read: Callable[[str], bytes]
    wrote: dict[tuple[str, tuple[str, ...]], str]
    records: dict[str, RecordChange] = field(default_factory=dict)
    fates: dict[int, Settled] = field(default_factory=dict)


def settle(asked: Asked, register: Register, read: Callable[[str], bytes]) -> tuple[Settlement, Register]:
    """What becomes of the source, and the register as it is then; ``read`` gives a record's bytes as they stand."""
    reading = asked.reading
    refused = private(asked) or reading.refused
    if refused:
        return _refused(asked, refused), register
    run = _Run(asked, register, read, dict(asked.earlier.hashes))
    told = [one for one in reading.claims if one.pieces]
    named = {_key(one.subject) for one in told}
    for kinds in _ORDER:
        claims = [one for one in reading.claims if isinstance(one.subject, kinds) and _key(one.subject) in named]
        _settle_kinds(run, claims)
    settled = Settlement(
        asked.source,
        asked.digest,
        asked.kind,
        tuple(_accounted(run)),
        sum(1 for _ in reading.pieces),
        tuple(one for one in run.records.values() if one.after != one.before),
        reading.about,
        (*reading.remarks, *_assumed(run), *_no_longer(run)),
        mapping=reading.mapping,
        wrote=Earlier(asked.told or asked.digest, run.wrote),
    )
    return settled, run.register


def private(asked: Asked) -> Message | None:
    """That somebody's number stands in the source, and where; the number itself is told nowhere."""
    for piece in asked.reading.pieces:
        if private_numbers(piece.text):
            return msg("{place} holds somebody's number; nothing of the source is written", place=piece.place)
    if private_numbers(asked.source):
        return msg("the file's name holds somebody's number; nothing of the source is written")
    return None


def _refused(asked: Asked, why: Message) -> Settlement:
    """The source with nothing written: what was to be placed is not."""
    closed = ClosedWords.of(asked.reading.pieces)
    told = [closed.kept_out(Settled(one.piece, one.fate, one.reason)) for one in asked.reading.told]
    kept = [
        closed.kept_out(Settled(piece, "unplaced", _NOTHING)) for one in asked.reading.claims for piece in one.pieces
    ]
    reading = asked.reading
    return Settlement(
        asked.source,
        asked.digest,
        asked.kind,
        (*told, *kept),
        sum(1 for _ in reading.pieces),
        about=reading.about,
        remarks=reading.remarks,
        refused=why,
        mapping=reading.mapping,
        wrote=asked.earlier,
    )


_NOTHING = msg("nothing of the source is written")


# --- kind by kind ----------------------------------------------------------------------------------------------


def _key(subject: Subject) -> Subject:
    """What tells subjects apart that are claimed of: a contact's mail address may be known in one place only."""
    return ContactSubject(subject.name) if isinstance(subject, ContactSubject) and subject.name else subject


def _settle_kinds(run: _Run, claims: Sequence[Claim]) -> None:
    """Settle what is said of some kinds of records; the register has them afterwards."""
    by_file: dict[str, tuple[Subject, list[tuple[Claim, Value]], bool]] = {}
    for subject, some in _by_subject(claims).items():
        place = _found(run, subject, some)
        if place.refused:
            _all_are(run, some, "conflict" if place.conflict else "unplaced", place.refused)
            continue
        if isinstance(subject, MeetingSubject) and (route := route_of(subject)):
            run.wrote[place.file, route] = hashed(str(subject.day))
        _, together, _ = by_file.setdefault(place.file, (subject, [], place.there))
        together += [(one, value) for one in _moved(some, place) if (value := _value(run, one)) is not None]
    changed: dict[str, Record] = {}
    for file, (subject, valued, there) in by_file.items():
        if record := _settle_record(run, file, subject, valued, there=there):
            changed[file] = record
    if changed:
        run.register = with_records(run.register, changed)


def _moved(claims: Iterable[Claim], place: Found) -> Iterator[Claim]:
    """The claims on a meeting; where a calendar has moved it, that is told of its day."""
    for one in claims:
        if place.moved_from and one.path == ("dato",):
            remark = msg("moved from {day}; the file keeps its name", day=place.moved_from)
            yield replace(one, remark=remark)
        else:
            yield one


def _by_subject(claims: Iterable[Claim]) -> Mapping[Subject, list[Claim]]:
    by_subject: dict[Subject, list[Claim]] = {}
    whole: dict[Subject, Subject] = {}
    for one in claims:
        key = _key(one.subject)
        by_subject.setdefault(key, []).append(one)
        if isinstance(one.subject, ContactSubject) and one.subject.email:
            whole[key] = one.subject
    return {whole.get(key, key): some for key, some in by_subject.items()}


def _found(run: _Run, subject: Subject, claims: Iterable[Claim]) -> Found:
    day = next((_day(one.value) for one in claims if one.path == ("fra",)), None)
    place = found(run.register, subject, About(day, run.asked.as_of, run.asked.earlier))
    if not place.refused and not place.there and place.file in run.asked.earlier.files:
        gone = msg("{file}, which was written for it, has been taken away since; so it stays", file=place.file)
        return Found(refused=gone)
    return place


def _day(value: object) -> date | None:
    try:
        return date.fromisoformat(str(value))
    except ValueError:
        return None


def _value(run: _Run, claim: Claim) -> Value:
    """The value as it is to stand: a contact's id for the contact. None where there is none, which is told."""
    if not isinstance(claim.value, ContactSubject):
        return claim.value
    there = contacts_there(run.register, claim.value)
    if len(there) == 1:
        return there[0].origin.stem
    _all_are(run, [claim], "unplaced", msg("the register has no contact {name}", name=claim.value.name))
    return None


def _settle_record(
    run: _Run, file: str, subject: Subject, valued: Sequence[tuple[Claim, Value]], *, there: bool
) -> Record | None:
    asked = run.asked
    settling = Settling(run.register, file, KIND[type(subject)], asked.source, asked.earlier, asked.as_of, asked.strict)
    before = run.read(file) if there else b""
    done = settled_record(settling, Subjects(subject, tuple(valued)), before)
    for claim, fate in done.fates:
        for piece in claim.pieces:
            reason = EXEMPT if piece.exempt and fate.reason and fate.fate != "placed" else fate.reason
            run.fates[id(piece)] = replace(fate, piece=piece, reason=reason)
    run.wrote |= done.wrote
    if done.change and done.record:
        run.records[file] = done.change
        return done.record
    return None


def with_records(register: Register, changed: Mapping[str, Record]) -> Register:
    """The register with these records in the place of those that had their files, or new."""
    kept = (one for one in register.records if one.origin.file not in changed)
    return replace(
        register,
        records=tuple(sorted((*kept, *changed.values()), key=lambda one: one.origin.file)),
        files=register.files | set(changed),
        record_files=register.record_files | set(changed),
    )


# --- the account -----------------------------------------------------------------------------------------------


def _all_are(run: _Run, claims: Iterable[Claim], fate: Fate, reason: Message) -> None:
    for claim in claims:
        for piece in claim.pieces:
            run.fates[id(piece)] = Settled(piece, fate, reason)


def _accounted(run: _Run) -> Iterator[Settled]:
    """Every piece of the source with its fate, in the order in which it was read."""
    closed = ClosedWords.of(run.asked.reading.pieces)
    for told in run.asked.reading.told:
        yield closed.kept_out(Settled(told.piece, told.fate, told.reason))
    for claim in run.asked.reading.claims:
        for piece in claim.pieces:
            if fate := run.fates.get(id(piece)):
                yield closed.kept_out(fate)


def _assumed(run: _Run) -> Iterator[Message]:
    """What was assumed without a piece that says it, of the records that are written."""
    written = {one.file for one in run.records.values()}
    told: list[Message] = []
    for one in run.asked.reading.claims if written else ():
        if one.remark and not one.pieces and one.remark not in told:
            told.append(one.remark)
    yield from told


def _no_longer(run: _Run) -> Iterator[Message]:
    subjects = {one.subject for one in run.asked.reading.claims if isinstance(one.subject, MeetingSubject)}
    yield from no_longer(run.register, subjects, run.asked.earlier, run.asked.as_of)
