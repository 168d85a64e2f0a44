"""kps guideline: everything the guideline says, and how kps answers for it."""

from __future__ import annotations

import sys
from enum import StrEnum
from typing import Annotated

import typer

from kps.cli.options import one_of
from kps.language import mark
from kps.output.pieces import folded
from kps.output.tracing import guideline_json, guideline_markdown, guideline_text

HELP = mark("Show every statement of the guideline, and the rules, questions and record keys that answer for it.")


class Format(StrEnum):
    """What the list can be written as."""

    text = "text"
    json = "json"
    md = "md"


_WRITERS = {Format.text: guideline_text, Format.json: guideline_json, Format.md: guideline_markdown}


_HANG = 10
"""How far in a line goes on that is broken: further than where the words about a statement begin."""


def run(
    format: Annotated[Format, typer.Option(**one_of(Format), help=mark("How the list is written."))] = Format.text,
) -> None:
    """Print the list."""
    text = _WRITERS[format]()
    typer.echo(folded(text, sys.stdout, _HANG) if format is Format.text else text, nl=False)
