"""kps new-knowledge: what it writes, where, and that nothing is wrong with it but what is yet to be written."""

from __future__ import annotations

from datetime import date

import pytest
from small import BOKMÅL, NYNORSK, QUIET, register, texts

from kps.checking.engine import check
from kps.models.knowledge import Knowledge
from kps.register.memory import Texts
from kps.register.reading import load
from kps.scaffold.draft import added
from kps.scaffold.knowledge import NewKnowledge, new_knowledge

DAY = date(2026, 6, 11)
THERE = NewKnowledge("Ungdata: Øst 2026", "kommune", day=DAY, inhabitants=True)
ORDERED = NewKnowledge("Situasjonsbilde", "politi", ordered=DAY, due=date(2026, 9, 1))


@pytest.mark.parametrize("number", [BOKMÅL, NYNORSK])
@pytest.mark.parametrize("new", [THERE, ORDERED])
@pytest.mark.parametrize("common", [True, False])
def test_the_record_is_read_as_it_was_meant(number: str, new: NewKnowledge, common: bool) -> None:
    files = texts(council=QUIET, number=number)
    known = register(files)
    draft = new_knowledge(known, None if common else known.councils[0], new)
    whole, product = added(known, draft)
    assert isinstance(product, Knowledge)
    assert (product.title, product.sources, product.day) == (new.title, (new.source,), new.day)
    assert product.inhabitants == new.inhabitants
    assert (product.order.deadline if product.order else None) == new.due
    found = check([load(Texts({**files, draft.file: draft.text}))], DAY)
    assert [one for one in found if one.file == draft.file] == []
    assert whole.products_in(None if common else known.councils[0].origin.folder) == (product,)


def test_its_file_s_name_is_its_id() -> None:
    known = register(texts(council=QUIET, number=BOKMÅL))
    council = known.councils[0]
    assert new_knowledge(known, None, THERE).file == "kunnskap/ungdata-ost-2026.yaml"
    assert new_knowledge(known, council, THERE).file == f"{council.origin.folder}/grunnlag/ungdata-ost-2026.yaml"
