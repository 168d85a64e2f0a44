"""The papers of a record, whole: the view, the template, and a last look before the public sees it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from kps.documents.editions import Marked
from kps.documents.letterhead import letterhead
from kps.documents.papers import PAPERS
from kps.documents.render import Wording
from kps.documents.templates import ENDING
from kps.documents.titles import day_of, title
from kps.documents.withholding import refuse_doubtful, refuse_leaking
from kps.models.agreement import Agreement
from kps.models.base import Record
from kps.models.council import Council
from kps.models.meeting import Meeting
from kps.register.index import Register
from kps.register.kept import MUNICIPAL_REPORT, NAMES, PaperKind, kinds
from kps.register.written import WrittenForm, written_form


@dataclass(frozen=True, slots=True)
class Document:
    """A paper in Markdown, its language, what it is called, whom it is from, and the day it belongs to."""

    text: str
    language: WrittenForm
    title: str
    """What tells it apart from every other paper of the register."""
    author: str
    day: date
    """The day it is from; today where its record tells none."""
    logo: str = ""
    """The address of the sender's logo in the text; empty where there is none."""
    marking: str = ""
    """What stands on every page of a paper that is not for the public."""


def kind_for(record: Record) -> PaperKind:
    """The paper that a record is due for: of a meeting, minutes once it was held, else an agenda."""
    held = isinstance(record, Meeting) and record.status == "avholdt"
    return "referat" if held else kinds(record)[0]


def document(
    register: Register,
    record: Record,
    kind: PaperKind,
    *,
    public: bool,
    as_of: date,
    wording: Wording,
) -> Document:
    """A paper of the record, in the written form of its municipality and in the register's own wording.

    Raises Withheld for a public paper that might show what is exempt, and TemplateFault for a template that
    cannot be used.
    """
    public = public or NAMES[kind].open
    if public:
        refuse_doubtful(register, record, as_of, _meetings_told_of(register, record, kind))
    form = written_form(register, _numbers(register, record, as_of))
    paper = PAPERS[kind]
    view = paper.view(register, record, as_of, form, public=public)
    text = wording.render(view, f"{form}/{paper.template}{ENDING}", public=public)
    if public:
        refuse_leaking(text, register, record)
    councils = register.councils_about(record)
    sender = letterhead(register, next(iter(councils), None))
    marking = view.marking if isinstance(view, Marked) else ""
    return Document(
        text,
        form,
        title=title(register, record, kind, form, public=public, as_of=as_of),
        author=councils[0].name if councils else "",
        day=day_of(record, kind) or as_of,
        logo=sender.logo if sender else "",
        marking=marking,
    )


def _meetings_told_of(register: Register, record: Record, kind: PaperKind) -> tuple[Meeting, ...]:
    """The meetings whose cases a paper about something else tells of."""
    if isinstance(record, Council) and kind == MUNICIPAL_REPORT.kind:
        return register.all_meetings_of(record)
    return ()


def _numbers(register: Register, record: Record, as_of: date) -> tuple[str, ...]:
    """The municipalities that the record is about, on its own day."""
    if isinstance(record, Agreement):
        return record.numbers_on(as_of)
    day = record.day if isinstance(record, Meeting) else as_of
    return tuple(number for council in register.councils_about(record) for number in council.numbers_on(day))
