"""A text as a YAML value in double quotes, so that it is read back as the very same."""

from __future__ import annotations

import json
import re

# Line breaks that JSON leaves as they are, the byte order mark, and what no file may hold.
_RAW = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")


def in_quotes(text: str) -> str:
    """The text in double quotes, on one line."""
    return _RAW.sub(lambda found: f"\\u{ord(found[0]):04X}", json.dumps(text, ensure_ascii=False))
