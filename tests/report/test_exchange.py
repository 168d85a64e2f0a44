"""The JSON report is written as all documents of kps's are, whoever writes it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from reports import empty, example, harmful, several

from kps.language.for_programs import as_document
from kps.report.exchange import as_json
from kps.report.year_status import Status

SOMEBODY = "010190 75180"


def _told_of(label: str) -> Status:
    return example().model_copy(update={"registers": (label,)})


@pytest.mark.parametrize("made", [example, empty, several, harmful])
def test_a_status_is_written_as_any_document(made: Callable[[], Status]) -> None:
    assert as_json(made()) == as_document(made().model_dump(mode="json", by_alias=True))


@pytest.mark.parametrize("label", [SOMEBODY, "0101\t90", "a\x1b\x7f\u2028ø"], ids=["private", "a tab", "unprintable"])
def test_so_is_one_whose_words_are_odd(label: str) -> None:
    assert as_json(_told_of(label)) == as_document(_told_of(label).model_dump(mode="json", by_alias=True))


def test_nobodys_number_is_in_it() -> None:
    assert SOMEBODY not in as_json(_told_of(SOMEBODY))


def test_half_of_a_pair_of_signs_is_told_by_its_number() -> None:
    assert '"\\udc80"' in as_json(_told_of("\udc80"))
