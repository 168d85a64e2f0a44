"""One record settled: what is said of it, put in where nothing stands, read back, and told of claim by claim."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import count

from kps.intake.claim import Claim, MeetingSubject, Subject
from kps.intake.piece import Fate, Piece
from kps.intake.settling.account import RecordChange, Settled
from kps.intake.settling.comparing import Outcome, Standing, compared, routes_of
from kps.intake.settling.earlier import Earlier, Route
from kps.intake.settling.new_records import first_text, form_of
from kps.intake.settling.said import Said, said_by
from kps.intake.settling.sameness import field_of, is_blank, number_of, value_at
from kps.intake.settling.texts import Written, with_blanks, with_values
from kps.intake.settling.yaml_text import in_form, lacking
from kps.language import Message, msg
from kps.models.base import Record
from kps.models.council import Council
from kps.models.meeting import Meeting, case_number
from kps.models.parse import Misfit, parse
from kps.register.index import Register
from kps.register.written import WrittenForm
from kps.scaffold.agenda import next_number
from kps.source import BOM, Path, Value, decode
from kps.source.places import Positions

_ROUNDS = 20
"""So many values that cannot stand are taken out one after the other; then nothing of the record is written."""


@dataclass(frozen=True, slots=True)
class Settling:
    """The record that is settled, and for which source."""

    register: Register
    file: str
    kind: str
    source: str
    earlier: Earlier
    as_of: date
    strict: bool


@dataclass(frozen=True, slots=True)
class Subjects:
    """What is said of the record: the subject, and its claims with their values as they are to stand."""

    subject: Subject
    valued: tuple[tuple[Claim, Value], ...]


@dataclass(frozen=True, slots=True)
class Done:
    """What became of a record and of the claims on it."""

    fates: tuple[tuple[Claim, Settled], ...]
    change: RecordChange | None = None
    record: Record | None = None
    wrote: Mapping[tuple[str, Route], str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Attempt:
    """The record with what is said of it, as far as it can be written."""

    text: str
    outcomes: tuple[Outcome, ...]
    unfit: Mapping[int, Message]
    """The claims, by their ids, that the record or its file has no room for."""
    record: Record | None = None
    missing: tuple[Path, ...] = ()


_NO_PIECE = Piece("", "")


def settled_record(settling: Settling, said: Subjects, before: bytes) -> Done:
    """The record settled; ``before`` is empty where it is new."""
    known = said_by(said.valued).value
    form = form_of(settling.register, said.subject, known if isinstance(known, dict) else {})
    valued = tuple((claim, in_form(settling.kind, claim.path, value, form)) for claim, value in said.valued)
    text, stop = decode(before)
    if stop is not None:
        return _none(settling, valued, msg("{file} cannot be read", file=settling.file))
    unfit = {id(claim): why for claim, value in valued if (why := _unknown(settling.kind, claim.path, value))}
    for _ in range(_ROUNDS):
        left = [(claim, value) for claim, value in valued if id(claim) not in unfit]
        attempt = _attempted(settling, said.subject, left, text, form)
        if not attempt.unfit:
            return _done(settling, valued, attempt, unfit, before)
        unfit |= attempt.unfit
    return _none(settling, valued, msg("kps could not write it so that it is read as it was meant"))


def _none(settling: Settling, valued: Sequence[tuple[Claim, Value]], why: Message) -> Done:
    """Nothing of it is written."""
    return Done(tuple((claim, Settled(_NO_PIECE, "unplaced", why, settling.file, claim.path)) for claim, _ in valued))


def _unknown(kind: str, path: Path, value: Value) -> Message | None:
    """That the records have no such key, or that nothing is said of it; None where all is well."""
    if is_blank(value):
        return msg("nothing is said of it")
    for length in range(1, len(path) + 1):
        if isinstance(path[length - 1], str) and field_of(kind, path[:length]) is None:
            return msg("the key “{key}” is not known here", key=path[length - 1])
    if isinstance(value, dict):
        return next(filter(None, (_unknown(kind, (*path, key), one) for key, one in value.items())), None)
    if isinstance(value, list):
        return next(filter(None, (_unknown(kind, (*path, 0), one) for one in value)), None)
    return None


# --- one attempt -----------------------------------------------------------------------------------------------


def _attempted(
    settling: Settling, subject: Subject, valued: list[tuple[Claim, Value]], text: str, form: WrittenForm
) -> _Attempt:
    said = said_by(valued)
    new = not text
    if new:
        known = said.value if isinstance(said.value, dict) else {}
        text = first_text(settling.register, subject, known, form, settling.source, settling.as_of)
    found = Positions(text)
    there = found.tree.value
    if not isinstance(there, dict) or any(fault.code == "D001" for fault in found.tree.faults):
        cannot = msg("{file} cannot be read", file=settling.file)
        return _Attempt(text, (), {id(claim): cannot for claim, _ in valued})
    before, was = (None, ()) if new else parse(there, settling.file)
    outcomes = tuple(compared(_standing(settling, subject, found, said), said, there))
    if isinstance(before, Meeting) and before.minutes and before.minutes.seal:
        outcomes = _unwritten(settling, outcomes)
    written = with_values(found, text, settling.kind, outcomes, form)
    attempt = _read_back(settling, outcomes, written, was, new=new)
    if not new or attempt.unfit:
        return attempt
    blank = [str(path[0]) for path in attempt.missing if len(path) == 1]
    return replace(attempt, text=with_blanks(written.text, blank, written.value, form))


def _unwritten(settling: Settling, outcomes: Iterable[Outcome]) -> tuple[Outcome, ...]:
    """The outcomes of minutes that are sealed: nothing of them is written."""
    sealed = msg("{file} is approved and sealed; what is said otherwise of it stays unwritten", file=settling.file)
    return tuple(replace(one, done="unplaced", reason=sealed) if one.writes else one for one in outcomes)


def _read_back(
    settling: Settling, outcomes: tuple[Outcome, ...], written: Written, was: Sequence[Misfit], *, new: bool
) -> _Attempt:
    """The record as it reads now, what it lacks, and the claims that it or its file has no room for.

    ``was`` is what was amiss with it before.
    """
    no_room = msg("there is no room for it in {file} as it is laid out", file=settling.file)
    unfit = {id(claim): no_room for one in written.refused for claim in one.claims}
    record, misfits = parse(written.value, settling.file)
    fresh = [one for one in misfits if one not in was]
    missing = tuple(one.path for one in fresh if is_blank(value_at(written.value, one.path)))
    unfit |= _unfit(outcomes, [one for one in fresh if one.path not in missing], new=new)
    if settling.strict:
        unfit |= _lacking(settling.kind, outcomes)
    return _Attempt(written.text, outcomes, unfit, record, missing)


def _lacking(kind: str, outcomes: Iterable[Outcome]) -> dict[int, Message]:
    """The claims, by their ids, on items that lack what must stand in them."""
    found: dict[int, Message] = {}
    for one in outcomes:
        if one.writes and (keys := [str(path[-1]) for path in lacking(kind, one.path, one.value)]):
            why = msg("it lacks {keys}, and is left out (--strict)", keys=keys)
            found |= {id(claim): why for claim in one.claims}
    return found


def _standing(settling: Settling, subject: Subject, found: Positions, said: Said) -> Standing:
    register, file = settling.register, settling.file
    council = register.once(("councils by folder",), lambda: {one.origin.folder: one for one in register.councils}).get(
        register.council_folder(file) or ""
    )

    def place(path: Path) -> str:
        return f"{file}:{found.place(path).line}"

    numbers = _numbers(register, council, subject.day.year, said) if isinstance(subject, MeetingSubject) else iter(())
    return Standing(
        settling.kind,
        file,
        settling.earlier,
        place,
        lambda: next(numbers, ""),
        regional=bool(council and council.regional),
    )


def _numbers(register: Register, council: Council | None, year: int, said: Said) -> Iterator[str]:
    """The case numbers that are free: on from the year's last, and from those that the source itself says."""
    items = said.within["saker"].items if "saker" in said.within else []
    cases = (case_number(number_of(one.value)) for one in items)
    last = max((case[0] for case in cases if case and case[1] == year), default=0)
    first = max(last + 1, next_number(register, council, year) if council else 1)
    yield from (f"{number}/{year}" for number in count(first))


