"""Who was at the meeting, who was not, and what each was there: held against the council's members on the day."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from kps.intake.labels import labels
from kps.intake.minutes.draft import Draft
from kps.intake.minutes.lines import Span
from kps.intake.minutes.people import Named, is_role, name_form, one_name_each, places_named, read_people
from kps.intake.parties import PARTY, is_party
from kps.language import msg
from kps.models.council import Council, Member
from kps.models.meeting import case_number
from kps.models.vocabulary import normal, roles
from kps.source import Value

WHERE = {
    "present": "til_stede",
    "guests": "til_stede",
    "deputies": "til_stede",
    "apologies": "forfall",
    "absent": "ikke_møtt",
}
"""Where those who stand under a label are to stand."""
OF_PEOPLE = frozenset((*WHERE, "side"))
"""The labels that people stand under."""

UNKNOWN_LABEL = msg("it stands under words that are no label that kps knows")
NO_PERSON = msg("no whole name of a person is found in it")
INSTEAD = msg("it may be somebody who was there instead; write it in by hand")
_MAYBE_NAMED = re.compile(r"[A-ZÆØÅ][\w.'-]+ [A-ZÆØÅ][\w.'-]+")
BOTH = msg("the paper says of the person both that they were there and that they were not")
OTHER_ROLE = msg("the council's record says something else of the member")
ROLE_OF_ABSENT = msg("of those who were not there the record keeps the name alone")


@dataclass
class People:
    """Those whom the paper names, and the members that they are held against."""

    draft: Draft
    members: Sequence[Member]
    units: frozenset[str] = frozenset()
    """What the council's record names besides people, in the form that names are compared in."""
    present: list[str] = field(default_factory=list)
    """The names of those who were there, as they stand in the record."""
    away: list[str] = field(default_factory=list)
    others: list[str] = field(default_factory=list)
    """Those who led the meeting or wrote the minutes."""
    _counts: dict[str, int] = field(default_factory=dict)

    @property
    def _by_name(self) -> dict[str, Member]:
        return {name_form(one.name): one for one in self.members if one.name}

    @property
    def known(self) -> frozenset[str]:
        """The names that are certainly a person's."""
        deputies = (name for one in self.members for name in one.deputies if name)
        return frozenset((*self._by_name, *map(name_form, (*deputies, *self.present, *self.away, *self.others))))

    def named(self, text: str) -> str:
        """The name as the record has it."""
        member = self._by_name.get(name_form(text))
        return member.name if member else next((one for one in self.all if name_form(one) == name_form(text)), text)

    @property
    def all(self) -> list[str]:
        """Everybody whom the paper names, and the members."""
        members = (one.name for one in self.members if one.name)
        return list(dict.fromkeys((*self.present, *self.away, *self.others, *members)))

    def place(self, key: str, spans: Sequence[Span]) -> None:
        """Those who stand under a label."""
        spans = [one for one in spans if not self._nobody(one)]
        spans, unknown = self._known_part(spans)
        self.draft.unplaced(UNKNOWN_LABEL, *unknown)
        one_each = one_name_each(list(spans), self.known)
        read = read_people(spans, self.known, a_line_each=one_each)
        for one in read.people:
            self.add(WHERE[key], one)
        for span in read.others:
            if labels("line").get(span.text) in OF_PEOPLE:
                self.draft.label(span)
            else:
                instead = WHERE[key] != "til_stede" and _MAYBE_NAMED.search(span.raw)
                self.draft.unplaced(INSTEAD if instead else NO_PERSON, span)

    def _known_part(self, spans: Sequence[Span]) -> tuple[list[Span], list[Span]]:
        """What stands there before a line that looks as another label, and is none that is known; and the rest."""
        for at, span in enumerate(spans):
            if at and _may_be_a_label(span) and not read_people([span], self.known, a_line_each=True).people:
                return list(spans[:at]), list(spans[at:])
        return list(spans), []

    def _nobody(self, span: Span) -> bool:
        nobody = labels("answer").get(span.text) == "nobody" or span.text in ("-", "–")
        if nobody:
            self.draft.label(span)
        return nobody

    def add(self, where: str, one: Named) -> None:
        """Somebody who was there, or was not; what stands beside the name counts before the label above."""
        parts = list(_role_parts(one.roles))
        if away := [span for span in parts if labels("line").get(span.text) in _AWAY]:
            where = WHERE[labels("line").get(away[0].text) or "apologies"]
            one.roles = [span for span in parts if span not in away]
            one.signs += away
        member = self._by_name.get(name_form(one.name.text))
        name = member.name if member else one.name.text
        if where != "til_stede" and any(labels("part").get(span.text) == "deputy_alone" for span in one.roles):
            self.draft.unplaced(INSTEAD, one.name, *one.roles)
            return
        if name in (self.away if where == "til_stede" else self.present):
            self.draft.unplaced(BOTH, one.name, *one.roles)
            return
        if name in (self.present if where == "til_stede" else self.away):
            self._again(where, one, member, name)
        elif where == "til_stede":
            self._there(one, member, name)
        else:
            self._away(where, one, name)
        self._roles(where, one, member)
        self._organisations(where, one, member)
        self.draft.unplaced(PARTY, *one.parties)
        if one.task:
            self.draft.claim((_TASKS[one.task],), name, *one.tasks)
        self.draft.label(*one.signs)

    def _there(self, one: Named, member: Member | None, name: str) -> None:
        path = ("til_stede", self._next("til_stede"))
        self.present.append(name)
        plain = member is not None and one.deputy_for is None and one.cases is None
        self.draft.claim(path if plain else (*path, "navn"), name, one.name)
        if one.deputy_for:
            self.draft.claim((*path, "for"), self.named(one.deputy_for.text), one.deputy_for)
        if one.cases:
            self.draft.claim((*path, "saker"), _numbers(one.cases.text), one.cases)
        if member is None:
            self._as_what(path, one)
            self._from(path, one)

    def _again(self, where: str, one: Named, member: Member | None, name: str) -> None:
        """Somebody who stands there already: whom a guest met for may be told later than that the guest was there."""
        self.draft.label(one.name)
        if one.deputy_for and where == "til_stede" and member is None:
            path = ("til_stede", self.present.index(name), "for")
            self.draft.claim(path, self.named(one.deputy_for.text), one.deputy_for)

    def away_is(self, where: str, name: str, *said: Span) -> None:
        """That somebody was not there, by what says so."""
        self.away.append(name)
        self.draft.claim((where, self._next(where)), name, *said)

    def _away(self, where: str, one: Named, name: str) -> None:
        self.away_is(where, name, one.name)
        if one.deputy_for:
            self.draft.unplaced(NO_PERSON, one.deputy_for)

    def _next(self, where: str) -> int:
        self._counts[where] = self._counts.get(where, -1) + 1
        return self._counts[where]

    def _as_what(self, path: tuple[str | int, ...], one: Named) -> None:
        """A guest's roles: those that are known, and whatever else stands there as the title or the organisation."""
        parts = list(_role_parts(one.roles))
        known = [span for span in parts if roles().get(span.text)]
        others = [span for span in parts if span not in known]
        for span in known:
            self.draft.claim((*path, "rolle"), _role(span.text), span)
            break
        self.draft.unplaced(SECOND_ROLE, *known[1:])
        for span in others[:1]:
            place = places_named(span.text) if known else ()
            if len(place) == 1:
                self.draft.claim((*path, "kommune"), place[0], span, remark=msg("read as a municipality"))
            elif known and not is_role(span.text) and span.raw[:1].isupper():
                self.draft.claim((*path, "virksomhet"), span.text, span)
            elif known:
                self.draft.unplaced(SECOND_ROLE, span)
            elif _is_about_the_name(one, span, others[-1]):
                self._before_and_after(path, others)
            else:
                whole = others[-1].line is span.line
                title = Span(span.line, span.start, max(others[-1].end, span.end)) if whole else span
                self.draft.claim((*path, "tittel"), title.text, title)
                others = others[:1] if whole else others
        self.draft.unplaced(SECOND_ROLE, *others[1:])

    def _before_and_after(self, path: tuple[str | int, ...], others: Sequence[Span]) -> None:
        """A title before the name and whom the guest is from after it: ``Seniorrådgiver Tor Ås, Statsforvalteren``."""
        self.draft.claim((*path, "tittel"), others[0].text, others[0])
        if len(others) == 2 and others[1].raw[:1].isupper() and not is_role(others[1].text):
            self.draft.claim((*path, "virksomhet"), others[1].text, others[1])

    def _roles(self, where: str, one: Named, member: Member | None) -> None:
        """What stands of a member is what the council's record says, or it is told."""
        if member is None and where == "til_stede":
            return
        said = _words_of(member) if member else frozenset()
        for span in _role_parts(one.roles):
            if _is_said(span.text, said) or (member and set(places_named(span.text)) & {member.municipality}):
                self.draft.label(span)
            else:
                self.draft.unplaced(OTHER_ROLE if member else ROLE_OF_ABSENT, span)

    def _from(self, path: tuple[str | int, ...], one: Named) -> None:
        """Whom a guest is from, by a column of its own: a municipality, or an organisation."""
        for span in one.organisations[:1]:
            place = places_named(span.text)
            if is_party(span.text):
                continue
            if len(place) == 1:
                self.draft.claim((*path, "kommune"), place[0], span, remark=msg("read as a municipality"))
            else:
                self.draft.claim((*path, "virksomhet"), span.text, span)

    def _organisations(self, where: str, one: Named, member: Member | None) -> None:
        """Whom a member is from is what the council's record says; of others it is told."""
        for span in one.organisations:
            if member and _is_of_side(span.text, member):
                self.draft.label(span)
            else:
                self.draft.unplaced(PARTY if is_party(span.text) else OTHER_ROLE if member else SECOND_ROLE, span)

    def task(self, key: str, spans: Sequence[Span]) -> None:
        """Who led the meeting or wrote the minutes."""
        read = read_people(spans[:1], self.known, a_line_each=True)
        for one in read.people[:1]:
            self.others.append(self.named(one.name.text))
            self.draft.claim((_TASKS[key],), self.others[-1], one.name)
            # What the person is, stands where the person is named as present.
            self.draft.label(*one.roles, *one.signs, *one.tasks, *one.parties)
        if not read.people:
            self.draft.unplaced(NO_PERSON, *read.others)


