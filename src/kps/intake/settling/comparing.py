"""What a source says of a record, held against what stands there: what is put in, and what is not and why.

Three are compared where the source was taken over before: what it wrote then, what stands, and what it says now.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Literal

from kps.intake.claim import Claim
from kps.intake.settling.earlier import Earlier, Route, hashed, item_name
from kps.intake.settling.said import Said
from kps.intake.settling.sameness import (
    another_has_the_role,
    field_of,
    full,
    identity,
    is_blank,
    number_of,
    same,
    title_of,
)
from kps.language import Message, msg
from kps.models.base import Model, parts
from kps.models.council import Member
from kps.models.exemption import EXEMPT
from kps.models.fields import Field
from kps.models.meeting import Item
from kps.source import Path, Value

_LONGEST = 60
"""How much of a value is shown."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What becomes of what is said of one place in a record.

    ``put``: the value goes where nothing stands. ``item``: it goes last into the list at the path. ``change``: it takes
    the place of what the same source wrote there. The others leave the record as it is.
    """

    done: Literal["put", "item", "change", "same", "conflict", "unplaced"]
    path: Path
    said: Said
    value: Value = None
    reason: Message | None = None
    route: Route = ()

    @property
    def claims(self) -> Iterator[Claim]:
        """The claims that it is about."""
        yield from self.said.claims

    @property
    def writes(self) -> bool:
        """Whether the record changes by it."""
        return self.done in ("put", "item", "change")


@dataclass(frozen=True, slots=True)
class Standing:
    """The record that something is said of, and what the source has written in it before."""

    kind: str
    file: str
    earlier: Earlier
    place: Callable[[Path], str]
    """Where in the file something stands, as people are told: ``avtale-2022.yaml:9``."""
    number: Callable[[], str]
    """The next case number of the council's year."""
    regional: bool = False
    closed: bool = False
    """Whether what is compared is exempt: then its words are not told."""


def compared(standing: Standing, said: Said, there: Value, path: Path = (), route: Route = ()) -> Iterator[Outcome]:
    """What becomes of what is said of a place and further in, where ``there`` stands."""
    field = field_of(standing.kind, path) if path else None
    if said.texts and said.within:
        yield Outcome("unplaced", path, said, reason=msg("it is said to be one text, and to have parts"))
    elif said.texts or (field and field.within is None and field.is_one_or_many):
        assert field is not None
        yield _text(standing, said, there, field, path, route)
    elif said.is_list or isinstance(there, list):
        yield from _items(standing, said, there, field, path, route)
    else:
        yield from _keys(standing, said, there, field, path, route)


# --- a text ----------------------------------------------------------------------------------------------------


def _text(standing: Standing, said: Said, there: Value, field: Field, path: Path, route: Route) -> Outcome:
    value: Value = [one.value for one in said.items] if said.within else said.texts[0][1]
    other = next((text for _, text in said.texts if not same(field, text, said.texts[0][1])), None)
    if other is not None:
        values = {"first": _shown(said.texts[0][1]), "second": _shown(other)}
        return Outcome("conflict", path, said, reason=msg("the source says both “{first}” and “{second}”", **values))
    wrote, now = standing.earlier.of(standing.file, route), hashed(value)
    if is_blank(there):
        if wrote is None:
            return Outcome("put", path, said, value, route=route)
        gone = msg("{place}: it was taken out there since; so it stays", place=standing.place(path))
        return Outcome("same" if wrote == now else "conflict", path, said, reason=gone, route=route)
    if same(field, there, value):
        return Outcome("same", path, said, route=route)
    if wrote is not None and wrote == hashed(there):
        return Outcome("change", path, said, value, route=route)
    if wrote is not None and wrote == now:
        theirs = msg("{place} was changed by hand since; so it stays", place=standing.place(path))
        return Outcome("same", path, said, reason=theirs)
    return Outcome("conflict", path, said, reason=_says(standing, path, there))


def _says(standing: Standing, path: Path, there: Value) -> Message:
    if standing.closed:
        return msg("{place} says something else; it is not written over", place=standing.place(path))
    return msg("{place} says {value}; it is not written over", place=standing.place(path), value=_shown(there))


def _shown(value: Value) -> str:
    text = ", ".join(map(_shown, value)) if isinstance(value, list) else str(value)
    text = " ".join(text.split())
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1].rstrip() + "…"


# --- keys ------------------------------------------------------------------------------------------------------


def _keys(
    standing: Standing, said: Said, there: Value, field: Field | None, path: Path, route: Route
) -> Iterator[Outcome]:
    whole = path and is_blank(there) and not isinstance(there, dict)
    if whole and not any(standing.earlier.below(standing.file, route)) and not _differ(standing, said, path):
        yield Outcome("put", path, said, said.value, route=route)
        return
    model = field.within if field else None
    by_name = not isinstance(there, dict) and not is_blank(there)
    stands = full(model, there)
    if EXEMPT in stands:
        standing = replace(standing, closed=True)
    for key, one in said.within.items():
        if by_name and key not in stands:
            alone: Message = msg("{place} says no more than {value}", place=standing.place(path), value=_shown(there))
            yield Outcome("unplaced", (*path, key), one, reason=alone)
        else:
            yield from compared(standing, one, stands.get(str(key)), (*path, key), (*route, str(key)))


