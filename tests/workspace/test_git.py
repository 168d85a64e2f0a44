"""What a repository holds is never run, and never taken for the repository that the register lies in."""

from __future__ import annotations

import ast
import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest

from kps.cli.app import run
from kps.workspace.errors import Wrong
from kps.workspace.git import Repository, repository_of
from modules import names, nodes, text_of

REGISTER = "type: register\nnavn: R\npolitidistrikt: Agder\nkommuner: ['4205']\ngjelder_fra: 2026-01-01\n"
NOTE = "type: møte\ndato: 2026-03-12\nstatus: avholdt\n"


def git(folder: Path, *arguments: str) -> None:
    person = ("-c", "user.name=Siv", "-c", "user.email=siv@example.no", "-c", "commit.gpgsign=false")
    subprocess.run(("git", "-C", str(folder), *person, *arguments), check=True, capture_output=True)


@pytest.fixture
def marker(tmp_path: Path) -> Path:
    """The file that is there once anything of the repository has been run."""
    return tmp_path / "was-run"


@pytest.fixture
def register(tmp_path: Path, marker: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A register into whose folder somebody has committed a bare repository, which asks for commands to be run."""
    top = tmp_path / "repo"
    register = top / "agder"
    register.mkdir(parents=True)
    (register / "kps.yaml").write_text(REGISTER)
    git(top, "init", "-q", "-b", "main")
    git(top, "add", "-A")
    git(top, "commit", "-q", "-m", "Registeret")

    payload = f"sh -c 'touch {marker}'"
    inner = tmp_path / "inner"
    inner.mkdir()
    git(inner, "init", "-q", "-b", "main")
    (inner / "kps.yaml").write_text(REGISTER)
    git(inner, "add", "-A")
    git(inner, "commit", "-q", "-m", "En annen historie")
    for name in ("HEAD", "objects", "refs", "index"):
        (inner / ".git" / name).rename(register / name)
    (register / "config").write_text(
        "[core]\n\trepositoryformatversion = 0\n\tbare = false\n\tworktree = .\n"
        f"\tfsmonitor = {payload}\n\tpager = {payload}\n\thooksPath = {tmp_path}\n"
        f'[filter "evil"]\n\tclean = {payload}\n\tsmudge = {payload}\n\trequired = true\n'
        f'[diff "evil"]\n\ttextconv = {payload}\n\tcommand = {payload}\n[diff]\n\texternal = {payload}\n'
    )
    (register / ".gitattributes").write_text("*.yaml filter=evil diff=evil\n")
    (register / "møte.yaml").write_text(NOTE)
    monkeypatch.chdir(register)
    monkeypatch.setenv("KPS_TODAY", "2026-11-23")
    monkeypatch.setenv("KPS_LANG", "en")
    return register


COMMANDS = [
    ("validate", ".", "--since", "main", "--format", "json"),
    ("report", ".", "--rev", "main"),
    ("diff", "main"),
    ("diff", "main", "HEAD"),
]


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_a_bare_repository_in_the_register_is_not_obeyed(
    register: Path, marker: Path, command: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    status = run(list(command))
    printed = capsys.readouterr()
    assert not marker.exists()
    assert status in (0, 1), printed.err


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_nor_one_beside_a_register_that_came_with_it(
    register: Path, marker: Path, command: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("HEAD", "objects", "refs", "index", "config", ".gitattributes"):
        (register / name).rename(register.parent / name)
    run(list(command))
    assert not marker.exists()


def test_what_is_new_is_found_by_the_true_history(register: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(["validate", ".", "--since", "main", "--format", "json"])
    files = {one["file"] for one in json.loads(capsys.readouterr().out)["findings"]}
    assert files == {"møte.yaml"}


def test_filters_of_the_repository_itself_are_not_run_either(
    register: Path, marker: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    git(register.parent, "config", "filter.evil.clean", f"sh -c 'touch {marker}; cat'")
    git(register.parent, "config", "core.fsmonitor", f"sh -c 'touch {marker}'")
    (register / "kps.yaml").write_text(REGISTER + "språk: nb\n")
    marker.unlink(missing_ok=True)
    for command in COMMANDS:
        run(list(command))
    assert not marker.exists()


def test_the_repository_is_the_one_that_git_names(register: Path) -> None:
    assert repository_of(register).top == register.parent.resolve()


def test_an_environment_that_names_another_repository_is_not_followed(
    register: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("GIT_DIR", str(register))
    monkeypatch.setenv("GIT_WORK_TREE", str(tmp_path))
    assert run(["diff", "main"]) == 0
    assert "møte" in capsys.readouterr().out


def test_a_program_called_git_where_we_stand_is_not_run(
    register: Path, marker: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for folder in (register, register.parent):
        false = folder / "git"
        false.write_text(f"#!/bin/sh\n: > {marker}\n")
        false.chmod(0o755)
    monkeypatch.setenv("PATH", ".")
    assert run(["diff", "main"]) == 2
    assert not marker.exists()


@pytest.mark.parametrize(
    "name", ["GIT_OBJECT_DIRECTORY", "GIT_INDEX_FILE", "GIT_COMMON_DIR", "GIT_NAMESPACE", "GIT_SHALLOW_FILE"]
)
def test_an_environment_that_leads_elsewhere_is_not_followed(
    register: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    monkeypatch.setenv(name, str(register / "config"))
    assert run(["diff", "main"]) == 0
    assert "møte" in capsys.readouterr().out


def test_what_was_committed_is_read_and_not_what_is_to_replace_it(register: Path) -> None:
    top = register.parent
    (top / "annet.yaml").write_text("navn: En annen\n")
    for words in (("hash-object", "-w", "annet.yaml"), ("replace", "main:agder/kps.yaml", f"{_object(top)}")):
        git(top, *words)
    assert (
        "En annen"
        in subprocess.run(
            ("git", "-C", str(top), "show", "main:agder/kps.yaml"), check=True, capture_output=True, text=True
        ).stdout
    )
    assert repository_of(register).text("show", "main:agder/kps.yaml") == REGISTER


def _object(top: Path) -> str:
    """The name of the other text among git's objects."""
    told = subprocess.run(
        ("git", "-C", str(top), "hash-object", "annet.yaml"), check=True, capture_output=True, text=True
    )
    return told.stdout.strip()


def test_a_bare_repository_is_not_asked_at_all(tmp_path: Path) -> None:
    git(tmp_path, "init", "-q", "--bare", "bare.git")
    with pytest.raises(Wrong, match=r"bare"):
        Repository(tmp_path / "bare.git").text("rev-parse", "--git-dir")


def test_where_git_names_another_folder_it_is_not_asked(register: Path, tmp_path: Path) -> None:
    git(register.parent, "config", "core.worktree", str(tmp_path))
    with pytest.raises(Wrong, match="it is not asked"):
        repository_of(register)


SETTINGS = {
    "safe.bareRepository=explicit",
    "core.fsmonitor=false",
    f"core.hooksPath={os.devnull}",
    f"core.attributesFile={os.devnull}",
    "core.alternateRefsCommand=",
    "core.pager=cat",
    "diff.external=",
    "log.showSignature=false",
    "protocol.allow=never",
}
ENVIRONMENT = ("GIT_NO_LAZY_FETCH=1", "GIT_NO_REPLACE_OBJECTS=1", "GIT_OPTIONAL_LOCKS=0", "GIT_TERMINAL_PROMPT=0")


def test_every_call_forbids_all_that_could_run_or_fetch_something(
    register: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each of these is a second lock on a door that another test shuts: what one of them alone stops is not tried."""
    told = tmp_path / "told"
    between = tmp_path / "between"
    between.mkdir()
    (between / "git").write_text(
        f'#!/bin/sh\nprintf "%s\\n" "$@" > {told}; env >> {told}\nexec {shutil.which("git")} "$@"\n'
    )
    (between / "git").chmod(0o755)
    monkeypatch.setenv("PATH", f"{between}{os.pathsep}{os.environ['PATH']}")
    refused = ("GIT_EXTERNAL_DIFF", "GIT_PAGER", "GIT_GRAFT_FILE", "GIT_REPLACE_REF_BASE", "GIT_PREFIX")
    for name in refused:
        monkeypatch.setenv(name, "x")
    repository_of(register)
    lines = told.read_text(encoding="utf-8").splitlines()
    assert {"--no-pager", "--literal-pathspecs", *SETTINGS, *ENVIRONMENT} - set(lines) == set()
    assert f"GIT_CEILING_DIRECTORIES={register.parent.resolve().parent}" in lines
    assert [line for line in lines if line.startswith(tuple(f"{name}=" for name in refused))] == []


@pytest.mark.parametrize("revision", ["--output=x", "-h", "--upload-pack=touch x", ":/..", "HEAD^{/^-}"])
def test_a_revision_is_never_an_option(register: Path, revision: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["validate", ".", f"--since={revision}"]) == 2
    assert "git knows no revision" in capsys.readouterr().err
    assert not (register / "x").exists()


def test_programs_are_started_in_these_modules_alone() -> None:
    """Git here; kps itself, tried by another; VS Code, which installs an extension."""
    starting = {"subprocess", "os.system", "os.popen", "pty"}
    found = set()
    for module in names():
        for node in nodes(text_of(module)):
            taken = {ast.unparse(node)} if isinstance(node, ast.Attribute) else set()
            if isinstance(node, ast.Import):
                taken = {one.name for one in node.names}
            elif isinstance(node, ast.ImportFrom):
                taken = {node.module or ""}
            if taken & starting:
                found.add(module)
    assert found == {"workspace/git.py", "workspace/vscode.py", "proven.py"}
