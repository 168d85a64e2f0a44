"""What is wrong with a file as such, before any rule is asked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from kps.language import Message
from kps.source import Path, Span

FlawCode = Literal["D001", "D002", "D003"]


@dataclass(frozen=True, slots=True)
class Flaw:
    """A file that cannot be read (D001), does not fit its model (D002), or has a key twice (D003).

    ``near`` is what the writer may have meant; ``span`` is set where the reader knew the place already,
    else the place follows from ``path``; ``mend`` where the reader knew how to mend just this.
    """

    code: FlawCode
    file: str
    message: Message
    path: Path = ()
    on: Literal["key", "value"] = "value"
    near: str | None = None
    span: Span | None = None
    mend: Message | None = None
