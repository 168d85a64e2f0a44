"""What the server says of itself: these capabilities, and no others.

Not there, each for a reason: formatting (what a person laid out stays); semantic tokens and folding (the editors' own
grammars do both well, and a server's would take their place); pull diagnostics (pushing reaches every editor, and
closed files; two ways would double the faults); formatting while typing (users of other servers turn it off).
"""

from __future__ import annotations

from typing import Any

from kps import __version__
from kps.lsp.client import Client

QUICK_FIX, REWRITE, FIX_ALL = "quickfix", "refactor.rewrite", "source.fixAll.kps"
RENDER, NEW_MEETING, ACTIONS, EXPLAIN = "kps.render", "kps.newMeeting", "kps.actions", "kps.explain"
RENAMED = ("**/politikontakter/*.{yaml,yml}", "**/moter/*.{yaml,yml}")
"""The files whose new names the records are to follow."""
COMPLETION_TRIGGERS = (":", " ", "-", "/", '"', "'", "[", "{", ",")


def answer(client: Client) -> dict[str, Any]:
    """The result of ``initialize``."""
    return {
        "serverInfo": {"name": "kps", "version": __version__},
        "capabilities": {
            "positionEncoding": client.encoding,
            "textDocumentSync": {"openClose": True, "change": 2, "save": {"includeText": False}},
            "completionProvider": {"triggerCharacters": list(COMPLETION_TRIGGERS), "resolveProvider": False},
            "hoverProvider": True,
            "definitionProvider": True,
            "referencesProvider": True,
            "documentHighlightProvider": True,
            "documentSymbolProvider": True,
            "workspaceSymbolProvider": True,
            "documentLinkProvider": {"resolveProvider": False},
            "inlayHintProvider": True,
            "codeLensProvider": {"resolveProvider": False},
            "executeCommandProvider": {"commands": [RENDER, NEW_MEETING, ACTIONS, EXPLAIN]},
            "renameProvider": {"prepareProvider": True},
            "codeActionProvider": {"codeActionKinds": [QUICK_FIX, REWRITE, FIX_ALL]},
            "workspace": {
                "workspaceFolders": {"supported": True, "changeNotifications": True},
                "fileOperations": {"willRename": {"filters": [{"pattern": {"glob": one}} for one in RENAMED]}},
            },
        },
    }
