"""P001 to P003: numbers of persons and of accounts, and what is exempt without a legal basis."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from kps.checking.context import Context
from kps.checking.finding import Remark
from kps.checking.rule import rule
from kps.checking.subjects import the_register
from kps.language import msg
from kps.language.private import PrivateNumber, may_hold_private, private_numbers
from kps.register.index import Register
from kps.source import Lines, Span
from kps.source.text import START


@dataclass(frozen=True, slots=True)
class _Placed:
    """A number, the file that it stands in, and where; a name's stands at the file's first character."""

    number: PrivateNumber
    file: str
    span: Span = START


@rule("P001", cites="4b", on=the_register, severity="error", timeless=True)
def national_identity_number(register: Register, context: Context) -> Iterator[Remark]:
    """A national identity number.

    A fødselsnummer, D-nummer, hjelpenummer or synthetic test number with right check digits stands somewhere in a
    record, in a comment, in a copy of a record, in a Markdown file, or in the name of a file or a folder. It may be
    written together, with up to three spaces, dots or dashes before the last five digits, and with one between day,
    month and year. Digits inside a longer run of digits do not count, nor does a date before a sum of money.

    Personopplysningsloven § 12 allows such a number only where there is a well-founded need for certain
    identification, and it cannot be met otherwise. A police council works on the strategic level: it has no such
    need, and no single person belongs in its register. kps itself never shows more than the first six digits.

    Mend: Take the number out, and out of the version history as well if it has been shared; ask your data
    protection officer how. A file or a folder is given another name.
    """
    for one in _in_texts(register, "person"):
        message = msg("a national identity number ({first} *****) stands here", first=one.number.first)
        yield Remark(one.file, (), message, span=one.span)
    for one in _in_names(register, "person"):
        message = msg("a national identity number ({first} *****) stands in the name", first=one.number.first)
        yield Remark(one.file, (), message, span=one.span)


@rule("P002", cites="4b", on=the_register, severity="warning", timeless=True)
def account_number(register: Register, context: Context) -> Iterator[Remark]:
    """A bank account number.

    Eleven digits that pass an account number's check, and are not a national identity number, stand somewhere in a
    record, in a comment, in a copy of a record, in a Markdown file, or in the name of a file or a folder: written
    together, in groups of four, two and five with dots, spaces or dashes between, or as an IBAN that begins with NO.
    kps itself never shows more than the first six digits.

    Mend: Take the number out; the register is no place for accounts. A file or a folder is given another name.
    """
    for one in _in_texts(register, "account"):
        message = msg("a bank account number ({first} *****) stands here", first=one.number.first)
        yield Remark(one.file, (), message, span=one.span)
    for one in _in_names(register, "account"):
        message = msg("a bank account number ({first} *****) stands in the name", first=one.number.first)
        yield Remark(one.file, (), message, span=one.span)


Kind = Literal["person", "account"]


def _in_texts(register: Register, kind: Kind) -> Iterator[_Placed]:
    """The numbers of a kind in the register's texts."""
    yield from (one for one in register.once("private", lambda: tuple(_placed(register))) if one.number.kind == kind)


def _placed(register: Register) -> Iterator[_Placed]:
    for file, text in register.suspects.items():
        if found := private_numbers(text):
            lines = Lines(text)
            yield from (_Placed(one, file, lines.span(one.start, one.end)) for one in found)


def _in_names(register: Register, kind: Kind) -> Iterator[_Placed]:
    """The first number in the name of each file, and of each folder, at the first file in it."""
    for file in register.once("private names", lambda: _suspect_names(register)):
        for place, name in _names(file):
            found = next((one for one in private_numbers(name) if one.kind == kind), None)
            if found and (place == file or register.surroundings.first_below(place) == file):
                yield _Placed(found, file)


def _suspect_names(register: Register) -> tuple[str, ...]:
    """The files in whose names, or their folders', such a number may stand."""
    if not may_hold_private("\n".join(register.files).encode("utf-8", "surrogatepass")):
        return ()
    return tuple(sorted(file for file in register.files if may_hold_private(file.encode("utf-8", "surrogatepass"))))


def _names(file: str) -> Iterator[tuple[str, str]]:
    """The name of each folder that a file lies in, from the register's on, then its own; each with its whole path."""
    parts = file.split("/")
    yield from (("/".join(parts[:count]), parts[count - 1]) for count in range(1, len(parts) + 1))
