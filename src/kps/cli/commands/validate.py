"""kps validate: read every register, hold it against the guideline, say what falls short and where."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer
from kps.cli.options import AsOf, Paths

from kps.language import mark

HELP = mark(
    "Say what falls short in every register under the paths, and where. Nothing is ever written. "
    "Exit status: 0 nothing at or above --fail-on, 1 findings, 2 wrong use or a rule that crashed, "
    "3 nothing found to check."
)


class Format(StrEnum):
    """What findings can be told as."""

    text = "text"
    json = "json"


class FailOn(StrEnum):
    """The mildest finding that makes the exit status 1."""

    error = "error"
    warning = "warning"
    hint = "hint"


def run(
    paths: Paths = None,
    as_of: AsOf = None,
    format: Annotated[Format, typer.Option(help=mark("How the findings are told."))] = Format.text,
    output: Annotated[Path | None, typer.Option(help=mark("Write to this file."))] = None,
    fail_on: Annotated[FailOn, typer.Option(help=mark("The mildest finding that gives exit status 1."))] = FailOn.error,
    select: Annotated[str, typer.Option(help=mark("Only these codes, or codes that begin so: M401,A3."))] = "",
    ignore: Annotated[str, typer.Option(help=mark("Leave out these codes, or codes that begin so."))] = "",
    show_waived: Annotated[bool, typer.Option("--show-waived", help=mark("Show waived findings too."))] = False,
) -> None:
    """Validate the registers; see HELP."""
