"""R: whether the cooperation is as wide as the guideline has it: inhabitants, preparedness, forums, functions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from kps.checking.context import Context
from kps.checking.finding import Places, Remark
from kps.checking.rule import rule
from kps.checking.subjects import active_councils
from kps.language import msg
from kps.models.agreement import Agreement
from kps.models.base import Record
from kps.models.council import Council, Function
from kps.models.date_arithmetic import months_after
from kps.models.knowledge import Knowledge
from kps.models.shared import Basis, NamedBasis
from kps.models.vocabulary import normal
from kps.register.knowledge import products_named_in, products_seen_by

PREPAREDNESS = ("samfunnssikkerhet og beredskap", "ulykker og naturkatastrofer", "plivo")
"""The topics of rescue and preparedness, in the form that they are compared in."""


def _young(council: Council, day: date) -> bool:
    """Whether the council has not worked for more than a year."""
    return council.founded is None or council.founded >= months_after(day, -12)


@rule("R422", cites="1d", on=active_councils, severity="hint")
def inhabitants_unknown(council: Council, context: Context) -> Iterator[Remark]:
    """The council uses no knowledge of the inhabitants' own needs.

    The council began more than 12 months ago, and uses no knowledge product with `innbyggere: ja` and a `dato` within
    36 months: none is named by its id in an item of a held meeting, in an action plan of its own, or in a focus area,
    the revision or a measuring of an agreement in force that shares a municipality.

    A hint, though the guideline has police and municipality know the inhabitants' needs together: the 36 months are
    kps's own, and the knowledge may be there without being written down.

    Mend: Make a record of what is known (`kps new-knowledge --inhabitants`), with `innbyggere: ja`, and name its id
    where it is used, as `kunnskapsgrunnlag: [ungdata-2025]`.
    """
    if _young(council, context.as_of):
        return
    used = tuple(_used(council, context))
    since = months_after(context.as_of, -36)
    days = (context.known(product.day) for product in used if product.inhabitants)
    if not any(day is not None and day >= since for day in days):
        yield Remark(
            council,
            (),
            msg("no knowledge product about the inhabitants (`innbyggere: ja`) of the last three years is used"),
            rests_on=(
                *context.doubts([council], "handlingsplaner"),
                *context.doubts(context.held(council), "saker"),
                *context.uncounted(council),
                *context.doubts([council], "kommuner"),
                *context.uncertain_agreements(council),
                *context.doubts(_agreements(council, context), "satsingsområder", "revisjon", "mål"),
                *context.doubts(used, "innbyggere", "dato"),
            ),
        )


def _agreements(council: Council, context: Context) -> tuple[Agreement, ...]:
    """The agreements in force that share a municipality with the council."""
    return tuple(one for one in _shared(council, context) if one.in_force(context.as_of))


def _shared(council: Council, context: Context) -> tuple[Agreement, ...]:
    """The agreements, of any time, that share a municipality with the council."""
    numbers = council.numbers_on(context.as_of)
    found = (one for number in numbers for one in context.register.agreements_for(number))
    return tuple({one.origin.file: one for one in found}.values())


def _used(council: Council, context: Context) -> Iterator[Knowledge]:
    """The products that the council uses, by id."""
    for meeting in context.held(council):
        yield from products_named_in(meeting, context.register)
    for plan in council.action_plans:
        yield from _named(plan.bases, council, context)
    for agreement in _agreements(council, context):
        yield from products_named_in(agreement, context.register)


def _named(bases: Iterable[Basis], record: Record, context: Context) -> Iterator[Knowledge]:
    seen = products_seen_by(record, context.register)
    yield from (seen[one.id] for one in bases if isinstance(one, NamedBasis) and one.id in seen)


@rule("R423", cites="4j", on=active_councils, severity="hint")
def preparedness_not_dealt_with(council: Council, context: Context) -> Iterator[Remark]:
    """It is not said where rescue and preparedness are dealt with.

    The council began more than 12 months ago. No item of a held meeting within 24 months has `samfunnssikkerhet og
    beredskap`, `ulykker og naturkatastrofer` or `PLIVO` as its `tema`, and `beredskap` names neither a
    `beredskapsråd` nor where it is dealt with (`dekkes_av`). That it is in the council itself, is no answer alone:
    then it is on the agenda.

    A hint, though the guideline has the cooperation cover preparedness: the 24 months are kps's own, and it may be
    dealt with without being written down.

    Mend: Put it on the agenda, under an item with `tema: samfunnssikkerhet og beredskap`; or write where it is dealt
    with, as `beredskap: {beredskapsråd: {leder: Anne Berg, sist: 2025-10-02}}`.
    """
    if _young(council, context.as_of) or _answered(council):
        return
    since = months_after(context.as_of, -24)
    meetings = [one for one in context.held(council) if one.day and one.day >= since]
    topics = {normal(topic) for meeting in meetings for item in meeting.items for topic in item.topics}
    if topics.isdisjoint(PREPAREDNESS):
        path: tuple[str, ...] = ("beredskap",)
        if council.preparedness:
            path = ("beredskap", "dekkes_av" if council.preparedness.covered_by else "beredskapsråd")
        yield Remark(
            council,
            path,
            msg("preparedness was the topic of no held meeting in two years, and `beredskap` does not say where it is"),
            rests_on=(*context.doubts(meetings, "saker"), *context.uncounted(council)),
        )


def _answered(council: Council) -> bool:
    """Whether it is said where preparedness is dealt with; that it is in the council is seen on its agendas."""
    said = council.preparedness
    return said is not None and (
        said.council is not None or bool(said.covered_by and normal(said.covered_by) != "politirådet")
    )


@rule("R424", cites=("4.3d", "4.3a"), on=active_councils, severity="hint")
def forums_not_considered(council: Council, context: Context) -> Iterator[Remark]:
    """It is not said whether thematic forums are needed.

    The council has no `temafora`, no `temafora_vurdert` with a `konklusjon`, and neither SLT (the guideline's own best
    example of a forum) nor another model (`modell: slt` or `modell: annen`).

    A hint: the guideline recommends to deal with narrower themes where leaders and specialists meet; that the council
    says how, is kps's own question.

    Mend: Discuss it, and write what was concluded, as
    `temafora_vurdert: {dato: 2025-03-04, konklusjon: Ett forum er nok.}`; or list the forums under `temafora`.
    """
    assessed = council.forums_assessed
    concluded = bool(assessed and assessed.conclusion and (assessed.day is None or context.known(assessed.day)))
    if council.forums or concluded or any(slt.model in ("slt", "annen") for slt in council.slt):
        return
    yield Remark(
        council,
        ("temafora_vurdert", "konklusjon") if assessed else ("temafora_vurdert",),
        msg("no thematic forum is recorded, nor that the council has considered it (`temafora_vurdert`)"),
        rests_on=((council, ("temafora",)), (council, ("slt",))),
    )


@rule("R425", cites=("5.3c", "2.1a"), on=active_councils, severity="hint")
def function_in_two_ways(council: Council, context: Context) -> Iterator[Remark]:
    """One who is listed twice with different telephone or e-mail.

    The council and kps.yaml list the same `funksjon` with the same `navn`, and another `telefon` or `epost`: one of the
    two is out of date. Another person in the function is what a council's own list is for.

    A hint, though the guideline recommends that the municipality knows whom to turn to: which of the two is right,
    kps cannot know.

    Mend: Correct the one that is out of date; or take the council's away, and kps.yaml's counts.
    """
    for index, own in enumerate(council.functions):
        others = [one for one in context.charter.functions if _same(one, own)]
        keys = [key for key, told in _told(own).items() if told and _differs(key, told, others)]
        if keys:
            rests_on: Places = ((context.charter, ("funksjoner",)),)
            message = msg(
                "{name} stands in kps.yaml too, with another: {keys}",
                name=own.name,
                keys=", ".join(f"`{key}`" for key in keys),
            )
            yield Remark(council, ("funksjoner", index, keys[0]), message, rests_on=rests_on)


def _same(one: Function, other: Function) -> bool:
    named = bool(one.function and one.name)
    return named and normal(one.function) == normal(other.function) and one.name == other.name


def _told(function: Function) -> dict[str, str]:
    return {"telefon": "".join(function.phone.split()), "epost": function.email.casefold()}


def _differs(key: str, told: str, others: Iterable[Function]) -> bool:
    listed = {given for one in others if (given := _told(one)[key])}
    return bool(listed) and told not in listed
