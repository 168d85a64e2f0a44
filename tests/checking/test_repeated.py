"""Judged again after any edits, a register is told of as if it were judged for the first time, and less is asked."""

from __future__ import annotations

from datetime import date
from random import Random

import pytest

import random_edits
from kps.checking.engine import check
from kps.checking.repeated import Repeated
from kps.register.memory import Texts
from kps.register.pieces import Pieces
from sampling import sampled

DAY = date(2026, 11, 24)
EDITS = 6


def _begun(dice: Random) -> dict[str, str]:
    some = tuple(dice.sample(random_edits.all_cases(), 5))
    return dict(random_edits.side_by_side(some) if dice.random() < 0.8 else random_edits.example("agder"))


@pytest.mark.parametrize("seed", sampled(range(48), 12))
def test_after_each_edit_the_findings_are_those_of_the_whole(seed: int) -> None:
    dice = Random(seed)
    texts = _begun(dice)
    judge, pieces = Repeated(random_edits.a_day(dice, DAY)), Pieces().renewed(Texts(texts))
    earlier: list[dict[str, str]] = []
    for _ in range(EDITS):
        register = pieces.assembled("")
        assert judge.findings(register) == check([register], judge.as_of)
        assert judge.known(register) == Repeated(judge.as_of).known(register)
        earlier.append(texts)
        edits = random_edits.edit(dice, texts)
        after = {file: text for file, text in (texts | edits).items() if text is not None}
        # People take back what they did: then it is as it was before, in pieces that are read anew.
        after = dice.choice(earlier) if dice.random() < 0.2 else after
        changed = {file for file in texts.keys() | after.keys() if texts.get(file) != after.get(file)}
        texts, pieces = after, pieces.renewed(Texts(after), changed)


def test_what_is_as_it_was_is_not_asked_about_again() -> None:
    council = 'type: politiråd\nnavn: Rådet\nkommuner: ["{0}"]\nstatus: aktivt\nopprettet: 2020-01-01\n'
    texts = {f"politirad/{one}/politirad.yaml": council.format(one) for one in ("4202", "4205", "4206")}
    texts["kps.yaml"] = "type: register\nnavn: R\npolitidistrikt: Agder\nkommuner: alle\ngjelder_fra: 2020-01-01\n"
    judge, pieces = Repeated(DAY), Pieces().renewed(Texts(texts))
    before = judge.findings(pieces.assembled(""))
    file = "politirad/4205/politirad.yaml"
    again = pieces.renewed(Texts(texts | {file: texts[file] + "møter_per_år: 4\n"}), [file])
    after = judge.findings(again.assembled(""))
    asked_again = {one.file for one in after if not any(one is other for other in before)}
    assert file in asked_again
    assert {"politirad/4202/politirad.yaml", "politirad/4206/politirad.yaml"} <= {
        one.file for one in after
    } - asked_again
