"""What of a file's piece is enough to know how its register hangs together, without the file being read again."""

from __future__ import annotations

from dataclasses import dataclass

from kps.register.asked_for import is_asked_for
from kps.register.pieces import Piece, Role
from kps.register.relations import Relations


@dataclass(frozen=True, slots=True)
class Summary:
    """What a piece comes to: what the file is, its digest, whom its record concerns; no word that it was judged by.

    ``stamped`` says whether it is a paper that kps made, ``unread`` whether it is a record that cannot be read, or
    a file whose bytes cannot be had.
    """

    role: Role
    digest: bytes = b""
    relations: Relations | None = None
    stamped: bool = False
    unread: bool = False

    @classmethod
    def of(cls, piece: Piece) -> Summary:
        """What a piece comes to."""
        relations = Relations.of(piece.record) if piece.record else None
        shut = not piece.digest and is_asked_for(piece.file)
        return cls(piece.role, piece.digest, relations, piece.stamp is not None, piece.garbled is not None or shut)
