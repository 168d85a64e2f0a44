"""A finding in one paragraph: what is wrong and how to mend it, each a sentence."""

from __future__ import annotations

from datetime import date

import pytest

from kps.checking.finding import Finding
from kps.language import Message, msg
from kps.language.reader import choose
from kps.output.located import located
from kps.output.wording import told
from kps.register.memory import Texts


@pytest.mark.parametrize(
    ("message", "mend", "says"),
    [
        (msg("a tab stands here"), msg("delete it"), "A tab stands here. Delete it."),
        (msg("no plan"), msg("Write one."), "No plan. Write one."),
        (msg("was it held?"), msg("Write one."), "Was it held? Write one."),
        (msg("{file} is old", file="moter/a.yaml"), msg("Write one."), "moter/a.yaml is old. Write one."),
    ],
)
def test_each_sentence_ends_in_one_sign(message: Message, mend: Message, says: str) -> None:
    choose("en")
    finding = Finding("D012", "error", (), ".", "a.yaml", (), "auto", message, mend, date(2026, 6, 1))
    (one,) = located([finding], {".": Texts({"a.yaml": "type: møte\n"})})
    assert told(one) == says
