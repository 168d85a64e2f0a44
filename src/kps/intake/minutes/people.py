"""The people that a line names: each with the role, the member met for, and the task in the meeting."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Set
from dataclasses import dataclass, field
from functools import cache

from kps.intake.labels import labels, plain
from kps.intake.minutes.lines import MOST_SIGNS, Span
from kps.intake.parties import is_party
from kps.models.places import municipalities
from kps.models.vocabulary import normal, roles

_WORD = re.compile(r"\S+")
_CAPITAL = re.compile(r"[A-ZÆØÅÄÖÉÜŠČŽÁ][\w.'’-]*")
_PARTICLES = {"von", "van", "de", "der", "den", "af", "av", "el", "al", "la", "le", "da", "dos"}
_PARTED = re.compile(r"[;,\t()\n]|\s[–—-]\s|\s{3,}|(?<=\s)(?:og|samt|&)(?=\s)|(?<=[a-zæøå]{4})/(?=[A-ZÆØÅ])")
_FOR = re.compile(r"\s(?:som\s+)?(?:vara\s+)?for\s")
_MEMBER_FIRST = re.compile(
    r"(?:vara|varamedlem|møtt|møtte|møter|møtende|stedfortreder|stedfortredar)\s+for\s+(?P<member>[^:;]{3,60}?)\s*:\s*(?=\S)",
    re.I,
)
_BY = re.compile(r"\s+(?:v/|ved\b)\s*")
_FROM = re.compile(r"\s(?:fra|frå)\s")
_CASES = re.compile(
    r"(?:kun\s+|bare\s+|berre\s+)?(?:i\s+|til\s+|under\s+|på\s+)?sak(?:ene|ane)?\s+(?P<numbers>\d[\d/, og-]*)$", re.I
)


@dataclass(slots=True)
class Named:
    """Somebody whom a line names."""

    name: Span
    roles: list[Span] = field(default_factory=list)
    deputy_for: Span | None = None
    signs: list[Span] = field(default_factory=list)
    """Words that said what others were: ``vara for``."""
    task: str = ""
    """chair or secretary, where that stands beside the name."""
    tasks: list[Span] = field(default_factory=list)
    cases: Span | None = None
    """The numbers of the cases that a guest was there for."""
    organisations: list[Span] = field(default_factory=list)
    """Whom the person is from, where that stands in a column of its own."""
    parties: list[Span] = field(default_factory=list)
    """The political party that stands beside the name."""


@dataclass(slots=True)
class Read:
    """What a stretch of people holds: them, and what is none of them."""

    people: list[Named] = field(default_factory=list)
    others: list[Span] = field(default_factory=list)


def read_people(spans: Iterable[Span], known: Set[str], *, a_line_each: bool) -> Read:
    """The people named in some lines; ``known`` are names of members, in the form that names are compared in.

    ``a_line_each``: each line is of one person, and all that follows the name is what that person is.
    """
    read = Read()
    for span in spans:
        if len(span.raw) > MOST_SIGNS:
            read.others.append(span)
            continue
        before, waiting = len(read.people), list[Span]()
        for part in _parts(span):
            first = len(read.people) == before
            if first and is_role(part.text) and name_form(part.text) not in known:
                waiting.append(part)
                continue
            _take(part, read, known, name_expected=first or not a_line_each, of_line=not first)
            if waiting and len(read.people) > before:
                # The role stood before the name, with a sign between: Ordfører, a tab, Anne Berg.
                read.people[before].roles[:0] = waiting
                waiting = []
        read.others += waiting
    return read


def one_name_each(spans: list[Span], known: Set[str]) -> bool:
    """Whether lines are of one person each: there are several, and none has names in more than its first part."""
    lines = [list(_parts(span)) for span in spans]
    if len(lines) < 2:
        return False
    more = sum(1 for parts in lines for part in parts[1:] if name_form(part.text) in known)
    return more == 0


def tells_of_a_deputy(text: str) -> bool:
    """Whether a line names a member first, and then who met for that one: it needs no label of its own."""
    return _MEMBER_FIRST.match(text) is not None


def name_form(text: str) -> str:
    """The form in which people's names are compared: the same but for spaces and capitals."""
    return normal(text)


def _parts(span: Span) -> Iterator[Span]:
    at = 0
    raw = span.raw
    for sign in _PARTED.finditer(raw):
        yield from _nonblank(span.within(at, sign.start()))
        at = sign.end()
    yield from _nonblank(span.within(at, len(raw)))


