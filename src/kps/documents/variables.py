"""The names that a template may use, as its paper's view has them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from kps.documents.document import view_of
from kps.language import mark
from kps.register.kept import PaperKind


@dataclass(frozen=True, slots=True)
class Variable:
    """A name, and what it holds: text, a number, true or false, a list, or something with names of its own."""

    name: str
    """``cases[].title``: the title of each of the cases."""
    holds: str
    """A msgid, or the words that it may be; empty where it has names of its own."""
    may_lack: bool


_SIMPLE = {str: mark("text"), int: mark("number"), bool: mark("true or false")}


def variables(kind: PaperKind) -> tuple[Variable, ...]:
    """The names in the order of the view, each followed by those within it."""
    return tuple(_within(get_type_hints(view_of(kind))["return"], ""))


def _within(view: Any, prefix: str) -> Iterator[Variable]:
    hints = get_type_hints(view)
    for field in fields(view):
        yield from _variable(f"{prefix}{field.name}", hints[field.name])


def _variable(name: str, hint: Any) -> Iterator[Variable]:
    inner, may_lack = _known(hint)
    if get_origin(inner) is tuple:
        item = get_args(inner)[0]
        yield Variable(f"{name}[]", _held(item), may_lack)
        if is_dataclass(item):
            yield from _within(item, f"{name}[].")
        return
    yield Variable(name, _held(inner), may_lack)
    if is_dataclass(inner):
        yield from _within(inner, f"{name}.")


def _known(hint: Any) -> tuple[Any, bool]:
    """The type without None, and whether None was in it."""
    if get_origin(hint) in (Union, UnionType):
        inner = [one for one in get_args(hint) if one is not NoneType]
        return inner[0], len(inner) < len(get_args(hint))
    return hint, False


def _held(hint: Any) -> str:
    if get_origin(hint) is Literal:
        return " | ".join(map(str, get_args(hint)))
    return _SIMPLE.get(hint, "")
