"""kps bundle: what the archive gets, listed and the same each time; and what keeps it from being made."""

from __future__ import annotations

import json
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from conftest import Kps, write_all
from pypdf import PdfReader

COUNCIL = "politirad/4205-lindesnes"
MARCH = f"{COUNCIL}/moter/2025-03-12.yaml"
AGREEMENT = 'type: avtale\navtaletype: samarbeidsavtale\nkommuner: ["4205"]\n'
EVALUATION = "type: evaluering\ngjelder: politirådet\nmetode: hovedspørsmål\n"
HELD = "type: møte\ndato: {}\nstatus: avholdt\n"
FILES = {
    "kps.yaml": "type: register\nnavn: R\npolitidistrikt: Agder\nkommuner: ['4205']\ngjelder_fra: 2025-01-01\n",
    "avtaler/avtale-2023.yaml": AGREEMENT + "status: inngått\nfra: 2023-09-01\n",
    f"{COUNCIL}/politirad.yaml": """\
type: politiråd
navn: Politirådet i Lindesnes
kommuner: ["4205"]
status: aktivt
opprettet: 2021-03-01
arkivref: {kommune: 21/55}
plan:
  - {tittel: Plan 2024, fil: plan.md, fra: 2024-01-01, til: 2027-12-31}
  - {tittel: Plan 2020, fil: gammel.md, til: 2023-12-31}
""",
    f"{COUNCIL}/plan.md": "# Plan\n",
    f"{COUNCIL}/gammel.md": "# Gammel\n",
    f"{COUNCIL}/avtale-2019.yaml": AGREEMENT + "status: avsluttet\nfra: 2019-01-01\ntil: 2023-08-31\n",
    f"{COUNCIL}/evaluering-2025.yaml": EVALUATION + "år: 2025\ngjennomført: 2025-11-20\n",
    f"{COUNCIL}/evaluering-2024.yaml": EVALUATION + "år: 2024\ngjennomført: 2024-11-20\n",
    f"{COUNCIL}/moter/kart.pdf": "kart",
    f"{COUNCIL}/moter/lukket.pdf": "UGLE",
    MARCH: """\
type: møte
dato: 2025-03-12
status: avholdt
arkivref: {kommune: 25/1, politi: "202500001"}
referat: {ferdig: 2025-03-18}
notat: UGLE
saker:
  - {nr: 1/2025, tittel: Skoleveien, vedlegg: [{tittel: Kart, fil: kart.pdf}, {tittel: Borte, fil: borte.pdf}]}
  - nr: 2/2025
    tittel: UGLE-sak
    referat: UGLE-referat
    vedlegg: [{tittel: UGLE, fil: lukket.pdf}]
    unntatt_offentlighet: {hjemmel: offl. § 13, offentlig_tittel: Fra politiet}
""",
    f"{COUNCIL}/moter/2025-06-12.yaml": HELD.format("2025-06-12") + "saker: [{nr: 3/2025, tittel: A}]\n",
    f"{COUNCIL}/moter/2025-09-12.yaml": "type: møte\ndato: 2025-09-12\nstatus: avlyst\navlysning: {dato: 2025-09-01}\n",
    f"{COUNCIL}/moter/2024-12-12.yaml": HELD.format("2024-12-12") + "referat: {godkjent: 2025-03-12}\n",
}  # fmt: skip
ZIP = "4205-lindesnes-2025.zip"
PAPER = "dokumenter/4205-lindesnes-2025-03-12-referat"


@pytest.fixture(autouse=True)
def register(tmp_path: Path, kps: Kps) -> Path:
    write_all(tmp_path, FILES)
    assert kps("approve", MARCH, "--date", "2025-06-12").status == 0
    return tmp_path


def manifest(file: str = ZIP) -> dict[str, Any]:
    with ZipFile(file) as archive:
        read: dict[str, Any] = json.loads(archive.read("manifest.json"))
        return read


