"""A new record as text, put together from the templates under ``templates/records``."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from kps.resources import folder
from kps.scaffold.naming import Form
from kps.scaffold.quoting import one_line, paragraph, scalar

if TYPE_CHECKING:
    from jinja2 import Environment


@dataclass(frozen=True, slots=True)
class Draft:
    """A file to be written: its name from the register's folder, and its text."""

    file: str
    text: str


def filled(form: Form, template: str, **seen: object) -> str:
    """The text of ``templates/records/nb/<template>.j2``, or nn, with these values in their places."""
    return _templates().get_template(f"{form}/{template}.j2").render(**seen)


def shared(template: str) -> str:
    """The text of a file that is the same in every register, from ``templates/records/register``."""
    return _templates().get_template(f"register/{template}").render()


@cache
def _templates() -> Environment:
    # Imported here: jinja takes time to load, and most commands scaffold nothing.
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    environment = Environment(
        loader=FileSystemLoader(folder("templates") / "records"),
        undefined=StrictUndefined,
        autoescape=False,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters.update(scalar=scalar, one_line=one_line, paragraph=paragraph, quoted=json.dumps)
    return environment
