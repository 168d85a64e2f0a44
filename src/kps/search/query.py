"""What is looked for: words in any order and form, and phrases as they stand."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from kps.search.forms import beginning, composed, forms, plain

WORD = re.compile(r"[^\W_]+")
_PHRASE = re.compile('["“”„«]([^"“”„«»]*)["“”„»]')


@dataclass(frozen=True)
class Query:
    """Words that are all to be there, in any form, and phrases, as they stand but for case and line breaks."""

    words: tuple[str, ...]
    phrases: tuple[str, ...]

    @classmethod
    def of(cls, text: str) -> Query:
        """What is typed: words, and phrases in quotes."""
        phrases = (_on_one_line(found[1]) for found in _PHRASE.finditer(text))
        words = (found[0].lower() for found in WORD.finditer(composed(_PHRASE.sub(" ", text))))
        return cls(tuple(dict.fromkeys(words)), tuple(dict.fromkeys(filter(None, phrases))))

    def __bool__(self) -> bool:
        return bool(self.words or self.phrases)

    @cached_property
    def parts(self) -> frozenset[int]:
        """The numbers of all its words and phrases."""
        return frozenset(range(len(self.words) + len(self.phrases)))

    def parts_in(self, text: str) -> frozenset[int]:
        """The numbers of those of its words and phrases that stand in a text."""
        found = {number for word in WORD.findall(composed(text)) for number in self._numbers(word)}
        return frozenset(found).union(self._phrases_in(text))

    def first_in(self, text: str) -> tuple[int, int]:
        """Where the first of its words or phrases stands in a text, composed and on one line; the start if none."""
        words = (found.span() for found in WORD.finditer(text) if self._numbers(found[0]))
        phrases = (found.span() for phrase in self._sought for found in phrase.finditer(text.lower()))
        return min((*words, *phrases), default=(0, 0))

    def may_be_in(self, text: str) -> bool:
        """Whether all of it may stand in a text, written ``plain``; it is quick, and misses none."""
        return all(sign in text for sign in self._signs)

    def near(self, text: str) -> dict[str, tuple[int, ...]]:
        """Those words of a text, as they stand there, that it may be found by: each with the numbers of which."""
        words = set(WORD.findall(text)) - self._strangers
        found = {word: numbers for word in words if (numbers := self._begins(word))}
        self._strangers.update(words - found.keys())
        return found

    @cached_property
    def wordless(self) -> frozenset[int]:
        """The numbers of the phrases that hold no word."""
        return frozenset(number for number, first in enumerate(self._firsts, start=len(self.words)) if not first)

    @cached_property
    def _forms(self) -> tuple[frozenset[str], ...]:
        return tuple(map(forms, self.words))

    @cached_property
    def _signs(self) -> tuple[str, ...]:
        """What each begins with, in all its forms."""
        return (*map(beginning, self._forms), *map(plain, self._firsts))

    @cached_property
    def _firsts(self) -> tuple[str, ...]:
        """The first word of each phrase; empty where it holds none."""
        return tuple(first[0] if (first := WORD.search(phrase)) else "" for phrase in self.phrases)

    @cached_property
    def _sought(self) -> tuple[re.Pattern[str], ...]:
        return tuple(re.compile(rf"(?<!\w){re.escape(phrase)}(?!\w)") for phrase in self.phrases)

    @cached_property
    def _known(self) -> dict[str, tuple[int, ...]]:
        """The words met so far, each with the numbers of those it is a form of: the same few thousand come again."""
        return {}

    @cached_property
    def _strangers(self) -> set[str]:
        """The words met so far by which nothing is found: most of every text."""
        return set()

    def _numbers(self, word: str) -> tuple[int, ...]:
        if word not in self._known:
            written = plain(word)
            self._known[word] = tuple(number for number, some in enumerate(self._forms) if written in some)
        return self._known[word]

    def _begins(self, word: str) -> tuple[int, ...]:
        """The numbers of the words that a word is a form of, and of the phrases that may begin with it."""
        if not self.phrases:
            return self._numbers(word)
        written = word.lower()
        firsts = enumerate(self._firsts, start=len(self.words))
        return (*self._numbers(word), *(number for number, first in firsts if first and first in written))

    def _phrases_in(self, text: str) -> Iterator[int]:
        if self.phrases:
            line = _on_one_line(text)
            yield from (
                number for number, phrase in enumerate(self._sought, start=len(self.words)) if phrase.search(line)
            )


def _on_one_line(text: str) -> str:
    return " ".join(composed(text).lower().split())
