"""kps send a second time, for a meeting held together, for a region: what became of drafts no longer due."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import Kps, write_all
from test_send import AGENDA, CLOSED, COUNCIL, DECEMBER, EVERYBODY, FILES, MARCH, PAPERS, changed, everything, mail, to

OTHER = "politirad/4206-farsund"
TOGETHER = {
    **FILES,
    "kps.yaml": FILES["kps.yaml"].replace("['4205']", "['4205', '4206']"),
    f"{OTHER}/politirad.yaml": (
        "type: politiråd\nnavn: Politirådet i Farsund\nkommuner: ['4206']\nstatus: aktivt\nopprettet: 2021-03-01\n"
        "medlemmer:\n  - {navn: Lars Vik, rolle: ordfører, epost: lars@farsund.no}\n"
        "  - {navn: Ida Moe, rolle: tjenesteenhetsleder, epost: ida@politiet.no}\n"
        "  - {navn: Gunn Lie, rolle: frivillig organisasjon, epost: gunn@lag.no}\n"
    ),
}


@pytest.fixture
def register(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    write_all(tmp_path, TOGETHER)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def drafts(folder: Path) -> list[str]:
    return sorted(file.name for file in (folder / PAPERS).glob("*.eml"))


def test_drafts_that_are_no_longer_due_are_deleted_and_named(register: Path, kps: Kps) -> None:
    kps("send", DECEMBER, "--closed")
    assert len(drafts(register)) == 2
    own = register / PAPERS / "2026-01-01-innkalling.eml"
    own.write_text("X-Mozilla-Status: 1\r\n\r\nsendt", encoding="utf-8")  # what a mail program keeps stays
    ran = kps("send", DECEMBER, "--lang", "en")
    assert f"{CLOSED} is no longer due, and was deleted\n" in ran.err
    assert drafts(register) == [own.name, "2026-12-03-innkalling.eml"]


def test_the_drafts_of_a_meeting_that_moved_go(register: Path, kps: Kps) -> None:
    kps("send", DECEMBER)
    kps("send", MARCH, "--minutes")
    (register / DECEMBER).rename(register / COUNCIL / "moter/2026-12-10.yaml")
    changed(register, f"{COUNCIL}/moter/2026-12-10.yaml", "dato: 2026-12-03", "dato: 2026-12-10")
    ran = kps("send", COUNCIL, "--lang", "en")
    assert f"{AGENDA} is no longer due" in ran.err
    assert drafts(register) == ["2026-03-12-referat.eml", "2026-12-10-innkalling.eml"]


def test_a_reminder_of_what_is_done_goes(register: Path, kps: Kps) -> None:
    kps("send", DECEMBER, "--reminders")
    before = drafts(register)
    done = "oppfølging: [{tiltak: 2026-03-12/1.2, status: ferdig}, {tiltak: 2026-03-12/2.1, status: ferdig}]\nkopi:"
    changed(register, DECEMBER, "kopi:", done)
    kps("send", DECEMBER, "--reminders")
    assert [one for one in before if one not in drafts(register)] == ["2026-12-03-paminnelse-ida-moe.eml"]


def test_a_draft_that_no_longer_matches_its_record_is_told(register: Path, kps: Kps) -> None:
    kps("send", DECEMBER, "--closed")
    assert kps("render", "--check").status == 0
    changed(register, DECEMBER, "saksframlegg: UGLE-framlegg", "saksframlegg: UGLE-annet")
    ran = kps("render", "--check", "--lang", "en")
    assert (ran.status, ran.out) == (1, f"{CLOSED} no longer matches its record; kps send makes it anew\n")
    changed(register, DECEMBER, "tittel: Skoleveien", "tittel: Skoleveiene")
    assert kps("render", "--check").out.count(".eml") == 2
    kps("send", DECEMBER, "--closed")
    assert kps("render", "--check").status == 0


def test_a_meeting_held_together_goes_to_the_members_of_both_councils_once(register: Path, kps: Kps) -> None:
    changed(register, DECEMBER, "notat: UGLE", "notat: UGLE\nfelles_med: [4206-farsund]")
    assert kps("send", DECEMBER, "--closed").status == 0
    outside, inside = mail(AGENDA), mail(CLOSED)
    assert to(outside) | to(inside) == EVERYBODY | {"lars@farsund.no", "gunn@lag.no"}
    assert "lars@farsund.no" in to(inside)
    assert "gunn@lag.no" in to(outside)
    assert str(inside["to"]).count("ida@politiet.no") == 1
    assert "UGLE" not in everything(outside)


def test_a_region_calls_the_members_of_the_municipalities_that_are_in_it_on_the_day(register: Path, kps: Kps) -> None:
    region = "politirad/lister"
    write_all(
        register,
        {
            f"{region}/politirad.yaml": FILES[f"{COUNCIL}/politirad.yaml"]
            .replace("Politirådet i Lindesnes", "Politirådet i Lister")
            .replace('["4205"]', '["4205", {nr: "4206", til: 2026-06-30}]')
            .replace("epost: ase@kommune.no}", 'epost: ase@kommune.no, kommune: "4206"}'),
            f"{region}/moter/2026-12-03.yaml": "type: møte\ndato: 2026-12-03\nstatus: planlagt\n"
            "saker: [{nr: 1/2026, tittel: Felles plan}]\n",
        },
    )
    assert kps("send", region).status == 0
    (file,) = (register / region / "dokumenter").glob("*.eml")
    message = mail(str(file))
    assert to(message) == {"ida@politiet.no", "siv@kommune.no", "eva@firma.no"}
    assert "Politirådet i Lister" in str(message["subject"])


def test_what_to_do_next_is_to_send_it_where_somebody_has_an_address(register: Path, kps: Kps) -> None:
    assert f"kps send {DECEMBER}" in kps("status", "--council", "4205", "--as-of", "2026-11-20").out
    changed(register, f"{OTHER}/politirad.yaml", ", epost: lars@farsund.no", "")
    made = kps("new-meeting", "4205", "--date", "2027-02-03", "--lang", "en").out
    assert f"Make the e-mail with it: kps send {COUNCIL}/moter/2027-02-03.yaml" in made
