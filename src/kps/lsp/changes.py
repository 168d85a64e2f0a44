"""What has changed and is to be taken in: texts that were opened, typed in and closed, and files on disk."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from time import monotonic
from typing import Any

from kps.lsp.addresses import paths_of
from kps.lsp.client import WATCHING
from kps.lsp.parameters import mapping
from kps.lsp.session import Place, Session
from kps.lsp.texts import OpenText
from kps.register.tree import REGISTER_FILE, register_above

QUIET = 0.25
"""So many seconds without a change, and the whole register is judged anew."""


class Changes:
    """Takes the editor's changes in, and says what is to be judged anew.

    ``dirty`` are the files whose first pass is due, ``due`` when each register's second pass is, ``gone`` registers
    that are none any more; ``missed`` are files that changed on disk while their register was not read.
    """

    def __init__(self, session: Session) -> None:
        self._session = session
        self._stale: dict[Place, None] = {}
        """Files whose open text came, changed or went, which the register has not taken in."""
        self._on_disk: dict[Path, set[str]] = {}
        """Files of each register that have changed on disk, and have not been read anew."""
        self.dirty: dict[Place, None] = {}
        self.due: dict[Path, float] = {}
        self.gone: list[Path] = []
        self.missed: dict[Path, set[str]] = {}

    @property
    def are_waiting(self) -> bool:
        """Whether something is to be done at once."""
        return bool(self._stale or self._on_disk or self.dirty or self.gone)

    def take_in(self) -> None:
        """Have the registers know what has changed."""
        while self._on_disk:
            root, files = self._on_disk.popitem()
            if root in self._session.registers:
                self._session.registers[root] = self._session.registers[root].from_disk(files)
                self._session.forget(root)
            else:
                self.missed.setdefault(root, set()).update(files)
        while self._stale:
            place = next(iter(self._stale))
            del self._stale[place]
            self._session.renew(place)

    def look(self, root: Path) -> bool:
        """Look at a register's folder where the editor tells of no changes; whether something has changed."""
        live = self._session.registers.get(root)
        if live is None or WATCHING in self._session.client.can:
            return False
        changed = self._session.seen_files.changed(live)
        if changed:
            self._on_disk.setdefault(root, set()).update(changed)
            self.due[root] = monotonic() + QUIET
        return bool(changed)

    # --- what the editor tells ---------------------------------------------------------------------------------

    def opened(self, params: Any) -> None:
        """A text was opened."""
        document = mapping(mapping(params).get("textDocument"))
        place, paths = self._session.place(document.get("uri")), paths_of([document.get("uri")])
        if paths:
            version = document.get("version")
            self._session.texts[paths[0]] = OpenText(str(document["uri"]), version, str(document.get("text", "")))
        self._touch(place)

    def changed(self, params: Any) -> None:
        """A text was changed."""
        document = mapping(mapping(params).get("textDocument"))
        for path in paths_of([document.get("uri")]):
            if known := self._session.texts.get(path):
                changes = mapping(params).get("contentChanges", ())
                encoding = self._session.client.encoding
                self._session.texts[path] = known.changed(document.get("version"), changes, encoding)
                self._touch(self._session.place(document.get("uri")))

    def closed(self, params: Any) -> None:
        """A text was closed: the file on disk counts again."""
        uri = mapping(mapping(params).get("textDocument")).get("uri")
        for path in paths_of([uri]):
            if self._session.texts.pop(path, None):
                self._touch(self._session.place(uri))

    def saved(self, params: Any) -> None:
        """A text was written to disk."""
        if place := self._session.place(mapping(mapping(params).get("textDocument")).get("uri")):
            self.look(place.root)

    def _touch(self, place: Place | None) -> None:
        if place:
            self._stale[place] = None
            self.dirty[place] = None
            self._await(place)

    def _await(self, place: Place) -> None:
        """A while from now the file's register is judged anew, and those whose findings rest on what it covers."""
        for root in {place.root, *self._beside(place)}:
            self.due[root] = monotonic() + QUIET

    def _beside(self, place: Place) -> Iterator[Path]:
        """The registers that are held together with one whose kps.yaml it is, after it in their order."""
        if place.file == REGISTER_FILE:
            yield from (one.root for one in self._session.together(place.root) if one.root > place.root)

    def read(self, root: Path) -> None:
        """A register was read: it, and those after it, are to be judged."""
        for one in {root, *self._beside(Place(root, REGISTER_FILE))}:
            self.due[one] = monotonic()

    def on_disk(self, params: Any) -> None:
        """Files came, changed or went."""
        for change in mapping(params).get("changes", ()):
            for path in paths_of([mapping(change).get("uri")]):
                self._disk_has(path)

    def _disk_has(self, path: Path) -> None:
        root = register_above(path.parent)
        if path.name == REGISTER_FILE:
            self._register_came_or_went(path.parent)
        if root is not None:
            place = Place(root, path.relative_to(root).as_posix())
            self._on_disk.setdefault(root, set()).add(place.file)
            self._await(place)

    def _register_came_or_went(self, root: Path) -> None:
        """A kps.yaml came, changed or went: what it covered is another's, or nobody's."""
        if register_above(root) != root:
            self._session.registers.pop(root, None)
            self.due.pop(root, None)
            self.gone.append(root)
        outer = register_above(root.parent)
        if outer in self._session.registers:
            self._on_disk.setdefault(outer, set())
            self.due[outer] = monotonic() + QUIET
