"""Where a rule's page is to be read, at the address that the distribution states for its documentation."""

from __future__ import annotations

from functools import cache
from importlib.metadata import PackageNotFoundError, metadata

from kps.resources import DISTRIBUTION

_LABEL = "Documentation"


def address_of_rule(code: str) -> str | None:
    """The address of a rule's page; None where the distribution states none for its documentation."""
    book = _book()
    return f"{book}/docs/regler.md#{code.lower()}" if book else None


@cache
def _book() -> str | None:
    """The address that the distribution's documentation lies at."""
    try:
        stated = metadata(DISTRIBUTION).get_all("Project-URL") or ()
    except PackageNotFoundError:
        return None
    urls = dict(one.split(", ", 1) for one in stated)
    return urls[_LABEL].rstrip("/") if _LABEL in urls else None
