"""kps calendar: what comes when, for people and for calendar programs."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from dataclasses import replace as changed
from datetime import date
from pathlib import Path
from typing import Annotated, Literal

import typer

from kps.cli import groups
from kps.cli.clock import today
from kps.cli.delivery import deliver
from kps.cli.notes import note
from kps.cli.options import AsOf, Paths, one_of
from kps.cli.registers import opened
from kps.documents.invitation import UID_ENDING, Invitation, PublicInvitation, invitation
from kps.language import mark, msg
from kps.language.reader import said, tr
from kps.models.date_arithmetic import days_after
from kps.models.public_holidays import holiday
from kps.output.lists import calendar_json, with_footnote
from kps.register.files import bytes_of
from kps.register.index import Register
from kps.report.missed import OF_WHEEL, footnote, missed
from kps.report.year_calendar import Coming, calendar_table, coming

HELP = mark(
    "Tell what comes when: meetings, agendas to send, minutes due, revisions, evaluations, plans and approvals that "
    "run out; and what is behind its day. With --check, exit status 1 where anything is. As ICS it is a calendar that "
    "programs can subscribe to."
)
GROUP = groups.YEAR
EXAMPLE = "kps calendar --format ics --output arshjul.ics"


CalendarFormat = Literal["text", "md", "ics", "json"]
"""What the calendar can be written as."""

_SPARE = (3,)
"""The column that goes where the terminal is narrow: the record."""


def run(
    context: typer.Context,
    paths: Paths = None,
    days: Annotated[int, typer.Option(metavar="NUMBER", min=1, max=3650, help=mark("How many days ahead."))] = 365,
    council: Annotated[str, typer.Option(metavar="COUNCIL", help=mark("Only this council."))] = "",
    format: Annotated[CalendarFormat, typer.Option(**one_of(CalendarFormat), help=mark("How it is written."))] = "text",
    output: Annotated[Path | None, typer.Option(metavar="FILE", help=mark("Write to this file."))] = None,
    check: Annotated[
        bool, typer.Option("--check", help=mark("Exit status 1 where something is behind its day."))
    ] = False,
    as_of: AsOf = None,
) -> None:
    """Print what comes, or write it to a file."""
    if context.obj:
        context.obj.look(paths or [Path()])
    workspace = opened(paths or [Path()])
    day = as_of or today()
    only = workspace.council(council)[1] if council else None
    found = [(one, coming(one, day, days_after(day, days), only)) for one in workspace.registers]
    unread = missed(workspace.registers, OF_WHEEL, only)
    entries = [entry for _, some in found for entry in some]
    minded = [_mind_holiday(entry) for entry in entries]
    if context.obj and output is None and not any(minded):
        context.obj.may_keep(workspace)
    if format == "ics":
        deliver(_feed(found, day, output), output)
    elif format == "json":
        labelled = [(one.label, entry) for one, some in found for entry in some]
        deliver(calendar_json(labelled, day, unread), output)
    elif entries and output is None and format == "text" and sys.stdout.isatty():
        # Imported here: a pipe, a file and CI have no use for it.
        from kps.output.terminal_tables import show_table

        show_table(calendar_table(entries, day), _SPARE, footnote(unread))
    else:
        deliver(_written(entries, day, unread, format), output)
    raise typer.Exit(int(bool(unread) or (check and any(entry.passed(day) for entry in entries))))


def _written(entries: Sequence[Coming], as_of: date, unread: Sequence[str], format: CalendarFormat) -> str:
    table = calendar_table(entries, as_of) if entries else msg("Nothing comes by then.")
    return with_footnote(table, unread, as_markdown=format == "md")


def _mind_holiday(entry: Coming) -> bool:
    """Tell of a meeting on a public holiday; whether it is."""
    name = holiday(entry.day) if entry.meeting else ""
    if name:
        remark = msg("{day} is a public holiday ({name})", day=entry.day, name=name)
        note(said(msg("{file}: {reason}", file=entry.file, reason=remark)))
    return bool(name)


def _feed(found: Iterable[tuple[Register, Sequence[Coming]]], as_of: date, output: Path | None) -> bytes:
    from kps.formats.ics import feed

    earlier = bytes_of(output) if output and output.is_file() else b""
    entries = [_entry(register, one) for register, some in found for one in some]
    return feed(entries, as_of, tr("Police councils"), earlier)


def _entry(register: Register, one: Coming) -> Invitation | PublicInvitation:
    """An entry of the feed; of a meeting's agenda it tells nothing."""
    known = invitation(register, one.meeting) if one.meeting else None
    if known:
        return changed(known, text="", link="")
    title = f"{said(one.what)}: {one.council}" if one.council else said(one.what)
    record = one.file.removesuffix(".yaml").replace("/", ".")
    return PublicInvitation(
        f"{one.key}.{record}{UID_ENDING}", title, one.day, None, None, "", "", cancelled=False, language="nb"
    )
