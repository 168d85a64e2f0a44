"""What stands under the cursor, told in a few lines: a key, a word, a number, a person, an action, a day."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from itertools import islice
from typing import Any

from kps.checking.rule import rules
from kps.guideline import Statement
from kps.language import Message, msg, msgn
from kps.language.days import weekday
from kps.lsp import diagnostics
from kps.lsp.client import MARKDOWN
from kps.lsp.here import Here
from kps.lsp.key_notes import asking, section
from kps.lsp.navigation import named_here
from kps.lsp.parameters import Params
from kps.lsp.positions import Position, Range
from kps.lsp.session import Session
from kps.lsp.things import Thing, same_case
from kps.models.fields import Field, field_at
from kps.models.meeting import Meeting
from kps.models.places import districts, former, municipalities
from kps.models.vocabulary import known_word, roles, term
from kps.register.actions import TrackedAction, same_action, track

MOST_LINES = 25
_MOST_WORDS = 12
_MOST_STATEMENTS = 3
_THOUSAND = 1000
_PLAIN = re.compile(r"\\(.)|\*\*|`")

_MARKUP = re.compile(r"([\\`*_{}\[\]<>()#+!|~&-])")


def escaped(text: object) -> str:
    """A record's words on one line, of which Markdown makes nothing."""
    return _MARKUP.sub(r"\\\1", " ".join(str(text).split()))


def hover(session: Session, params: Params) -> dict[str, Any] | None:
    """What is to be told of the word at a position; None where that is nothing."""
    here = Here.of(session, params)
    if here is None or here.kind is None:
        return None
    lines = (list(_told(here, here.kind)) or list(_asked_here(here)))[:MOST_LINES]
    if not lines:
        return None
    text = "\n\n".join(lines) if len(lines) <= MOST_LINES // 2 else "\n".join(lines)
    if MARKDOWN not in session.client.can:
        text = _PLAIN.sub(lambda found: found[1] or "", text)
    kind = "markdown" if MARKDOWN in session.client.can else "plaintext"
    return {"contents": {"kind": kind, "value": text}, "range": here.range(here.spot.start, here.spot.end)}


def _told(here: Here, kind: str) -> Iterator[str]:
    field = field_at(kind, here.spot.path)
    if here.spot.kind == "key" and field:
        yield from _key(here, kind, field)
    elif here.spot.kind in ("value", "item") and field and here.word(here.spot):
        yield from _value(here, field, here.word(here.spot))


def _asked_here(here: Here) -> Iterator[str]:
    """What the guideline asks, where something is found at the place."""
    if here.place.file in here.live.stand_ins:
        return
    pairs = diagnostics.paired(here.session, here.place, diagnostics.found_in(here.session, here.place))
    at = here.range(here.offset, here.offset)["start"]
    cites = {
        one: finding.code
        for finding, diagnostic in pairs
        if _lies_in(at, diagnostic["range"])
        for one in rules()[finding.code].statements[:1]
    }
    for one, code in islice(cites.items(), _MOST_STATEMENTS):
        yield f"{section(one, here.language)}: {escaped(one.text(here.language))} ({code})"


def _lies_in(at: Position, span: Range) -> bool:
    line, character = at["line"], at["character"]
    start, end = span["start"], span["end"]
    return (start["line"], start["character"]) <= (line, character) <= (end["line"], end["character"])


# --- keys ------------------------------------------------------------------------------------------------------


def _key(here: Here, kind: str, field: Field) -> Iterator[str]:
    language = here.language
    yield f"**{field.name}**"
    yield Message(field.help).text(language)
    if field.words:
        words = [f"`{word}`" for word in field.words[:_MOST_WORDS]]
        yield ", ".join((*words, *["…"] * (len(field.words) > _MOST_WORDS)))
    codes: dict[Statement, list[str]] = defaultdict(list)
    for rule, statement in asking(kind, field.name):
        codes[statement].append(rule.code)
    for statement, some in islice(codes.items(), _MOST_STATEMENTS):
        yield f"{section(statement, language)}: {escaped(statement.text(language))} ({', '.join(some)})"


# --- values ----------------------------------------------------------------------------------------------------


def _value(here: Here, field: Field, word: str) -> Iterator[str]:
    thing = None if field.is_day else named_here(here)
    if thing and (told := list(_thing(here, thing))):
        yield from told
    elif field.name == "regel" and word in rules():
        rule = rules()[word]
        yield f"**{rule.code}** {Message(rule.page.title).text(here.language)}"
        yield Message(rule.severity).text(here.language)
        yield from (Message(one).text(here.language) for one in rule.page.when)
    elif (field.is_municipality or field.name == "kommuner") and word.isdigit():
        yield from _municipality(here, word)
    elif field.is_day:
        yield from _day(here, word)
    elif role := roles().get(word) if field.name == "rolle" else None:
        yield f"**{escaped(role.text(here.language))}**: {', '.join((role.party, *sorted(role.leadership)))}"
    elif field.words and (known := known_word(word)):
        yield f"**{word}**: {escaped(known.text(here.language))}"


