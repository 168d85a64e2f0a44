"""The way the messages go: pygls reads what stands on standard input, and this alone knows pygls.

Only its reader of messages is used. Its server answers with tracebacks, takes requests before ``initialize`` and after
``shutdown``, and swallows the exit status; its texts have other lines than the protocol.
"""

from __future__ import annotations

import json
import logging
import os
import sys
from collections.abc import Callable, Mapping
from threading import Event
from typing import Any

from pygls.io_ import run

_SILENT = logging.getLogger("kps.lsp.transport")
_SILENT.disabled = True  # it would write tracebacks


class Transport:
    """The two streams of the process, taken aside: whatever else is printed goes to standard error."""

    def __init__(self) -> None:
        self._in = os.fdopen(os.dup(0), "rb")
        self._out = os.fdopen(os.dup(1), "wb")
        os.dup2(2, 1)
        sys.stdout = sys.stderr
        self._stopped = Event()

    def write(self, message: Mapping[str, Any]) -> None:
        """Send a message; where nobody takes it any more it is gone."""
        body = json.dumps(message, ensure_ascii=True, separators=(",", ":")).encode("ascii")
        try:
            self._out.write(b"Content-Length: %d\r\n\r\n%b" % (len(body), body))
            self._out.flush()
        except (OSError, ValueError):
            self._stopped.set()

    def read(self, receive: Callable[[object], bool], unreadable: Callable[[], None]) -> None:
        """Hand over each message until there is none any more, or ``receive`` says that it waits for none."""
        protocol: Any = _Protocol(receive, self._stopped)
        run(self._stopped, self._in, protocol, _SILENT, error_handler=lambda *_: unreadable())


class _Protocol:
    """What pygls' reader wants of a protocol: messages stay the mappings that they are."""

    def __init__(self, receive: Callable[[object], bool], stopped: Event) -> None:
        self._receive = receive
        self._stopped = stopped

    def structure_message(self, data: dict[str, Any]) -> dict[str, Any]:
        """The message as it is."""
        return data

    def handle_message(self, message: object) -> None:
        """Hand a message over."""
        if not self._receive(message):
            self._stopped.set()
