"""What requests and notifications must carry: refused where they do not."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from kps.language import msg
from kps.lsp import refusals
from kps.lsp.refusals import Refused

Params = Mapping[str, Any]

_RANGED = ("textDocument/codeAction", "textDocument/inlayHint")
_ABOUT_A_FILE = ("textDocument/documentSymbol", "textDocument/codeLens", "textDocument/documentLink")


def minded(method: str, params: object) -> Params:
    """The parameters of a request; refused where they lack what it needs."""
    given = mapping(params)
    if method.startswith("textDocument/"):
        if not isinstance(mapping(given.get("textDocument")).get("uri"), str):
            raise Refused(refusals.INVALID_PARAMS, msg("the parameters name no text document"))
        if method in _RANGED:
            _mind_position(mapping(given.get("range")).get("start"))
            _mind_position(mapping(given.get("range")).get("end"))
        elif method not in _ABOUT_A_FILE:
            _mind_position(given.get("position"))
    return given


def _mind_position(value: object) -> None:
    position = mapping(value)
    if not all(isinstance(position.get(one), int) for one in ("line", "character")):
        raise Refused(refusals.INVALID_PARAMS, msg("the parameters name no position"))


def mapping(value: object) -> Params:
    """The value as an object; refused where it is none."""
    if value is None:
        return {}
    if not isinstance(value, Mapping):
        raise Refused(refusals.INVALID_PARAMS, msg("the parameters must be an object"))
    return value