def _municipality(here: Here, number: str) -> Iterator[str]:
    if known := municipalities().get(number):
        inhabitants = msg("{n} inhabitants", n=f"{known.inhabitants:,}".replace(",", "\u202f")).text(here.language)
        district = districts().get(known.district)
        where = district.full_name(here.language) if district else known.district
        yield f"**{number} {known.name}** · {where} · {inhabitants} · {known.written_form}"
    elif gone := former().get(number):
        until = msg("until {day}", day=gone.until).text(here.language)
        yield f"**{number} {gone.name}** · {until} · {', '.join(gone.successors)}"


def _day(here: Here, word: str) -> Iterator[str]:
    try:
        day = date.fromisoformat(word)
    except ValueError:
        return
    name, number = weekday(day, here.language), day.isocalendar().week
    week = msg("{weekday} {day} (week {week})", weekday=name, day=day, week=number)
    days = (day - here.session.as_of).days
    if days < 0:
        away = msgn("{n} day ago", "{n} days ago", -days)
    else:
        away = msgn("in {n} day", "in {n} days", days) if days else msg("today")
    yield f"{week.text(here.language)}, {away.text(here.language)}"


def _thing(here: Here, thing: Thing) -> Iterator[str]:
    match thing.kind:
        case "contact":
            yield from _contact(here, thing.id)
        case "member":
            yield from _member(here, thing.id)
        case "action":
            yield from _action(here, thing.id)
        case "meeting":
            yield from _meeting(here, thing.id)
        case "council":
            yield from (f"**{escaped(one.name)}**" for one in here.register.councils if one.folder == thing.id)
        case "file":
            there = thing.id in here.register.surroundings.files
            state = msg("the file is there") if there else msg("the file is not there")
            size = f" · {_size(here, thing.id)}" if there else ""
            yield f"`{escaped(thing.id)}`: {state.text(here.language)}{size}"
        case "case":
            yield from _case(here, thing.id)


def _size(here: Here, file: str) -> str:
    """How large a file is, in thousands of bytes."""
    try:
        size = (here.place.root / file).lstat().st_size
    except OSError:
        size = 0
    return f"{-(-size // _THOUSAND)} kB"


def _case(here: Here, number: str) -> Iterator[str]:
    for one in here.record.items if isinstance(here.record, Meeting) else ():
        if same_case(one.number) == number:
            public = one.exempt.public_title if one.exempt else one.title
            yield f"**{escaped(one.number)}** {escaped(public)}".strip()


def _contact(here: Here, id: str) -> Iterator[str]:
    for one in here.register.contacts:
        if one.origin.stem == id:
            yield f"**{escaped(one.name)}**"
            known = (municipalities().get(number) for number in one.numbers(here.session.as_of))
            places = ", ".join(place.name for place in known if place)
            yield " · ".join(filter(None, (escaped(one.unit), places, escaped(one.phone), escaped(one.email))))
            if one.approval and one.approval.day:
                until = f" – {one.approval.end}" if one.approval.end else ""
                approved = msg("approved by Politidirektoratet {day}", day=one.approval.day)
                yield f"{approved.text(here.language)}{until}"


def _member(here: Here, name: str) -> Iterator[str]:
    members = here.council.members if here.council else ()
    for one in members:
        if one.name == name:
            labels = [known.text(here.language) if (known := roles().get(role)) else role for role in one.given_roles]
            sides = [term("side", side).text(here.language) for side in sorted(one.parties)]
            span = " – ".join(str(day) if day else "" for day in (one.start, one.end)) if one.start or one.end else ""
            deputies = ", ".join(filter(None, one.deputies))
            yield " · ".join(
                filter(None, (f"**{escaped(name)}**", escaped(", ".join((*labels, *sides))), span, escaped(deputies)))
            )


def _action(here: Here, id: str) -> Iterator[str]:
    for council in here.register.councils:
        for one in track(here.register, council, here.session.as_of):
            if same_action(one.id) == id and here.council in (None, *here.register.councils_in(one.meeting)):
                yield from _tracked(one, here)


def _tracked(one: TrackedAction, here: Here) -> Iterator[str]:
    """What is to be done, how it stands, who sees to it and by when, and what was said of it last."""
    exempt = one.item.exempt is not None
    yield f"**{one.id}** {'' if exempt else escaped(one.action.what)}"
    state = known_word(one.status)
    moved = msgn("moved {n} time", "moved {n} times", one.deferrals).text(here.language) if one.deferrals else ""
    who = "" if exempt else escaped(", ".join(one.responsible))
    told = (state.text(here.language) if state else one.status, who, str(one.deadline or ""), moved)
    yield " · ".join(filter(None, told))
    yield msg("set at the meeting of {day}", day=one.born).text(here.language)
    if one.words and not exempt and one.words[-1].entry.remark:
        yield escaped(one.words[-1].entry.remark)


def _meeting(here: Here, stem: str) -> Iterator[str]:
    for one in here.register.all_meetings_of(here.council) if here.council else ():
        if one.origin.stem == stem and one.day:
            state = known_word(one.status) if one.status else None
            cases = msgn("{n} item", "{n} items", len(one.items)).text(here.language)
            told = (
                f"**{weekday(one.day, here.language)} {one.day}**",
                state.text(here.language) if state else "",
                cases,
            )
            yield " · ".join(filter(None, told))
