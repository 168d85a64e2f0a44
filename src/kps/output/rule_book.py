"""All rules' pages as one document: contents by chapter, then every page, in the guideline's order."""

from __future__ import annotations

from collections.abc import Iterator

from kps.checking.rule import Rule
from kps.language import mark
from kps.language.reader import tr
from kps.output.pages import page_markdown
from kps.output.wording import severity_word

_CHAPTERS = {
    "A": mark("Agreements"),
    "R": mark("Police councils"),
    "M": mark("Meetings"),
    "K": mark("Police contacts"),
    "S": mark("SLT"),
    "E": mark("Evaluations"),
    "G": mark("Knowledge, goals and effect"),
    "D": mark("The records themselves"),
    "P": mark("Personal data"),
    "U": mark("Waivers"),
    "X": mark("kps itself"),
}


def book_markdown(rules: dict[str, Rule]) -> str:
    """The pages of all rules as one Markdown document, in the language chosen."""
    chapters = {letter: [rule for rule in rules.values() if rule.chapter == letter] for letter in _CHAPTERS}
    return "\n".join((*_head(), *_contents(chapters), "", *_pages(chapters)))


def _head() -> Iterator[str]:
    yield f"# {tr('The rules')}\n"
    yield tr("What kps holds the records against: rule by rule, with the guideline's words, the mend and examples.")
    yield tr("Made by `kps rules --format md`, from what `kps explain` shows; not to be edited by hand.") + "\n"
    yield f"## {tr('Contents')}\n"


def _contents(chapters: dict[str, list[Rule]]) -> Iterator[str]:
    for letter, rules in chapters.items():
        yield f"- [{_chapter(letter)}](#{letter.lower()})"
        for rule in rules:
            yield f"  - [{rule.code}](#{rule.code.lower()}), {severity_word(rule.severity)}: {tr(rule.page.title)}"


def _pages(chapters: dict[str, list[Rule]]) -> Iterator[str]:
    for letter, rules in chapters.items():
        yield f"{_anchor(letter)}## {_chapter(letter)}\n"
        yield from (_anchor(rule.code) + page_markdown(rule, level=3) for rule in rules)


def _chapter(letter: str) -> str:
    return f"{letter}: {tr(_CHAPTERS[letter])}"


def _anchor(name: str) -> str:
    """A place to link to that stays, whatever words the heading below it has."""
    return f'<a id="{name.lower()}"></a>\n\n'
