"""kps send: a meeting's papers as an e-mail that is ready to be sent, or to be copied from the screen."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from kps.cli import groups
from kps.cli.clock import today
from kps.cli.delivery import deliver, put
from kps.cli.notes import say, tell, tell_each
from kps.cli.options import AsOf, a_day
from kps.cli.progress import TERMINAL
from kps.cli.registers import opened, opened_for
from kps.formats.eml import mailto
from kps.language import mark, msg
from kps.language.private import masked
from kps.language.reader import tr
from kps.register.tree import shown
from kps.report.missed import OF_ACTIONS, missed
from kps.workspace.errors import Wrong
from kps.workspace.kept_drafts import overtaken
from kps.workspace.mail_drafts import Drafting, addresses
from kps.workspace.paper_requests import PaperRequest
from kps.workspace.sending import Mailing, Wanted, mailings, meeting_meant
from kps.workspace.sent import write_sent
from kps.workspace.writing import remove

HELP = mark(
    "Make an e-mail with a meeting's agenda or minutes, as a draft beside the papers: open it, look it over and send "
    "it. It has the public edition, the items' attachments and a calendar file. kps itself sends nothing, and connects "
    "nowhere. With --print: addresses, subject and text on the screen instead."
)
GROUP = groups.MEETINGS
EXAMPLE = "kps send lindesnes --print"


def run(
    meeting: Annotated[
        str, typer.Argument(metavar="MEETING", help=mark("The meeting's record; or a council, for its next meeting."))
    ],
    minutes: Annotated[
        bool,
        typer.Option("--minutes", help=mark("The minutes, not the agenda; of a council, those of its last meeting.")),
    ] = False,
    reminders: Annotated[
        bool, typer.Option("--reminders", help=mark("A mail for each person with open actions, about those alone."))
    ] = False,
    closed: Annotated[
        bool,
        typer.Option(
            "--closed", help=mark("A second draft with what is exempt, for members of municipality and police.")
        ),
    ] = False,
    show: Annotated[
        bool, typer.Option("--print", help=mark("Write nothing: print addresses, subject, text and a mailto address."))
    ] = False,
    output: Annotated[
        Path | None,
        typer.Option(
            metavar="DIR",
            help=mark("Write to this folder; if not given, to the council's dokumenter."),
            show_default=False,
        ),
    ] = None,
    sent: Annotated[
        date | None,
        typer.Option(
            parser=a_day,
            metavar="DATE",
            help=mark("Only write into the record that the agenda was sent on this day."),
            show_default=False,
        ),
    ] = None,
    as_of: AsOf = None,
) -> None:
    """Make all of the drafts, then write them."""
    _mind_usage(minutes, reminders, closed, bool(show or output), bool(sent))
    path = Path(meeting)
    workspace = opened([path]) if path.exists() else opened_for(meeting, [Path()])
    asked = meeting_meant(workspace, meeting, as_of or today(), minutes=minutes)
    if sent:
        _write_sent(asked, sent)
        return
    made = mailings(asked, Wanted(minutes, reminders, closed))
    if show:
        deliver(_printed(made.mailings), None)
    else:
        folder = output or asked.folder
        put(Drafting(asked, folder, output is None, TERMINAL).files(made.mailings))
        if output is None:
            _clear(asked, made.mailings)
    tell_each(made.remarks)
    kinds = OF_ACTIONS if reminders else ()
    raise typer.Exit(int(asked.lacks_something or bool(missed([asked.register], kinds))))


def _clear(asked: PaperRequest, made: tuple[Mailing, ...]) -> None:
    """Delete the drafts that these take the place of: a meeting has moved, or fewer are due."""
    for file in overtaken(asked, [one.name for one in made]):
        remove(file)
        tell(msg("{file} is no longer due, and was deleted", file=shown(file)))


def _mind_usage(minutes: bool, reminders: bool, closed: bool, places: bool, sent: bool) -> None:
    if minutes and reminders:
        raise Wrong(msg("say one of --minutes and --reminders"))
    if closed and reminders:
        raise Wrong(msg("a reminder holds nothing that is exempt; leave out --closed"))
    if sent and (minutes or reminders or closed or places):
        raise Wrong(msg("--sent writes into the record that the agenda was sent, and makes no draft; say it alone"))


def _write_sent(asked: PaperRequest, day: date) -> None:
    file = shown(asked.file)
    if write_sent(asked, day, today()):
        say(tr("{file}: sent {day}", file=file, day=day))
    else:
        tell(msg("{file} says so already", file=file))


def _printed(made: tuple[Mailing, ...]) -> str:
    """Each mail as it is copied into a mail program, with its name where there are several."""
    return "\n".join((f"== {one.name}\n\n" if len(made) > 1 else "") + _one(one) for one in made)


def _one(one: Mailing) -> str:
    to = addresses(one.to)
    text = masked(one.mail.text)
    return f"{'; '.join(to)}\n\n{one.mail.subject}\n\n{text}\n{mailto(to, one.mail.subject, text)}\n"
