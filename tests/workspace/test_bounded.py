"""A register's own templates cannot take all the time, the memory or the disk; what they may do is as ever."""

from __future__ import annotations

import socket
from dataclasses import dataclass
from pathlib import Path

import pytest

from kps.cli.app import run
from kps.documents.templates import TemplateFault
from kps.workspace import bounded
from kps.workspace.bounded import BoundedWording, wording

OWN = "maler/nb/referat.md.j2"
MEETING = "politirad/raadet/moter/2026-03-12.yaml"
FILES = {
    "kps.yaml": "type: register\nnavn: R\npolitidistrikt: Agder\nkommuner: ['4205']\ngjelder_fra: 2026-01-01\n",
    "politirad/raadet/politirad.yaml": (
        "type: politiråd\nnavn: Rådet\nkommuner: ['4205']\nstatus: aktivt\nopprettet: 2021-03-01\n"
    ),
    MEETING: "type: møte\ndato: 2026-03-12\nstatus: avholdt\nsaker:\n  - {nr: 1/2026, tittel: En sak}\n",
}


@dataclass(frozen=True)
class View:
    """What a template sees."""

    name: str = "Anne"


@pytest.fixture
def register(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for file, text in FILES.items():
        (tmp_path / file).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / file).write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("KPS_TODAY", "2026-05-01")
    monkeypatch.setenv("KPS_LANG", "en")
    return tmp_path


@pytest.fixture(autouse=True)
def _sooner(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bounded, "SECONDS", 1)


def rendered(register: Path, template: str, capsys: pytest.CaptureFixture[str]) -> tuple[int, str]:
    (register / OWN).parent.mkdir(parents=True, exist_ok=True)
    (register / OWN).write_text(template, encoding="utf-8")
    status = run(["render", MEETING, "--document", "referat", "--output", "ut.md"])
    return status, capsys.readouterr().err


