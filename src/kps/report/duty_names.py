"""What a duty is called, and whom it is about."""

from __future__ import annotations

from kps.duties.duty import ActionDuty, Duty, MeasureDuty
from kps.language import Message, Words, compound, msg
from kps.models.agreement import Agreement
from kps.models.base import Record
from kps.models.contact import Contact
from kps.models.council import Council
from kps.models.evaluation import Evaluation
from kps.models.knowledge import Knowledge
from kps.models.places import municipalities
from kps.models.vocabulary import topics
from kps.register.index import Register
from kps.register.on_day import OnDay
from kps.report.open_actions import what_to_do

_NAMES = {
    "agenda": msg("the agenda is sent"),
    "minutes": msg("the minutes are done"),
    "revision": msg("the agreement is revised"),
    "agreement_end": msg("the agreement runs out"),
    "evaluation": msg("the cooperation is evaluated"),
    "legal_frame": msg("the members go through what information they may share"),
    "slt": msg("SLT, or the other model, is on an agenda"),
    "bylaws": msg("the police bylaws are revised"),
    "preparedness_council": msg("the preparedness council meets"),
    "risk_analysis": msg("the risk and vulnerability analysis is renewed"),
}


def called(duty: Duty) -> Words:
    """What is owed, in a few words; of an exempt case's action, that it is exempt and by which provision (P004)."""
    if isinstance(duty, ActionDuty):
        id, what = duty.action.id, what_to_do(duty.action)
        # A record's own words stay as they are, for programs.
        return f"{id}: {what}" if isinstance(what, str) else compound("{id}: {what}", id=id, what=what)
    if isinstance(duty, MeasureDuty):
        return f"{duty.measure.id}: {' '.join(duty.measure.measure.what.split())}"
    match duty.record:
        case Council() as council:
            found = _of_council(duty, council)
        case Agreement() as agreement:
            found = _of_agreement(duty, agreement)
        case Knowledge() as product:
            # An exempt product is called by its public title, if it has one.
            title = product.exempt.public_title or product.origin.stem if product.exempt else product.title
            found = msg("“{title}” is delivered", title=title)
        case Contact(name=name):
            found = msg("the approval of {name} as contact for several municipalities runs out", name=name)
        case Evaluation(carried_out=day):
            found = msg("the council takes up the evaluation of {day}", day=day)
        case _:
            found = None
    return found or _NAMES[duty.kind]


def _of_agreement(duty: Duty, agreement: Agreement) -> Message | None:
    match duty.kind:
        case "measuring":
            goal = agreement.goals[int(duty.path[1])]
            return msg("the goal “{goal}” is measured", goal=goal.id or goal.text)
        case "focus_area":
            return msg("the focus area “{area}” is on an agenda", area=agreement.focus_areas[int(duty.path[1])].name)
        case "evaluation" if agreement.partner:
            return msg("the cooperation with {partner} is evaluated", partner=agreement.partner)
    return None


def _of_council(duty: Duty, council: Council) -> Message | None:
    match duty.kind:
        case "forum_report":
            forum = council.forums[int(duty.path[1])]
            return msg("the forum “{name}” reports to the council", name=forum.name or ", ".join(forum.topics))
        case "forum_evaluation":
            return msg("the forum “{name}” is evaluated", name=council.forums[int(duty.path[1])].name)
        case "year_topic":
            named = [topics().get(one) or one for one in council.year_plan[int(duty.path[1])].topics if one]
            return msg("the council's year: {topics} is on an agenda", topics=named)
        case "waiting_item":
            title = " ".join(council.item_bank[int(duty.path[1])].shown_title.split())
            return msg("waits for a meeting: {title}", title=title or msg("an exempt item"))
        case "exercise":
            return _exercise(duty, council)
        case "plan":
            return _plan(duty, council)
    return None


def _exercise(duty: Duty, council: Council) -> Message:
    """The exercise that is planned on the day, else that one is to be held again."""
    held = council.preparedness.exercises if council.preparedness else ()
    what = next((" ".join(one.what.split()) for one in held if one.day == duty.due and one.what), "")
    return msg("exercise: {what}", what=what) if what else msg("preparedness is exercised")


def _plan(duty: Duty, council: Council) -> Message:
    if len(duty.path) < 2:
        return msg("the council has a plan that holds")
    plans = council.plans if duty.path[0] == "plan" else council.action_plans
    return msg("the plan runs out: {title}", title=plans[int(duty.path[1])].title or msg("the council's plan"))


def whose(record: Record, on_day: OnDay) -> str:
    """Whom a record is about: the councils that share an agreement, else its parties; a contact; its own council."""
    if isinstance(record, Contact):
        return record.name
    if isinstance(record, Agreement):
        councils = on_day.register.councils
        shared = [one.name for one in councils if set(one.numbers) & set(record.numbers)]
        places = [place.name for one in record.numbers if (place := municipalities().get(one))]
        return ", ".join(shared or filter(None, (record.school, record.county, *places)))
    council = on_day.register.council_of(record)
    return council.name if council else ""


def is_about(record: Record, council: Council, register: Register) -> bool:
    """Whether a record is the council's own, or an agreement that shares a municipality with it."""
    if isinstance(record, Agreement):
        return not set(record.numbers).isdisjoint(council.numbers)
    return register.council_of(record) is council
