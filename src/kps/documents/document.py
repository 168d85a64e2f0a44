"""The papers of a meeting, whole: the view, the template, and a last look before the public sees it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from kps.documents.dates import WrittenForm
from kps.documents.render import render
from kps.documents.templates import ENDING, templates
from kps.documents.views import meeting_view, written_form
from kps.documents.withholding import refuse_doubtful, refuse_leaking
from kps.models.meeting import Meeting
from kps.register.index import Register

PaperKind = Literal["innkalling", "referat"]
"""The papers of a meeting: its agenda and its minutes."""


@dataclass(frozen=True, slots=True)
class Document:
    """A paper in Markdown, the name of the file it is kept in, and its language."""

    text: str
    name: str
    language: WrittenForm


def kind_for(meeting: Meeting) -> PaperKind:
    """The paper that a meeting is due for: minutes once it was held, else an agenda."""
    return "referat" if meeting.status == "avholdt" else "innkalling"


def document(
    register: Register,
    meeting: Meeting,
    kind: PaperKind,
    *,
    public: bool,
    as_of: date,
    own_templates: Mapping[str, str],
) -> Document:
    """A paper of the meeting, in the written form of the council's municipality.

    ``own_templates`` are the texts of the register's own templates by file, such as
    ``maler/nb/innkalling.md.j2``. Raises Withheld for a public paper that might show what is exempt, and
    TemplateFault for a template that cannot be used.
    """
    if public:
        refuse_doubtful(register, meeting, as_of)
    form = written_form(register, meeting)
    view = meeting_view(register, meeting, as_of, public, form)
    text = render(view, f"{form}/{kind}{ENDING}", templates(own_templates))
    if public:
        refuse_leaking(text, register, meeting)
    return Document(text, name_of(meeting, kind, public), form)


def name_of(meeting: Meeting, kind: PaperKind, public: bool) -> str:
    """The name of the paper's file: ``2026-03-12-innkalling.md``, or ``...-offentlig.md``."""
    return f"{meeting.origin.stem}-{kind}{'-offentlig' if public else ''}.md"
