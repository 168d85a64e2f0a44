"""No sign in a name, an argument or a record commands the terminal or the build server that it comes to."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from conftest import COUNCIL, REGISTER, Kps, write

BAD = "\x1b]0;pwned\x07\u202e\x9b31m\n::error::pwn"
MEETING = (
    'type: møte\ndato: 2026-03-12\nstatus: avholdt\nsaker:\n  - {nr: 1/2026, tittel: "\u202eEn\u2066 sak", x: 1}\n'
)
ACTED_ON = set("\x1b\x07\u202e\u2066\x9b\r")


@pytest.fixture
def hostile(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A register whose files' names are made to be printed."""
    monkeypatch.setenv("KPS_LANG", "nb")
    write(tmp_path / "kps.yaml", REGISTER)
    council = tmp_path / "politirad" / f"4205{BAD}"
    write(council / "politirad.yaml", COUNCIL)
    write(council / "moter" / "2026-03-12.yaml", MEETING)
    write(council / f"{BAD}.yaml", "type: [")
    write(council / f"{BAD}.yaml.txt", "type: møte")
    return tmp_path


@pytest.mark.parametrize(
    "command",
    [
        *(("validate", "--format", one) for one in ("text", "json", "sarif", "github", "gitlab", "junit")),
        ("validate", "--statistics"),
        *(("report", "--format", one) for one in ("text", "json", "md", "csv", "html")),
        *(("actions", "--format", one) for one in ("text", "json", "md", "csv")),
        *(("calendar", "--format", one) for one in ("text", "json", "md", "ics")),
        *(("status", "--format", one) for one in ("text", "json")),
        ("templates",),
        ("render", "--all"),
        ("render", "--stale"),
        ("new-meeting", "lindesnes", "--date", "2027-02-11", "--dry-run"),
        ("approve", f"politirad/4205{BAD}/moter/2026-03-12.yaml"),
        ("validate", BAD),
        ("validate", "--select", BAD),
        ("validate", f"--{BAD}"),
        (BAD,),
        ("explain", BAD),
        ("report", "--council", BAD),
        ("report", "--rev", BAD),
        ("report", "--district", BAD),
        ("validate", "--as-of", BAD),
        ("validate", "--format", BAD),
        ("validate", "--baseline", BAD),
        ("new-meeting", BAD),
        ("new-council", "--municipality", BAD, "--dry-run"),
        ("diff", BAD),
    ],
    ids=lambda command: " ".join(command).encode("unicode_escape").decode()[:60],
)
def test_nothing_that_a_terminal_acts_on_is_printed(kps: Kps, hostile: Path, command: tuple[str, ...]) -> None:
    ran = kps(*command)
    printed = (ran.out + ran.err).replace("\r\n", "\n")
    assert ACTED_ON & set(printed) == set(), repr(printed)
    assert not any(line.startswith("::error::pwn") for line in printed.splitlines())


def test_json_tells_such_names_without_loss(kps: Kps, hostile: Path) -> None:
    found = json.loads(kps("validate", "--format", "json").out)["findings"]
    assert any(f"4205{BAD}" in one["file"] for one in found)
