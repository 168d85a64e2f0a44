"""The forms of a word: how its letters may be typed, and which endings of inflection it may have."""

from __future__ import annotations

import re

from kps.source.text import composed

_LETTERS = (("å", "a"), ("ø", "o"), ("æ", "ae"), ("_", " "))
_VOWEL = re.compile("[aeiouy]")

_ENDINGS = (
    "e", "en", "et", "a", "er", "ene", "ar", "ane", "ne", "es", "s", "ens", "ets", "as", "ers", "enes", "ars", "anes",
    "nes", "ere", "erne", "ernes", "este", "est",
)  # fmt: skip
"""Of nouns, verbs and adjectives, in bokmål and nynorsk, as ``plain`` has them."""
_AFTER_ER = ("t", "te")
"""Of verbs in -ere: diskutert, diskuterte."""
_AFTER_LONG = "t"
"""Of adjectives: digitalt, lokalt."""
_LONG = 5
_AFTER_VOWEL = "r"
"""Of short verbs: bor, vedtar."""
_SHORTEST = 2
"""Signs in what is left when an ending is taken away."""
_SYNCOPE = (
    (re.compile(r"([^aeiouyl])l$"), "el"),
    (re.compile(r"([^aeiouyr])r$"), "er"),
    (re.compile(r"([pkt])n$"), "en"),
)
"""What regler has of regel, vintre of vinter, våpnene of våpen, and what stands there in the other form."""


def plain(text: str) -> str:
    """The text in the form in which words are compared: in any case, å as aa or a, ø as oe or o, æ as ae."""
    letters = spelt_out(text)
    for doubled in ("aa", "oe"):
        while doubled in letters:
            letters = letters.replace(doubled, doubled[0])
    return letters


def spelt_out(text: str) -> str:
    """The text in small letters, with no å, ø and æ; what was typed for them stands."""
    letters = composed(text).lower()
    for sign, others in _LETTERS:  # many times as fast as a table of signs
        letters = letters.replace(sign, others)
    return letters


def written(text: str) -> tuple[str, ...]:
    """A pattern for a ``plain`` text in all the ways in which it may be typed, in small letters and composed.

    The first part of it is of one sign. It finds a few others too: what is found is to be compared.
    """
    parts: list[str] = []
    for before, sign in zip(f" {text}", text, strict=False):
        match sign:
            case "a":
                parts += ("[aåæ]", "[aåæ]*")
            case "o":
                parts += ("[oø]", "e*")
            case "e" if before == "a":
                parts.append("e*")
            case _:
                parts.append(re.escape(sign))
    return tuple(parts)


def forms(word: str) -> frozenset[str]:
    """The forms of a word, ``plain``: of fartsgrensen also fartsgrense, fartsgrenser, fartsgrensene."""
    written = spelt_out(word)
    return frozenset(plain(form) for stem in _stems(written) for form in (stem, *_inflected(stem))) | {plain(word)}


def beginning(some: frozenset[str]) -> str:
    """What all the forms of a word begin with."""
    first, last = min(some), max(some)
    return first[: next((place for place, sign in enumerate(first) if last[place : place + 1] != sign), None)]


def _endings(stem: str) -> tuple[str, ...]:
    """The endings that a stem may have."""
    verbs = _AFTER_ER if stem.endswith("er") else (_AFTER_LONG,) if len(stem) >= _LONG else ()
    short = (_AFTER_VOWEL,) if _VOWEL.search(stem[-1:]) else ()
    # Rus is no genitive: it would be a word with Rune.
    genitive = len(stem) > _SHORTEST and not stem.endswith("s")
    return (*(one for one in _ENDINGS if one != "s" or genitive), *verbs, *short)


def _stems(word: str) -> set[str]:
    """What may be left of the word when its ending is taken away; it itself, where it has none."""
    if any(map(str.isdigit, word)):
        return set()
    every = (*_ENDINGS, *_AFTER_ER, _AFTER_VOWEL)
    cut = {word[: -len(one)] for one in every if word.endswith(one)}
    found = {word, *(one for one in cut if _is_stem(one) and word[len(one) :] in _endings(one))}
    return found | {one[:-1] for one in found if one.endswith("mm")} | _with_and_without_e(found)


def _is_stem(text: str) -> bool:
    return len(text) >= _SHORTEST and _VOWEL.search(text) is not None


def _with_and_without_e(stems: set[str]) -> set[str]:
    found = set()
    for stem in stems:
        for lost, ending in _SYNCOPE:
            if lost.search(stem):
                found |= {lost.sub(rf"\1{ending}", stem), lost.sub(rf"\1\1{ending}", stem)}
            if stem.endswith(ending):
                short = re.sub(r"(.)\1$", r"\1", stem[: -len(ending)]) + ending[1]
                found |= {short} if lost.search(short) and _is_stem(short) else set()
    return found


def _inflected(stem: str) -> set[str]:
    doubled = {f"{stem}m{one}" for one in _ENDINGS if one[0] in "ea"} if re.search(r"[aeiouy]m$", stem) else set()
    return {*(stem + one for one in _endings(stem)), *doubled}
