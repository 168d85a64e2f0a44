"""What is installed, and by whom: never somebody else's kps, never unpinned, never green where nothing was read."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tomllib
from collections.abc import Callable
from importlib.metadata import PackageNotFoundError
from pathlib import Path
from typing import Any

import pytest
import yaml

from kps import proven
from kps.cli.app import run
from kps.resources import DISTRIBUTION
from kps.scaffold.start import Program
from kps.workspace import installation

ROOT = Path(__file__).parent.parent
EXAMPLE = ROOT / "examples" / "agder"
COMMIT = "0123456789abcdef0123456789abcdef01234567"
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
LOCKS = sorted((ROOT / "requirements").glob("*.txt"))

# "install kps", "install 'kps[pdf]'", "kps==0.1": by whatever program, with whatever options between.
FOREIGN = re.compile(
    r"""\b(?:pip|pip3|pipx|uv|poetry|conda)\b[^\n#&|;`]*\b(?:install|add)\b[^\n#&|;`]*[\s'"=]kps(?=[\s'"\[=<>~!]|$)"""
    r"""|\bkps(?:\[\w|[=~<>!]=\s*\d)""",
    re.MULTILINE,
)


def _texts(root: Path) -> dict[str, str]:
    """All that git keeps of the repository, or a folder's files, by name."""
    skipped = {".git", ".venv", ".mypy_cache", ".pytest_cache", ".ruff_cache", "__pycache__", "build", "dist"}
    found = {}
    for folder, folders, files in os.walk(root):
        folders[:] = [one for one in folders if one not in skipped and not one.startswith(".venv")]
        for name in files:
            file = Path(folder) / name
            if file.suffix not in (".mo", ".ttf", ".pyc") and file != Path(__file__):
                found[file.relative_to(root).as_posix()] = file.read_text(encoding="utf-8", errors="replace")
    return found


@pytest.mark.parametrize("said", ["pip install kps", "uv pip install 'kps[pdf]'", "pip install -U kps==1", "kps[all]"])
def test_what_must_not_be_said_is_known(said: str) -> None:
    assert FOREIGN.search(said)


@pytest.mark.parametrize(
    "said", ['pip install "politisamarbeid[pdf]"', "pip install . && kps validate", "kps validate"]
)
def test_what_may_be_said_is_let_be(said: str) -> None:
    assert not FOREIGN.search(said)


def test_nothing_in_the_repository_says_to_install_somebody_else_s_program() -> None:
    assert {name: found[0] for name, text in _texts(ROOT).items() if (found := FOREIGN.search(text))} == {}


def test_the_distribution_and_its_extras_have_their_own_name() -> None:
    assert PROJECT["project"]["name"] == DISTRIBUTION == "politisamarbeid"
    assert list(PROJECT["project"]["scripts"]) == ["kps"]
    extras = PROJECT["project"]["optional-dependencies"]
    assert [one for some in extras.values() for one in some if one.startswith("kps")] == []


# ---- the lock


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.name)
def test_a_lock_has_a_hash_for_all_it_names_and_no_address(lock: Path) -> None:
    text = lock.read_text(encoding="utf-8")
    for entry in re.split(r"\n(?=\S)", text.strip()):
        assert re.fullmatch(r"[a-z0-9][a-z0-9.-]*==\S+( ; [^\\\n]+)?( \\\n    --hash=sha256:[0-9a-f]{64})+", entry), (
            entry
        )
    assert "://" not in text
    assert "index" not in text


def _pinned(lock: str) -> dict[str, tuple[int, ...]]:
    text = (ROOT / "requirements" / lock).read_text(encoding="utf-8")
    found = re.findall(r"^([a-z0-9.-]+)==([\d.]+)", text, re.MULTILINE)
    return {name: tuple(map(int, version.strip(".").split("."))) for name, version in found}


def _bounds() -> dict[str, tuple[int, ...]]:
    project = PROJECT["project"]
    asked = [*project["dependencies"], *(one for some in project["optional-dependencies"].values() for one in some)]
    found = (re.fullmatch(r"([\w.-]+)>=([\d.]+)", one) for one in asked)
    return {
        one[1].lower().replace(".", "-").replace("_", "-"): tuple(map(int, one[2].split("."))) for one in found if one
    }


