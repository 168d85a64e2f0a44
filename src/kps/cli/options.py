"""Arguments and options that several commands take."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any, TypeVar

import typer

from kps.language import mark, msg
from kps.workspace.errors import Wrong

E = TypeVar("E", bound=StrEnum)


def a_day(text: str) -> date:
    """The day in ``2026-03-12``; Wrong for anything else."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise Wrong(msg("“{value}” is not a date; write it as 2026-03-12", value=text)) from None


def one_of(choices: type[E]) -> dict[str, Any]:
    """An option's reader for the values of ``choices``, and its place in the help page."""

    def read(text: str) -> E:
        try:
            return choices(text)
        except ValueError:
            names = ", ".join(one.value for one in choices)
            raise Wrong(msg("“{value}” is not one of: {choices}", value=text, choices=names)) from None

    return {"parser": read, "metavar": "|".join(one.value for one in choices)}


Paths = Annotated[
    list[Path] | None,
    typer.Argument(
        metavar="[PATH]...",
        help=mark("Registers, folders or files; the folder you stand in if none."),
        show_default=False,
    ),
]

AsOf = Annotated[
    date | None,
    typer.Option(
        "--as-of", parser=a_day, metavar="DATE", help=mark("The day that is asked about; today if not given.")
    ),
]
