"""What is looked for: words in any order and form, and phrases as they stand."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from kps.search.forms import beginning, forms, plain, written
from kps.source.text import composed

WORD = re.compile(r"[^\W_]+")
_PLAIN = re.compile(r"(?:(?<!a)e|[b-df-np-z0-9])+(?!\u0307)")
"""What of a plain text stands in the bytes of what it is made of: no letter that may be typed in several ways."""
_ASCII = re.compile(r"[a-z0-9]+(?!\u0307)")
_KELVIN = "\u212a".encode()
"""A sign that becomes an ordinary letter when it is composed."""
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
        return frozenset((*self._words_in(text), *self._phrases_in(text)))

    def first_in(self, text: str) -> int:
        """Where the first of its words or phrases stands in a text, composed and on one line; the start if none."""
        small = text.lower()
        phrases = (found.start() for phrase in self._sought for found in phrase.finditer(small))
        return min((*(place for place, _ in self._words_at(small)), *phrases), default=0)

    def may_be_in(self, data: bytes) -> bool:
        """Whether all of it may stand in a file's bytes, in small letters and without escapes; quick, misses none."""
        return all(sign in data for sign in self._signs) or _KELVIN in data

    def places_in(self, text: str) -> list[tuple[int, int]]:
        """Where something of it may stand in a file's text, composed and in small letters: each place with its number.

        In any order; of a phrase, each place that its words stand in, over several lines too.
        """
        phrases = enumerate(self._over_lines, start=len(self.words))
        return [
            *self._words_at(text),
            *((found.start(), number) for number, phrase in phrases for found in phrase.finditer(text)),
        ]

    @cached_property
    def _forms(self) -> tuple[frozenset[str], ...]:
        return tuple(map(forms, self.words))

    @cached_property
    def _signs(self) -> tuple[bytes, ...]:
        """Of each what stands in the bytes of all its forms."""
        words = (max(_PLAIN.findall(beginning(some)), key=len, default="") for some in self._forms)
        phrases = (max(_ASCII.findall(phrase), key=len, default="") for phrase in self.phrases)
        return tuple(sign.encode() for sign in (*words, *phrases))

    @cached_property
    def _patterns(self) -> tuple[re.Pattern[str], ...]:
        """What finds the words that begin as all the forms of one do."""
        return tuple(_words_like(beginning(some)) for some in self._forms)

    @cached_property
    def _sought(self) -> tuple[re.Pattern[str], ...]:
        return tuple(re.compile(rf"(?<!\w){re.escape(phrase)}(?!\w)") for phrase in self.phrases)

    @cached_property
    def _over_lines(self) -> tuple[re.Pattern[str], ...]:
        """The phrases as they may be written in a record: over several lines, and a quote twice within quotes."""
        written = (r"\s+".join(map(re.escape, phrase.split())) for phrase in self.phrases)
        return tuple(re.compile(one.replace("'", "''?")) for one in written)

    @cached_property
    def _known(self) -> dict[str, tuple[int, ...]]:
        """The words met so far, each with the numbers of those it is a form of: the same few thousand come again."""
        return {}

    def _words_at(self, text: str) -> Iterator[tuple[int, int]]:
        """Where its words stand in a text, composed and in small letters, in any form; each with its number."""
        for number, pattern in enumerate(self._patterns):
            for word in pattern.finditer(text):
                if number in self._numbers(word[0]):
                    yield word.start(), number

    def _words_in(self, text: str) -> Iterator[int]:
        """The numbers of its words that stand in a text."""
        small = composed(text).lower()
        for number, pattern in enumerate(self._patterns):
            if any(number in self._numbers(word[0]) for word in pattern.finditer(small)):
                yield number

    def _numbers(self, word: str) -> tuple[int, ...]:
        if word not in self._known:
            known = plain(word)
            self._known[word] = tuple(number for number, some in enumerate(self._forms) if known in some)
        return self._known[word]

    def _phrases_in(self, text: str) -> Iterator[int]:
        if self.phrases:
            line = _on_one_line(text)
            yield from (
                number for number, phrase in enumerate(self._sought, start=len(self.words)) if phrase.search(line)
            )


def _words_like(start: str) -> re.Pattern[str]:
    """What finds the words that begin so; what is before them is looked at late, since that takes the most time."""
    first, *rest = written(start) or ("",)
    return re.compile(rf"{first}(?<![^\W_]{first}){''.join(rest)}[^\W_]*")


def _on_one_line(text: str) -> str:
    return " ".join(composed(text).lower().split())
