"""docs/regler.md: every rule's page, just as kps makes it today."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest

from kps.checking.rule import rules
from kps.language.private import masked
from kps.language.reader import choose, chosen
from kps.output.pages import page_markdown
from kps.output.rule_book import book_markdown

KEPT = Path(__file__).parent.parent.parent / "docs" / "regler.md"


@pytest.fixture
def book() -> Iterator[str]:
    before = chosen()
    choose("nb")
    yield book_markdown(rules())
    choose(before)


def _headings(text: str) -> list[str]:
    """The headings outside the examples, whose comments look like some."""
    return re.findall(r"^#+ .*$", re.sub(r"^```.*?^```$", "", text, flags=re.DOTALL | re.MULTILINE), re.MULTILINE)


def test_the_kept_one_is_not_stale(book: str) -> None:
    stale = "docs/regler.md is stale: kps rules --format md --lang nb > docs/regler.md"
    assert KEPT.read_bytes() == book.encode(), stale


def test_it_holds_every_page_that_explain_shows(book: str) -> None:
    headings = _headings(book)
    for rule in rules().values():
        assert page_markdown(rule, level=3) in book
        assert [one for one in headings if one.startswith(f"### {rule.code}: ")] == _headings(page_markdown(rule, 3))[
            :1
        ]


def test_the_contents_lead_to_every_chapter_and_rule_in_order(book: str) -> None:
    links = re.findall(r"^ *- \[.*?\]\(#(.*?)\)", book, re.MULTILINE)
    assert links == re.findall(r'^<a id="(.*?)"></a>$', book, re.MULTILINE)
    chapters = dict.fromkeys(link[0] for link in links)
    assert {link for link in links if len(link) > 1} == {code.lower() for code in rules()}
    assert links == [
        one for letter in chapters for one in (letter, *(code.lower() for code in rules() if code[0].lower() == letter))
    ]


def test_no_level_of_heading_is_left_out(book: str) -> None:
    levels = [len(one.split(" ")[0]) for one in _headings(book)]
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_no_number_of_a_person_is_in_it(book: str) -> None:
    assert masked(book) == book
    assert "018190*****" in book
