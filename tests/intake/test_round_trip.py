"""kps reads what kps writes: the report as a workbook and as separated values, and the calendar."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time
from pathlib import Path

import pytest
from made_book import read

from kps.documents.invitation import invitation
from kps.formats.ics import feed
from kps.formats.tables import as_csv
from kps.formats.workbook import workbook
from kps.intake.calendars import apart, reading
from kps.intake.claim import AgreementSubject, CouncilSubject, EvaluationSubject, MeetingSubject, Reading
from kps.intake.source import Source, Wanted
from kps.models.meeting import Meeting
from kps.register.index import Register
from kps.register.reading import load
from kps.register.tree import Folder
from kps.report.book import book
from kps.report.spreadsheet import rows
from kps.report.year_status import status

pytest.importorskip("recurring_ical_events")
pytest.importorskip("python_calamine")

AGDER = Path(__file__).parent.parent.parent / "examples" / "agder"
DAY = date(2026, 11, 23)


@pytest.fixture(scope="module")
def register() -> Register:
    return load(Folder(AGDER))


def _said(found: Reading, kind: type, way: str) -> dict[frozenset[str], str]:
    """What is said under a key, by the municipalities of those that it is said of."""
    return {
        frozenset(getattr(one.subject, "numbers", ()) or one.subject.council.numbers): str(one.value)  # type: ignore[union-attr]
        for one in found.claims
        if isinstance(one.subject, kind) and ".".join(map(str, one.path)) == way
    }


@pytest.mark.parametrize("ending", ["xlsx", "csv"])
def test_the_report_says_of_councils_and_agreements_what_the_records_say(register: Register, ending: str) -> None:
    made = status([register], 2026, DAY)
    data = workbook(book(made), "Status", DAY, "nb") if ending == "xlsx" else as_csv(rows(made), "nb").encode()
    found = read(data, name=f"rapport.{ending}")
    assert found.refused is None
    councils = {frozenset(one.numbers): one for one in register.councils}
    assert _said(found, CouncilSubject, "status") == {numbers: one.status for numbers, one in councils.items()}
    agreements = {
        number: one for one in register.agreements if one.agreement_kind == "samarbeidsavtale" for number in one.numbers
    }
    states = _said(found, AgreementSubject, "status")
    assert states == {frozenset((number,)): one.status for number, one in agreements.items()}
    for numbers, day in _said(found, AgreementSubject, "revisjon.neste").items():
        (number,) = numbers
        assert date.fromisoformat(day) == agreements[number].next_revision(DAY)
    days = _said(found, EvaluationSubject, "gjennomført")
    assert days == {
        numbers: str(max(one.carried_out for one in register.evaluations_of(council) if one.carried_out))
        for numbers, council in councils.items()
        if council.status == "aktivt"
    }


def test_the_calendar_has_each_meeting_on_its_day_at_its_time(register: Register) -> None:
    entries = [made for one in register.meetings if (made := invitation(register, one))]
    without = replace(register, records=tuple(one for one in register.records if not isinstance(one, Meeting)))
    source, wanted = Source("kalender.ics", feed(entries, DAY, "Møter")), Wanted(DAY)
    found = reading(apart(source, wanted), without, wanted)
    said: dict[tuple[str, date], dict[str, str]] = {}
    for one in found.claims:
        assert isinstance(one.subject, MeetingSubject)
        said.setdefault((one.subject.council.folder, one.subject.day), {})[str(one.path[0])] = str(one.value)
    meetings = {(register.council_folder(one.origin.file), one.day): one for one in register.meetings}
    assert said.keys() == meetings.keys()
    for place, record in said.items():
        meeting = meetings[place]
        assert record["dato"] == str(meeting.day)
        assert record.get("start") == _clock(meeting.begins)
        assert record.get("slutt") in (_clock(meeting.ends), None if meeting.ends else record.get("slutt"))
        assert record.get("sted", "") == meeting.place
        assert record["status"] == ("avlyst" if meeting.status == "avlyst" else "planlagt")
        assert record.get("utvidet") == ("ja" if meeting.extended else None)


def _clock(at: time | None) -> str | None:
    return f"{at:%H:%M}" if at else None
