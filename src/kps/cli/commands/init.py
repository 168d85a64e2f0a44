"""kps init: a new register, with what helps those who work in it."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated, cast

import typer

from kps.cli import groups
from kps.cli.clock import today
from kps.cli.notes import say, tell
from kps.cli.options import a_day, one_of
from kps.cli.prompts import (
    Numbers,
    a_date,
    a_district,
    a_name,
    a_word,
    ask,
    keep,
    on_terminal,
    some_numbers,
    the_numbers,
    whole_day,
)
from kps.language import Language, mark, msg
from kps.language.reader import said, tr
from kps.models.places import municipalities, of_district
from kps.models.vocabulary import normal
from kps.register.tree import shown
from kps.scaffold.start import WORKFLOW, Editor, NewRegister, register_name, written_language
from kps.workspace.errors import Wrong
from kps.workspace.new_register import beginning, keeper, mind_place
from kps.workspace.vscode import install_extension

HELP = mark(
    "Make a new register: kps.yaml, the folders, settings for editors and a check of every change. What is not given "
    "is asked for; nothing that is there is overwritten."
)
GROUP = groups.BEGIN
EXAMPLE = "kps init agder --municipality 4205"


def run(
    directory: Annotated[
        Path, typer.Argument(metavar="[DIR]", help=mark("Its folder; the one you stand in if none."))
    ] = Path(),
    name: Annotated[str | None, typer.Option(help=mark("The register's name."), show_default=False)] = None,
    district: Annotated[
        str | None, typer.Option(help=mark("One of the twelve police districts."), show_default=False)
    ] = None,
    municipality: Numbers = None,
    applies_from: Annotated[
        date | None,
        a_date("--applies-from", mark("What happened before this day is not judged; 1 January if not given.")),
    ] = None,
    language: Annotated[
        str | None,
        typer.Option(
            metavar="nb|nn|en",
            help=mark("What kps speaks to those who use it; the municipalities' written form if not given."),
            show_default=False,
        ),
    ] = None,
    editor: Annotated[
        Editor,
        typer.Option(
            **one_of(Editor),
            help=mark("schemas for editors that read them, or VS Code with kps's own extension, which is installed."),
        ),
    ] = "schemas",
) -> None:
    """Write the register's files; kps.yaml or nothing."""
    mind_place(directory)
    spoken = _a_language(language) if language is not None else None
    known = _numbers(municipality)
    place = ask(
        a_district(district) if district is not None else _common_district(known or ()),
        "--district",
        mark("The police district"),
        a_district,
    )
    _mind_district(known or (), place)
    numbers = known or _all_asked_for(municipality, place) or _asked_for(place)
    new = NewRegister(
        name=ask(
            a_name(name) if name is not None else None,
            "--name",
            mark("The register's name"),
            a_name,
            default=register_name(place, numbers),
        ),
        district=place,
        applies_from=ask(
            applies_from,
            "--applies-from",
            mark("What happened before this day is not judged"),
            a_day,
            default=whole_day(date(today().year, 1, 1)),
        ),
        language=spoken or written_language(numbers),
        numbers=numbers,
    )
    _write(directory, new, editor)


def _asked_for(district: str) -> tuple[str, ...]:
    """The municipalities that the register is to cover, chosen from the district's list."""
    choices = of_district(district)
    listed = ", ".join(f"{one.number} {one.name}" for one in choices)
    if not on_terminal():
        raise Wrong(
            msg(
                "--municipality is missing: which municipalities the register covers, or alle; {district} has {listed}",
                district=district,
                listed=listed,
            )
        )
    if len(choices) == 1:
        return (choices[0].number,)
    say(tr("{district} has {listed}", district=district, listed=listed))
    question = mark("Which of them? Numbers or names, with commas between; or alle")
    return ask(None, "--municipality", question, lambda text: _all_asked_for([text], district) or some_numbers(text))


def _all_asked_for(given: list[str] | None, district: str) -> tuple[str, ...]:
    """All of the district's municipalities, where that was said: kps.yaml lists them all the same."""
    if given and [normal(one) for one in given] == ["alle"]:
        return tuple(one.number for one in of_district(district))
    return ()


def _write(directory: Path, new: NewRegister, editor: Editor) -> None:
    begun = beginning(directory, new, editor)
    keep(directory, begun.drafts)
    for draft in begun.there:
        say(tr("{file} is there already, and is left as it is", file=shown(directory / draft.file)))
    if not begun.knows_program:
        workflow = shown(directory / WORKFLOW)
        say(tr("{file} does not know where kps is fetched from: write it there", file=workflow))
    if other := keeper(directory):
        say(
            tr(
                "{keeper} keeps this folder: when two write in the same file at once, it makes a copy of it, and "
                "kps validate tells of that. Let it fetch all files to the machine.",
                keeper=other,
            )
        )
    if editor == "vscode":
        _install()
    say(
        tr(
            "Read LESMEG.md, and begin with kps import of what you have in workbooks, minutes and calendars, "
            "or with kps new-contact and kps new-council."
        )
    )


def _install() -> None:
    """Install the extension, or tell what to click; the register is there either way."""
    try:
        say(said(install_extension()))
    except Wrong as wrong:
        tell(wrong.message)


def _numbers(given: list[str] | None) -> tuple[str, ...] | None:
    """The municipalities given by number or name; None where none was, or all of the district."""
    if not given or [normal(one) for one in given] == ["alle"]:
        return None
    return the_numbers(given)


def _common_district(numbers: tuple[str, ...]) -> str | None:
    found = {municipalities()[number].district for number in numbers}
    return found.pop() if len(found) == 1 else None


def _mind_district(numbers: tuple[str, ...], district: str) -> None:
    """Wrong where a municipality that was given lies in another police district: D004 would tell of it at once."""
    for number in numbers:
        place = municipalities()[number]
        if place.district != district:
            lies = {"municipality": f"{number} {place.name}", "own": place.district, "district": district}
            raise Wrong(msg("{municipality} lies in {own}, not in {district}", **lies))


def _a_language(text: str) -> Language:
    return cast(Language, a_word(Language, text))
