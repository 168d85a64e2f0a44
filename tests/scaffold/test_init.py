"""kps init: a new register that validates, and that never disturbs another."""

from __future__ import annotations

import json
from datetime import date
from fnmatch import fnmatchcase
from pathlib import Path

import pytest
import yaml
from small import errors, register

from kps.cli.app import run
from kps.models.layout import kind_at
from kps.scaffold.start import EXTENSION_ID, NewRegister, charter, surroundings

DAY = date(2026, 5, 1)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("KPS_TODAY", "2026-05-01")
    monkeypatch.setenv("KPS_LANG", "en")
    return tmp_path


def files(folder: Path) -> list[str]:
    return sorted(file.relative_to(folder).as_posix() for file in folder.rglob("*") if file.is_file())


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
@pytest.mark.parametrize("numbers", [("4205",), ("4205", "0301")])
def test_the_register_is_read_as_one(language: str, numbers: tuple[str, ...]) -> None:
    wish = NewRegister("Navn: #1", "Agder", DAY, language, numbers)  # type: ignore[arg-type]
    draft = charter(wish)
    known = register({draft.file: draft.text})
    assert not known.flaws
    assert known.charter
    assert (known.charter.name, known.charter.district, known.charter.applies_from) == ("Navn: #1", "Agder", DAY)
    assert (known.charter.municipalities, known.charter.language) == (numbers, language)
    assert known.charter.written_form == ("nynorsk" if language == "nn" else "bokmål")
    owed = {"A301", "R401", "K501"}  # what a register that is still empty owes
    assert {one.code for one in errors({}, [draft], DAY)} <= owed


def test_the_editor_finds_the_schemas() -> None:
    wish = NewRegister("R", "Agder", DAY, "nb", ("4205",))
    schemas = {"møte.schema.json": "{}", "politirad.json": "[]", "ukjent.json": "{}"}
    around = {draft.file: draft.text for draft in surroundings(wish, schemas)}
    assert around[".kps/schemas/politirad.json"] == "[]"
    settings = json.loads(around[".vscode/settings.json"])
    assert settings["yaml.schemas"] == {
        "./.kps/schemas/politirad.json": ["politirad/*/politirad.yaml"],
        "./.kps/schemas/møte.schema.json": ["politirad/*/moter/*.yaml"],
    }


@pytest.mark.parametrize("kind", ["avtale", "evaluering"])
def test_a_file_that_is_named_by_its_kind_alone_has_its_schema_too(kind: str) -> None:
    wish = NewRegister("R", "Agder", DAY, "nb", ("4205",))
    around = {draft.file: draft.text for draft in surroundings(wish, {f"{kind}.json": "{}"})}
    globs = json.loads(around[".vscode/settings.json"])["yaml.schemas"][f"./.kps/schemas/{kind}.json"]
    for name in (kind, f"{kind}-2026"):
        file = f"politirad/4205-lindesnes/{name}.yaml"
        assert kind_at(file) == kind
        assert any(fnmatchcase(file, one) for one in globs)


def test_for_the_extension_no_schemas_are_set_that_would_tell_all_twice() -> None:
    wish = NewRegister("R", "Agder", DAY, "nb", ("4205",))
    around = {draft.file: draft.text for draft in surroundings(wish, {"mote.json": "{}"}, editor="vscode")}
    assert "yaml.schemas" not in json.loads(around[".vscode/settings.json"])
    assert json.loads(around[".vscode/extensions.json"]) == {"recommendations": [EXTENSION_ID]}
    assert not [file for file in around if file.startswith(".kps/")]


def test_a_new_register(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["init", "mitt", "--district", "agder politidistrikt", "--municipality", "4205"]) == 0
    there = files(folder / "mitt")
    assert [file for file in there if not file.startswith(".kps/")] == [
        ".editorconfig",
        ".github/workflows/kps-paminnelse.yml",
        ".github/workflows/kps.yml",
        ".gitignore",
        ".gitlab-ci.yml",
        ".vscode/settings.json",
        "LESMEG.md",
        "kps.yaml",
        "politikontakter/.gitkeep",
        "politirad/.gitkeep",
    ]
    text = (folder / "mitt/kps.yaml").read_text(encoding="utf-8")
    assert "gjelder_fra: 2026-01-01" in text
    assert "navn: Kommune- og politisamarbeid i Lindesnes\n" in text
    assert "wrote mitt/kps.yaml" in capsys.readouterr().out
    assert "kps new-council --municipality 4205" in (folder / "mitt/LESMEG.md").read_text(encoding="utf-8")


def test_the_district_follows_from_the_municipalities(folder: Path) -> None:
    assert run(["init", "--municipality", "Lindesnes"]) == 0
    assert "politidistrikt: Agder" in (folder / "kps.yaml").read_text(encoding="utf-8")


