"""D005 of what the line from knowledge to effect is held together by: products, goals and plans' measures by id."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from kps.checking.context import Context
from kps.checking.finding import Places, Remark
from kps.checking.mends import to_nearest
from kps.language import Message, msg
from kps.models.agreement import Agreement, FocusArea, Measuring
from kps.models.base import Record
from kps.models.council import ActionPlan, Council
from kps.models.knowledge import Knowledge
from kps.models.meeting import Action, Meeting
from kps.models.shared import NamedBasis
from kps.models.task import Task
from kps.models.vocabulary import Proposals
from kps.register.goals import agreements_around, goals_of
from kps.register.index import Register
from kps.register.knowledge import products_seen_by
from kps.register.measures import measure_ids
from kps.source import Path

Named = tuple[Path, str]
"""Where an id stands, from the mapping that it is in, and the id."""


def not_found(record: Record, path: Path, text: str, known: Proposals, rests_on: Places = ()) -> Remark:
    """That an id or a name leads nowhere, with the nearest that does."""
    near = known.nearest(text)
    return Remark(record, path, _unknown(text, near), rests_on=rests_on, sought=text, mends=to_nearest(path, near))


def _unknown(text: str, near: str | None) -> Message:
    if near is None:
        return msg("“{value}” is not to be found", value=text)
    return msg("“{value}” is not to be found; did you mean “{near}”?", value=text, near=near)


def ids_that_lead_nowhere(context: Context) -> Iterator[Remark]:
    """The ids of products, goals and measures, wherever they stand, that name nothing."""
    register = context.register
    for record, path, part in context.parts_of(NamedBasis | Measuring | FocusArea | ActionPlan | Task):
        match part:
            case NamedBasis():
                yield from _of_products(record, path, [((), part.id)], register)
            case Measuring():
                yield from _of_products(record, path, [(("grunnlag",), part.product)], register)
            case _:
                yield from _of_goals(record, path, part.goals, register)
        if isinstance(part, Action) and part.plan_measure and isinstance(record, Meeting):
            yield from _of_measures(record, (*path, "plan_tiltak"), part.plan_measure, register)
    for product in register.products:
        yield from _of_order(product, register)


def _of_products(record: Record, path: Path, named: Iterable[Named], register: Register) -> Iterator[Remark]:
    seen = products_seen_by(record, register)
    for place, id in named:
        if id and id not in seen:
            rests_on: Places = ((record, ("felles_med",)),) if isinstance(record, Meeting) else ()
            yield not_found(record, (*path, *place), id, Proposals(seen), rests_on)


def _of_goals(record: Record, path: Path, ids: Iterable[str], register: Register) -> Iterator[Remark]:
    known: Mapping[str, object] = goals_of(record, register)
    for place, id in enumerate(ids):
        if id and id not in known:
            rests_on = (
                *Context.doubts(agreements_around(record, register), "mål"),
                *(() if isinstance(record, Agreement) else Context.doubts(register.agreements, "kommuner")),
            )
            yield not_found(record, (*path, "mål", place), id, Proposals(known), rests_on)


def _of_measures(meeting: Meeting, path: Path, id: str, register: Register) -> Iterator[Remark]:
    councils = register.councils_in(meeting)
    known = {one for council in councils for one in measure_ids(council)}
    if councils and id not in known:
        rests_on = (*Context.doubts(councils, "handlingsplaner"), (meeting, ("felles_med",)))
        yield not_found(meeting, path, id, Proposals(known), rests_on)


def _of_order(product: Knowledge, register: Register) -> Iterator[Remark]:
    """A council's own product may name the meeting that ordered it."""
    council: Council | None = register.council_of(product)
    if council is None or product.order is None or not product.order.meeting:
        return
    stems = {meeting.origin.stem for meeting in register.all_meetings_of(council)}
    if product.order.meeting not in stems:
        yield not_found(product, ("bestilt", "møte"), product.order.meeting, Proposals(stems))
