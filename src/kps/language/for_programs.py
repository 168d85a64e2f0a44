"""What programs read: JSON, in which nobody's number stands in full and no sign commands the terminal it comes to."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import Any

from kps.language.private import all_masked, masked, stretches


def as_document(value: Any) -> str:
    """A value as one JSON document that ends its line. A sign that cannot be printed is told by its number."""
    parts = tuple(_parts(value))
    # A number that may be somebody's is as plain in the document as in the value: nearly none has one to be masked.
    if any(map(_shows_private, parts)):
        parts = tuple(_parts(all_masked(value)))
    return "".join(map(_inert, parts)) + "\n"


def written_already(text: str, value: Callable[[], Any]) -> str:
    """A document that was written as ``as_document`` writes ``value``, but for what is to be masked or is not shown."""
    parts = tuple(stretches(text))
    return as_document(value()) if any(map(_shows_private, parts)) else "".join(map(_inert, parts)) + "\n"


def as_item(value: Any) -> str:
    """A value as it is written in a list of a document, for ``with_items``."""
    text = _JSON.encode(value)
    if _shows_private(text):
        text = _JSON.encode(all_masked(value))
    return _inert(text).replace("\n", f"\n{_WITHIN}")


def with_items(document: str, name: str, items: Iterable[str]) -> str:
    """A document whose list of that name, which is empty, has these items."""
    written = f",\n{_WITHIN}".join(items)
    empty = f'\n  "{name}": []'  # no text of the document has a line that ends
    return document.replace(empty, f"{empty[:-1]}\n{_WITHIN}{written}\n  ]", 1) if written else document


_WITHIN = "    "
"""What the lines of such an item begin with."""


def _shows_private(part: str) -> bool:
    """Whether a part shows a number that is somebody's; a tab, which may stand in one, is written otherwise here."""
    told = part.replace("\\t", "\t")
    return masked(told) != told


_JSON = json.JSONEncoder(ensure_ascii=False, indent=2)
_MANY = 10_000


def _parts(value: Any) -> Iterator[str]:
    """The document in parts, no text of it being cut: all its signs and words at once take thrice the room."""
    written = _JSON.iterencode(value)
    while part := "".join(islice(written, _MANY)):
        yield part


def _inert(part: str) -> str:
    if part.replace("\n", "").isprintable():
        return part
    return "".join(sign if sign.isprintable() or sign == "\n" else json.dumps(sign)[1:-1] for sign in part)
