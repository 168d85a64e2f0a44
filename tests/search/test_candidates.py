"""What is passed over unread: nothing that a look at every value would have found."""

from __future__ import annotations

import unicodedata
from itertools import product

import pytest

from kps.register.memory import Texts
from kps.search.candidates import Candidate, Candidates
from kps.search.hits import Hit, Wanted, hits_in
from kps.search.markdown import MarkdownFiles
from kps.search.query import Query
from kps.search.sight import Everything

FILE = "politirad/a/moter/2026-03-12.yaml"
PLAIN = """\
type: møte
dato: 2026-03-12
sted: Rådhuset i Å
saker:
  - nr: 1/2026
    tittel: Fartsgrenser ved skolen
    referat: |
      Det ble sagt mye – og
      fartsgrensen bør settes ned.
    kunnskapsgrunnlag: [{tittel: Kart, fil: kart.md}]
  - {nr: 2/2026, tittel: "Åpent møte", notat: 'Can''t say'}
  # fartsgrense i en merknad
"""
TEXTS = {
    "plain": PLAIN,
    "decomposed": unicodedata.normalize("NFD", PLAIN),
    "over lines": PLAIN.replace("sagt mye", "sagt\n      mye").replace("Åpent møte", "Åpent\n    møte"),
    "escaped": PLAIN.replace(
        '"Åpent møte"',
        r'"\u00c5pent m\u00f8te, \
      fartsgrense"',
    ),
}
ASKED = ("fartsgrense", "aapent", "åpent møte", "elsparkesykkel kart", "ringvei", '"mye – og fartsgrensen"', '"–"',
         '"– og" skole', '"t say"', "can t", "merknad", "rådhus fartsgrense", "å",
         '"sagt mye"', '"åpent møte"', '"i å"', "ae", "rådhuset 2026")  # fmt: skip


def hits(candidate: Candidate, tree: Texts) -> list[Hit] | None:
    return hits_in(candidate, MarkdownFiles(tree, candidate.query), Wanted(candidate.query), Everything())


def candidates(tree: Texts, query: Query) -> Candidates:
    return Candidates(tree, query, (FILE,), MarkdownFiles(tree, query))


@pytest.mark.parametrize(("text", "asked"), [*product(TEXTS.values(), ASKED)])
def test_what_is_passed_over_holds_nothing(text: str, asked: str) -> None:
    tree, query = Texts({FILE: text, "politirad/a/moter/kart.md": "Elsparkesykler\nog ringvei.\n"}), Query.of(asked)
    found = [hit for one in candidates(tree, query) for hit in hits(one, tree) or ()]
    assert found == hits(Candidate(FILE, text, query), tree)


def test_what_says_in_its_words_alone_that_nothing_is_there_is_not_taken_apart() -> None:
    tree = Texts({FILE: PLAIN})
    assert not list(candidates(tree, Query.of("fartsgren")))
    (one,) = candidates(tree, Query.of("fartsgrense"))
    assert one.places is not None
    words = [
        PLAIN[place:].split()[0] for place, number in zip(one.places.at, one.places.numbers, strict=True) if number == 0
    ]
    assert words == ["Fartsgrenser", "fartsgrensen", "fartsgrense"]
