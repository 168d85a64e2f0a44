"""The weekly reminder that init writes: its steps, run against a stand-in for each forge's own command."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from kps.cli.app import run
from kps.scaffold.start import REMINDER, Program

COMMIT = "0123456789abcdef0123456789abcdef01234567"
GH = """\
import json, sys, pathlib
store = pathlib.Path(STORE)
issues = json.loads(store.read_text())
words = sys.argv[1:]
def value(name): return words[words.index(name) + 1]
what = words[:2]
if what == ["issue", "list"]:
    assert value("--label") == "kps-status" and value("--state") == "all"
    for one in issues[: int(value("--limit"))]: print(one["number"], one["state"])
elif what == ["issue", "create"]:
    body = pathlib.Path(value("--body-file")).read_text()
    issues.append({"number": len(issues) + 1, "state": "OPEN", "body": body, "label": value("--label")})
elif what == ["issue", "edit"]:
    issues[int(words[2]) - 1]["body"] = pathlib.Path(value("--body-file")).read_text()
elif what == ["issue", "reopen"]:
    issues[int(words[2]) - 1]["state"] = "OPEN"
elif what == ["issue", "close"]:
    issues[int(words[2]) - 1]["state"] = "CLOSED"
else:
    assert what == ["label", "create"], words
store.write_text(json.dumps(issues))
"""
CURL = """\
import json, sys, pathlib
store = pathlib.Path(STORE)
issues = json.loads(store.read_text())
words = sys.argv[1:]
assert "PRIVATE-TOKEN: secret" in words
data = dict(words[at + 1].split("=", 1) for at, one in enumerate(words) if one == "--data")
body = [words[at + 1].split("@", 1)[1] for at, one in enumerate(words) if one == "--data-urlencode"]
text = pathlib.Path(body[0]).read_text() if body else None
method = words[words.index("--request") + 1] if "--request" in words else "GET"
place = words[-1]
assert place.startswith("https://git.example.org/api/v4/projects/7/issues")
if method == "GET":
    assert "labels=kps-status" in place
    states = {"OPEN": "opened", "CLOSED": "closed"}
    print(json.dumps([{"iid": one["number"], "state": states[one["state"]]} for one in issues][:1]))
elif method == "POST":
    issues.append({"number": len(issues) + 1, "state": "OPEN", "body": text, "label": data["labels"]})
else:
    one = issues[int(place.rpartition("/")[2]) - 1]
    one["body"] = one["body"] if text is None else text
    one["state"] = {"close": "CLOSED", "reopen": "OPEN", None: one["state"]}[data.get("state_event")]
store.write_text(json.dumps(issues))
"""


@pytest.fixture
def written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    program = Program("https://git.example.org/politisamarbeid", COMMIT)
    monkeypatch.setattr("kps.workspace.new_register.installed", lambda: program)
    monkeypatch.chdir(tmp_path)
    assert run(["init", "reg", "--municipality", "4205"]) == 0
    return tmp_path / "reg"


def flow(folder: Path, file: str = REMINDER) -> dict[Any, Any]:
    read: dict[Any, Any] = yaml.safe_load((folder / file).read_text(encoding="utf-8"))
    return read


class Forge:
    """A forge's issues, and the command that changes them."""

    def __init__(self, folder: Path, name: str, program: str) -> None:
        self.folder, self.bin, self.store = folder, folder / "bin", folder / "issues.json"
        self.bin.mkdir()
        (folder / "register").mkdir()
        self.store.write_text("[]", encoding="utf-8")
        command = self.bin / name
        command.write_text(f"#!{sys.executable}\nSTORE = {str(self.store)!r}\n{program}", encoding="utf-8")
        command.chmod(0o755)

    @property
    def issues(self) -> list[dict[str, Any]]:
        read: list[dict[str, Any]] = json.loads(self.store.read_text(encoding="utf-8"))
        return read

    def run(self, script: str, **variables: str) -> None:
        command = ("bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", script)
        path = f"{self.bin}{os.pathsep}{os.environ['PATH']}"
        subprocess.run(
            command, cwd=self.folder / "register", env=os.environ | {"PATH": path} | variables, check=True, timeout=60
        )


def _github(folder: Path, forge: Forge, text: str) -> None:
    (step,) = flow(folder)["jobs"]["issue"]["steps"]
    forge.run(step["run"], STATUS=text, RUNNER_TEMP=str(forge.folder))


def _gitlab(folder: Path, forge: Forge, text: str) -> None:
    (forge.folder / "kps-status.md").write_text(text and f"{text}\n", encoding="utf-8")
    script = flow(folder, ".gitlab-ci.yml")["kps-paminnelse"]["script"][-1]
    forge.run(script, KPS_TOKEN="secret", CI_PROJECT_ID="7", CI_API_V4_URL="https://git.example.org/api/v4")


@pytest.mark.parametrize(("name", "program", "week"), [("gh", GH, _github), ("curl", CURL, _gitlab)])
def test_one_issue_is_opened_updated_closed_and_opened_again_and_never_a_second(
    written: Path, tmp_path: Path, name: str, program: str, week: Any
) -> None:
    (tmp_path / "forge").mkdir()
    forge = Forge(tmp_path / "forge", name, program)
    seen = []
    for text in ("", "En ting", "To «ting» $HOME `id`", "", "", "Tre"):
        week(written, forge, text)
        seen.append([(one["state"], one["body"].strip()) for one in forge.issues])
    assert seen == [
        [],
        [("OPEN", "En ting")],
        [("OPEN", "To «ting» $HOME `id`")],
        [("CLOSED", "To «ting» $HOME `id`")],
        [("CLOSED", "To «ting» $HOME `id`")],
        [("OPEN", "Tre")],
    ]
    assert {one["label"] for one in forge.issues} == {"kps-status"}


def test_it_runs_on_mondays_and_by_hand_and_may_write_issues_alone(written: Path) -> None:
    read = flow(written)
    assert read[True] == {"schedule": [{"cron": "0 6 * * 1"}], "workflow_dispatch": None}
    assert read["permissions"] == {}
    jobs = read["jobs"]
    assert (jobs["status"]["permissions"], jobs["issue"]["permissions"]) == ({"contents": "read"}, {"issues": "write"})
    assert read["env"] == {"KPS_REPOSITORY": "https://git.example.org/politisamarbeid", "KPS_REVISION": COMMIT}
    for step in (step for job in jobs.values() for step in job["steps"]):
        assert "uses" not in step or re.fullmatch(r"[\w/-]+@[0-9a-f]{40}", step["uses"])
        assert "${{" not in step.get("run", "")


def test_what_is_handed_on_is_the_whole_text(written: Path, tmp_path: Path) -> None:
    program, output = tmp_path / "kps/.ci", tmp_path / "output"
    program.mkdir(parents=True)
    (program / "status").write_text("echo En; echo; echo 'To: EOF'\n", encoding="utf-8")
    step = next(one for one in flow(written)["jobs"]["status"]["steps"] if one.get("id") == "status")
    command = ("bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"])
    subprocess.run(
        command, env=os.environ | {"RUNNER_TEMP": str(tmp_path), "GITHUB_OUTPUT": str(output)}, check=True, timeout=60
    )
    first, *lines, last = output.read_text(encoding="utf-8").splitlines()
    assert lines == ["En", "", "To: EOF"]
    assert first == f"text<<{last}"
