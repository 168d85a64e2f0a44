"""kps guideline: everything the guideline says, and how kps answers for it."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from kps.cli.options import one_of
from kps.language import mark
from kps.output.tracing import guideline_json, guideline_markdown, guideline_text

HELP = mark("Show every statement of the guideline, and the rules, questions and record keys that answer for it.")


class Format(StrEnum):
    """What the list can be written as."""

    text = "text"
    json = "json"
    md = "md"


_WRITERS = {Format.text: guideline_text, Format.json: guideline_json, Format.md: guideline_markdown}


def run(
    format: Annotated[Format, typer.Option(**one_of(Format), help=mark("How the list is written."))] = Format.text,
) -> None:
    """Print the list."""
    typer.echo(_WRITERS[format](), nl=False)
