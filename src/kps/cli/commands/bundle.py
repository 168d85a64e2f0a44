"""kps bundle: a council's approved minutes of a year, and what belongs to them, in one file for the archive."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kps.cli import groups
from kps.cli.clock import today
from kps.cli.delivery import put
from kps.cli.notes import tell_each
from kps.cli.progress import TERMINAL
from kps.cli.registers import opened, opened_for
from kps.formats.bundle import is_bundle
from kps.language import mark, msg
from kps.models.council import Council
from kps.register.files import bytes_of
from kps.register.tree import shown
from kps.workspace.bundling import Bundling
from kps.workspace.errors import Wrong
from kps.workspace.loading import Loaded
from kps.workspace.opening import Workspace

HELP = mark(
    "Put a council's year into one file for the archive: each approved meeting's minutes as PDF/A, the closed and the "
    "public edition, with record and attachments; the agreements, evaluations and plans of that year; and a list with "
    "checksums. What is not approved is told and left out; where approved minutes were changed, nothing is written."
)
GROUP = groups.YEAR
EXAMPLE = "kps bundle lindesnes --year 2025"


def run(
    council: Annotated[
        str, typer.Argument(metavar="COUNCIL", help=mark("The council: its folder, or its municipality."))
    ],
    year: Annotated[int, typer.Option(min=1990, max=2200, metavar="YEAR", help=mark("The year."))],
    output: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE.zip",
            help=mark("Write to this file; if not given, to one named by folder and year here."),
            show_default=False,
        ),
    ] = None,
) -> None:
    """Make the whole bundle, then write it."""
    path = Path(council)
    loaded, found = _the_council(opened([path]) if path.is_dir() else opened_for(council, [Path()]), council)
    target = output or Path(f"{found.folder}-{year}.zip")
    if output is None:
        _mind_other(target)
    bundling = Bundling(loaded, found, year, today(), TERMINAL)
    put([(target, bundling.made())])
    tell_each(bundling.left_out)


def _the_council(workspace: Workspace, text: str) -> tuple[Loaded, Council]:
    """The council that is meant; Wrong with status 1 where its own record cannot be read, as for any other file."""
    try:
        return workspace.council(text)
    except Wrong as wrong:
        unread = any(one.is_council for register in workspace.registers for one in register.unread)
        raise Wrong(wrong.message, 1 if unread else wrong.status, wrong.besides) from None


def _mind_other(target: Path) -> None:
    """Wrong where something else than a bundle has the name that nobody chose."""
    if target.exists() and not (target.is_file() and is_bundle(bytes_of(target, _MOST))):
        raise Wrong(msg("{file} is there already, and is not overwritten", file=shown(target)))


_MOST = 1 << 32
