"""kps render: which paper, for whom, and where it is written."""

from __future__ import annotations

import re
import sys
from io import BytesIO
from pathlib import Path

import docx
import pytest
from papers import MARCH, MEMBERS, meeting

from kps.cli.app import run
from kps.source import NOT_UTF8

PLANNED = "politirad/raadet/moter/2026-06-11.yaml"
KEPT = "politirad/raadet/dokumenter"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    head = "type: politiråd\nnavn: Rådet\nkommuner: ['4205']\nstatus: aktivt\nopprettet: 2021-03-01\n"
    exempt = "- {nr: 1/2026, tittel: FUGL, unntatt_offentlighet: {hjemmel: offl. § 13}}"
    files = {
        "kps.yaml": "type: register\nnavn: R\npolitidistrikt: Agder\nkommuner: alle\ngjelder_fra: 2020-01-01\n",
        "politirad/raadet/politirad.yaml": head + MEMBERS,
        MARCH: meeting(exempt),
        PLANNED: meeting(day="2026-06-11", status="planlagt"),
    }
    for name, text in files.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("KPS_TODAY", "2026-05-01")
    monkeypatch.setenv("KPS_LANG", "en")
    return tmp_path


def kept(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.glob(f"{KEPT}/*"))


def test_a_held_meeting_gets_minutes_and_a_planned_one_an_agenda(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["render", MARCH, PLANNED]) == 0
    assert kept(folder) == ["2026-03-12-referat.md", "2026-06-11-innkalling.md"]
    assert capsys.readouterr().out.splitlines() == [
        f"wrote {KEPT}/2026-03-12-referat.md",
        f"wrote {KEPT}/2026-06-11-innkalling.md",
    ]


def test_a_public_paper_has_a_file_of_its_own(folder: Path) -> None:
    assert run(["render", MARCH, "--public", "--document", "innkalling"]) == 0
    assert kept(folder) == ["2026-03-12-innkalling-offentlig.md"]
    assert "FUGL" not in (folder / KEPT / "2026-03-12-innkalling-offentlig.md").read_text(encoding="utf-8")


def test_to_the_screen_and_to_a_file(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["render", MARCH, "--output", "-"]) == 0
    screen = capsys.readouterr().out
    assert run(["render", MARCH, "--output", "ut.md"]) == 0
    assert (folder / "ut.md").read_text(encoding="utf-8") == screen
    assert kept(folder) == []


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["kps.yaml"], "is not a record that has a paper"),
        ([MARCH, PLANNED, "--output", "x.md"], "names one file"),
        ([MARCH, "--output", MARCH], "a document is not written there"),
        (["nowhere.yaml"], "no file or folder"),
        ([MARCH, "--document", "innkalling", "--format", "ics"], "leave out --document"),
    ],
)
def test_wrong_use_is_told(arguments: list[str], words: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["render", *arguments]) == 2
    assert words in capsys.readouterr().err