def test_what_is_there_is_left(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / ".gitignore").write_text("mitt\n", encoding="utf-8")
    assert run(["init", "--municipality", "Voss"]) == 0
    assert (folder / ".gitignore").read_text(encoding="utf-8") == "mitt\n"
    assert ".gitignore is there already, and is left as it is" in capsys.readouterr().out
    assert "blir ikkje lesne" in (folder / "kps.yaml").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([], "--district is missing: The police district"),
        (
            ["--district", "Agder"],
            "--municipality is missing: which municipalities the register covers, or alle; Agder",
        ),
        (["--municipality", "Mandal"], "1002 Mandal ended on 31 December 2019; now: 4205 Lindesnes"),
        (["--district", "Agdre"], "there is no police district “Agdre”; did you mean Agder?"),
        (["--district", "Agder", "--municipality", "9999"], "there is no municipality “9999”"),
        (["--district", "Oslo", "--municipality", "4205"], "4205 Lindesnes lies in Agder, not in Oslo"),
        (["--district", "Agder", "--language", "fr"], "“fr” is not one of: nb, nn, en"),
        (["fil", "--district", "Agder"], "fil is a file, not a folder"),
    ],
)
def test_wrong_use_is_told(folder: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], said: str) -> None:
    (folder / "fil").write_text("", encoding="utf-8")
    assert run(["init", *arguments]) == 2
    assert capsys.readouterr().err.startswith(f"kps: {said}")
    assert files(folder) == ["fil"]


def test_no_register_within_another(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["init", "--municipality", "4205"]) == 0
    before = files(folder)
    assert run(["init", "--district", "Agder"]) == 2
    assert "is a register already" in capsys.readouterr().err
    assert run(["init", "under/dypt", "--district", "Agder"]) == 2
    assert "under/dypt lies in another register: kps.yaml" in capsys.readouterr().err
    assert files(folder) == before


def _charter(folder: Path) -> str:
    return (folder / "kps.yaml").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("numbers", "covered", "language"),
    [
        (["4205"], "Lindesnes", "nb"),
        (["4205", "4206"], "Lindesnes og Farsund", "nb"),
        (["4221", "4222", "4205"], "Valle, Bykle og Lindesnes", "nn"),
        (["4601"], "Bergen", "nb"),
        (["4222", "4221", "4220", "4224", "4205"], "5 kommunar i Agder", "nn"),
        (["alle", "--district", "Agder"], "Agder", "nb"),
        (["alle", "--district", "Oslo"], "Oslo", "nb"),
    ],
)
def test_it_is_named_and_spoken_for_what_it_covers(
    folder: Path, numbers: list[str], covered: str, language: str
) -> None:
    first, *more = numbers
    extra = more if first == "alle" else [part for one in more for part in ("--municipality", one)]
    assert run(["init", "--municipality", first, *extra]) == 0
    assert yaml.safe_load(_charter(folder))["navn"] == f"Kommune- og politisamarbeid i {covered}"
    assert f"\nspråk: {language}" in _charter(folder)
    assert f"\nmålform: {'nynorsk' if language == 'nn' else 'bokmål'}\n" in _charter(folder)


def test_all_are_listed_where_all_are_asked_for(folder: Path) -> None:
    assert run(["init", "--district", "Agder", "--municipality", "alle"]) == 0
    assert ": alle" not in _charter(folder)
    assert _charter(folder).count('  - "42') == 24


def test_the_municipalities_are_asked_for_with_the_district_s_list(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    answers = iter(["Agder", "Mandal", "lindesnes, 4206", "Vårt register", "2026-02-01"])
    asked = []

    def answer(question: str, **_: object) -> str:
        asked.append(question)
        return next(answers)

    monkeypatch.setattr("kps.cli.prompts.on_terminal", lambda: True)
    monkeypatch.setattr("kps.cli.commands.init.on_terminal", lambda: True)
    monkeypatch.setattr("typer.prompt", answer)
    assert run(["init"]) == 0
    printed = capsys.readouterr()
    assert "Agder has 4201 Risør, 4202 Grimstad" in printed.out
    assert "1002 Mandal ended on 31 December 2019; now: 4205 Lindesnes" in printed.err
    assert len(asked) == 5
    assert "navn: Vårt register\n" in _charter(folder)
    assert _charter(folder).count('  - "42') == 2


@pytest.mark.parametrize(
    ("inside", "keeper"),
    [("OneDrive - Lindesnes kommune/samarbeid", "OneDrive"), ("Dropbox", "Dropbox"), ("vanlig/mappe", "")],
)
def test_a_folder_that_is_kept_by_another_program_is_told_of_once(
    folder: Path, capsys: pytest.CaptureFixture[str], inside: str, keeper: str
) -> None:
    assert run(["init", inside, "--municipality", "4205"]) == 0
    out = capsys.readouterr().out
    assert out.count("keeps this folder") == bool(keeper)
    assert not keeper or f"{keeper} keeps this folder" in out
