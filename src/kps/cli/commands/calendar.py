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
from kps.cli.kept_answers import Keeper
from kps.cli.lists import listed
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
from kps.report.missed import OF_CALENDAR, footnote, missed
from kps.report.year_calendar import Coming, calendar_table, coming, in_order
from kps.workspace.listed_in_parts import ListedOfAll
from kps.workspace.lists import of_coming

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
    keeper: Keeper | None = context.obj
    day, where = as_of or today(), paths or [Path()]
    until = days_after(day, days)
    if format == "ics":
        asked = _with_meetings(where, keeper, (day, until), council)
    else:
        asked = listed(where, keeper, of_coming(day, until), council)
    found = tuple((label, one) for label, some in asked.by_label for one in in_order(some))
    unread = missed(asked.workspace.registers, OF_CALENDAR, asked.council)
    on_holidays = [one for _, one in found if _mind_holiday(one)]
    if keeper and output is None and not on_holidays:
        keeper.may_keep(asked.workspace)
    if format == "ics":
        deliver(_feed(asked.workspace.registers, found, day, output), output)
    else:
        _tell(found, day, unread, format, output)
    raise typer.Exit(int(bool(unread) or (check and any(one.passed(day) for _, one in found))))


def _with_meetings(
    paths: Sequence[Path], keeper: Keeper | None, days: tuple[date, date], council: str
) -> ListedOfAll[Coming]:
    """What comes from a day to another, with the meetings' own records, of registers that are read whole."""
    if keeper:
        keeper.look(paths)
    workspace = opened(paths)
    only = workspace.council(council)[1] if council else None
    registers = (one for one in workspace.registers if only is None or only in one.councils)
    return ListedOfAll(tuple((one.label, coming(one, *days, only)) for one in registers), workspace, only)


def _tell(
    found: Sequence[tuple[str, Coming]],
    as_of: date,
    unread: Sequence[str],
    format: Literal["text", "md", "json"],
    output: Path | None,
) -> None:
    """Show what comes on the terminal, or write it."""
    if format == "json":
        deliver(calendar_json(found, as_of, unread), output)
        return
    table = calendar_table([one for _, one in found], as_of)
    if found and output is None and format == "text" and sys.stdout.isatty():
        # Imported here: a pipe, a file and CI have no use for it.
        from kps.output.terminal_tables import show_table

        show_table(table, _SPARE, footnote(unread))
        return
    told = table if found else msg("Nothing comes by then.")
    deliver(with_footnote(told, unread, as_markdown=format == "md"), output)


def _mind_holiday(entry: Coming) -> bool:
    """Tell of a meeting on a public holiday; whether it is."""
    name = holiday(entry.day) if entry.is_meeting else ""
    if name:
        remark = msg("{day} is a public holiday ({name})", day=entry.day, name=name)
        note(said(msg("{file}: {reason}", file=entry.file, reason=remark)))
    return bool(name)


def _feed(
    registers: Sequence[Register], found: Iterable[tuple[str, Coming]], as_of: date, output: Path | None
) -> bytes:
    from kps.formats.ics import feed

    earlier = bytes_of(output) if output and output.is_file() else b""
    labelled = {one.label: one for one in registers}
    return feed([_entry(labelled[label], one) for label, one in found], as_of, tr("Police councils"), earlier)


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