def test_the_locks_keep_to_the_bounds_and_the_lowest_is_the_lowest() -> None:
    lowest, newest = _pinned("lowest.txt"), _pinned("dev.txt")
    for name, bound in _bounds().items():
        assert lowest[name][: len(bound)] == bound, name
        assert not any(lowest[name][len(bound) :]) or name == "pytest-xdist", name
        assert newest[name] >= bound, name


def test_a_bound_that_is_not_just_the_oldest_tried_says_why() -> None:
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    for name in ("typst", "python-stdnum", "pyyaml", "pydantic", "holidays", "typer", "jinja2"):
        assert re.search(rf'"{name}>=[\d.]+"\]?,?  # \w+', text), name


# ---- what init writes


@pytest.fixture
def written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A new register, made by a kps that was installed from a repository that others can fetch from."""
    monkeypatch.setattr(
        "kps.workspace.new_register.installed", lambda: Program("https://git.example.org/politisamarbeid", COMMIT)
    )
    monkeypatch.chdir(tmp_path)
    assert run(["init", "reg", "--municipality", "4205"]) == 0
    return tmp_path / "reg"


def test_nothing_that_init_writes_says_to_install_somebody_else_s_program(written: Path) -> None:
    assert [name for name, text in _texts(written).items() if FOREIGN.search(text)] == []


def _workflow(folder: Path) -> dict[str, Any]:
    found = yaml.safe_load((folder / ".github/workflows/kps.yml").read_text(encoding="utf-8"))
    assert isinstance(found, dict)
    return found


def test_the_workflow_names_the_very_commit_and_pins_what_it_uses(written: Path) -> None:
    flow = _workflow(written)
    assert flow["env"] == {"KPS_REPOSITORY": "https://git.example.org/politisamarbeid", "KPS_REVISION": COMMIT}
    assert flow["permissions"] == {"contents": "read"}
    for step in flow["jobs"]["validate"]["steps"]:
        assert "uses" not in step or re.fullmatch(r"[\w/-]+@[0-9a-f]{40}", step["uses"])
        # What a stranger may write comes in as a variable, never as a part of the script.
        assert "${{" not in step.get("run", "")


def _steps(folder: Path) -> list[str]:
    return [step["run"] for step in _workflow(folder)["jobs"]["validate"]["steps"] if "run" in step]


def _shell(script: str, folder: Path, **variables: str) -> subprocess.CompletedProcess[str]:
    """A step as GitHub runs one."""
    command = ("bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", script)
    return subprocess.run(
        command, cwd=folder, env=os.environ | variables, capture_output=True, text=True, check=False, timeout=60
    )


def test_where_it_is_not_known_where_kps_is_fetched_the_workflow_is_red_and_init_says_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kps.workspace.new_register.installed", lambda: None)
    monkeypatch.chdir(tmp_path)
    assert run(["init", "--municipality", "4205", "--lang", "en"]) == 0
    assert ".github/workflows/kps.yml does not know where kps is fetched from" in capsys.readouterr().out
    environment = {name: str(value) for name, value in _workflow(tmp_path)["env"].items()}
    ran = _shell(_steps(tmp_path)[0], tmp_path, RUNNER_TEMP=str(tmp_path), **environment)
    assert ran.returncode == 1
    assert ran.stdout.startswith("::error::write where kps comes from")


def _repository(folder: Path, script: str) -> str:
    """A git repository whose ``.ci/validate`` is the script; its commit."""
    (folder / ".ci").mkdir(parents=True)
    (folder / ".ci/validate").write_text(script, encoding="utf-8")
    name = ("-c", "user.name=k", "-c", "user.email=k@example.org", "-c", "commit.gpgsign=false")
    for words in (("init", "-q"), ("add", "."), (*name, "commit", "-qm", "x")):
        subprocess.run(("git", *words), cwd=folder, check=True, capture_output=True)
    subprocess.run(("git", "config", "uploadpack.allowAnySHA1InWant", "true"), cwd=folder, check=True)
    found = subprocess.run(("git", "rev-parse", "HEAD"), cwd=folder, check=True, capture_output=True, text=True)
    return found.stdout.strip()


def test_the_workflow_runs_what_lies_at_the_commit_and_nothing_else(written: Path, tmp_path: Path) -> None:
    commit = _repository(tmp_path / "kilde", 'echo "ran: $*"; exit 7\n')
    fetch, validate = (step.replace("^https://", "^(https|file)://") for step in _steps(written))
    known = {"RUNNER_TEMP": str(tmp_path / "t1"), "KPS_REPOSITORY": (tmp_path / "kilde").as_uri()}
    assert _shell(fetch, written, KPS_REVISION=COMMIT, **known).returncode != 0
    known["RUNNER_TEMP"] = str(tmp_path / "t2")
    assert _shell(fetch, written, KPS_REVISION=commit, **known).returncode == 0
    ran = _shell(validate, written, KPS_REVISION=commit, **known)
    assert (ran.returncode, ran.stdout) == (7, "ran: --format github\n")


def _recipe(name: str) -> str:
    text = (ROOT / "docs/ci.md").read_text(encoding="utf-8")
    found = re.search(rf"<!-- recipe: {name} -->\n```\w+\n(.*?)```", text, re.DOTALL)
    assert found
    return found[1]


def _of_gitlab() -> str:
    return "\n".join(yaml.safe_load(_recipe("gitlab"))["kps"]["script"])


def _of_shell() -> str:
    return re.sub(r"^KPS_\w+=.*\n", "", _recipe("shell"), flags=re.MULTILINE)


@pytest.mark.parametrize("recipe", [_of_gitlab, _of_shell])
def test_a_recipe_runs_what_lies_at_the_commit_and_nothing_else(recipe: Callable[[], str], tmp_path: Path) -> None:
    commit = _repository(tmp_path / "kilde", 'echo "ran: $*"; exit 7\n')
    known = {"KPS_REPOSITORY": (tmp_path / "kilde").as_uri()}
    for name, revision, status in (("tom", "", None), ("feil", COMMIT, None), ("rett", commit, 7)):
        here = tmp_path / name / "her"
        here.mkdir(parents=True)
        ran = _shell(recipe(), here, KPS_REVISION=revision, **known)
        assert ran.returncode == status if status else ran.returncode != 0
        assert ("ran: --format" in ran.stdout) == (status == 7)


# ---- the proof that something was read


def _foreign(folder: Path) -> Path:
    """Somebody else's kps, which answers 0 to everything, and takes the words for it that are asked."""
    program = folder / "kps"
    program.write_text("#!/bin/sh\necho all is well; exit 0\n", encoding="utf-8")
    program.chmod(0o755)
    return folder


