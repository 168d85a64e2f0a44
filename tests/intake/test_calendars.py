"""A calendar's events are meetings where their titles say so, on the days and at the times that they are in Norway."""

from __future__ import annotations

from datetime import date

import pytest
from made_book import DAY, reason

from kps.intake.calendars import apart, is_one, reading
from kps.intake.claim import MeetingSubject, Reading
from kps.intake.mappings import MappingFault
from kps.intake.source import Source, Unreadable, Wanted
from kps.register.index import Register
from kps.register.memory import Texts
from kps.register.reading import load

pytest.importorskip("recurring_ical_events")

CHARTER = "type: register\nnavn: Agder\npolitidistrikt: Agder\nkommuner: alle\ngjelder_fra: 2024-01-01\n"


BESIDE = "it seems to be about a meeting, and not the meeting; a meeting has another title"


ELSE = "its first words may say that it is something else than a meeting; let the title begin with the council"


def council(number: str, name: str) -> str:
    return f'type: politiråd\nnavn: {name}\nkommuner: ["{number}"]\nstatus: aktivt\nopprettet: 2020-01-01\n'


FILES = {
    "kps.yaml": CHARTER,
    "politirad/4205-lindesnes/politirad.yaml": council("4205", "Politirådet i Lindesnes"),
    "politirad/4202-grimstad/politirad.yaml": council("4202", "Politirådet i Grimstad"),
    "politirad/4202-grimstad/moter/2026-03-12.yaml": "type: møte\ndato: 2026-03-12\nstatus: avholdt\n",
}
REGISTER = load(Texts(FILES))


def calendar(*events: str) -> bytes:
    """A calendar of events, each a line a property."""
    body = "".join(f"BEGIN:VEVENT\n{event.strip()}\nEND:VEVENT\n" for event in events)
    return f"BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:x\n{body}END:VCALENDAR\n".replace("\n", "\r\n").encode()


def read(
    data: bytes, mapping: str | None = None, council: str = "", until: date | None = None, register: Register = REGISTER
) -> Reading:
    source, wanted = Source("møter.ics", data), Wanted(DAY, mapping, "", council, until)
    assert is_one(source)
    return reading(apart(source, wanted), register, wanted)


def meetings(found: Reading) -> dict[str, dict[str, str]]:
    """What is claimed of each meeting, by the council's folder and the day that its record is named by."""
    made: dict[str, dict[str, str]] = {}
    for one in found.claims:
        assert isinstance(one.subject, MeetingSubject)
        name = f"{one.subject.council.folder.removeprefix('politirad/')} {one.subject.day}"
        made.setdefault(name, {})[".".join(map(str, one.path))] = str(one.value)
    return made


def told(found: Reading, fate: str) -> list[tuple[str, str]]:
    return [(one.piece.text, reason(one)) for one in found.told if one.fate == fate]


def test_times_are_norways_whatever_zone_they_were_written_in() -> None:
    found = read(
        calendar(
            "UID:1\nSUMMARY:Politiråd Lindesnes\nDTSTART:20270311T080000Z\nDTEND:20270311T103000Z\nLOCATION:Rådhuset",
            "UID:2\nSUMMARY:Møte i politirådet Lindesnes\nDTSTART;TZID=W. Europe Standard Time:20270610T090000\n"
            "DURATION:PT2H",
            "UID:3\nSUMMARY:Politirådsmøte Lindesnes kommune\nDTSTART:20270909T090000",
            "UID:4\nSUMMARY:Politiråd Lindesnes\nDTSTART;VALUE=DATE:20271202\nDTEND;VALUE=DATE:20271203",
        ),
        until=date(2028, 1, 1),
    )
    assert meetings(found) == {
        "4205-lindesnes 2027-03-11": {"dato": "2027-03-11", "start": "09:00", "slutt": "11:30", "sted": "Rådhuset",
        "status": "planlagt"},
        "4205-lindesnes 2027-06-10": {"dato": "2027-06-10", "start": "09:00", "slutt": "11:00", "status": "planlagt"},
        "4205-lindesnes 2027-09-09": {"dato": "2027-09-09", "start": "09:00", "status": "planlagt"},
        "4205-lindesnes 2027-12-02": {"dato": "2027-12-02", "status": "planlagt"},
    }  # fmt: skip


SERIES = """UID:serie
SUMMARY:Politiråd Lindesnes
DTSTART;TZID=Europe/Oslo:20260908T090000
DTEND;TZID=Europe/Oslo:20260908T110000
RRULE:FREQ=MONTHLY;COUNT=6
EXDATE;TZID=Europe/Oslo:20261208T090000"""


