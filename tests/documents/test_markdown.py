"""The records' own Markdown in a paper: it keeps its shape and leaves the paper's alone."""

from __future__ import annotations

import pytest
from papers import MARCH, meeting, paper, register

from kps.documents.markdown import cell, line, link, passage, tidy
from kps.formats.markdown_tree import parse, words


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("a | b", r"a \| b"),
        (r"a \| b", r"a \| b"),
        (r"a \\| b", r"a \\\| b"),
        ("a\n\n  b\r\nc", "a b c"),
        ("# a", "# a"),
        ("a <!-- b --> c", "a c"),
        ("", ""),
    ],
)
def test_a_cell_stays_one_cell(written: str, shown: str) -> None:
    assert cell(written) == shown


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("# a", r"\# a"),
        ("a\n# b", "a # b"),
        ("> a", r"\> a"),
        ("a | b", "a | b"),
        ("*a*", "*a*"),
        ("* a", r"\* a"),
        ("- a", r"\- a"),
        ("1. mai", r"1\. mai"),
        ("2) a", r"2\) a"),
        ("3.", r"3\."),
        ("1.5 a", "1.5 a"),
        ("2026-03-12/1.1", "2026-03-12/1.1"),
        ("***", r"\***"),
        ("_ _ _", r"\_ _ _"),
        ("__a__", "__a__"),
        ("```a", r"\```a"),
        ("[a]: b", r"\[a]: b"),
    ],
)
def test_a_line_stays_a_line(written: str, shown: str) -> None:
    assert line(written) == shown


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("# A\n\n## B\n\na", "### A\n\n#### B\n\na"),
        ("### A", "### A"),
        ("##### A\n\n# B", "###### A\n\n### B"),
        ("A\n===\n\nB\n---", "### A\n\n#### B"),
        ("a\nb\n===\nc", "### a b\nc"),
        ("# A #", "### A"),
        ("#a", "#a"),
        ("#", "###"),
        ("```\n# a\n```\n# A", "```\n# a\n```\n### A"),
        ("```\n# a", "```\n# a\n```"),
        ("~~~\n```\n# a\n~~~", "~~~\n```\n# a\n~~~"),
        ("- a\n---\n\nb", "- a\n---\n\nb"),
        ("> # A", "> ### A"),
        ("- # A", "- ### A"),
        ("a\n\n---\n\nb", "a\n\n---\n\nb"),
        ("| a |\n|---|\n| b |", "| a |\n|---|\n| b |"),
        ("a\n\n    # kode", "a\n\n    # kode"),
        ("a <!-- b\nc --> d <!-- e", "a  d "),
        ("\n\na\n\n", "a"),
        ("", ""),
    ],
)
def test_a_passage_keeps_its_shape_below_the_papers_headings(written: str, shown: str) -> None:
    assert passage(written) == shown


def test_a_paper_has_single_blank_lines_but_code_keeps_its_own() -> None:
    assert tidy("\n\na\n\n \n\nb\n```\nc\n\n\nd\n```\n\n\n") == "a\n\nb\n```\nc\n\n\nd\n```\n"


@pytest.mark.parametrize("written", ["1. Plan", "2) Plan", "- Plan", "+ Plan", "# Plan", "> Plan", "***", "1."])
def test_what_looks_like_a_list_or_a_heading_is_a_title_all_the_same(written: str) -> None:
    attached = f"- {{nr: 1/2026, tittel: '{written}', vedlegg: [{{tittel: '{written}'}}]}}"
    nodes = parse(paper(register({MARCH: meeting(attached)})).text)
    assert f"Sak 1/2026: {written}" in [words(node) for node in nodes if node.kind == "heading"]
    items = [item for node in nodes if node.kind == "list" for item in node.children if written in words(item)]
    assert [[child.kind for child in item.children] for item in items] == [["paragraph"]] * 2


def test_special_characters_leave_the_tables_whole() -> None:
    items = """\
- nr: 1/2026
  tittel: "Uro | ved\\n\\nskolen"
  innleder: A | B
  tiltak: [{hva: "x | y\\n| z", ansvarlig: "C\\n| D"}]
"""
    record = register({MARCH: meeting(items)})
    assert "| 1/2026 | Uro \\| ved skolen |  |  | A \\| B |\n" in paper(record, "innkalling").text
    assert "| 2026-03-12/1.1 | C \\| D |  |\n" in paper(record).text


def test_a_text_with_a_main_heading_and_an_open_code_block_does_not_swallow_the_rest() -> None:
    items = '- {nr: 1/2026, tittel: A, referat: "# Stor\\n\\n```\\nkode"}\n- {nr: 2/2026, tittel: B}'
    text = paper(register({MARCH: meeting(items)})).text
    assert "### Stor\n\n```\nkode\n```\n\n## Sak 2/2026: B\n" in text


@pytest.mark.parametrize("lead", ["> ", ">", "- ", "   > ", "1. ", "# ", "#" + " ", " ", "`", "~", "\\", "|", "*"])
def test_a_line_of_thousands_of_signs_ends(lead: str) -> None:
    # Each of these once, or nearly, was tried in every way there is: exponentially many.
    many = lead * 20_000
    for written in (many, f"{many}x", f"# {many}x", f"{many}# x"):
        passage(written)
        line(written)
        cell(written)


def test_a_heading_without_its_blanks_and_closing_signs() -> None:
    assert passage("> -   # Tittel   ##  ") == "> -   ### Tittel"
    assert passage("# #") == "###"
    assert passage("# C# og ##x") == "### C# og ##x"


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("post@agder.example", "<post@agder.example>"),
        ("www.politiet.no/agder", "[www.politiet.no/agder](https://www.politiet.no/agder)"),
        ("https://politiet.no", "[https://politiet.no](https://politiet.no)"),
        ("ta kontakt: post@agder.example", "ta kontakt: post@agder.example"),
        ("javascript:alert(1)", "javascript:alert(1)"),
        ("", ""),
    ],
)
def test_an_address_is_a_link_and_nothing_else_is(written: str, shown: str) -> None:
    assert link(written) == shown
