"""kps templates: the words of the papers, to copy and make one's own."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from kps.cli import groups
from kps.cli.delivery import tell_written
from kps.cli.registers import opened
from kps.documents.mail import TEMPLATE
from kps.documents.papers import PAPERS
from kps.documents.templates import ENDING, OWN_FOLDER, PACKAGED, own_files, packaged_names, packaged_text
from kps.documents.variables import mail_variables, variables
from kps.formats.typesetting import LAYOUT
from kps.language import mark, msg
from kps.language.printable import printable
from kps.language.reader import tr
from kps.models.vocabulary import nearest
from kps.output.pieces import folded
from kps.resources import text_in
from kps.workspace.errors import Wrong
from kps.workspace.writing import write_new

HELP = mark(
    "List the templates that papers are made from, and say which of them the register has made its own. With a "
    "template's name: the names and blocks in it. With --copy: put it into the register's folder maler, to be changed "
    "there. A template of the register's own may build on kps's own of the same name, and change one block. "
    "maler/papir.css adds styles to HTML; maler/papir.docx gives DOCX its styles, header and footer; papir.typ, which "
    "lays out PDF, is copied as a template is."
)
GROUP = groups.PAPERS
EXAMPLE = "kps templates nb/referat"

_EDITIONS = {"closed": mark("(not in the public edition)"), "public": mark("(in the public edition only)")}


def run(
    name: Annotated[
        str | None,
        typer.Argument(metavar="[TEMPLATE]", help=mark("A template, as nb/referat."), show_default=False),
    ] = None,
    copy: Annotated[bool, typer.Option("--copy", help=mark("Copy it to the register's folder maler."))] = False,
) -> None:
    """List, explain or copy."""
    if name is None:
        if copy:
            raise Wrong(msg("say which template to copy, as nb/referat"))
        _list()
        return
    template = _known(name)
    if copy:
        _copy(template)
    elif template == LAYOUT:
        _explain_layout()
    else:
        _explain(template)


def _known(name: str) -> str:
    if name.lower() == LAYOUT:
        return LAYOUT
    wanted = name.removesuffix(ENDING).lower() + ENDING
    if wanted in packaged_names():
        return wanted
    known = [*(one.removesuffix(ENDING) for one in packaged_names()), LAYOUT]
    near = nearest(name, known)
    raise Wrong(
        msg("there is no template {name}; did you mean {near}?", name=name, near=near)
        if near
        else msg("there is no template {name}; kps templates lists them", name=name)
    )


def _list() -> None:
    tree = opened([Path()]).loaded[0].tree
    own = (*own_files(tree), *(file for file in tree.files() if file == OWN_FOLDER + LAYOUT))
    for template in (*packaged_names(), LAYOUT):
        found = [file for file in (OWN_FOLDER + template, OWN_FOLDER + template.rpartition("/")[2]) if file in own]
        typer.echo(f"{template.removesuffix(ENDING):16} {printable(found[0]) if found else tr('as it comes with kps')}")


def _copy(template: str) -> None:
    target = opened([Path()]).loaded[0].root / OWN_FOLDER / template
    write_new({target: text_in("templates", LAYOUT) if template == LAYOUT else packaged_text(template)})
    tell_written(target)


def _explain_layout() -> None:
    """What a layout gets, and how it may build on kps's own."""
    explained = tr(
        "{file} lays out PDF, in the language of typst. It gets the paper as JSON, sys.inputs.paper, with its blocks "
        "under nodes, and its pictures under sys.inputs.pictures. It reads no other file but kps's own {file}, from "
        "which it may take what is defined there; it fetches no package, and its time and memory are bounded.",
        file=LAYOUT,
    )
    typer.echo(folded(explained, sys.stdout))
    typer.echo()
    typer.echo(folded(tr("To have it: {command}", command=f"kps templates {LAYOUT} --copy"), sys.stdout))


def _explain(template: str) -> None:
    stem = template.rpartition("/")[2].removesuffix(ENDING)
    kind = next((kind for kind, one in PAPERS.items() if one.template == stem), None)
    if kind is None and stem != TEMPLATE:
        raise Wrong(msg("{name} holds what other templates share, and is given its values by them", name=template))
    for one in variables(kind) if kind else mail_variables():
        remarks = [tr(one.holds) if one.holds else "", tr("(may be missing)") if one.may_lack else ""]
        remarks += [tr(_EDITIONS[one.edition])] if one.edition in _EDITIONS else []
        line = f"{one.name:40} {' '.join(filter(None, remarks))}".rstrip()
        typer.echo(folded(line, sys.stdout, hang=41))
    _explain_blocks(template)


def _explain_blocks(template: str) -> None:
    """How to change one block of it and keep the rest."""
    # Imported here: jinja takes time to load.
    from kps.documents.building import blocks

    typer.echo()
    opening = tr("To change one block and keep the rest, write in {file}:", file=OWN_FOLDER + template)
    typer.echo(folded(opening, sys.stdout))
    for line in (
        f'{{% extends "{PACKAGED}{template}" %}}',
        f"{{% block {blocks(template)[0]} %}}",
        "...",
        "{% endblock %}",
    ):
        typer.echo(f"  {line}")
    typer.echo(folded(tr("Its blocks: {blocks}", blocks=", ".join(blocks(template))), sys.stdout))
