"""Where the cases of a paper begin: which of the lines and rows that name a case open it, and which only list it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from typing import Literal

from kps.intake.labels import labels
from kps.intake.minutes.columns import Columns, columns_of
from kps.intake.minutes.lines import Box, Grid, Item, Line, Span
from kps.intake.minutes.numbered import Numbered, numbered_cases

_NUMBER = r"(?P<first>\d{1,4})(?:\s?(?P<sign>[/-])\s?(?P<second>\d{4}|\d{1,3})(?!\d))?(?!\d|\.\d)"
_SEPARATOR = re.compile(r"\s*[:–—.)]\s*|\s+-\s+|\t\s*|\s{2,}|\s+")
_BARE = re.compile(rf"\s*{_NUMBER}")
_ABBREVIATED = re.compile(
    r"(?:\b(?:vgs|kl|bl|jf|jfr|nr|ca|evt|inkl|mv|osv|pkt|dvs|f\.eks|bl\.a|m\.m|st|dr|ref|ev|tlf|\w)|(?<!\d)\d{1,2})\.$",
    re.I,
)
"""What ends with a full stop that ends no sentence."""
_SENTENCE = re.compile(r"[.!?](?=\s+(?:[A-ZÆØÅ«\"]|[a-z]\)))")


@dataclass(frozen=True, slots=True)
class CaseNumber:
    """A case's number as the paper has it; ``year`` is None where it has none."""

    number: int
    year: int | None
    span: Span
    turned: bool = False
    """Whether the year stands first."""


@dataclass(frozen=True, slots=True)
class Start:
    """A line or a row that names a case at its beginning."""

    index: int
    """The item it is, or is a row of."""
    number: CaseNumber
    label: Span | None
    """``Sak``, ``PS``."""
    title: Span | None
    rest: Span | None = None
    """What follows the title on its line: prose."""
    rows: tuple[tuple[Box, ...], ...] = ()
    """The row of a table that it is, and those below that go on with it; none where it is a line."""
    columns: Columns | None = None
    grid: Grid | None = None
    strong: bool = False
    """Whether it is a heading, or bold."""
    sentence: bool = False
    """Whether the title is the first sentence of a line of prose."""


@cache
def _named() -> re.Pattern[str]:
    words = sorted((word.text for word in labels("number")), key=len, reverse=True)
    return re.compile(rf"\s*(?P<word>(?:{'|'.join(map(re.escape, words))})\.?)\s*:?\s*{_NUMBER}", re.IGNORECASE)


def number_in(text: Span, day: date | None) -> CaseNumber | None:
    """The case that a cell names: ``3/26``, ``Sak 3/26``, ``3``; None where it is anything else."""
    raw = text.raw
    found = _named().match(raw) or _BARE.match(raw)
    return _number(found, text, day) if found else None


def _number(found: re.Match[str], span: Span, day: date | None) -> CaseNumber | None:
    first, second = found["first"], found["second"]
    at = span.within(found.start("first"), found.end())
    if second is None:
        return CaseNumber(int(first), None, at) if len(first) <= 3 else None
    short = day.year % 100 if day else -1
    if day and len(second) <= 2 and _year(second) != day.year and int(first) in (short, day.year):
        return CaseNumber(int(second), day.year, at, turned=True)
    if len(second) not in (2, 4) or len(first) > 3:
        return (
            CaseNumber(int(second), _year(first), at, turned=True)
            if len(first) in (2, 4) and day and _year(first) == day.year
            else None
        )
    return CaseNumber(int(first), _year(second), at)


def _year(text: str) -> int:
    return int(text) if len(text) == 4 else 2000 + int(text)


def _start(index: int, line: Line, day: date | None) -> Start | None:
    found = _named().match(line.text)
    if not found and line.stands_out:
        found = _BARE.match(line.text)
        if found and (found["second"] is None or found["sign"] == "-"):
            return None
    if not found:
        return None
    number = _number(found, Span(line, 0, len(line.text)), day)
    if number is None or (number.year is not None and day is not None and number.year != day.year):
        return None
    separator = _SEPARATOR.match(line.text, found.end())
    at = separator.end() if separator else found.end()
    if at < len(line.text) and not separator:
        return None
    if _is_mention(line, separator, at):
        return None
    label = line.span(found.start("word"), found.end("word")) if "word" in found.groupdict() else None
    return replace(_titled(line, at), index=index, number=number, label=label)


def _is_mention(line: Line, separator: re.Match[str] | None, at: int) -> bool:
    """Whether a line tells of a case in a sentence: ``Sak 3/26 ble utsatt.``"""
    return bool(
        separator
        and separator[0] == " "
        and not line.stands_out
        and line.bold < at
        and line.text[at : at + 1].islower()
    )


