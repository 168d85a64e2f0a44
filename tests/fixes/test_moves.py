"""A file that gets its name, and what names it: each kind of naming, and what is left alone."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest

from kps.fixes.mending import Mended, mended
from kps.register.reading import load
from kps.register.references import references
from kps.register.tree import Folder, Overlay

DAY = date(2026, 11, 23)
COUNCIL = "politirad/4205-lindesnes"
OLD, NEW = f"{COUNCIL}/moter/2026-06-11.yaml", f"{COUNCIL}/moter/2026-06-12.yaml"

FILES = {
    "kps.yaml": "type: register\nnavn: R\npolitidistrikt: Agder\nkommuner: ['4205', '4206']\ngjelder_fra: 2026-01-01\n",
    "politikontakter/kari.yaml": "type: politikontakt\nnavn: Kari\nkommuner: ['4205']\ntiltrådt: 2025-02-01\n",
    f"{COUNCIL}/politirad.yaml": (
        "type: politiråd\nnavn: Rådet\nkommuner: ['4205']\nstatus: aktivt\nopprettet: 2021-03-01\npolitikontakt: kari\n"
    ),
    "politirad/4206-farsund/politirad.yaml": (
        "type: politiråd\nnavn: Det andre\nkommuner: ['4206']\nstatus: aktivt\nopprettet: 2021-03-01\n"
    ),
    OLD: (
        "type: møte\ndato: 2026-06-12\nstatus: avholdt\nsaker:\n"
        "  - nr: 1/2026\n    tittel: En sak\n    tiltak:\n      - {hva: Noe, ansvarlig: Kari, frist: 2026-12-01}\n"
    ),
    f"{COUNCIL}/moter/2026-05-05.yaml": (
        "type: møte\r\ndato: 2026-05-05\r\nstatus: avlyst\r\n"
        "avlysning: {grunn: Sykdom, nytt_møte: 2026-06-11}  # flyttet\r\n"
    ),
    f"{COUNCIL}/moter/2026-09-10.yaml": (
        "type: møte\ndato: 2026-09-10\nstatus: avholdt\n"
        "oppfølging:\n  - {tiltak: '2026-06-11/1.1', status: pågår}\n  - tiltak: 2026-06-11/01.1  # igjen"
    ),
    f"{COUNCIL}/evaluering-2026.yaml": (
        "type: evaluering\ngjelder: politirådet\når: 2026\ngjennomført: 2026-06-01\nmetode: annet\n"
        'behandlet: "2026-06-11"\n'
    ),
    "politirad/4206-farsund/moter/2026-09-10.yaml": (
        "type: møte\ndato: 2026-09-10\nstatus: avholdt\n# 2026-06-11/1.1 står her som tekst\nsted: 2026-06-11/1.1\n"
    ),
}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for file, text in FILES.items():
        path = tmp_path / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode())
    return tmp_path


def moved(root: Path, over: Mapping[str, str | None] | None = None, *, unsafe: bool = True) -> Mended:
    return mended(Overlay(Folder(root), over or {}), DAY, lambda one: one.code == "D011", unsafe=unsafe)


def test_what_names_a_meeting_follows_it_and_every_other_byte_stays(root: Path) -> None:
    found = moved(root)
    assert found.moved == {OLD: NEW}
    changed = {file: data.decode() for file, data in found.files.items()}
    assert changed == {
        file: FILES[file].replace("2026-06-11", "2026-06-12")
        for file in (
            OLD,
            f"{COUNCIL}/moter/2026-05-05.yaml",
            f"{COUNCIL}/moter/2026-09-10.yaml",
            f"{COUNCIL}/evaluering-2026.yaml",
        )
    }
    assert not moved(root, {file: data.decode() if data else None for file, data in found.laid.items()}).files


def test_it_is_done_only_when_asked(root: Path) -> None:
    assert not moved(root, unsafe=False).files


def test_the_second_meeting_of_a_day_is_named_so(root: Path) -> None:
    other = {NEW: "type: møte\ndato: 2026-06-12\nstatus: avlyst\navlysning: {grunn: Sykdom}\n"}
    found = moved(root, other)
    assert found.moved == {OLD: NEW.replace(".yaml", "-2.yaml")}
    assert b"'2026-06-12-2/1.1'" in found.files[f"{COUNCIL}/moter/2026-09-10.yaml"]
    assert b"2026-06-12}  # flyttet\r\n" in found.files[f"{COUNCIL}/moter/2026-05-05.yaml"]


def test_the_day_of_a_meeting_held_instead_is_left_where_another_is_on_it(root: Path) -> None:
    other = {f"{COUNCIL}/moter/2026-06-11-2.yaml": "type: møte\ndato: 2026-06-11\nstatus: avholdt\n"}
    assert f"{COUNCIL}/moter/2026-05-05.yaml" not in moved(root, other).files


@pytest.mark.parametrize("sealed", [OLD, f"{COUNCIL}/moter/2026-09-10.yaml"])
def test_sealed_minutes_are_neither_moved_nor_made_to_name_another(root: Path, sealed: str) -> None:
    seal = "referat: {ferdig: 2026-06-13, godkjent: 2026-09-10, segl: abc}\n"
    text = FILES[sealed].replace("status: avholdt\n", f"status: avholdt\n{seal}")
    assert not moved(root, {sealed: text}).files


def test_a_contact_outside_its_folder_is_moved_there(root: Path) -> None:
    file = f"{COUNCIL}/kari.yaml"
    found = moved(root, {file: FILES["politikontakter/kari.yaml"], "politikontakter/kari.yaml": None, OLD: None})
    assert found.moved == {file: "politikontakter/kari.yaml"}
    assert list(found.files) == [file]


def test_a_meeting_of_no_council_is_left(root: Path) -> None:
    found = moved(root, {"2026-06-12.yaml": FILES[OLD], OLD: None})
    assert not found.files


def test_a_contact_is_named_by_its_id_alone(root: Path) -> None:
    register = load(Folder(root))
    (contact,) = register.contacts
    (one,) = references(register, contact)
    assert (one.record.origin.file, one.naming("ola")) == (f"{COUNCIL}/politirad.yaml", "ola")


# --- what moves along, and files that are named ----------------------------------------------------------------


def test_a_meetings_papers_and_its_calendar_entry_move_along(root: Path) -> None:
    papers = f"{COUNCIL}/dokumenter"
    stamp = "<!-- kps-stamp-0123456789ab-00000000 -->\n"
    over = {
        f"{papers}/2026-06-11-referat.md": f"# Referat\n{stamp}",
        f"{papers}/2026-06-11-innkalling-offentlig.html": stamp,
        f"{papers}/2026-06-11.ics": "BEGIN:VCALENDAR\r\n",
        f"{papers}/2026-06-11-notat.md": "eget\n",
    }
    found = moved(root, over)
    assert found.moved == {
        OLD: NEW,
        **{
            f"{papers}/2026-06-11{name}": f"{papers}/2026-06-12{name}"
            for name in ("-referat.md", "-innkalling-offentlig.html", ".ics")
        },
    }
    assert found.files[f"{papers}/2026-06-11.ics"] == b"BEGIN:VCALENDAR\r\n"


def test_nothing_moves_where_a_papers_new_name_is_taken(root: Path) -> None:
    papers = f"{COUNCIL}/dokumenter"
    over = {f"{papers}/2026-06-11.ics": "BEGIN:VCALENDAR\r\n", f"{papers}/2026-06-12.ics": "BEGIN:VCALENDAR\r\n"}
    assert not moved(root, over).files


def test_what_a_moved_record_names_and_what_names_it_still_lead_there(root: Path) -> None:
    stray = f"{COUNCIL}/2026-03-01.yaml"
    over = {
        stray: "type: møte\ndato: 2026-03-01\nstatus: planlagt\nsaker:\n  - nr: 9/2026\n    tittel: X\n"
        "    vedlegg:\n      - {tittel: Plan, fil: plan.md}  # planen\n",
        f"{COUNCIL}/plan.md": "# Plan\n",
        f"{COUNCIL}/notat.yaml": "type: kunnskapsgrunnlag\ntittel: X\nkilde: politi\ndato: 2026-01-01\n"
        "fil: 2026-03-01.yaml\n",
        OLD: None,
    }
    found = moved(root, over)
    assert found.moved == {
        stray: f"{COUNCIL}/moter/2026-03-01.yaml",
        f"{COUNCIL}/notat.yaml": f"{COUNCIL}/grunnlag/notat.yaml",
    }
    assert b"{tittel: Plan, fil: ../plan.md}  # planen\n" in found.files[stray]
    assert b"fil: ../moter/2026-03-01.yaml\n" in found.files[f"{COUNCIL}/notat.yaml"]


def test_a_councils_folder_moves_with_all_in_it_and_what_names_it_follows(root: Path) -> None:
    text = FILES[f"{COUNCIL}/politirad.yaml"].replace("4205", "4207")
    over = {
        "kps.yaml": FILES["kps.yaml"].replace("4205", "4207"),
        f"{COUNCIL}/politirad.yaml": text,
        f"{COUNCIL}/bilde.png": "ikke en tekst",
        "politirad/annet/politirad.yaml": 'type: politiråd\nnavn: Annet\nkommuner: ["4203"]\nstatus: nedlagt\n'
        "opprettet: 2020-01-01\nnedlagt: 2022-01-01\nvidereført_i: 4205-lindesnes\n",
        OLD: None,
    }
    found = moved(root, over)
    new = "politirad/4207-flekkefjord"
    assert found.moved[f"{COUNCIL}/politirad.yaml"] == f"{new}/politirad.yaml"
    assert found.moved[f"{COUNCIL}/bilde.png"] == f"{new}/bilde.png"
    assert b"4207-flekkefjord" in found.files["politirad/annet/politirad.yaml"]
    assert not any(file.startswith(f"{COUNCIL}/") for file in Overlay(Folder(root), {**over, **found.laid}).files())
