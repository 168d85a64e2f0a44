"""kps schema: the JSON Schemas of the records, for editors, and of the yearly report, for programs."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from kps.cli import groups
from kps.cli.delivery import tell_written
from kps.cli.notes import say
from kps.language import mark
from kps.language.reader import tr
from kps.models.schema import schemas
from kps.register.files import bytes_of
from kps.report.exchange import SCHEMA
from kps.report.exchange import schema as report_schema
from kps.workspace.writing import replace

HELP = mark(
    "Write the JSON Schemas of all kinds of records, and of an import's mapping, for editors to complete from, and of "
    "the yearly report as JSON. "
    "With --check nothing is written: exit status 1 where a file is stale."
)
GROUP = groups.TOOLS
EXAMPLE = "kps schema --check"


def run(
    output: Annotated[Path, typer.Option(metavar="DIR", help=mark("The folder they are written to."))] = Path(
        "schemas"
    ),
    check: Annotated[bool, typer.Option("--check", help=mark("Only say which files are stale."))] = False,
) -> None:
    """Write the schemas, or say which are stale."""
    # Imported here: `kps --help` asks for no mapping.
    from kps.intake.tables.mapping import SCHEMA as MAPPING
    from kps.intake.tables.mapping import schema as mapping_schema

    stale = 0
    for name, schema in {**schemas(), SCHEMA: report_schema(), MAPPING: mapping_schema()}.items():
        text = json.dumps(schema, ensure_ascii=False, indent=2) + "\n"
        file = output / name
        if file.is_file() and bytes_of(file) == text.encode():
            continue
        stale += 1
        if check:
            say(tr("{file} is stale: run kps schema", file=file))
        else:
            replace(file, text)
            tell_written(file)
    raise typer.Exit(int(check and stale > 0))