def _titled(line: Line, at: int) -> Start:
    """The title on a case's line: what is bold, else its first sentence where more follow, else all of it."""
    nothing = CaseNumber(0, None, line.whole)
    end = len(line.text)
    if at < line.bold < end and line.span(line.bold, end):
        title = _without_stop(line.span(at, line.bold).without(":–"))
        return Start(0, nothing, None, title, line.span(line.bold, end), strong=True)
    if not line.stands_out:
        for stop in _SENTENCE.finditer(line.text, at):
            if not _ABBREVIATED.search(line.text, at, stop.end()):
                title, rest = line.span(at, stop.start()), line.span(stop.end(), end)
                return Start(0, nothing, None, title, rest, sentence=True)
    title = _without_stop(line.span(at, end))
    return Start(0, nothing, None, title or None, strong=line.stands_out)


def _without_stop(title: Span) -> Span:
    """A title without its full stop."""
    ends = title.raw.endswith(".") and not _ABBREVIATED.search(title.raw)
    return title.within(0, len(title.raw) - 1) if ends else title


def starts_in(items: Sequence[Item], day: date | None) -> list[Start]:
    """Every line and every row that names a case of the meeting's year at its beginning; else those numbered alone."""
    found: list[Start] = []
    for index, item in enumerate(items):
        if isinstance(item, Grid):
            found += _rows(index, item, day)
        elif start := _start(index, item, day):
            found.append(start)
    return found or [_of_number(one) for one in numbered_cases(items)]


def _of_number(one: Numbered) -> Start:
    """A case that has a number and is not called a case."""
    number = CaseNumber(one.number, None, one.span)
    return replace(_titled(one.line, one.title), index=one.index, number=number)


def _rows(index: int, grid: Grid, day: date | None) -> list[Start]:
    columns = columns_of(grid)
    found: list[Start] = []
    if columns is None or not columns.may_open_cases:
        return found
    below_a_case = False
    for row in grid.rows[1:]:
        if below_a_case and _goes_on(row, found[-1], columns):
            found[-1] = replace(found[-1], rows=(*found[-1].rows, row))
            continue
        start = _row(index, row, columns, day)
        below_a_case = start is not None
        found += [replace(start, grid=grid)] if start else []
    return found


def _goes_on(row: tuple[Box, ...], before: Start, columns: Columns) -> bool:
    """Whether a row goes on with the case above it: its number and title are blank, or over both rows."""
    above = before.rows[-1]
    cells = [(columns.box(row, key), columns.box(above, key)) for key in ("number", "title") if key in columns.places]
    return all(box is None or not box.lines or box is over for box, over in cells)


def _row(index: int, row: tuple[Box, ...], columns: Columns, day: date | None) -> Start | None:
    box = columns.box(row, "number")
    line = next(iter(box.lines), None) if box else None
    number = number_in(line.whole, day) if line else None
    if line is None or number is None or (number.year is not None and day is not None and number.year != day.year):
        return None
    named = _named().match(line.text)
    label = line.span(named.start("word"), named.end("word")) if named else None
    title = _title_of_row(columns.box(row, "title"), number)
    return replace(title, index=index, number=number, label=label, rows=(row,), columns=columns, strong=True)


def _title_of_row(box: Box | None, number: CaseNumber) -> Start:
    """The title in a row: the first line of its cell, else what follows the number; none where there is neither."""
    if box and box.lines:
        return _titled(box.lines[0], 0)
    line = number.span.line
    after = line.span(number.span.end, len(line.text)).without(":–.")
    return _titled(line, after.start) if after else Start(0, number, None, None)


Use = Literal["case", "list", "mention"]


def uses(found: Sequence[Start], listed: Iterable[int]) -> list[Use]:
    """What each of them is: the case itself, its entry in a list before the cases, or a mention.

    ``listed`` are the items that stand under a heading such as Saksliste. A list is what stands close together, and is
    told once more further down.
    """
    made: list[Use] = []
    opened: set[int] = set()
    for one, run in zip(found, _runs(found, set(listed)), strict=True):
        number = one.number.number
        if number in opened:
            made.append("mention")
        elif run.is_list:
            made.append("list")
        else:
            opened.add(number)
            made.append("case")
    return made


@dataclass
class _Run:
    """Those that stand close together, each number once."""

    numbers: set[int]
    listed: bool
    later: set[int]

    @property
    def is_list(self) -> bool:
        """Whether most of them stand again further down."""
        close = self.listed or len(self.numbers) > 1
        return close and len(self.numbers & self.later) * 2 > len(self.numbers)


def _runs(found: Sequence[Start], listed: set[int]) -> list[_Run]:
    """The run of each of them."""
    runs: list[_Run] = []
    run = _Run(set(), False, set())
    for at, one in enumerate(found):
        before = found[at - 1] if at else None
        close = before is not None and one.index - before.index <= 1 and not before.rest
        if not close or one.number.number in run.numbers:
            run = _Run(set(), False, set())
        run.numbers.add(one.number.number)
        run.listed = run.listed or one.index in listed
        run.later = {other.number.number for other in found[at + 1 :]}
        runs.append(run)
    return runs


def lines_of_start(start: Start) -> list[Line]:
    """The lines of a case's title, or of all its rows."""
    return [line for box in boxes_of(start) for line in box.lines] if start.rows else [start.number.span.line]


def boxes_of(start: Start) -> Iterable[Box]:
    """The cells of a case's rows, each once."""
    return dict.fromkeys(box for row in start.rows for box in row)
