"""What an editor can ask for: each request with the function that answers it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from kps.lsp.code_actions import code_actions
from kps.lsp.commands import code_lenses, execute_command
from kps.lsp.completion import completion
from kps.lsp.hover import hover
from kps.lsp.marks import document_links, inlay_hints
from kps.lsp.navigation import definition, highlights, references
from kps.lsp.parameters import Params
from kps.lsp.renaming import prepare_rename, rename, will_rename_files
from kps.lsp.session import Session
from kps.lsp.symbols import document_symbols, workspace_symbols

Answer = Callable[[Session, Params], Any]

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
