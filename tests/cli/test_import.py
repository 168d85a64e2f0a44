"""kps import at the command line: shown first, written whole or not at all, and the same source again is nothing."""

from __future__ import annotations

import json
import os
import socket
import sys
from collections.abc import Iterable
from pathlib import Path

import pytest
from conftest import Kps
from docx import Document

from kps.cli.app import run
from kps.register.tree import JOURNAL
from kps.workspace import together, writing
from kps.workspace.imported import FOLDER
from kps.workspace.opening import Workspace
from kps.workspace.together import Rewritten

CHARTER = """\
type: register
navn: Kommune- og politisamarbeid i Agder
politidistrikt: Agder
kommuner: alle
gjelder_fra: 2024-01-01
"""
TABLE = """\
Kommune;Politiråd;Opprettet;Samarbeidsavtale;Signert dato;Politikontakt;E-post
Lindesnes;Aktivt;01.03.2017;Inngått;09.05.2022;Kari Hansen;kari@politiet.no
Farsund;Aktivt;01.04.2018;Inngått;mars 2022;Kari Hansen;kari@politiet.no
"""
RECORDS = {
    "politikontakter/kari-hansen.yaml",
    "politirad/4205-lindesnes/politirad.yaml",
    "politirad/4205-lindesnes/avtale-2022.yaml",
    "politirad/4206-farsund/politirad.yaml",
    "politirad/4206-farsund/avtale.yaml",
}


MANY = "Kommune;Politiråd;Møter 2025\n" + "".join(
    f"{name};Aktivt;12.03.2025 og 11.09.2025\n" for name in ("Risør", "Grimstad", "Arendal")
)


@pytest.fixture
def register(kps: Kps, tmp_path: Path) -> Path:
    """An empty register, stood in, with a table beside it."""
    (tmp_path / "register").mkdir()
    (tmp_path / "register/kps.yaml").write_text(CHARTER, encoding="utf-8")
    (tmp_path / "agder.csv").write_text(TABLE, encoding="utf-8")
    os.chdir(tmp_path / "register")
    return tmp_path / "register"


def files(register: Path) -> dict[str, bytes]:
    """What lies in the register, hidden files too."""
    return {
        one.relative_to(register).as_posix(): one.read_bytes() for one in sorted(register.rglob("*")) if one.is_file()
    }


def records(register: Path) -> set[str]:
    return {file for file in files(register) if file.startswith("politi")}


def test_without_write_nothing_is_written_and_all_is_shown(kps: Kps, register: Path) -> None:
    before = files(register)
    ran = kps("import", "../agder.csv", "--lang", "nb", "--diff")
    assert (ran.status, files(register)) == (1, before)
    assert "+++ b/politirad/4205-lindesnes/politirad.yaml\n" in ran.out
    assert "+opprettet: 2017-03-01 " in ran.out
    assert "1 uten plass" in " ".join(ran.out.split())
    assert "«mars 2022»" in ran.out
    assert ran.out.endswith("Skriv det med: kps import ../agder.csv --write\n")
    account = ran.out[ran.out.index("agder.csv, ") :].splitlines()
    told = [line for line in account if not line.lstrip().startswith(("#", "Kommune:", "Polit"))]
    assert [line for line in told if len(line) > 80 and ": " not in line] == []


def test_many_new_records_are_listed_and_shown_whole_when_asked_for(kps: Kps, register: Path) -> None:
    (register.parent / "agder.csv").write_text(MANY, encoding="utf-8")
    ran = kps("import", "../agder.csv", "--lang", "nb")
    assert "+++" not in ran.out
    assert "  politirad/4202-grimstad: politirad, 2 møter\n" in ran.out
    assert ran.out.index("4202-grimstad") < ran.out.index("agder.csv, ") < 400
    assert all(len(line) <= 80 for line in ran.out.partition("agder.csv, ")[0].splitlines())
    whole = kps("import", "../agder.csv", "--lang", "nb", "--diff").out
    assert whole.count("+++ b/") == 9


def test_meetings_without_a_status_are_told_to_count_as_not_held(kps: Kps, register: Path) -> None:
    (register.parent / "agder.csv").write_text(MANY, encoding="utf-8")
    told = " ".join(kps("import", "../agder.csv", "--lang", "nb").out.split())
    assert "6 møter har ingen status og teller som ikke holdt: skriv status: avholdt bak kolonnen" in told
    mapping = "kolonner:\n  Kommune: kommune\n  Politiråd: råd.status\n"
    mapping += "  Møter 2025: {til: møte.dato, år: 2025, status: avholdt}\n"
    (register.parent / "kart.yaml").write_text(mapping, encoding="utf-8")
    assert "ikke holdt" not in kps("import", "../agder.csv", "--lang", "nb", "--map", "../kart.yaml").out