def _differ(standing: Standing, said: Said, path: Path) -> bool:
    """Whether a source says two things of one place, here or further in."""
    field = field_of(standing.kind, path)
    if said.texts:
        return field is None or bool(said.within) or any(not same(field, text, said.value) for _, text in said.texts)
    return any(_differ(standing, one, (*path, part)) for part, one in said.within.items())


# --- the items of a list ---------------------------------------------------------------------------------------


def _items(
    standing: Standing, said: Said, there: Value, field: Field | None, path: Path, route: Route
) -> Iterator[Outcome]:
    model = field.within if field else None
    stands: list[Value] = there if isinstance(there, list) else [] if is_blank(there) else [there]
    free = dict(enumerate(stands))
    added = len(stands)
    for item in _folded(said.items if said.is_list else [said], model):
        place = _matching(model, item.value, free)
        way = (*route, item_name(identity(model, item.value)))
        if place is not None:
            found = free.pop(place)
            at = (*path, place)
            if other := _another_case(standing, item, found, at, way):
                yield Outcome("conflict", at, item, reason=other, route=way)
            elif isinstance(item.value, dict) or not isinstance(found, str):
                yield from compared(standing, _with_keys(item, model, found), found, at, way)
            else:
                yield Outcome("same", at, item, route=way)
            continue
        outcome = _new_item(standing, item, stands, model, path, way)
        yield Outcome(
            outcome.done, (*path, added) if outcome.writes else path, item, outcome.value, outcome.reason, way
        )
        added += outcome.writes


def _another_case(standing: Standing, item: Said, found: Value, at: Path, way: Route) -> Message | None:
    """That what stands under a case's number is another case; None where it is the one that is said something of."""
    title = item.within.get("tittel")
    if standing.kind != "møte" or at[0] != "saker" or title is None or not title_of(found):
        return None
    if title_of(item.value) == title_of(found) or standing.earlier.of(standing.file, (*way, "tittel")):
        return None
    closed = EXEMPT in full(Item, found)
    return _says(replace(standing, closed=closed), (*at, "tittel"), title_of(found))


def _with_keys(item: Said, model: type[Model] | None, found: Value) -> Said:
    """What is said of an item, by its keys where it stands with keys there: a name alone is that of the first."""
    if item.within or not isinstance(found, dict) or model is None:
        return item
    key = next(iter(full(model, "x")), "")
    return Said(within={key: item}) if key else item


def _new_item(
    standing: Standing, item: Said, stands: list[Value], model: type[Model] | None, path: Path, way: Route
) -> Outcome:
    wrote = dict(standing.earlier.below(standing.file, way))
    if wrote:
        gone = msg("{place}: it was taken out there since; so it stays", place=standing.place(path))
        return Outcome("same" if wrote == routes_of(way, item.value, model) else "conflict", path, item, reason=gone)
    if _differ(standing, item, (*path, 0)):
        return Outcome("conflict", path, item, reason=msg("the source says two things of it"))
    if model is Member and not standing.regional and (holder := another_has_the_role(item.value, stands)):
        return Outcome("conflict", path, item, reason=_says(standing, path, holder))
    value = item.value
    if model is Item and isinstance(value, dict) and not number_of(value):
        value = {"nr": standing.number(), **value}
    return Outcome("item", path, item, value)


def _folded(items: list[Said], model: type[Model] | None) -> list[Said]:
    """The items, each thing once: what is said of it twice is said of one."""
    by_name: dict[str, Said] = {}
    found: list[Said] = []
    for item in items:
        name = identity(model, item.value)
        lasting = name and not (model is Item and not number_of(item.value))
        if lasting and (first := by_name.get(name)) and bool(first.within) == bool(item.within):
            _join(first, item)
        else:
            found.append(item)
            if lasting:
                by_name.setdefault(name, item)
    return found


def _join(first: Said, second: Said) -> None:
    first.texts += second.texts
    further = len(first.within)
    for part, one in second.within.items():
        at = further + part if isinstance(part, int) and first.is_list else part
        if at in first.within:
            _join(first.within[at], one)
        else:
            first.within[at] = one


def _matching(model: type[Model] | None, item: Value, free: dict[int, Value]) -> int | None:
    """Which of the items there it is; None where it is none of them."""
    name = identity(model, item)
    if model is Item:
        number = number_of(item)
        for place, one in free.items():
            if number and number_of(one) == number:
                return place
        return next((place for place, one in free.items() if not number and title_of(one) == title_of(item)), None)
    if name:
        return next((place for place, one in free.items() if identity(model, one) == name), None)
    return next((place for place, one in free.items() if one == item), None)


def routes_of(route: Route, value: Value, model: type[Model] | None = None) -> dict[Route, str]:
    """The routes of all that stands in a value, each with its hash: what a later run knows it by."""
    if isinstance(value, dict) and value:
        found: dict[Route, str] = {}
        for key, one in value.items():
            found |= routes_of((*route, key), one, _model_under(model, key))
        return found
    if isinstance(value, list) and any(isinstance(one, dict) for one in value):
        found = {}
        for one in value:
            found |= routes_of((*route, item_name(identity(model, one))), one, model)
        return found
    return {route: hashed(value)}


def _model_under(model: type[Model] | None, key: str) -> type[Model] | None:
    return parts(model).get(key) if model else None
