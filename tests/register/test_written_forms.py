"""Texts that are written once for both forms of Norwegian, and the templates that hold them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from kps.register.written import in_form
from kps.resources import folder

TEXT = "- **[[Sted|Stad]]:** [[a|b]] | c\nnb| | Hei\nnn|   Hallo\nnb|uten\n"
FILES = sorted(file for part in ("papers", "records") for file in (folder("templates") / part).glob("*.j2"))


def test_words_and_lines_are_of_one_form() -> None:
    assert in_form(TEXT, "nb") == "- **Sted:** a | c\n| Hei\nnb|uten\n"
    assert in_form(TEXT, "nn") == "- **Stad:** b | c\n  Hallo\nnb|uten\n"


def test_a_pair_may_lack_one_half_and_never_reaches_over_a_line() -> None:
    assert in_form("et[[|t]] [[a\n|b]]", "nn") == "ett [[a\n|b]]"


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_no_mark_is_left_in_either_form_and_the_forms_differ(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    nb, nn = in_form(text, "nb"), in_form(text, "nn")
    assert nb != nn
    for one in (nb, nn):
        assert "[[" not in one
        assert "]]" not in one.replace("]]}", "")
        assert not re.search(r"^n[bn]\|", one, re.MULTILINE)