def test_written_it_is_there_and_the_same_again_changes_no_byte(kps: Kps, register: Path) -> None:
    assert kps("import", "../agder.csv", "--write").status == 1
    assert records(register) == RECORDS
    assert {file for file in files(register) if file.startswith(FOLDER)} == {
        f"{FOLDER}/agder.csv.json",
        f"{FOLDER}/agder.csv.md",
    }
    assert "| mars 2022 |" in (register / FOLDER / "agder.csv.md").read_text(encoding="utf-8")
    kept = (register / FOLDER / "agder.csv.json").read_text(encoding="utf-8")
    assert [word for word in ("Kari", "Politirådet", "2017-03-01", "mars") if word in kept] == []
    before = files(register)
    again = kps("import", "../agder.csv", "--write", "--lang", "en")
    assert files(register) == before
    assert "There is nothing to do" in again.out
    (register / FOLDER / "agder.csv.json").write_text("{ikke json", encoding="utf-8")
    lost = kps("import", "../agder.csv", "--lang", "en", "--format", "json")
    assert json.loads(lost.out)["records"] == []


def test_what_people_write_in_the_kept_account_stays_when_a_newer_one_comes(kps: Kps, register: Path) -> None:
    kps("import", "../agder.csv", "--write")
    account = register / FOLDER / "agder.csv.md"
    own = account.read_text(encoding="utf-8") + "\n- [x] ringte Farsund\n"
    (register.parent / "agder.csv").write_text(TABLE + "Grimstad;Aktivt;01.04.2018;;;;\n", encoding="utf-8")
    kps("import", "../agder.csv", "--write")
    assert "ringte" not in account.read_text(encoding="utf-8")
    account.write_text(own, encoding="utf-8")
    (register.parent / "agder.csv").write_text(TABLE, encoding="utf-8")
    kps("import", "../agder.csv", "--write")
    assert account.read_text(encoding="utf-8").endswith(own)


def test_the_account_as_json_sums_up(kps: Kps, register: Path) -> None:
    told = json.loads(kps("import", "../agder.csv", "--format", "json").out)
    (source,) = told["sources"]
    assert (told["version"], source["file"], source["kind"]) == (1, "agder.csv", "table")
    counts = [source[name] for name in ("placed", "labels", "left_out", "same", "conflicts", "unplaced")]
    assert sum(counts) == source["pieces"] == len(told["pieces"])
    assert {one["file"] for one in told["records"]} == RECORDS
    assert set(told["pieces"][0]) == {"source", "place", "text", "fate", "reason", "record", "path"}
    (unplaced,) = (one for one in told["pieces"] if one["fate"] == "unplaced")
    assert (unplaced["text"], bool(unplaced["reason"])) == ("mars 2022", True)


@pytest.mark.parametrize(
    ("arguments", "status"),
    [
        (("../agder.csv", "--fail-on", "never"), 0),
        (("../agder.csv", "--fail-on", "conflict"), 0),
        (("../agder.csv", "--fail-on", "unplaced"), 1),
        (("../mangler.csv",), 2),
        (("../tom",), 3),
        (("../tekst.txt",), 2),
        (("../agder.csv", "--as", "regneark"), 2),
        (("../agder.csv", "--council", "bergen"), 2),
    ],
)
def test_the_exit_status(kps: Kps, register: Path, arguments: tuple[str, ...], status: int) -> None:
    (register.parent / "tom").mkdir()
    (register.parent / "tekst.txt").write_text("Hei på deg\n", encoding="utf-8")
    ran = kps("import", *arguments)
    assert ran.status == status, ran.err


def test_somebodys_number_keeps_the_source_out_and_the_others_are_written(kps: Kps, register: Path) -> None:
    folder = register.parent / "kilder"
    folder.mkdir()
    (folder / "med.csv").write_text(TABLE.replace("kari@politiet.no", "13097248022"), encoding="utf-8")
    (folder / "uten.csv").write_text(TABLE.replace("Lindesnes", "Grimstad"), encoding="utf-8")
    (folder / "bilde.png").write_bytes(b"\x89PNG")
    ran = kps("import", "../kilder", "--write", "--lang", "en")
    assert ran.status == 1
    assert "politirad/4202-grimstad/politirad.yaml" in records(register)
    assert "politirad/4205-lindesnes/politirad.yaml" not in records(register)
    assert "13097248022" not in ran.out + ran.err + "".join(map(str, files(register).values()))
    assert "bilde.png is no source" in ran.err


def test_a_suggested_mapping_is_written_and_then_followed(kps: Kps, register: Path) -> None:
    assert kps("import", "../agder.csv", "--suggest").status == 0
    mapping = register / FOLDER / "agder.csv.yaml"
    text = mapping.read_text(encoding="utf-8")
    assert "Opprettet: råd.opprettet" in text
    assert kps("import", "../agder.csv", "--suggest").status == 2  # it is not written over
    mapping.write_text(text.replace("Opprettet: råd.opprettet", "Opprettet: utelat"), encoding="utf-8")
    told = json.loads(kps("import", "../agder.csv", "--format", "json").out)
    assert told["sources"][0]["left_out"] == 2


