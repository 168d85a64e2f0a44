"""What stands in an agreement as it is printed: parties, goals, focus areas, revision, signatures (3)."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Generic, TypeVar

from kps.documents.cases import Attached, knowledge, topic_names
from kps.documents.dates import WrittenDay, written_or_none
from kps.documents.letterhead import Letterhead, letterhead
from kps.documents.people import as_what, district_name, municipality_name
from kps.guideline import legal_basis
from kps.models.agreement import Agreement, Signature
from kps.models.shared import Basis
from kps.models.vocabulary import normal
from kps.register.index import Register
from kps.register.knowledge import Grounds, grounds
from kps.register.written import WrittenForm

B = TypeVar("B")
"""What a knowledge basis is shown as: to those in the council, or to the public."""


@dataclass(frozen=True, slots=True)
class Aim:
    """A strategic goal, and by when; without a day, for the long term."""

    text: str
    by: WrittenDay | None


@dataclass(frozen=True, slots=True)
class Focus(Generic[B]):
    """A focus area with what it rests on."""

    name: str
    topics: str
    start: WrittenDay | None
    end: WrittenDay | None
    bases: tuple[B, ...]


@dataclass(frozen=True, slots=True)
class Signed:
    """Who signs for whom; without a day, a line to sign on is left: nobody is said to have signed."""

    party: str
    name: str = ""
    role: str = ""
    day: WrittenDay | None = None


@dataclass(frozen=True, slots=True)
class Renewal(Generic[B]):
    """When the agreement is revised, and who sees to it."""

    months: int | None
    last: WrittenDay | None
    next: WrittenDay | None
    responsible: str
    bases: tuple[B, ...]


@dataclass(frozen=True, slots=True)
class AgreementView(Generic[B]):
    """What an agreement may show: each field is a name that its template can use."""

    language: WrittenForm
    kind: str
    """avtaletype, by its key in the records."""
    status: str
    municipalities: tuple[str, ...]
    district: str
    school: str
    county: str
    offered: WrittenDay | None
    answered: WrittenDay | None
    start: WrittenDay | None
    end: WrittenDay | None
    goals: tuple[Aim, ...]
    focus_areas: tuple[Focus[B], ...]
    covers: tuple[str, ...]
    extended_council: str
    cooperation: str
    revision: Renewal[B] | None
    evaluation_months: int | None
    signatures: tuple[Signed, ...]
    archive_municipality: str
    archive_police: str
    sender: Letterhead | None
    legal_basis: tuple[str, ...]
    """What it rests on in the police's own instructions, with the paragraphs (1, 3)."""


def agreement_view(register: Register, agreement: Agreement, as_of: date, form: WrittenForm) -> AgreementView[Attached]:
    """What the parties see of an agreement, as known on ``as_of``."""
    return view_with(register, agreement, as_of, form, knowledge)


def view_with(
    register: Register,
    agreement: Agreement,
    as_of: date,
    form: WrittenForm,
    knowledge: Callable[[Iterable[Grounds], WrittenForm], tuple[B, ...]],
) -> AgreementView[B]:
    """What an agreement shows; ``knowledge`` puts what it rests on into words for its readers."""

    def rested_on(bases: Iterable[Basis]) -> tuple[B, ...]:
        return knowledge(grounds(bases, agreement, register), form)

    archive = agreement.archive
    numbers = agreement.numbers_on(as_of)
    district = district_name(register, form)
    return AgreementView(
        language=form,
        kind=agreement.agreement_kind or "",
        status=agreement.status or "",
        municipalities=tuple(map(municipality_name, numbers)),
        district=district,
        school=agreement.school,
        county=agreement.county,
        offered=written_or_none(agreement.offered, form),
        answered=written_or_none(agreement.answered, form),
        start=written_or_none(agreement.start, form),
        end=written_or_none(agreement.end, form),
        goals=tuple(Aim(goal.text, written_or_none(goal.end, form)) for goal in agreement.goals),
        focus_areas=_focus_areas(agreement, form, rested_on),
        covers=tuple(filter(None, agreement.parts)),
        extended_council=agreement.extended_council,
        cooperation=agreement.cooperation,
        revision=_renewal(agreement, as_of, form, rested_on),
        evaluation_months=agreement.evaluation.months if agreement.evaluation else None,
        signatures=_signatures(agreement, district, form) or _to_sign(agreement, numbers, district),
        archive_municipality=archive.municipality if archive else "",
        archive_police=archive.police if archive else "",
        sender=letterhead(register, next(iter(register.councils_about(agreement)), None)),
        legal_basis=legal_basis(agreement.agreement_kind or "", form),
    )


def _focus_areas(
    agreement: Agreement, form: WrittenForm, rested_on: Callable[[Iterable[Basis]], tuple[B, ...]]
) -> tuple[Focus[B], ...]:
    return tuple(
        Focus(
            area.name,
            topic_names(area.given_topics, form),
            written_or_none(area.start, form),
            written_or_none(area.end, form),
            rested_on(area.bases),
        )
        for area in agreement.focus_areas
    )


def _renewal(
    agreement: Agreement,
    as_of: date,
    form: WrittenForm,
    rested_on: Callable[[Iterable[Basis]], tuple[B, ...]],
) -> Renewal[B] | None:
    plan = agreement.revision
    if plan is None:
        return None
    return Renewal(
        plan.months,
        written_or_none(plan.last, form),
        written_or_none(agreement.next_revision(as_of), form),
        plan.responsible,
        rested_on(plan.bases),
    )


def _signatures(agreement: Agreement, district: str, form: WrittenForm) -> tuple[Signed, ...]:
    return tuple(
        Signed(_party(one, agreement, district), one.name, as_what(one, form), day)
        for one in agreement.signatures
        for day in (written_or_none(one.day, form),)
    )


def _party(one: Signature, agreement: Agreement, district: str) -> str:
    if one.parties == {"politi"}:
        return district
    if "rektor" in map(normal, one.given_roles) and agreement.school:
        return agreement.school
    if one.parties == {"andre"}:
        return agreement.school or agreement.county
    if one.municipality:
        return municipality_name(one.municipality)
    alone = agreement.numbers[0] if len(agreement.numbers) == 1 and one.parties == {"kommune"} else ""
    return municipality_name(alone) if alone else ""


def _to_sign(agreement: Agreement, numbers: tuple[str, ...], district: str) -> tuple[Signed, ...]:
    """Who is to sign an agreement that nobody has signed yet."""
    others = (agreement.school, agreement.county)
    parties = (*map(municipality_name, numbers), *filter(None, others), district)
    return tuple(Signed(party) for party in parties if party)
