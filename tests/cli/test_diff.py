"""kps diff: revisions, dates, the files as they are, and every format."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path

import pytest
from conftest import COUNCIL, Kps, Ran, write

COUNCIL_FILE = "politirad/4205-lindesnes/politirad.yaml"


def commit(folder: Path, day: str, *arguments: str) -> None:
    person = {"NAME": "Siv", "EMAIL": "siv@example.no", "DATE": f"{day}T12:00:00"}
    env = {f"GIT_{who}_{what}": value for who in ("AUTHOR", "COMMITTER") for what, value in person.items()}
    git = ("git", "-C", str(folder), "-c", "commit.gpgsign=false")
    path = {"PATH": os.environ["PATH"]}
    subprocess.run((*git, "add", "-A"), check=True)
    subprocess.run((*git, "commit", "-q", "-m", day, *arguments), check=True, env=env | path)


@pytest.fixture
def history(register: Path) -> Path:
    """Two commits and a change since: status, then a member; the aim has not been committed."""
    subprocess.run(("git", "init", "-q", str(register)), check=True)
    write(register / COUNCIL_FILE, COUNCIL.replace("ordfoerer", "ordfører"))
    commit(register, "2026-02-01")
    more = COUNCIL.replace("ordfoerer", "ordfører") + "  - {navn: Per Li, rolle: kommunedirektør}\n"
    write(register / COUNCIL_FILE, more)
    commit(register, "2026-06-01")
    write(register / COUNCIL_FILE, more + "møter_per_år: 4\n")
    return register


def told(ran: Ran) -> list[str]:
    assert (ran.status, ran.err) == (0, "")
    return [line.strip(" •") for line in ran.out.splitlines() if "•" in line]


MEMBER, AIM = "nytt medlem: Per Li (rolle: kommunedirektør)", "møter per år satt til 4"


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (("HEAD",), [AIM]),
        (("HEAD~1",), [AIM, MEMBER]),
        (("HEAD~1", "HEAD"), [MEMBER]),
        (("HEAD", "HEAD~1"), ["tatt bort: medlem Per Li"]),
        (("2026-03-01",), [AIM, MEMBER]),
        (("2026-02-01", "2026-06-01"), [MEMBER]),
        (("2026-07-01",), [AIM]),
        (("HEAD~1", "--council", "lindesnes"), [AIM, MEMBER]),
    ],
)
def test_what_changed(kps: Kps, history: Path, arguments: tuple[str, ...], expected: list[str]) -> None:
    assert told(kps("diff", *arguments)) == expected


def test_nothing_changed(kps: Kps, history: Path) -> None:
    ran = kps("diff", "HEAD", "HEAD")
    assert ran.status == 0
    assert ran.out.endswith("Ingenting er endret.\n")


def test_the_revision_is_told_with_its_commit_and_day(kps: Kps, history: Path) -> None:
    first = kps("diff", "HEAD~1", "HEAD").out.splitlines()[0]
    assert "HEAD~1 (" in first
    assert ", 2026-02-01) til HEAD (" in first


def test_json_holds_the_same_sentences(kps: Kps, history: Path) -> None:
    found = json.loads(kps("diff", "HEAD~1", "--format", "json").out)
    assert found["from"]["date"] == "2026-02-01"
    assert found["to"] == {"revision": None, "commit": None, "date": None}
    (record,) = found["records"]
    assert (record["file"], record["type"], record["change"]) == (COUNCIL_FILE, "politiråd", "changed")
    assert [one["message"] for one in record["changes"]] == [AIM, MEMBER]
    assert record["changes"][1]["path"] == ["medlemmer", "Per Li"]
    assert record["changes"][1]["after"] == {"navn": "Per Li", "rolle": ["kommunedirektør"]}


def test_telephone_numbers_and_peoples_numbers_are_never_shown(kps: Kps, history: Path) -> None:
    member = "  - {navn: Eva Ness 01019075180, rolle: rektor, telefon: '90000000', epost: eva@example.no}\n"
    file = history / COUNCIL_FILE
    file.write_text(file.read_text(encoding="utf-8").replace("møter_per_år", member + "møter_per_år"), encoding="utf-8")
    for format in ("text", "md", "json"):
        ran = kps("diff", "HEAD", "--format", format)
        assert "Eva Ness" in ran.out
        for secret in ("01019075180", "90000000", "eva@example.no"):
            assert secret not in ran.out


def test_markdown_and_a_terminal_take_hostile_names_as_words(kps: Kps, history: Path) -> None:
    member = '  - {navn: "# Overskrift\\e[31m\\n- <b>", rolle: rektor}\n'
    file = history / COUNCIL_FILE
    file.write_text(file.read_text(encoding="utf-8").replace("møter_per_år", member + "møter_per_år"), encoding="utf-8")
    text = kps("diff", "HEAD").out
    assert "\x1b" not in text
    assert "nytt medlem: # Overskrift [31m - <b> (rolle: rektor)" in text
    assert "\n#" not in kps("diff", "HEAD", "--format", "md").out.partition("###")[2].partition("\n")[2]


def test_what_has_no_register_yet_is_all_new(kps: Kps, history: Path) -> None:
    write(history / "ny/kps.yaml", (history / "kps.yaml").read_text(encoding="utf-8"))
    ran = kps("diff", "HEAD", "--register", "ny")
    assert "nytt register: Kommune- og politisamarbeid i Agder" in ran.out


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("nope",), "git kjenner ingen revisjon nope"),
        (("--", "--output=x"), "git kjenner ingen revisjon --output=x"),
        (("2020-01-01",), "ingenting var lagret i git 1. januar 2020"),
        ((), "REV"),
    ],
)
def test_wrong_use_is_told(kps: Kps, history: Path, arguments: tuple[str, ...], message: str) -> None:
    ran = kps("diff", *arguments)
    assert ran.status == 2
    assert message in ran.err


def test_outside_of_git_that_is_told(kps: Kps, register: Path) -> None:
    ran = kps("diff", "HEAD")
    assert ran.status == 2
    assert "git" in ran.err
