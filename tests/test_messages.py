"""Messages: what is put into them is shown in the reader's own language."""

from __future__ import annotations

from datetime import date

import pytest

from kps.guideline import statement
from kps.language import Language, Message, compound, msg
from kps.models.vocabulary import topics


@pytest.mark.parametrize(
    ("language", "shown"),
    [
        ("nb", "12. mars 2026, 1. desember 1999"),
        ("nn", "12. mars 2026, 1. desember 1999"),
        ("en", "12 March 2026, 1 December 1999"),
    ],
)
def test_a_day_is_written_out(language: Language, shown: str) -> None:
    days = [date(2026, 3, 12), date(1999, 12, 1)]
    assert Message("{days}", {"days": days}).text(language) == shown
    assert Message("{day}", {"day": Message("{day}", {"day": days[0]})}).text(language) == shown.split(",")[0]


def test_a_day_as_it_is_typed_is_a_text() -> None:
    assert Message("{day}", {"day": str(date(2026, 3, 12))}).text("nb") == "2026-03-12"


@pytest.mark.parametrize(
    ("message", "sentence"),
    [
        (msg("no plan"), "No plan"),
        (msg("{file} has the same date", file="moter/a.yaml"), "moter/a.yaml has the same date"),
        (msg("no file {file}", file="a.yaml"), "No file a.yaml"),
        (msg("{what}; so?", what=msg("no plan")), "No plan; so?"),
        (msg("{what}; so?", what=msg("{key} is late", key="til")), "til is late; so?"),
        (msg("{a, b}"), "{a, b}"),
    ],
)
def test_a_sentence_has_a_capital_letter_but_a_value_is_as_it_is(message: Message, sentence: str) -> None:
    assert message.sentence("en") == sentence


def test_what_reads_otherwise_in_each_language_can_be_put_into_a_message() -> None:
    words = [next(iter(topics())), statement("3d")]
    whole = compound("{first}: {words}", first=msg("no plan"), words=words)
    assert whole.text("en") == f"no plan: {words[0].text('en')}, {words[1].text('en')}"
    assert whole.text("nn").endswith(f"{words[0].text('nn')}, {words[1].text('nn')}")
