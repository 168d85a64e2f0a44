"""kps explain: a rule's whole page."""

from __future__ import annotations

import json
import sys
from enum import StrEnum
from typing import Annotated

import typer

from kps.checking.rule import rules
from kps.cli.options import one_of
from kps.language import mark, msg
from kps.models.vocabulary import nearest
from kps.output.pages import page_data, page_markdown
from kps.workspace.errors import Wrong

HELP = mark(
    "Explain a rule: what it asks, why (the guideline's own words and section), when exactly it finds something, "
    "how to mend it, and an example."
)


class Format(StrEnum):
    """What the page can be written as."""

    text = "text"
    json = "json"
    md = "md"


def run(
    code: Annotated[str, typer.Argument(help=mark("The rule's code, as M401."))],
    format: Annotated[Format, typer.Option(**one_of(Format), help=mark("How the page is written."))] = Format.text,
) -> None:
    """Print the page."""
    rule = rules().get(code.strip().upper())
    if rule is None:
        near = nearest(code.upper(), rules())
        raise Wrong(
            msg("there is no rule {code}; did you mean {near}?", code=code, near=near)
            if near
            else msg("there is no rule {code}; kps rules lists them", code=code)
        )
    if format is Format.json:
        typer.echo(json.dumps(page_data(rule), ensure_ascii=False, indent=2))
    elif format is Format.text and sys.stdout.isatty():
        from rich.console import Console
        from rich.markdown import Markdown

        Console(width=min(Console().width, 100)).print(Markdown(page_markdown(rule)))
    else:
        typer.echo(page_markdown(rule), nl=False)
