"""What a year came to, for a municipality, a council, a district or everything: counted, never estimated.

The names are those of the JSON report; words within quotes in records (kinds, topics, states) stay Norwegian.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from statistics import median

from pydantic import Field, computed_field

from kps.report.content import ContentFigures
from kps.report.shape import Shape, Share

NONE = "uten"
"""What is counted under no topic, kind, step or process at all."""

OTHER = "annet"
"""What is counted under a topic of the council's own."""

WAIVED = "waived"
"""What the findings set aside are counted under, beside the severities."""

AGES = {"0-90": 90, "91-180": 180, "181-365": 365, "366-": None}
"""The ages of open actions: each group's name and its last day; None for the oldest."""


class CouncilState(Shape):
    """A council and its status on the day (4)."""

    folder: str
    status: str | None


class CouncilWork(Shape):
    """What a council works by on the day: members, plans, bylaws, forums, SLT (4 to 4.4, 6)."""

    folder: str
    name: str
    municipalities: int = Field(description="How many municipalities are in it on the day.")
    members: int
    plan: bool = Field(description="Whether an overall plan covers the day (4).")
    action_plans: int = Field(description="Joint action plans that cover the day (4).")
    bylaws: str | None = Field(description="finnes or finnes_ikke; null where the council does not say (4).")
    bylaws_revised: date | None = Field(description="When the police bylaws were last revised; the oldest of several.")
    extension_assessed: date | None = Field(description="When partners outside were last considered (4.2).")
    forums: int = Field(description="Thematic forums on the day (4.3).")
    forums_assessed: date | None = Field(None, description="When it was last considered which forums are needed (4.3).")
    forums_conclusion: str = Field("", description="What was concluded then.")
    slt: str | None = Field(description="slt, annen or ingen; null where the council does not say (6).")
    other_cooperation: str = Field(description="What a municipality that declined does instead (4).")


class AgreementState(Shape):
    """An agreement on the day: its days, and its next revision (3)."""

    file: str
    parties: tuple[str, ...] = Field((), description="Its municipalities, or its school or county, by name.")
    kind: str | None
    status: str | None
    start: date | None = Field(alias="from")
    end: date | None = Field(alias="to")
    next_revision: date | None
    days_to_revision: int | None = Field(description="Days from the day asked about; negative where it has passed.")


class Position(Shape):
    """A contact's position: its share in per cent, whom it answers for, and what it may decide (5, 5.2)."""

    contact: str = Field(description="The contact's id: its file's name.")
    name: str = ""
    share: int | None
    municipalities: int
    inhabitants: int
    authority_clarified: date | None = None
    authority: str = ""


class Assessment(Shape):
    """A council's latest evaluation: its method, scores from 1 to 5 by question, and what was adjusted (7)."""

    council: str
    file: str
    day: date = Field(alias="carried_out")
    method: str | None
    scores: Mapping[str, int]
    adjustments: int
    adjustments_done: int


class Waived(Shape):
    """Follow or explain (1.1): a recommendation set aside, why, until when, and how many findings that covers."""

    rule: str
    reason: str
    until: date | None
    findings: int


class MeetingFigures(Shape):
    """The year's meetings. Shares are of the meetings held that are judged: since the register's ``gjelder_fra``.

    Attendance is asked once the minutes are done or due (4.1.1), and so are the minutes (4.1.2).
    """

    by_year: Mapping[str, int] = Field({}, description="Meetings held, by calendar year, at most 25 years back.")
    agendas_by_year: Mapping[str, int] = Field({}, description="Agendas that are judged, by calendar year.")
    agendas_on_time_by_year: Mapping[str, int] = Field({}, description="Of these, those sent in time.")
    planned: int = Field(0, description="Planned for the rest of the year.")
    cancelled: int = 0
    extraordinary: int = 0
    extended: int = 0
    agendas_on_time: Share = Field(Share(), description="Of those not extraordinary.")
    minutes_on_time: Share = Share()
    political: Share = Field(Share(), description="Somebody of the political leadership was there.")
    administrative: Share = Field(Share(), description="Somebody of the administrative leadership was there.")
    police: Share = Field(Share(), description="Somebody of the police leadership was there.")
    unit_head: Share = Field(Share(), description="The head of the police service unit was there, or a deputy (5.2).")


