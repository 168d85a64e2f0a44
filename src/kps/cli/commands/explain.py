"""kps explain: a rule's whole page."""

from __future__ import annotations

import json
import sys
from typing import Annotated

import typer

from kps.checking.rule import rules
from kps.cli import groups
from kps.cli.options import PageFormat, one_of
from kps.language import mark, msg
from kps.models.vocabulary import nearest
from kps.output.pages import page_data, page_markdown
from kps.workspace.errors import Wrong

HELP = mark(
    "Explain a rule: what it asks, why (the guideline's own words and section), when exactly it finds something, "
    "how to mend it, and an example."
)
GROUP = groups.RULES
EXAMPLE = "kps explain M401"


def run(
    code: Annotated[str, typer.Argument(help=mark("The rule's code, as M401."))],
    format: Annotated[PageFormat, typer.Option(**one_of(PageFormat), help=mark("How the page is written."))] = "text",
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
    if format == "json":
        typer.echo(json.dumps(page_data(rule), ensure_ascii=False, indent=2))
    elif format == "text" and sys.stdout.isatty():
        from rich.console import Console
        from rich.markdown import Markdown

        Console(width=min(Console().width, 100)).print(Markdown(page_markdown(rule)))
    else:
        typer.echo(page_markdown(rule), nl=False)
