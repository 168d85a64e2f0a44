"""The key figures of a line of the status, in groups, this year's beside last year's."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kps.checking.finding import SEVERITIES
from kps.language import Words, msg
from kps.report.figures import Figures
from kps.report.shape import Share
from kps.report.table import Cell, Table
from kps.report.year_status import StatusLine

_Lines = Iterator[tuple[Words, Cell]]


def key_figures(entry: StatusLine, year: int) -> tuple[Table, ...]:
    """A table for each group: what was counted, the year, the year before.

    Of knowledge, goals and preparedness there is one where the records tell of any in either year.
    """
    told = any(any(one.content.model_dump().values()) for one in (entry, entry.previous))
    now, then = _groups(entry, told), _groups(entry.previous, told)
    return tuple(
        Table(title, (msg("figure"), str(year), str(year - 1)), _beside(tuple(lines), tuple(before)))
        for (title, lines), (_, before) in zip(now, then, strict=True)
    )


def _beside(now: Sequence[tuple[Words, Cell]], then: Sequence[tuple[Words, Cell]]) -> tuple[tuple[Cell, ...], ...]:
    return tuple((label, value, before) for (label, value), (_, before) in zip(now, then, strict=True))


def _groups(figures: Figures, told: bool) -> tuple[tuple[Words, _Lines], ...]:
    return (
        (msg("Councils and agreements"), _cooperation(figures)),
        (msg("Meetings"), _meetings(figures)),
        (msg("Cases"), _cases(figures)),
        (msg("Actions"), _actions(figures)),
        (msg("What the councils work by"), _work(figures)),
        *(((msg("Knowledge, goals and preparedness"), _content(figures)),) if told else ()),
        (msg("Contacts"), _contacts(figures)),
        (msg("Evaluations"), _evaluations(figures)),
        (msg("Findings"), _findings(figures)),
    )


def _cooperation(figures: Figures) -> _Lines:
    councils = [one.status for one in figures.councils]
    agreements = [one.status for one in figures.cooperation_agreements]
    revisions = [one.days_to_revision for one in figures.cooperation_agreements if one.status == "inngått"]
    yield msg("municipalities"), figures.municipalities
    yield msg("inhabitants"), figures.inhabitants
    yield msg("active councils"), councils.count("aktivt")
    yield msg("councils invited"), councils.count("invitert")
    yield msg("councils declined"), councils.count("takket_nei")
    yield msg("cooperation agreements made"), agreements.count("inngått")
    yield msg("cooperation agreements offered"), agreements.count("tilbudt")
    yield msg("cooperation agreements declined"), agreements.count("takket_nei")
    yield msg("agreements whose revision is overdue"), sum(days is not None and days < 0 for days in revisions)


def _meetings(figures: Figures) -> _Lines:
    meetings = figures.meetings
    yield msg("meetings held, of those owed"), Share(count=figures.meetings_held, of=figures.meetings_owed)
    yield msg("meetings planned"), meetings.planned
    yield msg("meetings cancelled"), meetings.cancelled
    yield msg("extraordinary meetings"), meetings.extraordinary
    yield msg("meetings of the extended council"), meetings.extended
    yield from on_time(figures)


def on_time(figures: Figures) -> _Lines:
    """The shares of the judged meetings: papers in time, and who was there."""
    meetings = figures.meetings
    yield msg("agendas sent in time"), meetings.agendas_on_time
    yield msg("minutes done in time"), meetings.minutes_on_time
    yield msg("political leadership present"), meetings.political
    yield msg("administrative leadership present"), meetings.administrative
    yield msg("police leadership present"), meetings.police
    yield msg("head of the police service unit present"), meetings.unit_head


def _cases(figures: Figures) -> _Lines:
    cases = figures.cases
    yield msg("cases dealt with"), cases.dealt_with
    yield msg("cases postponed or withdrawn"), cases.postponed
    yield msg("decisions with a knowledge basis from the police"), Share(count=cases.basis_police, of=cases.decisions)
    yield (
        msg("decisions with a knowledge basis from the municipality"),
        Share(count=cases.basis_municipality, of=cases.decisions),
    )
    yield msg("decisions with a knowledge basis from both"), Share(count=cases.basis_both, of=cases.decisions)


def _actions(figures: Figures) -> _Lines:
    actions = figures.actions
    yield msg("actions set"), actions.opened
    yield msg("actions closed"), actions.closed
    yield msg("days to close an action (median)"), actions.median_days_to_close
    yield msg("deadlines moved"), actions.deferrals
    yield msg("open actions"), figures.actions_open
    yield msg("actions overdue"), figures.actions_overdue


def _work(figures: Figures) -> _Lines:
    working = _active(figures)
    work = [one for one in figures.work if one.folder in working]
    yield msg("councils with an overall plan"), Share(count=sum(one.plan for one in work), of=len(work))
    yield msg("joint action plans"), sum(one.action_plans for one in work)
    yield (
        msg("councils that know their police bylaws"),
        Share(count=sum(bool(one.bylaws) for one in work), of=len(work)),
    )
    yield (
        msg("councils that considered partners outside"),
        Share(count=sum(bool(one.extension_assessed) for one in work), of=len(work)),
    )
    yield msg("thematic forums"), sum(one.forums for one in work)
    yield msg("councils with SLT"), Share(count=sum(one.slt == "slt" for one in work), of=len(work))
    yield msg("councils with another model"), sum(one.slt == "annen" for one in work)


def _active(figures: Figures) -> frozenset[str]:
    return frozenset(one.folder for one in figures.councils if one.status == "aktivt")


def _content(figures: Figures) -> _Lines:
    content = figures.content
    yield msg("knowledge products"), content.products
    yield msg("of these, about the inhabitants and fresh"), content.about_inhabitants
    yield msg("ordered and not delivered"), content.awaited
    yield msg("goals with an id or an indicator"), content.goals
    yield msg("goals that something names"), Share(count=content.goals - content.unserved, of=content.goals)
    yield msg("goals measured"), Share(count=content.measured, of=content.goals)
    yield msg("measured the way that is wanted"), Share(count=content.wanted_way, of=content.compared)
    yield msg("councils that say where preparedness is dealt with"), content.preparedness
    yield msg("exercises held together"), content.exercises


def _contacts(figures: Figures) -> _Lines:
    full = figures.full_positions
    yield msg("contacts"), len(figures.contacts)
    yield msg("full positions"), full
    yield msg("inhabitants for each full position"), round(figures.inhabitants / full) if full else None
    yield msg("municipalities for each full position"), round(figures.municipalities / full, 1) if full else None
    yield msg("contacts whose share is not stated"), sum(one.share is None for one in figures.positions)


def _evaluations(figures: Figures) -> _Lines:
    working = _active(figures)
    evaluated = sum(one.council in working for one in figures.evaluations)
    adjustments = sum(one.adjustments for one in figures.evaluations)
    yield msg("councils evaluated at some time"), Share(count=evaluated, of=len(working))
    yield msg("latest evaluation"), figures.last_evaluation
    done = sum(one.adjustments_done for one in figures.evaluations)
    yield msg("adjustments carried out"), Share(count=done, of=adjustments)


def _findings(figures: Figures) -> _Lines:
    labels = {"error": msg("errors"), "warning": msg("warnings"), "hint": msg("hints")}
    for severity in SEVERITIES:
        yield labels[severity], figures.findings.get(severity, 0)
    yield msg("findings set aside"), figures.findings.get("waived", 0)
