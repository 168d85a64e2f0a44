"""The account of a source, for people: how many pieces came to what, and each that found no place, word for word."""

from __future__ import annotations

import textwrap
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import groupby, zip_longest
from typing import get_args

from kps.formats.tables import literal, markdown
from kps.intake.piece import Fate
from kps.intake.settling.account import RecordChange, Settled, Settlement
from kps.language import Message, Words, mark, msg, msgn
from kps.language.printable import one_line, printable
from kps.language.reader import chosen, said, tr
from kps.report.table import Table

_WIDTH = 80
_MARGIN = 2
_BETWEEN = 2
_PLACE, _TEXT = 14, 30
"""The widest that a place and a text may be to stand in columns; a longer one has lines of its own."""

_MANY = 3
"""So many pieces that share a reason have it said once."""
_DOT = " · "

_NAMED = 3
"""So many files are named that lack the same."""

_Wanted = Callable[[Settled], bool]

_SECTIONS: tuple[tuple[str, _Wanted], ...] = (
    (mark("without a place"), lambda one: one.fate == "unplaced"),
    (mark("in conflict"), lambda one: one.fate == "conflict"),
    (mark("read otherwise than it stands"), lambda one: one.fate == "placed" and one.reason is not None),
    (mark("left as people have it"), lambda one: one.fate == "same" and one.reason is not None),
)
"""What is told piece by piece, under which heading."""

_COUNTED: tuple[tuple[Fate, Callable[[int], Message]], ...] = (
    ("placed", lambda n: msgn("{n} placed", "{n} placed", n)),
    ("label", lambda n: msgn("{n} heading", "{n} headings", n)),
    ("left_out", lambda n: msgn("{n} left out", "{n} left out", n)),
    ("same", lambda n: msgn("{n} as before", "{n} as before", n)),
    ("conflict", lambda n: msgn("{n} in conflict", "{n} in conflict", n)),
    ("unplaced", lambda n: msgn("{n} without a place", "{n} without a place", n)),
)

_NEW: dict[str, Callable[[int], Message]] = {
    "politiråd": lambda n: msgn("{n} council", "{n} councils", n),
    "avtale": lambda n: msgn("{n} agreement", "{n} agreements", n),
    "politikontakt": lambda n: msgn("{n} contact", "{n} contacts", n),
    "møte": lambda n: msgn("{n} meeting", "{n} meetings", n),
    "kunnskapsgrunnlag": lambda n: msgn("{n} knowledge product", "{n} knowledge products", n),
    "evaluering": lambda n: msgn("{n} evaluation", "{n} evaluations", n),
}


def account_text(settled: Settlement) -> str:
    """The account on 80 columns, as it is read on a screen."""
    lines = [*_folded(f"{_head(settled)}:", 0)]
    lines += _folded(_counts(settled.counts), _MARGIN)
    lines += [line for one in _summary(settled) for line in _folded(one, _MARGIN)]
    if settled.mapping:
        lines += [tr("which column is what, as kps takes it (--suggest writes it)")]
        lines += [f"  {printable(one)}".rstrip() for one in said(settled.mapping).splitlines()]
    sheet = _sheet(settled)
    for heading, pieces in _sections(settled):
        lines += [tr(heading), *_section([_cells(one, sheet) for one in pieces])]
    if lacking := _lacking(settled.records):
        lines += [tr("must have a value, and has none in the source")]
        lines += [line for keys, files in lacking.items() for line in _folded(_lacking_in(keys, files), _MARGIN)]
    return "\n".join(lines) + "\n"


def accounts_text(settled: Sequence[Settlement]) -> str:
    """The accounts one after the other; of several, what they come to together last."""
    told = [account_text(one) for one in settled]
    if len(settled) > 1:
        sums = {fate: sum(one.counts.get(fate, 0) for one in settled) for fate in get_args(Fate)}
        sources = said(msgn("{n} source", "{n} sources", len(settled)))
        told.append("\n".join((*_folded(f"{sources}:", 0), *_folded(_counts(sums), _MARGIN), "")))
    return "\n".join(told)


