"""The reader's language: chosen once at the door, and asked only where words are put before the reader.

Doors and outputs alone import this. What stands further in carries messages, or is told the language.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from kps.language import Language, Message, Words, in_language

_chosen: ContextVar[Language] = ContextVar("kps_language", default="nb")


def choose(language: Language) -> None:
    """Set the language that readers are spoken to in from here on."""
    _chosen.set(language)


def chosen() -> Language:
    """The language that readers are spoken to in."""
    return _chosen.get()


@contextmanager
def speaking(language: Language) -> Iterator[None]:
    """Speak another language meanwhile than the one chosen."""
    before = _chosen.set(language)
    try:
        yield
    finally:
        _chosen.reset(before)


def said(words: Words) -> str:
    """The words as the reader reads them; a record's own as they stand."""
    return in_language(words, chosen())


def tr(msgid: str, /, **values: object) -> str:
    """The text in the reader's language, now."""
    return said(Message(msgid, values))
