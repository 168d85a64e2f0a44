"""What every rule's page owes its readers: why it is milder than the guideline, and keys marked as such."""

from __future__ import annotations

import re

import pytest

from kps.checking.finding import SEVERITIES, Severity
from kps.checking.rule import Rule, rules, strength
from kps.language import Language, Message
from kps.models.base import Model, parts
from kps.output.pages import page_markdown
from kps.output.rule_cases import cases
from kps.resources import folder
from kps.source import read

REASON = r"\b{word}\b[^.]*?(?:: \w|, since |\bwhile |\buntil )"
"""What a page says of a milder finding: the word, and in the same sentence the reason."""

ALSO_ENGLISH = {"for", "form", "id", "logo", "part", "plan", "start", "status", "type", "politikontakt"}
"""Keys that are English words as well, and one that is the name of the role."""

CITING = [rule for rule in rules().values() if rule.cites]


def _of_the_guideline(rule: Rule) -> Severity:
    return min((strength(one) for one in rule.statements), key=SEVERITIES.index)


def _found(rule: Rule) -> set[Severity]:
    """The severities that the rule's cases show, and its own."""
    if not (folder("cases") / f"{rule.code}.yaml").is_file():
        return {rule.severity}
    return {rule.severity, *(one.severity for case in cases(rule.code)[0] for one in case.finds)}  # type: ignore[arg-type]


@pytest.mark.parametrize("rule", CITING, ids=lambda rule: rule.code)
def test_a_rule_milder_than_its_statement_says_why(rule: Rule) -> None:
    page = " ".join(rule.page.when)
    strongest = SEVERITIES.index(_of_the_guideline(rule))
    for severity in _found(rule):
        if SEVERITIES.index(severity) > strongest:
            assert re.search(REASON.format(word=severity), page), severity


def test_most_of_the_rules_that_are_milder_are_found_by_their_cases() -> None:
    milder = [one.code for one in CITING if max(map(SEVERITIES.index, _found(one))) > _index(one)]
    assert {"A305", "K503", "M404", "M417", "R414", "S603", "S604"} <= set(milder)


def _index(rule: Rule) -> int:
    return SEVERITIES.index(_of_the_guideline(rule))


def _models(model: type[Model]) -> set[type[Model]]:
    return {model}.union(*(_models(one) for one in model.__subclasses__()))


def _keys() -> frozenset[str]:
    return frozenset(key for model in _models(Model) for key in parts(model)) - ALSO_ENGLISH


@pytest.mark.parametrize("rule", rules().values(), ids=lambda rule: rule.code)
def test_keys_are_marked_and_days_written_out(rule: Rule) -> None:
    page = " ".join((rule.page.title, *rule.page.when, rule.page.mend))
    running = re.sub(r"`[^`]*`|Kopi av X|X kopi", "", page)
    assert not set(re.findall(r"\w+", running)) & _keys()
    assert not re.search(r"\w_\w|\d{4}-\d{2}-\d{2}", running)


@pytest.mark.parametrize("rule", CITING, ids=lambda rule: rule.code)
def test_what_the_guideline_says_is_headed_as_kps_s_reading(rule: Rule) -> None:
    page = page_markdown(rule)
    head = "## Hva veilederen sier, slik kps leser den\n"
    assert head in page
    said = page.partition(head)[2].partition("\n## ")[0]
    assert all(one.text("nb") in said for one in rule.statements)


@pytest.mark.parametrize("language", ["en", "nb", "nn"])
@pytest.mark.parametrize("rule", rules().values(), ids=lambda rule: rule.code)
def test_what_a_mend_says_to_write_reads_the_same_on_a_line_of_its_own_and_in_braces(
    rule: Rule, language: Language
) -> None:
    for written in re.findall(r"`(\w+: [^`]*)`", Message(rule.page.mend).text(language)):
        alone, within = read(f"{written}\n".encode()), read(f"sak: {{{written}}}\n".encode())
        assert isinstance(alone.value, dict)
        assert within.value == {"sak": alone.value}
