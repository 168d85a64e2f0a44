"""The values that may stand at a place, from the register itself: names, ids, days, numbers, files."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date

from kps.checking.rule import rules
from kps.duties.focus import focus_areas_in_force
from kps.language import Message, in_language
from kps.language.days import weekday
from kps.lsp.files_offered import files_offered
from kps.lsp.here import Here
from kps.lsp.offer import Offer
from kps.lsp.unwaived import unwaived
from kps.models.contact import Contact
from kps.models.council import Council
from kps.models.date_arithmetic import days_after
from kps.models.fields import Field
from kps.models.places import municipalities
from kps.models.vocabulary import known_word, roles
from kps.register.actions import TrackedAction, same_action, track
from kps.register.index import Register
from kps.register.on_day import OnDay
from kps.register.responsible import units_of
from kps.source import Path

PEOPLE = frozenset(
    ("til_stede", "forfall", "ikke_møtt", "for", "møteleder", "referent", "innleder", "ansvarlig", "vara", "leder")
)
PRESENCE = ("til_stede", "forfall", "ikke_møtt")
_SIDES = ("politirådet", "kommunen", "politiet")


def offers(here: Here, field: Field, path: Path) -> Iterator[Offer]:
    """What may stand under a key, the likeliest first."""
    above, name = (["", "", *(part for part in path if isinstance(part, str))])[-2:]
    if name in PEOPLE:
        return _people(here, name)
    if name == "navn" and above in (*PRESENCE, "ledelse"):
        return _people(here, above)
    named = _OF_KEY_UNDER.get((above, name)) or _OF_KEY.get(name)
    if named:
        return named(here)
    if field.is_meeting:
        return _meetings(here)
    if field.is_municipality:
        return municipalities_offered(here)
    return days(here) if field.is_day else _words(here, field)


def _words(here: Here, field: Field) -> Iterator[Offer]:
    """The words of a closed list, or of one that the field knows; first those that are waited for."""
    wanted = _roles_missing(here) if field.name == "rolle" else _topics_in_focus(here) if field.name == "tema" else ()
    for word in sorted(field.words, key=lambda word: word not in wanted):
        known = known_word(word)
        label = known.text(here.language) if known else ""
        role = roles().get(word) if field.name == "rolle" else None
        detail = ", ".join(filter(None, (role.party, *sorted(role.leadership)))) if role else label
        yield Offer(known.written(here.form) if known else word, detail=detail, is_word=True)


def _roles_missing(here: Here) -> frozenset[str]:
    """In a council's record: the roles that would fill what no member fills (R402, R403, R404, R414)."""
    if not isinstance(here.record, Council):
        return frozenset()
    members = here.record.members_on(here.session.as_of)
    missing = {"politisk", "administrativ", "politi"}.difference(*(one.leadership for one in members))
    no_head = not any(one.unit_head for one in members)
    return frozenset(one.key for one in roles() if one.leadership & missing or (no_head and one.unit_head))


def _topics_in_focus(here: Here) -> frozenset[str]:
    """In a meeting: the topics of its agreements' focus areas on its day (4.1.3)."""
    if here.kind != "møte" or here.council is None:
        return frozenset()
    areas = focus_areas_in_force(OnDay.of(here.register, here.day))
    return frozenset(topic for one in areas if here.council in one.councils for topic in one.area.topics)


def _rules(here: Here) -> Iterator[Offer]:
    """The rules that may be waived: first those that find something where the waiver would hold."""
    found = unwaived(here)
    waivable = (rule for rule in rules().values() if rule.waivable)
    for rule in sorted(waivable, key=lambda rule: rule.code not in found):
        yield Offer(rule.code, detail=Message(rule.page.title).text(here.language))


def _people(here: Here, name: str) -> Iterator[Offer]:
    """The members on the meeting's day, and those who meet for them; for an action all that may answer for it."""
    members = here.council.members_on(here.day) if here.council else ()
    people = {one.name: ", ".join(one.given_roles) for one in members if one.name}
    deputies = {deputy: one.name for one in members for deputy in one.deputies if deputy}
    taken = frozenset(one for key in PRESENCE for one in here.values((key,))) if name in PRESENCE else frozenset()
    for person, detail in (*people.items(), *deputies.items()):
        if person not in taken:
            yield Offer(person, detail=detail)
    if name == "ansvarlig":
        yield from map(Offer, _responsible_besides(here, people))


def _responsible_besides(here: Here, members: Container[str]) -> Iterator[str]:
    """Who may answer for an action without being a member: the meeting's guests, units, and the sides."""
    yield from (guest for guest in sorted(here.values(("til_stede",))) if guest not in members)
    units = dict.fromkeys(one for one, _ in units_of(here.council, here.register)) if here.council else {}
    yield from (unit for unit in units if unit and unit not in members)
    yield from _SIDES


