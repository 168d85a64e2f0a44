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
from kps.lsp import capabilities, refusals
from kps.lsp.client import Client, Settings
from kps.lsp.conversation import Conversation
from kps.lsp.log import Log
from kps.lsp.parameters import mapping
from kps.lsp.refusals import Refused
from kps.lsp.transport import Transport
from kps.register.collecting import uncollected

_LOOK = 3.0
"""So many seconds between two looks at whether the editor lives."""
_LAST_WORDS = 5.0
"""So many seconds what waits may take once the conversation is over."""


def serve(clock: Callable[[], date], stated: Language | None, log: Path | None) -> int:
    """Serve one editor on the standard streams until it has done; the exit status."""
    transport = Transport()
    conversation = Conversation(transport.write, lambda: stated or "nb")
    to = Log(log.open("a", encoding="utf-8") if log else None)
    working = Thread(target=_work, args=(conversation, clock, stated, to), daemon=True)
    working.start()
    transport.read(conversation.receive, conversation.unreadable)
    conversation.end()
    working.join(_LAST_WORDS)
    return conversation.status


def _work(conversation: Conversation, clock: Callable[[], date], stated: Language | None, log: Log) -> None:
    """Work for the editor: first of all say what kps can do, before all that it does it with is imported."""
    begun = conversation.next(None)
    if begun is None:
        return
    client, settings = Client(), Settings()
    try:
        params = mapping(begun.params)
        client, settings = Client.of(params), settings.with_(params.get("initializationOptions"))
        conversation.answer(begun.id, capabilities.answer(client))
    except Refused as refused:
        conversation.refuse(begun.id, refused.code, refused.message)
    except Exception as error:  # an editor that says odd things of itself is served all the same
        log.crash(begun.method, error)
        conversation.refuse(begun.id, refusals.INTERNAL_ERROR, refusals.CRASHED)
    if client.process is not None and sys.platform != "win32":
        Thread(target=_end_with, args=(client.process,), daemon=True).start()

    with uncollected():
        from kps.checking.rule import rules
        from kps.lsp.session import Session
        from kps.lsp.worker import Worker

        rules()
    session = Session(clock, stated, client, settings)
    conversation.language = session.language
    Worker(session, conversation, log).work()


def _end_with(process: int) -> None:
    """End this process when the editor's is dead; on Windows the end of standard input tells."""
    while _lives(process):
        sleep(_LOOK)
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