def _unfit(outcomes: Iterable[Outcome], misfits: Iterable[Misfit], *, new: bool) -> dict[int, Message]:
    """The claims, by their ids, whose values the record refuses, and why; a new one has some from the first."""
    found: dict[int, Message] = {}
    writing = [one for one in outcomes if one.writes or (new and one.done == "same")]
    for misfit in misfits:
        for outcome in writing:
            length = min(len(misfit.path), len(outcome.path))
            if misfit.path[:length] == outcome.path[:length]:
                claims = _said_at(outcome.said, misfit.path[length:]).claims
                found |= {id(claim): misfit.message for claim in claims}
    return found


def _said_at(said: Said, path: Path) -> Said:
    """What is said of a place further in, as far as the path leads."""
    for part in path:
        if isinstance(part, int):
            inner = said.items[part] if said.is_list and part < len(said.items) else None
        else:
            inner = said.within.get(part)
        if inner is None:
            break
        said = inner
    return said


# --- what came of it -------------------------------------------------------------------------------------------

_RANK: tuple[Fate, ...] = ("same", "placed", "unplaced", "conflict")
"""What a claim came to that came to several: the last of these."""


def _done(
    settling: Settling,
    valued: Sequence[tuple[Claim, Value]],
    attempt: _Attempt,
    unfit: Mapping[int, Message],
    before: bytes,
) -> Done:
    """What comes of an attempt that can be written: each claim's fate, and the record's change where it has any."""
    new = not before
    if settling.strict and new and attempt.missing:
        keys = [".".join(map(str, path)) for path in attempt.missing]
        why = msg("the record lacks {keys}, and is left out (--strict)", keys=keys)
        return _none(settling, valued, why)
    fates = {id(claim): fate for claim, fate in _fates(settling, attempt.outcomes, new=new)}
    fates |= {
        id(claim): Settled(_NO_PIECE, "unplaced", unfit[id(claim)], settling.file, claim.path)
        for claim, _ in valued
        if id(claim) in unfit
    }
    told = tuple((claim, fates[id(claim)]) for claim, _ in valued if id(claim) in fates)
    if not any(one.writes or (new and one.done == "same") for one in attempt.outcomes):
        return Done(told)
    changes = tuple(one.path for one in attempt.outcomes if one.writes)
    after = (BOM if before.startswith(BOM) else b"") + attempt.text.encode()
    missing = attempt.missing if new else ()
    change = RecordChange(settling.file, settling.kind, before, after, changes, missing)
    return Done(told, change, attempt.record, _wrote(settling, attempt, new=new))


