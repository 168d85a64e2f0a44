"""What councils, agreements, contacts and evaluations come to on a day (3, 4, 5, 7)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from kps.duties.scores import given
from kps.models.agreement import Agreement
from kps.models.contact import Contact
from kps.models.council import Bylaws, Council
from kps.models.evaluation import Evaluation
from kps.models.places import municipalities
from kps.report.figures import AgreementState, Assessment, CouncilWork, Position


def council_work(council: Council, numbers: Sequence[str], day: date) -> CouncilWork:
    """What the council works by on the day, as it concerns the municipalities of these numbers."""
    bylaws = [one for one in council.bylaws if not one.municipality or one.municipality in numbers]
    slt = [one for one in council.slt if not one.municipalities or not set(numbers).isdisjoint(one.municipalities)]
    assessed = council.extension.assessed if council.extension else None
    return CouncilWork.of_known(
        folder=council.folder,
        name=council.name,
        municipalities=len(set(council.numbers_on(day))),
        members=len(council.members_on(day)),
        plan=any(one.covers(day) for one in council.plans),
        action_plans=sum(one.covers(day) for one in council.action_plans),
        bylaws=_have_bylaws(bylaws),
        bylaws_revised=min((one.revised for one in bylaws if one.revised and one.revised <= day), default=None),
        extension_assessed=assessed if assessed and assessed <= day else None,
        forums=sum(one.covers(day) for one in council.forums),
        **_forums_assessed(council, day),
        slt=next((one.model for one in slt if one.model), None),
        other_cooperation=" ".join(council.other_cooperation.split()),
    )


def _forums_assessed(council: Council, day: date) -> dict[str, object]:
    """When it was considered which forums are needed, and what was concluded, if that was by the day."""
    found = council.forums_assessed
    if found is None or (found.day is not None and found.day > day):
        return {}
    return {"forums_assessed": found.day, "forums_conclusion": " ".join(found.conclusion.split())}


def _have_bylaws(bylaws: Sequence[Bylaws]) -> str | None:
    if not bylaws:
        return None
    return "finnes" if any(one.exist for one in bylaws) else "finnes_ikke"


def agreement_state(agreement: Agreement, status: str | None, day: date) -> AgreementState:
    """The agreement with its status on the day."""
    revision = agreement.next_revision(day)
    return AgreementState.of_known(
        file=agreement.origin.file,
        parties=tuple(_parties(agreement)),
        kind=agreement.agreement_kind,
        status=status,
        start=agreement.start,
        end=agreement.end,
        next_revision=revision,
        days_to_revision=(revision - day).days if revision else None,
    )


def _parties(agreement: Agreement) -> Iterator[str]:
    """Who the agreement is with, by name, but for the police."""
    own = agreement.school or agreement.county
    if own:
        yield " ".join(own.split())
    else:
        yield from (municipalities()[one].name for one in agreement.numbers if one in municipalities())


def position(contact: Contact, day: date) -> Position:
    """The contact's position on the day, with all its municipalities."""
    places = [municipalities()[number] for number in dict.fromkeys(contact.numbers(day)) if number in municipalities()]
    return Position.of_known(
        contact=contact.origin.stem,
        name=" ".join(contact.name.split()),
        share=contact.share,
        municipalities=len(places),
        inhabitants=sum(one.inhabitants for one in places),
        authority_clarified=_known(contact.authority_clarified, day),
        authority=" ".join(contact.authority.split()),
    )


def _known(one: date | None, day: date) -> date | None:
    """The day, if it has come."""
    return one if one and one <= day else None


def assessment(council: Council, evaluation: Evaluation, carried_out: date, day: date) -> Assessment:
    """What an evaluation came to; scores not given are left out."""
    return Assessment.of_known(
        council=council.folder,
        file=evaluation.origin.file,
        day=carried_out,
        method=evaluation.method,
        scores=given(evaluation),
        adjustments=len(evaluation.adjustments),
        adjustments_done=sum(1 for one in evaluation.adjustments if one.done and one.done <= day),
    )
