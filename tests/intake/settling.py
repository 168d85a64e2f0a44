"""A made source settled against a register of texts, and the register as it is then."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

import made

from kps.intake.settling.account import Settled, Settlement
from kps.intake.settling.earlier import Earlier
from kps.intake.settling.settle import Asked, settle
from kps.intake.source import Source, Wanted
from kps.register.memory import Texts
from kps.register.reading import load

CHARTER = """\
type: register
navn: Kommune- og politisamarbeid i Agder
politidistrikt: Agder
kommuner: alle
gjelder_fra: 2024-01-01
målform: bokmål
"""
DAY = date(2026, 11, 24)
COUNCIL = "politirad/4205-lindesnes/politirad.yaml"


@dataclass
class Kept:
    """A register of texts that sources are taken over into, with what each has written."""

    texts: dict[str, str] = field(default_factory=lambda: {"kps.yaml": CHARTER})
    earlier: dict[str, Earlier] = field(default_factory=dict)

    def take(self, *lines: str, source: str = "kilde.txt", write: bool = True, strict: bool = False) -> Settlement:
        """What becomes of a source with these lines; the register has it afterwards."""
        given = Source(source, (made.FIRST + "\n".join(lines)).encode())
        wanted = Wanted(DAY)
        register = load(Texts(self.texts))
        reading = made.reading(made.apart(given, wanted), register, wanted)
        before = self.earlier.get(source, Earlier())
        asked = Asked(reading, source, given.digest, "table", DAY, earlier=before, strict=strict)
        settled, _ = settle(asked, register, lambda file: self.texts[file].encode())
        if write and not settled.refused:
            self.texts |= {file: data.decode() for file, data in settled.written.items()}
            self.earlier[source] = settled.wrote
        return settled


def piece(settled: Settlement, text: str) -> Settled:
    """The one piece with this text."""
    (found,) = (one for one in settled.pieces if one.piece.text == text)
    return found


def reason(settled: Settlement, text: str) -> str:
    """Why the piece with this text came to what it did."""
    found = piece(settled, text).reason
    return found.text("en") if found else ""
