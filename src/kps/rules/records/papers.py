"""D009 and D010: papers that no longer tell what their record does, and minutes changed after their approval."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kps.checking.context import Context
from kps.checking.finding import Related, Remark
from kps.checking.rule import rule
from kps.checking.subjects import all_meetings, all_records
from kps.language import msg
from kps.models.base import Record
from kps.models.meeting import Meeting
from kps.register.kept import Kept, stale_papers
from kps.register.seals import changed_since
from kps.source import Path


@rule("D009", on=all_records, severity="warning", timeless=True)
def stale_paper(record: Record, context: Context) -> Iterator[Remark]:
    """A kept paper no longer matches its record.

    A paper that `kps render` wrote to `dokumenter`, and whose record has been changed since, or that was itself
    changed by hand. The agenda of a meeting that has been held is history, and is left alone.

    Mend: Write it anew: `kps render --stale` does so for every paper that needs it. A paper that was changed by
    hand, or signed, is not written over: give it a name of its own or delete it, and have it written anew.
    """
    found = stale_papers(context.register, record)
    if stale := tuple(one for one in found if one.stamp.untouched):
        told = msg("{files} no longer matches its record", files=_names(stale))
        yield Remark(record, (), told, related=_beside(record, stale))
    if changed := tuple(one for one in found if not one.stamp.untouched):
        told = msg("{files} was changed by hand after kps wrote it", files=_names(changed))
        yield Remark(record, (), told, related=_beside(record, changed))


def _beside(record: Record, papers: Iterable[Kept]) -> tuple[Related, ...]:
    """The record that the papers are made from, and each of them."""
    return (
        Related(record, (), msg("the record that it is made from")),
        *(Related(one.file, (), msg("the paper as it is kept")) for one in papers),
    )


def _names(papers: Iterable[Kept]) -> str:
    return ", ".join(one.file.rpartition("/")[2] for one in papers)


@rule("D010", on=all_meetings, timeless=True)
def changed_after_approval(meeting: Meeting, context: Context) -> Iterator[Remark]:
    """Approved minutes were changed after their approval.

    The seal that `kps approve` put on the minutes no longer fits the record. Notes, waivers and archive references
    may change; anything else is history. What happens to an action later is written under `oppfølging` in a later
    meeting.

    Mend: Take the change back, or have the minutes approved anew and run `kps approve --again`.
    """
    minutes = meeting.minutes
    if minutes is None or not minutes.seal:
        return
    changed = changed_since(meeting, minutes.seal)
    if changed is None:
        yield Remark(meeting, ("referat", "segl"), msg("this is not a seal that `kps approve` has written"))
    elif changed:
        # What cannot be read has been told; it must not hide another change.
        changed = tuple(path for path in changed if not meeting.origin.covers(path)) or changed
        place = changed[0] if _there(meeting, changed[0]) else ("referat", "segl")
        keys = ", ".join(dict.fromkeys(_told(meeting, path) for path in changed))
        told = msg("the minutes were changed after their approval: `{keys}`", keys=keys)
        yield Remark(meeting, place, told, related=tuple(Related(meeting, path, _CHANGED) for path in changed))


_CHANGED = msg("this was changed")


def _there(meeting: Meeting, path: Path) -> bool:
    """Whether the record still has something at the key."""
    if not path:
        return False
    return any(info.alias == path[0] and getattr(meeting, name) for name, info in Meeting.model_fields.items())


def _told(meeting: Meeting, path: Path) -> str:
    """The key as the writer knows it; of a case, with its number."""
    if len(path) == 2 and isinstance(path[1], int):
        return f"saker, {meeting.items[path[1]].number}"
    return str(path[0]) if path else "saker"


def _when_a_paper_is_made(context: Context) -> Iterator[Record]:
    """Nothing here: it is asked where the paper's text is at hand (documents.withholding)."""
    yield from ()


@rule("P004", cites="4b", on=_when_a_paper_is_made, severity="error")
def exempt_text_in_public(record: Record, context: Context) -> Iterator[Remark]:
    """A text that is exempt from public disclosure would appear in a public paper.

    `kps render --public` refuses to make a paper in which a text of an exempt case would stand: its title, its
    background, what was said or concluded, its actions and what became of them. It also refuses where a record
    that the paper draws on cannot be read in full, since what is exempt cannot be told then. `kps validate` does
    not ask for this; nothing is ever written.

    Mend: Take the text out of the open case, or make that case exempt too.
    """
    yield from ()
