"""What a table is by the words of its first row, and which of its columns is what."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from kps.intake.labels import labels
from kps.intake.minutes.lines import Box, Grid

Kind = Literal["cases", "actions", "follow_up", "people", "signature"]


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of a table that is known by its head."""

    kind: Kind
    places: Mapping[str, int]
    """Which column is what, by its key."""

    @property
    def may_open_cases(self) -> bool:
        """Whether a row may be a case: it has a number, and a title, a text or a conclusion besides."""
        if self.kind == "actions":
            return {"number", "title"} <= self.places.keys()
        return self.kind == "cases"

    def box(self, row: tuple[Box, ...], key: str) -> Box | None:
        """The row's cell in a column; None where the table has no such column, or the row is shorter."""
        place = self.places.get(key, len(row))
        return row[place] if place < len(row) else None


_ACTION = ("what", "responsible", "deadline", "responsible_and_deadline")


def columns_of(grid: Grid) -> Columns | None:
    """What the table is; None where its first row does not tell."""
    if len(grid.rows) < 2:
        return None
    keys = [_keys(box.text) for box in grid.rows[0]]
    found = _places(keys)
    if "status" in found and "what" in found:
        return Columns("follow_up", found)
    if "what" in found and sum(key in found for key in _ACTION) >= 2:
        return Columns("actions", found)
    if "responsible" in found and "deadline" in found and not {"title", "text", "conclusion"} & found.keys():
        return Columns("actions", found)
    if "number" in found and {"title", "text", "conclusion"} & found.keys():
        return Columns("cases", found)
    if {"present", "apologies", "absent"} & found.keys() and ("name" in found or "role" in found):
        return Columns("people", found)
    if "name" in found and {"role", "organisation", "deputy_for"} & found.keys():
        return Columns("people", found)
    heads = {labels("line").get(box.text) for box in grid.rows[0]}
    return Columns("signature", {}) if heads == {"chair", "secretary"} else None


def _keys(text: str) -> tuple[str, ...]:
    """What a column may be: Tema is a case's title, Tittel a person's role too."""
    key = labels("column").get(text) or _title_and_text(text)
    alone = {"what", "status", *_ACTION, "number", "present", "apologies", "absent", "name"}
    if key is None or key in alone:
        return (key,) if key else ()
    return (key, "role") if key == "title" and text.casefold().startswith("tittel") else (key,)


def _title_and_text(text: str) -> str | None:
    """That a column holds a case's title and what was said of it: ``Emne og drøfting``, ``Sak/innhold``."""
    parts = [labels("column").get(part) for part in re.split(r"\s*/\s*|\s+og\s+", text.strip())]
    if len(parts) < 2 or not set(parts) <= {"title", "text", "number"} or parts[0] == "text":
        return None
    return "title"


def _places(keys: list[tuple[str, ...]]) -> dict[str, int]:
    found: dict[str, int] = {}
    for place, some in enumerate(keys):
        for key in some:
            # Saksnr. and Sak side by side are the number and the title.
            found.setdefault("title" if key == "number" and key in found else key, place)
    return found
