"""What a parser's complaint means to somebody who is no programmer."""

from __future__ import annotations

import re

import yaml

from kps.language import Message, msg
from kps.source.text import Lines

_QUOTED = re.compile("quoted scalar")


def explain(error: yaml.MarkedYAMLError, lines: Lines) -> Message:
    """The complaint in plain words: what is wrong and how to mend it."""
    problem = error.problem or ""
    context = error.context or ""
    begun = lines.at(error.context_mark.index)[0] if error.context_mark else 0
    if _QUOTED.search(context) and "escape" not in problem:
        return msg("the quote that opens on line {line} is not closed before this place", line=begun)
    for part, message in _KNOWN.items():
        if part in problem:
            return message
    if "expected key" in problem or "block end" in problem:
        return msg(
            "this line does not fit in with those above it, from line {line}: keys of one list or one record begin "
            "in the same column",
            line=begun,
        )
    if "end of stream" in problem:
        return msg("the file ends in the middle of something that began on line {line}", line=begun)
    return msg("this cannot be read as YAML ({problem})", problem=problem or str(error))


_KNOWN: dict[str, Message] = {
    "mapping values are not allowed": msg(
        "a colon is not expected here: put quotes round a text that has a colon, or write it as a block after |"
    ),
    "could not find expected ':'": msg("a colon is missing after the key on this line or the one before it"),
    "cannot start any token": msg(
        "a text cannot begin with this character: put quotes round it; indent with spaces, never with tabs"
    ),
    "tab character": msg("a tab is used to indent here; use spaces"),
    "',' or ']'": msg("a comma, or the ] that ends the list, is missing before this place"),
    "',' or '}'": msg(
        "a comma, or the } that ends it, is missing before this place; put quotes round a text that has a comma"
    ),
    "'-' indicator": msg("this line does not fit in the list above it: each item begins with a dash, in one column"),
    "block sequence entries are not allowed": msg(
        "a list cannot begin on this line: put the dash on a line of its own, below the key"
    ),
    "escape character": msg("\\ has a meaning of its own between double quotes: use single quotes, or write \\\\"),
    "undefined tag handle": msg("a text cannot begin with !: put quotes round it"),
    "undefined alias": msg("a text cannot begin with *: put quotes round it"),
    "expected alphabetic or numeric character": msg("a text cannot begin with & or *: put quotes round it"),
    "document start": msg("something stands after the record's end; keep one record a file"),
    "directive": msg("a line cannot begin with %: put quotes round the text"),
}
