"""What programs read: JSON, in which nobody's number stands in full and no sign commands the terminal it comes to."""

from __future__ import annotations

import json
from typing import Any

from kps.language.private import all_masked


def as_document(value: Any) -> str:
    """A value as one JSON document that ends its line. A sign that cannot be printed is told by its number."""
    text = json.dumps(all_masked(value), ensure_ascii=False, indent=2)
    return "\n".join(_inert(line) for line in text.split("\n")) + "\n"


def _inert(line: str) -> str:
    if line.isprintable():
        return line
    return "".join(sign if sign.isprintable() else json.dumps(sign)[1:-1] for sign in line)
