"""kps new-meeting: numbers, invitees, actions, items, and what is written where."""

from __future__ import annotations

import shlex
from datetime import date, time
from pathlib import Path

import pytest
from small import BOKMÅL, FOLDER, MEMBERS, NYNORSK, QUIET, errors, meeting, register, texts

from kps.cli.app import run
from kps.models.meeting import Meeting
from kps.scaffold.draft import added
from kps.scaffold.meeting import MeetingPlan, new_meeting

DAY = date(2026, 6, 11)

ACTIONS = """\
{nr: 3/2026, tittel: Uro, tiltak: [
  {hva: "Felles: runder # i mars", ansvarlig: [Siv Aas, Nav], frist: 2026-04-01},
  {hva: Ferdig alt, frist: 2026-04-01},
  {hva: Senere, ansvarlig: Siv Aas, frist: 2026-06-11}]},
  {nr: 4/2026, tittel: FUGL, unntatt_offentlighet: ja, tiltak: [{hva: HEMMELIG, ansvarlig: HEMMELIG}]}"""


def files(number: str = BOKMÅL, *meetings: tuple[str, str]) -> dict[str, str]:
    held = [
        meeting("2025-11-06", "{nr: 14/2025, tittel: S, tiltak: [{hva: Lys}]}"),
        meeting("2026-03-12", ACTIONS, rest="oppfølging: [{tiltak: 2025-11-06/14.1, status: pågår}]\n"),
    ]
    planned = meeting("2026-05-02", "{nr: 7/2026, tittel: P}", "planlagt", "oppfølging: [" + DONE + "]\n")
    return {**texts(council=MEMBERS + QUIET, number=number), **dict([*held, planned, *meetings])}


DONE = "{tiltak: 2026-03-12/3.2, status: ferdig, dato: 2026-04-02}"


def scaffolded(of: dict[str, str], wish: MeetingPlan) -> tuple[str, Meeting]:
    known = register(of)
    draft = new_meeting(known, known.councils[0], wish)
    _, record = added(known, draft)
    assert isinstance(record, Meeting)
    assert record.origin.file == draft.file
    assert record.origin.faulty == frozenset()
    return draft.text, record


def test_numbers_go_on_from_the_highest_of_the_year() -> None:
    _, record = scaffolded(files(), MeetingPlan(DAY))
    assert [item.number for item in record.items[:3]] == ["8/2026", "9/2026", "10/2026"]
    _, record = scaffolded(files(), MeetingPlan(date(2027, 1, 14)))
    assert record.items[0].number == "1/2027"


def test_the_standing_items_stand_first_and_last() -> None:
    _, record = scaffolded(files(), MeetingPlan(DAY, items=("Egen sak: uro", "0301")))
    standing = [item.standing or item.title for item in record.items]
    assert standing == [
        "godkjenning_innkalling",
        "godkjenning_referat",
        "oppfølging",
        "runde_politi",
        "runde_kommune",
        "evaluering",
        "juridiske_rammer",
        "Egen sak: uro",
        "0301",
        "eventuelt",
        "neste_møte",
    ]


def test_the_minutes_to_approve_are_named_and_a_first_meeting_has_none() -> None:
    _, record = scaffolded(files(), MeetingPlan(DAY))
    assert "12. mars 2026" in record.items[1].background
    _, record = scaffolded(texts(), MeetingPlan(DAY))
    assert "godkjenning_referat" not in [item.standing for item in record.items]


def test_every_open_action_is_there_with_its_age_and_deadline() -> None:
    text, record = scaffolded(files(), MeetingPlan(DAY))
    assert [(one.action, one.status) for one in record.follow_ups] == [
        ("2025-11-06/14.1", None),
        ("2026-03-12/3.1", None),
        ("2026-03-12/3.3", None),
        ("2026-03-12/4.1", None),
    ]
    lines = [line.strip() for line in text.splitlines()]
    start = lines.index("# Felles: runder # i mars")
    assert lines[start + 1] == (
        "# Ansvarlig: Siv Aas, Nav. Frist: 2026-04-01, utløpt for 71 dager siden. Alder: 91 dager. "
        "Sist meldt: ikke påbegynt."
    )
    assert "# Ingen er ansvarlig. Ingen frist. Alder: 217 dager. Sist meldt: pågår." in lines
    assert "# Ansvarlig: Siv Aas. Frist: 2026-06-11. Alder: 91 dager. Sist meldt: ikke påbegynt." in lines


