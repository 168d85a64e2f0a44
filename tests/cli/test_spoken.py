"""No word is typer's: checked in a language that has no letters of English, so that no catalog is needed."""

from __future__ import annotations

import gettext
import pkgutil
import re
import typing
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest
import typer
from conftest import COUNCIL, REGISTER, Kps, write

import kps.language
from kps.cli import app, commands

COMMANDS = [module.name.replace("_", "-") for module in pkgutil.iter_modules(commands.__path__)]


class Pseudo(gettext.NullTranslations):
    """Every letter of a text is ø; what is filled in stays."""

    def gettext(self, message: str) -> str:
        return re.sub(r"(\{\w+\})|[A-Za-z]", lambda found: found[1] or "ø", message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return self.gettext(msgid1 if n == 1 else msgid2)


@pytest.fixture
def pseudo(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(kps.language, "catalog", lambda language: Pseudo())
    app._command.cache_clear()
    yield
    app._command.cache_clear()


def english(text: str, *typed: str) -> set[str]:
    """The words of ``text`` that no translation made: names of commands and options, and values, may stay."""
    choices = re.findall(r"^ +--[\w-]+ (\S+)", text, re.MULTILINE)
    defaults = re.findall(r": (\S+)\]", text)
    names = {"kps", *re.findall(r"[a-z]+", " ".join((*choices, *defaults, *COMMANDS, *typed))), *typed}
    return set(re.findall(r"[A-Za-z]{2,}", re.sub(r"--[a-z-]+", "", text))) - names


@pytest.mark.usefixtures("pseudo")
@pytest.mark.parametrize("command", ["", *COMMANDS])
def test_a_help_page_is_wholly_translated(kps: Kps, command: str) -> None:
    page = kps(*command.split(), "--help")
    assert page.status == 0
    # An example is what people type, wrapped or not, and the same in every language.
    told = re.sub(r"^ +(?:\$ )?kps [a-z].*\n?(?: {10,}-.*\n?)?", "", page.out, flags=re.MULTILINE)
    assert english(told, "bash", "fish", "powershell", "zsh") == set()


@pytest.mark.usefixtures("pseudo")
@pytest.mark.parametrize(
    "typed",
    [
        ("nope",),
        ("-x",),
        ("validate", "--foo"),
        ("validate", "--formt", "json"),
        ("validate", "--as-of"),
        ("validate", "--as-of", "12.3.2026"),
        ("validate", "--format", "xyz"),
        ("validate", "--show-waived=yes"),
        ("validate", "nowhere"),
        ("validate",),
        ("explain",),
        ("explain", "A301", "one", "two"),
        ("render",),
        ("new-evaluation", "4205", "--year", "soon"),
        ("new-evaluation", "4205", "--year", "99999"),
        ("--lang",),
        ("--lang", "se"),
    ],
)
def test_wrong_use_is_wholly_translated(kps: Kps, typed: tuple[str, ...]) -> None:
    ran = kps(*typed)
    assert ran.status in (2, 3)
    assert ran.out == ""
    assert ran.err.startswith("kps: ")
    assert (
        english(ran.err, *typed, "text", "json", "sarif", "github", "gitlab", "junit", "yaml", "nb", "nn", "en")
        == set()
    )


@pytest.mark.parametrize("command", COMMANDS)
def test_no_value_is_left_to_typer_to_refuse(command: str) -> None:
    """Text, a path and a flag are never refused; all else needs limits, or a reader of its own that says Wrong."""
    module = import_module(f"{commands.__name__}.{command.replace('-', '_')}")
    for name, hint in typing.get_type_hints(module.run, include_extras=True).items():
        notes = getattr(hint, "__metadata__", ())
        kinds = {kind for kind in _kinds(hint) if kind is not type(None)}
        read = any(note.parser or None not in (note.min, note.max) for note in notes)
        assert kinds <= {str, Path, bool, typer.Context} or read, name


def _kinds(hint: typing.Any) -> set[typing.Any]:
    inner = typing.get_args(hint)
    if hasattr(hint, "__metadata__"):
        return _kinds(inner[0])
    return set().union(*map(_kinds, inner)) if inner else {hint}


def test_a_word_for_a_value_is_the_same_in_usage_and_in_the_list(kps: Kps) -> None:
    page = kps("new-meeting", "--help", "--lang", "en").out
    assert "Usage: kps new-meeting [OPTIONS] [COUNCIL]\n" in page
    assert "\n  COUNCIL  The council" in page
    assert "[PATH]..." in kps("validate", "--help", "--lang", "en").out.splitlines()[0]


def test_the_register_we_stand_in_counts_for_help_and_wrong_use(
    kps: Kps, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path / "kps.yaml", REGISTER + "språk: en  # for the guests\n")
    assert kps("rules", "--help").out.startswith("Usage: ")
    (tmp_path / "politirad").mkdir()
    monkeypatch.chdir(tmp_path / "politirad")
    assert "there is no command" in kps("nope").err
    monkeypatch.setenv("KPS_LANG", "nb")
    assert "there is no command" not in kps("nope").err


@pytest.mark.parametrize("typed", [(), ("--",), ("--lang", "en")])
def test_nothing_asked_is_answered_with_help(kps: Kps, typed: tuple[str, ...]) -> None:
    ran = kps(*typed)
    assert ran.status == 0
    assert "validate" in ran.out


def test_the_version_beside_other_options(kps: Kps) -> None:
    assert kps("--version", "--lang", "en").out == f"kps {kps_version()}\n"


def kps_version() -> str:
    from kps import __version__

    return __version__


@pytest.mark.parametrize(
    ("language", "one", "two"), [("nb", "1 fil lest", "2 filer lest"), ("nn", "1 fil lesen", "2 filer lesne")]
)
def test_one_is_not_many(kps: Kps, tmp_path: Path, language: str, one: str, two: str) -> None:
    write(tmp_path / "kps.yaml", REGISTER)
    assert one in kps("validate", "--lang", language).out
    write(tmp_path / "politirad/4205-lindesnes/politirad.yaml", COUNCIL)
    assert two in kps("validate", "--lang", language).out
