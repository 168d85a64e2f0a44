"""The status as tables, each of one thing: what the paper, the page and the workbook are made of."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from kps.language import msg
from kps.report.attention import rule_title
from kps.report.countings import COUNTINGS, counted
from kps.report.key_figures import on_time
from kps.report.overviews import name
from kps.report.shape import Share
from kps.report.status_light import LIGHTS, changes, light
from kps.report.table import Row, Table
from kps.report.words import agreement_title, word
from kps.report.year_status import Status


def for_all(status: Status) -> tuple[Table, ...]:
    """Of the details, those that tell of all districts together."""
    return tuple(table for table in (_rules(status), _uncovered(status)) if table.rows)


def details(status: Status) -> tuple[Table, ...]:
    """The tables of what is told one by one, not counted; the empty ones left out."""
    found = (
        _agreements(status),
        _work(status),
        _other_cooperation(status),
        _contacts(status),
        _evaluations(status),
        _rules(status),
        _waivers(status),
        _changes(status),
        _uncovered(status),
    )
    return tuple(table for table in found if table.rows)


def lights_by_district(status: Status) -> Table:
    """How many municipalities of each district have each light, the most urgent first."""
    found = Counter((one.district, light(one)) for one in status.municipalities)
    rows: tuple[Row, ...] = tuple((one.name, *(found[one.name, key] for key in LIGHTS)) for one in status.districts)
    head = (msg("police district"), *LIGHTS.values())
    return Table(msg("Municipalities by light"), head, rows)


# --- what was counted, this year and the year before -----------------------------------------------------


def counts(status: Status) -> tuple[Table, ...]:
    """The tables of what was counted, which are also drawn."""
    return (
        lights_by_district(status),
        meetings_by_year(status),
        in_time(status),
        *(counted(one, status) for one in COUNTINGS),
    )


def meetings_by_year(status: Status) -> Table:
    """Meetings held by calendar year, from the first with any."""
    held = status.total.meetings.by_year
    rows = tuple((year, held.get(year, 0)) for year in years_from(held, status.year))
    return Table(msg("Meetings by year"), (msg("year"), msg("meetings held")), rows)


def years_from(known: Iterable[str], last: int) -> tuple[str, ...]:
    """All years from the first of which something is known; a report of others may hold any."""
    found = [int(year) for year in known if year.isascii() and year.isdigit() and last - 100 < int(year) <= last]
    return tuple(map(str, range(min(found), last + 1))) if found else ()


def in_time(status: Status) -> Table:
    """Papers in time and who was at the meetings, in per cent of those judged."""
    now, then = on_time(status.total), on_time(status.total.previous)
    rows = tuple((label, share, before) for (label, share), (_, before) in zip(now, then, strict=True))
    return Table(msg("In time, and who was there"), (msg("share of meetings"), *_years(status)), rows)


def _years(status: Status) -> tuple[str, str]:
    return str(status.year), str(status.year - 1)


# --- what there is, a row each ---------------------------------------------------------------------------


def _agreements(status: Status) -> Table:
    head = (
        msg("agreement"),
        msg("kind"),
        msg("state"),
        msg("from"),
        msg("to"),
        msg("next revision"),
        msg("days to revision"),
    )
    rows = (
        (
            agreement_title(one),
            word(one.kind),
            word(one.status),
            one.start,
            one.end,
            one.next_revision,
            one.days_to_revision,
        )
        for one in status.total.agreements
    )
    return Table(msg("Agreements"), head, tuple(rows))


def _work(status: Status) -> Table:
    head = (
        msg("council"),
        msg("municipalities"),
        msg("members"),
        msg("plan"),
        msg("action plans"),
        msg("police bylaws"),
        msg("revised"),
        msg("partners considered"),
        msg("forums"),
        msg("SLT or a like model"),
    )
    active = {one.folder for one in status.total.councils if one.status == "aktivt"}
    rows = (
        (
            one.name,
            one.municipalities,
            one.members,
            msg("yes") if one.plan else msg("no"),
            one.action_plans,
            word(one.bylaws),
            one.bylaws_revised,
            one.extension_assessed,
            one.forums,
            word(one.slt),
        )
        for one in status.total.work
        if one.folder in active
    )
    return Table(msg("What the councils work by"), head, tuple(rows))


def _other_cooperation(status: Status) -> Table:
    rows = ((one.name, one.other_cooperation) for one in status.total.work if one.other_cooperation)
    return Table(msg("Cooperation in another form"), (msg("council"), msg("what is done instead")), tuple(rows))


def _contacts(status: Status) -> Table:
    head = (
        msg("contact"),
        msg("share of a position, per cent"),
        msg("municipalities"),
        msg("inhabitants"),
        msg("authority clarified"),
        msg("what the contact may decide"),
    )
    rows = (
        (
            one.name or "?",
            one.share,
            one.municipalities,
            one.inhabitants,
            one.authority_clarified,
            one.authority or None,
        )
        for one in status.total.positions
    )
    return Table(msg("Contacts"), head, tuple(rows))


def _evaluations(status: Status) -> Table:
    head = (msg("council"), msg("carried out"), msg("method"), msg("adjustments carried out"))
    rows = (
        (name(council), one.day, word(one.method), Share(count=one.adjustments_done, of=one.adjustments))
        for council in status.councils
        for one in council.evaluations
    )
    return Table(msg("Evaluations"), head, tuple(rows))


def _rules(status: Status) -> Table:
    counts = status.total.findings_by_rule
    rows = (
        (
            code,
            rule_title(code),
            count,
            status.total.previous.findings_by_rule.get(code, 0),
        )
        for code, count in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    )
    return Table(msg("Findings by rule"), (msg("rule"), msg("what it is about"), *_years(status)), tuple(rows))


def _waivers(status: Status) -> Table:
    head = (msg("rule"), msg("reason"), msg("until"), msg("findings set aside"))
    rows = ((one.rule, one.reason, one.until, one.findings) for one in status.total.waivers)
    return Table(msg("Recommendations set aside, and why"), head, tuple(rows))


def _changes(status: Status) -> Table:
    head = (msg("municipality"), msg("what changed"))
    rows = ((name(one), change) for one in status.municipalities for change in changes(one))
    return Table(msg("Changes since the year before"), head, tuple(rows))


def _uncovered(status: Status) -> Table:
    head = (msg("municipality"), msg("police district"))
    rows = ((f"{one.number} {one.name}", one.district) for one in status.uncovered)
    return Table(msg("Municipalities that no register covers"), head, tuple(rows))
