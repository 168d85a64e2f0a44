"""What is exempt in a source is in the record, and in nothing that is told, kept or published of it."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import Kps
from docx import Document

pytest.importorskip("mammoth")

CANARY = "Kanarifuglen"
COUNCIL = """\
type: politiråd
navn: Politirådet i Lindesnes
kommuner: ["4205"]
status: aktivt
opprettet: 2017-01-01
"""


@pytest.fixture
def register(kps: Kps, tmp_path: Path) -> Path:
    folder = tmp_path / "register"
    (folder / "politirad/4205-lindesnes").mkdir(parents=True)
    charter = "type: register\nnavn: X\npolitidistrikt: Agder\nkommuner: ['4205']\ngjelder_fra: 2024-01-01\n"
    (folder / "kps.yaml").write_text(charter, encoding="utf-8")
    (folder / "politirad/4205-lindesnes/politirad.yaml").write_text(COUNCIL, encoding="utf-8")
    paper = Document()
    paper.add_heading("Referat fra møte i politirådet i Lindesnes 12. mars 2026", 1)
    for line in (
        "Til stede: Anne Berg (ordfører), Kari Hansen (politikontakt)",
        "Sak 1/26 Trafikk",
        "Fartsgrensen drøftes.",
    ):
        paper.add_paragraph(line)
    paper.add_paragraph(f"Sak 2/26 {CANARY} er observert (unntatt off., jf. offl. § 13)")
    paper.add_paragraph(f"{CANARY} ble sett i parken. Den hadde {CANARY.lower()} med seg.")
    paper.add_paragraph(f"Konklusjon: {CANARY} følges opp.")
    paper.add_paragraph("Sak 3/26 Eventuelt")
    paper.add_paragraph("Ingenting.")
    paper.save(str(tmp_path / "referat.docx"))
    return folder


def test_its_words_are_in_the_record_alone(kps: Kps, register: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(register)
    told = [kps("import", "../referat.docx", "--format", format) for format in ("text", "md", "json")]
    told.append(kps("import", "../referat.docx", "--write"))
    told.append(kps("import", "../referat.docx"))
    holding = {
        file.relative_to(register).as_posix()
        for file in register.rglob("*")
        if file.is_file() and CANARY.casefold() in file.read_text(encoding="utf-8").casefold()
    }
    assert holding == {"politirad/4205-lindesnes/moter/2026-03-12.yaml"}
    assert [ran for ran in told if CANARY.casefold() in (ran.out + ran.err).casefold()] == []
    record = (register / "politirad/4205-lindesnes/moter/2026-03-12.yaml").read_text(encoding="utf-8")
    assert "unntatt_offentlighet:" in record
    public = kps("render", "politirad/4205-lindesnes/moter/2026-03-12.yaml", "--public", "--output", "-")
    assert CANARY.casefold() not in (public.out + public.err).casefold()
