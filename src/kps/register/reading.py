"""Reading a register in one pass: every file once, what is wrong with it noted, never raised."""

from __future__ import annotations

from kps.register.collecting import uncollected
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
