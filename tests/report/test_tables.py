"""Tables as they are written: safe for a terminal, a pipe and Markdown, whatever the records hold."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest
from reports import DAY, HARMFUL, empty, example, harmful, several
from rich.cells import cell_len
from rich.console import Console

from kps.formats.markdown_tree import Node, parse, words
from kps.formats.tables import markdown, plain, shown
from kps.language import msg
from kps.language.reader import choose
from kps.output.year_paper import as_markdown
from kps.output.year_screen import show
from kps.output.year_text import as_text
from kps.report.shape import Share
from kps.report.table import Cell, Table
from kps.report.year_status import Status


@pytest.fixture(autouse=True)
def _bokmål() -> None:
    choose("nb")


SHOWN: dict[str, tuple[Cell, str]] = {
    "nothing": (None, "–"),
    "no words": (" \t", "–"),
    "a share": (Share(count=2, of=3), "2/3"),
    "a share of nothing": (Share(), "–"),
    "a large number": (1_234_567, "1\N{NO-BREAK SPACE}234\N{NO-BREAK SPACE}567"),
    "four digits as five beside them": (6192, "6\N{NO-BREAK SPACE}192"),
    "a measured value": (Decimal("6192.50"), "6\N{NO-BREAK SPACE}192,5"),
    "a number with a part": (3.25, "3,2"),
    "a whole number": (3.0, "3"),
    "a day": (date(2026, 1, 2), "2026-01-02"),
    "a message": (msg("no topic"), "uten tema"),
    "several lines": ("en\r\n  to\u2028tre", "en to tre"),
    "signs that a terminal acts on": ("\x1b[31mrød\x07\x00\x9b", "[31mrød"),
    "signs that turn the words": ("\u202eolleH", "olleH"),
}


@pytest.mark.parametrize("case", SHOWN)
def test_a_cell_as_people_read_it(case: str) -> None:
    cell, text = SHOWN[case]
    assert shown(cell, "nb") == text


@pytest.mark.parametrize("form", [as_text, as_markdown])
def test_no_sign_of_a_record_is_acted_on(form: Callable[[Status], str]) -> None:
    text = form(harmful())
    assert [sign for sign in text if not sign.isprintable() and sign not in "\n\N{NO-BREAK SPACE}"] == []
    text.encode()


def test_a_records_words_are_but_words_in_markdown() -> None:
    table = Table("X", ("a", "b"), tuple((word, word) for word in HARMFUL))
    (found,) = parse("\n".join(markdown(table, "nb")))
    rows = [tuple(words(cell) for cell in row.children) for row in found.children if not row.head]
    assert rows == [(shown(word, "nb"), shown(word, "nb")) for word in HARMFUL]
    kinds = {node.kind for node in _all(parse(as_markdown(harmful())))}
    assert kinds == {"heading", "paragraph", "text", "list", "item", "table", "row", "cell"}


def _all(nodes: tuple[Node, ...]) -> list[Node]:
    return [one for node in nodes for one in (node, *_all(node.children))]


def test_columns_of_a_pipe_stand_under_their_heads() -> None:
    table = Table("X", ("a", "b"), (("lang\ntekst", 1), ("å", None)))
    assert list(plain(table, "nb")) == ["a           b", "──────────  ─", "lang tekst  1", "å           –", ""]


@pytest.mark.parametrize("width", [80, 140])
@pytest.mark.parametrize("made", [example, several, empty, harmful])
def test_the_terminals_view_fits_the_terminal(made: Callable[[], Status], width: int) -> None:
    found = made()
    file = io.StringIO()
    show(found, Console(file=file, width=width, highlight=False, markup=False, color_system=None))
    text = file.getvalue()
    assert [line for line in text.splitlines() if cell_len(line) > width] == []
    assert not set(text) & set("\x1b\x07\x00\x9b\u202e")
    if made is not harmful:
        assert {one.number for one in found.municipalities} <= set(text.split())
    assert str(DAY.year) in text
