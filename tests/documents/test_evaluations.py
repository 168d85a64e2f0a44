"""The paper of an evaluation, in both written forms and every format that needs no browser."""

from __future__ import annotations

import pytest
from papers import FOLDER, TODAY, WORDING, register
from test_canaries import everything_in

from kps.documents.document import Document, document
from kps.formats.making import file_of
from kps.formats.paper import Paper
from kps.register.kept import stamp_text
from kps.register.stamps import ENDINGS, Ending

EVALUATION = """\
type: evaluering
gjelder: politirådet
år: 2025
gjennomført: 2025-11-20
metode: gll
deltakere:
  - {navn: Anne Berg, part: kommune}
  - {navn: Ida Moe, part: politi}
svar:
  lurt: |
    Færre saker.
  eget_spørsmål: |
    Et eget svar.
vurdering:
  bidrag: 4
justeringer:
  - {hva: Kortere møter, ansvarlig: Siv Aas, frist: 2026-03-01}
behandlet: 2026-03-12
"""


def evaluation(text: str = EVALUATION, *, number: str = "4205", public: bool = False) -> Document:
    found = register({f"{FOLDER}/evaluering-2025.yaml": text}, numbers=f'["{number}"]')
    (record,) = found.evaluations
    return document(found, record, "evaluering", public=public, as_of=TODAY, wording=WORDING)


@pytest.mark.parametrize(
    ("number", "told"),
    [
        (
            "4205",
            (
                "# Evaluering 2025: Politirådet i Lindesnes\n",
                "- **Gjennomført:** 20. november 2025\n- **Metode:** gjort, lært, lurt\n",
                "- **Behandlet i møtet:** 12. mars 2026\n",
                "## Deltakere\n\n- Anne Berg (kommunen)\n- Ida Moe (politiet)\n",
                "## Hva er lurt å gjøre videre?\n\nFærre saker.\n\n## Eget spørsmål\n\nEt eget svar.\n",
                "Både kommunen og politiet bidrar til mindre kriminalitet og tryggere innbyggere. | 4 |",
                "| Hva | Ansvarlig | Frist | Gjennomført |\n",
                "| Kortere møter | Siv Aas | 01.03.2026 |  |\n",
            ),
        ),
        (
            "4621",
            (
                "- **Behandla i møtet:** 12. mars 2026\n",
                "## Deltakarar\n",
                "## Kva er lurt å gjere vidare?\n\nFærre saker.\n",
                "Deltakarane har svart frå 1",
                "| Kva | Ansvarleg | Frist | Gjennomført |\n",
            ),
        ),
    ],
    ids=["nb", "nn"],
)
def test_an_evaluation_in_each_written_form(number: str, told: tuple[str, ...]) -> None:
    for public in (False, True):
        text = evaluation(number=number, public=public).text
        for words in told:
            assert words in text


def test_an_evaluation_that_changes_nothing_says_why_not_else_that_nothing_is_registered() -> None:
    changed = "justeringer:\n  - {hva: Kortere møter, ansvarlig: Siv Aas, frist: 2026-03-01}\n"
    said = EVALUATION.replace(changed, "ingen_justering: Alt går bra.\n")
    assert "Ingen justeringer er nødvendige: Alt går bra.\n" in evaluation(said).text
    assert "Ingen justeringer er registrert.\n" in evaluation(EVALUATION.replace(changed, "")).text


@pytest.mark.parametrize("ending", ENDINGS)
def test_an_evaluation_is_made_in_every_format(ending: Ending) -> None:
    said = evaluation()
    record = register({f"{FOLDER}/evaluering-2025.yaml": EVALUATION}).evaluations[0]
    stamp = stamp_text(record, public=False)
    data = file_of(Paper(said.text, said.language, author=said.author, day=said.day, stamp=stamp), ending)
    held = everything_in(data, ending)
    assert "Kortere møter" in held
    assert "Hva er lurt å gjøre videre?" in held
