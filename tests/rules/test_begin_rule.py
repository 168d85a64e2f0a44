"""A rule begun is a rule at once: found, with a page and cases, and waiting only for what it is about."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest
from begin_rule import CHAPTERS, begin

from kps.checking import rule
from kps.source import read

ROOT = Path(__file__).parents[2]
# A module of each chapter.
MODULES = {
    "A": "agreements/agreement.py",
    "R": "councils/council.py",
    "M": "meetings/meeting.py",
    "K": "contacts.py",
    "S": "slt.py",
    "E": "evaluations.py",
    "D": "records/reading.py",
}


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    (tmp_path / "tests/rules/cases").mkdir(parents=True)
    for name in MODULES.values():
        copy = tmp_path / "src/kps/rules" / name
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_bytes((ROOT / "src/kps/rules" / name).read_bytes())
    return tmp_path


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_the_chapter_has_the_rule_and_all_that_it_had(
    checkout: Path, chapter: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    rule.rules()
    module, cases = begin(checkout, f"{chapter}999", "3d", MODULES[chapter], "a_new_one")
    text = module.read_text(encoding="utf-8")
    monkeypatch.setattr(rule, "_rules", {})
    exec(compile(text, str(module), "exec"), {"__name__": "begun"})
    begun = rule._rules[f"{chapter}999"]
    assert (begun.page.title, begun.cites) == ("The shortfall in a sentence.", ("3d",))
    assert begun.page.when
    assert begun.page.mend
    before = ast.parse((ROOT / "src/kps/rules" / MODULES[chapter]).read_text(encoding="utf-8"))
    assert len(rule._rules) == 1 + sum(_is_rule(node) for node in before.body)
    found = read(cases.read_bytes())
    assert found.readable
    assert isinstance(found.value, dict)
    assert list(found.value) == ["fires", "quiet", "mended"]


def _is_rule(node: ast.stmt) -> bool:
    return isinstance(node, ast.FunctionDef) and any("rule(" in ast.unparse(one) for one in node.decorator_list)


@pytest.mark.parametrize(
    ("code", "cites", "chapter", "words"),
    [
        ("M401", "3d", "slt.py", "there is a rule M401"),
        ("Z999", "3d", "slt.py", "is no code"),
        ("S999", "99x", "slt.py", "no statement 99x"),
        ("S999", "3d", "stl.py", r"no stl\.py"),
    ],
)
def test_what_cannot_be_so_is_told_and_nothing_written(
    checkout: Path, code: str, cites: str, chapter: str, words: str
) -> None:
    before = (checkout / "src/kps/rules/slt.py").read_bytes()
    with pytest.raises(ValueError, match=words):
        begin(checkout, code, cites, chapter, "a_new_one")
    assert (checkout / "src/kps/rules/slt.py").read_bytes() == before
    assert list((checkout / "tests/rules/cases").iterdir()) == []
