"""kps import: workbooks, minutes and calendars taken over into records; what would change first, written when asked."""

from __future__ import annotations

import shlex
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Annotated, Literal

import typer

from kps.cli import groups
from kps.cli.clock import today
from kps.cli.delivery import deliver, tell_written
from kps.cli.help_pages import ARGUMENTS
from kps.cli.notes import say, tell, tell_each
from kps.cli.options import AsOf, a_day, one_of
from kps.cli.progress import TERMINAL
from kps.cli.prompts import Where
from kps.cli.registers import opened
from kps.intake.settling.account import Settlement
from kps.intake.settling.closed import exempt_actions
from kps.language import Message, mark, msg
from kps.language.reader import said, tr
from kps.output.account import account_markdown, accounts_text
from kps.output.account_diff import import_diff
from kps.output.account_json import accounts_json
from kps.output.pieces import write_pieces
from kps.register.tree import shown
from kps.workspace.council_lookup import find_council
from kps.workspace.errors import NOTHING_FOUND, Wrong
from kps.workspace.import_sources import SourceKind, Sources, sources_at
from kps.workspace.imported import FOLDER, account_of, mapping_of
from kps.workspace.importing import Importing, ImportRequest, importing, is_done, suggestion, write
from kps.workspace.loading import Loaded
from kps.workspace.together import finish
from kps.workspace.writing import write_new

HELP = mark(
    "Take over what stands in workbooks, minutes, calendars and other registers: new records, and values in records "
    "that are there. Nothing is guessed, nothing that people wrote is written over, and what finds no place is listed "
    "word for word. Shows what would change; --write writes it. Exit status: 0 all placed, 1 something that is not, "
    "2 wrong use or a source that cannot be read, 3 nothing to import."
)
GROUP = groups.BEGIN
EXAMPLE = "kps import agder-2026.csv"

AccountFormat = Literal["text", "md", "json"]
"""What the account can be written as."""

FailOn = Literal["conflict", "unplaced", "never"]
"""What makes the exit status 1."""


_MANY = 4
"""So many files are not named one by one."""


def run(
    context: typer.Context,
    sources: Annotated[
        list[Path],
        typer.Argument(metavar="SOURCE...", help=mark("Files, and folders with such files."), show_default=False),
    ],
    register: Where = Path(),
    kind: Annotated[
        SourceKind | None,
        typer.Option(
            "--as", **one_of(SourceKind), help=mark("What they are; else seen from their content."), show_default=False
        ),
    ] = None,
    mapping: Annotated[
        Path | None,
        typer.Option("--map", metavar="FILE", help=mark("What stands in which column of a table."), show_default=False),
    ] = None,
    sheet: Annotated[str, typer.Option(metavar="NAME", help=mark("The sheet of a workbook."))] = "",
    council: Annotated[
        str, typer.Option(metavar="COUNCIL", help=mark("Whose minutes or calendar it is, where that does not say."))
    ] = "",
    until: Annotated[
        date | None,
        typer.Option(
            parser=a_day,
            metavar="DATE",
            help=mark("The last day of recurring events; a year on if not given."),
            show_default=False,
        ),
    ] = None,
    write_them: Annotated[
        bool, typer.Option("--write", help=mark("Write the records: all of a source, or none."))
    ] = False,
    suggest_it: Annotated[
        bool, typer.Option("--suggest", help=mark("Write a first mapping for a table, to be looked over."))
    ] = False,
    strict: Annotated[
        bool, typer.Option("--strict", help=mark("Leave out records that lack what they must have."))
    ] = False,
    format: Annotated[
        AccountFormat, typer.Option(**one_of(AccountFormat), help=mark("How the account is written."))
    ] = "text",
    output: Annotated[
        Path | None, typer.Option(metavar="FILE", help=mark("Write the account to this file."), show_default=False)
    ] = None,
    whole: Annotated[bool, typer.Option("--diff", help=mark("Show every new record whole, however many."))] = False,
    fail_on: Annotated[FailOn, typer.Option(**one_of(FailOn), help=mark("What makes the exit status 1."))] = "unplaced",
    as_of: AsOf = None,
) -> None:
    """Show what would be taken over, or write it."""
    loaded = _the_register(register)
    asked = ImportRequest(as_of or today(), mapping, sheet, _folder(loaded, council), until, strict)
    found = sources_at(sources, loaded.root, kind)
    if suggest_it:
        _suggest(loaded, found, asked)
        return
    made = importing(loaded, found, asked, TERMINAL)
    tell_each(msg("{file} is no source, and is left out", file=shown(file)) for file in made.others)
    tell_each(msg("{file}: {reason}", file=shown(file), reason=why) for file, why in made.unreadable)
    if not (made.settled or made.unreadable):
        raise Wrong(msg("there is nothing to import at {paths}", paths=[*map(shown, sources)]), NOTHING_FOUND)
    on_screen = output is None
    if not write_them and on_screen and format == "text":
        actions = exempt_actions(made.register)
        write_pieces(
            import_diff((one for some in made.settled for one in some.records), actions, whole=whole), sys.stdout
        )
    deliver(_accounts(made.settled, format), output)
    refused = _written(made) if write_them else None
    if format == "text" and on_screen:
        given = shlex.join(["kps", "import", *(one for one in context.meta.get(ARGUMENTS, ()) if one != "--diff")])
        _go_on(made, "" if write_them else f"{given} --write", refused=refused is not None)
    raise typer.Exit(_status(made, fail_on, refused))


