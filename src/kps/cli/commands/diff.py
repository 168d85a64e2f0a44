"""kps diff: what changed in the records between two revisions, or since one, in plain words."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Literal

import typer

from kps.changes.compare import compare
from kps.cli import groups
from kps.cli.delivery import deliver
from kps.cli.options import one_of
from kps.cli.progress import TERMINAL
from kps.cli.prompts import Where, ask, on_terminal
from kps.cli.registers import opened
from kps.language import mark
from kps.output.changes import Difference, Point, changes_json, changes_markdown, changes_pieces, changes_text
from kps.output.pieces import write_pieces
from kps.register.index import Register
from kps.workspace.loading import Loaded, read_at
from kps.workspace.opening import Workspace
from kps.workspace.revisions import AtRevision, described

HELP = mark(
    "Tell in plain words what changed in the records since a git revision, or between two: new members, deadlines "
    "moved, texts rewritten. A revision is anything that git knows, or a date: the last commit of that day or before. "
    "What is exempt from public disclosure, notes and telephone numbers are told of without what they say."
)
GROUP = groups.TOOLS
EXAMPLE = "kps diff 2026-10-01"


ChangesFormat = Literal["text", "md", "json"]
"""What the difference can be written as."""

_WRITERS: dict[ChangesFormat, Callable[[Difference], str]] = {
    "text": changes_text,
    "md": changes_markdown,
    "json": changes_json,
}


def run(
    before: Annotated[
        str | None,
        typer.Argument(
            metavar="[REV]",
            help=mark("The revision, or the date, to compare with."),
        ),
    ] = None,
    after: Annotated[
        str | None,
        typer.Argument(metavar="[REV]", help=mark("The later one; if not given, the files as they are now.")),
    ] = None,
    council: Annotated[str, typer.Option(metavar="COUNCIL", help=mark("Only this council."))] = "",
    register: Where = Path(),
    format: Annotated[
        ChangesFormat, typer.Option(**one_of(ChangesFormat), help=mark("How the changes are written."))
    ] = "text",
    output: Annotated[Path | None, typer.Option(metavar="FILE", help=mark("Write to this file."))] = None,
) -> None:
    """Print what changed, or write it to a file."""
    workspace = opened([register])
    likely = "HEAD" if on_terminal() else None
    earlier = ask(before, "REV", mark("The revision, or the date, to compare with"), str, default=likely)
    only = workspace.council(council)[1].name if council else ""
    pairs = [(one, _at(one, earlier), _at(one, after)) for one in workspace.loaded]
    registers = tuple(
        (one.register.label, tuple(change for change in compare(old, new) if only in ("", change.council)))
        for one, old, new in pairs
    )
    found = Difference(_point(workspace, earlier), _point(workspace, after), registers)
    if output is None and format == "text":
        write_pieces(changes_pieces(found), sys.stdout)
    else:
        deliver(_WRITERS[format](found), output)
    chosen = {council.folder for one in workspace.registers for council in one.councils if only == council.name}
    unread = [file for _, *both in pairs for one in both for file in one.unread]
    raise typer.Exit(int(any(not only or chosen & set(one.named) for one in unread)))


def _at(loaded: Loaded, revision: str | None) -> Register:
    """The register at the revision, where it may not have been begun yet; without one, as it is now."""
    if revision is None:
        return loaded.register
    return read_at(loaded, AtRevision(loaded.folder, revision), TERMINAL)


def _point(workspace: Workspace, revision: str | None) -> Point:
    """The state that is compared; its commit, where all the registers share a repository."""
    if revision is None:
        return Point()
    commits = {described(one.folder, revision) for one in workspace.loaded}
    return Point(revision, *commits.pop()) if len(commits) == 1 else Point(revision)
