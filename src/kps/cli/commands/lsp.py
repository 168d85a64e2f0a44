"""kps lsp: the server that an editor starts, for findings, mends and completion while people type."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path
from typing import Annotated, Literal

import typer

from kps.cli import groups
from kps.cli.clock import today
from kps.cli.language_choice import stated_language
from kps.cli.notes import say, tell
from kps.cli.options import one_of
from kps.language import mark, msg
from kps.language.reader import said
from kps.register.collecting import uncollected
from kps.resources import DISTRIBUTION
from kps.workspace.errors import Wrong
from kps.workspace.vscode import install_extension

HELP = mark(
    "Serve an editor, which starts this by itself: findings while people type, mends, completion. Speaks the Language "
    "Server Protocol on standard input and output. Exit status: 0 when the editor has shut it down, 1 when the editor "
    "went away, 2 where its library is not installed."
)

GROUP = groups.TOOLS
EXAMPLE = "kps lsp --log kps.log"

WithExtension = Literal["vscode"]
"""The editors that kps has an extension for."""


def run(
    stdio: Annotated[
        bool, typer.Option("--stdio", help=mark("Taken, since editors add it; there is no other way."))
    ] = False,
    log: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help=mark("Write what goes wrong to this file, not to the error stream.")),
    ] = None,
    install: Annotated[
        WithExtension | None,
        typer.Option(
            **one_of(WithExtension),
            help=mark("Install kps's extension in this editor, instead of serving one."),
            show_default=False,
        ),
    ] = None,
) -> None:
    """Serve the editor, and exit with the status that the conversation ends with."""
    if install:
        _install()
        return
    try:
        with uncollected():
            from kps.lsp.server import serve
    except ModuleNotFoundError as error:
        if not (error.name or "").startswith("pygls"):
            raise
        raise Wrong(_LACKS) from None
    raise typer.Exit(serve(today, stated_language(), log))


def _install() -> None:
    say(said(install_extension()))
    if find_spec("pygls") is None:
        tell(_LACKS)


_LACKS = msg(
    "kps lsp needs a library that is not installed; install it with: {command}",
    command=f"pip install '{DISTRIBUTION}[lsp]'",
)
