"""A plan's measure that a meeting's oppfølging names is printed with its text, as an action is (4, 4.1.4)."""

from __future__ import annotations

from datetime import date

import pytest
from papers import WORDING

from kps.documents.document import document
from kps.register.kept import PaperKind
from kps.register.memory import Texts
from kps.register.reading import load

FOLDER = "politirad/4205-lindesnes"
DAY = date(2026, 5, 11)
COUNCIL = """\
type: politiråd
navn: Politirådet i Lindesnes
kommuner: ["4205"]
status: aktivt
opprettet: 2021-03-01
handlingsplaner:
  - tittel: Trygt uteliv
    fra: 2026-01-01
    tiltak:
      - {hva: Felles runder, ansvarlig: Siv Aas, frist: 2026-04-30}
      - {hva: Ikke nevnt, frist: 2026-04-30}
"""


def _paper(line: str, kind: PaperKind, *, public: bool) -> str:
    meeting = f"type: møte\ndato: 2026-05-07\nstatus: avholdt\noppfølging: [{line}]\n"
    files = {
        "kps.yaml": 'type: register\nnavn: R\npolitidistrikt: Agder\nkommuner: ["4205"]\ngjelder_fra: 2020-01-01\n',
        f"{FOLDER}/politirad.yaml": COUNCIL,
        f"{FOLDER}/moter/2026-05-07.yaml": meeting,
    }
    register = load(Texts(files))
    return document(register, register.meetings[0], kind, public=public, as_of=DAY, wording=WORDING).text


@pytest.mark.parametrize("public", [True, False])
@pytest.mark.parametrize("kind", ["innkalling", "referat"])
def test_with_its_text_its_people_and_what_the_meeting_said(kind: PaperKind, public: bool) -> None:
    line = "{tiltak: trygt-uteliv/1, status: pågår, frist: 2026-06-30, merknad: Godt i gang}"
    text = _paper(line, kind, public=public)
    (row,) = (one for one in text.splitlines() if "trygt-uteliv/1" in one)
    for words in ("Felles runder", "Siv Aas", "30.06.2026", "pågår", "Godt i gang"):
        assert words in row
    assert "Ikke nevnt" not in text


def test_a_measure_that_is_not_there_is_a_slip_as_before() -> None:
    assert "Felles runder" not in _paper("{tiltak: trygt-uteliv/9, status: pågår}", "referat", public=True)
