"""A meeting in calendar programs: stable ids, moved and not doubled, cancelled when it is cancelled."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time, timedelta
from typing import Any

import pytest
from icalendar import Calendar
from papers import MARCH, meeting, register

from kps.documents.editions import withheld_names
from kps.documents.invitation import Invitation, invitation, public_invitation
from kps.formats.ics import feed, meeting_file

DAY = date(2026, 3, 12)
ONE = Invitation(
    "2026-03-12.raadet@kps", "Politirådet", DAY, time(9), time(11, 30), "Rådhuset", "Saksliste:\n1/2026 En",
    cancelled=False, language="nb", link="https://example.no",
)  # fmt: skip


def event(data: bytes) -> Any:
    [found] = Calendar.from_ical(data).walk("VEVENT")
    return found


def test_it_is_read_back_as_it_is() -> None:
    found = event(meeting_file(ONE, DAY))
    assert found["UID"] == ONE.uid
    assert found["SUMMARY"] == "Politirådet"
    assert found["DTSTART"].dt.isoformat() == "2026-03-12T09:00:00+01:00"
    assert found["DTEND"].dt.utcoffset() == timedelta(hours=1)
    assert found["DESCRIPTION"] == "Saksliste:\n1/2026 En"


def test_in_summer_the_clock_is_ahead() -> None:
    found = event(meeting_file(replace(ONE, day=date(2026, 6, 11)), DAY))
    assert found["DTSTART"].dt.isoformat() == "2026-06-11T09:00:00+02:00"


def test_without_a_time_it_lasts_all_day() -> None:
    found = event(meeting_file(replace(ONE, begins=None), DAY))
    assert (found["DTSTART"].dt, found["DTEND"].dt) == (DAY, DAY + timedelta(days=1))


def test_the_same_meeting_again_is_the_same_bytes_on_any_day() -> None:
    first = meeting_file(ONE, DAY)
    assert meeting_file(ONE, DAY + timedelta(days=9), first) == first


def test_a_change_is_numbered() -> None:
    first = meeting_file(ONE, DAY)
    second = meeting_file(replace(ONE, begins=time(10)), DAY + timedelta(days=1), first)
    third = meeting_file(replace(ONE, place="Kulturhuset"), DAY + timedelta(days=2), second)
    assert [event(data)["SEQUENCE"] for data in (first, second, third)] == [0, 1, 2]


def test_a_meeting_that_is_moved_keeps_its_id() -> None:
    first = meeting_file(ONE, DAY)
    moved = event(meeting_file(replace(ONE, uid="2026-03-19.raadet@kps", day=date(2026, 3, 19)), DAY, first))
    assert (moved["UID"], moved["SEQUENCE"]) == (ONE.uid, 1)


def test_a_cancelled_meeting_cancels() -> None:
    data = meeting_file(replace(ONE, cancelled=True), DAY, meeting_file(ONE, DAY))
    assert Calendar.from_ical(data)["METHOD"] == "CANCEL"
    assert (event(data)["STATUS"], event(data)["SEQUENCE"]) == ("CANCELLED", 1)


def test_in_a_feed_each_entry_goes_on_from_its_own() -> None:
    other = replace(ONE, uid="2026-06-11.raadet@kps", day=date(2026, 6, 11), cancelled=True)
    first = feed([ONE], DAY, "Politiråd")
    found = event(feed([other], DAY, "Politiråd", first))
    assert (found["UID"], found["SEQUENCE"]) == (other.uid, 0)
    both = feed([replace(ONE, place="Kulturhuset"), other], DAY, "Politiråd", first)
    assert [one["SEQUENCE"] for one in Calendar.from_ical(both).walk("VEVENT")] == [1, 0]
    assert Calendar.from_ical(feed([other], DAY, "Politiråd"))["METHOD"] == "PUBLISH"


def test_another_programs_entry_gives_nobody_its_id() -> None:
    foreign = meeting_file(replace(ONE, uid="7@example.no"), DAY)
    found = event(meeting_file(ONE, DAY, foreign))
    assert (found["UID"], found["SEQUENCE"]) == (
        ONE.uid,
        0,
    )


@pytest.mark.parametrize("earlier", [b"", b"BEGIN:VCALENDAR\nhalf", b"\xff\xfe"])
def test_what_is_no_calendar_is_begun_anew(earlier: bytes) -> None:
    assert event(meeting_file(ONE, DAY, earlier))["SEQUENCE"] == 0


def test_lines_are_folded_and_end_as_calendars_ask() -> None:
    data = meeting_file(replace(ONE, title="Å" * 100), DAY)
    assert all(len(line) <= 75 for line in data.split(b"\r\n"))
    assert event(data)["SUMMARY"] == "Å" * 100


def test_a_public_entry_has_no_link() -> None:
    of = register({MARCH: meeting("- {nr: 1/2026, tittel: En}", rest="lenke: https://x.no\n")})
    [record] = of.meetings
    open_to_all = public_invitation(of, record, DAY)
    for_members = invitation(of, record)
    assert open_to_all is not None
    assert for_members is not None
    assert for_members.link == "https://x.no"
    assert withheld_names(type(open_to_all)) == ("link",)
    assert b"x.no" not in meeting_file(open_to_all, DAY)
    assert b"x.no" in meeting_file(for_members, DAY)
    assert open_to_all.uid == "2026-03-12.raadet@kps"


@pytest.mark.parametrize("slip", ["unntatt: {hjemmel: offl. § 13}", "unntatt_ofentlighet: ja"])
def test_where_a_slip_may_hide_what_is_exempt_no_title_is_told(slip: str) -> None:
    of = register({MARCH: meeting(f"- nr: 1/2026\n  tittel: Hemmelig\n  {slip}")})
    for record in of.meetings:
        for_members = invitation(of, record)
        assert for_members is not None
        assert (for_members.text, for_members.confidential) == ("", True)
