"""The pictures that a paper's Markdown names: those inside the register come along, of others the text stands alone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from posixpath import normpath, relpath
from urllib.parse import quote, unquote

from kps.formats.pictures import Picture, picture
from kps.language import Message, msg
from kps.register.tree import contents
from kps.workspace.loading import Loaded

_NAMED = re.compile(
    r"!\[((?:[^\[\]\\\n]|\\.)*)\]\((?:<([^<>\n]*)>|([^\s()<>]+))(?:[ \t]+(?:\"[^\"\n]*\"|'[^'\n]*'))?\)"
)
_ELSEWHERE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|//|\\")
_MOST_LOGO, _MOST = 1024**2, 5 * 1024**2


@dataclass(frozen=True, slots=True)
class Illustrated:
    """A paper's Markdown with its pictures, by the addresses they have in it, and what was left out, and why."""

    text: str
    pictures: dict[str, Picture]
    left_out: tuple[Message, ...]


def illustrated(text: str, loaded: Loaded, folders: tuple[str, ...], paper_folder: str, logo: str) -> Illustrated:
    """The text with each picture's address from ``paper_folder``; a file is sought in ``folders``, in their order.

    ``logo`` is the address that the logo has in the text.
    """
    pictures: dict[str, Picture] = {}
    left_out: list[Message] = []

    def put(found: re.Match[str]) -> str:
        words, address = found[1], found[2] or found[3] or ""
        file = _file(address, loaded, folders)
        made = file if isinstance(file, Message) else _read(file, loaded, logo=address == logo)
        if isinstance(file, Message) or isinstance(made, Message):
            left_out.append(msg("the picture {file} is left out: {reason}", file=unquote(address), reason=made))
            return words
        link = quote(relpath(file, paper_folder))
        pictures[link] = made
        return f"![{words}]({link})"

    return Illustrated(_NAMED.sub(put, text) if "![" in text else text, pictures, tuple(left_out))


def _file(address: str, loaded: Loaded, folders: tuple[str, ...]) -> str | Message:
    """The register's own file at the address."""
    if _ELSEWHERE.match(address):
        return msg("it lies outside the register")
    files = loaded.tree.files()
    name = unquote(address)
    for file in _places(name, folders):
        if file in files:
            linked = (loaded.root / file).is_symlink()
            return msg("it is a symbolic link; put the file itself here") if linked else file
    return msg("there is no such file in the register")


def _places(name: str, folders: tuple[str, ...]) -> Iterator[str]:
    if name.startswith("/"):
        yield normpath(name.lstrip("/"))
    else:
        yield from (normpath(str(Path(folder, name).as_posix())) for folder in folders)


def _read(file: str, loaded: Loaded, *, logo: bool) -> Picture | Message:
    data = contents(loaded.tree, file)
    if isinstance(data, Message):
        return data
    most = _MOST_LOGO if logo else _MOST
    if len(data) > most:
        return msg("it is larger than {most} MiB", most=most // 1024**2)
    return picture(data, logo=logo)
