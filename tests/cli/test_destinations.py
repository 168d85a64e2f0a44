"""What prints may be cut off, full, closed or of another code page: never a traceback, never a false status."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import Kps

from kps.cli.app import CUT_OFF, INTERRUPTED
from kps.cli.commands import validate

RULES = (sys.executable, "-m", "kps", "rules", "--lang", "en")


def test_a_reader_who_has_had_enough() -> None:
    reading, writing = os.pipe()
    os.close(reading)
    ran = subprocess.run(RULES, stdout=writing, stderr=subprocess.PIPE, text=True, check=False)
    os.close(writing)
    assert (ran.returncode, ran.stderr) == (CUT_OFF, "")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="the system has no full device")
@pytest.mark.parametrize("command", [RULES, (*RULES[:3], "--version")])
@pytest.mark.parametrize("unbuffered", ["", "1"])
def test_a_full_disk(command: tuple[str, ...], unbuffered: str) -> None:
    environment = os.environ | {"KPS_LANG": "en", "PYTHONUNBUFFERED": unbuffered}
    with Path("/dev/full").open("w") as full:
        ran = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, text=True, check=False, env=environment)
    assert (ran.returncode, ran.stderr) == (2, "kps: the system says: the disk is full\n")


def test_an_old_code_page() -> None:
    # Not LC_ALL: with that Python itself, up to 3.12, finds no editable install below a folder like "kjørt her".
    environment = os.environ | {"PYTHONIOENCODING": "cp437", "LANG": "C"}
    ran = subprocess.run((*RULES[:4], "x", "--lang", "en"), capture_output=True, check=False, env=environment)
    assert "kps rules does not take x" in ran.stderr.decode("utf-8")


def test_an_interruption_is_quiet(kps: Kps, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(validate, "in_outline", interrupted)
    ran = kps("validate")
    assert (ran.status, ran.err) == (INTERRUPTED, "")


def test_no_access_is_one_sentence(kps: Kps, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied", "kps.yaml")

    monkeypatch.setattr(validate, "in_outline", refused)
    ran = kps("validate", "--lang", "en")
    assert (ran.status, ran.err) == (2, "kps: kps.yaml: you have no access\n")


def test_debugging_shows_the_traceback_and_is_no_finding(kps: Kps, monkeypatch: pytest.MonkeyPatch) -> None:
    def crash(*_: object, **__: object) -> None:
        raise RuntimeError("boom")

    monkeypatch.setattr(validate, "in_outline", crash)
    monkeypatch.setenv("KPS_DEBUG", "1")
    ran = kps("validate")
    assert ran.status == 2
    assert "Traceback" in ran.err