def _nonblank(span: Span) -> Iterator[Span]:
    cut = span.without(".:*")
    # An initial keeps its full stop.
    if cut:
        yield span if span.raw.rstrip().endswith(".") and len(span.raw.split()[-1]) <= 3 else cut


def _take(part: Span, read: Read, known: Set[str], *, name_expected: bool, of_line: bool) -> None:
    person = read.people[-1] if read.people and (of_line or not name_expected) else None
    if person and _is_beside(part, person, known):
        return
    whole = name_expected or name_form(part.text) in known or _FROM.search(part.raw)
    found = _with_role(part, known) if whole else None
    if found:
        read.people.append(found)
    elif person and (not name_expected or _is_no_name(part.text)) and not _names_somebody(part, known):
        _add_role(part, person)
    else:
        read.others.append(part)


def _is_beside(part: Span, person: Named, known: Set[str]) -> bool:
    """Whether it tells more of the person before it: the task in the meeting, initials, for whom, in which cases."""
    told = _is_task(part, person) or _is_initials(part, person) or _is_party(part, person)
    return told or _is_deputy(part, person, known) or _is_cases(part, person)


def _names_somebody(part: Span, known: Set[str]) -> bool:
    """Whether somebody else is named in it: then it is not what the person before it is."""
    words = f" {name_form(part.raw.replace('/', '/ '))} "
    return " v/ " in words or _hides_a_name(part) or any(f" {name} " in words for name in known)


def _hides_a_name(part: Span) -> bool:
    """Whether a place and a name may stand together, as in ``rektor ved Vassmyra Ola By``: nobody can part them."""
    by = _BY.search(part.raw)
    return by is not None and len(part.raw[by.end() :].split()) > 2 and is_name(part.raw[by.end() :])


def _is_no_name(text: str) -> bool:
    """Whether it is what somebody is: a role, or words of which some have small letters."""
    return is_role(text) or any(word[:1].islower() for word in text.split() if word not in _PARTICLES)


def _add_role(part: Span, person: Named) -> None:
    """A role; one that was parted at an "og" within it is put together again."""
    last = person.roles[-1] if person.roles else None
    between = part.line.text[last.end : part.start].strip() if last and last.line is part.line else ""
    if last and between in ("og", "&"):
        person.roles[-1] = Span(part.line, last.start, part.end)
    else:
        person.roles.append(part)


def _is_task(part: Span, person: Named) -> bool:
    key = labels("part").get(part.text)
    if key not in ("chair", "secretary") or person.task:
        return False
    person.task = key
    person.tasks.append(part)
    return True


def _is_initials(part: Span, person: Named) -> bool:
    """Whether it is nothing but the first letters of the name before it."""
    letters = "".join(word[0] for word in re.split(r"[\s-]+", person.name.text) if word[:1].isupper())
    if part.raw.isupper() and 2 <= len(part.raw) <= 4 and part.raw == letters:
        person.signs.append(part)
        return True
    return False


def _is_party(part: Span, person: Named) -> bool:
    """Whether it is a political party: it stands in no record."""
    if is_party(part.text):
        person.parties.append(part)
    return is_party(part.text)


def _is_deputy(part: Span, person: Named, known: Set[str]) -> bool:
    text = part.raw
    for word, key in _longest_first():
        if key == "deputy" and text.casefold().startswith(f"{word} "):
            member = part.within(len(word), len(text))
            inner = _with_role(member, known)
            if inner and person.deputy_for is None:
                person.deputy_for = inner.name
                person.signs += [part.within(0, len(word)), *inner.roles]
                return True
    if labels("part").get(text) == "deputy_alone":
        person.signs.append(part)
        return True
    return False


@cache
def _longest_first() -> tuple[tuple[str, str], ...]:
    return tuple(sorted(labels("part"), key=lambda word: -len(word.text)))


def _is_cases(part: Span, person: Named) -> bool:
    found = _CASES.match(part.raw)
    if found is None or person.cases:
        return False
    person.cases = part.within(found.start("numbers"), found.end("numbers"))
    person.signs.append(part.within(0, found.start("numbers")))
    return True


