"""Numbers of persons and of accounts in a text, and the text with them hidden: no destination ever shows one in full.

Everything that kps tells passes ``masked``: a message when it is put into words, a file's name when it is shown, a
paper, a table's cell, each word of a JSON document, and what is written to the two standard streams.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from operator import mul
from typing import Any, Literal

_D = r"[0-9\uff10-\uff19]"
_SPACES = "\t \u00a0\u1680\u180e\u2000-\u200d\u202f\u205f\u2060\u3000\ufeff"
_DOTS = ".\u00b7\u2024\uff0e"
_DASHES = "\u00ad\u2010-\u2015\u2212\ufe58\ufe63\uff0d\\-"
_GAP = f"[{_SPACES}{_DOTS}{_DASHES}]"

# A look ahead, so that what only looks like a number never hides one that begins within it.
_PERSON = re.compile(
    rf"(?<!{_D})(?=({_D}{{2}})({_GAP}?)({_D}{{2}})({_GAP}?)({_D}{{2}}){_GAP}{{0,3}}({_D}{{5}})(?!{_D}))"
)
_ACCOUNT = re.compile(rf"(?<!{_D})(?=((?:{_D}{{4}}{_GAP}{_D}{{2}}{_GAP}{_D}{{5}}|{_D}{{11}}))(?!{_D}))")
_IBAN = re.compile(rf"(?=([Nn][Oo]{_GAP}?{_D}{{2}}(?:{_GAP}?{_D}){{11}})(?!{_D}))")
_ELEVEN = re.compile(rf"{_D}(?:{_GAP}{{0,3}}{_D}){{10}}")
"""What all of these have, and hardly any other text: it is looked for in a tenth of the time."""
_AMOUNT = re.compile(rf"(?:,[0-9]+)?[{_SPACES}]*(?:kr\b|kroner|nok\b|%|,[{_DASHES}])", re.IGNORECASE)
"""What follows a sum: a date before one is no person's number (12.03.26 10000 kr)."""
_HASH = re.compile(r"(?<![0-9A-Za-z])(?:[0-9a-f]{32,}|kps-stamp-[0-9a-f]{12}-[0-9a-f]{8})(?![0-9A-Za-z])")
"""What a machine has written: the digits in it are nobody's."""

_SHAPE = bytes(
    ord("0") if chr(sign).isdigit() and sign < 0x80 else ord(chr(sign).lower()) if chr(sign) in "NnOo" else ord(".")
    for sign in range(256)
)
_LAST_FIVE = b"00000"
_IBAN_SHAPE = re.compile(rb"no\.{0,3}00")
_FULL_WIDTH = b"\xef\xbc"
_UTF16 = (b"\xff\xfe", b"\xfe\xff")

# What is added to the month: hjelpenummer 40, synthetic test numbers 80 or 65.
_MONTH_SHIFTS = (0, 40, 65, 80)
_DIGITS = 11
_HIDDEN = 5
_LONG = 10_000
"""Signs in a stretch of a long text."""


@dataclass(frozen=True, slots=True)
class PrivateNumber:
    """A number of a person or of an account: where it stands, and its eleven digits."""

    kind: Literal["person", "account"]
    start: int
    end: int
    digits: str

    @property
    def first(self) -> str:
        """As much of it as may be told."""
        return self.digits[:-_HIDDEN]


def may_hold_private(data: bytes) -> bool:
    """Whether a file's bytes may hold such a number; it is quick, and misses none."""
    shape = data.translate(_SHAPE)
    return (
        _LAST_FIVE in shape
        or _IBAN_SHAPE.search(shape) is not None
        or (not data.isascii() and (_FULL_WIDTH in data or data.startswith(_UTF16)))
    )


def private_numbers(text: str) -> tuple[PrivateNumber, ...]:
    """The numbers of persons and of accounts in a text, each once, in their order."""
    found = [*_persons(text), *_accounts(text)] if _ELEVEN.search(text) else []
    if not found:
        return ()
    written = [one.span() for one in _HASH.finditer(text)]
    kept: list[PrivateNumber] = []
    for one in sorted(found, key=lambda one: (one.start, one.kind != "person", -one.end)):
        free = not kept or one.start >= kept[-1].end
        if free and not any(start <= one.start < end for start, end in written):
            kept.append(one)
        elif kept and kept[-1].kind == "account" and one.kind == "person":
            kept[-1] = one
    return tuple(kept)


