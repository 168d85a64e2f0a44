"""Work on what anybody may have sent, done in a process of its own with bounds on time and memory.

Where the system has no bounds on a process (Windows), time is bounded by waiting, memory is not.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from multiprocessing.connection import Connection
from time import process_time
from typing import Any

PATIENCE = 60
"""Seconds that an answer is waited for, whatever else the machine is doing."""

_SAFE_PATH = "PYTHONSAFEPATH"

Work = Callable[..., bytes]
"""What is done with a question; it goes over to the process whole."""


class Apart:
    """A process that answers one question after the other: begun at the first, and anew after one that went too far."""

    def __init__(self, work: Work) -> None:
        self._work = work
        self._at_work: tuple[Any, Connection] | None = None

    def answer(self, *question: object) -> bytes | None:
        """The answer to a question; None where working it out went beyond the bounds."""
        process, connection = self._begun()
        answer = None
        with suppress(EOFError, OSError):  # it was ended for going too far
            connection.send(question)
            answer = connection.recv_bytes() if connection.poll(PATIENCE) else None
        if answer is None:
            self._at_work = None
            process.kill()
        return answer

    def _begun(self) -> tuple[Any, Connection]:
        if self._at_work is None:
            # Not forked: a copy of this process would share its files, its threads and its memory.
            context = multiprocessing.get_context("spawn")
            here, there = context.Pipe()
            process = context.Process(target=_serve, args=(there, self._work), daemon=True)
            with _safe_path():
                process.start()
            there.close()
            self._at_work = process, here
        return self._at_work


def _serve(connection: Connection, work: Work) -> None:
    """What the process does, until nobody asks any more."""
    with suppress(KeyboardInterrupt, EOFError, OSError):
        while True:
            connection.send_bytes(work(*connection.recv()))


@contextmanager
def bounds(seconds: int, memory: int) -> Iterator[None]:
    """Bound the memory and the time of this process: TimeoutError in Python's own code when the time is over.

    Anything else that goes on is ended by the system, and the process with it.
    """
    if sys.platform == "win32":
        yield
        return
    import resource

    resource.setrlimit(resource.RLIMIT_CORE, (0, resource.getrlimit(resource.RLIMIT_CORE)[1]))
    resource.setrlimit(resource.RLIMIT_DATA, (memory, resource.getrlimit(resource.RLIMIT_DATA)[1]))
    # One step that never comes back to Python, where the timer could be told of, is ended by the system.
    ended = int(process_time()) + 2 * seconds
    resource.setrlimit(resource.RLIMIT_CPU, (ended, resource.getrlimit(resource.RLIMIT_CPU)[1]))
    signal.signal(signal.SIGPROF, _time_is_over)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)


def _time_is_over(number: int, frame: object) -> None:
    raise TimeoutError


@contextmanager
def _safe_path() -> Iterator[None]:
    """Have a Python that is begun look for no module where we stand: a register may hold a multiprocessing.py."""
    before = os.environ.get(_SAFE_PATH)
    os.environ[_SAFE_PATH] = "1"
    try:
        yield
    finally:
        if before is None:
            del os.environ[_SAFE_PATH]
        else:
            os.environ[_SAFE_PATH] = before
