"""A kind of source made for tests: a line a claim, so that what is settled can be written out beside what is expected.

politiråd 4205 | status | aktivt
møte 4205 2026-03-12 | saker.0.tittel | Uro
kontakt Kari Hansen | telefon | 900 00 000
avtale 4205 | fra | 2022-05-01
# a line that is a label;  ? one without a place;  ! what follows is exempt
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from kps.intake.claim import (
    AgreementSubject,
    Claim,
    ContactSubject,
    CouncilSubject,
    EvaluationSubject,
    MeetingSubject,
    Reading,
    Subject,
)
from kps.intake.piece import Piece, Told
from kps.intake.source import Source, Unreadable, Wanted
from kps.language import msg
from kps.register.index import Register
from kps.source import Path

FIRST = "kilde\n"
"""What such a source begins with."""


@dataclass(frozen=True, slots=True)
class Apart:
    lines: tuple[str, ...]
    day: date | None = None


def is_one(source: Source) -> bool:
    return source.data.startswith(FIRST.encode())


def apart(source: Source, wanted: Wanted) -> Apart:
    lines = source.data.decode().removeprefix(FIRST).splitlines()
    if lines[:1] == ["uleselig"]:
        raise Unreadable(msg("the file is damaged"))
    return Apart(tuple(lines))


def suggestion(apart: Apart, register: Register, wanted: Wanted) -> str:
    return ""


def reading(apart: Apart, register: Register, wanted: Wanted) -> Reading:
    told: list[Told] = []
    claims: list[Claim] = []
    for number, line in enumerate(apart.lines, 1):
        exempt, line = line.startswith("!"), line.lstrip("! ")
        piece = Piece(f"linje {number}", line.rpartition(" | ")[2], exempt=exempt)
        if line.startswith("#"):
            told.append(Told(piece, "label"))
        elif line.startswith("?"):
            told.append(Told(piece, "unplaced", msg("“{text}” has no place", text=piece.text)))
        elif line.startswith("@"):
            told.append(Told(Piece(f"linje {number}, «{line[1:]}»", line[1:], exempt=exempt), "label"))
        elif line:
            claims.append(claim(line, piece))
    return Reading(tuple(told), tuple(claims))


def claim(line: str, piece: Piece) -> Claim:
    about, path, value = line.split(" | ")
    text = value.replace("\\n", "\n")
    if text.startswith("@"):
        return Claim(subject(about), way(path), ContactSubject(text[1:]), (piece,))
    return Claim(subject(about), way(path), text, (piece,))


def way(path: str) -> Path:
    return tuple(int(part) if part.isdecimal() else part for part in path.split("."))


def subject(about: str) -> Subject:
    kind, _, rest = about.partition(" ")
    words = rest.split()
    match kind:
        case "kontakt":
            mail = words[-1] if "@" in words[-1] else ""
            return ContactSubject(rest.removesuffix(mail).strip(), mail)
        case "avtale":
            return AgreementSubject("samarbeidsavtale", tuple(words))
        case "møte":
            return MeetingSubject(CouncilSubject(tuple(words[:-1])), date.fromisoformat(words[-1]))
        case "evaluering":
            return EvaluationSubject(CouncilSubject(tuple(words[:-1])), int(words[-1]))
        case _:
            return CouncilSubject(tuple(_numbers(words)))


def _numbers(words: list[str]) -> Iterator[str]:
    yield from words
