"""What may be asked of a register as a whole from within a part of it: names, and no more."""

from __future__ import annotations

import unicodedata
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import islice, takewhile
from typing import NamedTuple


class CouncilName(NamedTuple):
    """What a council may be named by: its folder's name, and its own; ``place`` is its folder's whole path."""

    place: str
    folder: str
    name: str


@dataclass(frozen=True)
class Surroundings:
    """The names that a register has: of its files, its contacts (their ids) and its councils."""

    files: frozenset[str] = frozenset()
    contacts: tuple[str, ...] = ()
    councils: tuple[CouncilName, ...] = ()

    def has_file(self, file: str) -> bool:
        """Whether the register has a file of this name, in whichever way its letters are put together."""
        return _composed(file) in self._composed

    def files_below(self, folder: str) -> frozenset[str]:
        """The files in a folder and below it, named from there."""
        return frozenset(file.removeprefix(_within(folder)) for file in self._below(_within(folder)))

    def first_below(self, folder: str) -> str | None:
        """The first file in a folder or below it; None where it has none."""
        return next(self._below(_within(folder)), None)

    def _below(self, start: str) -> Iterator[str]:
        files = self._in_order
        return takewhile(lambda file: file.startswith(start), islice(files, bisect_left(files, start), None))

    @cached_property
    def _in_order(self) -> tuple[str, ...]:
        return tuple(sorted(self.files))

    @cached_property
    def _composed(self) -> frozenset[str]:
        return frozenset(map(_composed, self.files))


def _within(folder: str) -> str:
    return "" if folder == "." else f"{folder}/"


def _composed(file: str) -> str:
    return file if file.isascii() else unicodedata.normalize("NFC", file)
