"""Findings for people, like a compiler's: the place, what is wrong, the line itself, why, and the mend."""

from __future__ import annotations

import textwrap
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from typing import TextIO

from kps.checking.finding import Severity
from kps.checking.rule import rules
from kps.language import msgn
from kps.language.printable import one_line, printable
from kps.language.reader import said, tr
from kps.output.located import Located
from kps.output.outcome import Outcome, UnreadFile
from kps.output.pieces import Piece, width_of, write_pieces
from kps.output.wording import counted, mending, sentence, severity_word

_COLOURS: dict[Severity, str] = {"error": "bold red", "warning": "bold yellow", "hint": "bold cyan"}
_WIDEST_LINE = 160
_LEAD = 24
_MANY = 40
"""With more codes than this, it is all that is asked of a council that a file holds back."""


def write_text(outcome: Outcome, to: TextIO) -> None:
    """Write the findings and a summary; in colour, and folded to the width, on a terminal."""
    write_pieces(_pieces(outcome, width_of(to)), to)


def entry(one: Located) -> str:
    """A finding as it is told in a pipe or a file."""
    return "".join(words for words, _ in _finding(one, 0))


def _pieces(outcome: Outcome, width: int) -> Iterator[Piece]:
    yield from ((text, "") for text in outcome.texts)
    for one in outcome.shown:
        yield from _finding(one, width)
    yield from _held_back(outcome.unread, width)
    counts = outcome.summary
    read = msgn(
        "{n} file read: {counts}",
        "{n} files read: {counts}",
        counts["files"] - counts["unread"],
        counts=counted(counts),
    )
    yield said(read), "bold"
    if counts["unread"]:
        yield "; " + said(msgn("{n} could not be read", "{n} could not be read", counts["unread"])), "bold red"
    yield "\n", ""
    yield from _of_baseline(outcome)


def _held_back(unread: Sequence[UnreadFile], width: int) -> Iterator[Piece]:
    """What is not told while files cannot be read: those together that hold back the same."""
    groups: dict[tuple[object, ...], list[UnreadFile]] = defaultdict(list)
    for one in unread:
        groups[one.codes, one.councils].append(one)
    for some in groups.values():
        for one in some:
            yield f"{printable(one.file)}: ", "bold"
            yield tr("cannot be read; what it may be the answer to is held back until it is mended") + "\n", ""
        yield from _note(tr("held back"), _what(some[0]), width)
        if some[0].councils:
            yield from _note(tr("councils concerned"), ", ".join(map(printable, some[0].councils)), width)
        yield "\n", ""


def _what(unread: UnreadFile) -> str:
    if len(unread.codes) <= _MANY:
        return ", ".join(unread.codes)
    if not unread.councils:
        return tr("all that the guideline asks")
    return tr("all that is asked of the council, but for what its records themselves lack")


def _of_baseline(outcome: Outcome) -> Iterator[Piece]:
    """What a baseline hides, and what it knows in vain."""
    if outcome.known is not None:
        known = msgn(
            "{n} finding is known from the baseline", "{n} findings are known from the baseline", outcome.known
        )
        yield said(known) + "\n", ""
    if outcome.gone:
        gone = msgn(
            "{n} of the baseline's entries is no more; --write-baseline writes it anew",
            "{n} of the baseline's entries are no more; --write-baseline writes it anew",
            outcome.gone,
        )
        yield said(gone) + "\n", ""


def _finding(one: Located, width: int) -> Iterator[Piece]:
    finding = one.finding
    colour = "dim" if finding.waiver else _COLOURS[finding.severity]
    yield f"{printable(one.file)}:{one.span.line}:{one.span.column}: ", "bold"
    yield f"{severity_word(finding.severity)} {finding.code}", colour
    yield f": {sentence(finding.message)}\n", ""
    yield from _excerpt(one, colour, width)
    if one.statement:
        label = tr("guideline, section {section}, as kps reads it", section=one.statement.section)
        yield from _note(label, said(one.statement), width)
    yield from _note(tr("how to mend it"), mending(one), width)
    if finding.waiver:
        reason = one_line(finding.waiver.reason)
        yield from _note(tr("waived until {until}", until=finding.waiver.until), reason, width)
    yield "\n", ""


def _excerpt(one: Located, colour: str, width: int) -> Iterator[Piece]:
    """The line with the place underlined; of a line too long, the part around the place."""
    span = one.span
    line = printable(one.line)
    if not line.strip():
        return
    number = str(span.line)
    most = width - len(number) - 5 if width else _WIDEST_LINE
    first = span.column - 1
    last = span.end_column - 1 if span.end_line == span.line else len(line.rstrip())
    start = max(0, min(first - _LEAD, len(line) - most)) if len(line) > most else 0
    marks = "^" * max(1, min(last, start + most) - first)
    yield f"  {number} | {line[start : start + most].rstrip()}\n", ""
    yield f"  {' ' * len(number)} | {' ' * (first - start)}", ""
    yield f"{marks}\n", colour


def _note(label: str, text: str, width: int) -> Iterator[Piece]:
    yield f"    {label}: ", "dim"
    if width:
        lead = len(label) + 6
        text = textwrap.fill(
            " " * lead + text,
            width,
            subsequent_indent="      ",
            break_long_words=False,
            break_on_hyphens=False,
        ).lstrip()
    yield f"{text}\n", ""


def statistics_text(outcome: Outcome) -> str:
    """How many findings each rule has, the most first."""
    counts: Counter[str] = Counter()
    for one in outcome.shown:
        counts[one.finding.code] += one.finding.stands_for
    return "".join(f"{count:6}  {code}  {tr(rules()[code].page.title)}\n" for code, count in counts.most_common())
