"""Where the words of the papers come from: a register's own templates, then the ones that travel with kps.

A template is known as ``nb/innkalling.md.j2``. A register's own is ``maler/nb/innkalling.md.j2``, or
``maler/innkalling.md.j2`` for either written form; ``kps/nb/innkalling.md.j2`` is always the one that travels
with kps, so that an own one can build on it. Those of kps are written once for both forms (``written.in_form``).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import product
from typing import get_args

from kps.language import Message, msg
from kps.register.tree import Tree, contents
from kps.register.written import WrittenForm, in_form
from kps.resources import found_in, names_in
from kps.source import NOT_UTF8, Lines, decode

ENDING = ".md.j2"
OWN_FOLDER = "maler/"
FORMS: tuple[WrittenForm, ...] = get_args(WrittenForm)
OWN_FOLDERS = (OWN_FOLDER.rstrip("/"), *(OWN_FOLDER + form for form in FORMS))
"""Where a register's own templates lie: for either written form, and for each."""
PACKAGED = "kps/"
_FOLDER = "papers"

USES_ITSELF = msg("the template uses itself without end")

Template = tuple[str, str]
"""A template's text, and the file it stands in as the reader knows it."""
Loader = Callable[[str], Template | None]
"""Finds a template by its name; None where there is none."""


class TemplateFault(Exception):  # noqa: N818  # it is the template's, not kps's
    """A template that cannot be used: the file, the line, and what is wrong."""

    def __init__(self, file: str, line: int, reason: Message) -> None:
        self.file = file
        self.line = line
        self.reason = reason
        self.message = msg("{file}, line {line}: {reason}", file=file, line=line, reason=reason)
        super().__init__(self.message.text("en"))


def own_files(tree: Tree) -> tuple[str, ...]:
    """The files of a register's own templates."""
    return tuple(file for file in tree.files() if file.startswith(OWN_FOLDER) and file.endswith(".j2"))


def own_templates(tree: Tree) -> dict[str, str]:
    """The texts of a register's own templates, by file. Raises TemplateFault for one that cannot be read."""
    return {file: _text(tree, file) for file in own_files(tree)}


def _text(tree: Tree, file: str) -> str:
    data = contents(tree, file)
    if isinstance(data, Message):
        raise TemplateFault(file, 1, data)
    text, stop = decode(data)
    if stop is not None:
        raise TemplateFault(file, Lines(text).at(stop)[0], NOT_UTF8)
    return text


def templates(own: Mapping[str, str]) -> Loader:
    """The loader of a register's templates: its own first, then the packaged ones."""

    def load(name: str) -> Template | None:
        if name.startswith(PACKAGED):
            return _packaged(name.removeprefix(PACKAGED))
        for file in (OWN_FOLDER + name, OWN_FOLDER + name.rpartition("/")[2]):
            if file in own:
                return own[file], file
        return _packaged(name)

    return load


def packaged_names() -> tuple[str, ...]:
    """The names of the templates that travel with kps."""
    files = (name.rpartition("/")[2] for name in names_in("templates", ENDING) if name.startswith(f"{_FOLDER}/"))
    return tuple(f"{form}/{file}" for form, file in product(FORMS, files))


def _packaged(name: str) -> Template | None:
    for form in FORMS:
        text = found_in("templates", f"{_FOLDER}/{name[3:]}") if name.startswith(f"{form}/") else None
        if text is not None:
            return in_form(text, form), f"{PACKAGED}{name}"
    return None


def packaged_text(name: str) -> str:
    """The text of a template that travels with kps. Raises LookupError where none has the name."""
    found = _packaged(name)
    if found is None:
        raise LookupError(name)
    return found[0]


def in_the_form_of(parent: str, name: str) -> str:
    """The name that a template calls another by, made whole: one without a form is in that of ``parent``."""
    own = name.removeprefix(PACKAGED)
    if "/" in own:
        return name
    form = parent.removeprefix(PACKAGED).partition("/")[0]
    return f"{PACKAGED if own != name else ''}{form}/{own}"
