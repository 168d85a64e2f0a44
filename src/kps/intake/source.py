"""A source that people have: its bytes under its name, and what was asked of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from pathlib import PurePosixPath

from kps.language import Message


@dataclass(frozen=True, slots=True)
class Source:
    """A file to be taken over; ``name`` is its path below the folder that was named, or its name alone."""

    name: str
    data: bytes

    @property
    def stem(self) -> str:
        """The file's name without folder and ending."""
        return PurePosixPath(self.name).stem

    @property
    def ending(self) -> str:
        """The name's ending in small letters, with its dot: ``.docx``."""
        return PurePosixPath(self.name).suffix.lower()

    @property
    def digest(self) -> str:
        """What tells whether it is the same source as earlier."""
        return sha256(self.data).hexdigest()


@dataclass(frozen=True, slots=True)
class Wanted:
    """What was asked of a source, and the day it is asked on."""

    as_of: date
    mapping: str | None = None
    """The text of the mapping that people keep for it; without one it is made on the spot."""
    sheet: str = ""
    council: str = ""
    """The folder, in the register, of the council whose minutes or calendar it is: ``politirad/4205-lindesnes``."""
    until: date | None = None
    """The last day that recurring events are taken over to."""


class Unreadable(Exception):  # noqa: N818  # said of a source
    """A source that cannot be read: damaged, encrypted, too large, or of a kind that kps does not read."""

    def __init__(self, message: Message) -> None:
        super().__init__(message.text("en"))
        self.message = message
