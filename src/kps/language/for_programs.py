"""What programs read: JSON, in which nobody's number stands in full."""

from __future__ import annotations

import json
from typing import Any

from kps.language.private import all_masked


def as_document(value: Any) -> str:
    """A value as one JSON document that ends its line."""
    return json.dumps(all_masked(value), ensure_ascii=False, indent=2) + "\n"
