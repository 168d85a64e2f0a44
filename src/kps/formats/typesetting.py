"""Setting pages with typst, from data alone: as kps lays papers out, or as a register's own layout does."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from kps.formats.extras import needs
from kps.resources import folder

LAYOUT = "papir.typ"
"""What lays papers out."""
_PLACE = re.compile(r"__typst_py_bytes__\.typ:(\d+):")
"""Where in a text that is no file typst tells a fault to be."""


@dataclass(frozen=True, slots=True)
class Sheets:
    """What is set: the paper and its pictures as the layout reads them, each as JSON, and the second it is dated."""

    inputs: Mapping[str, str] = field(repr=False)
    seconds: int
    layout: str = field(default="", repr=False)
    """The text of a layout of the register's own; empty for kps's."""


class NotSet(Exception):  # noqa: N818  # what it says, not what went wrong
    """Pages that cannot be set: the line of the layout, and why in typst's own words."""

    def __init__(self, line: int, reason: str) -> None:
        self.line, self.reason = line, reason
        super().__init__(f"{line}: {reason}")


Typesetter = Callable[[Sheets], bytes]
"""Sets pages as one PDF. Raises Missing where typst is not installed, and NotSet."""


def typeset(sheets: Sheets) -> bytes:
    """The pages as PDF/A-2a and PDF/UA-1; a layout reads no file but kps's own layout."""
    with needs("pdf"):
        import typst
    # A callable of any kind: the library's own types do not settle which of its overloads is meant.
    compile: Callable[..., Any] = typst.compile
    try:
        made = compile(
            sheets.layout.encode() or folder("templates") / LAYOUT,
            root=folder("templates"),
            font_paths=[str(folder("fonts"))],
            ignore_system_fonts=True,
            sys_inputs=dict(sheets.inputs),
            pdf_standards=["a-2a", "ua-1"],
            timestamp=sheets.seconds,
        )
    except typst.TypstError as error:
        place = _PLACE.search(error.diagnostic)
        raise NotSet(int(place[1]) if place else 1, error.message) from None
    assert isinstance(made, bytes)  # one document without page files
    return made
