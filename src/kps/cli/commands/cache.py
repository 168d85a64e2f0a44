"""kps cache: where the answers of earlier runs are kept, how much room they take, and taking them away."""

from __future__ import annotations

from typing import Annotated

import typer

from kps.cli import groups
from kps.cli.kept_answers import store
from kps.cli.notes import say
from kps.language import mark
from kps.language.reader import tr
from kps.register.tree import shown

HELP = mark(
    "Tell where kps keeps what it found before, and how much room that takes. It only saves time: an answer is told "
    "again where no file has changed, and nothing is lost with it. KPS_CACHE_DIR names another folder; --no-cache goes "
    "without."
)
GROUP = groups.TOOLS
EXAMPLE = "kps cache --clear"

_KIB = 1024


def run(clear: Annotated[bool, typer.Option("--clear", help=mark("Take away all that is kept."))] = False) -> None:
    """Tell where it is and how large, and clear it."""
    kept = store()
    if kept is None:
        say(tr("nothing is kept here: CI is set, and KPS_CACHE_DIR names no folder"))
        return
    if clear:
        kept.clear()
    size = -(-kept.size // _KIB)
    say(tr("{folder}: {size} KiB are kept", folder=shown(kept.folder), size=size))