def account_markdown(settled: Settlement) -> str:
    """The account as Markdown, as it is kept: what is left to be done is worked off from it."""
    lines = [f"# {literal(one_line(settled.source))}", "", literal(_head(settled)), ""]
    lines += [f"- {literal(one)}" for one in (_counts(settled.counts), *_summary(settled))]
    head: tuple[Words, ...] = (msg("Place"), msg("What stands there"), msg("Why"))
    for heading, pieces in _sections(settled):
        title = tr(heading)
        rows = tuple((one.piece.place, _words(one), said(_reason(one))) for one in pieces)
        lines += ["", f"## {title[:1].upper()}{title[1:]}", "", *markdown(Table("", head, rows), chosen())][:-1]
    if lacking := _lacking(settled.records):
        title = tr("must have a value, and has none in the source")
        lines += [
            "",
            f"## {title[:1].upper()}{title[1:]}",
            "",
            *(_listed(keys, files) for keys, files in lacking.items()),
        ]
    return "\n".join(lines) + "\n"


def _head(settled: Settlement) -> str:
    parts = [one_line(settled.source), said(settled.about) if settled.about else ""]
    return ", ".join(filter(None, (*parts, said(msgn("{n} piece", "{n} pieces", settled.read)))))


def _counts(counts: Mapping[Fate, int]) -> str:
    return _DOT.join(said(told(counts.get(fate, 0))) for fate, told in _COUNTED)


def _summary(settled: Settlement) -> Iterator[str]:
    """What is said of the source as a whole: why nothing is written, what is new, what is to be minded."""
    if settled.refused:
        yield tr("nothing of it is written: {reason}", reason=settled.refused)
    if not settled.sums_up:
        yield tr("the account does not sum up: that is an error in kps, and nothing is written; please report it")
    new = Counter(one.kind for one in settled.records if one.new)
    changed = sum(not one.new for one in settled.records)
    told = []
    if new:
        told.append(tr("new: {things}", things=[_NEW[kind](n) for kind, n in new.items()]))
    if changed:
        told.append(said(msgn("changed: {n} file", "changed: {n} files", changed)))
    if lacking := sum(bool(one.missing) for one in settled.records):
        told.append(said(msgn("lacks something required: {n}", "lack something required: {n}", lacking)))
    if told:
        yield ". ".join(one[:1].upper() + one[1:] if place else one for place, one in enumerate(told))
    if open_meetings := sum(one.kind == "møte" and ("status",) in one.missing for one in settled.records):
        yield said(
            msgn(
                "{n} meeting has no status, and counts as not held: write status: avholdt behind its column in the "
                "mapping, or in the file",
                "{n} meetings have no status, and count as not held: write status: avholdt behind their column in the "
                "mapping, or in the files",
                open_meetings,
            )
        )
    yield from (said(one) for one in settled.remarks)


def _sections(settled: Settlement) -> Iterator[tuple[str, Sequence[Settled]]]:
    for heading, wanted in _SECTIONS:
        if pieces := [one for one in settled.pieces if wanted(one)]:
            yield heading, pieces


def _reason(one: Settled) -> Message:
    """Why; and that it is hidden in the source, where it is."""
    reason = one.reason or msg("no reason is given")
    return msg("{reason} (hidden in the source)", reason=reason) if one.piece.hidden else reason


def _words(one: Settled) -> str:
    """What stands there; of what is exempt no word."""
    return tr("exempt from public disclosure") if one.piece.exempt else one_line(one.piece.text)


def _lacking(records: Iterable[RecordChange]) -> Mapping[str, list[str]]:
    """What records lack, and which of them lack it."""
    found: dict[str, list[str]] = {}
    for one in records:
        if one.missing:
            keys = ", ".join(".".join(map(_part, path)) for path in one.missing)
            found.setdefault(keys, []).append(printable(one.file))
    return found


