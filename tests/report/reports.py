"""Reports to show, made once each: the example's, one of several registers, and one whose words would do harm."""

from __future__ import annotations

import json
from datetime import date
from functools import cache
from itertools import count
from pathlib import Path
from typing import Any

from agreed import agreed
from kps.register.memory import Texts
from kps.register.reading import load
from kps.register.tree import Folder
from kps.report.exchange import as_json, read_json
from kps.report.year_status import Status, merged, status

AGDER = Path(__file__).parent.parent.parent / "examples" / "agder"
DAY = date(2026, 11, 23)

HARMFUL = (
    "<script>document.title = 'harm'</script>",
    '"><img src=x onerror="document.title = \'harm\'">',
    "]]></style></script></textarea><svg onload=\"document.title = 'harm'\">",
    "'-document.title='harm'-'",
    "{{ 7 * 7 }}{% raw %}",
    "\x1b[31mred\x07\x00\x9b",
    "one\r\n\n# two | three\u2028four\x85five",
    "\u202eolleH\u2066",
    "=1+1",
    "+47 1",
    "-1",
    "@SUM(A1)",
    "\t=1+1",
    "[x](javascript:alert(1)) *y* `z` <b>w</b> &lt;",
    "Ordførerkontoret" * 30,
)
"""Words that would be acted on by a browser, a terminal, a spreadsheet, Markdown, or a layout."""


@cache
def example() -> Status:
    """The status of the example's register."""
    return status([load(Folder(AGDER))], DAY.year, DAY)


@cache
def empty() -> Status:
    """The status of a register that has but begun: no council, no meeting."""
    charter = 'type: register\nnavn: Oslo\npolitidistrikt: Oslo\nkommuner: ["0301"]\ngjelder_fra: 2024-01-01\n'
    return status([load(Texts({"kps.yaml": charter}))], DAY.year, DAY)


@cache
def several() -> Status:
    """Three registers' status as one; two of them answer for the same municipalities."""
    return merged([example(), empty(), example().model_copy(deep=True)])


@cache
def harmful() -> Status:
    """A status as another's JSON report could hold it: every word that is free is one of HARMFUL."""
    words = count()

    def spoilt(value: Any, key: str = "") -> Any:
        if isinstance(value, dict):
            return {name: spoilt(one, name) for name, one in value.items()}
        if isinstance(value, list):
            return [spoilt(one, key) for one in value]
        free = isinstance(value, str) and key in _FREE and value not in _CLOSED
        return HARMFUL[next(words) % len(HARMFUL)] if free else value

    return read_json(json.dumps(spoilt(json.loads(as_json(merged([example(), agreed()]))))).encode())


_FREE = {
    "number", "name", "district", "folder", "status", "kind", "file", "contact", "contacts", "reason", "rule",
    "council", "method", "bylaws", "slt", "other_cooperation", "registers", "title", "text", "what", "owner",
    "indicator", "unit", "basis", "leader", "covered_by", "subject", "product", "ordered_by", "took_part",
    "responsible", "code", "codes", "parties", "numbers", "councils",
}  # fmt: skip

_CLOSED = {"focus_area", "plan", "measure", "action"}
"""What a reader of reports takes nothing else for."""
