"""kps guideline: everything the guideline says, and how kps answers for it."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Annotated

import typer

from kps.cli import groups
from kps.cli.options import PageFormat, one_of
from kps.language import mark
from kps.output.pieces import folded
from kps.output.tracing import guideline_json, guideline_markdown, guideline_text

HELP = mark("Show every statement of the guideline, and the rules, questions and record keys that answer for it.")
GROUP = groups.RULES
EXAMPLE = "kps guideline --format md"


_WRITERS: dict[PageFormat, Callable[[], str]] = {
    "text": guideline_text,
    "json": guideline_json,
    "md": guideline_markdown,
}


_HANG = 10
"""How far in a line goes on that is broken: further than where the words about a statement begin."""


def run(
    format: Annotated[PageFormat, typer.Option(**one_of(PageFormat), help=mark("How the list is written."))] = "text",
) -> None:
    """Print the list."""
    text = _WRITERS[format]()
    typer.echo(folded(text, sys.stdout, _HANG) if format == "text" else text, nl=False)
