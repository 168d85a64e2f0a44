"""Keeping off the error stream what a library that is not Python's writes there when it falls."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager

_ERRORS = 2


@contextmanager
def muted() -> Iterator[None]:
    """Send the process's error stream nowhere meanwhile: a reader's panic is told of as damage to the file."""
    try:
        kept = os.dup(_ERRORS)
    except OSError:  # there is none to keep
        yield
        return
    nowhere = os.open(os.devnull, os.O_WRONLY)
    try:
        os.dup2(nowhere, _ERRORS)
        yield
    finally:
        os.dup2(kept, _ERRORS)
        os.close(kept)
        os.close(nowhere)
