"""The names that a template may use, as its paper's views have them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass, replace
from types import NoneType, UnionType
from typing import Any, ClassVar, Literal, Union, get_args, get_origin, get_type_hints

from kps.documents.mail import MailView
from kps.documents.papers import PAPERS
from kps.language import mark
from kps.register.kept import PaperKind

Edition = Literal["both", "closed", "public"]


@dataclass(frozen=True, slots=True)
class Variable:
    """A name, and what it holds: text, a number, true or false, a list, or something with names of its own."""

    name: str
    """``cases[].title``: the title of each of the cases."""
    holds: str
    """A msgid, or the words that it may be; empty where it has names of its own."""
    may_lack: bool
    edition: Edition = "both"
    """Which edition has it; in the other it is empty."""


_SIMPLE = {str: mark("text"), int: mark("number"), bool: mark("true or false")}
_PUBLIC = Variable("public", _SIMPLE[bool], may_lack=False)
"""Whether the paper is made for the public."""


def variables(kind: PaperKind) -> tuple[Variable, ...]:
    """The names in the order of the view, each followed by those within it; what only the public edition has, last."""
    paper = PAPERS[kind]
    closed, public = (
        {one.name: one for one in _within(get_type_hints(view())["return"], "")}
        for view in (paper.closed, paper.public)
    )
    return (
        _PUBLIC,
        *(one if name in public else replace(one, edition="closed") for name, one in closed.items()),
        *(replace(one, edition="public") for name, one in public.items() if name not in closed),
    )


def mail_variables() -> tuple[Variable, ...]:
    """The names that the template of mails may use."""
    return tuple(_within(MailView, ""))


def _within(view: Any, prefix: str) -> Iterator[Variable]:
    for name, hint in _names(view).items():
        yield from _variable(f"{prefix}{name}", hint)


def _names(view: Any) -> dict[str, Any]:
    """The names of a view and their types: its fields, then what is the same for all of its type or is worked out."""
    made = get_origin(view) or view
    stands_for = dict(zip(getattr(made, "__parameters__", ()), get_args(view), strict=True))
    hints = get_type_hints(made)
    names = {field.name: hints[field.name] for field in fields(made)}
    names |= {name: get_args(hint)[0] for name, hint in hints.items() if get_origin(hint) is ClassVar}
    worked_out = ((name, one) for kind in made.__mro__ for name, one in vars(kind).items() if isinstance(one, property))
    names |= {name: get_type_hints(one.fget)["return"] for name, one in worked_out}
    return {name: _put_in(hint, stands_for) for name, hint in names.items()}


def _put_in(hint: Any, stands_for: dict[Any, Any]) -> Any:
    """The type with what its type variables stand for."""
    open_ones = getattr(hint, "__parameters__", ())
    return hint[tuple(stands_for[one] for one in open_ones)] if open_ones else hint


def _variable(name: str, hint: Any) -> Iterator[Variable]:
    some, may_lack = _known(hint)
    if get_origin(some[0]) is tuple:
        name, some = f"{name}[]", _known(get_args(some[0])[0])[0]
    yield Variable(name, _held(some[0]), may_lack)
    for one in some:
        if is_dataclass(get_origin(one) or one):
            yield from _within(one, f"{name}.")


def _known(hint: Any) -> tuple[tuple[Any, ...], bool]:
    """The types it may be of without None, and whether None was among them."""
    if get_origin(hint) in (Union, UnionType):
        inner = tuple(one for one in get_args(hint) if one is not NoneType)
        return inner, len(inner) < len(get_args(hint))
    return (hint,), False


def _held(hint: Any) -> str:
    if get_origin(hint) is Literal:
        return " | ".join(map(str, get_args(hint)))
    return _SIMPLE.get(hint, "")
