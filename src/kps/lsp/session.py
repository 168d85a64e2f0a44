"""What the server knows between two messages: the editor, its settings, the open texts and their registers."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from kps.checking.finding import Finding
from kps.language import Language
from kps.lsp.addresses import address_of, path_of, paths_of
from kps.lsp.client import Client, Settings
from kps.lsp.live_register import LiveRegister
from kps.lsp.seen_files import SeenFiles
from kps.lsp.texts import OpenText
from kps.register.tree import register_above, registers_at
from kps.source import whole_text


@dataclass(frozen=True, slots=True)
class Place:
    """A file of a register."""

    root: Path
    file: str

    @property
    def path(self) -> Path:
        """Where it lies, or would."""
        return self.root / self.file


@dataclass
class Session:
    """One editor's session; ``clock`` tells the day, ``stated_language`` is what the environment asks for."""

    clock: Callable[[], date]
    stated_language: Language | None = None
    client: Client = field(default_factory=Client)
    settings: Settings = field(default_factory=Settings)
    texts: dict[Path, OpenText] = field(default_factory=dict)
    registers: dict[Path, LiveRegister] = field(default_factory=dict)
    folders: tuple[Path, ...] = field(init=False)
    """The folders that the editor has open."""
    seen_files: SeenFiles = field(default_factory=SeenFiles)
    ask: Callable[[str, Any], None] = lambda method, params: None
    """Asks the editor to do something."""
    judged: dict[Path, Mapping[str, tuple[Finding, ...]]] = field(default_factory=dict)
    """What was found in each register, by file, when it was judged as a whole last."""
    found: dict[Place, tuple[Finding, ...]] = field(default_factory=dict)
    """What is known to be found in files, of registers in which nothing has changed since."""

    def __post_init__(self) -> None:
        self.folders = paths_of(self.client.folders)

    # --- the day and the language ------------------------------------------------------------------------------

    @property
    def as_of(self) -> date:
        """The day that is asked about."""
        return self.settings.as_of or self.clock()

    def language(self, register: LiveRegister | None = None) -> Language:
        """The language for what is said of a register, or of none: set, stated, the register's own, the editor's."""
        own = register.language if register else None
        return self.settings.language or self.stated_language or own or self.client.locale or "nb"

    # --- files -------------------------------------------------------------------------------------------------

    def place(self, uri: object) -> Place | None:
        """The register's file that an address means; None where it is none of a register's."""
        path = path_of(uri)
        root = register_above(path.parent) if path else None
        return Place(root, path.relative_to(root).as_posix()) if path and root else None

    def register_of(self, place: Place) -> LiveRegister:
        """The register that a file is in, read where it has not been."""
        if place.root not in self.registers:
            self.registers[place.root] = LiveRegister.opened(place.root, self.texts_in(place.root))
        return self.registers[place.root]

    def texts_in(self, root: Path) -> Mapping[str, str]:
        """The open texts of a register's files, by file."""
        return {
            path.relative_to(root).as_posix(): text.text
            for path, text in self.texts.items()
            if path.is_relative_to(root) and register_above(path.parent) == root
        }

    def renew(self, place: Place) -> None:
        """Take in that the open text of a file came, changed or went."""
        self.forget(place.root)
        known = self.registers.get(place.root)
        if known is not None:
            self.registers[place.root] = known.renewed(self.texts_in(place.root), (place.file,))
        else:
            self.register_of(place)

    def forget(self, root: Path) -> None:
        """Forget what was found in a register: something has changed in it."""
        self.found = {place: found for place, found in self.found.items() if place.root != root}

    def text(self, place: Place) -> OpenText:
        """A file's text: as it is open, else as it lies on disk (none where it cannot be read)."""
        if place.path in self.texts:
            return self.texts[place.path]
        try:
            data = self.register_of(place).tree.read(place.file)
        except (OSError, ValueError):
            data = b""
        return OpenText(self.address(place), None, whole_text(data))

    def address(self, place: Place) -> str:
        """A file's address, as the editor writes it where it is open."""
        known = self.texts.get(place.path)
        return known.uri if known else address_of(place.path)

    def together(self, root: Path) -> tuple[LiveRegister, ...]:
        """The registers that are read in the same of the editor's folders, by folder."""
        above = next((folder for folder in self.folders if root.is_relative_to(folder)), root)
        return tuple(one for path, one in sorted(self.registers.items()) if path.is_relative_to(above))

    def unread(self) -> Iterator[Path]:
        """The registers in the editor's folders that have not been read."""
        for folder in self.folders:
            if folder.is_dir():
                yield from (root for root in registers_at(folder)[0] if root not in self.registers)
