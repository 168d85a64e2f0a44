"""kps validate --watch: the answer on the screen, and another only when it is another."""

from __future__ import annotations

import io
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

from kps.cli.language_choice import follow
from kps.cli.notes import say, tell_each
from kps.language.reader import said, tr
from kps.output.findings_text import write_text
from kps.output.outcome import Outcome
from kps.workspace.errors import Wrong
from kps.workspace.opening import Workspace
from kps.workspace.watching import Watched

PAUSE = 0.3
"""Seconds between two looks."""

_CLEAR = "\x1b[H\x1b[2J\x1b[3J"

Answer = Callable[[Workspace], Outcome]


def watch(paths: Sequence[Path], answer: Answer, looks: Iterable[object] | None = None) -> int:
    """Show the answer whenever it is another than it was, until somebody presses Ctrl-C; the last one's exit status.

    ``looks``: when to look, which ends it too.
    """
    watched, shown, status = Watched(paths), None, 0
    try:
        for _ in looks if looks is not None else _at_times():
            try:
                workspace = watched.look()
                if workspace is None:
                    continue
                follow(workspace.registers)
                told, status = _told(answer(workspace))
                beside = (*workspace.troubles, *workspace.unread)
            except Wrong as wrong:
                told, status, beside = f"{said(wrong.message)}\n", wrong.status, wrong.besides
            if told != shown:
                shown = told
                _show(told)
                tell_each(beside)
    except KeyboardInterrupt:
        print()
    return status


def _at_times() -> Iterator[None]:
    while True:
        yield None
        time.sleep(PAUSE)


def _told(outcome: Outcome) -> tuple[str, int]:
    """The answer in words, without their colours: by it we know whether it is another; and its exit status."""
    text = io.StringIO()
    write_text(outcome, text)
    return text.getvalue(), outcome.status


def _show(text: str) -> None:
    """A screen of its own where there is one, else below the last."""
    sys.stdout.write(_CLEAR if sys.stdout.isatty() else "")
    sys.stdout.write(text)
    say(tr("Waiting for changes; Ctrl-C ends."))
    sys.stdout.flush()
