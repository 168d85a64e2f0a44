"""Language, help and wrong use: always in one language, always with a way on."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import REGISTER, Kps, write

from kps import __version__
from kps.cli.commands import validate


def test_version_needs_no_command_line_library() -> None:
    code = (
        "import sys; sys.argv = ['kps', '--version']; import kps.__main__ as m; m.main(); print('typer' in sys.modules)"
    )
    ran = subprocess.run((sys.executable, "-c", code), capture_output=True, text=True, check=True)
    assert ran.stdout == f"kps {__version__}\nFalse\n"


@pytest.mark.parametrize("place", [("--lang", "en", "rules"), ("rules", "--lang", "en"), ("rules", "--lang=en")])
def test_the_language_may_stand_anywhere(kps: Kps, place: tuple[str, ...]) -> None:
    assert "A municipality that was never offered an agreement." in kps(*place).out


def test_option_before_environment_before_register_before_locale(
    kps: Kps, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path / "kps.yaml", REGISTER)
    monkeypatch.setenv("LANG", "en_GB.UTF-8")
    assert "filer lest" not in kps("validate").out
    write(tmp_path / "kps.yaml", REGISTER + "språk: nb\n")
    assert "lest" in kps("validate").out
    monkeypatch.setenv("KPS_LANG", "en")
    assert "lest" not in kps("validate").out
    assert "lest" in kps("validate", "--lang", "nb").out


@pytest.mark.parametrize("locale", ["", "C", "nb_NO.UTF-8", "no_NO", "de_DE.UTF-8"])
def test_bokmål_where_nothing_else_is_said(kps: Kps, monkeypatch: pytest.MonkeyPatch, locale: str) -> None:
    monkeypatch.setenv("LANG", locale)
    assert "En kommune" in kps("rules").out


def test_help_has_no_english_left(kps: Kps) -> None:
    for language in ("nb", "nn"):
        for page in (kps("--help", "--lang", language), kps("validate", "--help", "--lang", language)):
            assert page.status == 0
            for word in (
                "Usage",
                "Options",
                "Commands",
                "Show this message",
                "default:",
                "OPTIONS",
                validate.HELP[:20],
            ):
                assert word not in page.out


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("validat",), "did you mean validate?"),
        (("validate", "--formt", "json"), "did you mean --format?"),
        (("validate", "--format", "xml"), "“xml” is not one of: text, json"),
        (("validate", "--as-of", "12.3.2026"), "write it as 2026-03-12"),
        (("validate", "--select", "Z9"), "no rule has a code like Z9"),
        (("validate", "no-such-folder"), "there is no file or folder no-such-folder"),
        (("explain",), "CODE is missing"),
        (("explain", "M4O1"), "did you mean M401?"),
        (("rules", "--lang", "se"), "it is nb, nn or en"),
    ],
)
def test_wrong_use_is_2_and_says_the_way_on(kps: Kps, arguments: tuple[str, ...], says: str) -> None:
    ran = kps("--lang", "en", *arguments) if "--lang" not in arguments else kps(*arguments)
    assert ran.status == 2
    if "--lang" not in arguments:
        assert says in ran.err
    assert "Traceback" not in ran.err


def test_a_crash_is_one_sentence(kps: Kps, monkeypatch: pytest.MonkeyPatch) -> None:
    def crash(*_: object, **__: object) -> None:
        raise RuntimeError("boom")

    monkeypatch.setattr(validate, "in_outline", crash)
    ran = kps("validate", "--lang", "en")
    assert ran.status == 2
    assert ran.err.count("\n") == 1
    assert "RuntimeError: boom" in ran.err


def test_explain_gives_the_examples_to_programs_too(kps: Kps) -> None:
    page = json.loads(kps("explain", "R403", "--format", "json").out)
    found, fine = page["examples"]
    assert [one["at"] for one in found["finds"]] != [] == fine["finds"]
    shown = kps("explain", "R403").out
    for example in (found, fine):
        assert example["as_of"] in shown
        assert all(text.rstrip() in shown for text in example["files"].values())
    assert json.loads(kps("explain", "P004", "--format", "json").out)["examples"] == []
    assert "Ring 018190***** i" in str(json.loads(kps("explain", "P001", "--format", "json").out)["examples"])


def test_explain_shows_the_first_example_mended(kps: Kps) -> None:
    found, fine = json.loads(kps("explain", "A303", "--format", "json").out)["examples"]
    (after,) = found["mended"].values()
    assert fine["mended"] is None
    assert after.rstrip() in kps("explain", "A303").out
    assert after.startswith(*found["files"].values())
    assert after.endswith("revisjon: {måneder: 24, sist: 2025-09-01, ansvarlig: Siv Aas}\n")


def test_explain_gives_the_whole_page(kps: Kps) -> None:
    page = kps("explain", "m401", "--lang", "en").out
    for part in (
        "# M401: Too few meetings in a calendar year.",
        "## When exactly",
        "section 4.1.2",
        "## How to mend it",
    ):
        assert part in page
