"""kps find: a word in every record and in the Markdown files they name, with its place."""

from __future__ import annotations

import shlex
from collections.abc import Callable
from datetime import date
from functools import cache
from pathlib import Path
from typing import Annotated, Literal

import typer

from kps.cli import groups
from kps.cli.clock import today
from kps.cli.delivery import deliver
from kps.cli.help_pages import ARGUMENTS
from kps.cli.notes import tell_each
from kps.cli.options import a_day, one_of
from kps.cli.progress import TERMINAL
from kps.cli.registers import opened
from kps.language import mark, msg
from kps.output.hits import Place, hits_json, hits_text
from kps.register.tree import is_register, register_above, shown_file, whole
from kps.search.hits import Wanted
from kps.search.query import Query
from kps.workspace.council_lookup import tells_councils
from kps.workspace.errors import Wrong
from kps.workspace.searching import Found, Search, search

HELP = mark(
    "Find words in every text of every record and in the Markdown files that they name: all of the words, in any "
    "order and form, in one item of a record; a phrase in quotes as it stands. The newest comes first, and of many the "
    "newest alone. Exit status 1 where nothing is found. With --public, only what public papers may show."
)
GROUP = groups.MEETINGS
EXAMPLE = "kps find fartsgrense --since 2025-01-01"

FindFormat = Literal["text", "json"]
"""What is found can be written as."""

_MOST = 50
"""So many hits are told of at once."""


def run(
    context: typer.Context,
    text: Annotated[str, typer.Argument(metavar="TEXT", help=mark("The words; a phrase in quotes."))],
    path: Annotated[
        Path | None,
        typer.Argument(
            metavar="[PATH]", help=mark("A register or a folder; the folder you stand in if none."), show_default=False
        ),
    ] = None,
    topic: Annotated[str, typer.Option(metavar="TOPIC", help=mark("Only what is on this topic (tema)."))] = "",
    council: Annotated[str, typer.Option(metavar="COUNCIL", help=mark("Only this council."))] = "",
    since: Annotated[
        date | None,
        typer.Option(parser=a_day, metavar="DATE", help=mark("Only what is of this day or later."), show_default=False),
    ] = None,
    public: Annotated[
        bool, typer.Option("--public", help=mark("Of exempt items only number and public title; no notes."))
    ] = False,
    all: Annotated[bool, typer.Option("--all", help=mark("All there is, not the newest alone."))] = False,
    format: Annotated[FindFormat, typer.Option(**one_of(FindFormat), help=mark("How it is written."))] = "text",
) -> None:
    """Print what is found."""
    query = Query.of(text)
    if not query:
        raise Wrong(msg("“{text}” holds no word to look for", text=text))
    where = path or Path()
    workspace = opened([where], tells_councils)
    only = workspace.council(council)[1] if council else None
    most = None if all or format == "json" else _MOST
    asked = Search(Wanted(query, topic, since), only, public, _limit(where), most)
    answer = search(workspace, asked, today(), TERMINAL)
    tell_each(answer.remarks)
    shown = cache(shown_file)  # a record may have many hits
    places = [_place(one, shown) for one in answer.found]
    left_out = (*answer.unread, *answer.doubtful)
    if format == "json":
        deliver(hits_json(places, text, left_out), None)
    elif places:
        more = shlex.join(["kps", "find", "--all", *context.meta.get(ARGUMENTS, ())])
        deliver(hits_text(places, answer.others, more), None)
    else:
        tell_each([msg("nothing was found")])
    raise typer.Exit(int(bool(left_out) or not places))


def _limit(where: Path) -> Path | None:
    """Where alone something is looked for; None where whole registers lie there, or it is one."""
    inside = register_above(Path(whole(where)).parent)
    return where if inside and not is_register(where) else None


def _place(found: Found, shown: Callable[[str, str], str]) -> Place:
    hit, council = found.hit, found.council
    return Place(
        council=council.name if council else "",
        folder=council.folder if council else "",
        day=hit.day,
        number=hit.number,
        title=hit.title,
        record=shown(found.label, hit.record),
        file=shown(found.label, hit.file),
        line=hit.line,
        around=hit.around,
    )