class CaseFigures(Shape):
    """The cases of the year's held meetings; those postponed or withdrawn are counted apart.

    ``decisions`` are those for decision but for standing items (4.1.5); a case counts under each of its topics.
    """

    dealt_with: int = 0
    postponed: int = Field(0, description="Postponed or withdrawn.")
    by_topic: Mapping[str, int] = {}
    by_kind: Mapping[str, int] = {}
    by_process: Mapping[str, int] = {}
    decisions: int = 0
    basis_police: int = Field(0, description="Decisions with a knowledge basis from the police.")
    basis_municipality: int = Field(0, description="Decisions with a knowledge basis from the municipality.")
    basis_both: int = Field(0, description="Decisions with a knowledge basis from both.")


class ActionFigures(Shape):
    """The year's actions (4.1.2): those set, closed and deferred in the year, and the age of those open at its end."""

    opened: int = 0
    closed: int = 0
    closed_after_days: tuple[int, ...] = Field((), description="Of each closed one, the days from its meeting.")
    deferrals: int = Field(0, description="How often a deadline was moved.")
    by_step: Mapping[str, int] = Field({}, description="Those set, by step of the coordination staircase (2.3).")
    by_process: Mapping[str, int] = Field({}, description="Those set, by police process (4.1.6).")
    open_ages: Mapping[str, int] = Field({}, description="Open actions by days since they were set.")
    overdue: int = Field(0, description="Open actions whose deadline has passed.")
    due_by_year: Mapping[str, int] = Field(
        {}, description="Those done or overdue, by the calendar year of their latest deadline."
    )
    in_time_by_year: Mapping[str, int] = Field({}, description="Of these, those done by that deadline.")

    @computed_field  # type: ignore[prop-decorator]  # as pydantic documents it
    @property
    def median_days_to_close(self) -> float | None:
        """The middle one of ``closed_after_days``; null where none was closed."""
        return float(median(self.closed_after_days)) if self.closed_after_days else None


class Figures(Shape):
    """A year's figures. ``meetings_owed`` is what 4.1.2 asks; actions are counted as of the day asked about.

    ``findings`` counts those of each severity that are not waived, and the waived ones.
    """

    municipalities: int = Field(0, description="How many municipalities are counted.")
    inhabitants: int = Field(0, description="Their inhabitants on 1 January 2024.")
    councils: tuple[CouncilState, ...] = ()
    agreements: tuple[AgreementState, ...] = ()
    agreements_by_year: Mapping[str, int] = Field(
        {}, description="Cooperation agreements in force on the same day of each calendar year, at most 25 years back."
    )
    contacts: tuple[str, ...] = ()
    meetings_held: int = 0
    meetings_owed: int = 0
    evaluations: tuple[Assessment, ...] = ()
    findings: Mapping[str, int] = {}
    findings_by_rule: Mapping[str, int] = {}
    waivers: tuple[Waived, ...] = ()
    meetings: MeetingFigures = MeetingFigures()
    cases: CaseFigures = CaseFigures()
    actions: ActionFigures = ActionFigures()
    work: tuple[CouncilWork, ...] = ()
    positions: tuple[Position, ...] = ()
    content: ContentFigures = ContentFigures()
    unread: tuple[str, ...] = Field((), description="Files that cannot be read: the figures may lack what is in them.")

    @computed_field  # type: ignore[prop-decorator]  # as pydantic documents it
    @property
    def actions_open(self) -> int:
        """Actions that are not done, and not given up."""
        return sum(self.actions.open_ages.values())

    @computed_field  # type: ignore[prop-decorator]  # as pydantic documents it
    @property
    def actions_overdue(self) -> int:
        """Open actions whose deadline has passed."""
        return self.actions.overdue

    @computed_field  # type: ignore[prop-decorator]  # as pydantic documents it
    @property
    def last_evaluation(self) -> date | None:
        """The day of the latest evaluation of all."""
        return max((one.day for one in self.evaluations), default=None)

    @property
    def full_positions(self) -> float:
        """How many full positions the contacts' shares come to."""
        return sum(one.share or 0 for one in self.positions) / 100

    @property
    def cooperation_agreements(self) -> tuple[AgreementState, ...]:
        """Those of the kind that the guideline asks for (3)."""
        return tuple(one for one in self.agreements if one.kind == "samarbeidsavtale")
