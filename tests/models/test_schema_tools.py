"""The published schemas in the tools that people use: nothing to say of the example, the right thing of a slip.

A tool's tests are skipped where it is not installed: check-jsonschema (PyPI), ajv-cli, yaml-language-server (npm).
"""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest
from language_server import language_server

from kps.models.schema import FILES
from kps.resources import folder
from kps.source import read

EXAMPLES = Path(__file__).parent.parent.parent / "examples" / "agder"
SCHEMAS = folder("schemas")
MEETING = "type: møte\ndato: 2026-03-12\n"

SLIPS = {
    "wrong word": (MEETING + "status: avholtd\n", 3, "avlyst"),
    "unknown key": (MEETING + "status: avholdt\nmøteleiar: Anne Berg\n", 4, "møteleiar"),
    "missing key": (MEETING + "status: avholdt\nsaker:\n  - nr: 1/2026\n", 5, "tittel"),
    "wrong word in one of a list": (
        MEETING + "status: avhalde\ntil_stede:\n  - {navn: A, rolle: vaktmester}\n",
        5,
        "rektor",
    ),
    "number too high": (
        MEETING + "status: Avholdt\nsaker: [{nr: 1/2026, tittel: S, tiltak: [{hva: H, trinn: 7}]}]\n",
        4,
        "4",
    ),
}
"""A record with one slip, its line, and what every tool's complaint names."""


def _run(command: list[str]) -> str:
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return "" if done.returncode == 0 else done.stdout + done.stderr


def _needs(command: str) -> str:
    found = shutil.which(command)
    if found is None:
        pytest.skip(f"{command} is not installed")
    return found


def _of_kind(kind: str) -> list[Path]:
    return [file for file in sorted(EXAMPLES.rglob("*.yaml")) if f"type: {kind}\n" in file.read_text(encoding="utf-8")]


EVERY = sorted(EXAMPLES.rglob("*.yaml"))


@pytest.mark.parametrize(
    ("schema", "files"), [("kps.json", EVERY), *((FILES[kind], _of_kind(kind)) for kind in FILES)], ids=["all", *FILES]
)
def test_check_jsonschema_has_nothing_to_say_of_the_examples(schema: str, files: list[Path]) -> None:
    assert files
    assert _run([_needs("check-jsonschema"), "--schemafile", str(SCHEMAS / schema), *map(str, files)]) == ""


@pytest.mark.parametrize("schema", ["kps.json", "mote.json"])
def test_check_jsonschema_tells_each_slip_and_that_alone(schema: str, tmp_path: Path) -> None:
    files = {name: tmp_path / f"{name}.yaml" for name in SLIPS}
    for name, (text, _, _) in SLIPS.items():
        files[name].write_text(text, encoding="utf-8")
    told = _run([_needs("check-jsonschema"), "--schemafile", str(SCHEMAS / schema), *map(str, files.values())])
    complaints = [one for one in told.splitlines() if "::" in one]
    for name, (_, _, named) in SLIPS.items():
        (of_this,) = [one for one in complaints if str(files[name]) in one]
        assert named in of_this
    assert len(complaints) == len(SLIPS)


def _ajv(command: str, schema: Path, files: list[Path]) -> str:
    data = [part for file in files for part in ("-d", str(file))]
    return _run([command, "validate", "--strict=false", "--errors=json", "-s", str(schema), *data])


@pytest.mark.parametrize("kind", FILES)
def test_ajv_has_nothing_to_say_of_the_examples(kind: str, tmp_path: Path) -> None:
    command = _needs("ajv")
    files = []
    for number, file in enumerate(_of_kind(kind)):
        files.append(tmp_path / f"{number}.json")
        files[-1].write_text(json.dumps(read(file.read_bytes()).value), encoding="utf-8")
    assert _ajv(command, SCHEMAS / FILES[kind], files) == ""
    assert _ajv(command, SCHEMAS / "kps.json", files) == ""


@pytest.mark.parametrize(("text", "line", "named"), SLIPS.values(), ids=SLIPS)
def test_ajv_tells_a_slip(text: str, line: int, named: str, tmp_path: Path) -> None:
    file = tmp_path / "slip.json"
    file.write_text(json.dumps(read(text.encode()).value), encoding="utf-8")
    assert named in _ajv(_needs("ajv"), SCHEMAS / "mote.json", [file])


@pytest.mark.parametrize("kind", FILES)
def test_the_language_server_has_nothing_to_say_of_the_examples(kind: str) -> None:
    with language_server(_needs("yaml-language-server"), SCHEMAS / FILES[kind]) as server:
        for file in _of_kind(kind):
            assert server.complaints(file, file.read_text(encoding="utf-8")) == [], file


@pytest.mark.parametrize("schema", ["kps.json", "mote.json"])
def test_the_language_server_tells_each_slip_and_that_alone(schema: str, tmp_path: Path) -> None:
    with language_server(_needs("yaml-language-server"), SCHEMAS / schema) as server:
        for name, (text, line, named) in SLIPS.items():
            told = server.complaints(tmp_path / f"{name}.yaml", text)
            assert [one for one, _ in told] == [line], (name, told)
            assert named in told[0][1], (name, told)
            assert "[Aa]" not in told[0][1]


def test_the_language_server_offers_the_words_of_both_written_forms(tmp_path: Path) -> None:
    with language_server(_needs("yaml-language-server"), SCHEMAS / "mote.json") as server:
        offered = server.completions(tmp_path / "1.yaml", MEETING + "status: ")
        assert list(offered) == ["planlagt", "avholdt", "avlyst", "avhalde"]
        assert offered["avhalde"] == "nynorsk for «avholdt»"
        assert list(server.completions(tmp_path / "2.yaml", MEETING + "status: planlagt")) == list(offered)
        assert list(server.completions(tmp_path / "3.yaml", MEETING + "åpent: ")) == ["ja", "nei"]
        assert list(server.completions(tmp_path / "4.yaml", MEETING + "sted: ")) == []
        roles = server.completions(tmp_path / "5.yaml", MEETING + "til_stede:\n  - navn: A\n    rolle: ")
        assert roles["ordfører"] == "kommune; ledelse: politisk"
        assert "nr" in server.completions(tmp_path / "6.yaml", MEETING + "saker:\n  - ")
