"""Sentences to the reader: what was done and what to do now; and, on the error stream, what to mind or was not read."""

from __future__ import annotations

import sys
from collections.abc import Iterable

from kps.language import Message
from kps.language.reader import said
from kps.output.pieces import folded


def say(text: str) -> None:
    """Tell what was done, or what to do now."""
    print(folded(text, sys.stdout))


def note(text: str) -> None:
    """Tell of something to mind, beside the result."""
    # Not typer's echo, which goes round what shows the progress: this is to stand on a line of its own above it.
    print(folded(text, sys.stderr), file=sys.stderr)


def tell(message: Message) -> None:
    """Tell, as kps, of something to mind, beside the result."""
    note(f"kps: {said(message)}")


def tell_each(messages: Iterable[Message]) -> None:
    """Tell of several things to mind, each once."""
    for text in dict.fromkeys(said(one) for one in messages):
        note(f"kps: {text}")
