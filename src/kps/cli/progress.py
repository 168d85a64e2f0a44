"""What kps is at, told on a terminal while something takes long: on the error stream, and gone when it is done."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from time import monotonic
from typing import TYPE_CHECKING, Any

from kps.cli.notes import tell
from kps.language import Message
from kps.language.reader import said
from kps.workspace.listening import Listener, Step

if TYPE_CHECKING:
    from rich.live import Live

PATIENCE = 0.5
"""Seconds that a run may last before anything is told."""

_begun = monotonic()


class _Terminal:
    """The terminal as a listener."""

    def __init__(self) -> None:
        self._stages: list[_Stage] = []
        """What is being done, each within the one before; the last of them is told."""

    @contextmanager
    def doing(self, what: Message) -> Iterator[Step]:
        """Tell what is being done until it is done, once the run has lasted a while and somebody is there to see."""
        if self._stages:
            self._stages[-1].end()
        self._stages.append(stage := _Stage(what))
        stage.show()
        try:
            yield stage.step
        finally:
            stage.end()
            self._stages.pop()
            if self._stages:
                self._stages[-1].show()

    def mind(self, remark: Message) -> None:
        """Tell of something to mind beside the result."""
        tell(remark)


TERMINAL: Listener = _Terminal()


class _Stage:
    """One thing that takes its time; nothing is written before it must be, nor where nobody looks."""

    def __init__(self, what: Message) -> None:
        self._what = said(what)
        self._done = 0
        self._live: Live | None = None
        self._watched = _watched()

    def step(self) -> None:
        """One thing more is done."""
        self._done += 1
        self.show()

    def show(self) -> None:
        """Begin to tell, if it is time."""
        if self._live is None and self._watched and monotonic() - _begun >= PATIENCE:
            # Imported here: most runs are over before anything is told.
            from rich.console import Console
            from rich.live import Live
            from rich.spinner import Spinner

            self._spinner = Spinner("dots")
            console = Console(file=sys.stderr)
            # What is told meanwhile on the error stream stands above; nothing is printed before a stage is over.
            self._live = Live(self, console=console, transient=True, redirect_stdout=False, redirect_stderr=True)
            self._live.start(refresh=True)

    def end(self) -> None:
        """Take away what was told."""
        if self._live is not None:
            self._live.stop()
            self._live = None

    def __rich__(self) -> Any:
        """What stands on the terminal at this moment."""
        self._spinner.text = f"{self._what} {self._done or ''}"
        return self._spinner


def _watched() -> bool:
    """Whether somebody sees the error stream as it is written."""
    return sys.stderr.isatty() and os.environ.get("TERM") != "dumb" and not os.environ.get("CI")
