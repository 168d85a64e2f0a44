"""D001 to D003: what cannot be read, does not fit its model, or stands twice."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import chain, groupby
from typing import Any

from kps.checking.context import Context
from kps.checking.finding import Related, Remark
from kps.checking.mends import Mend, renamed, stated, to_nearest, without_second
from kps.checking.rule import rule
from kps.checking.subjects import the_register
from kps.language import Message, msg
from kps.models.agreement import FocusArea
from kps.models.base import Record
from kps.models.council import ActionPlan, Forum, PlannedTopic, Steering, WaitingItem
from kps.models.knowledge import Knowledge
from kps.models.meeting import Item, Meeting
from kps.models.person import Person
from kps.models.vocabulary import SLIP, Proposals, Vocabulary, roles, topics
from kps.register.flaws import MOST, Flaw, not_told
from kps.register.index import Register
from kps.source import Path
from kps.source.intentions import FIRST


def _flawed(register: Register, code: str) -> Iterator[Remark]:
    for flaw in register.flaws:
        if flaw.code == code:
            mends = _mends(flaw)
            yield Remark(
                flaw.file,
                flaw.path,
                _told(flaw),
                on=flaw.on,
                span=flaw.span,
                mend=next((one.title for one in mends if code == "D002"), flaw.mend),
                stands_for=flaw.stands_for,
                mends=mends,
                related=_first(flaw),
            )


def _first(flaw: Flaw) -> tuple[Related, ...]:
    """Of a key that is given twice, where it stands first."""
    if flaw.code != "D003" or flaw.stands_for > 1:
        return ()
    return (Related(flaw.file, flaw.path, msg("the key stands here first"), on="key"),)


def _mends(flaw: Flaw) -> tuple[Mend, ...]:
    """What would settle it: what was meant, or what the file's place tells."""
    if flaw.stands_for > 1:
        return ()
    match flaw.code, flaw.path:
        case "D003", _:
            return without_second(flaw.path)
        case "D002", (str(key),) if flaw.known:
            return stated(key, flaw.known, FIRST if key == "type" else "type")
        case "D002", _ if flaw.near and flaw.on == "key":
            return renamed(flaw.path, flaw.near)
        case "D002", _:
            return to_nearest(flaw.path, flaw.near, safe=True)
        case _:
            return ()


def _told(flaw: Flaw) -> Message:
    if flaw.near is None:
        return flaw.message
    return msg("{what}; did you mean “{near}”?", what=flaw.message, near=flaw.near)


@rule("D001", on=the_register, timeless=True)
def unreadable(register: Register, context: Context) -> Iterator[Remark]:
    """A file that cannot be read.

    The file breaks YAML's rules for how keys, dashes and quotes are written, is not saved as UTF-8, holds a
    NUL, more than one document, an anchor, an alias, a tag or a merge key, is nested deeper than 64, is over
    5 MiB or holds more than 100,000 keys and values, is a symbolic link out of the register, in a circle or to
    what is no file, is a pipe, a socket or a device, or has a name that is not UTF-8. Nothing in the file is read
    until it is mended.

    Mend: Put an ordinary file in its place, saved as UTF-8 and no larger than 5 MiB, or take it away. A slip in
    the writing has its own mend, told with it; most often a colon or a quote in a text is the cause: put quotes
    round the text, or write it as a block after |.
    """
    yield from _flawed(register, "D001")


@rule("D002", on=the_register, timeless=True)
def not_as_the_model_says(register: Register, context: Context) -> Iterator[Remark]:
    """A key or a value that the record's kind does not have.

    A key is unknown, a required key is missing, a value is of the wrong kind or is not in its list, or `type`
    is missing or unknown. The faulty value counts as missing; the rest of the record takes part. A topic of
    your own, or a role of your own with `part`, that nearly matches a known one is a hint (of a focus area without
    `tema` the `navn` is the topic); so is what stands in `felles_med` and nearly matches a council's name or folder.

    Mend: Correct the key or the value as told: a key that is missing is added, and one that is not known gets its right
    name, or goes.
    """
    yield from _flawed(register, "D002")
    hints: dict[str, list[Remark]] = defaultdict(list)
    for hint in chain(_close_terms(context), *(_nearly_a_council(one, register) for one in register.meetings)):
        hints[_file(hint)].append(hint)
    told = Counter(flaw.file for flaw in register.flaws)
    for file, some in hints.items():
        yield from _capped(some, max(0, MOST - told[file]))


