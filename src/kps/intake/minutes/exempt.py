"""What marks something as exempt from public disclosure, and by which provision: in doubt it is closed."""

from __future__ import annotations

import re
from collections.abc import Iterable

from kps.intake.minutes.lines import Line

_MARK = re.compile(
    r"unn?tatt(?:\s+fra)?\s+off|unnat(?:eke|ekne|eken|atte)(?:\s+frå)?\s+off|u\.?\s?off\b|\bu\.\s?o\.|\boffl\b"
    r"|offentle[gi]\w*l[oa]v\w*,?\s*§|politiregisterlov|unn?tatt\s+innsyn",
    re.IGNORECASE,
)
_LAW = (
    r"(?:offl|offentle[gi]\w*l[oa]v\w*|politiregisterl[oa]v\w*|pol(?:iti)?reg(?:ister)?l|fvl|forvaltningsl[oa]v\w*|strpl"
    r"|straffeprosessl[oa]v\w*)\.?"
)
_BASIS = re.compile(
    rf"{_LAW},?\s*§+\s*\d+(?:\s?[a-z]\b)?"
    r"(?:[\s,]*(?:jfr?\.?|og)?\s*(?:nr\.?\s*\d+|(?:første|andre|tredje|fjerde|\d+\.)\s+ledd"
    rf"|(?:{_LAW}\s*)?§+\s*\d+(?:-\d+)?(?:\s?[a-z]\b)?|bokstav\s+[a-z]\b))*",
    re.IGNORECASE,
)
_CONTAINS = re.compile(r"(?:inneh[oe]ld\w*)\s+opplysning\w*\s+som\s+er\s+unn", re.IGNORECASE)
"""What says that something in the paper is exempt, and not that all of it is."""


def marked(text: str) -> bool:
    """Whether the text says that something is exempt."""
    return _MARK.search(text) is not None


def all_marked(lines: Iterable[Line], some_case: bool) -> bool:
    """Whether a paper's head closes all of it; not where it says that it holds what is exempt, and cases are marked."""
    texts = [line.text for line in lines if marked(line.text)]
    if some_case and any(_CONTAINS.search(text) for text in texts):
        return False
    return bool(texts)


def basis_in(text: str) -> re.Match[str] | None:
    """Where in a text the legal basis stands."""
    return _BASIS.search(text)


def basis_of(lines: Iterable[Line]) -> str:
    """The first legal basis that the lines tell; empty where they tell none."""
    found = (basis_in(line.text) for line in lines)
    return next((" ".join(one[0].rstrip(" ,.").split()) for one in found if one), "")
