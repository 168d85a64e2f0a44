"""The rules' pages: what each asks, why, when exactly, how to mend it, and an example on either side."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from kps.checking.rule import Rule
from kps.language import Language
from kps.language.private import masked
from kps.language.reader import said, speaking, tr
from kps.output.rule_cases import Case, Mended, cases, mends
from kps.output.wording import severity_word


def page_markdown(rule: Rule, level: int = 1) -> str:
    """A rule's page as Markdown, in the language chosen; ``level`` is that of its heading."""
    return "\n".join(_page(rule, "#" * level))


def page_in(rule: Rule, language: Language) -> str:
    """The page in a language that need not be the one chosen."""
    with speaking(language):
        return page_markdown(rule)


def _page(rule: Rule, heading: str) -> Iterator[str]:
    yield f"{heading} {rule.code}: {tr(rule.page.title)}\n"
    yield f"*{severity_word(rule.severity)}*" + ("" if rule.waivable else f" · {tr('cannot be waived')}") + "\n"
    yield f"{heading}# {tr('When exactly')}\n"
    yield from (f"{tr(part)}\n" for part in rule.page.when)
    if rule.yearly:
        yield tr("Of past years `kps validate` tells the last one; with `--all-years`, every one.") + "\n"
    if rule.statements:
        yield f"{heading}# {tr('What the guideline says, as kps reads it')}\n"
        for statement in rule.statements:
            yield f"- {tr('section {section}', section=statement.section)} ({statement.id}): {said(statement)}"
        yield ""
    yield f"{heading}# {tr('How to mend it')}\n"
    yield f"{tr(rule.page.mend)}\n"
    yield from _examples(rule, heading)


def _examples(rule: Rule, heading: str) -> Iterator[str]:
    for case in _first_cases(rule):
        yield f"{heading}# {tr('An example that is found') if case.finds else tr('An example that is fine')}\n"
        yield from _example(case)
        for mended in [one for one in _mends(rule.code) if one.before == case][:1]:
            yield f"{heading}# {tr('The same example, mended')}\n"
            yield from _changed(mended)


def _first_cases(rule: Rule) -> tuple[Case, ...]:
    """The first case that is found and the first that is fine."""
    try:
        return tuple(some[0] for some in cases(rule.code))
    except OSError:  # what is found while a paper is rendered, or in kps itself, has no case file
        return ()


def _mends(code: str) -> tuple[Mended, ...]:
    try:
        return mends(code)
    except OSError:
        return ()


def _example(case: Case) -> Iterator[str]:
    yield tr("On {day}:", day=case.as_of) + "\n"
    for file, text in _shown_files(case):
        yield _file(file, text)
    for found in case.finds:
        yield f"→ {found.file}:{found.at}\n"


def _changed(mended: Mended) -> Iterator[str]:
    for file, text in mended.changed.items():
        yield _file(file, masked(text))
    for file in mended.removed:
        yield tr("`{file}` is taken away.", file=file) + "\n"


def _file(file: str, text: str) -> str:
    language = "markdown" if file.endswith(".md") else "yaml"
    return f"`{file}`\n\n```{language}\n{text.rstrip()}\n```\n"


def _shown_files(case: Case) -> Iterator[tuple[str, str]]:
    """The files that the case itself gives, with the numbers of people and accounts in them masked."""
    return ((masked(file), masked(text)) for file, text in case.files.items() if file in case.written)


def _example_data(case: Case) -> dict[str, Any]:
    return {
        "as_of": case.as_of.isoformat(),
        "files": dict(_shown_files(case)),
        "finds": [{"file": found.file, "at": found.at} for found in case.finds],
        "mended": next((_mended_data(one) for one in _mends(case.code) if one.before == case), None),
    }


def _mended_data(mended: Mended) -> dict[str, str | None]:
    """The files that the mend changed; null is one that it took away."""
    changed = {file: masked(text) for file, text in mended.changed.items()}
    return changed | dict.fromkeys(mended.removed)


def table_text(rules: dict[str, Rule]) -> str:
    """All rules, a line each: code, severity, sections, title."""
    *widths, _ = _widths(rules)
    return "".join(
        f"{code:<{widths[0]}}  {severity:<{widths[1]}}  {sections:<{widths[2]}}  {title}\n"
        for code, severity, sections, title in _rows(rules)
    )


def title_column(rules: dict[str, Rule]) -> int:
    """Where in the lines of ``table_text`` the titles begin."""
    return sum(width + 2 for width in _widths(rules)[:-1])


def _rows(rules: dict[str, Rule]) -> list[tuple[str, str, str, str]]:
    return [
        (rule.code, severity_word(rule.severity), ", ".join(sections(rule)), tr(rule.page.title))
        for rule in rules.values()
    ]


def _widths(rules: dict[str, Rule]) -> list[int]:
    return [max(map(len, column)) for column in zip(*_rows(rules), strict=True)]


def table_json(rules: dict[str, Rule]) -> str:
    """All rules with their pages as JSON."""
    return json.dumps([page_data(rule) for rule in rules.values()], ensure_ascii=False, indent=2) + "\n"


def page_data(rule: Rule) -> dict[str, Any]:
    """A rule's page as data, in the language chosen."""
    return {
        "code": rule.code,
        "severity": rule.severity,
        "waivable": rule.waivable,
        "statements": list(rule.cites),
        "sections": sections(rule),
        "title": tr(rule.page.title),
        "when": [tr(part) for part in rule.page.when],
        "mend": tr(rule.page.mend),
        "examples": [_example_data(case) for case in _first_cases(rule)],
    }


def sections(rule: Rule) -> list[str]:
    """The guideline's sections that a rule rests on, each once."""
    return list(dict.fromkeys(statement.section for statement in rule.statements))
