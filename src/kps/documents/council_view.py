"""What stands on a council's own page: who is in it, what it plans, and whom to turn to for what (4, 5.3)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from kps.documents.achievements import (
    Awaited,
    GoalSeen,
    Known,
    Prepared,
    ScoresOf,
    WithheldKnowledge,
    awaited,
    goals,
    knowledge,
    preparedness,
    scores,
)
from kps.documents.cases import topic_names
from kps.documents.dates import WrittenDay, written_day, written_hours, written_or_none
from kps.documents.letterhead import Letterhead, letterhead
from kps.documents.people import Somebody, as_what, district_name, municipality_name
from kps.documents.year_plan import YearTopic, year_plan
from kps.guideline import contact_tasks
from kps.models.agreement import Agreement
from kps.models.council import ActionPlan, Council, CouncilStatus, Forum, Member, Slt
from kps.models.shared import Participant, Plan
from kps.models.vocabulary import functions, normal, shown
from kps.register.index import Register
from kps.register.on_day import OnDay
from kps.register.written import WrittenForm


@dataclass(frozen=True, slots=True)
class Reach:
    """Whom to turn to, for what, and how."""

    what: str
    name: str
    concerns: str = ""
    phone: str = ""
    email: str = ""


@dataclass(frozen=True, slots=True)
class Planned:
    """A plan with the days it covers."""

    title: str
    topics: str
    start: WrittenDay | None
    end: WrittenDay | None


@dataclass(frozen=True, slots=True)
class Group:
    """A thematic forum."""

    name: str
    topics: str
    leader: str


@dataclass(frozen=True, slots=True)
class Considered:
    """That the council has considered which thematic forums it needs (4.3)."""

    day: WrittenDay | None
    conclusion: str


@dataclass(frozen=True, slots=True)
class Levels:
    """SLT or a like model, and who is on each of its levels."""

    model: str
    """slt or annen."""
    name: str
    municipality: str
    target_group: str
    coordinator: str
    steering: str
    coordinating: str
    executing: str
    participants: str
    """Who takes part in a model without levels."""


@dataclass(frozen=True, slots=True)
class Session:
    """A meeting of the year, held or planned."""

    day: WrittenDay
    hours: str
    place: str
    held: bool


@dataclass(frozen=True, slots=True)
class InForce:
    """An agreement in force."""

    kind: str
    other_party: str
    """The school or the county, or in a regional council the municipalities, whose agreement it is."""
    start: WrittenDay | None
    end: WrittenDay | None
    next_revision: WrittenDay | None
    focus_areas: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Rules:
    """A municipality's police bylaws."""

    municipality: str
    exist: bool
    revised: WrittenDay | None


@dataclass(frozen=True, slots=True)
class CouncilView:
    """What a council's page may show: each field is a name that its template can use."""

    language: WrittenForm
    as_of: WrittenDay
    name: str
    sender: Letterhead | None
    municipalities: tuple[str, ...]
    district_part: str
    """The part of a city that it is for."""
    district: str
    status: CouncilStatus | None
    active: bool
    invited: WrittenDay | None
    answered: WrittenDay | None
    founded: WrittenDay | None
    closed: WrittenDay | None
    other_cooperation: str
    leaders: tuple[Somebody, ...]
    members: tuple[Somebody, ...]
    extended_members: tuple[Somebody, ...]
    contacts: tuple[Reach, ...]
    functions: tuple[Reach, ...]
    """The district's own, and the council's where it has its own list for one."""
    contact_tasks: tuple[str, ...]
    """The police contact's six main tasks (5.1), where there is a contact."""
    plans: tuple[Planned, ...]
    action_plans: tuple[Planned, ...]
    forums: tuple[Group, ...]
    forums_considered: Considered | None
    slt: tuple[Levels, ...]
    bylaws: tuple[Rules, ...]
    agreements: tuple[InForce, ...]
    meetings: tuple[Session, ...]
    goals: tuple[GoalSeen, ...]
    knowledge: tuple[Known | WithheldKnowledge, ...]
    awaited: tuple[Awaited, ...]
    preparedness: Prepared | None
    year_plan: tuple[YearTopic, ...]
    scores: tuple[ScoresOf, ...]


def council_view(register: Register, council: Council, as_of: date, form: WrittenForm) -> CouncilView:
    """The view of a council as it stands on ``as_of``."""
    members = council.called_on(as_of)
    numbers = council.numbers_on(as_of)
    contacts = _contacts(register, council, as_of, form)
    on_day = OnDay.of(register, as_of)
    return CouncilView(
        language=form,
        as_of=written_day(as_of, form),
        name=council.name,
        sender=letterhead(register, council),
        district_part=council.district_part,
        municipalities=tuple(municipality_name(number) for number in numbers),
        district=district_name(register, form),
        status=council.status,
        active=council.active(as_of),
        invited=written_or_none(council.invited, form),
        answered=written_or_none(council.answered, form),
        founded=written_or_none(council.founded, form),
        closed=written_or_none(council.closed, form),
        other_cooperation=council.other_cooperation,
        leaders=_leaders(council, as_of, form),
        members=_members((one for one in members if not one.only_extended), council, form),
        extended_members=_members((one for one in members if one.only_extended), council, form),
        contacts=contacts,
        functions=_functions(register, council, form),
        contact_tasks=contact_tasks(form) if contacts else (),
        plans=_plans(council.plans, as_of, form),
        action_plans=_plans(council.action_plans, as_of, form),
        forums=tuple(_group(one, form) for one in council.forums if one.covers(as_of)),
        forums_considered=_considered(council, on_day, form),
        slt=tuple(
            _levels(one, numbers) for one in council.slt if one.model in ("slt", "annen") and _here(one, numbers)
        ),
        bylaws=tuple(
            Rules(municipality_name(one.municipality), one.exist, written_or_none(one.revised, form))
            for one in council.bylaws
            if not one.municipality or one.municipality in numbers
        ),
        agreements=_agreements(register, council, as_of, form),
        meetings=_meetings(register, council, as_of, form),
        goals=goals(council, on_day, form),
        knowledge=knowledge(council, on_day, form),
        awaited=awaited(council, on_day, form),
        preparedness=preparedness(council, on_day, form),
        year_plan=year_plan(council, form),
        scores=scores(council, on_day, form),
    )


