"""The files that a paper's Markdown names: pictures of the register's come along, of others the text stands alone.

A link that begins with / leads to a file of the register, wherever the paper is written.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from posixpath import normpath
from urllib.parse import quote, unquote

from kps.formats.pictures import Picture, left_out, picture
from kps.language import Message, msg
from kps.register.tree import contents, whole
from kps.workspace.loading import Loaded

_WORDS = r"\[((?:[^\[\]\\\n]|\\.)*)\]"
_ADDRESS = r"(?:<([^<>\n]*)>|([^\s()<>]+))"
_TITLE = r"(?:[ \t]+(?:\"[^\"\n]*\"|'[^'\n]*'|\([^()\n]*\)))?"
_PICTURE = re.compile(rf"!{_WORDS}\({_ADDRESS}{_TITLE}[ \t]*\)")
_LINK = re.compile(r"(?<=\]\()(?:</([^<>\n]*)>|/([^\s()<>]+))(?=[ \t)])")
_BY_NAME = re.compile(rf"!{_WORDS}(?:{_WORDS}|\[\])?(?![\[(])")
"""A picture whose address stands elsewhere in the text, under a name."""
_NAMED = re.compile(rf"^ {{0,3}}{_WORDS}:[ \t]*\n?[ \t]*{_ADDRESS}{_TITLE}[ \t]*$", re.MULTILINE)
_ELSEWHERE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|//|\\")
_MOST_LOGO, _MOST = 1024**2, 5 * 1024**2


@dataclass(frozen=True, slots=True)
class Beside:
    """Where files are looked for, in which folders of a register in their order, and where the paper is written."""

    loaded: Loaded
    folders: tuple[str, ...]
    written: Path

    def address(self, file: str) -> str:
        """The address of a file of the register from where the paper is written."""
        there, here = whole(self.loaded.root / file), whole(self.written)
        try:
            return quote(Path(os.path.relpath(there, here)).as_posix())
        except ValueError:  # on another disk
            return Path(there).as_uri()


@dataclass(frozen=True, slots=True)
class Illustrated:
    """A paper's Markdown with its pictures, by the addresses they have in it, and what was left out, and why."""

    text: str
    pictures: dict[str, Picture]
    left_out: tuple[Message, ...]


def illustrated(text: str, beside: Beside, logo: str) -> Illustrated:
    """The text with the addresses of pictures and files from where it is written.

    ``logo`` is the address that the logo has in the text.
    """
    pictures: dict[str, Picture] = {}
    remarks: list[Message] = []

    def put(found: re.Match[str]) -> str:
        words, address = found[1], found[2] or found[3] or ""
        file = _file(address, beside)
        made = file if isinstance(file, Message) else _read(file, beside.loaded, logo=address == logo)
        if isinstance(file, Message) or isinstance(made, Message):
            assert isinstance(made, Message)
            remarks.append(left_out(address, made))
            return words
        link = beside.address(file)
        pictures[link] = made
        return f"![{words}]({link})"

    if "![" in text:
        text = _PICTURE.sub(put, _written_out(text))
    return Illustrated(_LINK.sub(lambda found: _linked(found, beside), text), pictures, tuple(remarks))


def _written_out(text: str) -> str:
    """The text with each picture's address where the picture is, not elsewhere under a name."""
    named: Mapping[str, str] = {
        _name(found[1]): found[2] or found[3] or "" for found in reversed(tuple(_NAMED.finditer(text)))
    }

    def put(found: re.Match[str]) -> str:
        address = named.get(_name(found[2] or found[1]))
        return found[0] if address is None else f"![{found[1]}](<{address}>)"

    return _BY_NAME.sub(put, text) if named else text


def _name(words: str) -> str:
    return " ".join(words.split()).casefold()


def _linked(found: re.Match[str], beside: Beside) -> str:
    name = normpath(unquote(found[1] or found[2] or "."))
    return found[0] if name.startswith(("..", "/")) else f"<{beside.address(name)}>"


def _file(address: str, beside: Beside) -> str | Message:
    """The register's own file at the address."""
    if _ELSEWHERE.match(address):
        return msg("it lies outside the register")
    loaded = beside.loaded
    files = loaded.tree.files()
    name = unquote(address)
    for file in _places(name, beside.folders):
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
