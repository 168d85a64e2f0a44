"""Which of the two written forms of Norwegian a municipality's records and papers are in, and texts for both."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Literal

from kps.models.places import municipalities
from kps.register.index import Register

WrittenForm = Literal["nb", "nn"]
"""The two written forms of Norwegian that records and papers are made in."""

_PAIR = re.compile(r"\[\[([^|\]\n]*)\|([^|\]\n]*)\]\]")
_LINE = re.compile(r"(nb|nn)\| ")


def written_form(register: Register | None, numbers: Iterable[str]) -> WrittenForm:
    """The form that the municipalities write; where that is none or several, the register's, else bokmål."""
    written = {known.written_form for number in numbers if (known := municipalities().get(number))}
    own = written.pop() if len(written) == 1 else "nøytral"
    charter = register.charter if register else None
    chosen = own if own != "nøytral" else (charter and charter.written_form) or "bokmål"
    return "nn" if chosen == "nynorsk" else "nb"


def in_form(text: str, form: WrittenForm) -> str:
    """A text that is written for both forms, in one of them.

    ``[[Sted|Stad]]`` is a word in bokmål and in nynorsk; a line that begins with ``nb| `` or ``nn| `` is of one form.
    """
    lines = (_of_line(line, form) for line in text.splitlines(keepends=True))
    return _PAIR.sub(lambda pair: pair[1 if form == "nb" else 2], "".join(lines))


def _of_line(line: str, form: WrittenForm) -> str:
    begins = _LINE.match(line)
    if begins is None:
        return line
    return line[begins.end() :] if begins[1] == form else ""
