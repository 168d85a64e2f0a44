"""A meeting that a calendar moves is the same meeting: its record gets the new day, and no second one is made."""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest
from made_book import DAY
from test_calendars import FILES, calendar, meetings, read, told

from kps.intake.calendars import apart, reading
from kps.intake.settling.account import Settlement
from kps.intake.settling.earlier import Earlier
from kps.intake.settling.settle import Asked, settle
from kps.intake.source import Source, Wanted
from kps.register.memory import Texts
from kps.register.reading import load

pytest.importorskip("recurring_ical_events")

MEETINGS = "politirad/4205-lindesnes/moter"


def event(day: str, *more: str, uid: str = "1") -> str:
    return "\n".join((f"UID:{uid}", "SUMMARY:Politiråd Lindesnes", f"DTSTART;TZID=Europe/Oslo:{day}T090000", *more))


@dataclass
class Kept:
    """A register that one calendar is taken over into again and again."""

    texts: dict[str, str] = field(default_factory=lambda: dict(FILES))
    earlier: Earlier = field(default_factory=Earlier)

    def take(self, *events: str) -> Settlement:
        register, wanted = load(Texts(self.texts)), Wanted(DAY)
        source = Source("outlook.ics", calendar(*events))
        read = reading(apart(source, wanted), register, wanted)
        asked = Asked(read, source.name, source.digest, "calendar", DAY, earlier=self.earlier)
        settled, _ = settle(asked, register, lambda file: self.texts[file].encode())
        self.texts |= {file: data.decode() for file, data in settled.written.items()}
        self.earlier = settled.wrote
        return settled

    @property
    def days(self) -> dict[str, str]:
        """The council's meetings by their files' names, each with its day."""
        lines = {file: text.splitlines() for file, text in self.texts.items() if file.startswith(MEETINGS)}
        found = {file: next(line for line in some if line.startswith("dato:")) for file, some in lines.items()}
        return {file.rpartition("/")[2]: line.split()[1] for file, line in found.items()}


def reasons(settled: Settlement, fate: str) -> list[str]:
    return [one.reason.text("en") for one in settled.pieces if one.fate == fate and one.reason]


def test_the_same_id_on_another_day_moves_the_meeting() -> None:
    kept = Kept()
    kept.take(event("20270311"))
    settled = kept.take(event("20270318"))
    assert kept.days == {"2027-03-11.yaml": "2027-03-18"}
    assert reasons(settled, "placed") == ["moved from 11 March 2027; the file keeps its name"]
    assert not kept.take(event("20270318")).records
    kept.take(event("20270325"))
    assert kept.days == {"2027-03-11.yaml": "2027-03-25"}


def test_one_time_of_a_series_is_moved_and_the_others_stand() -> None:
    series = event("20270311", "RRULE:FREQ=MONTHLY;COUNT=3", uid="s")
    moved = event("20270413", "RECURRENCE-ID;TZID=Europe/Oslo:20270411T090000", uid="s")
    kept = Kept()
    kept.take(series)
    kept.take(series, moved)
    assert kept.days == {
        "2027-03-11.yaml": "2027-03-11", "2027-04-11.yaml": "2027-04-13", "2027-05-11.yaml": "2027-05-11"
    }  # fmt: skip


def test_a_time_of_a_series_that_stands_alone_in_an_update() -> None:
    kept = Kept()
    kept.take(event("20270311", "RRULE:FREQ=MONTHLY;COUNT=2", uid="s"))
    kept.take(event("20270413", "RECURRENCE-ID;TZID=Europe/Oslo:20270411T090000", uid="s"))
    assert kept.days == {"2027-03-11.yaml": "2027-03-11", "2027-04-11.yaml": "2027-04-13"}


def test_what_a_person_wrote_is_not_moved() -> None:
    kept = Kept()
    kept.take(event("20270311"))
    file = f"{MEETINGS}/2027-03-11.yaml"
    kept.texts[file] = kept.texts[file].replace("2027-03-11\n", "2027-03-12\n")
    settled = kept.take(event("20270318"))
    assert kept.days == {"2027-03-11.yaml": "2027-03-12"}
    assert "conflict" in settled.counts


