"""Finding the council that is meant, among those of the registers that were opened."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path, PurePosixPath

from kps.language import Message, msg, msgn
from kps.models.council import Council
from kps.models.layout import kind_at
from kps.models.places import find_municipality
from kps.models.vocabulary import nearest, normal
from kps.register.tree import REGISTER_FILE, shown
from kps.workspace.errors import Wrong
from kps.workspace.loading import Loaded


def tells_councils(file: str) -> bool:
    """Whether a file tells which councils there are: a register's own, and the councils'."""
    return file == REGISTER_FILE or kind_at(file) == "politiråd"


def find_council(loaded: Sequence[Loaded], text: str) -> tuple[Loaded, Council]:
    """The council that ``text`` means: its folder, by name or path, or its municipality's number or name.

    A municipality's own council is preferred to a regional one; Wrong where none or several are meant.
    """
    councils = [(one, council) for one in loaded for council in one.register.councils]
    found = _meant(councils, text) if text.strip() else []
    if len(found) == 1:
        return found[0]
    if found:
        folders = [council.folder for _, council in found]
        if len(set(folders)) < len(folders):
            folders = [_path(*pair) for pair in found]
        raise Wrong(msg("“{text}” may be any of {folders}; say which", text=text, folders=folders))
    _mind_unread(loaded, text)
    _mind_municipality(loaded, text)
    if not councils:
        raise Wrong(msg("there is no council “{text}”, nor any other here; kps new-council makes one", text=text))
    near = nearest(text, [name for _, council in councils for name in (council.folder, council.name)])
    there = listed(council for _, council in councils)
    raise Wrong(
        msg("there is no council “{text}”; did you mean {near}? All: {there}", text=text, near=near, there=there)
        if near
        else msg(
            "there is no council “{text}”; write its folder's name, or its municipality's: {there}",
            text=text,
            there=there,
        )
    )


def _mind_unread(loaded: Sequence[Loaded], text: str) -> None:
    """Wrong where what is meant is a council whose own record cannot be read, or the municipality of one.

    One whose folder tells no number may be of any municipality that no other council answers for (R401 likewise).
    """
    numbers = {place.number for place in find_municipality(text)}
    for one in loaded:
        councils = [unread for unread in one.register.unread if unread.is_council]
        for unread in sorted(councils, key=lambda unread: unread.number is None):
            named = PurePosixPath(text).name in (PurePosixPath(unread.file).parent.name, unread.number)
            meant = numbers.intersection(one.register.covered if unread.number is None else (unread.number,))
            if named or meant:
                file = shown(one.root / unread.file)
                raise Wrong(msg("{file} cannot be read; mend what kps validate says first", file=file))


def _mind_municipality(loaded: Sequence[Loaded], text: str) -> None:
    """Wrong where what is meant is a municipality that has no council: what makes one, or where it is to be named."""
    called = find_municipality(text)
    place = called[0] if len(called) == 1 else None
    if place is None or not loaded:
        return
    if not any(place.number in one.register.covered for one in loaded):
        raise Wrong(
            msg(
                "{municipalities} is not among the register's municipalities: write it under `kommuner` in {file}",
                municipalities=f"{place.number} {place.name}",
                file=shown(loaded[0].root / REGISTER_FILE),
            )
        )
    raise Wrong(
        msg(
            "{number} {name} has no council; make it first: kps new-council --municipality {number}",
            number=place.number,
            name=place.name,
        )
    )


_LISTED = 20
"""How many councils are listed to somebody who is to choose; the rest is counted."""


def listed(councils: Iterable[Council]) -> Message | str:
    """The councils to choose between, each by its folder and its name."""
    names = [f"{one.folder} ({one.name})" if one.name else one.folder for one in councils]
    first, rest = ", ".join(names[:_LISTED]), len(names[_LISTED:])
    return msgn("{names} and {n} more", "{names} and {n} more", rest, names=first) if rest else first


def _meant(councils: Sequence[tuple[Loaded, Council]], text: str) -> list[tuple[Loaded, Council]]:
    """The councils that ``text`` may mean, by the first way of naming them that any answers to."""
    path = Path(text).as_posix()
    name = path.rpartition("/")[2]
    numbers = {place.number for place in find_municipality(text)}
    of_municipality = [pair for pair in councils if numbers & set(pair[1].numbers)]
    return (
        [pair for pair in councils if f"/{_path(*pair)}".endswith(f"/{path}")]
        or [pair for pair in councils if pair[1].folder == name or normal(pair[1].name) == normal(text)]
        or [pair for pair in of_municipality if not pair[1].regional]
        or of_municipality
    )


def _path(loaded: Loaded, council: Council) -> str:
    """The council's folder from where the reader stands."""
    return str(PurePosixPath(loaded.register.label, council.origin.folder))
