"""P001 and P002: numbers of persons and of accounts do not belong in any record."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from kps.language import msg
from kps.register.index import Register
from kps.rules.context import Context
from kps.rules.finding import Remark
from kps.rules.rule import rule
from kps.rules.subjects import the_register
from kps.source import Lines

_SPACE = "[ \u00a0]?"
_PERSON = re.compile(rf"(?<!\d)(\d{{6}}){_SPACE}(\d{{5}})(?!\d)", re.ASCII)
_ACCOUNT = re.compile(r"(?<!\d)(\d{4})([. \u00a0]?)(\d{2})\2(\d{5})(?!\d)", re.ASCII)

# What is added to the month: hjelpenummer 40, synthetic test numbers 80 or 65.
_MONTH_SHIFTS = (0, 40, 65, 80)


@rule("P001", cites="4b", on=the_register, severity="error", timeless=True)
def national_identity_number(register: Register, context: Context) -> Iterator[Remark]:
    """A national identity number.

    A fødselsnummer, D-nummer, hjelpenummer or synthetic test number with right check digits stands somewhere
    in a record, in a comment, or in a Markdown file; written together or as ddmmyy nnnnn. Digits inside a
    longer run of digits do not count. The council works on the strategic level: no single person belongs here.

    Mend: Take the number out, and out of the version history as well if it has been shared; ask your data
    protection officer how.
    """
    for file, text in register.suspects.items():
        for found in _persons(text):
            yield Remark(
                file,
                (),
                msg("a national identity number ({first} *****) stands here", first=found[1]),
                span=Lines(text).span(found.start(), found.end()),
            )


@rule("P002", cites="4b", on=the_register, severity="warning", timeless=True)
def account_number(register: Register, context: Context) -> Iterator[Remark]:
    """A bank account number.

    Eleven digits that pass an account number's check, and are not a national identity number, stand somewhere
    in a record, in a comment, or in a Markdown file.

    Mend: Take the number out; the register is no place for accounts.
    """
    for file, text in register.suspects.items():
        persons = {found.start() for found in _persons(text)}
        for found in _ACCOUNT.finditer(text):
            digits = found[1] + found[3] + found[4]
            if found.start() not in persons and is_account_number(digits):
                yield Remark(
                    file,
                    (),
                    msg("a bank account number ({first} *****) stands here", first=digits[:6]),
                    span=Lines(text).span(found.start(), found.end()),
                )


def masked(text: str) -> str:
    """The text with all but the first digits of such numbers hidden, as long as it was."""
    for found in (*_persons(text), *_ACCOUNT.finditer(text)):
        text = text[: found.end() - 5] + "*****" + text[found.end() :]
    return text


def _persons(text: str) -> Iterator[re.Match[str]]:
    yield from (found for found in _PERSON.finditer(text) if is_identity_number(found[1] + found[2]))


def is_identity_number(digits: str) -> bool:
    """Whether eleven digits are a national identity number of any kind: a possible day, right check digits."""
    # Imported here: few registers have a suspect, and the library brings much along.
    from stdnum.no import fodselsnummer

    return (
        _possible_day(digits)
        and fodselsnummer.calc_check_digit1(digits) == digits[9]
        and fodselsnummer.calc_check_digit2(digits) == digits[10]
    )


def is_account_number(digits: str) -> bool:
    """Whether eleven digits pass the check of a bank account number."""
    from stdnum.no import kontonr

    return bool(kontonr.is_valid(digits))


def _possible_day(digits: str) -> bool:
    day, month = int(digits[:2]), int(digits[2:4])
    if digits[0] in "89":  # felles hjelpenummer: no date in it
        return True
    day -= 40 if day > 40 else 0  # D-nummer
    return any(_is_day(day, month - shift) for shift in _MONTH_SHIFTS)


def _is_day(day: int, month: int) -> bool:
    try:
        return bool(date(2000, month, day))  # a leap year: the century is not in the digits
    except ValueError:
        return False