def _leaders(council: Council, day: date, form: WrittenForm) -> tuple[Somebody, ...]:
    return tuple(Somebody(one.name, shown(one.office or "leder", form)) for one in council.leading_on(day))


def _members(members: Iterable[Member], council: Council, form: WrittenForm) -> tuple[Somebody, ...]:
    return tuple(
        Somebody(one.name, as_what(one, form, regional=council.regional), tuple(filter(None, one.deputies)))
        for one in members
        if one.name
    )


def _contacts(register: Register, council: Council, day: date, form: WrittenForm) -> tuple[Reach, ...]:
    """The contacts the council names, and those who answer for its municipalities on the day."""
    named = [register.contact_named[name] for name in council.contacts if name in register.contact_named]
    answering = [one for number in council.numbers_on(day) for one in register.contacts_for(number, day)]
    found = {one.origin.stem: one for one in (*named, *answering) if one.active(day)}
    return tuple(
        Reach(shown("politikontakt", form), one.name, ", ".join(filter(None, placed)), one.phone, one.email)
        for one in found.values()
        for placed in ((one.area or one.service_unit, one.unit),)
    )


def _functions(register: Register, council: Council, form: WrittenForm) -> tuple[Reach, ...]:
    """The district's functions, once for all its councils; where a council lists one itself, its own instead (5.3)."""
    own = {normal(one.function) for one in council.functions}
    given = register.charter.functions if register.charter else ()
    districts = (one for one in given if normal(one.function) not in own)
    return tuple(
        Reach(known.text(form) if known else one.function, one.name, one.concerns, one.phone, one.email)
        for one in (*council.functions, *districts)
        for known in (functions().get(one.function),)
    )


def _plans(plans: Iterable[Plan], day: date, form: WrittenForm) -> tuple[Planned, ...]:
    """The plans that are not over."""
    return tuple(
        Planned(
            one.title,
            topic_names(one.topics if isinstance(one, ActionPlan) else (), form),
            written_or_none(one.start, form),
            written_or_none(one.end, form),
        )
        for one in plans
        if one.end is None or day <= one.end
    )


def _group(forum: Forum, form: WrittenForm) -> Group:
    return Group(forum.name, topic_names(forum.topics, form), forum.leader)


def _considered(council: Council, on_day: OnDay, form: WrittenForm) -> Considered | None:
    found = council.forums_assessed
    if found is None or (found.day and not on_day.known(found.day)):
        return None
    return Considered(written_or_none(found.day, form), found.conclusion)


def _here(slt: Slt, numbers: tuple[str, ...]) -> bool:
    """Whether the model is one of the council's municipalities' own, or of all of them."""
    return not slt.municipalities or any(number in numbers for number in slt.municipalities)


def _levels(slt: Slt, numbers: tuple[str, ...]) -> Levels:
    council = "politirådet" if any(normal(one.name) == "politirådet" for one in slt.steering) else ""
    return Levels(
        slt.model or "",
        slt.name,
        ", ".join(municipality_name(number) for number in slt.municipalities if number in numbers),
        slt.target_group,
        slt.coordinator,
        council or _names(slt.steering),
        _names(slt.coordinating),
        _names(slt.executing),
        _names(slt.participants),
    )


def _names(some: Iterable[Participant]) -> str:
    return ", ".join(one.name for one in some if one.name)


def _agreements(register: Register, council: Council, day: date, form: WrittenForm) -> tuple[InForce, ...]:
    found = {
        one.origin.file: one
        for number in council.numbers_on(day)
        for one in register.agreements_for(number)
        if one.in_force(day)
    }
    return tuple(
        InForce(
            one.agreement_kind or "",
            _other_party(one, council, day),
            written_or_none(one.start, form),
            written_or_none(one.end, form),
            written_or_none(one.next_revision(day), form),
            tuple(area.name for area in one.focus_areas if area.name),
        )
        for one in found.values()
    )


def _other_party(agreement: Agreement, council: Council, day: date) -> str:
    """What tells an agreement from the council's others of its kind."""
    numbers = agreement.numbers_on(day)
    some = council.regional and set(numbers) != set(council.numbers_on(day))
    municipalities = (municipality_name(number) for number in numbers) if some else ()
    return agreement.school or agreement.county or ", ".join(municipalities)


def _meetings(register: Register, council: Council, as_of: date, form: WrittenForm) -> tuple[Session, ...]:
    """The year's meetings, and those planned later."""
    return tuple(
        Session(written_day(one.day, form), written_hours(one.begins, one.ends), one.place, one.held(as_of))
        for one in register.all_meetings_of(council)
        if one.day
        and one.status in ("planlagt", "avholdt")
        and (one.day.year == as_of.year or one.day > as_of)
        and (one.held(as_of) or one.day >= as_of)
    )