@pytest.fixture
def quiet(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A folder to stand in, where the first kps on the path is a foreign one and json.py a stranger's."""
    (tmp_path / "bin").mkdir()
    monkeypatch.setenv("PATH", f"{_foreign(tmp_path / 'bin')}{os.pathsep}{os.environ['PATH']}")
    here = tmp_path / "her"
    here.mkdir()
    (here / "json.py").write_text("raise SystemExit(0)\n", encoding="utf-8")
    monkeypatch.chdir(here)
    return here


def test_a_hook_reads_the_records_with_this_very_program(quiet: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(proven, "COMMAND", _this_kps())
    assert proven.run(["--as-of", "2026-11-23", "--lang", "en", str(EXAMPLE)]) == 0
    assert proven.run(["--lang", "en"]) == 3


def _this_kps() -> tuple[str, ...]:
    code = f"import sys; sys.path.insert(0, {str(ROOT / 'src')!r}); from kps.__main__ import main; main()"
    return (sys.executable, "-I", "-c", code)


@pytest.mark.parametrize(
    "told",
    [
        "",
        "{}",
        "[]",
        '{"version": 2, "findings": [], "summary": {"files": 3}}',
        '{"version": 1, "findings": [], "summary": {"files": 0}}',
        '{"version": 1, "findings": [], "summary": {"files": "3"}}',
        '{"version": 1, "summary": {"files": 3}}',
    ],
)
def test_nothing_is_proven_by_other_json(tmp_path: Path, told: str) -> None:
    (tmp_path / "told").write_text(told, encoding="utf-8")
    assert proven.files_read(tmp_path / "told") == 0


def test_a_program_that_says_all_is_well_proves_nothing(
    quiet: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(proven, "COMMAND", ("kps",))
    assert proven.run(["--lang", "en"]) == 1
    assert capsys.readouterr().err == "kps: nothing is proven: kps validate did not show that it read a record\n"


def test_the_hook_asks_for_a_module_never_for_whatever_is_called_kps() -> None:
    (hook,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    assert hook["entry"].split() == ["python", "-I", "-m", proven.__name__, "--staged"]
    assert hook["language"] == "python"


# ---- the action


def _action() -> dict[str, Any]:
    found = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
    assert isinstance(found, dict)
    return found


def test_the_action_hands_on_what_it_is_given_and_runs_none_of_it(tmp_path: Path) -> None:
    _repository(tmp_path / "action", 'printf "%s\\n" "$@"\n')
    (step,) = (step for step in _action()["runs"]["steps"] if "run" in step)
    assert "${{" not in step["run"]
    given = {
        "PATHS": 'reg en\n\n$(touch innbrudd)\n--output=x\n*.yaml\n"; touch innbrudd; "\n',
        "FAIL_ON": "hint; touch innbrudd",
        "SINCE": "--output x `touch innbrudd`",
        "BASELINE": "",
        "SARIF": "a b.sarif",
    }
    assert set(step["env"]) == set(given)
    ran = _shell(step["run"], tmp_path, GITHUB_ACTION_PATH=str(tmp_path / "action"), **given)
    assert ran.returncode == 0
    assert ran.stdout.splitlines() == [
        "--fail-on=hint; touch innbrudd",
        "--format",
        "github",
        "--since=--output x `touch innbrudd`",
        "--format",
        "sarif",
        "--output=a b.sarif",
        "--",
        "reg en",
        "$(touch innbrudd)",
        "--output=x",
        "*.yaml",
        '"; touch innbrudd; "',
    ]
    assert not (tmp_path / "innbrudd").exists()


def test_the_action_without_paths_is_of_the_whole_repository(tmp_path: Path) -> None:
    _repository(tmp_path / "action", 'printf "%s\\n" "$@"\n')
    (step,) = (step for step in _action()["runs"]["steps"] if "run" in step)
    given = {"PATHS": "", "FAIL_ON": "error", "SINCE": "", "BASELINE": "", "SARIF": ""}
    ran = _shell(step["run"], tmp_path, GITHUB_ACTION_PATH=str(tmp_path / "action"), **given)
    assert ran.stdout.splitlines() == ["--fail-on=error", "--format", "github", "--", "."]


def test_all_that_the_action_uses_is_pinned() -> None:
    for step in _action()["runs"]["steps"]:
        assert "uses" not in step or re.fullmatch(r"[\w/-]+@[0-9a-f]{40}", step["uses"])


# ---- where this kps was installed from


class _Installed:
    def __init__(self, told: str | None) -> None:
        self.told = told

    def read_text(self, name: str) -> str | None:
        assert name == "direct_url.json"
        return self.told


@pytest.mark.parametrize(
    ("told", "found"),
    [
        (None, None),
        ("[", None),
        ('{"url": "https://a.example/k.git", "vcs_info": {"vcs": "git", "commit_id": "COMMIT"}}', "https://a.example/k.git"),
        ('{"url": "https://ola:hemmelig@a.example/k?x=1", "vcs_info": {"commit_id": "COMMIT"}}', "https://a.example/k"),
        ('{"url": "ssh://git@a.example/k", "vcs_info": {"commit_id": "COMMIT"}}', None),
        ('{"url": "https://a.example/k", "vcs_info": {"commit_id": "main"}}', None),
        ('{"url": "file:///no/such/folder", "dir_info": {}}', None),
        ('{"url": "https://a.example/k.whl", "archive_info": {}}', None),
    ],
)  # fmt: skip
def test_where_it_came_from(monkeypatch: pytest.MonkeyPatch, told: str | None, found: str | None) -> None:
    monkeypatch.setattr(installation, "distribution", lambda _: _Installed(told and told.replace("COMMIT", COMMIT)))
    assert installation.installed() == (Program(found, COMMIT) if found else None)


def test_a_clone_knows_what_it_was_cloned_from(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    commit = _repository(tmp_path / "klone å", "")
    told = f'{{"url": "{(tmp_path / "klone å").as_uri()}", "dir_info": {{}}}}'
    monkeypatch.setattr(installation, "distribution", lambda _: _Installed(told))
    assert installation.installed() is None
    address = ("git", "remote", "add", "origin", "https://ola:hemmelig@a.example/k.git")
    subprocess.run(address, cwd=tmp_path / "klone å", check=True)
    assert installation.installed() == Program("https://a.example/k.git", commit)


def test_a_kps_that_is_not_installed_knows_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    def none(_: str) -> None:
        raise PackageNotFoundError

    monkeypatch.setattr(installation, "distribution", none)
    assert installation.installed() is None
