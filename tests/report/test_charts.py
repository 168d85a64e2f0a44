"""What charts say they show, what is drawn of a table, and what is told beside."""

from __future__ import annotations

from datetime import date

import pytest

from kps.language import in_language
from kps.report.charts import by_district, charts, trends
from kps.report.figures import CaseFigures, Figures, MeetingFigures
from kps.report.fractions import fraction
from kps.report.headlines import headlines
from kps.report.shape import Share
from kps.report.year_status import CouncilYear, DistrictYear, MunicipalityYear, Status, StatusLine


@pytest.mark.parametrize(
    ("count", "of", "told"),
    [
        (0, 0, None),
        (0, 3, "ingen"),
        (3, 3, "alle"),
        (3, 4, "tre av fire"),
        (6, 8, "seks av åtte"),
        (1, 4, "1 av 4"),
        (75, 100, "tre av fire"),
        (74, 100, "om lag tre av fire"),
        (71, 100, "om lag sju av ti"),
        (999, 1000, "nesten alle"),
        (1, 1000, "nesten ingen"),
        (50, 100, "1 av 2"),
    ],
)
def test_a_share_as_people_say_it(count: int, of: int, told: str | None) -> None:
    found = fraction(Share(count=count, of=of))
    assert (found and in_language(found, "nb")) == told


def test_about_is_never_far_off() -> None:
    numbers = dict(zip(["to", "tre", "fire", "fem", "seks", "sju", "åtte", "ni", "ti"], range(2, 11), strict=True))
    for count in range(11, 190):
        found = fraction(Share(count=count, of=200))
        words = in_language(found or "", "nb").removeprefix("om lag ")
        if words not in ("nesten alle", "nesten ingen"):
            part, _, of = words.split()
            near = numbers.get(part, 1) / (numbers.get(of) or int(of))
            assert abs(near - count / 200) < 0.0501, words


def _status(now: Figures, before: Figures | None = None, as_of: date = date(2026, 11, 23)) -> Status:
    line = {name: getattr(now, name) for name in Figures.model_fields}
    total = StatusLine.of_known(**line, previous=before or Figures())
    return Status(year=2026, as_of=as_of, total=total)


def test_what_is_counted_is_sorted_and_the_rest_is_told() -> None:
    now = Figures(cases=CaseFigures(by_topic={"PLIVO": 1, "trygge skoler": 3, "uten": 4}))
    before = Figures(cases=CaseFigures(by_topic={"hatkriminalitet": 2, "PLIVO": 5, "uten": 6}))
    (chart,) = charts(_status(now, before))
    assert in_language(chart.claim, "nb") == "Oftest oppe: trygge skoler (3 saker)"
    assert [row[1:] for row in chart.drawn.rows] == [(3, 0), (1, 5), (0, 2)]
    without, nothing = (in_language(one, "nb") for one in chart.aside)
    assert without == "Utenom disse, uten tema: 4; året før 6"
    assert nothing.startswith("Ingen i de to årene: ")
    assert nothing.count(",") == len(chart.whole.rows) - 3 - 1 - 1
    assert len(chart.whole.rows) > 15  # the table has them all


def test_what_has_an_order_of_its_own_keeps_it() -> None:
    ages = {"366-": 9, "0-90": 1}
    now = Figures.model_validate({"actions": {"open_ages": ages}})
    (chart,) = charts(_status(now))
    assert [row[1] for row in chart.drawn.rows] == [1, 9]
    assert in_language(chart.claim, "nb") == "ni av ti åpne tiltak er eldre enn et halvt år"


def test_the_year_under_way_is_not_held_against_a_whole_one_unsaid() -> None:
    held = Figures(meetings=MeetingFigures(by_year={"2024": 3, "2026": 2}))
    (under_way,) = (one for one in charts(_status(held)) if one.kind == "upright")
    assert in_language(under_way.claim, "nb") == "2 møter er holdt så langt i 2026; 0 i hele 2025"
    assert under_way.drawn.rows == (("2024", 3), ("2025", 0), ("2026", 2))
    (over,) = (one for one in charts(_status(held, as_of=date(2026, 12, 31))) if one.kind == "upright")
    assert in_language(over.claim, "nb") == "2 møter ble holdt i 2026; 0 i 2025"


def test_where_nothing_is_known_there_is_no_chart_and_no_figure() -> None:
    empty = _status(Figures())
    assert (charts(empty), trends(empty)) == ((), ())
    assert [one.now for one in headlines(empty)] == [Share()] * 5


def test_what_one_council_held_beyond_its_own_makes_up_for_no_other() -> None:
    eager = CouncilYear(folder="a", name="A", district="Agder", meetings_held=4, meetings_owed=2)
    idle = CouncilYear(folder="b", name="B", district="Agder", meetings_held=0, meetings_owed=2)
    status = Status(year=2026, as_of=date(2026, 12, 31), councils=(eager, idle))
    assert headlines(status)[0].now == Share(count=2, of=4)


def test_municipalities_with_errors_and_without_an_agreement_are_counted() -> None:
    wrong = MunicipalityYear(number="4205", name="Lindesnes", district="Agder", findings={"error": 2})
    right = MunicipalityYear(number="4206", name="Farsund", district="Agder")
    found = headlines(Status(year=2026, as_of=date(2026, 12, 31), municipalities=(wrong, right)))
    assert (found[4].now, found[4].before) == (Share(count=1, of=2), Share(count=0, of=2))
    assert in_language(found[3].note, "nb") == "2 kommuner har ingen"


def test_districts_are_drawn_over_the_same_years() -> None:
    long = MeetingFigures(agendas_by_year={"2020": 2, "2026": 4}, agendas_on_time_by_year={"2026": 3})
    short = MeetingFigures(agendas_by_year={"2026": 4}, agendas_on_time_by_year={"2026": 4})
    districts = tuple(DistrictYear(name=name, meetings=one) for name, one in (("Agder", long), ("Oslo", short)))
    status = Status(year=2026, as_of=date(2026, 12, 31), districts=districts, total=StatusLine(meetings=long))
    found = by_district(status)
    assert [[row[0] for row in one.drawn.rows] for one in found] == [[str(year) for year in range(2020, 2027)]] * 2
    assert [in_language(one.claim, "nb") for one in found] == ["Agder: 75\u00a0% (–)", "Oslo: 100\u00a0% (–)"]


def test_of_one_municipality_its_errors_are_counted_and_its_light_is_not_drawn() -> None:
    one = MunicipalityYear(
        number="4205",
        name="Lindesnes",
        district="Agder",
        findings={"error": 2},
        previous=Figures(findings={"error": 1}),
    )
    alone = Status(year=2026, as_of=date(2026, 12, 31), municipalities=(one,), districts=(DistrictYear(name="Agder"),))
    agreements, errors = headlines(alone)[3:]
    assert in_language(agreements.note, "nb") == "kommunen har ingen"
    assert (in_language(errors.label, "nb"), errors.now, errors.before) == ("feil i registeret", 2, 1)
    assert [chart.kind for chart in charts(alone)] == []
    two = alone.model_copy(update={"municipalities": (one, one)})
    assert [chart.kind for chart in charts(two)] == ["stacked"]


def test_agreements_in_force_are_drawn_from_the_first_year_with_any() -> None:
    now = Figures(agreements_by_year={"2024": 1, "2026": 3})
    (chart,) = trends(_status(now))
    assert in_language(chart.claim, "nb") == "avtaler i kraft: 3 (0)"
    assert chart.drawn.rows == (("2024", 1), ("2025", 0), ("2026", 3))