def test_nothing_of_an_exempt_item_is_copied() -> None:
    text, _ = scaffolded(files(), MeetingPlan(DAY))
    assert "HEMMELIG" not in text
    assert "FUGL" not in text


def test_members_on_the_day_are_listed_for_the_secretary_to_choose() -> None:
    text, record = scaffolded(files(), MeetingPlan(DAY))
    invited = [line for line in text.splitlines() if line.startswith("  # - ")]
    assert invited == [
        "  # - Anne Berg   # ordfører",
        '  # - "Ida: «Moe» #1"   # tjenesteenhetsleder (vara: Nils Vik)',
        "  # - Siv Aas   # SLT-koordinator",
    ]
    assert record.present == ()
    chosen = text.replace("  # - ", "  - ")
    assert [one.name for one in scaffolded_record(chosen).present] == ["Anne Berg", "Ida: «Moe» #1", "Siv Aas"]
    text, record = scaffolded(files(), MeetingPlan(DAY, extended=True))
    assert "  # - Tom Dahl   # næringsliv, Næringsforeningen" in text.splitlines()
    assert record.extended


def scaffolded_record(text: str) -> Meeting:
    of = register({**files(), f"{FOLDER}/moter/2026-06-11.yaml": text})
    return next(one for one in of.meetings if one.origin.stem == "2026-06-11")


def test_what_is_known_is_written() -> None:
    _, record = scaffolded(files(), MeetingPlan(DAY, time(9), time(11, 30), "Salen: #2", "hybrid"))
    assert (record.begins, record.ends, record.place, record.form) == (time(9), time(11, 30), "Salen: #2", "hybrid")
    assert (record.secretary, record.status, record.extended) == ("Siv Aas", "planlagt", False)


def test_the_second_of_a_day_has_a_suffix() -> None:
    known = register(files())
    second = new_meeting(known, known.councils[0], MeetingPlan(date(2026, 5, 2)))
    assert second.file == f"{FOLDER}/moter/2026-05-02-2.yaml"
    third = new_meeting(added(known, second)[0], known.councils[0], MeetingPlan(date(2026, 5, 2)))
    assert third.file == f"{FOLDER}/moter/2026-05-02-3.yaml"


def test_a_council_may_lie_in_the_registers_own_folder() -> None:
    moved = {name.removeprefix(f"{FOLDER}/"): text for name, text in files().items()}
    known = register(moved)
    draft = new_meeting(known, known.councils[0], MeetingPlan(date(2026, 5, 2)))
    assert draft.file == "moter/2026-05-02-2.yaml"
    assert errors(moved, [draft], DAY) == []


def test_actions_of_a_joint_meeting_are_followed_up_too() -> None:
    other = {name.replace("raadet", "andre"): text for name, text in texts(number="4206").items() if "raadet" in name}
    file, joint = meeting("2026-04-09", "{nr: 1/2026, tittel: F, tiltak: [{hva: Felles}]}", rest="felles_med: raadet\n")
    both = {**files(), **other, file.replace("raadet", "andre"): joint}
    known = register(both)
    council = next(one for one in known.councils if one.folder == "raadet")
    draft = new_meeting(known, council, MeetingPlan(DAY))
    assert "- tiltak: 2026-04-09/1.1" in draft.text
    assert errors(both, [draft], DAY) == []


@pytest.mark.parametrize("number", [BOKMÅL, NYNORSK])
@pytest.mark.parametrize("day", [date(2026, 6, 11), date(2026, 5, 2), date(2026, 3, 13), date(2027, 1, 14)])
@pytest.mark.parametrize("as_of", [date(2026, 5, 1), date(2026, 6, 11), date(2027, 3, 1)])
def test_it_validates_without_an_error(number: str, day: date, as_of: date) -> None:
    known = register(files(number))
    wish = MeetingPlan(day, time(9), place="no", extended=True, items=("a: b", "- c", "#d", "[", "e\u2028f"))
    assert errors(files(number), [new_meeting(known, known.councils[0], wish)], as_of) == []