def _lacking_in(keys: str, files: Sequence[str]) -> str:
    """In which files the keys are lacking; of many the first, and how many more."""
    more = len(files) - _NAMED
    if more <= 1:
        return f"{keys}: {', '.join(files)}"
    named = ", ".join(files[:_NAMED])
    return f"{keys}: " + said(msgn("{names} and {n} more", "{names} and {n} more", more, names=named))


def _listed(keys: str, files: Sequence[str]) -> str:
    return "\n".join((f"- {keys}:", *(f"  - {literal(file)}" for file in files)))


def _part(part: str | int) -> str:
    return str(part + 1) if isinstance(part, int) else part


def _sheet(settled: Settlement) -> str:
    """What all places begin with, where that is the one sheet that is told of in the head; else nothing."""
    sheets = {said(one.piece.place).partition("!")[0] for one in settled.pieces}
    sheet = sheets.pop() if len(sheets) == 1 else ""
    return f"{sheet}!" if sheet and settled.about and sheet in said(settled.about) else ""


_Cells = tuple[str, str, str]
"""A piece's place, what stands there, and why it came to what it did."""


def _cells(one: Settled, sheet: str) -> _Cells:
    place = one_line(said(one.piece.place).removeprefix(sheet))
    return place, _words(one) if one.piece.exempt else f"«{_words(one)}»", said(_reason(one))


def _section(rows: Iterable[_Cells]) -> Iterator[str]:
    """The lines of pieces, each with its reason; a reason that many share is said once, over them all."""
    by_reason: dict[str, list[_Cells]] = {}
    for row in rows:
        by_reason.setdefault(row[2], []).append(row)
    apart = [row for some in by_reason.values() if len(some) < _MANY for row in some]
    widths = [max((len(row[at]) for row in apart if _is_short(row)), default=0) for at in (0, 1)]
    for reason, some in by_reason.items():
        if len(some) < _MANY:
            yield from (line for row in some for line in _row(row, widths))
        else:
            yield from _folded(f"{reason}:", _MARGIN)
            there = groupby(some, key=lambda row: row[0])
            yield from _beside_one_another(f"{place} {', '.join(row[1] for row in of)}" for place, of in there)


def _beside_one_another(texts: Iterable[str]) -> Iterator[str]:
    """Texts on as few lines as hold them, none of them broken where it has room on a line."""
    line = ""
    for text in texts:
        if line and len(line) + len(_DOT) + len(text) > _WIDTH - 2 * _MARGIN:
            yield from _folded(line, 2 * _MARGIN)
            line = ""
        line = f"{line}{_DOT}{text}" if line else text
    yield from _folded(line, 2 * _MARGIN)


def _is_short(row: _Cells) -> bool:
    """Whether a piece's place and text have room beside one another."""
    return len(row[0]) <= _PLACE and len(row[1]) <= _TEXT


def _row(row: _Cells, widths: Sequence[int]) -> Iterator[str]:
    """A piece's lines: place, text and reason beside one another, or below one another where they are long."""
    place, text, reason = row
    if not _is_short(row):
        yield from _folded(f"{place}  {text}", _MARGIN)
        yield from _folded(reason, 2 * _MARGIN + 2)
        return
    room = _WIDTH - _MARGIN - sum(widths) - 2 * _BETWEEN
    lines = textwrap.wrap(reason, room, break_long_words=False, break_on_hyphens=False)
    for left, middle, right in zip_longest([place], [text], lines, fillvalue=""):
        between = " " * _BETWEEN
        yield f"{'':{_MARGIN}}{left:<{widths[0]}}{between}{middle:<{widths[1]}}{between}{right}".rstrip()


def _folded(text: str, margin: int) -> list[str]:
    blanks = " " * margin
    return textwrap.wrap(
        text,
        _WIDTH,
        initial_indent=blanks,
        subsequent_indent=f"{blanks}  ",
        break_long_words=False,
        break_on_hyphens=False,
    )
