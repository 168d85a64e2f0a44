"""Each file is read once."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from kps.output.rule_cases import REGISTER
from kps.register.memory import Texts
from kps.register.reading import load


@dataclass(frozen=True)
class Counting(Texts):
    """Files that count how often each is read."""

    counts: Counter[str] = field(default_factory=Counter)

    def read(self, file: str) -> bytes:
        self.counts[file] += 1
        return super().read(file)


def test_each_file_is_read_once_a_kept_paper_too() -> None:
    papers = {f"politirad/x/dokumenter/2026-03-12-referat.{ending}": "A" for ending in ("md", "html")}
    files = Counting({"kps.yaml": REGISTER, "les.md": "B", "bilde.png": "C", **papers})
    load(files)
    assert files.counts == dict.fromkeys(("kps.yaml", "les.md", *papers), 1)
