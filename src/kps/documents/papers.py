"""The table of papers: what each is called, the template that puts it into words, and what it may show to whom."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic

from kps.documents.editions import Editions, P, R, V
from kps.models.agreement import Agreement
from kps.models.council import Council
from kps.models.evaluation import Evaluation
from kps.models.meeting import Meeting
from kps.register.kept import AGENDA, AGREEMENT, COUNCIL_PAGE, EVALUATION, MINUTES, PaperName

if TYPE_CHECKING:
    from kps.documents.agreement_view import AgreementView
    from kps.documents.cases import Attached
    from kps.documents.council_view import CouncilView
    from kps.documents.evaluation_view import EvaluationView
    from kps.documents.meeting_view import MeetingView, PublicMeetingView
    from kps.documents.public_cases import PublicAttached, WithheldAttachment


@dataclass(frozen=True, slots=True)
class Paper(Generic[R, V, P]):
    """A paper: its name among the kept ones, its template's name in a form's folder, and its two editions."""

    name: PaperName
    template: str
    editions: Callable[[], Editions[R, V, P]]


# Each is imported when asked for: the other papers' views take time to load.


def _of_a_meeting() -> Editions[Meeting, MeetingView, PublicMeetingView]:
    from kps.documents.meeting_view import EDITIONS

    return EDITIONS


def _of_an_agreement() -> Editions[
    Agreement, AgreementView[Attached], AgreementView[PublicAttached | WithheldAttachment]
]:
    from kps.documents.agreement_view import EDITIONS

    return EDITIONS


def _of_an_evaluation() -> Editions[Evaluation, EvaluationView, EvaluationView]:
    from kps.documents.evaluation_view import EDITIONS

    return EDITIONS


def _of_a_council() -> Editions[Council, CouncilView, CouncilView]:
    from kps.documents.council_view import EDITIONS

    return EDITIONS


_ROWS = (
    Paper(AGENDA, "innkalling", _of_a_meeting),
    Paper(MINUTES, "referat", _of_a_meeting),
    Paper(AGREEMENT, "avtale", _of_an_agreement),
    Paper(EVALUATION, "evaluering", _of_an_evaluation),
    Paper(COUNCIL_PAGE, "radet", _of_a_council),
)
PAPERS = {one.name.kind: one for one in _ROWS}
