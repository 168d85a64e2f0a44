"""Arguments and options that several commands take."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated, Any, Literal, get_args

import typer

from kps.language import mark, msg
from kps.workspace.errors import Wrong


def a_day(text: str) -> date:
    """The day in ``2026-03-12``; Wrong for anything else."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise Wrong(msg("“{value}” is not a date; write it as 2026-03-12", value=text)) from None


def one_of(kind: object) -> dict[str, Any]:
    """An option's reader for the words of a Literal, and its place in the help page."""
    words: tuple[str, ...] = get_args(kind)

    def read(text: str) -> str:
        if text not in words:
            raise Wrong(msg("“{value}” is not one of: {choices}", value=text, choices=", ".join(words)))
        return text

    return {"parser": read, "metavar": "|".join(words)}


PageFormat = Literal["text", "json", "md"]
"""What kps tells of its rules and of the guideline can be written as."""


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

IsStaged = Annotated[
    bool, typer.Option("--staged", help=mark("The files as git would commit them; for a hook before each commit."))
]

Select = Annotated[
    str, typer.Option("--select", metavar="CODE,...", help=mark("Only these codes, or codes that begin so."))
]

Ignore = Annotated[
    str, typer.Option("--ignore", metavar="CODE,...", help=mark("Leave out these codes, or codes that begin so."))
]