_TASKS = {"chair": "møteleder", "secretary": "referent"}
SECOND_ROLE = msg("a guest has one role and one organisation in the record; write it in by hand")


def _may_be_a_label(span: Span) -> bool:
    """Whether a line is a few words by themselves, and neither a role nor a label of people."""
    known = labels("line").get(span.text) in OF_PEOPLE or is_role(span.text)
    return span.line.whole == span and len(span.text.split()) <= _FEW and not known and "," not in span.text


_FEW = 3


_AWAY = ("apologies", "absent")


def _role_parts(spans: Sequence[Span]) -> Iterator[Span]:
    """What stands between commas, each by itself; a role that has a comma within it stays whole."""
    for span in spans:
        at = 0
        for part in span.raw.split(",") if not roles().get(span.text) else [span.raw]:
            if cut := span.within(at, at + len(part)).without("()"):
                yield cut
            at += len(part) + 1


def _is_about_the_name(one: Named, first: Span, last: Span) -> bool:
    """Whether what is said of somebody stands on both sides of the name."""
    return first.line is one.name.line is last.line and first.start < one.name.start < last.start


def _role(text: str) -> str:
    """A known role as the vocabulary writes it, in the tongue it stands in."""
    known = roles().get(text)
    return next((one for one in known.spellings if normal(one) == normal(text)), text) if known else text


