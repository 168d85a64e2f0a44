"""Whose something is: councils by name, with a mark where a file about one cannot be read."""

from __future__ import annotations

from dataclasses import dataclass

from kps.language import Words
from kps.language.printable import one_line
from kps.report.content import Placed
from kps.report.missed import marked
from kps.report.overviews import name
from kps.report.year_status import Status


@dataclass(frozen=True, slots=True)
class CouncilNames:
    """The names of councils as the status has them: with a mark where a file about one cannot be read."""

    status: Status

    def of(self, placed: Placed) -> Words:
        """The councils' names; of what serves a whole register, its district's."""
        known = {(one.district, one.folder): name(one) for one in self.status.councils}
        if placed.councils:
            return ", ".join(known.get((placed.district, folder), folder) for folder in placed.councils)
        unread = (one.unread for one in self.status.districts if one.name == placed.district)
        return marked(one_line(placed.district), any(unread))
