"""What an editor can ask for: each request with the function that answers it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from kps.language import msg
from kps.lsp import refusals
from kps.lsp.refusals import Refused
from kps.lsp.session import Params, Session

Answer = Callable[[Session, Params], Any]

REQUESTS: dict[str, Answer] = {}


def mapping(value: object) -> Params:
    """The value as an object; refused where it is none."""
    if value is None:
        return {}
    if not isinstance(value, Mapping):
        raise Refused(refusals.INVALID_PARAMS, msg("the parameters must be an object"))
    return value
