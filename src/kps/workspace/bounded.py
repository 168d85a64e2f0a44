"""A register's own templates, worked out in a process of its own with bounds: anybody may have sent them.

The sandbox keeps a template from reaching anything but what it is given; this keeps it from taking all the time, the
memory or the disk. Where the system has no bounds on a process (Windows), time is bounded by waiting, memory is not.
"""

from __future__ import annotations

import json
import multiprocessing
import os
import signal
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import cached_property
from multiprocessing.connection import Connection
from time import process_time
from typing import Any

from kps.documents.render import TOO_LONG, Wording
from kps.documents.templates import TemplateFault
from kps.language import Message, msg

SECONDS = 5
"""How long a template may be worked on; a paper takes some hundredths."""
PATIENCE = 60
"""How long it is waited for, whatever else the machine is doing."""
MEMORY = 256 * 1024 * 1024
LONGEST = 2_000_000
"""Signs in a document; a long one has a tenth of it."""

_SAFE_PATH = "PYTHONSAFEPATH"


def wording(own: Mapping[str, str]) -> Wording:
    """The wording of a register with these templates of its own, by file; kps's own need no bounds."""
    return BoundedWording(own) if own else Wording(own)


@dataclass(frozen=True)
class BoundedWording(Wording):
    """The templates of a register, worked out apart: a process that is begun once however many papers are made."""

    @cached_property
    def _processes(self) -> list[tuple[Any, Connection]]:
        """The process that is at work, and the way to it; none before the first paper, or after one was stopped."""
        return []

    def render(self, view: Any, template: str, *, public: bool = False) -> str:
        """The paper in Markdown, as ``Wording`` has it. TemplateFault, too, for what goes beyond the bounds."""
        process, connection = self._begun()
        connection.send((view, template, public))
        answer = None
        with suppress(EOFError, OSError):  # it was ended for going too far
            answer = json.loads(connection.recv_bytes()) if connection.poll(PATIENCE) else None
        if answer is None:
            self._processes.clear()
            process.kill()
            raise TemplateFault(_first(self.own, template), 1, TOO_LONG)
        if "text" in answer:
            return str(answer["text"])
        file, line, msgid, values = answer["fault"]
        raise TemplateFault(file, line, Message(msgid, values))

    def _begun(self) -> tuple[Any, Connection]:
        if not self._processes:
            # Not forked: a copy of this process would share its files, its threads and its memory.
            context = multiprocessing.get_context("spawn")
            here, there = context.Pipe()
            process = context.Process(target=_serve, args=(there, dict(self.own), SECONDS), daemon=True)
            with _safe_path():
                process.start()
            there.close()
            self._processes.append((process, here))
        return self._processes[0]


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


def _first(own: Mapping[str, str], template: str) -> str:
    """The register's own file that a template's name leads to first, else any of them."""
    name = template.rpartition("/")[2]
    return next((file for file in own if file.endswith(f"/{name}")), next(iter(own)))


def _serve(connection: Connection, own: dict[str, str], seconds: int) -> None:
    """What the process does: put one view after the other into words, until nobody asks any more."""
    with suppress(KeyboardInterrupt, EOFError, OSError):
        wording = Wording(own)
        while True:
            view, template, public = connection.recv()
            connection.send_bytes(json.dumps(_answer(wording, view, template, public, seconds)).encode())


def _answer(wording: Wording, view: Any, template: str, public: bool, seconds: int) -> dict[str, object]:
    try:
        with _bounds(seconds):
            text = wording.render(view, template, public=public)
    except TemplateFault as fault:
        values = {name: str(value) for name, value in fault.reason.values.items()}
        return {"fault": (fault.file, fault.line, fault.reason.msgid, values)}
    if len(text) > LONGEST:
        reason = msg("the document would have more than {most} signs", most=LONGEST)
        return {"fault": (_first(wording.own, template), 1, reason.msgid, reason.values)}
    return {"text": text}


@contextmanager
def _bounds(seconds: int) -> Iterator[None]:
    """Bound the memory and the time of this process: TimeoutError where the template is when its time is over."""
    if sys.platform == "win32":
        yield
        return
    import resource

    resource.setrlimit(resource.RLIMIT_DATA, (MEMORY, resource.getrlimit(resource.RLIMIT_DATA)[1]))
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