def test_what_recurs_is_told_day_by_day_with_its_exceptions() -> None:
    moved = "UID:serie\nSUMMARY:Politiråd Lindesnes\nRECURRENCE-ID;TZID=Europe/Oslo:20261108T090000\n" \
        "DTSTART;TZID=Europe/Oslo:20261110T100000\nDTEND;TZID=Europe/Oslo:20261110T120000"  # fmt: skip
    cancelled = "UID:serie\nSUMMARY:Politiråd Lindesnes\nRECURRENCE-ID;TZID=Europe/Oslo:20270108T090000\n" \
        "DTSTART;TZID=Europe/Oslo:20270108T090000\nSTATUS:CANCELLED"  # fmt: skip
    found = read(calendar(SERIES, moved, cancelled), until=date(2027, 1, 31))
    assert {name: record["status"] for name, record in meetings(found).items()} == {
        "4205-lindesnes 2026-09-08": "planlagt",
        "4205-lindesnes 2026-10-08": "planlagt",
        "4205-lindesnes 2026-11-10": "planlagt",
        "4205-lindesnes 2027-01-08": "avlyst",
    }
    (remark,) = [one.remark.text("en") for one in found.claims if one.remark and one.pieces]
    assert remark == "moved from 8 November 2026"


def test_a_series_without_an_end_ends_where_it_was_asked_to() -> None:
    event = "UID:x\nSUMMARY:Politiråd Lindesnes\nDTSTART;VALUE=DATE:20260105\nRRULE:FREQ=WEEKLY;INTERVAL=13"
    days = [name[-10:] for name in meetings(read(calendar(event)))]
    assert days == ["2026-01-05", "2026-04-06", "2026-07-06", "2026-10-05", "2027-01-04", "2027-04-05", "2027-07-05",
                    "2027-10-04"]  # fmt: skip


def test_a_meeting_that_the_register_knows_keeps_its_status_and_a_cancelled_one_is_cancelled() -> None:
    found = read(
        calendar(
            "UID:1\nSUMMARY:Politiråd Grimstad\nDTSTART:20260312T090000\nSTATUS:CONFIRMED",
            "UID:2\nSUMMARY:Politiråd Grimstad\nDTSTART:20260611T090000\nSTATUS:CANCELLED",
            "UID:3\nSUMMARY:AVLYST: Politiråd Grimstad\nDTSTART:20260910T090000",
        )
    )
    assert {name: record.get("status") for name, record in meetings(found).items()} == {
        "4202-grimstad 2026-03-12": None, "4202-grimstad 2026-06-11": "avlyst", "4202-grimstad 2026-09-10": "avlyst"
    }  # fmt: skip


@pytest.mark.parametrize(
    ("title", "fate", "why"),
    [
        ("Tannlege", "left_out", "its title has none of the words of velg:"),
        ("Forberede politirådet i Lindesnes", "unplaced",
        BESIDE),
        ("Frist saker politiråd Lindesnes", "unplaced",
        BESIDE),
        ("Studietur politirådet Lindesnes", "unplaced", ELSE),
        ("Nattevandring med politirådet i Lindesnes", "unplaced", ELSE),
        ("Flyttet: Politiråd Lindesnes", "unplaced", ELSE),
        ("Politiråd", "unplaced",
        "whose meeting it is does not stand there; say it with --council, or råd: in the mapping"),
        ("Politiråd Lindesnes og Grimstad", "unplaced",
        "it names several councils; say whose it is with råd: in the mapping"),
    ],
)  # fmt: skip
def test_what_is_not_plainly_a_councils_meeting_is_none(title: str, fate: str, why: str) -> None:
    found = read(calendar(f"UID:1\nSUMMARY:{title}\nDTSTART:20270311T090000"))
    assert found.claims == ()
    assert (title, why) in told(found, fate)


def test_whose_it_is_is_said_by_the_mapping_or_asked_for() -> None:
    data = calendar(
        "UID:1\nSUMMARY:PR Mandal\nDTSTART:20270311T090000", "UID:2\nSUMMARY:Politiråd\nDTSTART:20270312T090000"
    )
    mapping = "velg: [PR, politiråd]\nråd: {Mandal: 4205-lindesnes}\n"
    assert list(meetings(read(data, mapping, "politirad/4202-grimstad"))) == [
        "4205-lindesnes 2027-03-11", "4202-grimstad 2027-03-12"
    ]  # fmt: skip
    other = read(
        calendar("UID:1\nSUMMARY:Politiråd Lindesnes\nDTSTART:20270311T090000"), council="politirad/4202-grimstad"
    )
    assert other.claims == ()
    with pytest.raises(MappingFault):
        read(data, "vel: politiråd\n")