def masked(text: str) -> str:
    """The text with the last five digits of such numbers hidden, as long as it was."""
    if len(text) <= _LONG:
        return _masked(text) if _may_hold(text) else text
    return "".join(_masked(one) if _may_hold(one) else one for one in stretches(text))


def _may_hold(text: str) -> bool:
    return len(text) >= _DIGITS and may_hold_private(text.encode("utf-8", "surrogatepass"))


def _masked(text: str) -> str:
    pieces, done = [], 0
    for one in private_numbers(text):
        hidden, left = [], _HIDDEN
        for sign in reversed(text[one.start : one.end]):
            hidden.append("*" if left and sign.isdigit() else sign)
            left -= sign.isdigit() and left > 0
        pieces += [text[done : one.start], "".join(reversed(hidden))]
        done = one.end
    return "".join((*pieces, text[done:]))


def stretches(text: str) -> Iterator[str]:
    """A long text in stretches of whole lines, of which hardly any may hold a number: none goes over a line's end."""
    start = 0
    while start < len(text):
        end = text.find("\n", start + _LONG) + 1 or len(text)
        yield text[start:end]
        start = end


def all_masked(value: Any) -> Any:
    """A value for a program, with every text and every key in it masked."""
    match value:
        case str():
            return masked(value)
        case dict():
            return {masked(key): all_masked(one) for key, one in value.items()}
        case list() | tuple():
            return [all_masked(one) for one in value]
        case _:
            return value


def _persons(text: str) -> Iterator[PrivateNumber]:
    for found in _PERSON.finditer(text):
        digits = _digits("".join(found.group(1, 3, 5, 6)))
        end = found.end(6)
        if is_identity_number(digits) and not (any(found.group(2, 4)) and _AMOUNT.match(text, end)):
            yield PrivateNumber("person", found.start(), end, digits)


def _accounts(text: str) -> Iterator[PrivateNumber]:
    for found in _ACCOUNT.finditer(text):
        if is_account_number(digits := _digits(found[1])):
            yield PrivateNumber("account", found.start(), found.end(1), digits)
    for found in _IBAN.finditer(text):
        if is_iban(digits := _digits(found[1])):
            yield PrivateNumber("account", found.start(), found.end(1), digits[2:])


def _digits(text: str) -> str:
    return text if text.isascii() and text.isdigit() else "".join(str(int(sign)) for sign in text if sign.isdigit())


# Weighted sums, and no library's functions: those cost twenty times as much, which a file of nothing but numbers makes
# felt. A test holds these against python-stdnum.
_NORWAY = "2324"
"""The letters NO, as an IBAN counts them."""
_FIRST_CHECK = (3, 7, 6, 1, 8, 9, 4, 5, 2, 1)
_SECOND_CHECK = (5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1)


def is_identity_number(digits: str) -> bool:
    """Whether eleven digits are a national identity number of any kind: a possible day, right check digits."""
    return _possible_day(digits[:4]) and _checks(_SECOND_CHECK, digits) and _checks(_FIRST_CHECK, digits)


def is_account_number(digits: str) -> bool:
    """Whether eleven digits pass the check of a bank account number."""
    return _checks(_SECOND_CHECK, digits)


def _checks(weights: tuple[int, ...], digits: str) -> bool:
    total: int = sum(map(mul, weights, map(int, digits)))
    return total % 11 == 0


def is_iban(digits: str) -> bool:
    """Whether an account number with its two check digits before it is a Norwegian IBAN."""
    return is_account_number(digits[2:]) and int(f"{digits[2:]}{_NORWAY}{digits[:2]}") % 97 == 1


@cache
def _possible_day(digits: str) -> bool:
    """Whether a day and a month can begin a number; what begins with 8 or 9 tells no day, and is nobody's here."""
    day, month = int(digits[:2]), int(digits[2:])
    day -= 40 if day > 40 else 0  # D-nummer
    return any(_is_day(day, month - shift) for shift in _MONTH_SHIFTS)


def _is_day(day: int, month: int) -> bool:
    try:
        return bool(date(2000, month, day))  # a leap year: the century is not in the digits
    except ValueError:
        return False
