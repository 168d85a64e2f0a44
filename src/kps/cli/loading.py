"""Reading the registers a command works on, and finding the council it is about."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from kps.cli import speech
from kps.cli.errors import NOTHING_FOUND, Wrong
from kps.language import msg
from kps.models.council import Council
from kps.models.places import find_municipality
from kps.models.vocabulary import nearest, normal
from kps.register.index import Register
from kps.register.reading import load
from kps.register.tree import Folder, registers_at, shown


@dataclass(frozen=True)
class Loaded:
    """A register with the files it came from."""

    tree: Folder
    register: Register


def today() -> date:
    """The day it is: the only clock; KPS_TODAY stands in for it."""
    stated = os.environ.get("KPS_TODAY")
    return date.fromisoformat(stated) if stated else date.today()


def load_registers(paths: Sequence[Path]) -> tuple[Loaded, ...]:
    """Every register at the paths, once; Wrong where a path does not exist or nothing is found."""
    roots: dict[Path, None] = {}
    for path in paths:
        if not path.exists():
            raise Wrong(msg("there is no file or folder {path}", path=path))
        roots.update(dict.fromkeys(registers_at(path)))
    if not roots:
        raise Wrong(
            msg(
                "there is no register at {paths}: no kps.yaml in, below or above it; kps init makes one",
                paths=", ".join(shown(path) for path in paths),
            ),
            NOTHING_FOUND,
        )
    loaded = tuple(Loaded(tree, load(tree)) for tree in map(Folder, sorted(roots)))
    speech.follow(one.register for one in loaded)
    return loaded


def find_council(loaded: Sequence[Loaded], text: str) -> tuple[Loaded, Council]:
    """The council that ``text`` means: its folder's name, or its municipality's number or name.

    A local council is preferred to a regional one; Wrong where none or several are meant.
    """
    councils = [(one, council) for one in loaded for council in one.register.councils]
    wanted = text.rstrip("/").rpartition("/")[2]
    found = [pair for pair in councils if pair[1].folder == wanted or normal(pair[1].name) == normal(text)]
    numbers = {place.number for place in find_municipality(text)}
    found = found or [pair for pair in councils if numbers & set(pair[1].numbers)]
    if len(found) > 1:
        found = [pair for pair in found if not pair[1].regional] or found
    if len(found) == 1:
        return found[0]
    if found:
        folders = ", ".join(council.folder for _, council in found)
        raise Wrong(msg("“{text}” may be any of {folders}; say which", text=text, folders=folders))
    near = nearest(text, [name for _, council in councils for name in (council.folder, council.name)])
    raise Wrong(
        msg("there is no council “{text}”; did you mean {near}?", text=text, near=near)
        if near
        else msg("there is no council “{text}”; write its folder's name, or its municipality's", text=text)
    )
