"""What marks something as exempt from public disclosure, and by which provision: in doubt it is closed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from kps.intake.minutes.lines import Line

_OPENNESS = r"(?:offentl[ei]\w*l[oa]v\w*|\boff\.\s?l[oa]v\w*|\boffv?l\b\.?)"
"""The law on what is open, as people write it: today's name, the old one, and short."""
_MARK = re.compile(
    r"unn?a?t(?:att|as)(?:\s+fra)?\s+off|unnat(?:eke|ekne|eken|atte)(?:\s+frå)?\s+off|u\.?\s?off\b"
    r"|\bu\.\s?o\.|\boffl\b"
    rf"|{_OPENNESS},?\s*§|politiregisterl[oa]v|\bpol\.?\s?reg\.?\s?l|unn?tatt\s+innsyn"
    r"|\bikk(?:e|je)\s+offentl[ei]g\b|\blukk(?:et|a)\s+(?:sak|møte|behandling|handsaming)|\blukk(?:ede|a)\s+dører"
    r"|^\s*(?:strengt\s+)?(?:fortrolig|fortruleg|gradert|konfidensiel|skjerma|skjermet)",
    re.IGNORECASE | re.MULTILINE,
)
_LAW = (
    rf"(?:{_OPENNESS}|politiregisterl[oa]v\w*|pol(?:iti)?\.?\s?reg(?:ister)?\.?\s?l(?:[oa]v\w*)?|fvl"
    r"|forvaltningsl[oa]v\w*|strpl|straffeprosessl[oa]v\w*)\.?"
)
_BASIS = re.compile(
    rf"{_LAW},?\s*§+\s*\d+(?:\s?[a-z]\b)?"
    r"(?:[\s,]*(?:jfr?\.?|og)?\s*(?:nr\.?\s*\d+|(?:første|andre|tredje|fjerde|\d+\.)\s+ledd"
    rf"|(?:{_LAW}\s*)?§+\s*\d+(?:-\d+)?(?:\s?[a-z]\b)?|bokstav\s+[a-z]\b))*",
    re.IGNORECASE,
)
_CONTAINS = re.compile(r"(?:inneh[oe]ld\w*)\s+opplysning\w*\s+som\s+er\s+unn", re.IGNORECASE)
"""What says that something in the paper is exempt, and not that all of it is."""


_CASE = re.compile(r"(?<![\d/])(?P<number>\d{1,3})\s?[/-]\s?(?P<year>20\d{2}|\d{2})(?![\d/.-])")


def marked(text: str) -> bool:
    """Whether the text says that something is exempt."""
    return _MARK.search(text) is not None


def cases_named(text: str) -> Iterator[str]:
    """The numbers, with their years in full, of the cases that a text names."""
    for found in _CASE.finditer(text):
        yield f"{int(found['number'])}/{found['year'] if len(found['year']) == 4 else '20' + found['year']}"


def all_marked(lines: Iterable[Line], some_case: bool) -> bool:
    """Whether what stands outside the cases closes all; not where it says that it holds such, and cases are marked."""
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
