"""kps init: a new register, with what helps those who work in it."""

from __future__ import annotations

import os
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Annotated, cast

import typer

from kps.cli.asking import Numbers, a_date, a_name, a_word, ask, keep, the_numbers, whole_day
from kps.cli.loading import today
from kps.cli.options import a_day
from kps.language import Language, chosen, mark, msg, tr
from kps.models.places import districts, municipalities
from kps.models.vocabulary import nearest, normal
from kps.register.tree import REGISTER_FILE, is_register, register_above, shown
from kps.resources import folder
from kps.scaffold.start import NewRegister, charter, register_name, surroundings
from kps.workspace.errors import Wrong

HELP = mark(
    "Make a new register: kps.yaml, the folders, settings for editors and a check of every change. What is not given "
    "is asked for; nothing that is there is overwritten."
)


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
        typer.Option(metavar="nb|nn|en", help=mark("What kps speaks to those who use it."), show_default=False),
    ] = None,
) -> None:
    """Write the register's files; kps.yaml or nothing."""
    _refuse_inner(directory)
    numbers = _numbers(municipality)
    place = ask(
        _a_district(district) if district is not None else _common_district(numbers),
        "--district",
        mark("The police district"),
        _a_district,
    )
    wish = NewRegister(
        name=ask(
            a_name(name) if name is not None else None,
            "--name",
            mark("The register's name"),
            a_name,
            default=register_name(place),
        ),
        district=place,
        applies_from=ask(
            applies_from,
            "--applies-from",
            mark("What happened before this day is not judged"),
            a_day,
            default=whole_day(date(today().year, 1, 1)),
        ),
        language=cast(
            Language,
            ask(
                _a_language(language) if language is not None else None,
                "--language",
                mark("The language kps speaks: nb, nn or en"),
                _a_language,
                default=chosen(),
            ),
        ),
        numbers=numbers,
    )
    _write(directory, wish)


def _write(directory: Path, wish: NewRegister) -> None:
    around = surroundings(wish, _schemas())
    there = [draft for draft in around if (directory / draft.file).exists()]
    keep(directory, [charter(wish), *(draft for draft in around if draft not in there)])
    for draft in there:
        typer.echo(tr("{file} is there already, and is left as it is", file=shown(directory / draft.file)))
    typer.echo(tr("Read LESMEG.md, and begin with kps new-contact and kps new-council."))


def _refuse_inner(directory: Path) -> None:
    """Wrong where the folder is a register, or lies in one; or is no folder."""
    whole = Path(os.path.realpath(directory))
    if is_register(whole):
        raise Wrong(msg("{folder} is a register already: it has a kps.yaml", folder=shown(directory)))
    above = register_above(whole.parent)
    if above:
        raise Wrong(
            msg(
                "{folder} lies in another register: {above}",
                folder=shown(directory),
                above=shown(above / REGISTER_FILE),
            )
        )
    if directory.exists() and not directory.is_dir():
        raise Wrong(msg("{folder} is a file, not a folder", folder=shown(directory)))


def _numbers(given: list[str] | None) -> tuple[str, ...]:
    """The municipalities given; none for all of the district."""
    if not given or [normal(one) for one in given] == ["alle"]:
        return ()
    return the_numbers(given)


def _common_district(numbers: tuple[str, ...]) -> str | None:
    found = {municipalities()[number].district for number in numbers}
    return found.pop() if len(found) == 1 else None


def _a_district(text: str) -> str:
    wanted = normal(text).removesuffix(" politidistrikt")
    names = {normal(name): one.name for one in districts().values() for name in (one.name, one.name_nynorsk)}
    if wanted in names:
        return names[wanted]
    near = nearest(wanted, districts())
    raise Wrong(
        msg("there is no police district “{text}”; did you mean {near}?", text=text, near=near)
        if near
        else msg("there is no police district “{text}”; they are: {names}", text=text, names=", ".join(districts()))
    )


def _a_language(text: str) -> str:
    return a_word(Language, text)


def _schemas() -> Mapping[str, str]:
    """The schemas that travel with kps, by name."""
    known = folder("schemas")
    if not known.is_dir():
        return {}
    return {file.name: file.read_text(encoding="utf-8") for file in sorted(known.glob("*.json"))}
