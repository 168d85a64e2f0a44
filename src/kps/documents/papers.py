"""The table of papers: what each is called, the template that puts it into words, and what it may show to whom."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Generic, TypeVar

from kps.models.agreement import Agreement
from kps.models.base import Record
from kps.models.council import Council
from kps.models.evaluation import Evaluation
from kps.models.meeting import Meeting
from kps.register.index import Register
from kps.register.kept import AGENDA, AGREEMENT, COUNCIL_PAGE, EVALUATION, MINUTES, MUNICIPAL_REPORT, PaperName
from kps.register.written import WrittenForm

if TYPE_CHECKING:
    from kps.documents.agreement_view import AgreementView
    from kps.documents.cases import Attached
    from kps.documents.council_view import CouncilView
    from kps.documents.evaluation_view import EvaluationView
    from kps.documents.meeting_view import MeetingView
    from kps.documents.municipal_report_view import MunicipalReportView
    from kps.documents.public_cases import PublicAttached, WithheldAttachment
    from kps.documents.public_meeting_view import PublicMeetingView

R = TypeVar("R", bound=Record)
V = TypeVar("V")
P = TypeVar("P")

View = Callable[[Register, R, date, WrittenForm], V]
"""Makes of a record what its papers may show, as known on a day."""


@dataclass(frozen=True, slots=True)
class Paper(Generic[R, V, P]):
    """A paper: its name among the kept ones, its template's name in a form's folder, and the view of each edition."""

    name: PaperName
    template: str
    record: type[R]
    closed: Callable[[], View[R, V]]
    public: Callable[[], View[R, P]]

    def view(self, register: Register, record: Record, as_of: date, form: WrittenForm, *, public: bool) -> V | P:
        """What one edition of the record's paper may show. Raises TypeError for another kind of record."""
        if not isinstance(record, self.record):
            raise TypeError(f"{record.origin.file} is no {self.record.__name__}")
        view = self.public() if public else self.closed()
        return view(register, record, as_of, form)


# Each is imported when asked for: the other papers' views take time to load.


def _meeting() -> View[Meeting, MeetingView]:
    from kps.documents.meeting_view import meeting_view

    return meeting_view


def _public_meeting() -> View[Meeting, PublicMeetingView]:
    from kps.documents.public_meeting_view import public_meeting_view

    return public_meeting_view


def _agreement() -> View[Agreement, AgreementView[Attached]]:
    from kps.documents.agreement_view import agreement_view

    return agreement_view


def _public_agreement() -> View[Agreement, AgreementView[PublicAttached | WithheldAttachment]]:
    from kps.documents.public_agreement_view import public_agreement_view

    return public_agreement_view


def _evaluation() -> View[Evaluation, EvaluationView]:
    from kps.documents.evaluation_view import evaluation_view

    return evaluation_view


def _council() -> View[Council, CouncilView]:
    from kps.documents.council_view import council_view

    return council_view


def _municipal_report() -> View[Council, MunicipalReportView]:
    from kps.documents.municipal_report_view import municipal_report_view

    return municipal_report_view


# Nothing in an evaluation or on a council's own page is withheld: both editions show the same.
_ROWS = (
    Paper(AGENDA, "innkalling", Meeting, _meeting, _public_meeting),
    Paper(MINUTES, "referat", Meeting, _meeting, _public_meeting),
    Paper(AGREEMENT, "avtale", Agreement, _agreement, _public_agreement),
    Paper(EVALUATION, "evaluering", Evaluation, _evaluation, _evaluation),
    Paper(COUNCIL_PAGE, "radet", Council, _council, _council),
    Paper(MUNICIPAL_REPORT, "kommunestyret", Council, _municipal_report, _municipal_report),
)
PAPERS = {one.name.kind: one for one in _ROWS}
