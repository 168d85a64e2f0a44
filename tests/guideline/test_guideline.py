import re

import pytest

from kps.guideline import (
    Question,
    Statement,
    contact_tasks,
    legal_basis,
    method_questions,
    questions,
    statement,
    statements,
)
from kps.language import LANGUAGES, Language
from kps.language.reader import choose, chosen, said

ASKED = "0a 0b 1a 1c 2.1c 2.1d 4d 4h 4.1.1g 4.1.4a 4.1.4b 4.1.5a 4.1.6b 4.1.6c 4.3b 5.3e 6f 8a 8b"
MODALITIES = ("skal", "bør", "kan", "fakta")
WHO = ("politi", "kommune", "begge", "råd", "kontakt", "distrikt", "forum")
KINDS = ("register", "politiråd", "avtale", "politikontakt", "møte", "evaluering", "kunnskapsgrunnlag")
KEYS = """kontakten bidrag kunnskap gjensidighet samhandling lokalkunnskap formidling utveksling forankring klima
    ansvarsforståelse prioritert forberedt lovkunnskap kommunen_med_fra kunnskapsbasert utadrettet slt
    tidlig_involvering videreutvikling"""

# The guideline's strength of words, as each language shows it.
STRENGTH = {
    ("skal", "nb"): r"\bskal\b",
    ("skal", "nn"): r"\bskal\b",
    ("skal", "en"): r"\bshall\b",
    ("bør", "nb"): r"\bbør\b",
    ("bør", "nn"): r"\bbør\b",
    ("bør", "en"): r"\bshould\b",
    ("kan", "nb"): r"\bkan\b|\bfrivillig\b",
    ("kan", "nn"): r"\bkan\b|\bfrivillig\b",
    ("kan", "en"): r"\bmay\b|\bcan\b|\bvoluntary\b",
}
STRONGER = {
    "skal": r"\bbør\b|\bshould\b",
    "bør": r"\bskal\b|\bshall\b|\bmust\b",
    "kan": r"\bskal\b|\bbør\b|\bmå\b|\bshall\b|\bshould\b|\bmust\b",
    "fakta": r"\bskal\b|\bbør\b|\bmå\b|\bshall\b|\bshould\b|\bmust\b",
}
NOT_IN = {
    "nb": r"ikkje|frå|ein|eit|ei|dei|kven|kva|korleis|vere|saman|òg|mellom anna|\w+leik",
    "nn": r"ikke|fra|en|et|de|dem|hvem|hva|hvor|hvordan|hvilke|være|sammen|også|gjøre"
    r"|noen|noe|kommuner|\w+ighet|\w+ighetene|forebygg\w*|følger?|bygge|tjenest\w*|rollen",
    "en": r"og|ikke|skal|bør",
}


def ids(those: tuple[Statement, ...] = statements()) -> list[str]:
    return [one.id for one in those]


@pytest.fixture(params=statements(), ids=ids())
def each(request: pytest.FixtureRequest) -> Statement:
    assert isinstance(request.param, Statement)
    return request.param


def test_all_are_there_once_and_in_the_guidelines_order() -> None:
    assert len(statements()) == 109
    assert len(set(ids())) == 109
    assert [int(one[0]) for one in ids()] == sorted(int(one[0]) for one in ids())
    assert (ids()[0], ids()[-1]) == ("0a", "9a")


def test_the_words_of_the_fields(each: Statement) -> None:
    assert each.modality in MODALITIES
    assert each.who in WHO
    assert each.check in ("machine", "ask", "model")
    assert re.match(r"Forord(, \d)?$|\d", each.section)
    assert " and " not in each.section


def test_texts_in_three_languages(each: Statement) -> None:
    texts = [each.text(language) for language in LANGUAGES]
    assert all(text == text.strip() and text[-1] in ".?" for text in texts)
    assert len(set(texts)) == 3


def test_strength_of_words_is_the_guidelines(each: Statement) -> None:
    for language in LANGUAGES:
        text = each.text(language)
        if each.modality != "fakta":
            assert re.search(STRENGTH[each.modality, language], text), text
        assert not re.search(STRONGER[each.modality], text, re.IGNORECASE), text


def test_the_languages_are_not_mixed(each: Statement) -> None:
    for language in LANGUAGES:
        found = re.search(rf"\b({NOT_IN[language]})\b", each.text(language), re.IGNORECASE)
        assert not found, (language, found)


def test_something_answers_to_every_statement(each: Statement) -> None:
    if each.check == "model":
        assert each.records
    if each.check == "ask":
        assert each.questions or each.records
    assert all(key.split(".")[0] in KINDS and "." in key for key in each.records)


def test_the_statements_that_only_people_can_judge() -> None:
    assert [one.id for one in statements() if one.check == "ask"] == ASKED.split()
    assert all(one.questions for one in statements() if one.check == "ask")
    assert all(one.check == "ask" for one in statements() if one.questions)


def test_questions() -> None:
    assert [one.key for one in questions()] == KEYS.split()
    assert set(KEYS.split()) == {key for one in statements() for key in one.questions}
    order = [ids().index(one.statements[0]) for one in questions()]
    assert order == sorted(order)
    assert next(one for one in questions() if one.key == "lovkunnskap").statements == ("4.1.5a", "4.3b")


def test_questions_of_the_methods() -> None:
    keys = {method: [one.key for one in method_questions(method)] for method in ("hovedspørsmål", "gll", "ks")}
    assert keys == {
        "hovedspørsmål": ["status", "tiltak", "samarbeid", "rammer", "læring", "videre"],
        "gll": ["gjort", "lært", "lurt"],
        "ks": [],
    }
    assert method_questions("gll")[0].statements == ("7e",)


@pytest.mark.parametrize(
    "one",
    [*questions(), *method_questions("hovedspørsmål"), *method_questions("gll")],
    ids=lambda one: one.key,
)
def test_question_texts(one: Question) -> None:
    texts = {language: one.text(language) for language in LANGUAGES}
    assert len(set(texts.values())) == 3
    for language, text in texts.items():
        assert text[-1] in ".?"
        assert not re.search(rf"\b({NOT_IN[language]})\b", text, re.IGNORECASE), text


def test_lookup_and_the_language_chosen() -> None:
    before = chosen()
    try:
        choose("nn")
        assert said(statement("3d")) == statement("3d").text("nn") != statement("3d").text("nb")
    finally:
        choose(before)
    assert hash(statement("3d")) != hash(statement("3e"))
    with pytest.raises(KeyError, match="no statement '3z'"):
        statement("3z")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_contact_s_six_main_tasks(language: Language) -> None:
    tasks = contact_tasks(language)
    assert len(tasks) == 6
    assert all(task in statement("5.1a").text(language) and task[-1].isalpha() for task in tasks)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_legal_basis_names_its_paragraphs(language: Language) -> None:
    (duty,) = legal_basis("samarbeidsavtale", language)
    assert "10-1" in duty
    assert "15-1" in duty
    for kind in ("skoleavtale", "fylkeskommuneavtale"):
        assert legal_basis(kind, language)[0] == duty
        assert re.search(r"(§|section) 15\b", legal_basis(kind, language)[1])
