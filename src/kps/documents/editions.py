"""The two editions of a paper: for those in the council, and for the public, which has types of its own.

A public type has no field for what is withheld, so that no view can carry it, and no template print it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import MISSING, fields
from typing import Any, Protocol, TypeVar, runtime_checkable

T = TypeVar("T")


@runtime_checkable
class Marked(Protocol):
    """A view whose papers are marked on every page."""

    @property
    def marking(self) -> str:
        """What stands there; empty where nothing in the paper is exempt."""


_WITHHELD = "__withheld__"
"""The attribute of a public type that names what it withholds."""


def public_of(closed: type) -> Callable[[type[T]], type[T]]:
    """Mark a type as what the public may see of ``closed``.

    A template is written for both editions: each name that only the closed one has is empty to it here, as an
    attribute of the type, which no instance can fill. It is what the closed type's field is by default, where the
    public type does not say it itself; a field that is withheld and has no default raises TypeError.
    """

    def marked(public: type[T]) -> type[T]:
        withheld = [field for field in fields(closed) if not hasattr(public, field.name)]
        for field in withheld:
            if field.default is MISSING:
                raise TypeError(f"{closed.__name__}.{field.name} is withheld, and has no empty value")
            setattr(public, field.name, field.default)
        setattr(public, _WITHHELD, tuple(field.name for field in withheld))
        return public

    return marked


def withheld_names(view: type) -> tuple[str, ...]:
    """The names that the closed edition has and this type has not."""
    return getattr(view, _WITHHELD, ())


def shown(view: Any) -> dict[str, object]:
    """What a template sees of a view, a dataclass: its fields by their names, and what is withheld as empty."""
    names = (*(field.name for field in fields(view)), *withheld_names(type(view)))
    return {name: getattr(view, name) for name in names}
