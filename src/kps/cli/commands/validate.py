"""kps validate: read every register, hold it against the guideline, say what falls short and where."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Annotated, TextIO

import typer

from kps.cli.loading import Loaded, load_registers, today
from kps.cli.options import AsOf, Paths, one_of
from kps.cli.scope import Scope, codes
from kps.language import mark
from kps.output.json import as_json
from kps.output.located import located
from kps.output.outcome import Outcome
from kps.output.text import write_text
from kps.register.tree import shown
from kps.rules.engine import check

HELP = mark(
    "Say what falls short in every register under the paths, and where. Nothing is ever written. "
    "Exit status: 0 nothing at or above --fail-on, 1 findings, 2 wrong use, a register that cannot be read or a "
    "rule that crashed, 3 nothing found to check."
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
    format: Annotated[Format, typer.Option(**one_of(Format), help=mark("How the findings are told."))] = Format.text,
    output: Annotated[Path | None, typer.Option(help=mark("Write the findings to this file."))] = None,
    fail_on: Annotated[
        FailOn, typer.Option(**one_of(FailOn), help=mark("The mildest finding that gives exit status 1."))
    ] = FailOn.error,
    select: Annotated[
        str, typer.Option(metavar="CODE,...", help=mark("Only these codes, or codes that begin so."))
    ] = "",
    ignore: Annotated[
        str, typer.Option(metavar="CODE,...", help=mark("Leave out these codes, or codes that begin so."))
    ] = "",
    show_waived: Annotated[bool, typer.Option("--show-waived", help=mark("Show waived findings too."))] = False,
) -> None:
    """Validate, write the findings, and exit with the status they give."""
    where = paths or [Path()]
    scope = Scope(tuple(shown(path) for path in where), codes(select), codes(ignore))
    loaded = load_registers(where)
    outcome = _outcome(loaded, scope, as_of or today(), show_waived)
    if output:
        with output.open("w", encoding="utf-8", newline="\n") as file:
            _write(outcome, format, file)
    else:
        _write(outcome, format, sys.stdout)
    raise typer.Exit(outcome.status(fail_on.value))


def _outcome(loaded: Sequence[Loaded], scope: Scope, as_of: date, show_waived: bool) -> Outcome:
    registers = [one.register for one in loaded]
    found = [one for one in check(registers, as_of) if scope.wants(one)]
    return Outcome(
        findings=located(found, {one.register.label: one.tree for one in loaded}),
        as_of=as_of,
        registers=tuple(register.label for register in registers),
        files=scope.files(registers),
        unreadable=any(register.charter is None for register in registers),
        show_waived=show_waived,
    )


def _write(outcome: Outcome, format: Format, to: TextIO) -> None:
    if format is Format.json:
        to.write(as_json(outcome))
    else:
        write_text(outcome, to)
