"""Where a column's cells are to stand: ``kommune``, ``avtale.revisjon.neste``, ``medlem(ordfører).navn``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, time
from functools import cache
from typing import Annotated, Any, Literal

from pydantic import TypeAdapter, ValidationError

from kps.language import Message, msg
from kps.models.fields import Field, field_at, fields_in
from kps.models.vocabulary import nearest, normal, roles
from kps.source import Path

Kind = Literal["råd", "avtale", "skoleavtale", "kontakt", "møte", "evaluering"]
"""What a row may hold one of; meetings apart."""

RECORDS: dict[str, str] = {
    "råd": "politiråd",
    "avtale": "avtale",
    "skoleavtale": "avtale",
    "kontakt": "politikontakt",
    "møte": "møte",
    "evaluering": "evaluering",
}
"""What each stands for: the kind of record that its keys are of."""

MUNICIPALITY, LEFT_OUT, FOLDER = "kommune", "utelat", "råd.mappe"
_MEMBER = re.compile(r"medlem\(([^()]+)\)\.(.+)", re.IGNORECASE)
_NEVER = frozenset(("type", "avtaletype", "kommuner", "unntak", "segl", "politikontakt"))
"""Keys that no column fills: the row's municipality or its contact does, or kps itself."""
_KEYED = {("kontakt", "forventninger_avklart"): "", ("evaluering", "svar"): "x", ("evaluering", "vurdering"): "x"}
"""Keys whose values stand each under a name: the row's municipality, or the next part of the route."""


class NoTarget(ValueError):  # noqa: N818  # said of a text
    """A text that is no target, and the one most likely meant."""

    def __init__(self, message: Message, near: str | None) -> None:
        super().__init__(message.text("en"))
        self.message, self.near = message, near


@dataclass(frozen=True, slots=True)
class Target:
    """A target as it is written, what it is a key of, and the way to it.

    A list on the way is one of its own items: its place is put in for ``None``.
    """

    text: str
    kind: Kind | Literal["kommune", "utelat"]
    route: tuple[str | None, ...] = ()
    role: str = ""
    """The member's, where it is a member's key."""

    @property
    def field(self) -> Field | None:
        """What the models say of the key; None for the row's municipality, a folder, and what is left out."""
        return field_at(RECORDS[self.kind], self.path()) if self.kind in RECORDS else None

    @property
    def list_at(self) -> tuple[str, ...]:
        """The keys above the first list on the way, its own the last; none where there is no list."""
        return tuple(str(part) for part in self.route[: self.route.index(None)]) if None in self.route else ()

    @property
    def key(self) -> str:
        """The last key of the way."""
        return next((part for part in reversed(self.route) if part), "")

    def path(self, item: int = 0) -> Path:
        """The way to the value, as the ``item``-th of its list."""
        return tuple(item if part is None else part for part in self.route)

    @property
    def listed(self) -> bool:
        """Whether several values may stand there, each an item."""
        return bool(self.route) and self.route[-1] is None


@cache
def target(text: str) -> Target:
    """The target that a text names; NoTarget, with the one most likely meant, where it names none."""
    written = text.strip()
    if normal(written) in (MUNICIPALITY, LEFT_OUT):
        return Target(normal(written), MUNICIPALITY if normal(written) == MUNICIPALITY else LEFT_OUT)  # type: ignore[arg-type]  # the two
    if member := _MEMBER.fullmatch(written):
        return _member(written, member[1].strip(), member[2])
    kind, _, route = normal(written).replace(" ", "_").partition(".")
    if written and normal(written) == FOLDER:
        return Target(FOLDER, "råd", ("mappe",))
    if kind in RECORDS and route and (way := _way(kind, tuple(route.split(".")))):
        return Target(f"{kind}.{route}", kind, way)  # type: ignore[arg-type]  # one of the kinds
    raise NoTarget(msg("“{target}” is no target", target=text), nearest(written, targets()))


def _member(text: str, role: str, key: str) -> Target:
    known = roles().get(role)
    if known is None:
        near = roles().nearest(role)
        told = msg("“{role}” is not a role that kps knows", role=role)
        raise NoTarget(told, f"medlem({near}).{key}" if near else None)
    way = _way("råd", ("medlemmer", *normal(key).replace(" ", "_").split(".")))
    if way is None:
        keys = [f"medlem({known.key}).{one.name}" for one in fields_in("politiråd", ("medlemmer", 0))]
        raise NoTarget(msg("“{target}” is no target", target=text), nearest(text, keys))
    return Target(f"medlem({known.key}).{key}", "råd", way, known.key)


def _way(kind: str, parts: tuple[str, ...]) -> tuple[str | None, ...] | None:
    """The way that the parts lead to a value, with None for each list's item; None where they lead to none."""
    found: list[str | None] = []
    for place, part in enumerate(parts):
        field = field_at(RECORDS[kind], tuple(one for one in (*found, part) if one is not None))
        if field is None or part in _NEVER:
            return None
        found.append(part)
        last = place == len(parts) - 1
        if (kind, part) in _KEYED and place == 0:
            return _keyed(kind, parts)
        if field.within is None:
            return tuple((*found, None) if field.is_list else found) if last else None
        if last:
            return None
        if field.is_list:
            found.append(None)
    return None


def _keyed(kind: str, parts: tuple[str, ...]) -> tuple[str | None, ...] | None:
    named = _KEYED[kind, parts[0]]
    return parts if len(parts) == (2 if named else 1) else None


@cache
def targets() -> tuple[str, ...]:
    """All that a column may be sent to, but for the members' keys of each role: an example of those."""
    some = tuple(f"{kind}.{route}" for kind in RECORDS for route in _routes(kind, (), 3))
    members = (one.name for one in fields_in("politiråd", ("medlemmer", 0)) if not one.within)
    return (MUNICIPALITY, LEFT_OUT, FOLDER, *some, *(f"medlem(ordfører).{name}" for name in members))


def _routes(kind: str, above: tuple[str, ...], depth: int) -> Iterator[str]:
    for field in fields_in(RECORDS[kind], above):
        if field.name in _NEVER:
            continue
        if field.within is None:
            yield ".".join((*above, field.name))
        elif depth > 1:
            yield from _routes(kind, (*above, field.name), depth - 1)


@cache
def _reader(kind: str, route: tuple[str | None, ...]) -> TypeAdapter[Any]:
    keyed = (kind, route[0]) in _KEYED
    field = field_at(RECORDS[kind], tuple(part for part in (route[:1] if keyed else route) if part is not None))
    assert field is not None
    annotation: Any = field.info.annotation
    for one in field.info.metadata:
        annotation = Annotated[annotation, one]
    return TypeAdapter(annotation)


def fitted(wanted: Target, text: str) -> str | Message:
    """The text as it is to stand under the target's key; or why it may not stand there, in the models' own words."""
    value: Any = [text] if wanted.listed else text
    if (wanted.kind, wanted.route[0]) in _KEYED:
        value = {(wanted.route[1:] or ("0301",))[0]: text}
    try:
        return _written(_reader(wanted.kind, wanted.route).validate_python(value), text)
    except ValidationError as errors:
        told = errors.errors(include_url=False)[0].get("ctx", {}).get("message")
        return told if isinstance(told, Message) else msg("this value is not of the kind expected here")


def _written(value: Any, text: str) -> str:
    match value:
        case tuple() if value:
            return _written(value[0], text)
        case dict() if value:
            return _written(next(iter(value.values())), text)
        case bool():
            return "ja" if value else "nei"
        case time():
            return f"{value:%H:%M}"
        case str() | int() | date():
            return str(value)
        case _:
            return text
