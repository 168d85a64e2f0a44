"""A register's own templates: they win, they run in a sandbox, and their faults are told by file and line."""

from __future__ import annotations

from pathlib import Path
from textwrap import dedent

import pytest
from papers import MARCH, meeting, paper, register

from kps.documents.building import blocks, mind_parents
from kps.documents.papers import PAPERS
from kps.documents.sandbox import Templates, sandbox
from kps.documents.templates import TemplateFault, own_templates, packaged_names, packaged_text, templates
from kps.register.memory import Texts

SMALL = register({MARCH: meeting("- {nr: 1/2026, tittel: En sak}")})
OWN = "maler/nb/referat.md.j2"


@pytest.mark.parametrize("file", [OWN, "maler/referat.md.j2"])
def test_an_own_template_wins(file: str) -> None:
    made = paper(SMALL, own={file: "# Vårt referat\n\n\n\n{{ cases[0].title }}\n"})
    assert made.text == "# Vårt referat\n\nEn sak\n"
    assert paper(SMALL, "innkalling", own={file: "x"}).text.startswith("# Møteinnkalling")


def test_the_packaged_templates_copied_give_the_same_paper() -> None:
    copied = {f"maler/{name}": packaged_text(name) for name in packaged_names()}
    assert len(copied) == 2 * (len(PAPERS) + 2)  # in each form, with what they share, and the mail
    for numbers in ('["4205"]', '["4621"]'):
        found = register({MARCH: meeting("- {nr: 1/2026, tittel: En sak}")}, numbers=numbers)
        assert paper(found, own=copied) == paper(found)


def test_each_copy_is_in_its_own_form_alone() -> None:
    for name in packaged_names():
        text = packaged_text(name)
        assert "[[" not in text
        assert not any(line.startswith(("nb|", "nn|")) for line in text.splitlines())
    assert "## Til stede\n" in packaged_text("nb/referat.md.j2")
    assert "## Til stades\n" in packaged_text("nn/referat.md.j2")


def test_a_copy_made_before_templates_were_one_for_both_forms_goes_on_working() -> None:
    """It imports the shared file of its own form by its name, and asks for names that only one edition has."""
    own = (
        '{% import "nn/_felles.md.j2" as felles %}{{ felles.gradering(public, sensitive) }}'
        "{{ felles.kvar(24) | trim }} {{ cases[0].exempt.reason if cases[0].withheld else head.link }}"
    )
    found = register({MARCH: meeting("- {nr: 1/2026, tittel: En sak, unntatt_offentlighet: ja}")}, numbers='["4621"]')
    assert "Offentleg utgåve." in (text := paper(found, own={"maler/nn/referat.md.j2": own}, public=True).text)
    assert text.endswith("annakvart år\n")


def test_an_own_template_builds_on_the_packaged_one() -> None:
    own = '{% extends "kps/nb/referat.md.j2" %}{% block tittel %}# Vårt{% endblock %}'
    text = paper(SMALL, own={OWN: own}).text
    assert text.startswith("# Vårt\n\n<!-- .hode -->\n- **Dato:**")
    assert "## Sak 1/2026: En sak" in text


@pytest.mark.parametrize(("number", "kept"), [("4205", "## Til stede\n"), ("4621", "## Til stades\n")])
def test_an_own_template_for_both_forms_builds_on_the_packaged_one_in_each(number: str, kept: str) -> None:
    found = register({MARCH: meeting("- {nr: 1/2026, tittel: En sak}")}, numbers=f'["{number}"]')
    own = '{% extends "kps/referat.md.j2" %}\n{% block tittel %}{{ super() }}\nVårt\n{% endblock %}'
    text = paper(found, own={"maler/referat.md.j2": own}).text
    assert text.startswith("# Referat: Politirådet i Lindesnes\n\nVårt\n")
    assert kept in text


def test_a_block_may_hold_blocks_of_its_own_and_go_through_a_template_between() -> None:
    own = {
        OWN: '{% extends "mellom.md.j2" %}{% block slutt %}{% block vår %}Slutt{% endblock %}{% endblock %}',
        "maler/mellom.md.j2": '{% extends "kps/referat.md.j2" %}{% block tittel %}# Vårt{% endblock %}',
    }
    text = paper(SMALL, own=own).text
    assert text.startswith("# Vårt\n")
    assert text.endswith("Slutt\n")


