"""kps rules: all rules, a line each; or all their pages as one document."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Annotated

import typer

from kps.checking.rule import Rule, rules
from kps.cli import groups
from kps.cli.options import PageFormat, one_of
from kps.language import mark
from kps.output.pages import table_json, table_text, title_column
from kps.output.pieces import folded
from kps.output.rule_book import book_markdown

HELP = mark(
    "List all rules: code, severity, the guideline's section, and what each asks. With --format md the whole page of "
    "each, as one document."
)
GROUP = groups.RULES
EXAMPLE = "kps rules --lang nn"


_WRITERS: dict[PageFormat, Callable[[dict[str, Rule]], str]] = {
    "text": table_text,
    "json": table_json,
    "md": book_markdown,
}


def run(
    format: Annotated[PageFormat, typer.Option(**one_of(PageFormat), help=mark("How the list is written."))] = "text",
) -> None:
    """Print the list."""
    text = _WRITERS[format](rules())
    typer.echo(folded(text, sys.stdout, title_column(rules())) if format == "text" else text, nl=False)
