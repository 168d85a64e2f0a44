"""What stands around every page of the year: its looks, its script, and that it fetches nothing from elsewhere."""

from __future__ import annotations

import json
from base64 import b64encode
from functools import cache
from hashlib import sha256
from typing import TYPE_CHECKING

from kps.language.reader import chosen, said, tr
from kps.output.year_pages.addresses import SHARED
from kps.report.status_light import LIGHTS
from kps.resources import text_in

if TYPE_CHECKING:
    from jinja2 import Environment

STYLES, SCRIPT = "rapport.css", "rapport.js"
"""The files that the pages of a folder share."""


def styles() -> str:
    """The looks of every page."""
    return text_in("templates", "papir.css") + text_in("templates", f"rapport/{STYLES}")


def script() -> str:
    """What sorts and filters."""
    return text_in("templates", f"rapport/{SCRIPT}")


def filled(template: str, view: dict[str, object], up: str | None = None, stamp: str = "") -> str:
    """The page, whole; ``up`` is the way to the folder where the shared files are, None where the page has its own."""
    from markupsafe import Markup

    own = up is None
    around: dict[str, object] = {
        "language": chosen(),
        "allowed": _allowed(),
        "stamp": stamp,
        "shared": "" if own else f"{up}{SHARED}/",
        # Of our own, and with nothing in it that ends a style or a script.
        "styles": Markup(styles()) if own else "",
        "script": Markup(script()) if own else "",
        "spoken": Markup(json.dumps(_spoken(), ensure_ascii=False).replace("<", "\\u003c")),
    }
    return _environment().get_template(template).render({**around, **view})


@cache
def _environment() -> Environment:
    # Imported here: no other format of the status asks for it.
    from jinja2 import Environment, FunctionLoader, StrictUndefined

    return Environment(
        loader=FunctionLoader(lambda name: text_in("templates", f"rapport/{name}.html.j2")),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


@cache
def _allowed() -> str:
    """What a browser may take in: our own looks and script, in the page or beside it, and nothing else."""
    return (
        f"default-src 'none'; style-src 'self' file: {_hash(styles())}; script-src 'self' file: {_hash(script())}; "
        "base-uri 'none'; form-action 'none'"
    )


def _hash(text: str) -> str:
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"


def _spoken() -> dict[str, object]:
    """What the script says."""
    return {
        "search": tr("Search among the municipalities"),
        "light": tr("Light"),
        "district": tr("Police district"),
        "all": tr("All"),
        "lights": {key: said(label) for key, label in LIGHTS.items()},
        "shown": tr("{n} of {of} shown", n="{n}", of="{of}"),
    }
