"""The steps have one home: the justfile's recipes work, and whoever calls one calls what is there."""

from __future__ import annotations

import re
import shutil
import subprocess
from importlib.metadata import version
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parent.parent
JUSTFILE = (ROOT / "justfile").read_text(encoding="utf-8")
RECIPES = set(re.findall(r"^([a-z][\w-]*)[^:\n]*:(?!=)", JUSTFILE, re.MULTILINE))
JUST = shutil.which("just")
CALLERS = (
    "CONTRIBUTING.md",
    ".pre-commit-config.yaml",
    ".ci/run",
    ".ci/lowest",
    ".github/workflows/check.yml",
    ".github/workflows/nightly.yml",
)


@pytest.mark.parametrize("file", CALLERS)
def test_what_is_called_is_there(file: str) -> None:
    text = (ROOT / file).read_text(encoding="utf-8")
    called = set(re.findall(r"(?:^|`|run: |entry: | {4})just ([a-z][\w-]*)", text, re.MULTILINE))
    assert called <= RECIPES
    steps = re.findall(r"^ *(?:- run: |run: )?(ruff|mypy|kps schema --check)\b", text, re.MULTILINE)
    assert steps == [], "a step's home is the justfile"


def test_the_workflows_run_what_a_contributor_runs_on_all_that_is_supported() -> None:
    check, nightly = (
        yaml.safe_load((ROOT / f".github/workflows/{name}.yml").read_text(encoding="utf-8"))["jobs"]
        for name in ("check", "nightly")
    )
    ran = {step["run"] for job in check.values() for step in job["steps"] if "run" in step}
    assert {".ci/run", ".ci/package", "just coverage"} <= ran
    assert check["check"]["strategy"]["matrix"]["python"] == ["3.11", "3.12", "3.13"]
    assert {one["command"] for one in nightly["versions"]["strategy"]["matrix"]["include"]} == {".ci/run", ".ci/lowest"}
    assert nightly["workbench"]["steps"][-1]["run"] == "just workbench"


def _just(*arguments: str) -> str:
    assert JUST
    return subprocess.run((JUST, *arguments), cwd=ROOT, capture_output=True, text=True, check=True).stdout


needed = pytest.mark.skipif(JUST is None, reason="just is not installed; its recipes were not run")


@needed
def test_every_recipe_is_listed_with_what_it_is_for() -> None:
    told = dict(re.findall(r"^ {4}([a-z][\w-]*).*?# (.*)$", _just(), re.MULTILINE))
    assert set(told) == RECIPES
    assert all(told.values())


@needed
@pytest.mark.parametrize("recipe", ["style", "generated", "example"])
def test_a_step_runs(recipe: str) -> None:
    locked = re.findall(r"^ruff==(\S+)", (ROOT / "requirements/dev.txt").read_text(encoding="utf-8"), re.MULTILINE)
    if recipe == "style" and locked != [version("ruff")]:
        pytest.skip("each version of ruff has its own view of style; the locked one's is held")
    _just(recipe)


LONG = {
    "check": "python -m pytest",
    "thorough": "pytest -m thorough",
    "types": "mypy",
    "coverage": "coverage report",
    "lock": ".ci/lock",
    "lowest": ".ci/lowest",
    "package": ".ci/package",
    "extension": ".ci/extension",
    "workbench": ".ci/workbench",
    "catalog": "python -m kps.language.catalogs",
    "docs": "python tests/shown.py",
    "measure": "make_country.py /tmp/kps-country",
    "side-by-side": "side_by_side.py /tmp/kps-side-by-side --note docs/ytelse.md",
}


@needed
@pytest.mark.parametrize("recipe", LONG)
def test_a_step_that_takes_long_or_writes_is_what_it_is_called(recipe: str) -> None:
    told = subprocess.run((str(JUST), "--dry-run", recipe), cwd=ROOT, capture_output=True, text=True, check=True)
    assert LONG[recipe] in told.stderr
