"""Reading a register in one pass: every file once, what is wrong with it noted, never raised."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

from kps.register.index import Register
from kps.register.pieces import Pieces
from kps.register.tree import Tree


def load(tree: Tree) -> Register:
    """The register in ``tree``, with every flaw of its files."""
    return pieces_of(tree).assembled(tree.label)


def pieces_of(tree: Tree) -> Pieces:
    """The register's pieces, one a file."""
    with uncollected():
        return Pieces().renewed(tree)


@contextmanager
def uncollected() -> Iterator[None]:
    """Let nothing be collected meanwhile, and what is made then never be looked through.

    Thousands of small immutable objects are built and kept: collecting costs more than parsing, and so does
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
