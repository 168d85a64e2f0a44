"""What reading a file comes to: values that keep their text, and what is wrong with the file."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, Union

from kps.language import Message
from kps.source.text import Span

Value = Union[None, str, list["Value"], dict[str, "Value"]]  # noqa: UP007  # a recursive name must be quoted
"""A file's values: every scalar is its text; only a plain empty one, ``~`` or ``null`` is None."""

Path = tuple[str | int, ...]
"""The way to a value: keys (after NFC) and places in lists (from 0)."""

On = Literal["auto", "key", "value"]
"""What is meant of what stands at a path: its key, its value, or the value of a scalar and the key of anything else."""


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that cannot be read (D001), or a key given twice (D003), and where it stands.

    ``mend`` is what to do about this very fault; without one the rule's page says it.
    """

    code: Literal["D001", "D003"]
    message: Message
    span: Span
    path: Path = ()
    mend: Message | None = None


@dataclass(frozen=True, slots=True)
class Content:
    """A file's values, as far as they could be read, and its faults."""

    value: Value
    faults: tuple[Fault, ...] = ()

    @property
    def readable(self) -> bool:
        """Whether the values are the whole file's: a key given twice is told, but does not hinder."""
        return all(fault.code != "D001" for fault in self.faults)