def test_what_is_in_it_is_sorted_dated_and_listed_with_checksums(kps: Kps) -> None:
    assert kps("bundle", "4205", "--year", "2025").status == 0
    told = manifest()
    assert (told["version"], told["year"], told["council"]["folder"]) == (1, 2025, "4205-lindesnes")
    assert told["arkivref"] == {"kommune": "21/55", "politi": None}
    with ZipFile(ZIP) as archive:
        assert archive.testzip() is None
        names = archive.namelist()
        assert {one.date_time for one in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        for one in told["files"]:
            data = archive.read(one["path"])
            assert (one["sha256"], one["size"]) == (sha256(data).hexdigest(), len(data))
    assert names == ["manifest.json", *(one["path"] for one in told["files"])]
    assert names[1:] == sorted(names[1:])


def test_the_files_are_those_of_the_year(kps: Kps) -> None:
    kps("bundle", "4205", "--year", "2025")
    assert {one["path"] for one in manifest()["files"]} == {
        f"{PAPER}.pdf",
        f"{PAPER}-offentlig.pdf",
        "dokumenter/4205-lindesnes-avtale-2023.pdf",
        "dokumenter/4205-lindesnes-evaluering-2025.pdf",
        "evaluering-2025.yaml",
        "moter/2025-03-12.yaml",
        "moter/kart.pdf",
        "moter/lukket.pdf",
        "plan.md",
        "register/avtaler/avtale-2023.yaml",
    }


def test_each_file_is_told_with_record_edition_seal_and_legal_basis(register: Path, kps: Kps) -> None:
    kps("bundle", "4205", "--year", "2025")
    told = {one["path"]: one for one in manifest()["files"]}
    basis = ["offl. §\N{NO-BREAK SPACE}13"]
    assert [(told[name]["edition"], told[name]["hjemmel"]) for name in (
        f"{PAPER}.pdf", f"{PAPER}-offentlig.pdf", "moter/2025-03-12.yaml", "moter/lukket.pdf", "moter/kart.pdf",
    )] == [("lukket", basis), ("offentlig", []), ("lukket", basis), ("lukket", basis), ("offentlig", [])]  # fmt: skip
    (line,) = (one for one in (register / MARCH).read_text(encoding="utf-8").split() if one.startswith("k1."))
    assert told[f"{PAPER}.pdf"]["seal"] == told["moter/2025-03-12.yaml"]["seal"] == line.rstrip("},")
    assert {told[name]["record"] for name in (f"{PAPER}.pdf", "moter/kart.pdf")} == {MARCH}
    assert told[f"{PAPER}.pdf"]["arkivref"] == {"kommune": "25/1", "politi": "202500001"}


def test_the_minutes_are_for_archives_and_the_public_edition_has_nothing_exempt(kps: Kps) -> None:
    kps("bundle", "4205", "--year", "2025")
    with ZipFile(ZIP) as archive:
        closed, public = (archive.read(f"{PAPER}{ending}.pdf") for ending in ("", "-offentlig"))
        assert archive.read("moter/2025-03-12.yaml") == Path(MARCH).read_bytes()
    words = ["".join(page.extract_text() for page in PdfReader(BytesIO(data)).pages) for data in (closed, public)]
    assert "UGLE-referat" in words[0]
    assert "UGLE" not in words[1] + public.decode("latin-1")
    for data in (closed, public):
        assert b"<pdfaid:part>2</pdfaid:part>" in data
        assert b"<pdfaid:conformance>A</pdfaid:conformance>" in data


def test_two_runs_give_the_same_bytes_on_whatever_day(kps: Kps, monkeypatch: pytest.MonkeyPatch) -> None:
    kps("bundle", "4205", "--year", "2025", "--output", "en.zip")
    monkeypatch.setenv("KPS_TODAY", "2027-02-03")
    kps("bundle", "lindesnes", "--year", "2025", "--output", "to.zip")
    assert Path("en.zip").read_bytes() == Path("to.zip").read_bytes()


def test_what_is_not_approved_or_not_there_is_told_and_left_out(kps: Kps) -> None:
    ran = kps("bundle", "4205", "--year", "2025", "--lang", "en")
    assert ran.out == f"wrote {ZIP}\n"
    assert f"{COUNCIL}/moter/2025-06-12.yaml: the minutes are not approved, and are left out" in ran.err
    assert f"{COUNCIL}/moter/borte.pdf is left out: there is no such file in the register" in ran.err
    assert "2025-09-12" not in ran.err


@pytest.mark.parametrize(
    ("file", "old", "new", "words"),
    [
        (MARCH, "Skoleveien", "Skolevegen", "changed after its approval (D010)"),
        (f"{COUNCIL}/moter/2025-06-12.yaml", "saker: [", "saker: [[", "cannot be read"),
        (f"{COUNCIL}/evaluering-2024.yaml", "metode:", "metode: [", "cannot be read"),
        ("avtaler/avtale-2023.yaml", "fra:", "fra: [", "cannot be read"),
        (f"{COUNCIL}/politirad.yaml", "navn:", "navn: [", "cannot be read"),
    ],
)
def test_a_broken_seal_or_a_file_that_cannot_be_read_is_1_and_nothing_is_written(
    register: Path, kps: Kps, file: str, old: str, new: str, words: str
) -> None:
    text = (register / file).read_text(encoding="utf-8")
    write_all(register, {file: text.replace(old, new)})
    before = sorted(register.rglob("*"))
    ran = kps("bundle", "4205", "--year", "2025", "--lang", "en")
    assert (ran.status, ran.out) == (1, "")
    assert words in ran.err
    assert sorted(register.rglob("*")) == before


def test_another_file_of_that_name_is_not_written_over(kps: Kps) -> None:
    kps("bundle", "4205", "--year", "2025")
    assert kps("bundle", "4205", "--year", "2025").status == 0
    write_all(Path(), {ZIP: "min egen"})
    assert kps("bundle", "4205", "--year", "2025").status == 2
    assert Path(ZIP).read_text(encoding="utf-8") == "min egen"


def test_an_earlier_year_is_as_it_was(kps: Kps) -> None:
    kps("bundle", "4205", "--year", "2024")
    paths = {one["path"] for one in manifest("4205-lindesnes-2024.zip")["files"]}
    assert "moter/2024-12-12.yaml" in paths
    assert not [one for one in paths if "2025" in one]
