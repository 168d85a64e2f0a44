"""The two standard streams, which show nobody's number in full: the last destination, whatever is written to it."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any, TextIO, cast

from kps.language.private import masked


@contextmanager
def guarded_streams() -> Iterator[None]:
    """Have all that is written to the standard streams masked."""
    out, err = sys.stdout, sys.stderr
    sys.stdout, sys.stderr = cast(TextIO, _Guarded(out)), cast(TextIO, _Guarded(err))
    try:
        yield
    finally:
        sys.stdout, sys.stderr = out, err


class _Guarded:
    """A stream in every way but that it masks."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def write(self, text: str) -> int:
        """Write the text, with what is private in it hidden."""
        return self._stream.write(masked(text))

    def writelines(self, lines: Iterable[str]) -> None:
        """Write the texts, as one: there may be thousands."""
        self.write("".join(lines))

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)
