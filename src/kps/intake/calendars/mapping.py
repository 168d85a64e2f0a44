"""What is chosen of a calendar, and whose it is: ``velg`` and ``råd``."""

from __future__ import annotations

from kps.intake.mappings import read_mapping
from kps.language import mark
from kps.models.base import Model, key
from kps.models.values import Name, OneOrMany


class CalendarMapping(Model):
    """The mapping of a calendar."""

    chosen: OneOrMany[Name] = key(
        "velg",
        mark("Words in the titles of the council's meetings; a word's beginning is enough."),
        default=("politiråd",),
    )
    councils: dict[Name, Name] = key(
        "råd", mark("Whose meetings they are: words of the title or the place, each with a council."), default={}
    )


def calendar_mapping(text: str | None) -> CalendarMapping:
    """The mapping in a file's text; what holds where there is none. MappingFault where it is not as it should be."""
    return CalendarMapping.model_validate({}) if text is None else read_mapping(text, CalendarMapping).made
