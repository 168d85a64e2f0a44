"""Plain data kept in a store: JSON, compressed; none of it where somebody's number would be kept with it."""

from __future__ import annotations

import json
import re
import zlib
from typing import Any

from kps.language.private import masked
from kps.workspace.cache.store import Store

_FAST = 1
NOT_AS_WRITTEN = (ValueError, KeyError, TypeError, IndexError, AttributeError, RecursionError, zlib.error)
"""What reading meets in what was not written here."""


def document(store: Store, name: str) -> Any:
    """What is kept under the name; None where nothing is. Raises NOT_AS_WRITTEN for what is no document."""
    data = store.get(name)
    return json.loads(zlib.decompress(data).decode("utf-8", "surrogatepass")) if data is not None else None


def keep_documents(store: Store, documents: dict[str, Any]) -> None:
    """Keep all of them, each under its name, or none."""
    texts = {
        name: json.dumps(one, separators=(",", ":"), ensure_ascii=False, check_circular=False)
        for name, one in documents.items()
    }
    if all(map(_is_nobodys, texts.values())):
        for name, text in texts.items():
            store.put(name, zlib.compress(text.encode("utf-8", "surrogatepass"), _FAST))


_DIGEST = re.compile('"[0-9a-f]{32}"')


def _is_nobodys(text: str) -> bool:
    """Whether nobody's number is in it; in digests, of which there are many, none is."""
    told = _DIGEST.sub('""', text)
    return masked(told) == told
