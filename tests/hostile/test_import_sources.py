"""Sources that a stranger, an accident or half a download left: told of, never a crash, and nothing written."""

from __future__ import annotations

import io
import os
import random
import zipfile
from collections.abc import Iterator
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path

import pytest
from docx import Document

from kps.cli.app import run

pytest.importorskip("mammoth")
pytest.importorskip("python_calamine")
openpyxl = pytest.importorskip("openpyxl")

CHARTER = "type: register\nnavn: X\npolitidistrikt: Agder\nkommuner: ['4205']\ngjelder_fra: 2024-01-01\n"


def _sound() -> Iterator[tuple[str, bytes]]:
    book = openpyxl.Workbook()
    book.active.append(["Kommune", "Opprettet", "Politikontakt"])
    book.active.append(["Lindesnes", "01.03.2017", "Kari Hansen"])
    made = io.BytesIO()
    book.save(made)
    yield "bok.xlsx", made.getvalue()
    paper = Document()
    paper.add_paragraph("Referat fra politirådet i Lindesnes 12.03.2026")
    paper.add_paragraph("Sak 1/26 Trafikk")
    made = io.BytesIO()
    paper.save(made)
    yield "referat.docx", made.getvalue()
    yield "tabell.csv", b"Kommune;Opprettet\nLindesnes;01.03.2017\n"
    yield (
        "kalender.ics",
        b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nUID:1\r\nDTSTART:20260312T090000Z\r\nSUMMARY:Politir\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n",
    )


def _spoilt(data: bytes, chance: random.Random) -> bytes:
    """The bytes with some of them changed, some gone, or the end away."""
    spoilt = bytearray(data)
    for _ in range(chance.randrange(1, 12)):
        at = chance.randrange(len(spoilt))
        spoilt[at : at + chance.randrange(3)] = bytes(chance.randrange(256) for _ in range(chance.randrange(3)))
    return bytes(spoilt[: chance.randrange(1, len(spoilt) + 1)] if chance.random() < 0.3 else spoilt)


def _spoilt_parts(data: bytes, chance: random.Random) -> bytes:
    """An archive whose parts are spoilt, and that is one still."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as whole, zipfile.ZipFile(made, "w") as spoilt:
        for name in whole.namelist():
            part = whole.read(name)
            if chance.random() < 0.05:
                continue
            spoilt.writestr(name, _spoilt(part, chance) if part and chance.random() < 0.3 else part)
    return made.getvalue()


@pytest.fixture
def register(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "kps.yaml").write_text(CHARTER, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("KPS_TODAY", "2026-11-23")
    return tmp_path


def _imported(file: Path) -> tuple[int, str]:
    told = io.StringIO()
    out = io.TextIOWrapper(io.BytesIO(), encoding="utf-8")
    with redirect_stdout(out), redirect_stderr(told):
        status = run(["import", str(file), "--lang", "en", "--format", "json"])
    return status, told.getvalue()


@pytest.mark.parametrize("seed", [*range(3), *(pytest.param(one, marks=pytest.mark.thorough) for one in range(3, 60))])
def test_what_is_spoilt_is_told_of(register: Path, tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    for name, data in _sound():
        spoilt = [_spoilt(data, chance)]
        if zipfile.is_zipfile(io.BytesIO(data)):
            spoilt.append(_spoilt_parts(data, chance))
        for one in spoilt:
            file = tmp_path / f"{seed}{name}"
            file.write_bytes(one)
            status, told = _imported(file)
            assert status in (0, 1, 2, 3), told
            assert "went wrong in kps" not in told, (name, told)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("tom.xlsx", b""),
        ("tom.docx", b""),
        ("null.csv", b"\0\0\0\0"),
        ("dokument.pdf", b"%PDF-1.7\n"),
        ("gammelt.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600),
    ],
)
def test_what_is_no_source_is_told_of(register: Path, tmp_path: Path, name: str, data: bytes) -> None:
    (tmp_path / name).write_bytes(data)
    status, told = _imported(tmp_path / name)
    assert status == 2
    assert name in told
    assert "went wrong" not in told


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="the system has no pipes among files")
def test_a_pipe_stops_nothing(register: Path, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "ror.xlsx")
    status, told = _imported(tmp_path / "ror.xlsx")
    assert (status, "pipe" in told) == (2, True)