def test_what_the_users_guide_shows_is_what_it_says() -> None:
    guide = (Path(__file__).parents[2] / "docs" / "brukerveiledning.md").read_text(encoding="utf-8")
    shown = guide.partition('    {% extends "kps/nb/referat.md.j2" %}\n')
    own = dedent("".join((*shown[1:2], shown[2].partition("{% endblock %}")[0], "{% endblock %}")))
    text = paper(SMALL, own={OWN: own}).text
    begins = "# Referat: Politirådet i Lindesnes\n\nGodkjent referat ligger i kommunens arkiv.\n"
    assert text == begins + paper(SMALL).text.partition("\n")[2]


BUILDS = '{% extends "kps/nb/referat.md.j2" %}'


@pytest.mark.parametrize(
    ("own", "file", "line", "reason"),
    [
        (
            {OWN: f"{BUILDS}\n\n{{% block titel %}}# Vårt{{% endblock %}}"},
            OWN,
            3,
            "kps/nb/referat.md.j2 has no block titel, so this would be left out; it has: avsender, hode, oppfolging, "
            "oppmote, saker, slutt, tillegg, tiltaksliste, tittel, vedlegg",
        ),
        (
            {OWN: '{% extends "mellom.md.j2" %}', "maler/mellom.md.j2": f"{BUILDS}\n{{% block a %}}{{% endblock %}}"},
            "maler/mellom.md.j2",
            2,
            "has no block a",
        ),
        ({OWN: '\n{% extends "kps/nb/referrat.md.j2" %}'}, OWN, 2, "there is no template kps/nb/referrat.md.j2"),
        ({OWN: '{% extends "vår.md.j2" %}'}, OWN, 1, "there is no template vår.md.j2"),
        (
            {OWN: '\n{% extends "referat.md.j2" %}'},
            OWN,
            2,
            "the template uses itself without end; the one that comes with kps is kps/nb/referat.md.j2",
        ),
        (
            {OWN: '{% extends "a.md.j2" %}', "maler/a.md.j2": '\n\n{% extends "nb/referat.md.j2" %}'},
            "maler/a.md.j2",
            3,
            "the template uses itself without end",
        ),
        (
            {OWN: '{% extends "a.md.j2" %}', "maler/a.md.j2": '{% extends "a.md.j2" %}'},
            "maler/a.md.j2",
            1,
            "the template uses itself without end",
        ),
        ({OWN: '{% extends "a.md.j2" %}', "maler/a.md.j2": "a\n{% if %}"}, "maler/a.md.j2", 2, "not a template"),
    ],
)
def test_what_an_own_template_builds_on_in_vain_is_told(own: dict[str, str], file: str, line: int, reason: str) -> None:
    with pytest.raises(TemplateFault) as caught:
        paper(SMALL, own=own)
    assert (caught.value.file, caught.value.line) == (file, line)
    assert reason in caught.value.reason.text("en")


def test_what_a_template_builds_on_may_be_chosen_when_it_is_used() -> None:
    own = '{% extends "kps/nb/" ~ "referat.md.j2" %}{% block tittel %}# Vårt{% endblock %}'
    assert paper(SMALL, own={OWN: own}).text.startswith("# Vårt\n")


@pytest.mark.parametrize("name", packaged_names())
def test_every_block_of_every_paper_can_be_changed_alone(name: str) -> None:
    there = blocks(name)
    if name.endswith("/_felles.md.j2"):
        assert not there
        return
    assert ({"emne"} if name.endswith("/epost.md.j2") else {"tittel", "hode"}) <= set(there)
    for one in there:
        own = {f"maler/{name}": f'{{% extends "kps/{name}" %}}{{% block {one} %}}{{% endblock %}}'}
        known = Templates(templates(own))
        mind_parents(name, sandbox(known), known)


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
        paper(SMALL, own={shared: "{% macro avsender(sender) %}\n{{ ukjent }}\n{% endmacro %}"})
    assert (caught.value.file, caught.value.line) == (shared, 2)


def test_a_template_cannot_change_what_the_next_one_sees() -> None:
    with pytest.raises(TemplateFault):
        paper(SMALL, own={OWN: "{% set x = [] %}{{ x.append(1) }}"})


def test_a_packaged_template_is_found_within_its_folder_only() -> None:
    load = templates({})
    assert load("nb/referat.md.j2")
    assert load("../pyproject.toml") is None
    assert load("nb/../../pyproject.toml") is None
    assert load("nb/") is None
    assert load("/etc/hostname") is None