def test_a_meeting_that_was_held_is_not_moved_by_a_calendar() -> None:
    kept = Kept()
    kept.take(event("20260311"))
    file = f"{MEETINGS}/2026-03-11.yaml"
    kept.texts[file] = kept.texts[file].replace("status: planlagt", "status: avholdt")
    settled = kept.take(event("20260318"))
    assert kept.days == {"2026-03-11.yaml": "2026-03-11"}
    assert set(reasons(settled, "conflict")) == {
        f"{file} was held on 11 March 2026; the calendar has moved it since, and it stays"
    }


def test_a_move_to_the_day_of_another_meeting_is_told() -> None:
    kept = Kept()
    kept.take(event("20270311"), event("20270318", uid="2"))
    settled = kept.take(event("20270318"), event("20270318", uid="2"))
    assert kept.days == {"2027-03-11.yaml": "2027-03-11", "2027-03-18.yaml": "2027-03-18"}
    first, second = (f"{MEETINGS}/2027-03-{day}.yaml" for day in (11, 18))
    assert set(reasons(settled, "conflict")) == {
        f"{first} has been moved to 18 March 2027, where {second} is; keep one of them"
    }


def test_a_meeting_that_was_taken_away_does_not_come_back_on_another_day() -> None:
    kept = Kept()
    kept.take(event("20270311"))
    del kept.texts[f"{MEETINGS}/2027-03-11.yaml"]
    settled = kept.take(event("20270318"))
    assert kept.days == {}
    assert reasons(settled, "unplaced")


def test_a_file_that_was_renamed_after_a_move_is_found_by_its_day() -> None:
    kept = Kept()
    kept.take(event("20270311"))
    kept.take(event("20270318"))
    kept.texts[f"{MEETINGS}/2027-03-18.yaml"] = kept.texts.pop(f"{MEETINGS}/2027-03-11.yaml")
    kept.take(event("20270318", "LOCATION:Mandal"))
    kept.take(event("20270325", "LOCATION:Mandal"))
    assert list(kept.days) == ["2027-03-18.yaml"]


def test_of_several_versions_of_an_event_the_last_one_holds() -> None:
    first = event("20270311", "SEQUENCE:0", "DTSTAMP:20270101T100000Z")
    second = event("20270318", "SEQUENCE:1", "DTSTAMP:20270102T100000Z")
    for some in ((first, second), (second, first)):
        found = read(calendar(*some))
        assert list(meetings(found)) == ["4205-lindesnes 2027-03-18"]
        assert ("2027-03-11", "a later version of it stands in the calendar") in told(found, "left_out")


def test_versions_that_do_not_tell_which_is_the_last_are_told() -> None:
    found = read(calendar(event("20270311"), event("20270318")))
    assert not meetings(found)
    why = "the calendar has it twice, and does not tell which is the later; take one of them out"
    assert {("2027-03-11", why), ("2027-03-18", why)} <= set(told(found, "unplaced"))


def test_the_same_event_twice_is_one() -> None:
    found = read(calendar(event("20270311"), event("20270311")))
    assert list(meetings(found)) == ["4205-lindesnes 2027-03-11"]


def test_a_later_version_that_is_cancelled() -> None:
    later = event("20270311", "SEQUENCE:2", "STATUS:CANCELLED")
    found = read(calendar(event("20270311", "SEQUENCE:1"), later))
    assert meetings(found)["4205-lindesnes 2027-03-11"]["status"] == "avlyst"


def test_a_series_that_is_moved_as_a_whole_tells_what_it_has_no_more() -> None:
    kept = Kept()
    kept.take(event("20270311", "RRULE:FREQ=MONTHLY;COUNT=2", uid="s"))
    settled = kept.take(event("20270316", "RRULE:FREQ=MONTHLY;COUNT=2", uid="s"))
    told = [one.text("en") for one in settled.remarks]
    for day in ("2027-03-11", "2027-04-11"):
        assert f"{MEETINGS}/{day}.yaml stands in the calendar's series no more; cancel it, or take it away" in told
