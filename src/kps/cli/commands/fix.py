"""kps fix: mend what can be mended without a person's knowledge; a diff first, written when asked."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Annotated, Literal

import typer

from kps.cli import groups
from kps.cli.clock import today
from kps.cli.notes import say, tell
from kps.cli.options import AsOf, Ignore, IsStaged, Paths, Select, one_of
from kps.cli.progress import TERMINAL
from kps.cli.registers import opened
from kps.language import Message, mark, msg
from kps.language.reader import said
from kps.output.mends import FileMends, can_be_applied, diff_pieces, mends_json
from kps.output.pieces import write_pieces
from kps.register.tree import whole
from kps.workspace.mending import MendedFile, mending, write
from kps.workspace.scope import Scope, codes

HELP = mark(
    "Mend what can be mended without a person's knowledge: slips of the pen in keys, values, dates and quotes. Shows "
    "what would change, as a diff; --write writes it. Every other sign in the files stays. "
    "Exit status: 0 nothing to mend, or all written, 1 something to mend, or a file that could not be, 2 wrong use "
    "or a register that cannot be read."
)
GROUP = groups.RULES
EXAMPLE = "kps fix --write"

MendsFormat = Literal["text", "json"]
"""What can be told of the mends as."""


def run(
    paths: Paths = None,
    write_them: Annotated[bool, typer.Option("--write", help=mark("Write the files."))] = False,
    unsafe: Annotated[
        bool, typer.Option("--unsafe", help=mark("Also what a person should look over: the nearest name, say."))
    ] = False,
    select: Select = "",
    ignore: Ignore = "",
    staged: IsStaged = False,
    format: Annotated[
        MendsFormat, typer.Option(**one_of(MendsFormat), help=mark("How the changes are told."))
    ] = "text",
    as_of: AsOf = None,
) -> None:
    """Show what can be mended, or write it."""
    where = paths or [Path()]
    scope = Scope(tuple(map(whole, where)), codes(select), codes(ignore))
    found = mending(opened(where, staged=staged), scope, as_of or today(), unsafe=unsafe, listener=TERMINAL)
    for file, why in found.left:
        tell(msg("{file} is left as it is; {why}", file=file, why=why))
    shown = [
        FileMends(one.shown, one.before, one.after, one.made, one.shown_to, one.loaded.register.label)
        for one in found.files
    ]
    if format == "json":
        sys.stdout.write(mends_json(shown, found.left))
    elif not write_them:
        write_pieces(diff_pieces(shown), sys.stdout)
        if not can_be_applied(shown):
            tell(_NOT_WHOLE)
    refused = _written(found.files, beside=format == "json") if write_them else bool(found.files)
    # Files that are left are told of; no run would change them, so that they are nothing to mend.
    raise typer.Exit(int(refused))


_NOT_WHOLE = msg(
    "the diff does not show numbers that may be somebody's, nor signs that a terminal would act on, and cannot be "
    "applied as a patch; use kps fix --write"
)


def _written(files: Iterable[MendedFile], *, beside: bool) -> bool:
    """Whether one of the files was refused; the others are written, and told of."""
    refused = False
    for one, why in write(files):
        done = why or _done(one)
        if why or beside:
            tell(done)
        else:
            say(said(done))
        refused = refused or why is not None
    return refused


def _done(one: MendedFile) -> Message:
    """What was done with a file."""
    if one.to:
        return msg("{file}: mended, and is now {to}", file=one.shown, to=one.shown_to)
    return msg("{file}: mended", file=one.shown)
