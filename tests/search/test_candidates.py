"""What is passed over unread: nothing that a look at every value would have found."""

from __future__ import annotations

import unicodedata
from itertools import product

import pytest

from kps.register.memory import Texts
from kps.search.candidates import Candidate, Candidates
from kps.search.hits import Hit, Wanted, hits_in
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
    "escaped": PLAIN.replace(
        '"Åpent møte"',
        r'"\u00c5pent m\u00f8te, \
      fartsgrense"',
    ),
}
ASKED = ("fartsgrense", "aapent", "åpent møte", "elsparkesykkel kart", "ringvei", '"mye – og fartsgrensen"', '"–"',
         '"– og" skole', '"t say"', "can t", "merknad", "rådhus fartsgrense", "å")  # fmt: skip


def hits(candidate: Candidate, tree: Texts) -> list[Hit] | None:
    return hits_in(candidate, tree, Wanted(candidate.query), Everything())


@pytest.mark.parametrize(("text", "asked"), [*product(TEXTS.values(), ASKED)])
def test_what_is_passed_over_holds_nothing(text: str, asked: str) -> None:
    tree, query = Texts({FILE: text, "politirad/a/moter/kart.md": "Elsparkesykler\nog ringvei.\n"}), Query.of(asked)
    found = [hit for one in Candidates(tree, query, (FILE,)) for hit in hits(one, tree) or ()]
    assert found == hits(Candidate(FILE, text, query), tree)


def test_what_says_in_its_words_alone_that_nothing_is_there_is_not_taken_apart() -> None:
    tree = Texts({FILE: PLAIN})
    assert not list(Candidates(tree, Query.of("fartsgren"), (FILE,)))
    (one,) = Candidates(tree, Query.of("fartsgrense"), (FILE,))
    assert one.near is not None
    assert set(one.near) == {"Fartsgrenser", "fartsgrensen", "fartsgrense"}