def _with_role(part: Span, known: Set[str]) -> Named | None:
    """A name, with the role that stands before it: ``ordfører Anne Berg``; or from where: ``Lars Holm fra Nav``."""
    words = list(_WORD.finditer(part.raw))
    if not words or len(words) > _MOST_WORDS:
        return None
    if (first := _MEMBER_FIRST.match(part.raw)) and (found := _met_instead(part, first, known)):
        return found
    if (away := _FROM.search(part.raw)) and (found := _with_role(part.within(0, away.start()), known)):
        found.signs.append(part.within(away.start(), away.end()))
        found.roles.append(part.within(away.end(), len(part.raw)))
        return found
    if (instead := _FOR.search(part.raw)) and (found := _met_for(part, instead, known)):
        return found
    if by := _BY.search(part.raw):
        return _sent(part, by, known)
    for at in range(len(words)):
        name = part.within(words[at].start(), len(part.raw)).without(":")
        if (name_form(name.text) in known or is_name(name.text)) and (not at or _before_name(part, words, at)):
            role = part.within(0, words[at].start()).without(":–-") if at else None
            return Named(name, [role] if role else [])
    return None


def _met_for(part: Span, instead: re.Match[str], known: Set[str]) -> Named | None:
    """A deputy, and whom for: ``Nils Vik for Ida Moe``."""
    deputy, member = part.within(0, instead.start()), part.within(instead.end(), len(part.raw))
    found = _with_role(deputy, known)
    inner = _with_role(member, known)
    if found is None or inner is None:
        return None
    found.deputy_for = inner.name
    found.signs += [part.within(instead.start(), instead.end()), *inner.roles]
    return found


def _met_instead(part: Span, first: re.Match[str], known: Set[str]) -> Named | None:
    """A deputy, where the member stands first: ``Møtt for Ida Moe: Nils Vik``."""
    found = _with_role(part.within(first.end(), len(part.raw)), known)
    inner = _with_role(part.within(*first.span("member")), known)
    if found is None or inner is None or found.deputy_for:
        return None
    found.deputy_for = inner.name
    found.signs += [part.within(0, first.start("member")), *inner.roles]
    return found


def _sent(part: Span, by: re.Match[str], known: Set[str]) -> Named | None:
    """Whom an organisation was there by: ``Nav v/ Lars Holm``; of a person that says too little."""
    sender = part.within(0, by.start())
    found = _with_role(part.within(by.end(), len(part.raw)), known)
    if found is None or is_name(sender.text) or name_form(sender.text) in known:
        return None
    if is_role(sender.text) and _hides_a_name(part):
        return None
    found.signs.append(part.within(by.start(), by.end()))
    found.roles.append(sender)
    return found


_MOST_WORDS = 14


def _before_name(part: Span, words: list[re.Match[str]], at: int) -> bool:
    text = part.raw[: words[at].start()].strip(" :–-")
    if is_name(" ".join(word[0] for word in words[:2])) and at >= 2:
        return False  # somebody else is named first
    return is_role(text) or is_unit(text) or any(word[0][:1].islower() for word in words[:at])


def is_name(text: str) -> bool:
    """Whether a text can be a person's name and nothing else: two to four words with capitals, none a role's."""
    words = text.split()
    names = [word for word in words if word not in _PARTICLES]
    if not 2 <= len(names) <= 4 or words[0] in _PARTICLES or words[-1] in _PARTICLES:
        return False
    if not all(_CAPITAL.fullmatch(word) for word in names) or any(word.isupper() and len(word) > 2 for word in names):
        return False
    return not any(map(_no_name, names)) and not is_role(text)


def _no_name(word: str) -> bool:
    return is_role(word) or plain(word) in _organisations()


@cache
def _organisations() -> frozenset[str]:
    return frozenset(word.text for word in labels("unit"))


@cache
def is_role(text: str) -> bool:
    """Whether a text is a role that is known, or ends as roles do."""
    if not text.strip():
        return False
    if roles().get(text):
        return True
    return _ends_as(text, "role")


def is_unit(text: str) -> bool:
    """Whether a text is a unit or a side that is known, or one word that ends as units do."""
    return labels("unit").get(text) is not None or _ends_as(text, "unit")


def _ends_as(text: str, key: str) -> bool:
    """Whether it is one word that ends as words of a kind do."""
    word = plain(text)
    endings = (one.text for one in labels("ending") if one.key == key)
    return len(text.split()) == 1 and any(
        word == ending or (word.endswith(ending) and len(word) > len(ending) + 2) for ending in endings
    )


@cache
def places_named(text: str) -> tuple[str, ...]:
    """The numbers of the municipalities that ``Kvinesdal kommune`` or ``Kvinesdal`` may be."""
    wanted = normal(text).removesuffix(" kommune")
    return tuple(number for number, one in municipalities().items() if wanted in {normal(name) for name in one.names})
