"""The account on a screen: each piece with its reason, and a reason that many share said once."""

from __future__ import annotations

from kps.intake.piece import Piece
from kps.intake.settling.account import Settled, Settlement
from kps.language import Message, msg
from kps.output.account import account_text

_NOBODYS = msg("the register has no contact {name}", name="Kari Hansen")
_OTHER = msg("no year")


def _account(*pieces: tuple[str, str, Message]) -> str:
    settled = tuple(Settled(Piece(place, text), "unplaced", reason) for place, text, reason in pieces)
    return account_text(Settlement("a.xlsx", "", "table", settled, len(settled)))


def test_a_reason_that_many_share_is_said_once_and_no_piece_is_lost() -> None:
    shared = [(f"A{row}", f"text {row}", _NOBODYS) for row in range(2, 30)]
    lines = _account(*shared, ("B1", "x", _OTHER)).splitlines()
    text = "\n".join(lines)
    assert text.count("Kari Hansen") == 1
    assert all(f"{place} «{words}»" in text for place, words, _ in shared)
    assert "  B1  «x»  " in text
    assert max(map(len, lines)) <= 80


def test_two_of_one_reason_have_it_each_beside_them() -> None:
    assert _account(("A1", "x", _NOBODYS), ("A2", "y", _NOBODYS)).count("Kari Hansen") == 2


def test_pieces_of_one_place_have_it_once() -> None:
    made = _account(*((place, text, _OTHER) for place, text in (("D2", "a"), ("D2", "b"), ("E2", "c"))))
    assert "    D2 «a», «b» · E2 «c»\n" in made
