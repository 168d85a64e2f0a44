"""What is made to stay, made without looking for what may go."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def uncollected() -> Iterator[None]:
    """Let nothing be collected meanwhile, and what is made then never be looked through.

    Thousands of small objects are built and kept, of a register as of a program: collecting costs more, and so does
    looking through them again at each later collection.
    """
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.freeze()
            gc.enable()
