"""A register that is not on disk: for the rules' cases, and for anyone with the texts in hand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Texts:
    """A tree of files given as texts."""

    texts: Mapping[str, str]
    label: str = "."

    def files(self) -> tuple[str, ...]:
        """All files, sorted."""
        return tuple(sorted(self.texts))

    def read(self, file: str) -> bytes:
        """The file's bytes."""
        return self.texts[file].encode()
