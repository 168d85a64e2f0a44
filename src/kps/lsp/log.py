"""What went wrong, for those who mend kps: where in the code, never what stood in a record."""

from __future__ import annotations

import sys
import traceback
from pathlib import Path
from typing import TextIO


class Log:
    """Writes to standard error, or to a file that was named for it."""

    def __init__(self, to: TextIO | None = None) -> None:
        self._to = to or sys.stderr

    def note(self, words: str) -> None:
        """Write a line."""
        print(words, file=self._to, flush=True)

    def crash(self, doing: str, error: BaseException) -> None:
        """Write what kind of fault it was and the way to it; its words are left out, for they may be a record's."""
        self.note(f"{doing}: {type(error).__name__}")
        for frame in traceback.extract_tb(error.__traceback__):
            self.note(f"  {Path(frame.filename).name}:{frame.lineno} {frame.name}")

    @staticmethod
    def fault(error: BaseException) -> str:
        """What tells one fault from another: its kind, and where it happened."""
        last = traceback.extract_tb(error.__traceback__)[-1:]
        return ":".join((type(error).__name__, *(f"{frame.filename}:{frame.lineno}" for frame in last)))
