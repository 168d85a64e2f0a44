"""What new files and folders are called, and which written form they are in."""

from __future__ import annotations

import re

from kps.models.council import Council
from kps.models.layout import slug
from kps.models.places import municipalities

COUNCILS = "politirad"
CONTACTS = "politikontakter"


def folder_for(numbers: tuple[str, ...], name: str = "") -> str:
    """A new council's folder: ``4205-lindesnes``, or the name of a regional one."""
    if len(numbers) == 1:
        return f"{COUNCILS}/{numbers[0]}-{slug(municipalities()[numbers[0]].name)}"
    own = re.sub(r"^(regionalt\s+)?politiråd(et)?\s+(i|for)\s+", "", name.strip(), flags=re.IGNORECASE)
    return f"{COUNCILS}/{slug(own) or slug(name) or '-'.join(numbers)}"


def within(council: Council, name: str) -> str:
    """A file in the council's folder, named from the register's; the two may be the same."""
    folder = council.origin.folder
    return name if folder == "." else f"{folder}/{name}"
