"""The pieces that a source is taken apart into: each has a place where people find it, and stands for one value."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from kps.language import Message, Words

Fate = Literal["placed", "label", "left_out", "same", "conflict", "unplaced"]
"""What becomes of a piece: exactly one of these.

``label``: it told where others go. ``left_out``: the mapping says so. ``same``: it stands so in the record already.
"""


@dataclass(frozen=True, slots=True)
class Piece:
    """One value of a source, as it stands there; a cell with three dates is three.

    ``place`` is alike for pieces of one cell or line. What belongs to an exempt case is ``exempt``: its words are shown
    nowhere, and its place must hold none of them.
    """

    place: Words
    text: str
    hidden: bool = False
    """Whether it stands in a row, a column or a sheet that the program it was made with does not show."""
    exempt: bool = False


@dataclass(frozen=True, slots=True)
class Told:
    """A piece that asks for no place in a record, and why: a label, left out, or unplaced."""

    piece: Piece
    fate: Literal["label", "left_out", "unplaced"]
    reason: Message | None = None
    """Always there for what is unplaced."""