def _fates(settling: Settling, outcomes: Iterable[Outcome], *, new: bool) -> Iterator[tuple[Claim, Settled]]:
    """What each claim came to; of several things the gravest."""
    found: dict[int, tuple[Claim, Settled]] = {}
    for outcome in outcomes:
        for claim, path in outcome.said.placed(outcome.path):
            fate = _fate(outcome, claim, settling.file, path, new=new)
            was = found.get(id(claim))
            if was is None or _RANK.index(was[1].fate) < _RANK.index(fate.fate):
                found[id(claim)] = claim, fate
    yield from found.values()


def _fate(outcome: Outcome, claim: Claim, file: str, path: Path, *, new: bool) -> Settled:
    match outcome.done:
        case "put" | "item" | "change":
            return Settled(_NO_PIECE, "placed", claim.remark, file, path)
        case "same" if new:
            return Settled(_NO_PIECE, "placed", claim.remark, file, path)
        case "same" | "conflict" | "unplaced" as done:
            return Settled(_NO_PIECE, done, outcome.reason, file, path)


def _wrote(settling: Settling, attempt: _Attempt, *, new: bool) -> Mapping[tuple[str, Route], str]:
    """What of the record this source has written, by its places."""
    found: dict[tuple[str, Route], str] = {}
    for one in attempt.outcomes:
        if one.writes or (new and one.done == "same"):
            field = field_of(settling.kind, one.path)
            routes = routes_of(one.route, one.said.value, field.within if field else None)
            found |= {(settling.file, route): hash for route, hash in routes.items()}
    return found
