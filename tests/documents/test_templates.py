"""A register's own templates: they win, they run in a sandbox, and their faults are told by file and line."""

from __future__ import annotations

import pytest
from papers import MARCH, meeting, paper, register

from kps.documents.templates import TemplateFault, own_templates, templates
from kps.register.memory import Texts
from kps.resources import folder

SMALL = register({MARCH: meeting("- {nr: 1/2026, tittel: En sak}")})
OWN = "maler/nb/referat.md.j2"


@pytest.mark.parametrize("file", [OWN, "maler/referat.md.j2"])
def test_an_own_template_wins(file: str) -> None:
    made = paper(SMALL, own={file: "# Vårt referat\n\n\n\n{{ cases[0].title }}\n"})
    assert made.text == "# Vårt referat\n\nEn sak\n"
    assert paper(SMALL, "innkalling", own={file: "x"}).text.startswith("# Møteinnkalling")


def test_the_packaged_template_copied_is_the_same() -> None:
    copied = {
        f"maler/{file.relative_to(folder('templates')).as_posix()}": file.read_text(encoding="utf-8")
        for målform in ("nb", "nn")
        for file in (folder("templates") / målform).glob("*.j2")
    }
    assert len(copied) == 12
    assert paper(SMALL, own=copied) == paper(SMALL)


def test_an_own_template_builds_on_the_packaged_one() -> None:
    own = '{% extends "kps/nb/referat.md.j2" %}{% block tittel %}# Vårt{% endblock %}'
    text = paper(SMALL, own={OWN: own}).text
    assert text.startswith("# Vårt\n\n<!-- .hode -->\n- **Dato:**")
    assert "## Sak 1/2026: En sak" in text


def test_own_templates_are_read_from_the_folder_maler() -> None:
    tree = Texts({"maler/nb/referat.md.j2": "a", "maler/les.txt": "b", "andre/maler/x.md.j2": "c"})
    assert own_templates(tree) == {"maler/nb/referat.md.j2": "a"}


@pytest.mark.parametrize(
    ("template", "line", "reason"),
    [
        ("a\n\n{{ hode.sted }}", 3, "“hode” is not known"),
        ("a\n{{ head.sted }}", 2, "“sted” is not known"),
        ("{% for case in cases %}\n{{ case.notat }}\n{% endfor %}", 2, "“notat” is not known"),
        ("a\n{% if %}", 2, "not a template"),
        ("\n\n{% for case in cases %}", 3, "not a template"),
        ("a\n{{ ''.__class__ }}", 2, "may not do this"),
        ("a\n{{ ''['__class__'] }}", 2, "may not do this"),
        ("a\n{{ cases.__class__.__mro__ }}", 2, "may not do this"),
        ("a\n{{ cycler.__init__.__globals__ }}", 2, "may not do this"),
        ("a\n{{ '{0.__class__}'.format(1) }}", 2, "may not do this"),
        ("a\n{% set x = head.__init__ %}{{ x.__globals__ }}", 2, "may not do this"),
        ("a\n{{ range(10000000) | list }}", 2, "cannot be worked out"),
        ("a\n{{ 1 / 0 }}", 2, "cannot be worked out"),
        ("a\n{{ 1 + 'a' }}", 2, "cannot be worked out"),
        ('a\n{% include "finnes-ikke" %}', 2, "no template finnes-ikke"),
        ('a\n{% include "kps/../pyproject.toml" %}', 2, "no template kps/../pyproject.toml"),
        ('a\n{% include "nb/referat.md.j2" %}', 2, "uses itself"),
        ('{% extends "nb/referat.md.j2" %}', 1, "uses itself"),
        ("{% macro a() %}{{ a() }}{% endmacro %}\n{{ a() }}", 1, "uses itself"),
    ],
)
def test_a_fault_is_told_by_file_line_and_reason(template: str, line: int, reason: str) -> None:
    with pytest.raises(TemplateFault) as caught:
        paper(SMALL, own={OWN: template})
    assert (caught.value.file, caught.value.line) == (OWN, line)
    assert reason in caught.value.reason.text("en")
    assert caught.value.message.text("en").startswith(f"{OWN}, line {line}: ")


def test_a_fault_in_a_shared_file_names_that_file() -> None:
    shared = "maler/nb/_felles.md.j2"
    with pytest.raises(TemplateFault) as caught:
        paper(SMALL, own={shared: "{% macro hode(head) %}\n{{ ukjent }}\n{% endmacro %}"})
    assert (caught.value.file, caught.value.line) == (shared, 2)


def test_a_template_cannot_change_what_the_next_one_sees() -> None:
    with pytest.raises(TemplateFault):
        paper(SMALL, own={OWN: "{% set x = [] %}{{ x.append(1) }}"})


def test_a_packaged_template_is_found_within_its_folder_only() -> None:
    load = templates({})
    assert load("nb/referat.md.j2")
    assert load("../pyproject.toml") is None
    assert load("/etc/hostname") is None
