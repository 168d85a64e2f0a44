"""A new record as text, put together from the templates under ``templates/records``."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

from kps.models.base import Record
from kps.models.parse import parse
from kps.models.vocabulary import nynorsk
from kps.register.index import Register
from kps.register.written import WrittenForm, in_form
from kps.resources import text_in
from kps.scaffold.quoting import key_line, one_line, paragraph, scalar
from kps.source import read

if TYPE_CHECKING:
    from jinja2 import Environment


@dataclass(frozen=True, slots=True)
class Draft:
    """A file to be written: its name from the register's folder, and its text."""

    file: str
    text: str


def added(register: Register, draft: Draft) -> tuple[Register, Record]:
    """The register as it is with the draft's record in it, and that record."""
    record, _ = parse(read(draft.text.encode()).value, draft.file)
    if record is None:
        raise ValueError(f"{draft.file} is not a record")
    whole = replace(
        register,
        records=(*register.records, record),
        files=register.files | {draft.file},
        record_files=register.record_files | {draft.file},
    )
    return whole, record


def filled(form: WrittenForm, template: str, /, **seen: object) -> str:
    """The text of ``templates/records/<template>.j2`` in one form, with these values in their places."""
    return _templates(form).get_template(f"{template}.j2").render(**seen)


def shared(template: str, /, **seen: object) -> str:
    """The text of a file that is the same whatever the register's tongue, from ``templates/records/register``."""
    return _templates("nb").get_template(f"register/{template}").render(**seen)


@cache
def _templates(form: WrittenForm) -> Environment:
    # Imported here: jinja takes time to load, and most commands scaffold nothing.
    from jinja2 import Environment, FunctionLoader, StrictUndefined

    environment = Environment(
        loader=FunctionLoader(lambda name: in_form(text_in("templates", f"records/{name}"), form)),
        undefined=StrictUndefined,
        autoescape=False,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    written = nynorsk if form == "nn" else str
    environment.filters.update(
        written=written, scalar=scalar, one_line=one_line, paragraph=paragraph, quoted=json.dumps
    )
    environment.globals.update(line=key_line)
    return environment