def _words_of(member: Member) -> frozenset[str]:
    sides = (form for one in member.parties for form in (one, f"{one}et", f"{one}n"))
    words = (*member.role_names, member.title, member.organisation, *sides)
    return frozenset(normal(word) for word in words if word)


def units_of(council: Council | None) -> frozenset[str]:
    """The forums and the units that a council's record names."""
    if council is None:
        return frozenset()
    levels = (one for slt in council.slt for one in (*slt.steering, *slt.coordinating, *slt.executing))
    functions = (name for one in council.functions for name in (one.name, one.function))
    names = (*(one.name for one in council.forums), *(one.name for one in levels), *functions)
    return frozenset(name_form(name) for name in names if name)


def _is_of_side(text: str, member: Member) -> bool:
    """Whether an organisation is the side that the member is of: a police district, a municipality."""
    words = normal(text)
    police, municipality = words.startswith("politi") or words.endswith("politidistrikt"), bool(places_named(text))
    return _is_said(text, _words_of(member)) or (police and "politi" in member.parties) or (
        municipality and "kommune" in member.parties
    )  # fmt: skip


def _is_said(text: str, said: frozenset[str]) -> bool:
    """Whether it is what is said of a member already; the municipality's name after it says nothing new."""
    words = normal(text)
    return words in said or any(words.startswith(f"{one} ") and bool(places_named(words[len(one) :])) for one in said)


def _numbers(text: str) -> Value:
    """The cases that a guest was there for, as the record has them."""
    found = [one.strip() for one in text.replace(" og ", ",").split(",") if one.strip()]
    made = [f"{case[0]}/{case[1]}" if (case := case_number(one)) else one for one in found]
    return made[0] if len(made) == 1 else list(made)