def test_an_own_template_makes_the_paper(register: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert rendered(register, "# Vårt\n\n{{ cases[0].title }}\n", capsys) == (0, "")
    assert (register / "ut.md").read_text(encoding="utf-8").startswith("# Vårt\n\nEn sak\n")


@pytest.mark.parametrize(
    ("template", "line", "reason"),
    [
        ("a\n{% for a in range(100000) %}{% for b in range(100000) %}{% endfor %}{% endfor %}", 2, "takes longer"),
        ('a\n\n{{ "a" * 3000000000 }}', 3, "more memory"),
        ('{{ "%1000000000d" | format(1) }}', 1, "more memory"),
        ('{{ "a" | center(1000000000) }}', 1, "more memory"),
        (
            '{% set ns = namespace(x="a") %}{% for i in range(60) %}{% set ns.x = ns.x ~ ns.x %}{% endfor %}',
            1,
            "memory",
        ),
        ('{% for i in range(50000) %}{{ "a" * 100 }}{% endfor %}', 1, "more than 2000000 signs"),
    ],
)
def test_what_goes_beyond_the_bounds_is_told_in_words(
    register: Path, template: str, line: int, reason: str, capsys: pytest.CaptureFixture[str]
) -> None:
    status, told = rendered(register, template, capsys)
    assert (status, reason in told, f"{OWN}, line {line}: " in told) == (2, True, True), told
    assert not (register / "ut.md").exists()


def test_faults_of_other_kinds_keep_their_file_line_and_words(
    register: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert "line 2: the name “hode” is not known here" in rendered(register, "a\n{{ hode }}", capsys)[1]
    builds = '{% extends "kps/referat.md.j2" %}\n\n{% block titel %}{% endblock %}'
    assert f"{OWN}, line 3: kps/nb/referat.md.j2 has no block titel" in rendered(register, builds, capsys)[1]
    assert rendered(register, builds.replace("titel", "tittel"), capsys) == (0, "")


def test_a_template_of_the_registers_own_knows_which_edition_it_is_in() -> None:
    apart = BoundedWording({"maler/a.md.j2": "{{ public }}"})
    assert [apart.render(View(), "nb/a.md.j2", public=one) for one in (True, False)] == ["True\n", "False\n"]


def test_after_a_stopped_paper_the_next_one_is_made() -> None:
    own = {"maler/a.md.j2": "{{ 9 ** (9 ** 9) }}", "maler/b.md.j2": "Til {{ name }}"}
    apart = BoundedWording(own)
    with pytest.raises(TemplateFault, match="takes longer"):
        apart.render(View(), "nb/a.md.j2")
    assert apart.render(View(), "nb/b.md.j2") == "Til Anne\n"


def test_without_own_templates_no_process_is_begun() -> None:
    assert not isinstance(wording({}), BoundedWording)


def test_what_lies_where_we_stand_is_no_module(register: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A stranger's pull request may hold a multiprocessing.py; a new Python would look where it is started first."""
    for name in ("multiprocessing", "pickle", "json"):
        (register / f"{name}.py").write_text("open('ran', 'w').close()\n", encoding="utf-8")
    assert rendered(register, "# Vårt\n", capsys) == (0, "")
    assert not (register / "ran").exists()


LAYOUT = """\
#let paper = json(bytes(sys.inputs.paper))
#set document(title: paper.title)
#set text(lang: "nb")
= Vår egen
"""


def laid_out(register: Path, layout: str, capsys: pytest.CaptureFixture[str]) -> tuple[int, str]:
    pytest.importorskip("typst")
    (register / "maler").mkdir(exist_ok=True)
    (register / "maler/papir.typ").write_text(layout, encoding="utf-8")
    status = run(["render", MEETING, "--document", "referat", "--format", "pdf", "--output", "ut.pdf"])
    return status, capsys.readouterr().err


def test_an_own_layout_sets_the_pdf_and_may_build_on_kpss_own(
    register: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    from pypdf import PdfReader

    assert run(["templates", "papir.typ", "--copy"]) == 0
    copied = (register / "maler/papir.typ").read_text(encoding="utf-8")
    assert run(["templates"]) == 0
    assert "papir.typ        maler/papir.typ" in capsys.readouterr().out
    for layout, words in (
        (copied.replace("#blocks(paper.nodes)", "#([Vårt] + blocks(paper.nodes))"), ("Vårt", "En sak")),
        (LAYOUT, ("Vår egen",)),
        (f'#import "papir.typ": blocks\n{LAYOUT}#blocks(paper.nodes)', ("Vår egen", "En sak")),
    ):
        assert laid_out(register, layout, capsys) == (0, "")
        text = "".join(page.extract_text() for page in PdfReader(register / "ut.pdf").pages)
        assert all(one in text for one in words)


@pytest.mark.parametrize(
    ("layout", "line", "reason"),
    [
        ("#set text(lang: 3)", 1, "typst says: expected string, found integer"),
        (f'{LAYOUT}\n#read("/kps.yaml")', 6, "file not found"),
        (f'{LAYOUT}#read("../../../../etc/passwd")', 5, "would escape the project root"),
        (f'{LAYOUT}#import ("@preview" + "/cetz:0.2.2")', 5, "failed to download package"),
        (f"{LAYOUT}#while true {{}}", 5, "condition is always true"),
        (f"{LAYOUT}#for a in range(100000) {{ for b in range(100000) {{ }} }}", 1, "more time or memory"),
        (f'{LAYOUT}#let a = "a" * 1000000000\n#let b = a + a + a', 1, "more time or memory"),
    ],
)
def test_a_layout_that_is_wrong_or_goes_too_far_is_told_in_words(
    register: Path, layout: str, line: int, reason: str, capsys: pytest.CaptureFixture[str]
) -> None:
    status, told = laid_out(register, layout, capsys)
    assert (status, reason in told, f"maler/papir.typ, line {line}: " in told) == (2, True, True), told
    assert not (register / "ut.pdf").exists()


def test_a_layout_reaches_nobody_on_the_net(
    register: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The way out that the system knows is not the one that typst goes."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        listening.setblocking(False)
        monkeypatch.setenv("https_proxy", f"http://127.0.0.1:{listening.getsockname()[1]}")
        status, told = laid_out(register, '#import "@preview/cetz:0.2.2"', capsys)
        assert (status, "failed to download package" in told) == (2, True)
        with pytest.raises(BlockingIOError):
            listening.accept()
