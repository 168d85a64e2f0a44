"""A council's report of a year to its municipal council, in the register's own wording (1, 4, 7)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from kps.models.council import Council
from kps.register.kept import MUNICIPAL_REPORT
from kps.register.stamps import Ending
from kps.workspace.branding import Branding
from kps.workspace.listening import NOBODY, Listener
from kps.workspace.loading import Loaded
from kps.workspace.paper_requests import PaperRequest, paper


@dataclass(frozen=True, slots=True)
class Made:
    """The report's file, and whether it draws on a file that cannot be read at all."""

    data: bytes
    lacks_something: bool


def municipal_report(
    loaded: Loaded, council: Council, day: date, ending: Ending, folder: Path | None, listener: Listener = NOBODY
) -> Made:
    """The report of the year of ``day``, as known on it; Wrong, in words for people, where it is not made.

    ``folder`` is where it is written; None where it is shown.
    """
    asked = PaperRequest(loaded, council, Branding(loaded), day)
    data = paper(asked, MUNICIPAL_REPORT.kind, ending, public=True, listener=listener, folder=folder)
    return Made(data, asked.lacks_something)
