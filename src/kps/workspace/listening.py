"""Who hears what is being done while it is done, and what to mind: a door, which tells it in its own way and tongue."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from typing import Protocol, TypeVar

from kps.language import Message
from kps.register.tree import Tree

T = TypeVar("T")

Step = Callable[[], None]
"""Tells that one thing more is done."""


class Listener(Protocol):
    """What a door does with what it hears."""

    def doing(self, what: Message) -> AbstractContextManager[Step]:
        """Hear what is being done until it is done, and of each thing that is."""
        ...

    def mind(self, remark: Message) -> None:
        """Hear of something to mind beside the result."""
        ...


class _Nobody:
    """Where nobody listens."""

    @contextmanager
    def doing(self, what: Message) -> Iterator[Step]:
        """Hear nothing."""
        yield lambda: None

    def mind(self, remark: Message) -> None:
        """Hear nothing."""


NOBODY: Listener = _Nobody()


def gathered(listener: Listener, what: Message, things: Iterable[T]) -> list[T]:
    """All of the things; each that takes its time to make is told of when it is there."""
    with listener.doing(what) as step:
        made = []
        for one in things:
            made.append(one)
            step()
        return made


@dataclass(frozen=True)
class Counted:
    """A register's files, each told of as it is read."""

    tree: Tree
    step: Step

    @property
    def label(self) -> str:
        """The register's folder as the reader knows it."""
        return self.tree.label

    def files(self) -> tuple[str, ...]:
        """All files of the register."""
        return self.tree.files()

    def read(self, file: str) -> bytes:
        """The file's bytes."""
        self.step()
        return self.tree.read(file)
