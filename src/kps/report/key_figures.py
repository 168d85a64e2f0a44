"""The key figures of a line of the status, in groups, this year's beside last year's."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kps.checking.finding import SEVERITIES
from kps.language.reader import tr
from kps.report.figures import Figures
from kps.report.shape import Share
from kps.report.status import StatusLine
from kps.report.table import Cell, Table

_Lines = Iterator[tuple[str, Cell]]


def key_figures(entry: StatusLine, year: int) -> tuple[Table, ...]:
    """A table for each group: what was counted, the year, the year before."""
    now, then = _groups(entry), _groups(entry.previous)
    return tuple(
        Table(title, (tr("figure"), str(year), str(year - 1)), _beside(tuple(lines), tuple(before)))
        for (title, lines), (_, before) in zip(now, then, strict=True)
    )


def _beside(now: Sequence[tuple[str, Cell]], then: Sequence[tuple[str, Cell]]) -> tuple[tuple[Cell, ...], ...]:
    return tuple((label, value, before) for (label, value), (_, before) in zip(now, then, strict=True))


def _groups(figures: Figures) -> tuple[tuple[str, _Lines], ...]:
    return (
        (tr("Councils and agreements"), _cooperation(figures)),
        (tr("Meetings"), _meetings(figures)),
        (tr("Cases"), _cases(figures)),
        (tr("Actions"), _actions(figures)),
        (tr("What the councils work by"), _work(figures)),
        (tr("Contacts"), _contacts(figures)),
        (tr("Evaluations"), _evaluations(figures)),
        (tr("Findings"), _findings(figures)),
    )


def _cooperation(figures: Figures) -> _Lines:
    councils = [one.status for one in figures.councils]
    agreements = [one.status for one in figures.cooperation_agreements]
    revisions = [one.days_to_revision for one in figures.cooperation_agreements if one.status == "inngått"]
    yield tr("municipalities"), figures.municipalities
    yield tr("inhabitants"), figures.inhabitants
    yield tr("active councils"), councils.count("aktivt")
    yield tr("councils invited"), councils.count("invitert")
    yield tr("councils declined"), councils.count("takket_nei")
    yield tr("cooperation agreements made"), agreements.count("inngått")
    yield tr("cooperation agreements offered"), agreements.count("tilbudt")
    yield tr("cooperation agreements declined"), agreements.count("takket_nei")
    yield tr("agreements whose revision is overdue"), sum(days is not None and days < 0 for days in revisions)


def _meetings(figures: Figures) -> _Lines:
    meetings = figures.meetings
    yield tr("meetings held, of those owed"), Share(count=figures.meetings_held, of=figures.meetings_owed)
    yield tr("meetings planned"), meetings.planned
    yield tr("meetings cancelled"), meetings.cancelled
    yield tr("extraordinary meetings"), meetings.extraordinary
    yield tr("meetings of the extended council"), meetings.extended
    yield from on_time(figures)


def on_time(figures: Figures) -> _Lines:
    """The shares of the judged meetings: papers in time, and who was there."""
    meetings = figures.meetings
    yield tr("agendas sent in time"), meetings.agendas_on_time
    yield tr("minutes done in time"), meetings.minutes_on_time
    yield tr("political leadership present"), meetings.political
    yield tr("administrative leadership present"), meetings.administrative
    yield tr("police leadership present"), meetings.police
    yield tr("head of the police service unit present"), meetings.unit_head


def _cases(figures: Figures) -> _Lines:
    cases = figures.cases
    yield tr("cases dealt with"), cases.dealt_with
    yield tr("cases postponed or withdrawn"), cases.postponed
    yield tr("decisions with a knowledge basis from the police"), Share(count=cases.basis_police, of=cases.decisions)
    yield (
        tr("decisions with a knowledge basis from the municipality"),
        Share(count=cases.basis_municipality, of=cases.decisions),
    )
    yield tr("decisions with a knowledge basis from both"), Share(count=cases.basis_both, of=cases.decisions)


def _actions(figures: Figures) -> _Lines:
    actions = figures.actions
    yield tr("actions set"), actions.opened
    yield tr("actions closed"), actions.closed
    yield tr("days to close an action (median)"), actions.median_days_to_close
    yield tr("deadlines moved"), actions.deferrals
    yield tr("open actions"), figures.actions_open
    yield tr("actions overdue"), figures.actions_overdue


def _work(figures: Figures) -> _Lines:
    working = _active(figures)
    work = [one for one in figures.work if one.folder in working]
    yield tr("councils with an overall plan"), Share(count=sum(one.plan for one in work), of=len(work))
    yield tr("joint action plans"), sum(one.action_plans for one in work)
    yield tr("councils that know their police bylaws"), Share(count=sum(bool(one.bylaws) for one in work), of=len(work))
    yield (
        tr("councils that considered partners outside"),
        Share(count=sum(bool(one.extension_assessed) for one in work), of=len(work)),
    )
    yield tr("thematic forums"), sum(one.forums for one in work)
    yield tr("councils with SLT"), Share(count=sum(one.slt == "slt" for one in work), of=len(work))
    yield tr("councils with another model"), sum(one.slt == "annen" for one in work)


def _active(figures: Figures) -> frozenset[str]:
    return frozenset(one.folder for one in figures.councils if one.status == "aktivt")


def _contacts(figures: Figures) -> _Lines:
    full = figures.full_positions
    yield tr("contacts"), len(figures.contacts)
    yield tr("full positions"), full
    yield tr("inhabitants for each full position"), round(figures.inhabitants / full) if full else None
    yield tr("municipalities for each full position"), round(figures.municipalities / full, 1) if full else None
    yield tr("contacts whose share is not stated"), sum(one.share is None for one in figures.positions)


def _evaluations(figures: Figures) -> _Lines:
    working = _active(figures)
    evaluated = sum(one.council in working for one in figures.evaluations)
    adjustments = sum(one.adjustments for one in figures.evaluations)
    yield tr("councils evaluated at some time"), Share(count=evaluated, of=len(working))
    yield tr("latest evaluation"), figures.last_evaluation
    done = sum(one.adjustments_done for one in figures.evaluations)
    yield tr("adjustments carried out"), Share(count=done, of=adjustments)


def _findings(figures: Figures) -> _Lines:
    labels = {"error": tr("errors"), "warning": tr("warnings"), "hint": tr("hints")}
    for severity in SEVERITIES:
        yield labels[severity], figures.findings.get(severity, 0)
    yield tr("findings set aside"), figures.findings.get("waived", 0)
