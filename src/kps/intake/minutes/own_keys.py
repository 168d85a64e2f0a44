"""What labels of their own tell of a case: its kind, topics, who raised it, what it rests on, what goes with it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from kps.intake.labels import labels
from kps.intake.minutes.draft import Draft
from kps.intake.minutes.lines import Line, Span, parted
from kps.language import msg
from kps.models.vocabulary import normal, topics

_KINDS = ("orientering", "drøfting", "vedtak")
_SIDES = {"politi": "politi", "politiet": "politi", "kommune": "kommune", "kommunen": "kommune", "andre": "andre"}
_SOURCE = re.compile(r"\s*\((?:fra|frå) (?P<side>[^()]+)\)(?:\s+–\s+(?P<file>\S.*))?$")
_NUMBERED = re.compile(r"\s*\(vedlegg \d+\)$", re.IGNORECASE)


@dataclass
class OwnKeys:
    """Puts them into the draft, at the case's place in the record."""

    draft: Draft
    path: tuple[str | int, ...]
    _counts: dict[str, int] = field(default_factory=dict)

    def outcome(self, line: Line) -> bool:
        """Whether a line says that the case was postponed or withdrawn; it is claimed."""
        outcome = labels("outcome").get(line.text)
        if outcome and "utfall" not in self._counts:
            self._counts["utfall"] = 1
            self.draft.claim((*self.path, "utfall"), outcome, line.whole)
        return outcome is not None

    def _next(self, key: str) -> int:
        self._counts[key] = self._counts.get(key, -1) + 1
        return self._counts[key]

    def place(self, key: str, value: Span) -> None:
        """A value of the case's own keys."""
        match key:
            case "kind":
                self._one("sakstype", value, next((one for one in _KINDS if normal(value.text) == one), ""))
            case "raised_by":
                self._one("meldt_av", value, _SIDES.get(normal(value.text), ""))
            case "topics":
                for part in _by_commas(value, topics().get):
                    self.draft.claim((*self.path, "tema", self._next("tema")), part.text, part)
            case "introduced_by":
                for part in _by_commas(value):
                    self.draft.claim((*self.path, "innleder", self._next("innleder")), part.text, part)
            case "sent_to":
                self.draft.claim((*self.path, "oversendt"), value.text, value)
            case "knowledge":
                self._knowledge(value)
            case _:
                cut = _NUMBERED.search(value.raw)
                title = value.within(0, cut.start()) if cut else value
                self.draft.claim((*self.path, "vedlegg", self._next("vedlegg"), "tittel"), title.text, title)
                self.draft.label(value.within(cut.start(), cut.end()) if cut else value.within(0, 0))

    def _one(self, key: str, value: Span, found: str) -> None:
        if found and key not in self._counts:
            self._counts[key] = 1
            self.draft.claim((*self.path, key), found, value)
        else:
            self.draft.unplaced(msg("it is none of the values that the record knows"), value)

    def _knowledge(self, value: Span) -> None:
        found = _SOURCE.search(value.raw)
        side = _SIDES.get(normal(found["side"]), "") if found else ""
        if found is None or not side:
            self.draft.unplaced(msg("it does not tell which side the knowledge is from"), value)
            return
        path = (*self.path, "kunnskapsgrunnlag", self._next("kunnskapsgrunnlag"))
        self.draft.claim((*path, "tittel"), value.within(0, found.start()).text, value.within(0, found.start()))
        self.draft.claim((*path, "kilde"), side, value.within(found.start("side"), found.end("side")))
        self.draft.label(value.within(found.start("side") - 4, found.start("side")))
        if found["file"]:
            file = value.within(found.start("file"), found.end("file"))
            self.draft.claim((*path, "fil"), file.text, file)


def _by_commas(value: Span, known: Callable[[str], object] = lambda _: None) -> list[Span]:
    """What stands between commas; ``og`` parts it too, but for what is known as it stands."""
    found = []
    for comma in parted(value, ","):
        found += [comma] if known(comma.text) else parted(comma, r"\sog\s")
    return found