def _actions(here: Here) -> Iterator[Offer]:
    for one in sorted(waiting_actions(here), key=lambda one: (one.deadline or date.max, one.id)):
        what = one.action.what if one.item.exempt is None else ""
        yield Offer(one.id, detail=f"{what} — {one.deadline or ''}".strip(" —"), words=what)


def waiting_actions(here: Here) -> Iterator[TrackedAction]:
    """The actions that other meetings leave open before this one, and that no line of the text names; the oldest first.

    What the text itself says of them does not count.
    """
    if here.council is None:
        return
    named = {same_action(one) for one in here.values(("oppfølging",))}
    day = here.day
    found = (_said_elsewhere(one, here.place.file) for one in _all_actions(here.register, here.council, day))
    waiting = (one for one in found if one.open and one.born < day and same_action(one.id) not in named)
    yield from sorted(waiting, key=lambda one: one.meeting.order)


def _all_actions(register: Register, council: Council, day: date) -> Iterator[TrackedAction]:
    """The actions of the council, and of those that it has met with."""
    around = (one for meeting in register.all_meetings_of(council) for one in register.councils_in(meeting))
    for one in {one.origin.folder: one for one in (council, *around)}.values():
        yield from track(register, one, day)


def _said_elsewhere(action: TrackedAction, file: str) -> TrackedAction:
    """The action as it is without what one file says of it."""
    return replace(action, words=tuple(one for one in action.words if one.meeting.origin.file != file))


def _contacts(here: Here) -> Iterator[Offer]:
    day = here.session.as_of
    for one in sorted(here.register.contacts, key=lambda one: (not _is_active(one, day), one.origin.stem)):
        yield Offer(one.origin.stem, detail=one.name, words=one.name)


def _is_active(contact: Contact, day: date) -> bool:
    end = getattr(contact, "end", None)
    return end is None or end >= day


def _councils(here: Here) -> Iterator[Offer]:
    own = here.council.origin.folder if here.council else ""
    yield from (Offer(one.folder, detail=one.name, words=one.name) for one in _others(here.register.councils, own))


def _others(councils: Iterable[Council], own: str) -> Iterator[Council]:
    return (one for one in councils if one.origin.folder != own)


def _meetings(here: Here) -> Iterator[Offer]:
    meetings = here.register.all_meetings_of(here.council) if here.council else ()
    for one in reversed(meetings):
        if one.origin.file != here.place.file:
            state = known_word(one.status) if one.status else None
            day = weekday(one.day, here.language) if one.day else ""
            told = (day, in_language(state, here.language) if state else "")
            yield Offer(one.origin.stem, detail=", ".join(filter(None, told)))


def municipalities_offered(here: Here) -> Iterator[Offer]:
    """Today's numbers: those that the register covers, those of its district, the rest."""
    covered = frozenset(here.register.covered)
    charter = here.register.charter
    district = charter.district if charter else ""

    def order(number: str) -> tuple[bool, bool, str]:
        return number not in covered, municipalities()[number].district != district, number

    own = here.spot.path[:1]
    taken = here.values(own) if own == ("kommuner",) else here.keys(own)
    for number in sorted(municipalities(), key=order):
        if number not in taken:
            name = municipalities()[number].name
            yield Offer(number, f"{number} {name}", words=name, in_quotes=True)


def days(here: Here) -> Iterator[Offer]:
    """Today; for a deadline also the council's next meeting, for a summons the last day that is in time."""
    name = next((part for part in reversed(here.spot.path) if isinstance(part, str)), "")
    found = [here.session.as_of]
    if name == "frist" and here.council:
        after = (one.day for one in here.register.all_meetings_of(here.council) if one.day and one.day > here.day)
        found += list(after)[:1]
    charter = here.register.charter
    if name == "sendt" and charter:
        late = "innkalling" in here.spot.path
        found.append(days_after(here.day, -charter.deadlines.agenda if late else charter.deadlines.minutes))
    for day in dict.fromkeys(found):
        yield Offer(day.isoformat(), detail=weekday(day, here.language))


_OF_KEY: Mapping[str, Callable[[Here], Iterator[Offer]]] = {
    "politikontakt": _contacts,
    "felles_med": _councils,
    "videreført_i": _councils,
    "behandlet": _meetings,
    "nytt_møte": _meetings,
    "kommuner": municipalities_offered,
    "fil": files_offered,
}
_OF_KEY_UNDER: Mapping[tuple[str, str], Callable[[Here], Iterator[Offer]]] = {
    ("oppfølging", "tiltak"): _actions,
    ("unntak", "regel"): _rules,
}
"""What is offered under a key, and what only where that stands under another."""
