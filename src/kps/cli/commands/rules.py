"""kps rules: all rules, a line each; or all their pages as one document."""

from __future__ import annotations

import sys
from enum import StrEnum
from typing import Annotated

import typer

from kps.checking.rule import rules
from kps.cli.options import one_of
from kps.language import mark
from kps.output.book import book_markdown
from kps.output.pages import table_json, table_text, title_column
from kps.output.pieces import folded

HELP = mark(
    "List all rules: code, severity, the guideline's section, and what each asks. With --format md the whole page of "
    "each, as one document."
)


class Format(StrEnum):
    """What the list can be written as."""

    text = "text"
    json = "json"
    md = "md"


_WRITERS = {Format.text: table_text, Format.json: table_json, Format.md: book_markdown}


def run(
    format: Annotated[Format, typer.Option(**one_of(Format), help=mark("How the list is written."))] = Format.text,
) -> None:
    """Print the list."""
    text = _WRITERS[format](rules())
    typer.echo(folded(text, sys.stdout, title_column(rules())) if format is Format.text else text, nl=False)
