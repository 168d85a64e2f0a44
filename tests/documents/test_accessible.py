"""Every paper in a real browser, held against WCAG 2.1 AA; skipped where no browser is installed."""

from __future__ import annotations

import re
import shutil
from itertools import pairwise
from pathlib import Path

import pytest

import browser
from kps.cli.app import run

# What an attribute says in words, of which no two papers have the same.
_WORDS = re.compile(r'\b(content|href|alt|aria-label)="[^"]*"')
EXAMPLE = Path(__file__).parent.parent.parent / "examples" / "agder"


@pytest.fixture(scope="module")
def papers(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The papers of the example in both written forms, agenda and minutes, for members and for the public."""
    copy = tmp_path_factory.mktemp("axe") / "agder"
    # A council that writes bokmål, and one that writes nynorsk.
    others = [one.name for one in (EXAMPLE / "politirad").iterdir() if one.name not in ("4205-lindesnes", "4222-bykle")]
    shutil.copytree(EXAMPLE, copy, ignore=shutil.ignore_patterns(*others))
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(copy)
        patch.setenv("KPS_TODAY", "2026-11-23")
        for arguments in (["--document", "innkalling"], [], ["--public"]):
            assert run(["render", "--all", "--format", "html", *arguments]) == 0
    chosen = sorted(one for one in copy.rglob("dokumenter/*.html") if "2026" in one.name or one.name[0].isalpha())
    return {f"{one.parent.parent.name}/{one.name}": one.read_text(encoding="utf-8") for one in chosen}


def _looked_at(name: str, text: str) -> set[tuple[str, str]]:
    """What axe sees: which element, with its attributes, comes after which; and what paper of which council it is."""
    council, _, file = name.partition("/")
    kind = re.sub(r"[\d-]+|mandal|vgs|offentlig|html", "", file)
    return {(council, kind), *pairwise(re.findall(r"<[^>]+>", _WORDS.sub("", text)))}


def _covering(papers: dict[str, str]) -> list[str]:
    """Papers that between them have all that any of the papers has for axe to look at."""
    had = {name: _looked_at(name, text) for name, text in papers.items()}
    left = set[tuple[str, str]]().union(*had.values())
    chosen = []
    while left:
        chosen.append(max(papers, key=lambda name: len(had[name] & left)))
        left -= had[chosen[-1]]
    return chosen


@browser.needed
def test_axe_finds_nothing(papers: dict[str, str], tmp_path: Path) -> None:
    chosen = _covering(papers)
    found = {}
    with browser.browser(tmp_path) as window:
        for name in chosen:
            with window.page(papers[name]) as page:
                breaches = page.breaches()
                page.becomes("dark")
                found[name] = breaches + page.breaches("color-contrast")
    assert found == {name: [] for name in chosen}
    assert len(chosen) >= 10
