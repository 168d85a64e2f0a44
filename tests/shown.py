"""What README and docs show that kps prints: each command in a block of the console is run, and its output taken.

``python tests/shown.py`` writes the pages anew with what is printed now; tests/test_shown.py holds them to it.
"""

from __future__ import annotations

import io
import os
import re
import shlex
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import chdir, redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from unittest.mock import patch

from kps.cli.app import run

ROOT = Path(__file__).parent.parent
PAGES = (ROOT / "README.md", ROOT / "docs/brukerveiledning.md")
TODAY = "2026-12-05"
COUNCIL = "politirad/4205-lindesnes"
CUT = "..."
"""The last of what is shown, where not all of it is."""
OTHERS = ("kps report agder ", "kps report --from-json ")
"""Commands that are not run: what they work on is not in the repository."""

_BLOCK = re.compile(r"(?<=^```console\n).*?(?=^```)", re.DOTALL | re.MULTILINE)
_HASH = re.compile(r"\([0-9a-f]{7,}")
_LANGUAGE = ("KPS_LANG", "LC_ALL", "LC_MESSAGES", "LANG")


@dataclass(frozen=True)
class Shown:
    """A command, and what it is shown to print."""

    command: str
    lines: tuple[str, ...]

    def __str__(self) -> str:
        return "\n".join((f"$ {self.command}", *self.lines))


def shown(text: str) -> Iterator[Shown]:
    """The commands that a page shows, but for those that are not run."""
    for block in _BLOCK.findall(text):
        yield from (one for one in _parts(block) if not one.command.startswith(OTHERS))


def printed(one: Shown, checkout: Path) -> Shown:
    """The command with what it prints, cut off where the page cuts it off; ``checkout`` is what is made for it."""
    if one.command.startswith("kps diff"):
        _commit(checkout)
        _change(checkout / "examples/agder")
    data = io.BytesIO()
    told = io.TextIOWrapper(data, encoding="utf-8", newline="\n", write_through=True)
    with (
        chdir(checkout if "examples/" in one.command else checkout / "examples/agder"),
        patch.dict(os.environ, {"KPS_TODAY": TODAY, "COLUMNS": "80"}),
        redirect_stdout(told),
    ):
        for name in _LANGUAGE:
            os.environ.pop(name, None)
        status = run(shlex.split(one.command)[1:])
    if status not in (0, 1):
        raise ValueError(f"{one.command}: exit status {status}")
    lines = data.getvalue().decode().rstrip("\n").split("\n")
    return Shown(one.command, tuple([*lines[: len(one.lines) - 1], CUT] if one.lines[-1:] == (CUT,) else lines))


def without_hash(one: Shown) -> str:
    """What is shown, but for the names of commits, which differ from one checkout to another."""
    return _HASH.sub("(", str(one))


def make_checkout(folder: Path) -> Path:
    """The examples, in a folder of their own."""
    shutil.copytree(ROOT / "examples", folder / "examples")
    return folder


def _parts(block: str) -> Iterator[Shown]:
    for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
        command, *lines = part.rstrip("\n").split("\n")
        yield Shown(command, tuple(lines))


def _commit(checkout: Path) -> None:
    """The examples as they were in July."""
    day = "2026-07-30T12:00:00+02:00"
    environment = os.environ | {"GIT_AUTHOR_DATE": day, "GIT_COMMITTER_DATE": day}
    author = ("-c", "user.name=k", "-c", "user.email=k@example.org", "-c", "commit.gpgsign=false")
    for words in (("init", "-q"), ("add", "."), (*author, "commit", "-qm", "x")):
        subprocess.run(("git", *words), cwd=checkout, env=environment, check=True, capture_output=True)


def _change(agder: Path) -> None:
    """What happened in the autumn."""
    meeting = agder / COUNCIL / "moter/2026-12-03.yaml"
    text = meeting.read_text(encoding="utf-8").replace("dato: 2026-12-03", "dato: 2026-12-10")
    meeting.rename(meeting.with_name("2026-12-10.yaml")).write_text(text, encoding="utf-8")
    record = agder / COUNCIL / "politirad.yaml"
    text = record.read_text(encoding="utf-8")
    gone = "Geir Torjus Ruud, rolle: beredskapskoordinator, fra: 2021-03-01"
    if gone not in text:
        raise ValueError(f"{gone} is not in the example any more")
    new = f"{gone}, til: 2026-10-01}}\n  - {{navn: Eva Ness, rolle: rektor, fra: 2026-08-15"
    record.write_text(text.replace(gone, new), encoding="utf-8")


def _anew(block: re.Match[str]) -> str:
    """The block with what is printed now; what differs by a commit's name alone stays."""
    parts = []
    for one in _parts(block[0]):
        with tempfile.TemporaryDirectory() as folder:
            now = one if one.command.startswith(OTHERS) else printed(one, make_checkout(Path(folder)))
        parts.append(one if without_hash(now) == without_hash(one) else now)
    return "".join(f"{part}\n" for part in parts)


if __name__ == "__main__":
    for page in PAGES:
        page.write_text(_BLOCK.sub(_anew, page.read_text(encoding="utf-8")), encoding="utf-8")
