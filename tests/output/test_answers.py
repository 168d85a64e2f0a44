"""Each of the 109 statements has an answer, and a test here fails when it is taken away.

A rule that is off or gone, a question that is no longer asked or whose answer nobody sees, a key that nothing shows.
"""

from __future__ import annotations

import json
from datetime import date

import pytest
from whole_register import COUNCIL, shown, whole, without

from kps.checking.rule import rules
from kps.guideline import questions, statement
from kps.models.council import Council
from kps.output.rule_cases import cases
from kps.output.tracing import traced
from kps.register.memory import Texts
from kps.register.reading import load
from kps.resources import folder
from kps.scaffold.records import NewEvaluation, new_evaluation
from kps.source.values import Value
from sampling import sampled

ANSWERS = """
0a people kontakten
0b people bidrag
1a people kunnskap
1b record
1c people gjensidighet
1d rule G101 R422
1.1a record
2a record
2b record
2.1a record
2.1b rule M416
2.1c people samhandling
2.1d people lokalkunnskap
2.2a record
2.3a record
2.3b rule A312
2.3c record
2.3d rule M417
2.3e rule R402 R403 R404
3a rule A301
3b record
3c record
3d rule A303
3e rule A304 A305 A313
3f rule A306
3g rule A307 G103 G104
3h record
3i rule A308
3j rule A309
3k rule A310
3l rule A311
3m record
4a rule R401
4b rule M421 P001 P002 P004
4c record
4d people formidling
4e rule R406
4f rule G105 R407
4g rule R408
4h people utveksling
4i record
4j rule R423
4.1.1a rule R402 R418 R420
4.1.1b rule R403
4.1.1c rule R404
4.1.1d rule R405
4.1.1e rule R409 R419
4.1.1f rule M413
4.1.1g people forankring
4.1.2a rule M403 M404
4.1.2b rule M405
4.1.2c rule M406
4.1.2d rule M407 M408
4.1.2e rule M409 M410
4.1.2f rule M401
4.1.2g rule M402
4.1.3a rule M418
4.1.3b rule R410
4.1.4a people klima
4.1.4b people ansvarsforståelse prioritert forberedt
4.1.4c rule G105 M411 M412
4.1.5a people lovkunnskap
4.1.5b rule G101 G102 M415 M416
4.1.6a rule R416
4.1.6b people kommunen_med_fra
4.1.6c people kunnskapsbasert
4.2a rule R410
4.2b record
4.2c rule R417
4.3a rule R411 R424
4.3b people lovkunnskap
4.3c rule R413
4.3d rule R424
4.4a record
4.4b rule R412
4.4c record
5a rule K501
5b rule K502
5c rule K502 K503
5d rule K510
5.1a record
5.2a rule K505
5.2b rule M414 R414
5.2c rule K506
5.2d rule K507
5.2e record
5.2f rule K511
5.3a rule K504
5.3b rule K509
5.3c rule K508 R415 R425
5.3d record
5.3e people utadrettet
5.3f record
6a record
6b record
6c rule S601 S602 S605
6d rule M419 M420
6e rule S603 S604
6f people slt
7a rule E701
7b rule E702 E706
7c record
7d rule E703
7e rule E703
7f rule E704 E705
7g record
8a people tidlig_involvering
8b people videreutvikling
9a record
"""
"""Each statement's grade, and the rules that decide it or the questions that are asked: what is not to be lost."""

_STATED = {id: (grade, names) for id, grade, *names in map(str.split, ANSWERS.strip().splitlines())}
_RULED = [(id, names) for id, (grade, names) in _STATED.items() if grade == "rule"]
_ASKED = [(id, name) for id, (grade, names) in _STATED.items() if grade == "people" for name in names]
_WRITTEN = [(one.statement.id, key) for one in traced() if one.grade == "record" for key in one.statement.records]

ELSEWHERE = {"register.veileder": "nothing shows it yet: kps knows one edition"}
"""The keys that no paper, list or figure shows, each with the reason."""


def test_all_109_are_here_as_they_are_told() -> None:
    assert {one.statement.id: one.grade for one in traced()} == {id: grade for id, (grade, _) in _STATED.items()}
    assert len(_STATED) == 109
    assert len(_RULED) + len({id for id, _ in _ASKED}) + len({id for id, _ in _WRITTEN}) == 109


@pytest.mark.parametrize(("id", "codes"), _RULED, ids=[id for id, _ in _RULED])
def test_its_rules_rest_on_it_and_find_what_their_cases_hold(id: str, codes: list[str]) -> None:
    held = [code for code in codes if (folder("cases") / f"{code}.yaml").is_file()]
    assert held
    for code in codes:
        assert id in rules()[code].cites
    for code in held:
        case = cases(code)[0][0]
        assert case.run(rules()[code])


@pytest.mark.parametrize(("id", "key"), _ASKED)
def test_its_question_is_asked_and_the_answer_is_seen(id: str, key: str) -> None:
    assert key in statement(id).questions
    (question,) = (one for one in questions() if one.key == key)
    register = load(Texts({file: _as_text(one) for file, one in whole().items()}))
    (council,) = (one for one in register.councils if one.origin.folder == COUNCIL)
    assert isinstance(council, Council)
    asked = new_evaluation(register, council, NewEvaluation("gll", 2026, date(2026, 5, 1))).text
    assert f"# {question.text('nb')}\n  {key}:\n" in asked
    assert question.text("nb") not in shown(_answering({}))
    assert question.text("nb") in shown(_answering({key: "4"}))


def _answering(scores: dict[str, Value]) -> dict[str, Value]:
    file = f"{COUNCIL}/evaluering-2025.yaml"
    evaluation = whole()[file]
    assert isinstance(evaluation, dict)
    return {**whole(), file: {**evaluation, "vurdering": dict(scores)}}


def _as_text(record: Value) -> str:
    return json.dumps(record, ensure_ascii=False)


@pytest.mark.parametrize(("id", "key"), sampled(_WRITTEN, 3))
def test_what_is_written_for_it_is_shown(id: str, key: str) -> None:
    bare = without(key)
    assert bare != dict(whole())
    assert (shown(bare) != shown(whole())) is (key not in ELSEWHERE)


@pytest.mark.parametrize(
    "words",
    ["Færre unge i rusmiljøer", "Trygge skoler", "Rådet møtes", "Eilert Sundt vgs.", "Faste møter", "Samlokal",
     "Kan avtale tiltak", "Ola Felles", "Siv Aas", "Slik blir det", "Situasjonsbilde"],
)  # fmt: skip
def test_what_is_written_in_free_words_stands_there_itself(words: str) -> None:
    assert words in shown(whole())
