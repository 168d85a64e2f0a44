"""What is made of a source holds each of its pieces once."""

from __future__ import annotations

from kps.intake.claim import Claim, CouncilSubject, Reading
from kps.intake.piece import Piece, Told


def test_the_pieces_of_a_reading_are_those_told_of_and_those_claimed() -> None:
    head, day, more = Piece("A1", "Opprettet"), Piece("A2", "2020-01-01"), Piece("A3", "x")
    council = CouncilSubject(("4205",))
    reading = Reading((Told(head, "label"),), (Claim(council, ("opprettet",), "2020-01-01", (day, more)),))
    assert list(reading.pieces) == [head, day, more]