def test_where_the_mapping_cannot_be_used_it_is_not_said_that_all_is_taken_over(kps: Kps, register: Path) -> None:
    (register.parent / "map.yaml").write_text("kolonner: {Opprettet: rådet.start}\n", encoding="utf-8")
    ran = kps("import", "../agder.csv", "--map", "../map.yaml")
    assert (ran.status, ran.out) == (2, "")
    assert "rådet.start" in ran.err


def test_another_register_comes_byte_for_byte(kps: Kps, register: Path) -> None:
    kps("import", "../agder.csv", "--write")
    other = register.parent / "annet"
    other.mkdir()
    (other / "kps.yaml").write_text(CHARTER, encoding="utf-8")
    os.chdir(other)
    assert kps("import", "../register", "--fail-on", "never").status == 0
    assert kps("import", "../register", "--as", "register", "--write").status == 0
    assert {file: data for file, data in files(other).items() if file.startswith("politi")} == {
        file: data for file, data in files(register).items() if file.startswith("politi")
    }
    before = files(other)
    assert kps("import", "../register", "--write").status == 0
    assert files(other) == before
    assert kps("import", ".").status == 2  # the register itself
    assert kps("import", "../agder.csv", "--as", "register").status == 2


CALENDAR = """\
BEGIN:VCALENDAR
VERSION:2.0
BEGIN:VEVENT
UID:1
DTSTART:20270312T090000Z
SUMMARY:Politiråd Lindesnes
END:VEVENT
END:VCALENDAR
"""


@pytest.mark.parametrize(
    ("library", "name", "data"),
    [
        ("python_calamine", "bok.xlsx", None),
        ("mammoth", "referat.docx", None),
        ("recurring_ical_events", "kalender.ics", CALENDAR.replace("\n", "\r\n").encode()),
    ],
)
def test_a_library_that_is_not_installed_is_named(
    kps: Kps, register: Path, monkeypatch: pytest.MonkeyPatch, library: str, name: str, data: bytes | None
) -> None:
    file = register.parent / name
    if name.endswith("docx"):
        Document().save(str(file))
    elif data is None:
        pytest.importorskip("openpyxl").Workbook().save(file)
    else:
        file.write_bytes(data)
    monkeypatch.setitem(sys.modules, library, None)
    ran = kps("import", str(file), "--lang", "en")
    assert ran.status == 2
    assert f"needs a library that is not installed ({library.replace('_', '-')}," in ran.err
    assert "pip install" in ran.err


# --- all of a source, or none ----------------------------------------------------------------------------------


@pytest.mark.skipif(sys.platform == "win32", reason="the system has no kill -9")
@pytest.mark.parametrize("count", range(8))
def test_killed_between_two_writes_it_is_all_or_none(kps: Kps, register: Path, count: int) -> None:
    if (child := os.fork()) == 0:
        _killed_after(count)
    assert os.WTERMSIG(os.waitpid(child, 0)[1]) == 9
    decided = (register / JOURNAL).exists()
    seen = Workspace.open([register]).registers[0].record_files - {"kps.yaml"}
    assert seen == (RECORDS if decided else records(register))
    told = kps("validate", "--lang", "en").err
    assert ("run it again" in told) == decided or not count
    again = kps("import", "../agder.csv", "--lang", "en")
    assert records(register) == (RECORDS if decided else set())
    assert ("has been completed" in again.err) == decided
    assert not (register / JOURNAL).exists()
    kps("import", "../agder.csv", "--write")
    assert records(register) == RECORDS


def _killed_after(count: int) -> None:
    """Import, and be killed when so many files have been given their names."""
    put, placed = writing._put, list[Path]()

    def killed(draft: Path, path: Path) -> None:
        if len(placed) == count:
            os.kill(os.getpid(), 9)
        put(draft, path)
        placed.append(path)

    writing._put = killed
    run(["import", "../agder.csv", "--write"])
    os._exit(0)


def test_of_two_at_once_one_wins_and_the_other_says_so(
    kps: Kps, register: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (register / JOURNAL).write_text(
        json.dumps({"host": socket.gethostname(), "process": os.getppid(), "files": []}), encoding="utf-8"
    )
    ran = kps("import", "../agder.csv", "--write", "--lang", "en")
    assert (ran.status, records(register)) == (2, set())
    assert "another kps is writing here" in ran.err


def test_what_another_has_written_meanwhile_is_not_written_over(
    kps: Kps, register: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write = together.write_together

    def meanwhile(root: Path, files: Iterable[Rewritten]) -> None:
        (root / "politirad/4205-lindesnes").mkdir(parents=True)
        (root / "politirad/4205-lindesnes/politirad.yaml").write_text("type: politiråd\n", encoding="utf-8")
        write(root, files)

    monkeypatch.setattr("kps.workspace.importing.write_together", meanwhile)
    ran = kps("import", "../agder.csv", "--write", "--lang", "en")
    assert (ran.status, records(register)) == (2, {"politirad/4205-lindesnes/politirad.yaml"})
    assert "is there already" in ran.err
