"""What a command that makes something new asks for: an option, else on a terminal a question, else a clear no."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import Annotated, TypeVar, get_args

import typer

from kps.cli.clock import today
from kps.cli.delivery import tell_written
from kps.cli.notes import note, say
from kps.cli.options import a_day
from kps.cli.registers import opened
from kps.language import Message, mark, msg
from kps.language.printable import printable
from kps.language.reader import said, tr
from kps.models.council import Council
from kps.models.places import districts, find_district, find_former, find_municipality, municipalities
from kps.models.vocabulary import nearest, normal, spellings
from kps.register.tree import REGISTER_FILE, shown
from kps.scaffold.draft import Draft
from kps.workspace.council_lookup import listed
from kps.workspace.errors import Wrong
from kps.workspace.loading import Loaded
from kps.workspace.opening import Workspace
from kps.workspace.writing import Change, placed, write_placed

T = TypeVar("T")

Numbers = Annotated[
    list[str] | None,
    typer.Option(
        "--municipality",
        metavar="NUMBER|NAME",
        help=mark("The municipality; repeat it for several."),
        show_default=False,
    ),
]

Where = Annotated[
    Path,
    typer.Option("--register", metavar="DIR", help=mark("The register; if not given, the one you stand in.")),
]

DryRun = Annotated[bool, typer.Option("--dry-run", help=mark("Show what would be written, and write nothing."))]


def a_date(name: str, help: str) -> typer.models.OptionInfo:
    """An option for a day."""
    option = typer.Option(name, parser=a_day, metavar="DATE", help=help, show_default=False)
    assert isinstance(option, typer.models.OptionInfo)
    return option


def on_terminal() -> bool:
    """Whether there is somebody to ask."""
    return sys.stdin.isatty() and sys.stdout.isatty()


def ask(given: T | None, option: str, question: str, read: Callable[[str], T], *, default: str | None = None) -> T:
    """What was given; else the answer on a terminal, else the default; Wrong where there is none of them."""
    if given is not None:
        return given
    if not on_terminal():
        if default is None:
            raise Wrong(msg("{option} is missing: {question}", option=option, question=Message(question)))
        return read(default)
    while True:
        answer = typer.prompt(tr(question), default=default, type=str)
        try:
            return read(answer.strip())
        except Wrong as wrong:
            note(said(wrong.message))


def a_name(text: str) -> str:
    """A name that is not blank."""
    if not text.strip():
        raise Wrong(msg("a name is needed here"))
    return text.strip()


def a_word(kind: object, text: str) -> str:
    """One of a Literal's words, as people write it: in either written form, in any case, with a space for ``_``."""
    words: tuple[str, ...] = get_args(kind)
    known = {normal(name): word for word in words for name in spellings(word)}
    if normal(text) not in known:
        raise Wrong(msg("“{value}” is not one of: {choices}", value=text, choices=", ".join(words)))
    return known[normal(text)]


def a_district(text: str) -> str:
    """The name of one of the twelve police districts."""
    found = find_district(text)
    if found:
        return found.name
    near = nearest(normal(text).removesuffix(" politidistrikt"), districts())
    raise Wrong(
        msg("there is no police district “{text}”; did you mean {near}?", text=text, near=near)
        if near
        else msg("there is no police district “{text}”; they are: {names}", text=text, names=", ".join(districts()))
    )


def some_numbers(text: str) -> tuple[str, ...]:
    """The municipalities in a list with commas."""
    return the_numbers(part for part in text.split(",") if part.strip())


def the_numbers(texts: Iterable[str]) -> tuple[str, ...]:
    """The municipalities' numbers, each once; a name will do."""
    numbers = tuple(dict.fromkeys(_number(text.strip()) for text in texts))
    if not numbers:
        raise Wrong(msg("a municipality is needed here: its number or its name"))
    return numbers


def _number(text: str) -> str:
    found = find_municipality(text)
    if len(found) == 1:
        return found[0].number
    if found:
        choices = ", ".join(f"{one.number} {one.name} ({one.county})" for one in found)
        raise Wrong(msg("“{text}” may be any of {choices}; write the number", text=text, choices=choices))
    if gone := find_former(text):
        names = ", ".join(f"{number} {municipalities()[number].name}" for number in gone[0].successors)
        raise Wrong(
            msg(
                "{number} {name} ended on {until}; now: {successors}",
                number=gone[0].number,
                name=gone[0].name,
                until=gone[0].until,
                successors=names,
            )
        )
    near = nearest(text, (name for one in municipalities().values() for name in one.names))
    raise Wrong(
        msg("there is no municipality “{text}”; did you mean {near}?", text=text, near=near)
        if near
        else msg("there is no municipality “{text}”; write its number or its name", text=text)
    )


def register_for(where: Path, numbers: Sequence[str] = ()) -> Loaded:
    """The register at ``where``; of several, the one that covers the municipalities."""
    loaded = opened([where]).loaded
    found = [one for one in loaded if set(numbers) <= set(one.register.covered)] if len(loaded) > 1 else list(loaded)
    if len(found) != 1:
        folders = ", ".join(one.register.label for one in loaded)
        raise Wrong(msg("there are several registers here ({folders}); say which with --register", folders=folders))
    _mind_covered(found[0], numbers)
    return found[0]


def the_council(workspace: Workspace, given: str) -> tuple[Loaded, Council]:
    """The council given; else the only one at work, or on a terminal the one that is chosen from the list."""
    if given:
        return workspace.council(given)
    councils = [(one, council) for one in workspace.loaded for council in one.register.councils]
    at_work = [pair for pair in councils if pair[1].active(today())] or councils
    if len(at_work) == 1:
        return at_work[0]
    if not councils:
        raise Wrong(msg("there is no council here; kps new-council makes one"))
    there = listed(council for _, council in at_work)
    if not on_terminal():
        raise Wrong(msg("{name} is missing; those there are: {there}", name=msg("COUNCIL"), there=there))
    say(said(msg("Those there are: {there}", there=there)))
    question = mark("Which council? Its folder, or its municipality")
    return ask(None, "COUNCIL", question, workspace.council)


def _mind_covered(loaded: Loaded, numbers: Sequence[str]) -> None:
    """Wrong where a municipality is not the register's: what is written would be an error at once (D004)."""
    outside = [number for number in numbers if number not in loaded.register.covered]
    if outside:
        raise Wrong(
            msg(
                "{municipalities} is not among the register's municipalities: write it under `kommuner` in {file}",
                municipalities=", ".join(f"{number} {municipalities()[number].name}" for number in outside),
                file=shown(loaded.root / REGISTER_FILE),
            )
        )


def keep(root: Path, drafts: Sequence[Draft], dry_run: bool = False, change: Change | None = None) -> None:
    """Write the new files and what changes with them, all or none, and say so; or only show them.

    The first is the one that the others belong to.
    """
    new = placed(root, {draft.file: draft.text for draft in drafts})
    if dry_run:
        for path, text in new.items():
            say(tr("would write {file}:", file=shown(path)))
            typer.echo("\n".join(map(printable, text.split("\n"))))
        if change:
            say(tr("would change {file}", file=shown(change.path)))
        return
    write_placed(new, change)
    for path in (*new, *([change.path] if change else [])):
        tell_written(path)


def whole_day(day: date) -> str:
    """A day as an answer's default."""
    return day.isoformat()
