"""What an unreadable evaluation or council may be the answer to: whether a forum was evaluated, who may be asked."""

from __future__ import annotations

from datetime import date

import pytest

from kps.checking.engine import check
from kps.output.rule_cases import REGISTER
from kps.register.memory import Texts
from kps.register.reading import load

FOLDER = "politirad/4205-lindesnes"
COUNCIL = """\
type: politiråd
navn: Politirådet i Lindesnes
kommuner: ["4205"]
status: aktivt
opprettet: 2021-03-01
temafora: [{navn: Utelivsforum, leder: Ida Moe}]
"""
CONTACT = (
    'type: politikontakt\nnavn: Kari Hansen\nkommuner: ["4205"]\ntiltrådt: 2025-02-01\nfullmakt_avklart: 2025-02-14\n'
)
OLDER = "type: evaluering\ngjelder: politirådet\når: 2023\ngjennomført: 2023-11-20\nmetode: annet\n"
BROKEN = "type: [\n"


def _told(files: dict[str, str]) -> set[str]:
    found = check([load(Texts({"kps.yaml": REGISTER, f"{FOLDER}/politirad.yaml": COUNCIL, **files}))], date(2026, 6, 1))
    return {one.code for one in found}


@pytest.mark.parametrize(
    ("code", "sound", "broken"),
    [
        ("E706", {}, f"{FOLDER}/evaluering-2025-utelivsforum.yaml"),
        ("E707", {f"{FOLDER}/evaluering-2023.yaml": OLDER}, f"{FOLDER}/evaluering-2025.yaml"),
        ("K511", {"politikontakter/kari-hansen.yaml": CONTACT}, f"{FOLDER}/politirad.yaml"),
    ],
)
def test_it_is_not_told_while_the_answer_may_stand_in_a_file_that_cannot_be_read(
    code: str, sound: dict[str, str], broken: str
) -> None:
    assert code in _told(sound)
    assert code not in _told(sound | {broken: BROKEN})


def test_an_evaluation_of_another_council_answers_for_none_of_it() -> None:
    other = "politirad/4206-farsund"
    files = {f"{other}/politirad.yaml": COUNCIL.replace("4205", "4206"), f"{FOLDER}/evaluering-2023.yaml": OLDER}
    assert {"E706", "E707"} <= _told(files | {f"{other}/evaluering-2025.yaml": BROKEN})
