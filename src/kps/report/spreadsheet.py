"""The yearly status for a spreadsheet: a row a municipality, a value a column."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from kps.language import Message, msg
from kps.report.figures import Figures
from kps.report.status_light import LIGHTS, light
from kps.report.table import Cell, Table
from kps.report.year_status import MunicipalityYear, Status


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name in the records' own words, what it tells, and where that is found."""

    name: str
    meaning: Message
    value: Callable[[MunicipalityYear], Cell]


_COUNTS: tuple[tuple[str, Message, Callable[[Figures], Cell]], ...] = (
    ("møter_holdt", msg("meetings held"), lambda one: one.meetings_held),
    ("møter_skyldt", msg("meetings owed (4.1.2)"), lambda one: one.meetings_owed),
    ("tiltak_åpne", msg("open actions"), lambda one: one.actions_open),
    ("tiltak_over_frist", msg("open actions past their deadline"), lambda one: one.actions_overdue),
)
"""The main figures, which are told of the year and of the year before."""


def _the_year_before(name: str, meaning: Message, value: Callable[[Figures], Cell]) -> Column:
    return Column(f"i_fjor_{name}", msg("the year before: {what}", what=meaning), lambda one: value(one.previous))


COLUMNS = (
    Column("kommunenr", msg("the municipality's number"), lambda one: one.number),
    Column("kommune", msg("the municipality's name"), lambda one: one.name),
    Column("politidistrikt", msg("the police district"), lambda one: one.district),
    Column("innbyggere", msg("inhabitants on 1 January 2024"), lambda one: one.inhabitants),
    Column("lys", msg("red, yellow or green: how much needs attention"), lambda one: LIGHTS[light(one)]),
    Column("politiråd", msg("the councils' folders"), lambda one: _list(state.folder for state in one.councils)),
    Column("rådets_status", msg("the councils' states"), lambda one: _list(state.status for state in one.councils)),
    Column(
        "avtalestatus",
        msg("the cooperation agreements' states"),
        lambda one: _list(state.status for state in one.cooperation_agreements),
    ),
    Column(
        "neste_revisjon",
        msg("the earliest next revision of a cooperation agreement"),
        lambda one: min(
            (state.next_revision for state in one.cooperation_agreements if state.next_revision), default=None
        ),
    ),
    Column(
        "politikontakt", msg("the contacts by name"), lambda one: _list(place.name or "?" for place in one.positions)
    ),
    Column(
        "stillingsprosent",
        msg("the contacts' shares of a position together, in per cent"),
        lambda one: sum(place.share or 0 for place in one.positions) or None,
    ),
    *(Column(*one) for one in _COUNTS),
    Column("siste_evaluering", msg("the day of the latest evaluation"), lambda one: one.last_evaluation),
    Column("feil", msg("findings that are errors"), lambda one: one.findings.get("error", 0)),
    Column("advarsler", msg("findings that are warnings"), lambda one: one.findings.get("warning", 0)),
    Column("tips", msg("findings that are hints"), lambda one: one.findings.get("hint", 0)),
    Column("unntatt", msg("findings set aside by a waiver"), lambda one: one.findings.get("waived", 0)),
    *(_the_year_before(*one) for one in _COUNTS),
    Column("møter_planlagt", msg("meetings planned for the rest of the year"), lambda one: one.meetings.planned),
    Column("møter_avlyst", msg("meetings cancelled"), lambda one: one.meetings.cancelled),
    Column("innkallinger_i_tide", msg("agendas sent in time"), lambda one: one.meetings.agendas_on_time.count),
    Column("innkallinger_i_alt", msg("agendas that are judged"), lambda one: one.meetings.agendas_on_time.of),
    Column("referater_i_tide", msg("minutes done in time"), lambda one: one.meetings.minutes_on_time.count),
    Column("referater_i_alt", msg("minutes that are judged"), lambda one: one.meetings.minutes_on_time.of),
    Column(
        "politisk_ledelse_til_stede",
        msg("meetings with political leadership, of referater_i_alt"),
        lambda one: one.meetings.political.count,
    ),
    Column(
        "administrativ_ledelse_til_stede",
        msg("meetings with administrative leadership, of referater_i_alt"),
        lambda one: one.meetings.administrative.count,
    ),
    Column(
        "politiledelse_til_stede",
        msg("meetings with police leadership, of referater_i_alt"),
        lambda one: one.meetings.police.count,
    ),
    Column(
        "enhetsleder_til_stede",
        msg("meetings with the head of the police service unit, of referater_i_alt"),
        lambda one: one.meetings.unit_head.count,
    ),
    Column("saker", msg("cases dealt with"), lambda one: one.cases.dealt_with),
    Column("vedtakssaker", msg("cases for decision, standing items left out"), lambda one: one.cases.decisions),
    Column("grunnlag_politi", msg("of these, with a basis from the police"), lambda one: one.cases.basis_police),
    Column(
        "grunnlag_kommune",
        msg("of these, with a basis from the municipality"),
        lambda one: one.cases.basis_municipality,
    ),
    Column("grunnlag_begge", msg("of these, with a basis from both"), lambda one: one.cases.basis_both),
    Column("tiltak_satt", msg("actions set in the year"), lambda one: one.actions.opened),
    Column("tiltak_lukket", msg("actions closed in the year"), lambda one: one.actions.closed),
    Column(
        "dager_til_lukking",
        msg("days from an action was set to it was closed, the middle one"),
        lambda one: one.actions.median_days_to_close,
    ),
    Column("frister_flyttet", msg("deadlines moved in the year"), lambda one: one.actions.deferrals),
    Column("ulest", msg("files that cannot be read: the row may lack what is in them"), lambda one: _list(one.unread)),
    Column("kunnskapsgrunnlag", msg("knowledge products that the councils may use"), lambda one: one.content.products),
    Column(
        "kunnskap_om_innbyggerne",
        msg("of these, about the inhabitants and not older than 36 months"),
        lambda one: one.content.about_inhabitants,
    ),
    Column("kunnskap_bestilt", msg("knowledge products ordered and not delivered"), lambda one: one.content.awaited),
    Column("mål", msg("goals with an id or an indicator, of agreements in force"), lambda one: one.content.goals),
    Column(
        "mål_uten_noe",
        msg("of these, named by no focus area, plan, measure or action"),
        lambda one: one.content.unserved,
    ),
    Column("mål_målt", msg("of mål, those with a measuring"), lambda one: one.content.measured),
    Column(
        "mål_sammenlignet",
        msg("of mål, those with two measurings and a wanted direction"),
        lambda one: one.content.compared,
    ),
    Column(
        "mål_ønsket_vei",
        msg("of mål_sammenlignet, those whose latest measuring went the way that is wanted"),
        lambda one: one.content.wanted_way,
    ),
    Column(
        "beredskap_omtalt",
        msg("councils that say where preparedness is dealt with"),
        lambda one: one.content.preparedness,
    ),
    Column("øvelser", msg("exercises held together in the year"), lambda one: one.content.exercises),
)
"""The columns, in their order; new ones come last, so that a sheet that was built on them goes on working."""


def rows(status: Status) -> Table:
    """A row a municipality; the columns are named in the records' own words, whatever the reader's language."""
    found = (tuple(column.value(one) for column in COLUMNS) for one in status.municipalities)
    return Table("kommuner", tuple(column.name for column in COLUMNS), tuple(found))


def meanings() -> Table:
    """What each column tells."""
    return Table("kolonner", ("kolonne", "betyr"), tuple((one.name, one.meaning) for one in COLUMNS))


def _list(some: Iterable[str | None]) -> str:
    return ", ".join(filter(None, some))
