"""Which standing item a case is, by the words of its title."""

from __future__ import annotations

import re

from kps.intake.labels import labels, plain
from kps.models.vocabulary import standing_items

_SINCE = re.compile(r"(?:\s+(?:i|for|fra|frå|av|den|møtet|møte|året))*\s+\(?\d.*")


def standing_item(title: str) -> str:
    """The standing item that a title is by its words; empty where it is a case of its own."""
    whole = plain(title)
    head = plain(title.split(":")[0])
    for key in (_item(whole), _item(head) if ":" in title else ""):
        if key:
            return key
    for word, key in labels("standing"):
        if whole.startswith(f"{word} ") and _SINCE.fullmatch(whole[len(word) :]):
            return key
    return ""


def _item(words: str) -> str:
    known = standing_items().get(words)
    return known.key if known else labels("standing").get(words) or ""