def test_nynorsk_where_the_municipality_writes_it() -> None:
    text, record = scaffolded(files(NYNORSK), MeetingPlan(DAY))
    assert "blir ikkje lesne" in text
    assert record.items[0].title == "Godkjenning av innkalling og sakliste"
    assert "# Ansvarleg: Siv Aas." in text


# --- the command -------------------------------------------------------------------------------------------


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name, text in files().items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("KPS_TODAY", "2026-05-01")
    monkeypatch.setenv("KPS_LANG", "en")
    return tmp_path


MEETING = f"{FOLDER}/moter/2026-06-11.yaml"
AGENDA = f"{FOLDER}/dokumenter/2026-06-11-innkalling.md"


def test_the_record_and_the_agenda_are_written(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["new-meeting", "raadet", "--date", "2026-06-11", "--time", "9.00–11.30", "--item", "Egen: sak"]) == 0
    printed = capsys.readouterr()
    assert printed.out.splitlines() == [
        f"wrote {MEETING}",
        f"wrote {AGENDA}",
        f"Now edit the record, then run: kps validate {MEETING}",
        f"Write the agenda anew with: kps render {MEETING}",
        "Send it by 1 June 2026, 10 days before, and write the day as innkalling.sendt.",
    ]
    assert printed.err.splitlines() == [f"a meeting is planned already, on 2 May 2026: {FOLDER}/moter/2026-05-02.yaml"]
    agenda = (folder / AGENDA).read_text(encoding="utf-8")
    assert "Egen: sak" in agenda
    assert "kl. 09.00–11.30" in agenda
    assert run(["validate", MEETING]) == 0
    kept = agenda
    assert run(["render", MEETING]) == 0
    assert (folder / AGENDA).read_text(encoding="utf-8") == kept


def test_all_or_nothing(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / AGENDA).parent.mkdir()
    (folder / AGENDA).write_text("Mitt", encoding="utf-8")
    assert run(["new-meeting", "raadet", "--date", "2026-06-11"]) == 2
    assert capsys.readouterr().err == f"kps: {AGENDA} is there already, and is not overwritten\n"
    assert not (folder / MEETING).exists()
    assert (folder / AGENDA).read_text(encoding="utf-8") == "Mitt"


def test_a_dry_run_writes_nothing(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = sorted(folder.rglob("*"))
    assert run(["new-meeting", "raadet", "--date", "2026-06-11", "--dry-run"]) == 0
    assert sorted(folder.rglob("*")) == before
    out = capsys.readouterr().out
    assert out.startswith(f"would write {MEETING}:\n# Politirådet: møte 2026-06-11\n")
    assert f"would write {AGENDA}:\n**Unntatt offentlighet**\n\n# Møteinnkalling: Politirådet\n" in out


@pytest.mark.parametrize(
    ("day", "remark"),
    [
        ("2026-04-30", "30 April 2026 has passed: write whether the meeting was held (status: avholdt)"),
        ("2026-06-13", "13 June 2026 is a Saturday"),
        ("2026-06-14", "14 June 2026 is a Sunday"),
        ("2026-05-02", f"a meeting is planned on the same day: {FOLDER}/moter/2026-05-02.yaml"),
    ],
)
def test_what_may_be_amiss_with_the_day(
    folder: Path, capsys: pytest.CaptureFixture[str], day: str, remark: str
) -> None:
    assert run(["new-meeting", "raadet", "--date", day]) == 0
    assert remark in capsys.readouterr().err.splitlines()


def test_a_meeting_that_a_calendar_has_planned_is_not_made_twice(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    planned = folder / f"{FOLDER}/moter/2026-06-11.yaml"
    planned.write_text(
        'type: møte\ndato: 2026-06-11\nstatus: planlagt\nstart: "09:00"\nslutt: "11:30"\nsted: Rådhuset i Mandal\n',
        encoding="utf-8",
    )
    assert run(["new-meeting", "raadet", "--date", "2026-06-11"]) == 2
    said = capsys.readouterr().err
    assert said.startswith(f"kps: {FOLDER}/moter/2026-06-11.yaml is planned on that day and has no cases")
    command = "kps new-meeting raadet --date 2026-06-11 --time 09:00-11:30 --place 'Rådhuset i Mandal'"
    assert said.endswith(f"{command}\n")
    planned.unlink()
    assert run(shlex.split(command)[1:]) == 0
    text = planned.read_text(encoding="utf-8")
    assert 'start: "09:00"' in text
    assert "sted: Rådhuset i Mandal" in text


def test_too_late_to_send(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["new-meeting", "raadet", "--date", "2026-05-07"]) == 0
    said = "The agenda was to be sent by 27 April 2026, 10 days before the meeting: send it now."
    assert capsys.readouterr().out.splitlines()[-1] == said


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["raadet"], "--date is missing: The day of the meeting, as 2026-03-12"),
        (["raadet", "--date", "11.6.2026"], "“11.6.2026” is not a date; write it as 2026-03-12"),
        (["ukjent", "--date", "2026-06-11"], "there is no council “ukjent”; write its folder's name"),
        (["raadet", "--date", "2021-02-28"], "Politirådet begins on 1 March 2021; no meeting before it"),
        (["raadet", "--date", "2026-06-11", "--time", "ni"], "“ni” is not a time of day; write it as 09:00"),
        (["raadet", "--date", "2026-06-11", "--time", "25:00"], "“25:00” is not a time of day"),
        (["raadet", "--date", "2026-06-11", "--time", "9-8"], "“9-8” is not a time of day"),
        (
            ["raadet", "--date", "2026-06-11", "--time", "9.00-08:30"],
            "the meeting ends (08:30) before it begins (09:00)",
        ),
        (["raadet", "--date", "2026-06-11", "--form", "brev"], "“brev” is not one of: fysisk, digitalt, hybrid"),
    ],
)
def test_wrong_use_is_told(folder: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], said: str) -> None:
    assert run(["new-meeting", *arguments]) == 2
    assert capsys.readouterr().err.startswith(f"kps: {said}")


