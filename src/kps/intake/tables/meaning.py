"""What a cell comes to: values with what was made of them, or why nothing was."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from kps.language import Message


@dataclass(frozen=True, slots=True)
class Part:
    """One value of a cell: as it stands there, and what it means; or why it means nothing that can be placed."""

    text: str
    value: str = ""
    reason: Message | None = None
    """Why it is not placed."""
    remark: Message | None = None
    """That it was read otherwise than it stands."""
    fate: Literal["value", "unplaced", "left_out"] = "value"
    clock: bool = False
    """Whether the value is a time of day beside a day."""


def unplaced(text: str, reason: Message) -> Part:
    """What is told instead of placed."""
    return Part(text, reason=reason, fate="unplaced")


def left_out(text: str, reason: Message | None = None) -> Part:
    """What the mapping says is to be left out, or that says itself that there is nothing."""
    return Part(text, reason=reason, fate="left_out")