def _file(hint: Remark) -> str:
    return hint.about.origin.file if isinstance(hint.about, Record) else hint.about


def _capped(hints: Sequence[Remark], room: int) -> Iterator[Remark]:
    """The hints of a file, as many as there is room for beside its flaws, and one that counts the rest."""
    yield from hints[:room]
    if len(hints) > room:
        rest = len(hints) - room
        yield replace(hints[room], message=not_told(rest), stands_for=rest, mends=(), related=())


def _close_terms(context: Context) -> Iterator[Remark]:
    """Free terms that nearly match known ones."""
    for _, some in groupby(context.parts_of(_Worded), key=lambda one: one[0].origin.file):
        proposals = {id(known): Proposals(known.spellings(), SLIP) for known in (topics(), roles())}
        for record, path, part in some:
            for way, term, known in _open_terms(part):
                near = None if known.get(term) or not term else proposals[id(known)].nearest(term)
                if near:
                    message = msg("“{value}” is close to “{near}”: is that what is meant?", value=term, near=near)
                    place = (*path, *way)
                    # What a focus area is called is its own; `tema` may say beside it what it is about.
                    mends = () if way == ("navn",) else to_nearest(place, near)
                    yield Remark(record, place, message, severity="hint", mends=mends)


def _nearly_a_council(meeting: Meeting, register: Register) -> Iterator[Remark]:
    """What a meeting is held together with, where it is no council's folder or name, but nearly one's."""
    if not meeting.joint_with:
        return
    own = register.council_folder(meeting.origin.file)
    councils = [one for one in register.surroundings.councils if one.place != own]
    proposals = Proposals([text for one in councils for text in (one.name, one.folder)], SLIP)
    for index, name in enumerate(meeting.joint_with):
        if not name or name in register.council_named:
            continue
        shared = [one.folder for one in councils if one.name == name]
        near = None if shared else proposals.nearest(name)
        if shared:
            told = msg(
                "“{value}” is the name of several councils: write the folder of one, {choices}",
                value=name,
                choices=shared,
            )
        elif near:
            told = msg("“{value}” is close to the council “{near}”: is that what is meant?", value=name, near=near)
        else:
            continue
        place: Path = ("felles_med", index)
        yield Remark(meeting, place, told, severity="hint", mends=to_nearest(place, near))


_OnTopics = Item | ActionPlan | Forum | PlannedTopic | WaitingItem | Knowledge
_Worded = _OnTopics | FocusArea | Person | Steering


def _open_terms(part: _Worded) -> Iterator[tuple[Path, str, Vocabulary[Any]]]:
    """The values of a part that may be known terms or free ones, each with its way from there."""
    match part:
        case FocusArea(given_topics=()):
            yield ("navn",), part.name, topics()
        case FocusArea():
            yield from ((("tema", index), term, topics()) for index, term in enumerate(part.given_topics))
        case Person() | Steering():
            yield from ((("rolle", index), term, roles()) for index, term in enumerate(part.given_roles))
        case _:
            yield from ((("tema", index), term, topics()) for index, term in enumerate(part.topics))


@rule("D003", on=the_register, timeless=True)
def key_twice(register: Register, context: Context) -> Iterator[Remark]:
    """A key given twice.

    The same key stands twice in the same place of a record. The first one counts.

    Mend: Keep one of the two, and take the other away.
    """
    yield from _flawed(register, "D003")
