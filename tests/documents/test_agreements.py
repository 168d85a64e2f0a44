"""Agreements: who signed for whom, and how a council's page tells one from another."""

from __future__ import annotations

import pytest
from papers import FOLDER, TODAY, WORDING, register

from kps.documents.document import document
from kps.guideline import contact_tasks, statement
from kps.language import Language
from kps.models.base import Record
from kps.register.index import Register
from kps.register.kept import PaperKind

SCHOOL = """\
type: avtale
avtaletype: skoleavtale
skole: Mandal videregående skole
kommuner: ["4205"]
status: inngått
fra: 2024-10-01
underskrevet:
  - {navn: Tone Rosnes, rolle: rektor, dato: 2024-09-24}
  - {navn: Eli Aas, rolle: avdelingsleder, part: andre, dato: 2024-09-24}
  - {navn: Ida Moe, rolle: tjenesteenhetsleder, dato: 2024-09-24}
"""
ANOTHER = "slt: {modell: annen, navn: Modellen, deltakere: [{navn: Familiens hus, part: kommune}]}\n"


def _text(register: Register, record: Record, kind: PaperKind) -> str:
    return document(register, record, kind, public=True, as_of=TODAY, wording=WORDING).text


def test_who_signs_for_a_school_signs_for_the_school() -> None:
    found = register({f"{FOLDER}/avtale-skole.yaml": SCHOOL})
    text = _text(found, found.agreements[0], "avtale")
    assert "| Mandal videregående skole | Tone Rosnes, rektor |" in text
    assert "| Mandal videregående skole | Eli Aas, avdelingsleder |" in text
    assert "| Agder politidistrikt | Ida Moe, tjenesteenhetsleder |" in text


def test_a_councils_page_names_the_school_of_an_agreement_and_who_is_in_another_model() -> None:
    found = register({f"{FOLDER}/avtale-skole.yaml": SCHOOL}, council=ANOTHER)
    text = _text(found, found.councils[0], "rådet")
    assert "**Skoleavtale: Mandal videregående skole**, gjelder fra 1. oktober 2024" in text
    assert "- **Deltakere:** Familiens hus" in text


def test_a_regional_councils_page_names_the_municipality_of_an_agreement() -> None:
    one = 'type: avtale\navtaletype: samarbeidsavtale\nkommuner: ["4207"]\nstatus: inngått\nfra: 2024-03-01\n'
    found = register({f"{FOLDER}/avtale-2024.yaml": one}, numbers='["4206", "4207"]')
    text = _text(found, found.councils[0], "rådet")
    assert "**Samarbeidsavtale: Flekkefjord kommune**, gjelder fra" in text


@pytest.mark.parametrize(("number", "said"), [("4205", "undertegn"), ("4621", "underteikn")])
def test_who_has_not_signed_is_given_a_line_to_sign_on(number: str, said: str) -> None:
    proposed = f"""\
type: avtale
avtaletype: samarbeidsavtale
kommuner: ["{number}"]
status: tilbudt
tilbudt: 2026-04-01
underskrevet:
  - {{navn: Anne Berg, rolle: ordfører}}
  - {{navn: Ida Moe, rolle: tjenesteenhetsleder, dato: 2026-04-02}}
"""
    found = register({f"{FOLDER}/avtale-2026.yaml": proposed}, numbers=f'["{number}"]')
    text = _text(found, found.agreements[0], "avtale")
    assert said not in text
    assert "| Anne Berg, ordf" in text
    assert ", ordførar |  |" in text or ", ordfører |  |" in text
    assert "| 2. april 2026 |" in text


@pytest.mark.parametrize(
    ("months", "nb", "nn"),
    [
        (1, "hver måned", "kvar månad"),
        (12, "hvert år", "kvart år"),
        (18, "hver 18. måned", "kvar 18. månad"),
        (24, "hvert annet år", "annakvart år"),
        (36, "hvert tredje år", "tredjekvart år"),
        (48, "hvert fjerde år", "fjerdekvart år"),
        (60, "hvert femte år", "femtekvart år"),
        (72, "hver 72. måned", "kvar 72. månad"),
    ],
)
def test_how_often_is_said_as_people_say_it(months: int, nb: str, nn: str) -> None:
    for number, words, open_ended in (
        ("4205", nb, "- **Gjelder:** til avtalen sies opp\n"),
        ("4621", nn, "- **Gjeld:** til avtalen blir sagd opp\n"),
    ):
        record = (
            f'type: avtale\navtaletype: samarbeidsavtale\nkommuner: ["{number}"]\nstatus: inngått\nfra: 2024-03-01\n'
            f"revisjon: {{måneder: {months}}}\nevaluering: {{måneder: {months}}}\n"
        )
        found = register({f"{FOLDER}/avtale-2024.yaml": record}, numbers=f'["{number}"]')
        text = _text(found, found.agreements[0], "avtale")
        assert text.count(f" {words}.\n") == 2
        assert open_ended in text


@pytest.mark.parametrize("form", ["nb", "nn"])
@pytest.mark.parametrize("kind", ["samarbeidsavtale", "skoleavtale"])
def test_an_agreement_states_its_legal_basis_with_the_paragraphs(kind: str, form: Language) -> None:
    number = "4205" if form == "nb" else "4222"
    agreement = SCHOOL.replace("skoleavtale", kind).replace("4205", number)
    found = register({f"{FOLDER}/avtale.yaml": agreement}, numbers=f'["{number}"]')
    text = _text(found, found.agreements[0], "avtale")
    assert f"## {'Rettslig' if form == 'nb' else 'Rettsleg'} grunnlag\n" in text
    basis = (statement("1b").text(form), statement("3h").text(form))
    assert [one in text for one in basis] == [True, kind == "skoleavtale"]


CONTACT = 'type: politikontakt\nnavn: Kari Hansen\nkommuner: ["4205"]\ntiltrådt: 2025-02-01\n'


def test_a_councils_page_tells_what_the_contact_is_there_for() -> None:
    found = register({"politikontakter/kari.yaml": CONTACT}, council="politikontakt: kari\n")
    text = _text(found, found.councils[0], "rådet")
    assert all(f"- {task}\n" in text for task in contact_tasks("nb"))
    without = register({})
    assert contact_tasks("nb")[0] not in _text(without, without.councils[0], "rådet")


def test_the_file_of_what_an_agreement_rests_on_is_the_parties_own() -> None:
    rests = "kunnskapsgrunnlag: [{kilde: politi, tittel: Ungdata 2025, fil: FUGL.pdf}]"
    record = f"{SCHOOL}satsingsområder:\n  - {{navn: Trygge skoler, {rests}}}\nrevisjon: {{måneder: 24, {rests}}}\n"
    found = register({f"{FOLDER}/avtale-skole.yaml": record})
    for public, files in ((False, 2), (True, 0)):
        wording = WORDING
        made = document(found, found.agreements[0], "avtale", public=public, as_of=TODAY, wording=wording).text
        assert made.count("- Ungdata 2025 (fra politiet)") == 2
        assert made.count("FUGL.pdf") == files
