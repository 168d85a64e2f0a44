"""The words by which headings, labels and answers in sources are known, in both written forms: ``data/labels.csv``.

``kind`` is where a word is looked for (a label line of minutes, a column, an answer ...), ``key`` what it means there.
``nb`` and ``nn`` are the ways of writing it, with ``|`` between. They are compared as the vocabularies' words are, and
without a closing colon or full stop.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from functools import cache
from typing import NamedTuple

from kps.models.vocabulary import normal
from kps.resources import text_in


class Word(NamedTuple):
    """A way of writing something, in its normal form, and what it means."""

    text: str
    key: str


class Labels:
    """The words of one kind."""

    def __init__(self, words: Mapping[str, str]) -> None:
        self._words = words
        self._listed = tuple(Word(text, key) for text, key in words.items())
        self.longest = max(map(len, words), default=0)
        """How many signs the longest of them has."""

    def __iter__(self) -> Iterator[Word]:
        return iter(self._listed)

    def get(self, text: str) -> str | None:
        """What the text means; None where it is none of these words."""
        return self._words.get(plain(text))


def plain(text: str) -> str:
    """The form in which labels are compared; of what is nothing but such signs, itself."""
    whole = normal(text).replace(" / ", "/")
    return whole.strip(":. ") or whole


@cache
def labels(kind: str) -> Labels:
    """The words of a kind; a word that stands twice means what it is said to mean first."""
    return Labels(_table().get(kind, {}))


@cache
def _table() -> Mapping[str, Mapping[str, str]]:
    table: dict[str, dict[str, str]] = {}
    for row in csv.DictReader(text_in("intake", "labels.csv").splitlines()):
        words = table.setdefault(row["kind"], {})
        for text in (*row["nb"].split(" | "), *row["nn"].split(" | ")):
            words.setdefault(plain(text), row["key"])
    return table
