"""The server's process: one thread reads, one works."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from contextlib import suppress
from datetime import date
from pathlib import Path
from threading import Thread
from time import sleep

from kps.language import Language
from kps.lsp.conversation import Conversation
from kps.lsp.log import Log
from kps.lsp.session import Session
from kps.lsp.transport import Transport
from kps.lsp.worker import Worker

_LOOK = 3.0
"""So many seconds between two looks at whether the editor lives."""
_LAST_WORDS = 5.0
"""So many seconds what waits may take once the conversation is over."""


def serve(clock: Callable[[], date], stated: Language | None, log: Path | None) -> int:
    """Serve one editor on the standard streams until it has done; the exit status."""
    transport = Transport()
    session = Session(clock, stated)
    conversation = Conversation(transport.write, session.language)
    worker = Worker(session, conversation, Log(log.open("a", encoding="utf-8") if log else None))
    working = Thread(target=worker.work, daemon=True)
    working.start()
    Thread(target=_end_with, args=(session,), daemon=True).start()
    transport.read(conversation.receive, conversation.unreadable)
    conversation.end()
    working.join(_LAST_WORDS)
    return conversation.status


def _end_with(session: Session) -> None:
    """End the process when the editor's is dead; on Windows the end of standard input tells."""
    while sys.platform != "win32":
        sleep(_LOOK)
        if session.client.process is not None and not _lives(session.client.process):
            with suppress(OSError):
                sys.stderr.flush()
            os._exit(1)


def _lives(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True
