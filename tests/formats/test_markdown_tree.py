"""Markdown taken apart: the same nodes for every format."""

from __future__ import annotations

import pytest

from kps.formats.markdown_tree import Node, parse, title, weights, words


def kinds(text: str) -> list[str]:
    return [node.kind for node in parse(text)]


def test_blocks_are_told_apart() -> None:
    text = "# T\n\np\n\n- a\n\n1. b\n\n> q\n\n```\nc\n```\n\n---\n\n| h |\n|---|\n| d |\n"
    assert kinds(text) == ["heading", "paragraph", "list", "list", "quote", "code", "rule", "table"]


def test_raw_html_is_text_and_a_picture_its_description() -> None:
    assert words(parse("<script>alert(1)</script>")[0]) == "<script>alert(1)</script>"
    assert words(parse("a <b>c</b> ![kart](https://x.no/y.png)")[0]) == "a <b>c</b> kart"


def test_a_link_of_a_dangerous_kind_is_no_link() -> None:
    [paragraph] = parse("[x](javascript:alert(1))")
    assert [node.kind for node in paragraph.children] == ["text"]


@pytest.mark.parametrize(
    "to", ["ms-word:ofe|u|http://x", "search-ms:query=x", "\\\\\\\\192.0.2.1\\\\x", "//192.0.2.1/x", "/\\\\192.0.2.1/x"]
)
def test_a_link_that_has_a_program_open_something_is_no_link(to: str) -> None:
    [paragraph] = parse(f"[x]({to})")
    assert paragraph.children == (Node("text", text="x"),)


@pytest.mark.parametrize("to", ["https://politiet.no", "mailto:a@b.no", "tel:38009999", "plan.md", "#sak", "../a/b.md"])
def test_a_link_to_a_page_or_a_file_is_one(to: str) -> None:
    [paragraph] = parse(f"[x]({to})")
    assert [node.href for node in paragraph.children] == [to]


def test_headings_never_skip_a_level() -> None:
    assert [node.level for node in parse("# a\n\n#### b\n\n##### c\n\n## d\n\n### e\n")] == [1, 2, 3, 2, 3]


def test_a_comment_names_the_block_after_it_only() -> None:
    assert [node.name for node in parse("<!-- .hode -->\n- a\n\np\n\n- b\n")] == ["hode", "", ""]


def test_a_table_tells_its_head_and_what_is_set_to_the_right() -> None:
    [table] = parse("| a | b |\n|---|--:|\n| c | 1 |\n")
    assert [row.head for row in table.children] == [True, False]
    assert [cell.right for cell in table.children[1].children] == [False, True]


def test_the_title_is_the_first_heading() -> None:
    assert title(parse("p\n\n# Møte *i* dag\n\n# To")) == "Møte i dag"
    assert title(parse("p")) == ""


def test_a_column_gets_room_by_what_it_holds() -> None:
    [table] = parse("| Nr | Hva |\n|---|---|\n| 1 | En lang tekst om det som skal gjøres i høst |\n")
    narrow, wide = weights(table)
    assert wide > 3 * narrow


def test_a_list_begins_at_its_own_number() -> None:
    [numbered] = parse("3. c\n4. d\n")
    assert numbered.start == 3
    assert all(isinstance(item, Node) and item.kind == "item" for item in numbered.children)
