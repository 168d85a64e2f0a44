"""Reading the registers a command works on, and finding the council it is about."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path, PurePosixPath

from kps.cli import language_choice
from kps.cli.notes import note, tell_unread
from kps.cli.options import a_day
from kps.cli.progress import Counted, showing
from kps.language import Message, msg, msgn
from kps.language.reader import said
from kps.models.council import Council
from kps.models.places import find_municipality
from kps.models.vocabulary import nearest, normal
from kps.register.index import Register
from kps.register.reading import load
from kps.register.tree import REGISTER_FILE, Folder, Tree, registers_at, shown
from kps.workspace.errors import NOTHING_FOUND, Wrong


@dataclass(frozen=True)
class Loaded:
    """A register with the files it came from."""

    tree: Folder
    register: Register


def today() -> date:
    """The day it is: the only clock; KPS_TODAY stands in for it."""
    stated = os.environ.get("KPS_TODAY")
    return a_day(stated) if stated else date.today()


def load_registers(paths: Sequence[Path]) -> tuple[Loaded, ...]:
    """Every register at the paths, once, as ``found_registers`` reads them; Wrong where a kps.yaml cannot be read."""
    loaded = found_registers(paths)
    for one in loaded:
        if one.register.charter is None:
            raise _no_register(one.tree)
    return loaded


def _no_register(tree: Folder) -> Wrong:
    file = shown(tree.root / REGISTER_FILE)
    return Wrong(msg("{file} cannot be read as a register; see kps validate", file=file))


def found_registers(paths: Sequence[Path]) -> tuple[Loaded, ...]:
    """Every register at the paths, once; Wrong where a path does not exist or nothing is found.

    Which of their files cannot be read is told beside the result, whatever that is.
    """
    roots: dict[Path, None] = {}
    troubles: list[Message] = []
    for path in paths:
        if not os.path.lexists(path):
            raise Wrong(msg("there is no file or folder {path}", path=path))
        found, unseen = registers_at(path)
        roots.update(dict.fromkeys(found))
        troubles.extend(unseen)
    if not roots:
        _tell(troubles)
        raise Wrong(
            msg(
                "there is no register at {paths}: no kps.yaml in, below or above it; kps init makes one",
                paths=", ".join(shown(path) for path in paths),
            ),
            NOTHING_FOUND,
        )
    loaded = tuple(Loaded(tree, read(tree)) for tree in map(Folder, sorted(roots)))
    language_choice.follow(one.register for one in loaded)
    _tell([*troubles, *(told for one in loaded for told in one.tree.troubles)])
    tell_unread(one.register for one in loaded)
    return loaded


def _tell(troubles: Iterable[Message]) -> None:
    """Tell what could not be seen, each once."""
    for text in dict.fromkeys(said(one) for one in troubles):
        note(f"kps: {text}")


def read(tree: Tree) -> Register:
    """The register in a tree of files, told of while it is read."""
    with showing(msg("reading {folder}", folder=tree.label)) as step:
        return load(Counted(tree, step))


def read_at(loaded: Loaded, tree: Tree) -> Register:
    """The register as another tree of its files has it, where it may not have been begun yet; told as the others."""
    register = read(tree)
    if REGISTER_FILE in register.garbled:
        raise _no_register(loaded.tree)
    tell_unread([register])
    return register


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
    """Wrong where what is meant is a council whose own record cannot be read."""
    for one in loaded:
        for unread in one.register.unread:
            named = PurePosixPath(unread.file).parent.name, unread.number
            if unread.is_council and PurePosixPath(text).name in named:
                file = shown(one.tree.root / unread.file)
                raise Wrong(msg("{file} cannot be read; mend what kps validate says first", file=file))


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
