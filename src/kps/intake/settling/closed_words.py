"""The words of what is exempt in a source, kept out of all that is told of it: places and reasons may quote them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from kps.intake.piece import Piece
from kps.intake.settling.account import Settled
from kps.language import LANGUAGES, Words, in_language, msg

_WORD = re.compile(r"[^\W_]{4,}")

EXEMPT = msg("it is exempt from public disclosure; see the record itself")
_SOMEWHERE = msg("in what is exempt from public disclosure")


@dataclass(frozen=True, slots=True)
class ClosedWords:
    """The words of a source's exempt pieces that stand in none of the others; short ones tell nothing."""

    words: frozenset[str]

    @classmethod
    def of(cls, pieces: Iterable[Piece]) -> ClosedWords:
        """Those of these pieces."""
        closed: set[str] = set()
        open_: set[str] = set()
        for piece in pieces:
            (closed if piece.exempt else open_).update(_words(piece.text))
        return cls(frozenset(closed - open_))

    def kept_out(self, one: Settled) -> Settled:
        """The piece's fate as it may be told: without a place, or a reason, that holds such words."""
        if not self.words:
            return one
        piece = replace(one.piece, place=_SOMEWHERE) if self._holds(one.piece.place) else one.piece
        reason = EXEMPT if one.reason and self._holds(one.reason) else one.reason
        return replace(one, piece=piece, reason=reason)

    def _holds(self, words: Words) -> bool:
        texts = [words] if isinstance(words, str) else [in_language(words, language) for language in LANGUAGES]
        return any(word in self.words for text in texts for word in _words(text))


def _words(text: str) -> Iterator[str]:
    yield from (found[0].casefold() for found in _WORD.finditer(text))