def test_where_it_cannot_be_told_what_is_exempt_nothing_is_written(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    record = folder / MARCH
    text = record.read_text(encoding="utf-8")
    record.write_text(text.replace("unntatt_", "untatt_"), encoding="utf-8")
    assert run(["render", PLANNED, MARCH, "--public"]) == 2
    assert f"something in {MARCH} cannot be read" in capsys.readouterr().err
    assert kept(folder) == []


@pytest.mark.parametrize("public", [[], ["--public"]])
def test_what_cannot_be_read_in_a_record_that_a_paper_draws_on_is_told(
    public: list[str], folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / MARCH).write_text(meeting(rest='start: "25:99"\n'), encoding="utf-8")
    council = "politirad/raadet/politirad.yaml"
    assert run(["render", council, *public]) == 0
    assert capsys.readouterr().err == (
        f"kps: {council}: the document may lack something, since {MARCH} cannot be read in full; "
        "kps validate says what to mend\n"
    )
    assert run(["render", PLANNED, *public]) == 0
    assert MARCH in capsys.readouterr().err
    if not public:
        assert run(["render", MARCH]) == run(["render", MARCH, "--format", "ics"]) == 0
        assert capsys.readouterr().err.count("cannot be read in full") == 2


def test_of_what_a_paper_does_not_draw_on_nothing_is_told(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "avtaler").mkdir()
    evaluation = "politirad/raadet/evaluering-2025.yaml"
    for name in ("avtaler/avtale.yaml", evaluation):
        (folder / name).write_text(f"type: {Path(name).name[:-5].removesuffix('-2025')}\nukjent: 1\n", encoding="utf-8")
    assert run(["validate", "--select", "D002"]) == 1
    assert run(["render", PLANNED]) == 0
    assert capsys.readouterr().err == ""
    # A council's page shows what its evaluations were answered with.
    assert run(["render", "politirad/raadet/politirad.yaml"]) == 0
    assert evaluation in capsys.readouterr().err


def test_a_fault_in_an_own_template_names_its_file_and_line(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    own = folder / "maler" / "nb" / "referat.md.j2"
    own.parent.mkdir(parents=True)
    own.write_text("# R\n{{ oops }}\n", encoding="utf-8")
    assert run(["render", MARCH]) == 2
    assert capsys.readouterr().err == "kps: maler/nb/referat.md.j2, line 2: the name “oops” is not known here\n"


def test_a_cancelled_meeting_has_no_minutes(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / MARCH).write_text(meeting(status="avlyst"), encoding="utf-8")
    assert run(["render", MARCH, "--document", "referat"]) == 2
    assert "was cancelled" in capsys.readouterr().err
    assert run(["render", MARCH]) == 0
    assert kept(folder) == ["2026-03-12-innkalling.md"]


def test_a_kept_paper_is_stale_once_its_record_says_something_else(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for format in ("md", "html", "pdf", "docx"):
        run(["render", MARCH, "--format", format])
    assert run(["render", MARCH, "--check"]) == 0
    record = folder / MARCH
    record.write_text(record.read_text(encoding="utf-8") + "sted: Rådhuset\n", encoding="utf-8")
    capsys.readouterr()
    assert run(["render", MARCH, "--check"]) == 1
    assert len(capsys.readouterr().out.splitlines()) == 4
    assert run(["validate", "--select", "D009", "--fail-on", "warning"]) == 1
    assert run(["render", "--stale"]) == 0
    assert run(["render", "--check"]) == 0
    assert "Rådhuset" in (folder / KEPT / "2026-03-12-referat.md").read_text(encoding="utf-8")


def test_all_papers_of_all_records(folder: Path) -> None:
    assert run(["render", "--all"]) == 0
    assert kept(folder) == ["2026-03-12-referat.md", "2026-06-11-innkalling.md", "radet.md"]
    assert run(["render", "--all", "--document", "innkalling", "--format", "html"]) == 0
    assert [name for name in kept(folder) if name.endswith("html")] == [
        "2026-03-12-innkalling.html",
        "2026-06-11-innkalling.html",
    ]


def test_a_record_has_only_its_own_papers(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["render", MARCH, "--document", "avtale"]) == 2
    assert "it has: innkalling, referat" in capsys.readouterr().err


def test_a_meeting_whose_file_is_renamed_keeps_its_calendar_entry(folder: Path) -> None:
    run(["render", PLANNED, "--format", "ics"])
    moved = folder / PLANNED.replace("06-11", "06-18")
    (folder / PLANNED).rename(moved)
    moved.write_text(moved.read_text(encoding="utf-8").replace("06-11", "06-18"), encoding="utf-8")
    run(["render", str(moved), "--format", "ics"])
    assert kept(folder) == ["2026-06-18.ics"]
    text = (folder / KEPT / "2026-06-18.ics").read_text(encoding="utf-8")
    assert "UID:2026-06-11.raadet@kps" in text
    assert "SEQUENCE:1" in text


def test_a_meeting_written_to_the_file_of_another_keeps_its_own_entry(folder: Path) -> None:
    for record, entry in ((MARCH, "2026-03-12"), (PLANNED, "2026-06-11")):
        assert run(["render", record, "--format", "ics", "--output", "neste.ics"]) == 0
        text = (folder / "neste.ics").read_text(encoding="utf-8")
        assert f"UID:{entry}.raadet@kps" in text
        assert "SEQUENCE:0" in text


@pytest.mark.parametrize("ending", ["md", "html", "pdf", "docx", "ics"])
def test_a_file_that_kps_did_not_make_is_not_written_over(
    ending: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    name = "2026-06-11.ics" if ending == "ics" else f"2026-06-11-innkalling.{ending}"
    scanned = folder / KEPT / name
    scanned.parent.mkdir()
    scanned.write_bytes(b"signed and scanned")
    assert run(["render", PLANNED, "--format", ending]) == 2
    assert "is not overwritten" in capsys.readouterr().err
    agendas = [] if ending == "ics" else ["--document", "innkalling"]
    assert run(["render", "--all", *agendas, "--format", ending]) == 0
    assert "is not overwritten" in capsys.readouterr().err
    assert scanned.read_bytes() == b"signed and scanned"
    assert len(kept(folder)) == 2
    assert run(["render", PLANNED, "--format", ending, "--output", str(scanned)]) == 0


@pytest.mark.parametrize("ending", ["md", "html", "pdf", "docx"])
def test_a_paper_that_was_changed_by_hand_is_told_and_not_written_over(
    ending: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(["render", MARCH, "--format", ending])
    paper = folder / KEPT / f"2026-03-12-referat.{ending}"
    changed = _changed(paper.read_bytes())
    paper.write_bytes(changed)
    assert run(["render", MARCH, "--check"]) == 1
    assert f"2026-03-12-referat.{ending} was changed by hand\n" in capsys.readouterr().out
    assert run(["validate", "--select", "D009", "--fail-on", "warning"]) == 1
    assert f"2026-03-12-referat.{ending} was changed by hand after kps wrote it" in capsys.readouterr().out
    assert run(["render", MARCH, "--format", ending]) == 2
    assert run(["render", "--all", "--format", ending]) == 0
    assert run(["render", "--stale"]) == 0
    assert capsys.readouterr().err.count("changed by hand after kps wrote it, and is not overwritten") == 3
    assert paper.read_bytes() == changed
    assert run(["render", MARCH, "--format", ending, "--output", str(paper)]) == 0
    assert run(["render", MARCH, "--check"]) == 0


def _changed(data: bytes) -> bytes:
    """The paper with something put into it: into a document's text, else at the end."""
    if not data.startswith(b"PK"):
        return data + b"\n"
    document = docx.Document(BytesIO(data))
    document.add_paragraph("Rettet.")
    changed = BytesIO()
    document.save(changed)
    return changed.getvalue()


@pytest.mark.parametrize("ending", ["md", "ics"])
def test_a_write_protected_paper_stops_the_others_before_or_not_at_all(
    ending: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(["render", PLANNED, "--format", ending])
    [name] = kept(folder)
    (folder / KEPT / name).chmod(0o444)
    (folder / PLANNED).write_text(meeting(day="2026-06-11", status="planlagt", rest="sted: Kinoen\n"), encoding="utf-8")
    assert run(["render", MARCH, PLANNED, "--format", ending]) == 2
    assert f"{name} is write-protected, and is not overwritten" in capsys.readouterr().err
    assert kept(folder) == [name]
    assert run(["render", "--all", "--format", ending]) == 0
    assert run(["render", "--stale"]) == 0
    assert f"{name} is write-protected, and is not overwritten" in capsys.readouterr().err
    assert len(kept(folder)) > 1
    assert "Kinoen" not in (folder / KEPT / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["2026-01-01-foredrag.ics", "2026-01-01.ics"])
def test_a_calendar_file_of_somebody_elses_stays_where_it_is(name: str, folder: Path) -> None:
    own = folder / KEPT / name
    own.parent.mkdir()
    own.write_text("BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:mine\nEND:VEVENT\nEND:VCALENDAR\n", encoding="utf-8")
    assert run(["render", PLANNED, "--format", "ics"]) == 0
    assert kept(folder) == [name, "2026-06-11.ics"]
    assert b"UID:mine" not in (folder / KEPT / "2026-06-11.ics").read_bytes()


def test_a_public_calendar_entry_has_a_file_of_its_own_and_neither_tells_what_is_exempt(folder: Path) -> None:
    run(["render", MARCH, "--format", "ics"])
    run(["render", MARCH, "--format", "ics", "--public"])
    assert kept(folder) == ["2026-03-12-offentlig.ics", "2026-03-12.ics"]
    for name in kept(folder):
        text = (folder / KEPT / name).read_text(encoding="utf-8")
        assert "FUGL" not in text
        assert "CLASS:CONFIDENTIAL\n" in text
        assert "1/2026 Unntatt offentlighet" in text


@pytest.mark.parametrize(
    ("file", "format"), [("nb/referat.md.j2", "md"), ("papir.css", "html"), ("papir.docx", "docx")]
)
def test_what_a_register_has_of_its_own_lies_in_it(
    file: str, format: str, folder: Path, capsys: pytest.CaptureFixture[str], tmp_path_factory: pytest.TempPathFactory
) -> None:
    outside = tmp_path_factory.mktemp("outside") / "own"
    outside.write_text("# A", encoding="utf-8")
    own = folder / "maler" / file
    own.parent.mkdir(parents=True)
    own.symlink_to(outside)
    assert run(["render", MARCH, "--format", format]) == 2
    told = capsys.readouterr().err
    assert told.startswith(f"kps: maler/{file}")
    assert "the file is a symbolic link out of the register; put the file itself here" in told
    assert kept(folder) == []


@pytest.mark.parametrize("linked", ["maler", "maler/nb"])
def test_a_folder_of_own_templates_that_is_a_link_is_told(
    linked: str, folder: Path, capsys: pytest.CaptureFixture[str], tmp_path_factory: pytest.TempPathFactory
) -> None:
    (folder / linked).parent.mkdir(exist_ok=True)
    (folder / linked).symlink_to(tmp_path_factory.mktemp("outside"), target_is_directory=True)
    assert run(["render", MARCH]) == 2
    assert f"kps: {linked} is a symbolic link, and is not followed" in capsys.readouterr().err
    assert kept(folder) == []


@pytest.mark.parametrize(
    ("file", "format", "place"),
    [("nb/referat.md.j2", "md", "maler/nb/referat.md.j2, line 2"), ("papir.css", "html", "maler/papir.css")],
)
def test_an_own_text_that_is_not_utf8_is_told(
    file: str, format: str, place: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    own = folder / "maler" / file
    own.parent.mkdir(parents=True)
    own.write_bytes("/* a */\n/* å */".encode("latin-1"))
    assert run(["render", MARCH, "--format", format]) == 2
    assert capsys.readouterr().err == f"kps: {place}: {NOT_UTF8.text('en')}\n"
    assert run(["templates"]) == 0


def test_own_styles_and_an_own_base_document(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "maler").mkdir()
    (folder / "maler" / "papir.css").write_text("h1 { color: teal; }", encoding="utf-8")
    (folder / "maler" / "papir.docx").write_text("ikke et dokument", encoding="utf-8")
    run(["render", MARCH, "--format", "html"])
    assert "color: teal" in (folder / KEPT / "2026-03-12-referat.html").read_text(encoding="utf-8")
    assert run(["render", MARCH, "--format", "docx"]) == 2
    assert "maler/papir.docx: it is no Word document" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "library", "extra"),
    [
        (["render", MARCH, "--format", "pdf"], "typst", "pdf"),
        (["report", "--format", "docx", "--output", "status"], "docx", "docx"),
        (["report", "--format", "xlsx", "--output", "status"], "xlsxwriter", "xlsx"),
    ],
)
def test_a_library_that_is_missing_is_told(
    arguments: list[str],
    library: str,
    extra: str,
    folder: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, library, None)
    assert run(arguments) == 2
    # The whole of it: a crash would quote the same words.
    told = capsys.readouterr().err
    package = "python-docx" if extra == "docx" else library
    assert re.fullmatch(
        rf"kps: {extra.upper()} needs a library that is not installed \(politisamarbeid\[{extra}\]\); "
        rf'install it where kps is, with: pip install "{package}[>=.\d]+"\n',
        told,
    ), told
    assert not (folder / "status").exists()


def test_templates_are_listed_explained_and_copied(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["templates", "nb/referat", "--copy"]) == 0
    assert run(["templates"]) == 0
    assert "nb/referat       maler/nb/referat.md.j2" in capsys.readouterr().out
    assert run(["templates", "nb/referat", "--copy"]) == 2
    assert "is not overwritten" in capsys.readouterr().err
    assert run(["templates", "nn/innkalling"]) == 0
    listed = capsys.readouterr().out
    assert "cases[].tasks[].deadline.in_words" in listed
    assert "head.link" in listed
    assert '{% extends "kps/nn/innkalling.md.j2" %}' in listed
    assert (
        "Its blocks: avsender, tittel, hode, innkalte, saksliste, oppfolging, saker, slutt, tillegg, vedlegg\n"
        in listed
    )
    assert run(["templates", "nb/refferat"]) == 2
    assert "did you mean nb/referat?" in capsys.readouterr().err
