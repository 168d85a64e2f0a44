"""A municipality that stands twice in a list is one: D006 tells it, and nothing else names or counts it twice."""

from __future__ import annotations

from datetime import date

import pytest

from kps.checking.engine import check
from kps.checking.rule import rules
from kps.language.reader import said
from kps.output.rule_cases import REGISTER
from kps.register.memory import Texts
from kps.register.reading import load

TWICE = 'kommuner: ["4205", "4205"]\n'
CONTACT = "type: politikontakt\nnavn: Kari Hansen\ntiltrådt: 2025-02-01\n" + TWICE
RUN_OUT = "type: avtale\navtaletype: samarbeidsavtale\nstatus: avsluttet\nfra: 2020-01-01\ntil: 2021-01-01\n" + TWICE


@pytest.mark.parametrize(
    ("code", "file", "text"),
    [("K509", "politikontakter/kari-hansen.yaml", CONTACT), ("A313", "avtaler/avtale-2020.yaml", RUN_OUT)],
)
def test_it_is_named_once(code: str, file: str, text: str) -> None:
    register = load(Texts({"kps.yaml": REGISTER, file: text}))
    (found,) = check([register], date(2026, 6, 1), [rules()[code]])
    assert said(found.message).count("Lindesnes") == 1


def test_it_is_counted_once_among_the_covered() -> None:
    register = load(Texts({"kps.yaml": REGISTER.replace('"4205"', '"4205", "4205"')}))
    assert register.covered == ("4205",)