def _the_register(where: Path) -> Loaded:
    """The one register that is taken over into, and first what a killed run has left in it."""
    loaded = opened([where]).loaded
    if len(loaded) > 1:
        raise Wrong(msg("there are several registers at {folder}; say which with --register", folder=shown(where)))
    if told := finish(loaded[0].root):
        tell_each(told)
        loaded = opened([where]).loaded
    return loaded[0]


def _folder(loaded: Loaded, council: str) -> str:
    """The folder of the council that is meant; empty where none is."""
    return find_council([loaded], council)[1].origin.folder if council else ""


def _suggest(loaded: Loaded, found: Sources, asked: ImportRequest) -> None:
    """Write the first mappings, each beside what is kept of its source; or tell what would be read."""
    if not found.given:
        raise Wrong(msg("there is nothing to import"), NOTHING_FOUND)
    for given in found.given:
        made = suggestion(loaded, given, asked)
        if not made:
            tell(
                msg("{file} needs no mapping; without --suggest kps shows what it reads in it", file=given.source.name)
            )
            continue
        target = asked.mapping or loaded.root / mapping_of(given.source.name)
        write_new({target: said(made)})
        tell_written(target)


def _accounts(settled: Sequence[Settlement], format: AccountFormat) -> str:
    match format:
        case "json":
            return accounts_json(settled)
        case "md":
            return "\n".join(map(account_markdown, settled))
        case "text":
            return accounts_text(settled)


def _written(made: Importing) -> Message | None:
    """Write the sources; why one was not, and none after it."""
    for settled, why in write(made, account_markdown):
        if why:
            tell(msg("{source}: nothing of it was written: {reason}", source=settled.source, reason=why))
            return why
    return None


def _go_on(made: Importing, command: str, *, refused: bool) -> None:
    """What was done, and what to do now; ``command`` writes what is not written yet."""
    root = made.loaded.root
    if command and any(not is_done(made.loaded, one) for one in made.settled):
        say(tr("Nothing is written. Write it with: {command}", command=command))
    elif not any(one.records for one in made.settled):
        found = any(one.counts.get("same") for one in made.settled)
        done = tr("There is nothing to do: all of it that has a place has been taken over.")
        if not made.unreadable:  # of a source that was not read nothing is known but why, which has been told
            say(done if found else tr("There is nothing to write: nothing of it has found a place."))
    elif not refused:
        kept = [shown(root / account_of(one.source)) for one in made.settled if one.records]
        say(tr("Written. What is left stands in {files}", files=kept if len(kept) < _MANY else shown(root / FOLDER)))
        say(tr("Now run: kps validate"))


def _status(made: Importing, fail_on: FailOn, refused: Message | None) -> int:
    if made.unreadable or refused or not all(one.sums_up for one in made.settled):
        return 2
    counts = [one.counts for one in made.settled]
    conflicts = any(one.get("conflict") for one in counts)
    unplaced = any(one.get("unplaced") for one in counts)
    match fail_on:
        case "never":
            return 0
        case "conflict":
            failed = conflicts
        case "unplaced":
            failed = conflicts or unplaced
    return int(failed or any(one.refused for one in made.settled))