def test_a_council_that_is_not_active(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = folder / FOLDER / "politirad.yaml"
    record = file.read_text(encoding="utf-8")
    file.write_text(record.replace("aktivt", "invitert\ninvitert: 2021-01-01"), encoding="utf-8")
    assert run(["new-meeting", "raadet", "--date", "2026-06-11"]) == 2
    assert "Politirådet is not active" in capsys.readouterr().err
    file.write_text(record.replace("aktivt", "nedlagt\nnedlagt: 2026-05-31"), encoding="utf-8")
    assert run(["new-meeting", "raadet", "--date", "2026-06-11"]) == 2
    assert "Politirådet was closed on 31 May 2026" in capsys.readouterr().err


def _minutes(folder: Path, next_meeting: str) -> None:
    name, text = meeting("2026-04-20", rest=f"neste_møte: {next_meeting}\n")
    (folder / name).parent.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text(text, encoding="utf-8")


def test_the_only_council_and_the_day_that_the_minutes_give_are_taken(folder: Path) -> None:
    _minutes(folder, "2026-09-10")
    assert run(["new-meeting"]) == 0
    assert (folder / FOLDER / "moter/2026-09-10.yaml").is_file()


@pytest.mark.parametrize("day", ["2026-04-30", "2026-05-02"])
def test_a_day_that_has_passed_or_is_taken_is_not_proposed(
    folder: Path, capsys: pytest.CaptureFixture[str], day: str
) -> None:
    _minutes(folder, day)
    assert run(["new-meeting"]) == 2
    assert "--date is missing" in capsys.readouterr().err


def test_of_several_councils_those_there_are_are_listed(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    text = (folder / FOLDER / "politirad.yaml").read_text(encoding="utf-8")
    (folder / "politirad/et-annet").mkdir()
    other = text.replace("navn: Politirådet\n", "navn: Et annet\n").replace("4205", "4206")
    (folder / "politirad/et-annet/politirad.yaml").write_text(other, encoding="utf-8")
    assert run(["new-meeting", "--date", "2026-09-10"]) == 2
    said = capsys.readouterr().err
    assert said == "kps: COUNCIL is missing; those there are: et-annet (Et annet), raadet (Politirådet)\n"
    monkeypatch.setattr("kps.cli.prompts.on_terminal", lambda: True)
    answers = iter(["ukjent", "farsund"])
    monkeypatch.setattr("typer.prompt", lambda *_, **__: next(answers))
    assert run(["new-meeting", "--date", "2026-09-10"]) == 0
    assert (folder / "politirad/et-annet/moter/2026-09-10.yaml").is_file()