def test_who_was_invited_is_told_and_so_is_what_has_no_place() -> None:
    found = read(
        calendar(
            "UID:1\nSUMMARY:Politiråd Lindesnes: ungdom i Mandal\nDTSTART:20270311T090000\n"
            "DESCRIPTION:Kake\\nog kaffe\n"
            "ORGANIZER;CN=Siv Aas:mailto:siv@x.no\n"
            "ATTENDEE;CN=\"Anne Berg\":mailto:anne@x.no\nATTENDEE:mailto:per@x.no\n"
            "CATEGORIES:Rød\nRRULE:FREQ=YEARLY;COUNT=1"
        )
    )  # fmt: skip
    assert meetings(found)["4205-lindesnes 2027-03-11"]["notat"] == "Kake\nog kaffe"
    texts = dict(told(found, "unplaced"))
    assert {"Siv Aas <siv@x.no>", "Anne Berg <anne@x.no>", "per@x.no", "CATEGORIES: Rød"} <= texts.keys()
    assert (
        texts["Politiråd Lindesnes: ungdom i Mandal"] == "words of the title that say more than that there is a meeting"
    )
    assert told(found, "label") == [("FREQ=YEARLY;COUNT=1", "")]


@pytest.mark.parametrize(
    "title",
    ["Politirådsmøte - Lindesnes", "Lindesnes politiråd", "Ekstraordinært møte i politirådet i Lindesnes",
     "Nytt tidspunkt: Politiråd Lindesnes", "1. møte i Politiråd Lindesnes 2027", "Politiråd (Lindesnes kommune)"],
)  # fmt: skip
def test_titles_that_say_no_more_than_that_there_is_a_meeting(title: str) -> None:
    found = read(calendar(f"UID:1\nSUMMARY:{title}\nDTSTART:20270311T090000"))
    assert list(meetings(found)) == ["4205-lindesnes 2027-03-11"]
    assert told(found, "unplaced") == []


@pytest.mark.parametrize("title", ["Politiråd Lindesnes - utvidet", "Utvidet politiråd Lindesnes"])
def test_an_extended_meeting_by_its_title(title: str) -> None:
    found = read(calendar(f"UID:1\nSUMMARY:{title}\nDTSTART:20270311T090000"))
    assert meetings(found)["4205-lindesnes 2027-03-11"]["utvidet"] == "ja"


def test_kps_reads_what_kps_writes_and_takes_no_deadline_for_a_meeting() -> None:
    found = read(
        calendar(
            "UID:2027-01-14.4205-lindesnes@kps\nSUMMARY:Politirådet i Lindesnes (utvidet)\n"
            "DTSTART;TZID=Europe/Oslo:20270114T090000\n"
            "DTEND;TZID=Europe/Oslo:20270114T113000\nLOCATION:Mandal\nSTATUS:CONFIRMED\n"
            "DESCRIPTION:Saksliste:\\n1/2027 Uro",
            "UID:2026-03-12.4202-grimstad@kps\nSUMMARY:Politirådet i Grimstad\n"
            "DTSTART:20260319T090000\nSTATUS:CONFIRMED",
            "UID:innkalling.politirad.4205-lindesnes.moter.2027-01-14@kps\n"
            "SUMMARY:innkallingen skal sendes: Politirådet i Lindesnes\nDTSTART;VALUE=DATE:20270104",
        )
    )  # fmt: skip
    assert meetings(found) == {
        "4205-lindesnes 2027-01-14": {"dato": "2027-01-14", "start": "09:00", "slutt": "11:30", "sted": "Mandal",
        "utvidet": "ja", "status": "planlagt"},
        "4202-grimstad 2026-03-12": {"dato": "2026-03-19", "start": "09:00"},
    }  # fmt: skip
    assert [text for text, why in told(found, "left_out") if why == "kps itself works out what is due"]


@pytest.mark.parametrize(
    "data",
    [
        b"BEGIN:VCALENDAR", b"BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:x\n", b"BEGIN:VCALENDAR\n\x00\xff\nEND:VEVENT",
        calendar("UID:1\nSUMMARY:Politiråd Lindesnes\nDTSTART:99999999T999999"),
        calendar("UID:1\nSUMMARY:Politiråd Lindesnes\nDTSTART:20260101T090000\nRRULE:FREQ=SECONDLY"),
        calendar("UID:1\nSUMMARY:Politiråd Lindesnes\nDTSTART:00010101T000000Z\nRRULE:FREQ=DAILY"),
        calendar(
            "UID:1\nSUMMARY:Politiråd Lindesnes\nDTSTART;TZID=Nowhere:20260101T090000\nRRULE:FREQ=YEARLY;BYMONTH=13"
        ),
        calendar("SUMMARY:Politiråd Lindesnes"), calendar("UID:1\nDTSTART:20260101"),
        calendar("UID:1\nSUMMARY:Politiråd Lindesnes\nDTSTART:20260101T090000\nRRULE:x\nEXDATE:y\nRECURRENCE-ID:z"),
        calendar("UID:1\nSUMMARY:Politiråd Lindesnes\nDTSTART:20260101T090000\nRRULE:FREQ=DAILY;UNTIL=99991231"),
    ],
)  # fmt: skip
def test_no_calendar_stops_kps(data: bytes) -> None:
    try:
        found = read(data)
    except Unreadable:
        return
    assert len({id(one) for one in found.pieces}) == len(list(found.pieces)) <= 60_000
