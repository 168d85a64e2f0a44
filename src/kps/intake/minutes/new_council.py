"""A council that the register has none of: what its minutes tell of it."""

from __future__ import annotations

import re
from collections.abc import Iterable

from kps.intake.claim import CouncilSubject
from kps.intake.minutes.draft import Draft
from kps.intake.minutes.lines import Span
from kps.language import msg
from kps.models.places import municipalities
from kps.models.vocabulary import normal


def open_council(draft: Draft, subject: CouncilSubject, spans: Iterable[Span]) -> None:
    """Claims the council of one municipality: its name where the paper names it, and that it is active."""
    place = municipalities().get(subject.numbers[0]) if len(subject.numbers) == 1 else None
    named = _named(spans, place.name) if place else None
    if place is None or named is None:
        return
    usual = f"Politirådet i {place.name}"
    remark = None if normal(named.text) == normal(usual) else msg("the name that councils have, of this municipality")
    draft.claim(("navn",), usual, named, remark=remark, of=subject)
    draft.claim(("kommuner", 0), place.number, remark=msg("the municipality that the paper names"), of=subject)
    draft.claim(("status",), "aktivt", remark=msg("active, since it has held a meeting"), of=subject)


def _named(spans: Iterable[Span], name: str) -> Span | None:
    """Where the paper names the council of the municipality, else the municipality itself."""
    place = re.escape(name)
    council = re.compile(
        rf"politiråd(?:et)?\W+(?:i\s+|for\s+)?{place}(?:\s+kommune)?|{place}(?:\s+kommune)?s?\s+politiråd(?:et)?", re.I
    )
    alone = re.compile(rf"(?<!\w){place}(?:\s+kommune)?(?!\w)", re.I)
    all_spans = list(spans)
    for pattern in (council, alone):
        for span in all_spans:
            if found := pattern.search(span.raw):
                return span.within(found.start(), found.end())
    return None
