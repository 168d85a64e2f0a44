"""What an editor can ask for: each request with the function that answers it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from kps.language import msg
from kps.lsp import refusals
from kps.lsp.code_actions import code_actions
from kps.lsp.commands import code_lenses, execute_command
from kps.lsp.completion import completion
from kps.lsp.hover import hover
from kps.lsp.marks import document_links, inlay_hints
from kps.lsp.navigation import definition, highlights, references
from kps.lsp.refusals import Refused
from kps.lsp.renaming import prepare_rename, rename, will_rename_files
from kps.lsp.session import Params, Session
from kps.lsp.symbols import document_symbols, workspace_symbols

Answer = Callable[[Session, Params], Any]

_RANGED = ("textDocument/codeAction", "textDocument/inlayHint")
_ABOUT_A_FILE = ("textDocument/documentSymbol", "textDocument/codeLens", "textDocument/documentLink")

REQUESTS: dict[str, Answer] = {
    "textDocument/completion": completion,
    "textDocument/codeAction": code_actions,
    "textDocument/hover": hover,
    "textDocument/definition": definition,
    "textDocument/references": references,
    "textDocument/documentHighlight": highlights,
    "textDocument/codeLens": code_lenses,
    "workspace/executeCommand": execute_command,
    "textDocument/prepareRename": prepare_rename,
    "textDocument/rename": rename,
    "workspace/willRenameFiles": will_rename_files,
    "textDocument/documentSymbol": document_symbols,
    "workspace/symbol": workspace_symbols,
    "textDocument/documentLink": document_links,
    "textDocument/inlayHint": inlay_hints,
}


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
