"""What a register has of its own for papers: templates, styles, a layout, and a Word document to build on."""

from __future__ import annotations

import os
from dataclasses import dataclass
from functools import cached_property

from kps.documents.render import Wording
from kps.documents.templates import OWN_FOLDER, OWN_FOLDERS, own_templates
from kps.formats.typesetting import LAYOUT, Typesetter
from kps.language import Message, msg
from kps.register.tree import contents, shown
from kps.source import NOT_UTF8, decode
from kps.workspace.bounded import BoundedTypesetter, wording
from kps.workspace.errors import Wrong
from kps.workspace.loading import Loaded

STYLES = f"{OWN_FOLDER}papir.css"
OWN_LAYOUT = f"{OWN_FOLDER}{LAYOUT}"
BASE = f"{OWN_FOLDER}papir.docx"


@dataclass(frozen=True)
class Branding:
    """A register's own templates, styles, layout and Word document, each read once however many papers are made."""

    loaded: Loaded

    @cached_property
    def wording(self) -> Wording:
        """Its templates; Wrong where their folder is a link, for a register's files are not sought behind one."""
        for folder in OWN_FOLDERS:
            if (path := self.loaded.root / folder).is_symlink():
                raise Wrong(
                    msg("{file} is a symbolic link, and is not followed; put the folder itself here", file=shown(path))
                )
        return wording(own_templates(self.loaded.tree))

    @cached_property
    def styles(self) -> str:
        """Its CSS for pages; empty where it has none."""
        return self._text(STYLES)

    @cached_property
    def layout(self) -> str:
        """Its layout for PDF; empty where it has none."""
        return self._text(OWN_LAYOUT)

    @cached_property
    def typesetter(self) -> Typesetter | None:
        """What sets pages by its layout, within bounds; None where it has none."""
        return BoundedTypesetter(OWN_LAYOUT) if self.layout else None

    @cached_property
    def base(self) -> bytes:
        """Its Word document to build on; empty where it has none."""
        return self._file(BASE)

    def _text(self, name: str) -> str:
        text, stop = decode(self._file(name))
        if stop is not None:
            raise Wrong(msg("{file}: {reason}", file=shown(self.loaded.root / name), reason=NOT_UTF8))
        return text

    def _file(self, name: str) -> bytes:
        """The file's bytes; none where the register has it not."""
        path = self.loaded.root / name
        data = contents(self.loaded.tree, name) if os.path.lexists(path) else b""
        if isinstance(data, Message):
            raise Wrong(msg("{file}: {reason}", file=shown(path), reason=data))
        return data
